//! Whether the key that is there is the one that the second factors follow from: it lies in a file that no backup holds, and
//! with another one no code is ever right.

use super::credentials::TOTP;
use super::{Identity, IdentityError};
use sqlx::Row;

/// The setting that holds the key's fingerprint.
const SETTING: &str = "identity.key";

impl Identity {
    /// Whether the key is right. Where nobody has a second factor, this key is right from now on.
    pub async fn key_is_right(&self) -> Result<bool, IdentityError> {
        let own = self.key.fingerprint();
        let known = self.store.setting(SETTING).await.map_err(IdentityError::Store)?;
        if known.as_ref() == Some(&own) {
            return Ok(true);
        }
        if known.is_some() && self.factors().await? > 0 {
            return Ok(false);
        }
        self.store.set(SETTING, &own).await.map_err(IdentityError::Store)?;
        Ok(true)
    }

    /// How many people have a second factor.
    async fn factors(&self) -> Result<i64, IdentityError> {
        let query = sqlx::query("SELECT COUNT(*) FROM credentials WHERE kind = $1").bind(TOTP.to_owned());
        Ok(query.fetch_one(self.store.pool()).await?.try_get(0)?)
    }
}
