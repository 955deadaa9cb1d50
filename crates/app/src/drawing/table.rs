//! Small tables of a draw: the rows of a file that an office filled in, and the text of one that is written for it.

use crate::file;
use crate::folder::name_of;
use crate::message::{Failure, Lang};
use crate::problems;
use crate::terminal::Terminal;
use kaocheng_exchange::registers::Register;
use std::path::Path;

/// The rows of a file; one with an error ends the command.
pub fn rows<T>(path: &Path, read: fn(&str, &[u8]) -> Register<T>, terminal: &Terminal) -> Result<Vec<T>, Failure> {
    let read = read(&name_of(path), &file::read_named(path, terminal.lang())?);
    problems::say(&read.problems, read.unlisted, terminal);
    if read.errors == 0 { Ok(read.rows) } else { Err(Failure::Problems) }
}

/// The table that is written for an office to read in its language: a header in that language, then rows.
pub fn text(header: [&[&str]; 2], rows: &[Vec<String>], lang: Lang) -> Result<String, Failure> {
    let failed = |e: &dyn std::fmt::Display| Failure::Data(e.to_string());
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(header[usize::from(lang == Lang::En)]).map_err(|e| failed(&e))?;
    for row in rows {
        table.write_record(row).map_err(|e| failed(&e))?;
    }
    let bytes = table.into_inner().map_err(|e| failed(&e))?;
    String::from_utf8(bytes).map_err(|e| failed(&e))
}
