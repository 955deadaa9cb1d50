//! The count of wrong passwords, in the store, so that it holds over restarts and for every process.

use super::lockout::{Counted, FORGOTTEN_AFTER};
use super::{Identity, IdentityError};
use crate::office::moment::Moment;
use sqlx::{AnyConnection, Row};
use std::collections::HashMap;

/// Somebody must wait this many seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locked {
    /// Seconds.
    pub wait: i64,
}

/// Those who must wait, by what is kept of their names.
#[derive(Debug)]
pub struct AllLocked {
    by_key: HashMap<String, Locked>,
}

impl AllLocked {
    /// Whether nobody must.
    pub fn is_empty(&self) -> bool {
        self.by_key.is_empty()
    }

    /// Whether this person must.
    pub fn of(&self, login: &str) -> Option<Locked> {
        self.by_key.get(&Counted::Login(login).key()).copied()
    }
}

/// What counting an attempt came to.
pub(super) struct Attempt {
    /// It was the one after which one must wait.
    pub locks: bool,
}

impl Identity {
    /// Counts an attempt before it is made, so that many at once are all counted, against everything it counts against in
    /// one transaction; `Err`: one must wait first, and nothing was counted.
    pub(super) async fn attempt(
        &self,
        against: &[Counted<'_>],
        at: Moment,
    ) -> Result<Result<Attempt, Locked>, IdentityError> {
        let mut tx = self.store.pool().begin_with(self.store.kind().begin()).await?;
        let mut locks = false;
        for counted in against {
            let key = counted.key();
            if let Some(locked) = locked(&mut tx, &key, at).await? {
                return Ok(Err(locked));
            }
            let wait = counted.wait(count(&mut tx, &key, at).await?);
            if wait > 0 {
                let query = sqlx::query("UPDATE attempts SET locked_until = $1 WHERE key = $2");
                query.bind(at.plus(wait).to_string()).bind(key).execute(&mut *tx).await?;
            }
            locks |= wait > 0;
        }
        tx.commit().await?;
        Ok(Ok(Attempt { locks }))
    }

    /// The attempt was right after all: the name starts anew.
    pub(super) async fn attempt_was_right(&self, login: &str) -> Result<(), IdentityError> {
        Ok(start_anew(&mut *self.store.pool().acquire().await?, login).await?)
    }

    /// Whether a person must wait now.
    pub async fn locked(&self, login: &str, at: Moment) -> Result<Option<Locked>, IdentityError> {
        let mut connection = self.store.pool().acquire().await?;
        Ok(locked(&mut connection, &Counted::Login(login).key(), at).await?)
    }

    /// Everybody who must wait now, in one look.
    pub async fn all_locked(&self, at: Moment) -> Result<AllLocked, IdentityError> {
        let rows = sqlx::query("SELECT key, locked_until FROM attempts WHERE locked_until <> ''");
        let mut by_key = HashMap::new();
        for row in rows.fetch_all(self.store.pool()).await? {
            let (key, until): (String, String) = (row.try_get("key")?, row.try_get("locked_until")?);
            let until = Moment::of_text(&until).filter(|until| *until > at);
            by_key.extend(until.map(|until| (key, Locked { wait: until.seconds() - at.seconds() })));
        }
        Ok(AllLocked { by_key })
    }

    /// An administrator lets a person try again at once.
    pub async fn unlock(&self, login: &str) -> Result<(), IdentityError> {
        self.attempt_was_right(login).await
    }
}

/// A name starts anew.
pub(super) async fn start_anew(connection: &mut AnyConnection, login: &str) -> sqlx::Result<()> {
    let query = sqlx::query("DELETE FROM attempts WHERE key = $1").bind(Counted::Login(login).key());
    query.execute(connection).await.map(|_| ())
}

/// An address is given back the attempt that was right. Somebody who signs in for the first time in a day makes up for one
/// wrong attempt besides: where a whole county signs in, some mistype, and that must not shut out the others; and whoever
/// has an account of their own cannot pay with it for guessing at others all day.
pub(super) async fn give_back(
    connection: &mut AnyConnection,
    address: &str,
    person: &str,
    at: Moment,
) -> sqlx::Result<()> {
    let query = sqlx::query("SELECT COUNT(*) FROM sessions WHERE person = $1 AND created_at > $2");
    let since = at.minus(FORGOTTEN_AFTER).to_string();
    let before: i64 = query.bind(person.to_owned()).bind(since).fetch_one(&mut *connection).await?.try_get(0)?;
    let back: i64 = if before == 0 { 2 } else { 1 };
    let query = sqlx::query(
        "UPDATE attempts SET failures = CASE WHEN failures > $1 THEN failures - $1 ELSE 0 END, locked_until = '' \
         WHERE key = $2",
    );
    query.bind(back).bind(Counted::Address(address).key()).execute(connection).await.map(|_| ())
}

/// One more attempt; gives their number.
async fn count(connection: &mut AnyConnection, key: &str, at: Moment) -> sqlx::Result<i64> {
    let query = sqlx::query(
        "INSERT INTO attempts (key, failures, last_at, locked_until) VALUES ($1, 1, $2, '') \
         ON CONFLICT (key) DO UPDATE SET last_at = excluded.last_at, \
         failures = CASE WHEN attempts.last_at < $3 THEN 1 ELSE attempts.failures + 1 END RETURNING failures",
    );
    let forgotten = at.minus(FORGOTTEN_AFTER).to_string();
    query.bind(key.to_owned()).bind(at.to_string()).bind(forgotten).fetch_one(connection).await?.try_get("failures")
}

async fn locked(connection: &mut AnyConnection, key: &str, at: Moment) -> sqlx::Result<Option<Locked>> {
    let query = sqlx::query("SELECT locked_until FROM attempts WHERE key = $1");
    let row = query.bind(key.to_owned()).fetch_optional(connection).await?;
    let until: Option<String> = row.map(|row| row.try_get("locked_until")).transpose()?;
    let until = until.as_deref().and_then(Moment::of_text);
    Ok(until.filter(|u| *u > at).map(|u| Locked { wait: u.seconds() - at.seconds() }))
}
