//! The limits that a file can pass.

/// A limit that was passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Bytes of the file.
    Bytes(u64),
    /// Bytes after unpacking.
    Unpacked(u64),
    /// Rows with content in one sheet.
    Rows(u32),
    /// The column furthest right with content.
    Columns(u32),
    /// Cells with content.
    Cells(u64),
    /// Sheets or other parts.
    Parts(u64),
    /// Characters in one cell.
    Text(u64),
}
