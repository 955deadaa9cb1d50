//! One transaction that adds to the ledger: acts, the rows they leave behind, and the head, all or nothing.

use super::{Entry, Head, Kept, KeptRow, Kind, Store, StoreError};
use sqlx::{Any, AssertSqlSafe, Transaction};
use std::fmt::Write as _;

/// A transaction that holds the end of the ledger: nobody else adds to it before this one ends. Dropped without a commit,
/// it never was.
pub struct Writing {
    tx: Transaction<'static, Any>,
    head: Head,
}

/// A row of the projections: shelf, key, and its body, or that it is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowChange {
    /// The shelf.
    pub shelf: String,
    /// The key in it.
    pub key: String,
    /// What it holds now; `None`: it is gone.
    pub body: Option<String>,
}

/// Rows in one statement. Each has up to four values, and a statement at most some ten thousand.
const ROWS_A_STATEMENT: usize = 500;

impl Store {
    /// Begins to write. Waits for whoever writes now, in this process or another.
    pub async fn begin(&self) -> Result<Writing, StoreError> {
        let mut tx = self.pool.begin_with(self.kind.begin()).await?;
        // In SQLite the transaction itself is the lock; in PostgreSQL the one row of the head is.
        let sql = match self.kind {
            Kind::Sqlite => "SELECT size, last FROM head",
            Kind::Postgres => "SELECT size, last FROM head FOR UPDATE",
        };
        let head = Head::of_row(&sqlx::query(sql).fetch_one(&mut *tx).await?)?;
        Ok(Writing { tx, head })
    }
}

impl Store {
    /// Keeps a checkpoint that somebody was given: it stays.
    pub async fn give_checkpoint(&self, size: u64, note: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO checkpoints (size, note, stays) VALUES ($1, $2, 1) \
                   ON CONFLICT (size) DO UPDATE SET stays = 1";
        sqlx::query(sql).bind(to_signed(size)?).bind(note.to_owned()).execute(&self.pool).await?;
        Ok(())
    }
}

impl Writing {
    /// The end of the ledger, with what was added here.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// The acts from `from` on.
    pub async fn acts_after(&mut self, from: u64) -> Result<Vec<Kept>, StoreError> {
        super::reading::acts(&mut self.tx, from, u64::MAX).await
    }

    /// Up to `count` acts from `from` on.
    pub async fn acts(&mut self, from: u64, count: u64) -> Result<Vec<Kept>, StoreError> {
        super::reading::acts(&mut self.tx, from, count).await
    }

    /// Which of these ids were taken before, with their acts.
    pub async fn known(&mut self, ids: &[&str]) -> Result<Vec<Kept>, StoreError> {
        let mut found = Vec::new();
        for ids in ids.chunks(ROWS_A_STATEMENT) {
            let sql = format!("SELECT seq, id, leaf, bytes FROM acts WHERE id IN ({})", places(ids.len(), 1));
            let query = sqlx::query(AssertSqlSafe(sql)).persistent(false);
            let query = ids.iter().fold(query, |query, id| query.bind((*id).to_owned()));
            for row in query.fetch_all(&mut *self.tx).await? {
                found.push(Kept::of_row(&row)?);
            }
        }
        Ok(found)
    }

    /// Adds acts, in their order.
    pub async fn append(&mut self, entries: &[Entry]) -> Result<(), StoreError> {
        for entries in entries.chunks(ROWS_A_STATEMENT) {
            let sql = format!("INSERT INTO acts (seq, id, leaf, bytes) VALUES {}", tuples(entries.len(), 4));
            let mut query = sqlx::query(AssertSqlSafe(sql)).persistent(false);
            for entry in entries {
                query = query.bind(to_signed(self.head.size)?).bind(entry.id.clone()).bind(entry.leaf.clone());
                query = query.bind(entry.bytes.clone());
                self.head = Head { size: self.head.size + 1, last: entry.leaf.clone() };
            }
            query.execute(&mut *self.tx).await?;
        }
        sqlx::query("UPDATE head SET size = $1, last = $2")
            .bind(to_signed(self.head.size)?)
            .bind(self.head.last.clone())
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Writes rows of the projections. No row may be there twice.
    pub async fn put_rows(&mut self, rows: &[RowChange]) -> Result<(), StoreError> {
        let kept: Vec<(&RowChange, &String)> = rows.iter().filter_map(|row| Some((row, row.body.as_ref()?))).collect();
        for rows in kept.chunks(ROWS_A_STATEMENT) {
            let sql = format!(
                "INSERT INTO projection (shelf, key, body) VALUES {} \
                 ON CONFLICT (shelf, key) DO UPDATE SET body = excluded.body",
                tuples(rows.len(), 3)
            );
            let mut query = sqlx::query(AssertSqlSafe(sql)).persistent(false);
            for (row, body) in rows {
                query = query.bind(row.shelf.clone()).bind(row.key.clone()).bind((*body).clone());
            }
            query.execute(&mut *self.tx).await?;
        }
        for row in rows.iter().filter(|row| row.body.is_none()) {
            sqlx::query("DELETE FROM projection WHERE shelf = $1 AND key = $2")
                .bind(row.shelf.clone())
                .bind(row.key.clone())
                .execute(&mut *self.tx)
                .await?;
        }
        Ok(())
    }

    /// Every row of the projections.
    pub async fn rows(&mut self) -> Result<Vec<KeptRow>, StoreError> {
        super::reading::rows(&mut self.tx).await
    }

    /// Keeps a signed checkpoint, in place of those before it that are not to stay.
    pub async fn keep_checkpoint(&mut self, size: u64, note: &str, stays: bool) -> Result<(), StoreError> {
        let size = to_signed(size)?;
        sqlx::query("DELETE FROM checkpoints WHERE stays = 0 AND size < $1").bind(size).execute(&mut *self.tx).await?;
        sqlx::query("INSERT INTO checkpoints (size, note, stays) VALUES ($1, $2, $3) ON CONFLICT (size) DO NOTHING")
            .bind(size)
            .bind(note.to_owned())
            .bind(i64::from(stays))
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Keeps a setting.
    pub async fn set(&mut self, name: &str, value: &str) -> Result<(), StoreError> {
        super::reading::set(&mut self.tx, name, value).await
    }

    /// Makes it so. After an error it is not known whether it is so; [`Store::begin`] waits until that is settled.
    pub async fn commit(self) -> Result<(), StoreError> {
        Ok(self.tx.commit().await?)
    }
}

/// A number for a column.
pub(super) fn to_signed(number: u64) -> Result<i64, StoreError> {
    i64::try_from(number).map_err(|_| StoreError::Broken(format!("{number} is larger than any number in a database")))
}

/// `$1, $2, …`, from a number on.
fn places(count: usize, from: usize) -> String {
    let mut text = String::new();
    for number in from..from + count {
        let apart = if number == from { "" } else { ", " };
        // Writing to a string does not fail.
        let _ = write!(text, "{apart}${number}");
    }
    text
}

/// `($1, $2), ($3, $4), …`
fn tuples(count: usize, width: usize) -> String {
    let each: Vec<String> = (0..count).map(|row| format!("({})", places(width, row * width + 1))).collect();
    each.join(", ")
}
