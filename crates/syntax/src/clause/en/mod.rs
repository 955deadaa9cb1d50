//! The English clause reader.
//!
//! Text → tokens → sentences → pieces with one amount each → statements (how much, earned or lost, for what) → clauses.
//! Sentences whose meaning does not hang on one amount (formulas, vetoes, caps over several clauses) have readers of
//! their own. Whatever no reader claims is an error.

mod amount;
mod arithmetic;
mod assemble;
mod bands;
mod cap;
mod comparison;
mod condition;
mod distance;
mod draft;
mod each;
mod events;
mod exempt;
mod feeds;
mod formula;
mod gate;
mod grade_table;
mod groups;
mod heading;
mod interval;
mod judged;
mod levels;
mod lex;
mod lexicon;
mod limit;
mod measure;
mod modifier;
mod nearest;
mod neutral;
mod number;
mod occurrence;
mod order;
mod phrase;
mod piece;
mod ranks;
mod relative;
mod rounds;
mod source;
mod split;
mod tail;
mod trigger;
mod verb;
mod verb_after;
mod versus;
mod veto;
mod weights;
mod whole;
mod zip;

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
    let sentences = split::sentences(&source);
    let apart = rounds::told_apart(&source, &sentences);
    for mut sentence in sentences.iter().flat_map(|s| split::halves(&source, s, apart)) {
        draft.mark(&sentence.numbering, Role::Numbering);
        if apart && rounds::lead(&source, &sentence.range).is_some() {
            assemble::clauses(&mut draft, &stmts);
            stmts.clear();
            rounds::enter(&mut draft, &mut sentence.range);
        }
        sentence_of(&source, &mut draft, &mut stmts, &sentence);
        if draft.limited() {
            assemble::clauses(&mut draft, &stmts);
            stmts.clear();
            rounds::leave(&mut draft);
        }
    }
    assemble::clauses(&mut draft, &stmts);
    draft.finish()
}

/// Gives one sentence to the reader of its kind. Statements wait in `stmts` for the neighbours they belong to.
fn sentence_of(source: &Source, draft: &mut Draft, stmts: &mut Vec<Stmt>, sentence: &split::Sentence) {
    let (range, part) = (&sentence.range, sentence.part);
    if range.is_empty() {
        return;
    }
    let found = amount::scan(source, range);
    if stmts.is_empty() && grade_table::speaks(source, range) && grade_table::read(draft, range, part)
        || formula_first(source, draft, stmts, sentence)
    {
        draft.reading.scoring = true;
        return;
    }
    let effects = found.iter().filter(|f| f.usage == amount::Use::Effect && !f.value.is_nothing()).count();
    let follows = modifier::follows(source, range) && (!stmts.is_empty() || !draft.reading.clauses.is_empty());
    if let Some(free) = distance::free(source, range).filter(|_| effects == 0) {
        draft.free = Some(free);
        draft.mark(range, Role::Keyword);
        return;
    }
    if !follows && !scoring(source, range, &found) && !weights::weights(draft, range, part) {
        flush(draft, stmts);
        if !formula::explains(draft, range) {
            prose(draft, range);
        }
        return;
    }
    let was_scoring = std::mem::replace(&mut draft.reading.scoring, true);
    let collected = draft.reading.clauses.len();
    if collected > 0 && draft.covers(range) {
        return;
    }
    // Sentences about other clauses follow those clauses, so what waits is read first.
    if follows || effects <= 1 && modifier::speaks(source, range, &found) {
        flush(draft, stmts);
    }
    let before = draft.reading.clauses.len();
    if zip::unmatched(draft, range, part) {
        flush(draft, stmts);
        return draft.unread(range, range);
    }
    if before < draft.reading.clauses.len() || special(draft, range, part, &found, effects) {
        // Clauses keep the order of the text.
        let mine = draft.reading.clauses.split_off(collected.min(draft.reading.clauses.len()));
        // How points are added up or announced gives none.
        draft.reading.scoring = was_scoring || !mine.is_empty() || !stmts.is_empty();
        flush(draft, stmts);
        draft.reading.clauses.extend(mine);
        return;
    }
    let pieces = split::pieces(source, range, &found);
    // `5 points, of which 2 for ...` divides what is already given.
    if pieces.is_empty() || source.find(range, &["of which", "thereof :"]).is_some() {
        flush(draft, stmts);
        return missing(draft, range);
    }
    statements(source, &pieces, part, &found, stmts);
    proportion_inside(source, draft, stmts, range);
}

