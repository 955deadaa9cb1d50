//! Sessions: a random token in the browser, its hash in the store. They end when idle, when old, and when told.

use super::{Identity, IdentityError, secret};
use crate::office::moment::Moment;
use sqlx::{AnyConnection, Row};

/// Seconds without a request after which a session ends.
pub const IDLE: i64 = 30 * 60;
/// Seconds after which it ends in any case.
pub const ABSOLUTE: i64 = 12 * 60 * 60;
/// Seconds that one has between password and second factor.
const HALF_WAY: i64 = 10 * 60;
/// The store is told at most this often that a session is in use.
const TOUCHED_EVERY: i64 = 60;
/// Ended sessions are known for a week, so that what was typed in one finds its way back to its author.
const REMEMBERED: i64 = 7 * 24 * 60 * 60;

/// How far a person has proved themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The password was right; the second factor is still asked for.
    Factor,
    /// The password was one handed over; it must be changed first.
    Change,
    /// Everything was right; a second factor must be set up first.
    Enrol,
    /// Signed in.
    In,
}

impl Step {
    fn word(self) -> &'static str {
        match self {
            Step::Factor => "factor",
            Step::Change => "change",
            Step::Enrol => "enrol",
            Step::In => "in",
        }
    }

    fn of_word(word: &str) -> Option<Step> {
        [Step::Factor, Step::Change, Step::Enrol, Step::In].into_iter().find(|s| s.word() == word)
    }
}

/// A session that was just begun.
#[derive(Debug)]
pub struct NewSession {
    /// What the browser is given.
    pub token: String,
    /// How far it goes.
    pub step: Step,
}

/// A session as a request finds it.
#[derive(Clone, Debug)]
pub struct Session {
    /// The hash that it is kept under.
    pub id: String,
    /// Whose it is.
    pub person: String,
    /// How far it goes.
    pub step: Step,
    /// What every form of it must carry.
    pub csrf: String,
    /// Whether it has ended: then it says no more than whose it was.
    pub ended: bool,
}

/// A session in its owner's list.
#[derive(Clone, Debug)]
pub struct OwnSession {
    /// The hash that it is kept under.
    pub id: String,
    /// When it began.
    pub since: Moment,
    /// When it was last used, to the minute.
    pub seen: Moment,
}

