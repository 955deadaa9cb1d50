//! Text → sentences with their numbering, and sentences → pieces with one amount each.

use super::amount::{Found, Use};
use super::lexicon;
use super::source::{Range, Source};

/// A sentence, or a line of a list.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    /// Its tokens, without numbering.
    pub(super) range: Range,
    /// The tokens of its numbering or bullet.
    pub(super) numbering: Range,
    /// The numbered part it stands in.
    pub(super) part: usize,
}

/// Cuts the text into sentences.
pub(super) fn sentences(source: &Source) -> Vec<Sentence> {
    let mut out: Vec<Sentence> = Vec::new();
    let mut start = 0;
    let mut parts = 0;
    while start < source.len() {
        let mut end = start + 1;
        while end < source.len() && !ends_before(source, start, end) {
            end += 1;
        }
        let opens_line = source.toks.get(start).is_some_and(|t| t.line_start);
        // `... a plan. (2) 6 points ...`: a bracketed number opens a part inside a line too.
        let numbering = if opens_line || source.is(start, "(") { numbering(source, start, end) } else { start..start };
        if !numbering.is_empty() {
            parts += 1;
        }
        out.push(Sentence { range: numbering.end..end, numbering, part: usize::saturating_sub(parts, 1) });
        start = end;
    }
    out
}

/// Cuts a sentence at the semicolons (or the word after a start) beside halves that other readers must have for
/// themselves: `The starting score is 60; 5 points are added for ...; deductions are doubled if ...`.
pub(super) fn halves(source: &Source, sentence: &Sentence, apart: bool) -> Vec<Sentence> {
    let mut cuts: Vec<usize> = sentence.range.clone().filter(|i| source.is(*i, ";")).map(|i| i + 1).collect();
    cuts.extend(super::modifier::start_ends(source, &sentence.range));
    cuts.sort_unstable();
    cuts.dedup();
    cuts.retain(|c| *c > sentence.range.start && *c < sentence.range.end);
    let mut edges = vec![sentence.range.start];
    edges.extend(cuts);
    edges.push(sentence.range.end);
    let parts: Vec<Range> = edges.windows(2).filter_map(|w| Some(*w.first()?..*w.get(1)?)).collect();
    let leads = |p: &Range| apart && super::rounds::lead(source, p).is_some();
    if parts.len() < 2 || !parts.iter().any(|p| super::modifier::stands_alone(source, p) || leads(p)) {
        return vec![sentence.clone()];
    }
    let mut out: Vec<Sentence> = Vec::new();
    let mut open = false;
    for part in parts {
        let alone = super::modifier::stands_alone(source, &part);
        match out.last_mut() {
            Some(last) if open && !alone && !leads(&part) => last.range.end = part.end,
            _ => {
                let numbering = if out.is_empty() { sentence.numbering.clone() } else { part.start..part.start };
                out.push(Sentence { range: part, numbering, part: sentence.part });
            }
        }
        open = !alone;
    }
    out
}

/// Whether a sentence that began at `start` ends before token `i`.
fn ends_before(source: &Source, start: usize, i: usize) -> bool {
    let Some(tok) = source.toks.get(i) else { return true };
    let last = source.word(i - 1);
    if tok.line_start {
        // A line that goes on in lower case after an unfinished line was only wrapped.
        let unfinished = !matches!(last, "." | ";" | ":" | "!" | "?");
        let lower = tok.text.starts_with(char::is_alphabetic) && !tok.capital;
        return !(unfinished && lower);
    }
    if matches!(last, "!" | "?") {
        return true;
    }
    // The dot behind a list number at the start of a line ends nothing.
    let list_number = last == "."
        && i - 1 == start + 1
        && source.toks.get(start).is_some_and(|t| t.line_start)
        && short_mark(source, start);
    last == "." && tok.spaced && !list_number && !matches!(tok.text.as_str(), "," | ";")
}

fn short_mark(source: &Source, i: usize) -> bool {
    let word = source.word(i);
    source.number(i).is_some() && !source.spelled(i)
        || word.len() == 1 && word.chars().all(char::is_alphabetic)
        || matches!(word, "ii" | "iii" | "iv" | "vi" | "vii" | "viii" | "ix")
}

/// `1.`, `(a)`, `2)`, `•`, `-` at the start of a line.
fn numbering(source: &Source, start: usize, end: usize) -> Range {
    let next_apart = |i: usize| i < end && source.spaced(i);
    if matches!(source.word(start), "•" | "▪" | "◦" | "●" | "■" | "‣" | "·" | "*" | "➢" | "✓" | "") && start + 1 < end
    {
        return start..start + 1;
    }
    if matches!(source.word(start), "-") && next_apart(start + 1) {
        return start..start + 1;
    }
    if short_mark(source, start) && matches!(source.word(start + 1), "." | ")") && next_apart(start + 2) {
        return start..start + 2;
    }
    if source.is(start, "(") && short_mark(source, start + 1) && source.is(start + 2, ")") && start + 3 < end {
        return start..start + 3;
    }
    start..start
}

/// A piece of a sentence and what heads it.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Its tokens.
    pub(super) range: Range,
    /// Words before a colon that head all pieces of the sentence.
    pub(super) header: Option<Range>,
}