/// Makes clauses of the statements that wait.
fn flush(draft: &mut Draft, stmts: &mut Vec<Stmt>) {
    assemble::clauses(draft, stmts);
    stmts.clear();
}

/// A formula, or the rest in proportion to the best that waits: read before anything looks at single amounts.
fn formula_first(source: &Source, draft: &mut Draft, stmts: &mut Vec<Stmt>, sentence: &split::Sentence) -> bool {
    let (range, part) = (&sentence.range, sentence.part);
    let best = stmts.last().filter(|s| relative::best(source, s).is_some()).cloned();
    if source.holds(range, &["="]) || formula::speaks(source, range) {
        // `The lowest price scores 100` before a formula only says the same.
        if let Some(best) = &best {
            stmts.pop();
            draft.mark(&best.range, Role::Restated);
        }
        flush(draft, stmts);
        if formula::read(draft, range, part) {
            return true;
        }
        stmts.extend(best);
    } else if let Some(best) = best.filter(|_| relative::proportional(source, range)) {
        stmts.pop();
        flush(draft, stmts);
        if relative::read(draft, &best, range) {
            return true;
        }
        stmts.push(best);
    }
    false
}

/// Sentences whose meaning does not hang on one amount.
fn special(draft: &mut Draft, range: &Range, part: usize, found: &[amount::Found], effects: usize) -> bool {
    let source = draft.source;
    feeds::read(draft, range, part)
        || formula::product(draft, range, part, found)
        || relative::to_a_rate(draft, range, part, found)
        || weights::weights(draft, range, part)
        || formula::explains(draft, range)
        || modifier::read(draft, range, part, found)
        || effects == 0 && veto::read(draft, range, part)
        || effects == 1 && source.holds(range, &["minimum", "qualifying"]) && gate::gate(draft, range, part)
}

/// `The lowest price scores 40 points, the others in proportion`, in one sentence.
fn proportion_inside(source: &Source, draft: &mut Draft, stmts: &mut Vec<Stmt>, range: &Range) {
    let Some(last) = stmts.last().filter(|s| relative::proportional(source, &s.range)).cloned() else { return };
    let split = (last.range.start..last.range.end).find(|i| {
        source.phrase(*i, range.end, "other").is_some()
            || source.phrase(*i, range.end, "others").is_some()
            || source.phrase(*i, range.end, "all other").is_some()
            || source.phrase(*i, range.end, "remaining").is_some()
            || source.phrase(*i, range.end, "the rest").is_some()
    });
    let Some(split) = split.filter(|s| *s > last.range.start) else { return };
    let first = last.range.start..split;
    let found = amount::scan(source, &first);
    let Some(stmt) = piece::read(source, &first, last.part, &found) else { return };
    stmts.pop();
    assemble::clauses(draft, stmts);
    stmts.clear();
    if !relative::read(draft, &stmt, &(split..last.range.end)) {
        stmts.push(last);
    }
}

/// A scoring sentence without an amount that any reader claims.
fn missing(draft: &mut Draft, range: &Range) {
    let verb = range
        .clone()
        .find(|i| lexicon::LOSE.contains(&draft.source.word(*i)) || lexicon::EARN.contains(&draft.source.word(*i)));
    match verb {
        Some(at) if !range.clone().any(|i| draft.source.number(i).is_some()) => {
            let span = draft.source.span(&(at..at + 1));
            let diagnostic = crate::diagnostic::Diagnostic::error("points-missing", span)
                .with("verb", draft.source.word(at))
                .with("text", draft.source.raw(range))
                .with("nearest", nearest::form(draft.source, range));
            draft.reading.diagnostics.push(diagnostic);
            draft.mark(range, Role::Unread);
        }
        _ => draft.unread(range, range),
    }
}

