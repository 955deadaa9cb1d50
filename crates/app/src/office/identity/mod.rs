//! Who somebody is: passwords, second factor, sessions, tokens, and waiting after wrong ones.
//!
//! Everything is in tables of its own, none of it in the ledger. The clock is never read here: every call is told the time.
//! What a person may do is not known here either; that follows from the ledger.

mod attempts;
mod credentials;
mod factor;
mod kept;
mod lockout;
mod own_key;
mod password;
mod policy;
mod qr;
mod second;
pub mod secret;
mod sessions;
mod sign_in;
mod tokens;
mod touches;

pub use attempts::Locked;
pub use factor::FactorKey;
pub use kept::{KeptForm, Owner};
pub use password::Hashing;
pub use policy::Weak;
pub use second::Enrolment;
pub use sessions::{NewSession, OwnSession, Session, Step};
pub use sign_in::SignIn;
pub use tokens::OwnToken;

use super::store::{Store, StoreError};
use std::fmt;

/// The one place that knows secrets.
#[derive(Clone)]
pub struct Identity {
    store: Store,
    hashing: Hashing,
    key: FactorKey,
    touches: touches::Touches,
}

impl Identity {
    /// Over the tables of a store.
    pub fn new(store: Store, hashing: Hashing, key: FactorKey) -> Identity {
        Identity { store, hashing, key, touches: touches::Touches::default() }
    }
}

/// Something did not work that has nothing to do with whether a password is right.
#[derive(Debug)]
pub enum IdentityError {
    /// The tables.
    Store(StoreError),
    /// A password could not be hashed.
    Hashing,
    /// The operating system gave no randomness.
    Randomness,
}

impl fmt::Display for IdentityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IdentityError::Store(error) => error.fmt(f),
            IdentityError::Hashing => f.write_str("a password could not be hashed"),
            IdentityError::Randomness => f.write_str("the operating system gave no randomness"),
        }
    }
}

impl std::error::Error for IdentityError {}

impl From<sqlx::Error> for IdentityError {
    fn from(error: sqlx::Error) -> Self {
        IdentityError::Store(error.into())
    }
}

impl From<password::HashingFailed> for IdentityError {
    fn from(_: password::HashingFailed) -> Self {
        IdentityError::Hashing
    }
}

impl From<secret::NoRandomness> for IdentityError {
    fn from(_: secret::NoRandomness) -> Self {
        IdentityError::Randomness
    }
}
