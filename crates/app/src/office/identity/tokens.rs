//! Tokens of programs: what a person lets a program do in their name, until a day. Only the hash is kept.

use super::{Identity, IdentityError, secret};
use crate::office::moment::Moment;
use sqlx::Row;

/// How every token begins, so that one that was published by mistake can be found.
const PREFIX: &str = "kaocheng_";
/// Tokens are good for a year at most.
pub const LONGEST_DAYS: i64 = 366;

/// A token that was just made.
pub struct NewToken {
    /// The only time that it is shown.
    pub token: String,
}

/// A token in its owner's list.
#[derive(Clone, Debug)]
pub struct OwnToken {
    /// The hash that it is kept under.
    pub id: String,
    /// What the owner calls it.
    pub label: String,
    /// What it may do, in words of `web::route::Scope`.
    pub may: Vec<String>,
    /// When it ends.
    pub until: Moment,
    /// When it was last used.
    pub used: Option<Moment>,
}

/// A request with a token.
#[derive(Clone, Debug)]
pub struct TokenUse {
    /// Whose it is.
    pub person: String,
    /// What it may do.
    pub may: Vec<String>,
}

impl Identity {
    /// Makes a token.
    pub async fn make_token(
        &self,
        person: &str,
        label: &str,
        may: &[&str],
        days: i64,
        at: Moment,
    ) -> Result<NewToken, IdentityError> {
        let token = format!("{PREFIX}{}", secret::token()?);
        let until = at.plus(days.clamp(1, LONGEST_DAYS) * 24 * 60 * 60);
        let query = sqlx::query(
            "INSERT INTO tokens (id, person, label, may, created_at, expires_at, used_at) \
             VALUES ($1, $2, $3, $4, $5, $6, '')",
        );
        let query = query.bind(secret::hash(&token)).bind(person.to_owned()).bind(label.to_owned());
        let query = query.bind(may.join(" ")).bind(at.to_string()).bind(until.to_string());
        query.execute(self.store.pool()).await?;
        Ok(NewToken { token })
    }

    /// Whose token it is and what it may do; `None` if there is no such token or it has ended.
    pub async fn token(&self, token: &str, at: Moment) -> Result<Option<TokenUse>, IdentityError> {
        let id = secret::hash(token);
        let query = sqlx::query("SELECT person, may, used_at FROM tokens WHERE id = $1 AND expires_at > $2");
        let row = query.bind(id.clone()).bind(at.to_string()).fetch_optional(self.store.pool()).await?;
        let Some(row) = row else { return Ok(None) };
        // To the minute, so that a busy program does not write with every request.
        if row.try_get::<String, _>("used_at")? <= at.minus(60).to_string() {
            let query = sqlx::query("UPDATE tokens SET used_at = $1 WHERE id = $2");
            query.bind(at.to_string()).bind(id).execute(self.store.pool()).await?;
        }
        let may: String = row.try_get("may")?;
        let may = may.split_whitespace().map(str::to_owned).collect();
        Ok(Some(TokenUse { person: row.try_get("person")?, may }))
    }

    /// The tokens of a person that have not ended.
    pub async fn tokens(&self, person: &str, at: Moment) -> Result<Vec<OwnToken>, IdentityError> {
        let query = sqlx::query(
            "SELECT id, label, may, expires_at, used_at FROM tokens WHERE person = $1 AND expires_at > $2 \
             ORDER BY created_at, id",
        );
        let rows = query.bind(person.to_owned()).bind(at.to_string()).fetch_all(self.store.pool()).await?;
        let own = |row: &sqlx::any::AnyRow| {
            let (may, until, used): (String, String, String) =
                (row.try_get("may")?, row.try_get("expires_at")?, row.try_get("used_at")?);
            Ok(OwnToken {
                id: row.try_get("id")?,
                label: row.try_get("label")?,
                may: may.split_whitespace().map(str::to_owned).collect(),
                until: Moment::of_text(&until).unwrap_or(at),
                used: Moment::of_text(&used),
            })
        };
        rows.iter().map(own).collect()
    }

    /// Ends a token of a person.
    pub async fn end_token(&self, person: &str, id: &str) -> Result<bool, IdentityError> {
        let query = sqlx::query("DELETE FROM tokens WHERE person = $1 AND id = $2");
        let query = query.bind(person.to_owned()).bind(id.to_owned());
        Ok(query.execute(self.store.pool()).await?.rows_affected() == 1)
    }

    /// Ends all tokens of a person whose account is closed.
    pub async fn end_tokens(&self, person: &str) -> Result<(), IdentityError> {
        sqlx::query("DELETE FROM tokens WHERE person = $1").bind(person.to_owned()).execute(self.store.pool()).await?;
        Ok(())
    }
}