/// Begins a session.
pub(super) async fn begin(
    connection: &mut AnyConnection,
    person: &str,
    step: Step,
    at: Moment,
) -> Result<NewSession, IdentityError> {
    let (token, csrf) = (secret::token()?, secret::token()?);
    let until = at.plus(if step == Step::Factor { HALF_WAY } else { ABSOLUTE });
    let query = sqlx::query(
        "INSERT INTO sessions (id, person, step, csrf, created_at, seen_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    );
    let query = query.bind(secret::hash(&token)).bind(person.to_owned()).bind(step.word().to_owned()).bind(csrf);
    let query = query.bind(at.to_string()).bind(at.to_string()).bind(until.to_string());
    query.execute(connection).await?;
    Ok(NewSession { token, step })
}

impl Identity {
    /// Holds a session that was just begun back until its owner has set a second factor up. Nobody has its token yet.
    pub async fn hold_for_enrolment(&self, session: NewSession) -> Result<NewSession, IdentityError> {
        let query = sqlx::query("UPDATE sessions SET step = $1 WHERE id = $2");
        let query = query.bind(Step::Enrol.word().to_owned()).bind(secret::hash(&session.token));
        query.execute(self.store.pool()).await?;
        Ok(NewSession { step: Step::Enrol, ..session })
    }

    /// The next step of a session, under a new token: one that was known before the proof is worth nothing after it.
    pub async fn advance(&self, session: &Session, step: Step, at: Moment) -> Result<NewSession, IdentityError> {
        self.end_session(&session.person, &session.id).await?;
        begin(&mut *self.store.pool().acquire().await?, &session.person, step, at).await
    }

    /// The session of a token; an ended one too, marked so.
    pub async fn session(&self, token: &str, at: Moment) -> Result<Option<Session>, IdentityError> {
        let id = secret::hash(token);
        let query = sqlx::query("SELECT person, step, csrf, seen_at, expires_at FROM sessions WHERE id = $1");
        let Some(row) = query.bind(id.clone()).fetch_optional(self.store.pool()).await? else { return Ok(None) };
        let (seen, expires): (String, String) = (row.try_get("seen_at")?, row.try_get("expires_at")?);
        let Some(step) = Step::of_word(&row.try_get::<String, _>("step")?) else { return Ok(None) };
        let seen = self.touches.seen(&id).map_or_else(|| seen.clone(), |noted| seen.clone().max(noted.to_string()));
        let ended = expires <= at.to_string() || seen <= at.minus(IDLE).to_string();
        if !ended && seen <= at.minus(TOUCHED_EVERY).to_string() {
            self.tell_seen(self.touches.note(&id, at)).await?;
        }
        Ok(Some(Session { id, person: row.try_get("person")?, step, csrf: row.try_get("csrf")?, ended }))
    }

    /// Tells the store when sessions were last seen.
    async fn tell_seen(&self, mut seen: Vec<(String, Moment)>) -> Result<(), IdentityError> {
        if seen.is_empty() {
            return Ok(());
        }
        // In one order everywhere: two servers on one database that hold rows of each other would wait for ever.
        seen.sort();
        let mut tx = self.store.pool().begin_with(self.store.kind().begin()).await?;
        for (id, at) in seen {
            let query = sqlx::query("UPDATE sessions SET seen_at = $1 WHERE id = $2 AND seen_at < $3");
            query.bind(at.to_string()).bind(id).bind(at.to_string()).execute(&mut *tx).await?;
        }
        Ok(tx.commit().await?)
    }

    /// The sessions of a person that have not ended, latest first.
    pub async fn sessions(&self, person: &str, at: Moment) -> Result<Vec<OwnSession>, IdentityError> {
        let query = sqlx::query(
            "SELECT id, created_at, seen_at FROM sessions WHERE person = $1 AND step IN ('in', 'change') \
             AND expires_at > $2 AND seen_at > $3 ORDER BY seen_at DESC, id",
        );
        let query = query.bind(person.to_owned()).bind(at.to_string()).bind(at.minus(IDLE).to_string());
        let rows = query.fetch_all(self.store.pool()).await?;
        let moment = |text: String| Moment::of_text(&text).unwrap_or(at);
        let own = |row: &sqlx::any::AnyRow| {
            Ok(OwnSession {
                id: row.try_get("id")?,
                since: moment(row.try_get("created_at")?),
                seen: moment(row.try_get("seen_at")?),
            })
        };
        rows.iter().map(own).collect()
    }

    /// Ends one session of a person.
    pub async fn end_session(&self, person: &str, id: &str) -> Result<(), IdentityError> {
        let query = sqlx::query("UPDATE sessions SET expires_at = '' WHERE person = $1 AND id = $2");
        query.bind(person.to_owned()).bind(id.to_owned()).execute(self.store.pool()).await?;
        Ok(())
    }

    /// Ends all sessions of a person, but the one given.
    pub async fn end_sessions(&self, person: &str, but: Option<&str>) -> Result<(), IdentityError> {
        let query = sqlx::query("UPDATE sessions SET expires_at = '' WHERE person = $1 AND id <> $2");
        query.bind(person.to_owned()).bind(but.unwrap_or_default().to_owned()).execute(self.store.pool()).await?;
        Ok(())
    }

    /// Throws away what nobody asks for any more. Called now and then by the server.
    pub async fn sweep(&self, at: Moment) -> Result<(), IdentityError> {
        let old = at.minus(REMEMBERED).to_string();
        let statements = [
            "DELETE FROM sessions WHERE seen_at < $1",
            "DELETE FROM kept_forms WHERE kept_at < $1",
            "DELETE FROM attempts WHERE last_at < $1",
        ];
        for sql in statements {
            sqlx::query(sql).bind(old.clone()).execute(self.store.pool()).await?;
        }
        Ok(())
    }
}
