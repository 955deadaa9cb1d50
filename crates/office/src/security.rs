//! What happens to credentials, as far as the ledger says it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What happened to a person's credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SecurityEvent {
    /// Signed in.
    SignedIn,
    /// Signed out.
    SignedOut,
    /// Sign-in refused, with the right name.
    SignInRefused,
    /// Too many refusals: shut for a while.
    LockedOut,
    /// An administrator opened it again.
    Unlocked,
    /// The password was changed by its owner.
    PasswordChanged,
    /// An administrator gave a one-time password.
    PasswordReset,
    /// A second factor was set up.
    FactorSet,
    /// The second factor was taken away.
    FactorRemoved,
    /// A token for programs was made.
    TokenMade,
    /// A token ended.
    TokenEnded,
    /// All other sessions were ended.
    SessionsEnded,
}
