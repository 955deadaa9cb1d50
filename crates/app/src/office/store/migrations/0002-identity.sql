-- Who people are to the office: secrets and traces of use. Never in the ledger, and no part of it.

-- What a person proves themselves with. `kind`: password, totp, recovery. `body`: a hash or a secret, never plain words.
CREATE TABLE credentials (
    person TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    PRIMARY KEY (person, kind)
);

-- Who is signed in, by the hash of what the browser holds. `step`: how far the person has proved themselves.
CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    step TEXT NOT NULL,
    csrf TEXT NOT NULL,
    created_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
);
CREATE INDEX sessions_of_person ON sessions (person);

-- Tokens of programs, by the hash of the token.
CREATE TABLE tokens (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    label TEXT NOT NULL,
    may TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT NOT NULL
);
CREATE INDEX tokens_of_person ON tokens (person);

-- Failed attempts to sign in, by person or address.
CREATE TABLE attempts (
    key TEXT PRIMARY KEY,
    failures {whole} NOT NULL,
    last_at TEXT NOT NULL,
    locked_until TEXT NOT NULL
);

-- What a person had typed when their session ended, given back to them after they sign in again.
CREATE TABLE kept_forms (
    person TEXT NOT NULL,
    path TEXT NOT NULL,
    body TEXT NOT NULL,
    kept_at TEXT NOT NULL,
    PRIMARY KEY (person, path)
);
