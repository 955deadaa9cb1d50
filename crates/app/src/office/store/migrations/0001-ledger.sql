-- The ledger: every act that was taken, as the bytes that are hashed, and the leaf hash of the tree.
CREATE TABLE acts (
    seq {whole} PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    leaf TEXT NOT NULL,
    bytes {bytes} NOT NULL
);

-- Where the ledger ends. One row: whoever writes holds it.
CREATE TABLE head (
    one {whole} PRIMARY KEY CHECK (one = 1),
    size {whole} NOT NULL,
    last TEXT NOT NULL
);
INSERT INTO head (one, size, last) VALUES (1, 0, '');

-- What the acts amount to, row by row; written with them, and written anew from them by `kaocheng rebuild`.
CREATE TABLE projection (
    shelf TEXT NOT NULL,
    key TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (shelf, key)
);

-- Signed checkpoints of the tree, by its size. The newest is always there; `stays`: 1 keeps it when a newer one comes.
CREATE TABLE checkpoints (
    size {whole} PRIMARY KEY,
    note TEXT NOT NULL,
    stays {whole} NOT NULL
);

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
