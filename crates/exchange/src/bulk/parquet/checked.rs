//! The pages of a column chunk, looked at before anything is reserved for what they claim: an allocation that is too
//! large ends the program and cannot be caught.
//!
//! Of strings of bytes the library also reserves what is claimed inside a page. They are read without it.

use parquet::basic::Type;
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::schema::types::ColumnDescPtr;

/// Hands pages on that claim no more than they hold.
pub(super) struct Checked {
    pages: Box<dyn PageReader>,
    column: ColumnDescPtr,
    /// Rows of the group that no page has held yet.
    rows: usize,
}

impl Checked {
    pub fn new(pages: Box<dyn PageReader>, column: ColumnDescPtr, rows: usize) -> Checked {
        Checked { pages, column, rows }
    }

    fn check(&mut self, page: &Page) -> Result<()> {
        let claimed = page.num_values() as usize;
        if let Page::DictionaryPage { buf, .. } = page {
            let needed = claimed.checked_mul(self.least_size());
            return if needed.is_some_and(|needed| needed <= buf.len()) { Ok(()) } else { Err(broken()) };
        }
        self.rows = self.rows.checked_sub(claimed).ok_or_else(broken)?;
        Ok(())
    }

    /// The bytes that a value of a dictionary takes at least.
    fn least_size(&self) -> usize {
        match self.column.physical_type() {
            Type::BOOLEAN => 1,
            Type::INT32 | Type::FLOAT | Type::BYTE_ARRAY => 4,
            Type::INT64 | Type::DOUBLE => 8,
            Type::INT96 => 12,
            Type::FIXED_LEN_BYTE_ARRAY => usize::try_from(self.column.type_length()).unwrap_or(1).max(1),
        }
    }
}

fn broken() -> ParquetError {
    ParquetError::General("a page that claims more than there is".to_owned())
}

impl Iterator for Checked {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Result<Page>> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Checked {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let page = self.pages.get_next_page()?;
        if let Some(page) = &page {
            self.check(page)?;
        }
        Ok(page)
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.pages.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.pages.skip_next_page()
    }
}
