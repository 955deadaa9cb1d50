//! Passwords of persons: their own, or one that an administrator handed over and that is good for one sign-in.

use super::{Identity, IdentityError, Weak, policy, secret};
use crate::office::moment::Moment;
use sqlx::Row;
use std::collections::BTreeMap;

/// Kinds of rows in the table.
pub(super) const PASSWORD: &str = "password";
pub(super) const ONE_TIME: &str = "one-time";
pub(super) const TOTP: &str = "totp";
pub(super) const TOTP_PENDING: &str = "totp-pending";
pub(super) const RECOVERY: &str = "recovery";

/// A password handed over is good for a week: long enough for a circular to reach every township.
pub(super) const ONE_TIME_GOOD_FOR: i64 = 7 * 24 * 60 * 60;

impl Identity {
    /// A fresh one-time password for a person, in the clear, to be handed over. The old password and all sessions end.
    pub async fn give_one_time(&self, person: &str, at: Moment) -> Result<String, IdentityError> {
        let word = secret::readable(4)?;
        let hash = self.hashing.hash(&word).await?;
        self.forget(person, PASSWORD).await?;
        self.keep(person, ONE_TIME, &hash, at).await?;
        self.end_sessions(person, None).await?;
        Ok(word)
    }

    /// Sets a person's password without asking for the old one: at the founding, and after a one-time password.
    /// All sessions but the one given (by its id) end.
    pub async fn set_password(
        &self,
        person: &str,
        password: &str,
        but: Option<&str>,
        at: Moment,
    ) -> Result<Result<(), Weak>, IdentityError> {
        if let Err(weak) = policy::check(password, person) {
            return Ok(Err(weak));
        }
        let hash = self.hashing.hash(password).await?;
        self.keep(person, PASSWORD, &hash, at).await?;
        self.forget(person, ONE_TIME).await?;
        self.end_sessions(person, but).await?;
        Ok(Ok(()))
    }

    /// Whether this is the person's password now (their own or the one-time one).
    pub async fn is_password(&self, person: &str, password: &str, at: Moment) -> Result<bool, IdentityError> {
        let kept = self.password_of(person, at).await?;
        Ok(self.hashing.verify(password, kept.as_ref().map(|(hash, _)| hash.as_str())).await?)
    }

    /// Whether a person has ever been given a password.
    pub async fn has_password(&self, person: &str) -> Result<bool, IdentityError> {
        let (own, given) = (self.credential(person, PASSWORD).await?, self.credential(person, ONE_TIME).await?);
        Ok(own.is_some() || given.is_some())
    }

    /// Whether a person has chosen a password.
    pub async fn has_own_password(&self, person: &str) -> Result<bool, IdentityError> {
        Ok(self.credential(person, PASSWORD).await?.is_some())
    }

    /// The hash that a password is verified against, and whether it must be changed after.
    pub(super) async fn password_of(&self, person: &str, at: Moment) -> Result<Option<(String, bool)>, IdentityError> {
        if let Some((hash, _)) = self.credential(person, PASSWORD).await? {
            return Ok(Some((hash, false)));
        }
        let given = self.credential(person, ONE_TIME).await?;
        let good = given.filter(|(_, since)| *since > at.minus(ONE_TIME_GOOD_FOR).to_string());
        Ok(good.map(|(hash, _)| (hash, true)))
    }

    /// A row of the table: its body, and since when.
    pub(super) async fn credential(&self, person: &str, kind: &str) -> Result<Option<(String, String)>, IdentityError> {
        let query = sqlx::query("SELECT body, changed_at FROM credentials WHERE person = $1 AND kind = $2");
        let row = query.bind(person.to_owned()).bind(kind.to_owned()).fetch_optional(self.store.pool()).await?;
        row.map(|row| Ok((row.try_get("body")?, row.try_get("changed_at")?))).transpose()
    }

    pub(super) async fn keep(&self, person: &str, kind: &str, body: &str, at: Moment) -> Result<(), IdentityError> {
        let query = sqlx::query(
            "INSERT INTO credentials (person, kind, body, changed_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (person, kind) DO UPDATE SET body = excluded.body, changed_at = excluded.changed_at",
        );
        let query = query.bind(person.to_owned()).bind(kind.to_owned()).bind(body.to_owned()).bind(at.to_string());
        query.execute(self.store.pool()).await?;
        Ok(())
    }

    /// Changes a row only if it still is what was read: of two who use a code at once, one succeeds.
    pub(super) async fn swap(&self, person: &str, kind: &str, from: &str, to: &str) -> Result<bool, IdentityError> {
        let query = sqlx::query("UPDATE credentials SET body = $1 WHERE person = $2 AND kind = $3 AND body = $4");
        let query = query.bind(to.to_owned()).bind(person.to_owned()).bind(kind.to_owned()).bind(from.to_owned());
        Ok(query.execute(self.store.pool()).await?.rows_affected() == 1)
    }

    pub(super) async fn forget(&self, person: &str, kind: &str) -> Result<(), IdentityError> {
        let query = sqlx::query("DELETE FROM credentials WHERE person = $1 AND kind = $2");
        query.bind(person.to_owned()).bind(kind.to_owned()).execute(self.store.pool()).await?;
        Ok(())
    }
}

/// What an account has, for the list of people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// A password, of one's own or one-time and still good.
    pub has_password: bool,
    /// A second factor.
    pub factor: bool,
}

impl Identity {
    /// What every account has, in one look.
    pub async fn standings(&self, at: Moment) -> Result<BTreeMap<String, Standing>, IdentityError> {
        let query = sqlx::query("SELECT person, kind, changed_at FROM credentials WHERE kind IN ($1, $2, $3)");
        let query = query.bind(PASSWORD.to_owned()).bind(ONE_TIME.to_owned()).bind(TOTP.to_owned());
        let stale = at.minus(ONE_TIME_GOOD_FOR).to_string();
        let mut standings: BTreeMap<String, Standing> = BTreeMap::new();
        for row in query.fetch_all(self.store.pool()).await? {
            let (person, kind, since): (String, String, String) =
                (row.try_get("person")?, row.try_get("kind")?, row.try_get("changed_at")?);
            let standing = standings.entry(person).or_default();
            standing.factor |= kind == TOTP;
            standing.has_password |= kind == PASSWORD || (kind == ONE_TIME && since > stale);
        }
        Ok(standings)
    }
}
