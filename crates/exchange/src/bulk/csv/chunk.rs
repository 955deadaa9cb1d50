//! A piece of a CSV file → pieces of its columns.

use super::cursor::{BrokenQuote, Cursor, Plain};
use crate::bulk::piece::Piece;
use crate::bulk::raw::{ABSENT, Raw, Texts};
use crate::bulk::words::value_of;
use crate::problem::{Kind, LISTED};
use kaocheng_compile::plan::{Input, Reason};
use kaocheng_engine::table::Value;
use kaocheng_syntax::clause::InputKind;
use std::collections::HashMap;

/// What is made of a column.
#[derive(Clone, Copy, Debug)]
pub(super) enum Wanted<'p> {
    Nothing,
    /// Texts; with `true`, equal ones are kept once.
    Text(bool),
    Figures {
        input: &'p Input,
        hundredths: bool,
    },
}

/// The columns of a piece of the file.
#[derive(Debug, Default)]
pub(super) struct Chunk<'p> {
    pub columns: Vec<Made<'p>>,
    /// The line of every row, from the piece's first.
    pub lines: Vec<u32>,
    /// How many lines the piece has.
    pub height: u32,
    /// What is wrong, by row and column; a row without a column has too many fields or too few.
    pub wrong: Vec<(usize, Option<usize>, Kind)>,
    /// Problems beyond those.
    pub more: usize,
    /// Where a quote is broken: its row is the last one.
    pub broken: bool,
}

/// What was made of a column.
#[derive(Debug)]
pub(super) enum Made<'p> {
    Nothing,
    Text { texts: Texts, known: Option<HashMap<String, u32>> },
    Figures { piece: Piece, input: &'p Input, hundredths: bool },
}

impl<'p> Chunk<'p> {
    pub fn read(text: &str, delimiter: u8, wanted: &[Wanted<'p>]) -> Chunk<'p> {
        let columns = wanted.iter().map(|w| Made::new(*w)).collect();
        let mut chunk = Chunk { columns, ..Chunk::default() };
        let mut cursor = Cursor::new(text, delimiter);
        while cursor.record() {
            chunk.lines.push(cursor.lines);
            if chunk.record(&mut cursor).is_err() {
                chunk.broken = true;
                break;
            }
        }
        chunk.height = cursor.lines;
        chunk
    }

    fn record(&mut self, cursor: &mut Cursor) -> Result<(), BrokenQuote> {
        let (mut fields, mut content) = (0, false);
        let row = self.lines.len() - 1;
        while !cursor.ended {
            match self.columns.get_mut(fields) {
                Some(Made::Nothing) | None => content |= !cursor.field()?.is_empty(),
                Some(Made::Text { texts, known }) => {
                    let field = cursor.field()?;
                    content |= !field.is_empty();
                    push_text(texts, known, &field);
                }
                Some(Made::Figures { piece, input, hundredths }) => {
                    let before = *cursor;
                    match cursor.plain() {
                        Some(plain) if push_plain(piece, input, *hundredths, plain) => content = true,
                        _ => {
                            *cursor = before;
                            let field = cursor.field()?;
                            content |= !field.is_empty();
                            if let Some(kind) = push_word(piece, input, *hundredths, &field) {
                                self.wrong(row, Some(fields), kind);
                            }
                        }
                    }
                }
            }
            fields += 1;
        }
        self.fill(row);
        let expected = self.columns.len();
        if !content {
            self.columns.iter_mut().for_each(Made::pop);
            self.lines.pop();
        } else if fields != expected {
            self.wrong(row, None, Kind::RaggedRow { found: fields, expected });
        }
        Ok(())
    }

    /// Columns that the record did not reach have nothing there.
    fn fill(&mut self, row: usize) {
        for column in &mut self.columns {
            match column {
                Made::Nothing => {}
                Made::Text { texts, .. } => texts.at.resize(row + 1, ABSENT),
                Made::Figures { piece, .. } => {
                    if piece.len() <= row {
                        piece.push_absent(Reason::NotReported);
                    }
                }
            }
        }
    }

    fn wrong(&mut self, row: usize, column: Option<usize>, kind: Kind) {
        if self.wrong.len() < LISTED { self.wrong.push((row, column, kind)) } else { self.more += 1 }
    }
}

impl<'p> Made<'p> {
    fn new(wanted: Wanted<'p>) -> Made<'p> {
        match wanted {
            Wanted::Nothing => Made::Nothing,
            Wanted::Text(once) => Made::Text { texts: Texts::default(), known: once.then(HashMap::new) },
            Wanted::Figures { input, hundredths } => Made::Figures { piece: Piece::default(), input, hundredths },
        }
    }

    fn pop(&mut self) {
        match self {
            Made::Nothing => {}
            Made::Text { texts, .. } => drop(texts.at.pop()),
            Made::Figures { piece, .. } => piece.pop(),
        }
    }

    /// The texts of the column; none where there are no texts.
    pub fn raw(self) -> Raw {
        match self {
            Made::Text { texts, .. } => Raw::Text(texts),
            _ => Raw::Text(Texts::default()),
        }
    }
}

fn push_text(texts: &mut Texts, known: &mut Option<HashMap<String, u32>>, field: &str) {
    if field.is_empty() {
        return texts.at.push(ABSENT);
    }
    if let Some(place) = known.as_ref().and_then(|known| known.get(field)) {
        return texts.at.push(*place);
    }
    let place = u32::try_from(texts.words.len()).unwrap_or(ABSENT);
    texts.words.push(field);
    texts.at.push(place);
    if let Some(known) = known {
        known.insert(field.to_owned(), place);
    }
}

/// Adds a number that can be nothing but what it says; `false` for one that words must be read for.
fn push_plain(piece: &mut Piece, input: &Input, hundredths: bool, plain: Plain) -> bool {
    match (&input.kind, plain.percent) {
        (InputKind::Count | InputKind::Amount | InputKind::Rank | InputKind::Judged, false) => {
            piece.push(plain.digits, plain.decimals)
        }
        (InputKind::Rate, true) => piece.push(plain.digits, plain.decimals + 2),
        (InputKind::Rate, false) if hundredths => piece.push(plain.digits, plain.decimals + 2),
        (InputKind::YesNo, false) if plain.decimals == 0 && (0..=1).contains(&plain.digits) => {
            piece.push(plain.digits, 0)
        }
        _ => false,
    }
}

/// Adds a value in words; what is wrong with it instead of one.
fn push_word(piece: &mut Piece, input: &Input, hundredths: bool, word: &str) -> Option<Kind> {
    if word.is_empty() {
        piece.push_absent(Reason::NotReported);
        return None;
    }
    match value_of(input, word, hundredths) {
        // Truths are kept as numbers until the column is whole.
        Ok(Value::Truth(truth)) => drop(piece.push(i64::from(truth), 0)),
        Ok(value) => piece.push_value(value),
        Err(kind) => {
            piece.push_absent(Reason::NotReported);
            return Some(kind);
        }
    }
    None
}