/// Whether the sentence speaks of points.
fn scoring(source: &Source, range: &Range, found: &[amount::Found]) -> bool {
    let gate = source.find(range, &["to pass", "to qualify", "pass mark"]).is_some()
        && range.clone().any(|i| source.number(i).is_some());
    range.clone().any(|i| lexicon::marks_scoring(source.word(i)))
        || !found.is_empty()
        || gate
        || veto::speaks(source, range)
}

/// A sentence without points: it may name what follows or set a target.
fn prose(draft: &mut Draft, range: &Range) {
    draft.mark(range, Role::Prose);
    let last = range.end.checked_sub(1).map_or("", |i| draft.source.word(i));
    draft.header = matches!(last, ":" | "?").then(|| draft.source.trimmed(range, &[])).filter(|r| !r.is_empty());
    let must = ["must", "shall", "should", "target", "limit", "required", "may", "is", "not"];
    if range.clone().any(|i| must.contains(&draft.source.word(i)))
        && let Some(condition::Cond::Compare { of, interval, .. }) = condition::read(draft.source, range)
        && !of.is_empty()
    {
        draft.targets.push((of, interval));
    }
}

/// Reads each piece; what it does not say itself it takes from the piece before it.
fn statements(source: &Source, pieces: &[split::Piece], part: usize, found: &[amount::Found], out: &mut Vec<Stmt>) {
    let mut last: Option<(Option<super::Sign>, bool)> = None;
    let first = out.len();
    for piece in pieces {
        let inside: Vec<amount::Found> = found
            .iter()
            .filter(|f| piece.range.start <= f.range.start && f.range.end <= piece.range.end)
            .cloned()
            .collect();
        let Some(mut stmt) = piece::read(source, &piece.range, part, &inside) else { continue };
        // `5 points for each answer, with no negative marking` takes nothing further.
        let started = out.len() > first;
        let idle = stmt.value.is_nothing() && stmt.sign == Some(super::Sign::Lose) && stmt.trigger == Trigger::None;
        if let Some(before) = out.last_mut().filter(|_| idle && started) {
            before.quantities.extend(stmt.quantities);
            before.range.end = stmt.range.end;
            continue;
        }
        if let Some(header) = piece.header.as_ref().filter(|h| !parallel(source, h, &piece.range)) {
            head(source, &mut stmt, header);
        }
        let own = stmt.value.is_nothing() || matches!(stmt.value, amount::Value::Item);
        if let (None, Some((sign, bonus)), false) = (stmt.sign, last, own) {
            stmt.sign = sign;
            stmt.bonus |= bonus;
        }
        if !stmt.value.is_nothing() && !matches!(stmt.trigger, Trigger::Otherwise) {
            last = Some((stmt.sign, stmt.bonus));
        }
        out.push(stmt);
    }
    // `5 points for each A and 3 for each B, not exceeding 25 in total`: the limit holds them together.
    let total = found.iter().any(|f| {
        f.usage == amount::Use::Limit && source.holds(&f.range, &["total", "altogether", "overall", "combined"])
    });
    if out.len() > first + 1
        && total
        && let Some(last) = out.last_mut()
    {
        last.together = last.limit.take();
    }
}

/// Whether a piece begins with a heading of its own that stands beside `header`: `Rounds 1 and 2: ...; round 3: ...`.
fn parallel(source: &Source, header: &Range, piece: &Range) -> bool {
    let Some(colon) = piece.clone().find(|i| source.is(*i, ":")) else { return false };
    let stem = |i: usize| source.word(i).trim_end_matches('s').to_owned();
    (piece.start..colon).any(|i| source.word(i).len() > 3 && header.clone().any(|j| stem(i) == stem(j)))
}

/// Gives a statement the words that head its sentence.
fn head(source: &Source, stmt: &mut Stmt, header: &Range) {
    let kept = source.trimmed(header, &[]);
    match heading::category(source, &kept) {
        Some(sign) => {
            stmt.fillers.push(header.clone());
            stmt.sign = stmt.sign.or(sign);
        }
        None => stmt.header = Some(Phrase::of(kept)),
    }
}
