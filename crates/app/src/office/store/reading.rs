//! What the database holds: the ledger by pages, and everything at one moment.

use super::writing::to_signed;
use super::{Head, Kept, Kind, Store, StoreError};
use futures_core::Stream;
use sqlx::any::AnyRow;
use sqlx::{Any, AnyConnection, Row, Transaction};
use std::pin::Pin;

/// A row of the projections as it is kept: shelf, key, body.
pub type KeptRow = (String, String, String);

impl Store {
    /// Where the ledger ends.
    pub async fn head(&self) -> Result<Head, StoreError> {
        Head::of_row(&sqlx::query("SELECT size, last FROM head").fetch_one(&self.pool).await?)
    }

    /// Up to `count` acts from `from` on.
    pub async fn acts(&self, from: u64, count: u64) -> Result<Vec<Kept>, StoreError> {
        acts(&mut *self.pool.acquire().await?, from, count).await
    }

    /// The newest checkpoint that covers no more than `size` acts.
    pub async fn checkpoint_up_to(&self, size: u64) -> Result<Option<(u64, String)>, StoreError> {
        let sql = "SELECT size, note FROM checkpoints WHERE size <= $1 ORDER BY size DESC LIMIT 1";
        let row = sqlx::query(sql).bind(to_signed(size)?).fetch_optional(&self.pool).await?;
        row.as_ref().map(checkpoint_of_row).transpose()
    }

    /// Everything as it is at one moment, whoever writes meanwhile.
    pub async fn snapshot(&self) -> Result<Snapshot, StoreError> {
        let begin = match self.kind {
            Kind::Sqlite => "BEGIN",
            Kind::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        let mut tx = self.pool.begin_with(begin).await?;
        let head = Head::of_row(&sqlx::query("SELECT size, last FROM head").fetch_one(&mut *tx).await?)?;
        Ok(Snapshot { tx, head })
    }

    /// The act that was taken under an id.
    pub async fn act_of(&self, id: &str) -> Result<Option<Kept>, StoreError> {
        let query = sqlx::query("SELECT seq, id, leaf, bytes FROM acts WHERE id = $1").bind(id.to_owned());
        query.fetch_optional(&self.pool).await?.as_ref().map(Kept::of_row).transpose()
    }

    /// A setting.
    pub async fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        let query = sqlx::query("SELECT value FROM settings WHERE name = $1").bind(name.to_owned());
        Ok(query.fetch_optional(&self.pool).await?.map(|row| row.try_get(0)).transpose()?)
    }

    /// All settings whose names begin so.
    pub async fn settings(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreError> {
        let query = sqlx::query("SELECT name, value FROM settings ORDER BY name");
        let rows = query.fetch_all(&self.pool).await?;
        let pair = |row: &AnyRow| Ok((row.try_get::<String, _>(0)?, row.try_get::<String, _>(1)?));
        let pairs: Result<Vec<(String, String)>, StoreError> = rows.iter().map(pair).collect();
        Ok(pairs?.into_iter().filter(|(name, _)| name.starts_with(prefix)).collect())
    }

    /// Keeps a setting.
    pub async fn set(&self, name: &str, value: &str) -> Result<(), StoreError> {
        set(&mut *self.pool.acquire().await?, name, value).await
    }
}

/// The database at one moment.
pub struct Snapshot {
    tx: Transaction<'static, Any>,
    head: Head,
}

impl Snapshot {
    /// Where the ledger ended.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Up to `count` acts from `from` on.
    pub async fn acts(&mut self, from: u64, count: u64) -> Result<Vec<Kept>, StoreError> {
        acts(&mut self.tx, from, count).await
    }

    /// The leaf hashes of all acts, in order.
    pub async fn leaves(&mut self) -> Result<Vec<String>, StoreError> {
        let rows = sqlx::query("SELECT leaf FROM acts ORDER BY seq").fetch_all(&mut *self.tx).await?;
        Ok(rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?)
    }

    /// Every row of the projections, by shelf and key.
    pub async fn rows(&mut self) -> Result<Vec<KeptRow>, StoreError> {
        rows(&mut self.tx).await
    }

    /// Every kept checkpoint, by size.
    pub async fn checkpoints(&mut self) -> Result<Vec<(u64, String)>, StoreError> {
        let rows = sqlx::query("SELECT size, note FROM checkpoints ORDER BY size").fetch_all(&mut *self.tx).await?;
        rows.iter().map(checkpoint_of_row).collect()
    }

    /// The connection, for tables that a backup copies as they are.
    pub(super) fn connection(&mut self) -> &mut AnyConnection {
        &mut self.tx
    }
}

/// Keeps a setting.
pub(super) async fn set(connection: &mut AnyConnection, name: &str, value: &str) -> Result<(), StoreError> {
    let sql = "INSERT INTO settings (name, value) VALUES ($1, $2) \
               ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    sqlx::query(sql).bind(name.to_owned()).bind(value.to_owned()).execute(connection).await?;
    Ok(())
}

/// Every row of the projections, by shelf and key.
pub(super) async fn rows(connection: &mut AnyConnection) -> Result<Vec<KeptRow>, StoreError> {
    let mut rows = sqlx::query("SELECT shelf, key, body FROM projection").fetch(connection);
    let mut found = Vec::new();
    while let Some(row) = next(&mut rows).await {
        let row = row?;
        found.push((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?));
    }
    // By bytes: the databases sort words each in their own way.
    found.sort();
    Ok(found)
}

/// Acts a page at most, so that a page of large ones still fits in memory.
const PAGE: u64 = 4096;

/// Up to `count` acts from `from` on, read page by page.
pub(super) async fn acts(connection: &mut AnyConnection, from: u64, count: u64) -> Result<Vec<Kept>, StoreError> {
    let mut found: Vec<Kept> = Vec::new();
    let end = from.saturating_add(count).min(i64::MAX.unsigned_abs());
    let mut at = from;
    while at < end {
        let page_end = at.saturating_add(PAGE).min(end);
        let sql = "SELECT seq, id, leaf, bytes FROM acts WHERE seq >= $1 AND seq < $2 ORDER BY seq";
        let query = sqlx::query(sql).bind(to_signed(at)?).bind(to_signed(page_end)?);
        let rows = query.fetch_all(&mut *connection).await?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            found.push(Kept::of_row(row)?);
        }
        at = page_end;
    }
    Ok(found)
}

fn checkpoint_of_row(row: &AnyRow) -> Result<(u64, String), StoreError> {
    Ok((super::to_unsigned(row.try_get(0)?)?, row.try_get(1)?))
}

/// The next row of a stream.
async fn next<T>(stream: &mut Pin<Box<dyn Stream<Item = T> + Send + '_>>) -> Option<T> {
    std::future::poll_fn(|context| stream.as_mut().poll_next(context)).await
}
