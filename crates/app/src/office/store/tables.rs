//! Tables that have nothing to do with the ledger, row by row, for backups: whatever they are called and hold.

use super::{Kind, Snapshot, Store, StoreError};
use serde_json::{Map, Value as Json, json};
use sqlx::any::{AnyRow, AnyTypeInfoKind};
use sqlx::{AnyConnection, AssertSqlSafe, Column, Row, ValueRef};

/// Tables that a backup holds in another form, or that are made again.
const OF_THE_LEDGER: &[&str] = &["acts", "head", "projection", "checkpoints", "versions"];

impl Snapshot {
    /// The other tables, by name.
    pub async fn tables(&mut self, kind: Kind) -> Result<Vec<String>, StoreError> {
        names(self.connection(), kind).await
    }

    /// The rows of one of them, each as an object by column.
    pub async fn table(&mut self, name: &str) -> Result<Vec<Json>, StoreError> {
        let sql = format!("SELECT * FROM {}", word(name)?);
        let query = sqlx::query(AssertSqlSafe(sql)).persistent(false);
        query.fetch_all(&mut *self.connection()).await?.iter().map(object).collect()
    }
}

impl Store {
    /// Puts rows back into their table, all or none.
    pub async fn fill_table(&self, name: &str, rows: &[Json]) -> Result<(), StoreError> {
        let mut tx = self.pool().begin_with(self.kind().begin()).await?;
        if !names(&mut tx, self.kind()).await?.iter().any(|known| known == name) {
            return Err(StoreError::Broken(format!("there is no table {name}")));
        }
        for row in rows {
            let row = row.as_object().ok_or_else(|| StoreError::Broken(format!("{name}: a row that is no object")))?;
            let columns: Result<Vec<&str>, StoreError> = row.keys().map(|column| word(column)).collect();
            let places: Vec<String> = (1..=row.len()).map(|number| format!("${number}")).collect();
            let sql = format!("INSERT INTO {} ({}) VALUES ({})", word(name)?, columns?.join(", "), places.join(", "));
            let mut query = sqlx::query(AssertSqlSafe(sql));
            for (column, value) in row {
                query = match value {
                    Json::String(text) => query.bind(text.clone()),
                    Json::Number(number) => query.bind(number.as_i64().unwrap_or_default()),
                    other => match other.get("hex").and_then(Json::as_str).and_then(bytes) {
                        Some(bytes) => query.bind(bytes),
                        None => return Err(StoreError::Broken(format!("{name}.{column}: a value that is none"))),
                    },
                };
            }
            query.execute(&mut *tx).await?;
        }
        Ok(tx.commit().await?)
    }
}

async fn names(connection: &mut AnyConnection, kind: Kind) -> Result<Vec<String>, StoreError> {
    let sql = match kind {
        Kind::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
        Kind::Postgres => {
            "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = current_schema()"
        }
    };
    let rows = sqlx::query(sql).fetch_all(&mut *connection).await?;
    let all: Vec<String> = rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
    let mut others: Vec<String> = all.into_iter().filter(|name| !OF_THE_LEDGER.contains(&name.as_str())).collect();
    others.sort();
    Ok(others)
}

/// A name that can stand in a statement as it is.
fn word(name: &str) -> Result<&str, StoreError> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    match !name.is_empty() && name.bytes().all(plain) {
        true => Ok(name),
        false => Err(StoreError::Broken(format!("“{name}” is no name of a table or column"))),
    }
}

/// A row. What is absent stays absent.
fn object(row: &AnyRow) -> Result<Json, StoreError> {
    let mut object = Map::new();
    for (at, column) in row.columns().iter().enumerate() {
        let value = row.try_get_raw(at)?;
        if value.is_null() {
            continue;
        }
        let value = match value.type_info().kind() {
            AnyTypeInfoKind::Text => json!(row.try_get::<String, _>(at)?),
            AnyTypeInfoKind::Blob => json!({ "hex": hex(&row.try_get::<Vec<u8>, _>(at)?) }),
            _ => json!(row.try_get::<i64, _>(at)?),
        };
        object.insert(column.name().to_owned(), value);
    }
    Ok(Json::Object(object))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let pairs = hex.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}
