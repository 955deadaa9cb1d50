//! Whether something failed because there is no room left, which its owner can mend and nobody else.

use sqlx::Error as Sql;
use std::error::Error;
use std::io::ErrorKind;

/// Codes of databases: SQLite's disk full and a page that could not be written; PostgreSQL's disk full.
const CODES: [&str; 3] = ["13", "778", "53100"];

/// Whether an error, or what caused it, is that a disk or a quota is full.
pub fn is_out_of_room(error: &(dyn Error + 'static)) -> bool {
    let mut at = Some(error);
    while let Some(error) = at {
        let io = error.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
        if matches!(io, Some(ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge)) {
            return true;
        }
        at = error.source();
    }
    false
}

/// The same of a database.
pub fn is_full(error: &Sql) -> bool {
    match error {
        Sql::Database(told) => told.code().is_some_and(|code| CODES.contains(&code.as_ref())),
        other => is_out_of_room(other),
    }
}