/// Cuts a sentence with the given amounts into pieces that hold one effect each.
pub(super) fn pieces(source: &Source, sentence: &Range, found: &[Found]) -> Vec<Piece> {
    let effects: Vec<&Found> = found.iter().filter(|f| f.usage == Use::Effect).collect();
    let Some(first) = effects.first() else { return Vec::new() };
    let announced = (sentence.start..first.range.start)
        .find(|i| source.is(*i, ":"))
        .is_some_and(|i| super::heading::category(source, &(sentence.start..i)).is_some());
    let header = (effects.len() > 1 || announced)
        .then(|| header(source, sentence, first, found, effects.get(1).map_or(sentence.end, |e| e.range.start)))
        .flatten();
    let mut start = header.as_ref().map_or(sentence.start, |h| h.end + 1);
    // `There must be two designs; 3 points ...`: a first half without points is prose.
    if let Some(i) = (start..first.range.start).rev().find(|i| source.is(*i, ";"))
        && !(start..i).any(|j| lexicon::marks_scoring(source.word(j)))
        && source.longest(start, i, lexicon::IF).is_none()
    {
        start = i + 1;
    }
    let mut out = Vec::new();
    for (n, pair) in effects.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        let opening = n == 0;
        let cut = boundary(source, a, b, found, start, opening);
        out.push(Piece { range: start..cut, header: header.clone() });
        start = cut;
    }
    out.push(Piece { range: start..sentence.end, header: header.clone() });
    out
}

/// The words before a colon, when what follows the colon speaks for itself.
fn header(source: &Source, sentence: &Range, first: &Found, found: &[Found], next: usize) -> Option<Range> {
    let mut colons = (sentence.start..first.range.start).filter(|i| source.is(*i, ":"));
    // `penalised as follows: 0-24 hours late: 10%`: the announcement heads the list.
    let opening = colons.next()?;
    let colon = match super::heading::category(source, &(sentence.start..opening)) {
        Some(_) => opening,
        None => colons.next_back().unwrap_or(opening),
    };
    if colon == sentence.start {
        return None;
    }
    let between = source
        .trimmed(&(colon + 1..first.range.start), &["a", "an", "the", "award", "deduct", "give", "score", "add", "is"]);
    let opens_after = source.longest(first.range.end, next, lexicon::IF).is_some()
        || source.is(first.range.end, "for")
        || source.is(first.range.end, "=")
        || source.longest(first.range.end, next, lexicon::EACH).is_some();
    let limit =
        found.iter().any(|f| f.usage != Use::Effect && f.range.start > colon && f.range.end <= first.range.start);
    (!between.is_empty() || opens_after || limit).then_some(sentence.start..colon)
}

/// Where the piece of `a` ends and that of `b` begins.
fn boundary(source: &Source, a: &Found, b: &Found, found: &[Found], start: usize, opening: bool) -> usize {
    let (from, to) = (a.range.end, b.range.start);
    let inside = |i: usize| found.iter().any(|f| f.usage != Use::Effect && f.range.contains(&i) && f.range.start != i);
    let semicolon = (from..to).rev().find(|i| source.is(*i, ";") && !inside(*i));
    if let Some(i) = semicolon {
        return i + 1;
    }
    let separators: Vec<usize> = (from..to)
        .filter(|i| {
            matches!(
                source.word(*i),
                "," | "and"
                    | "but"
                    | "or"
                    | "/"
                    | "|"
                    | "while"
                    | "whereas"
                    | "otherwise"
                    | "else"
                    | "with"
                    | "plus"
                    | "minus"
                    | "less"
            ) && !inside(*i)
                && !bracketed(source, from, *i)
        })
        .collect();
    // A separator before a word that opens a condition, a count or the next amount itself.
    let opener = |i: usize| {
        let next = if matches!(source.word(i), "otherwise" | "else") { i } else { i + 1 };
        let next = if matches!(source.word(next), "and" | "but" | "or") { next + 1 } else { next };
        source.longest(next, to, lexicon::IF).is_some()
            || source.longest(next, to, lexicon::EACH).is_some_and(|_| !source.is(next, "per"))
            || source.longest(next, to, lexicon::OTHERWISE).is_some()
            || source.is(next, "for")
            || source.longest(next, to, lexicon::UNLESS).is_some()
    };
    let leads = super::verb::left(source, from, to).edge;
    let direct = separators.iter().rev().find(|i| **i + 1 >= leads || **i >= leads).copied();
    let label_first = opening && a.range.start > start && source.trimmed(&(start..a.range.start), &[]).len() > 1;
    let chosen = if let Some(i) = separators.iter().find(|i| opener(**i)) {
        // `X for A and B, and for C, 5 points`: the opener belongs to the next amount only if nothing but it stands between.
        Some(*i)
    } else if let (Some(i), false) = (
        direct,
        label_first
            && source.trimmed(&(from..to), &["and"]).len() > 2
            && separators.len() == 1
            && !direct_amount(source, separators.first().copied(), to),
    ) {
        Some(i)
    } else {
        separators.first().copied()
    };
    match chosen {
        Some(i) if matches!(source.word(i), "otherwise" | "else" | "minus" | "less") => i,
        Some(i) => i + 1,
        None => source.trimmed(&(from..to), &[]).start.min(leads).max(from),
    }
}

fn direct_amount(source: &Source, separator: Option<usize>, to: usize) -> bool {
    separator.is_some_and(|i| super::verb::left(source, i + 1, to).edge <= i + 1)
}

fn bracketed(source: &Source, from: usize, i: usize) -> bool {
    let opens = (from..i).filter(|j| source.is(*j, "(")).count();
    let closes = (from..i).filter(|j| source.is(*j, ")")).count();
    opens > closes
}
