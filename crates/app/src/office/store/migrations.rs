//! The tables, brought forward to what this program knows: numbered steps, each in one transaction, in both databases.

use super::{Kind, StoreError};
use sqlx::{AnyPool, AssertSqlSafe, Row};

/// What each version adds to the one before. A step that was released is never changed.
const STEPS: &[&str] = &[include_str!("migrations/0001-ledger.sql"), include_str!("migrations/0002-identity.sql")];

/// The version of the tables that this program works with.
pub const NEWEST: i64 = STEPS.len() as i64;

/// Brings the tables to the newest version. Several programs may do so at once: one does, the others wait.
pub async fn run(pool: &AnyPool, kind: Kind) -> Result<(), StoreError> {
    run_to(pool, kind, NEWEST).await
}

/// The same up to a version, for tests that start from an older one.
pub async fn run_to(pool: &AnyPool, kind: Kind, newest: i64) -> Result<(), StoreError> {
    let mut tx = pool.begin_with(kind.begin()).await?;
    if kind == Kind::Postgres {
        // Any number will do, as long as every program of ours takes the same.
        sqlx::query("SELECT pg_advisory_xact_lock(5203941)").fetch_all(&mut *tx).await?;
    }
    // "IF NOT EXISTS" makes PostgreSQL say so each time; nobody needs to hear it.
    if kind == Kind::Postgres {
        sqlx::raw_sql("SET LOCAL client_min_messages = warning").execute(&mut *tx).await?;
    }
    let versions = with_types("CREATE TABLE IF NOT EXISTS versions (version {whole} PRIMARY KEY)", kind);
    sqlx::raw_sql(AssertSqlSafe(versions)).execute(&mut *tx).await?;
    let row =
        sqlx::query("SELECT version FROM versions ORDER BY version DESC LIMIT 1").fetch_optional(&mut *tx).await?;
    let found: i64 = row.map_or(Ok(0), |row| row.try_get(0))?;
    if found > NEWEST {
        return Err(StoreError::Newer { found, known: NEWEST });
    }
    for (version, step) in (1..).zip(STEPS).filter(|(version, _)| *version > found && *version <= newest) {
        sqlx::raw_sql(AssertSqlSafe(with_types(step, kind))).execute(&mut *tx).await?;
        sqlx::query("INSERT INTO versions (version) VALUES ($1)").bind(version).execute(&mut *tx).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The version that the tables are of.
pub async fn version(pool: &AnyPool) -> Result<i64, StoreError> {
    let row = sqlx::query("SELECT version FROM versions ORDER BY version DESC LIMIT 1").fetch_optional(pool).await?;
    Ok(row.map_or(Ok(0), |row| row.try_get(0))?)
}

/// The two types that the databases name differently.
fn with_types(sql: &str, kind: Kind) -> String {
    let (bytes, whole) = match kind {
        Kind::Sqlite => ("BLOB", "INTEGER"),
        Kind::Postgres => ("BYTEA", "BIGINT"),
    };
    sql.replace("{bytes}", bytes).replace("{whole}", whole)
}
