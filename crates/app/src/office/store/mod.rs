//! The office's database: SQLite or PostgreSQL by one code path, with the same tables and the same statements.

pub mod blobs;
mod failure;
mod migrations;
mod reading;
mod room;
mod tables;
#[cfg(test)]
mod tests;
mod writing;

pub use failure::StoreError;
pub use migrations::NEWEST;
pub use reading::{KeptRow, Snapshot};
pub use writing::{RowChange, Writing};

use sqlx::any::{AnyPoolOptions, AnyRow};
use sqlx::{AnyPool, Connection, Executor, Row};
use std::time::Duration;

/// Which database it is, where the two need different words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

impl Kind {
    /// By the address.
    fn of(url: &str) -> Result<Kind, StoreError> {
        let scheme = url.split_once(':').map_or("", |(scheme, _)| scheme);
        match scheme {
            "sqlite" => Ok(Kind::Sqlite),
            "postgres" | "postgresql" => Ok(Kind::Postgres),
            _ => Err(StoreError::Address(without_password(url))),
        }
    }

    /// How a transaction that will write begins: SQLite must not find out half way that somebody else writes.
    pub fn begin(self) -> &'static str {
        match self {
            Kind::Sqlite => "BEGIN IMMEDIATE",
            Kind::Postgres => "BEGIN",
        }
    }
}

/// The database of an office. Cloning it is cheap: it is a pool of connections.
#[derive(Clone, Debug)]
pub struct Store {
    pool: AnyPool,
    kind: Kind,
}

impl Store {
    /// Opens `sqlite:PATH` (made if it is not there) or `postgres://…` and brings its tables to the newest version.
    pub async fn open(url: &str) -> Result<Store, StoreError> {
        let store = Store::connect(url).await?;
        migrations::run(&store.pool, store.kind).await?;
        Ok(store)
    }

    /// The same with tables of an older version, to be filled with what was kept in such.
    pub async fn open_at_version(url: &str, version: i64) -> Result<Store, StoreError> {
        if version > NEWEST {
            return Err(StoreError::Newer { found: version, known: NEWEST });
        }
        let store = Store::connect(url).await?;
        migrations::run_to(&store.pool, store.kind, version).await?;
        Ok(store)
    }

    /// Opens a store that is there, and changes nothing in it: no file is made, no table brought forward.
    pub async fn look(url: &str) -> Result<Store, StoreError> {
        let url = match Kind::of(url)? {
            Kind::Sqlite if !url.contains("mode=") => with_mode(url, "rw"),
            _ => url.to_owned(),
        };
        let store = Store::connect(&url).await?;
        match migrations::version(&store.pool).await {
            Ok(found) if found > NEWEST => Err(StoreError::Newer { found, known: NEWEST }),
            Ok(found) if found < NEWEST => Err(StoreError::Older { found, known: NEWEST }),
            Ok(_) => Ok(store),
            Err(_) => Err(StoreError::NoOffice),
        }
    }

    async fn connect(url: &str) -> Result<Store, StoreError> {
        sqlx::any::install_default_drivers();
        let kind = Kind::of(url)?;
        let options = AnyPoolOptions::new().acquire_timeout(ACQUIRE).max_connections(CONNECTIONS);
        let pool = match kind {
            Kind::Sqlite => {
                let options = options.after_connect(|connection, _| {
                    Box::pin(async move { connection.execute(SQLITE_HABITS).await.map(|_| ()) })
                });
                // After an error of the disk SQLite has ended the transaction itself, and the client takes it for open for
                // ever: such a connection is closed. The question goes behind the end of a transaction that is under way.
                let options = options.after_release(|connection, _| {
                    Box::pin(async move {
                        connection.ping().await?;
                        Ok(!connection.is_in_transaction())
                    })
                });
                let url = if url.contains("mode=") { url.to_owned() } else { with_mode(url, "rwc") };
                options.connect(&url).await?
            }
            Kind::Postgres => options.connect(url).await?,
        };
        Ok(Store { pool, kind })
    }

    /// The connections, for tables that have nothing to do with the ledger. `$1` is the first placeholder.
    pub fn pool(&self) -> &AnyPool {
        &self.pool
    }

    /// Which database it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Closes every connection.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// Where the ledger ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// How many acts there are.
    pub size: u64,
    /// The leaf hash of the last, in hexadecimal; empty before the first.
    pub last: String,
}

impl Head {
    fn of_row(row: &AnyRow) -> Result<Head, StoreError> {
        Ok(Head { size: to_unsigned(row.try_get(0)?)?, last: row.try_get(1)? })
    }
}

/// An act to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The act's own id.
    pub id: String,
    /// Its leaf hash in hexadecimal.
    pub leaf: String,
    /// Its canonical bytes.
    pub bytes: Vec<u8>,
}

/// An act as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its number, from 0.
    pub seq: u64,
    /// What is kept of it.
    pub entry: Entry,
}

impl Kept {
    fn of_row(row: &AnyRow) -> Result<Kept, StoreError> {
        let entry = Entry { id: row.try_get(1)?, leaf: row.try_get(2)?, bytes: row.try_get(3)? };
        Ok(Kept { seq: to_unsigned(row.try_get(0)?)?, entry })
    }
}

fn to_unsigned(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| StoreError::Broken(format!("{number} where a count stands")))
}

/// Connections at most; readers of SQLite do not wait for its writer.
const CONNECTIONS: u32 = 16;

/// How long a request waits for a connection before it is told that the database is not there.
const ACQUIRE: Duration = Duration::from_secs(10);

/// Readers beside a writer; what is committed survives a power cut; writers wait for each other.
const SQLITE_HABITS: &str = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
    PRAGMA foreign_keys = ON;";

/// The address of a SQLite file with how it is opened: `rw` only if it is there, `rwc` made if it is not.
fn with_mode(url: &str, mode: &str) -> String {
    format!("{url}{}mode={mode}", if url.contains('?') { '&' } else { '?' })
}

/// An address for messages: what stands between the user's name and the host is nobody's business.
fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    match rest.rsplit_once('@') {
        Some((user, host)) => {
            format!("{scheme}://{}@{host}", user.split(':').next().unwrap_or_default())
        }
        None => url.to_owned(),
    }
}
