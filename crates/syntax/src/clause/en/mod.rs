//! The English clause reader.
//!
//! Text → tokens → sentences → pieces with one amount each → statements (how much, earned or lost, for what) → clauses.
//! Sentences whose meaning does not hang on one amount (formulas, vetoes, caps over several clauses) have readers of
//! their own. Whatever no reader claims is an error.

mod amount;
mod assemble;
mod condition;
mod draft;
mod each;
mod groups;
mod interval;
mod lex;
mod lexicon;
mod nearest;
mod order;
mod phrase;
mod piece;
mod source;
mod split;
mod verb;

use super::{Reading, Role};
use draft::Draft;
use phrase::Phrase;
use piece::{Stmt, Trigger};
use source::{Range, Source};

/// Reads English text.
pub fn read(text: &str) -> Reading {
    let source = Source::new(text);
    let mut draft = Draft::new(&source);
    let mut stmts: Vec<Stmt> = Vec::new();
    for sentence in split::sentences(&source) {
        draft.mark(&sentence.numbering, Role::Numbering);
        let found = amount::scan(&source, &sentence.range);
        if !scoring(&source, &sentence.range, &found) {
            assemble::clauses(&mut draft, &stmts);
            stmts.clear();
            prose(&mut draft, &sentence.range);
            continue;
        }
        draft.reading.scoring = true;
        let pieces = split::pieces(&source, &sentence.range, &found);
        if pieces.is_empty() {
            assemble::clauses(&mut draft, &stmts);
            stmts.clear();
            draft.unread(&sentence.range, &sentence.range);
            continue;
        }
        statements(&source, &pieces, sentence.part, &found, &mut stmts);
    }
    assemble::clauses(&mut draft, &stmts);
    draft.finish()
}

/// Whether the sentence speaks of points.
fn scoring(source: &Source, range: &Range, found: &[amount::Found]) -> bool {
    range.clone().any(|i| lexicon::marks_scoring(source.word(i))) || !found.is_empty()
}

/// A sentence without points: it may name what follows or set a target.
fn prose(draft: &mut Draft, range: &Range) {
    draft.mark(range, Role::Prose);
    let last = range.end.checked_sub(1).map_or("", |i| draft.source.word(i));
    draft.header = matches!(last, ":" | "?").then(|| draft.source.trimmed(range, &[])).filter(|r| !r.is_empty());
}

/// Reads each piece; what it does not say itself it takes from the piece before it.
fn statements(source: &Source, pieces: &[split::Piece], part: usize, found: &[amount::Found], out: &mut Vec<Stmt>) {
    let mut last: Option<(Option<super::Sign>, bool)> = None;
    for piece in pieces {
        let inside: Vec<amount::Found> =
            found.iter().filter(|f| piece.range.start <= f.range.start && f.range.end <= piece.range.end).cloned().collect();
        let Some(mut stmt) = piece::read(source, &piece.range, part, &inside) else { continue };
        if let Some(header) = &piece.header {
            head(source, &mut stmt, header);
        }
        if let (None, Some((sign, bonus)), false) = (stmt.sign, last, stmt.value.is_nothing()) {
            stmt.sign = sign;
            stmt.bonus |= bonus;
        }
        if !stmt.value.is_nothing() && !matches!(stmt.trigger, Trigger::Otherwise) {
            last = Some((stmt.sign, stmt.bonus));
        }
        out.push(stmt);
    }
}

/// Gives a statement the words that head its sentence.
fn head(source: &Source, stmt: &mut Stmt, header: &Range) {
    let kept = source.trimmed(header, &[]);
    match piece::category(source, &kept) {
        Some(sign) => {
            stmt.fillers.push(header.clone());
            stmt.sign = stmt.sign.or(sign);
        }
        None => stmt.header = Some(Phrase::of(kept)),
    }
}
