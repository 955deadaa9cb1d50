//! How much a file may hold. Limits act while reading, before anything of that size is built.

use crate::problem::{Kind, Limit};

/// What is refused. The defaults fit ten thousand units with sixty figures each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: u64,
    /// Bytes after unpacking, over all parts that are read.
    pub unpacked: u64,
    /// Parts of an archive.
    pub parts: u64,
    /// Sheets.
    pub sheets: u64,
    /// Rows with content in one sheet.
    pub rows: u32,
    /// The column furthest right with content.
    pub columns: u32,
    /// Cells with content in the whole file.
    pub cells: u64,
    /// Characters in one cell: what a spreadsheet allows.
    pub text: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            bytes: 64 << 20,
            unpacked: 192 << 20,
            parts: 4096,
            sheets: 256,
            rows: 700_000,
            columns: 1024,
            cells: 3_000_000,
            text: 32_767,
        }
    }
}

impl Limits {
    /// Limits for the figures of so many units and inputs: what a long or wide file of them can need, several times
    /// over, and no more.
    pub fn for_figures(units: usize, inputs: usize) -> Limits {
        let all = Limits::default();
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Limits {
            rows: small(units.saturating_mul(inputs).saturating_mul(2)).clamp(10_000, all.rows),
            columns: small(inputs.saturating_mul(2)).saturating_add(64).clamp(256, 4096),
            ..all
        }
    }

    /// Limits for a list of units.
    pub fn for_units() -> Limits {
        Limits { rows: 60_000, columns: 256, cells: 600_000, ..Limits::default() }
    }

    pub(crate) fn bytes_of(&self, bytes: &[u8]) -> Result<(), Kind> {
        let found = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if found > self.bytes { Err(Kind::TooLarge(Limit::Bytes(self.bytes))) } else { Ok(()) }
    }
}

/// Counts cells as they come in.
pub(crate) struct Counter<'l> {
    pub limits: &'l Limits,
    cells: u64,
}

impl<'l> Counter<'l> {
    pub fn new(limits: &'l Limits) -> Counter<'l> {
        Counter { limits, cells: 0 }
    }

    /// One more row with content after `before` of the same sheet.
    pub fn row(&self, before: usize) -> Result<(), Kind> {
        let limit = self.limits.rows;
        if before >= limit as usize { Err(Kind::TooLarge(Limit::Rows(limit))) } else { Ok(()) }
    }

    /// One more cell with content, in this column.
    pub fn cell(&mut self, column: u32) -> Result<(), Kind> {
        self.cells += 1;
        if column > self.limits.columns {
            return Err(Kind::TooLarge(Limit::Columns(self.limits.columns)));
        }
        if self.cells > self.limits.cells {
            return Err(Kind::TooLarge(Limit::Cells(self.limits.cells)));
        }
        Ok(())
    }

    /// One more string that cells may share after so many.
    pub fn strings(&self, before: usize) -> Result<(), Kind> {
        let limit = self.limits.cells;
        if before as u64 > limit { Err(Kind::TooLarge(Limit::Cells(limit))) } else { Ok(()) }
    }

    /// Text of a cell.
    pub fn text(&self, bytes: usize) -> Result<(), Kind> {
        // No character needs more than four bytes, so this never refuses what a spreadsheet allows.
        let limit = self.limits.text;
        if bytes as u64 > limit * 4 { Err(Kind::TooLarge(Limit::Text(limit))) } else { Ok(()) }
    }
}
