//! Why the database did not do as it was asked.

use std::fmt;

/// What went wrong with the store.
#[derive(Debug)]
pub enum StoreError {
    /// The address is neither of SQLite nor of PostgreSQL.
    Address(String),
    /// A newer program has brought the tables further than this one knows.
    Newer {
        /// The version of the tables.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// The tables are of an older version, and whoever asked may not change them.
    Older {
        /// The version of the tables.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// There is a database, and no office in it.
    NoOffice,
    /// What the tables hold does not fit together.
    Broken(String),
    /// The database could not be reached or refused.
    Database(sqlx::Error),
}

impl StoreError {
    /// Whether the database is there and said no, so that it may take something else.
    pub fn is_answer(&self) -> bool {
        matches!(self, StoreError::Database(sqlx::Error::Database(_)))
    }

    /// Whether there is no room left.
    pub fn is_full(&self) -> bool {
        matches!(self, StoreError::Database(error) if super::room::is_full(error))
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoreError::Address(url) => write!(f, "{url}: neither sqlite:PATH nor postgres://…"),
            StoreError::Newer { found, known } => write!(
                f,
                "the database is of version {found}, written by a newer program; this one knows versions up to {known}"
            ),
            StoreError::Older { found, known } => write!(
                f,
                "the database is of version {found}; `kaocheng serve` or `kaocheng rebuild` brings it to version {known}"
            ),
            StoreError::NoOffice => f.write_str("there is no office in this database"),
            StoreError::Broken(what) => f.write_str(what),
            StoreError::Database(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        StoreError::Database(error)
    }
}
