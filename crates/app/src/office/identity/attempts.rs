//! The count of wrong passwords, in the store, so that it holds over restarts and for every process.

use super::lockout::{Counted, FORGOTTEN_AFTER};
use super::{Identity, IdentityError};
use crate::office::moment::Moment;
use sqlx::Row;

/// Somebody must wait this many seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locked {
    /// Seconds.
    pub wait: i64,
}

/// What counting an attempt came to.
pub(super) struct Attempt {
    /// It was the one after which one must wait.
    pub locks: bool,
}

impl Identity {
    /// Counts an attempt before it is made, so that many at once are all counted; `Err`: one must wait first.
    pub(super) async fn attempt(
        &self,
        counted: Counted<'_>,
        at: Moment,
    ) -> Result<Result<Attempt, Locked>, IdentityError> {
        let key = counted.key();
        if let Some(locked) = self.locked_key(&key, at).await? {
            return Ok(Err(locked));
        }
        let query = sqlx::query(
            "INSERT INTO attempts (key, failures, last_at, locked_until) VALUES ($1, 1, $2, '') \
             ON CONFLICT (key) DO UPDATE SET last_at = excluded.last_at, \
             failures = CASE WHEN attempts.last_at < $3 THEN 1 ELSE attempts.failures + 1 END RETURNING failures",
        );
        let forgotten = at.minus(FORGOTTEN_AFTER).to_string();
        let row = query.bind(key.clone()).bind(at.to_string()).bind(forgotten).fetch_one(self.store.pool()).await?;
        let wait = counted.wait(row.try_get("failures")?);
        if wait > 0 {
            let query = sqlx::query("UPDATE attempts SET locked_until = $1 WHERE key = $2");
            query.bind(at.plus(wait).to_string()).bind(key).execute(self.store.pool()).await?;
        }
        Ok(Ok(Attempt { locks: wait > 0 }))
    }

    /// The attempt was right after all: the name starts anew, the address is given back the one attempt.
    pub(super) async fn attempt_was_right(&self, counted: Counted<'_>) -> Result<(), IdentityError> {
        let sql = match counted {
            Counted::Login(_) => "DELETE FROM attempts WHERE key = $1",
            Counted::Address(_) => {
                "UPDATE attempts SET failures = failures - 1, locked_until = '' WHERE key = $1 AND failures > 0"
            }
        };
        sqlx::query(sql).bind(counted.key()).execute(self.store.pool()).await?;
        Ok(())
    }

    /// Whether a person must wait now.
    pub async fn locked(&self, login: &str, at: Moment) -> Result<Option<Locked>, IdentityError> {
        self.locked_key(&Counted::Login(login).key(), at).await
    }

    /// An administrator lets a person try again at once.
    pub async fn unlock(&self, login: &str) -> Result<(), IdentityError> {
        self.attempt_was_right(Counted::Login(login)).await
    }

    async fn locked_key(&self, key: &str, at: Moment) -> Result<Option<Locked>, IdentityError> {
        let query = sqlx::query("SELECT locked_until FROM attempts WHERE key = $1");
        let row = query.bind(key.to_owned()).fetch_optional(self.store.pool()).await?;
        let until: Option<String> = row.map(|row| row.try_get("locked_until")).transpose()?;
        let until = until.as_deref().and_then(Moment::of_text);
        Ok(until.filter(|u| *u > at).map(|u| Locked { wait: u.seconds() - at.seconds() }))
    }
}
