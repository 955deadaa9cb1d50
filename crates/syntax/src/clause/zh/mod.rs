//! The Chinese clause reader.
//!
//! Text → numbers and names ([`text`], [`number`]) → runs and statements ([`split`]): a statement is a [`head`], the
//! words that speak of points, with the words that lead up to it → clauses ([`compose`]), one file a form → what is
//! left over, as errors ([`cover`]).

mod amount;
mod bands;
mod caps;
mod classes;
mod classifiers;
mod compare;
mod compose;
mod count;
mod cover;
mod denial;
mod each;
mod elsewhere;
mod formula;
mod graded;
mod head;
mod judge;
mod level_names;
mod levels;
mod lexicon;
mod limit;
mod listed;
mod mark;
mod number;
mod occurrence;
mod outright;
mod phrase;
mod points;
mod proportion;
mod rates;
mod ratio;
mod reader;
mod remark;
mod renumber;
mod rounding;
mod rounds;
mod scored;
mod split;
mod start;
mod targets;
#[cfg(test)]
mod tests;
mod text;
mod tiers;
mod verdict;
mod veto;
mod when;
mod zipped;

use super::{Effect, Reading, Role};
use compose::Item;
use reader::Reader;
use text::Text;

/// Reads Chinese text.
pub fn read(source: &str) -> Reading {
    read_with(source, None)
}

/// Reads Chinese text that lists what happens, where something above it says what follows from that: `effect`.
pub fn read_listed(source: &str, effect: Effect) -> Reading {
    read_with(source, Some(effect))
}

fn read_with(source: &str, listed: Option<Effect>) -> Reading {
    let text = Text::new(source);
    let (runs, numberings) = split::runs(&text);
    let mut items = Vec::new();
    let mut scoring = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        let (statements, rest) = split::statements(&text, *run);
        if statements.is_empty() {
            items.push(Item::Prose(*run));
            continue;
        }
        scoring.push(index);
        items.extend(statements.into_iter().map(Item::Statement));
        if rest.0 < rest.1 {
            items.push(Item::Tail(rest, *run));
        }
    }
    let mut reader = Reader::new(&text);
    reader.rounds = rounds::told_apart(&text, &runs);
    for numbering in &numberings {
        reader.mark(*numbering, Role::Numbering);
    }
    for class in runs.iter().filter_map(|run| run.class) {
        reader.mark(class, Role::Keyword);
    }
    reader.listed = listed;
    reader.compose(&items);
    // A sentence that failed for want of points is about points too.
    let scores = !scoring.is_empty() || !reader.diagnostics.is_empty() || !reader.clauses.is_empty();
    cover::leftovers(&mut reader);
    cover::unclaimed(&mut reader, &runs, &scoring);
    let inputs = renumber::renumber(&mut reader);
    cover::nameless(&mut reader, &inputs);
    let tokens = cover::tokens(&reader);
    Reading { inputs, clauses: reader.clauses, tokens, diagnostics: reader.diagnostics, scoring: scores }
}
