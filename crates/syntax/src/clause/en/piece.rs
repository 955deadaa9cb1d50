//! One piece of a sentence with one amount → [`Stmt`]: how much, earned or lost, and for what.

use super::amount::{Found, Use, Value};
use super::condition::{self, Cond};
use super::each::EachDraft;
use super::lexicon::{self};
use super::phrase::Phrase;
use super::source::{Range, Source};
use super::trigger::combine;
use super::verb;
use super::verb_after;
use crate::clause::{Amount, Sign};

/// What an amount is given or taken for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Trigger {
    /// Nothing is named.
    None,
    /// A condition.
    When(Cond),
    /// A bare label: `Excellent: 5 points`, a fact or a level.
    Label(Phrase),
    /// Something counted.
    Each(Box<EachDraft>),
    /// A condition holds and something is counted: a band with a rate, or a count under a condition.
    EachWhen(Box<EachDraft>, Cond),
    /// Every other case.
    Otherwise,
    /// `the 3rd foul`: the occurrence of this number.
    Nth(u32, Phrase),
}

/// An amount with what it is for, before inputs are known.
#[derive(Clone, Debug)]
pub(super) struct Stmt {
    /// The tokens of the piece.
    pub(super) range: Range,
    /// The numbered part it stands in.
    pub(super) part: usize,
    /// How much.
    pub(super) value: Value,
    /// Earned or lost; `None` where the words do not say.
    pub(super) sign: Option<Sign>,
    /// Added to what is there.
    pub(super) bonus: bool,
    /// The score becomes this.
    pub(super) sets: bool,
    /// Judged: the bounds are in the value.
    pub(super) limit: Option<Amount>,
    /// A limit on this and the statements before it in the sentence.
    pub(super) together: Option<Amount>,
    /// For what.
    pub(super) trigger: Trigger,
    /// Words before a colon that say what the piece is about.
    pub(super) header: Option<Phrase>,
    /// `only if`: otherwise nothing.
    pub(super) only: bool,
    /// Amount and keyword tokens.
    pub(super) quantities: Vec<Range>,
    /// Words of the closed lists that say nothing.
    pub(super) fillers: Vec<Range>,
    /// Words that open a condition or a count and leave it open: `if` at the end.
    pub(super) dangling: Vec<Range>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SegKind {
    Plain,
    If,
    OnlyIf,
    Unless,
    Each,
    For,
    Otherwise,
    /// A word that opens a condition or count which does not follow.
    Dangling,
}

#[derive(Clone, Debug)]
pub(super) struct Seg {
    pub(super) kind: SegKind,
    pub(super) range: Range,
    pub(super) left: bool,
}

/// Reads the piece `range`, whose amounts are `found`; `None` when it does not hold exactly one to give or take.
pub(super) fn read(source: &Source, range: &Range, part: usize, found: &[Found]) -> Option<Stmt> {
    let effect = found.iter().find(|f| f.usage == Use::Effect)?;
    let mut stmt = Stmt {
        range: range.clone(),
        part,
        value: effect.value.clone(),
        sign: effect.sign,
        bonus: effect.bonus,
        sets: false,
        limit: found.iter().find(|f| f.usage == Use::Limit).and_then(|f| f.value.amount()),
        together: None,
        trigger: Trigger::None,
        header: None,
        only: false,
        quantities: found.iter().map(|f| f.range.clone()).collect(),
        fillers: Vec::new(),
        dangling: Vec::new(),
    };
    // `8 points when the drone leaves the arena, each time`
    let repeated = [&["each", "time"], &["every", "time"]].iter().find_map(|words| {
        let body = source.trimmed(range, &[]);
        let start = body.end.checked_sub(2).filter(|s| *s > effect.range.end)?;
        (source.is(start, words[0]) && source.is(start + 1, words[1])).then_some(start..body.end)
    });
    let body = range.start..repeated.as_ref().map_or(range.end, |r| r.start);
    stmt.quantities.extend(repeated.clone());
    let (lefts, rights) = around(&body, effect, found);
    let mut segs = Vec::new();
    let mut each_flag = false;
    let mut negated = false;
    let mut actor_left = None;
    let mut verbless = true;
    for (n, chunk) in lefts.iter().enumerate() {
        let mut chunk = chunk.clone();
        if n + 1 == lefts.len() && chunk.end == effect.range.start {
            let group = verb::left(source, chunk.start, chunk.end);
            apply(&mut stmt, &group, &mut negated);
            actor_left = group.actors.last().cloned();
            verbless = group.edge == effect.range.start;
            chunk.end = group.edge;
        }
        segments(source, &chunk, true, &mut segs);
    }
    for (n, chunk) in rights.iter().enumerate() {
        let mut chunk = chunk.clone();
        if n == 0 && chunk.start == effect.range.end {
            let group = verb_after::right(source, chunk.start, chunk.end);
            apply(&mut stmt, &group, &mut negated);
            each_flag = group.each;
            let silent = group.edge == effect.range.end && verbless;
            chunk.start = group.edge;
            if let Some(group) = verb_after::trailing(source, chunk.start, chunk.end).filter(|_| silent) {
                apply(&mut stmt, &group, &mut negated);
                chunk.end = group.edge;
            }
        }
        segments(source, &chunk, false, &mut segs);
    }
    if negated && !matches!(stmt.value, Value::Nothing) {
        stmt.value = Value::Nothing;
    }
    combine(source, &mut stmt, segs, each_flag || repeated.is_some());
    // `2 points per day late` can only be lost.
    if let (None, Trigger::Each(each)) = (stmt.sign, &stmt.trigger) {
        let late = each
            .phrase
            .ranges
            .iter()
            .any(|r| source.holds(r, &["late", "delay", "overdue", "tardy", "delayed", "lateness", "tardiness"]));
        if late && each.measured.is_some() && !source.holds(range, &["no", "not", "without", "avoided"]) {
            stmt.sign = Some(Sign::Lose);
        }
    }
    // `Each team that ... receives`: who is scored, singled out by what follows the name.
    if let (Trigger::None, Some(actor)) = (&stmt.trigger, actor_left)
        && source.holds(&actor, &["each", "every", "with", "having", "that", "who"])
        && actor.len() > 2
    {
        stmt.trigger = Trigger::Label(Phrase::of(actor));
    }
    Some(stmt)
}

fn apply(stmt: &mut Stmt, group: &verb::Group, negated: &mut bool) {
    if stmt.sign.is_none() || group.sign == Some(Sign::Lose) && stmt.sign != Some(Sign::Earn) {
        stmt.sign = group.sign.or(stmt.sign);
    }
    stmt.bonus |= group.bonus;
    stmt.sets |= group.sets;
    *negated |= group.negated;
    stmt.fillers.extend(group.actors.iter().cloned());
}

/// What stands before and after the amount, without limits and floors.
fn around(range: &Range, effect: &Found, found: &[Found]) -> (Vec<Range>, Vec<Range>) {
    let (mut lefts, mut rights) = (Vec::new(), Vec::new());
    let mut at = range.start;
    let mut cuts: Vec<&Found> = found.iter().collect();
    cuts.sort_by_key(|f| f.range.start);
    for cut in cuts {
        let piece = at..cut.range.start.max(at);
        if piece.end <= effect.range.start {
            lefts.push(piece)
        } else {
            rights.push(piece)
        }
        at = cut.range.end.max(at);
    }
    rights.push(at..range.end.max(at));
    lefts.retain(|r| !r.is_empty());
    rights.retain(|r| !r.is_empty());
    (lefts, rights)
}

/// Cuts a stretch at the words that open conditions and counts.
pub(super) fn segments(source: &Source, chunk: &Range, left: bool, out: &mut Vec<Seg>) {
    let mut current = Seg { kind: SegKind::Plain, range: chunk.start..chunk.start, left };
    let mut i = chunk.start;
    while i < chunk.end {
        let opens = marker(source, i, chunk, &current, out);
        if let Some((kind, end)) = opens {
            current.range.end = i;
            push(source, &mut current, out);
            current = Seg { kind, range: end..end, left };
            i = end.max(i + 1);
        } else {
            i += 1;
        }
    }
    current.range.end = chunk.end;
    push(source, &mut current, out);
}

pub(super) fn push(source: &Source, seg: &mut Seg, out: &mut Vec<Seg>) {
    let start = seg.range.start;
    seg.range = source.trimmed(&seg.range, &["then", "and", "but", "whereas", "while"]);
    let opens = matches!(seg.kind, SegKind::If | SegKind::OnlyIf | SegKind::Unless | SegKind::Each);
    let so = source.is(start, "so");
    if seg.range.is_empty() && opens && start > 0 && !so {
        return out.push(Seg { kind: SegKind::Dangling, range: start - 1..start, left: seg.left });
    }
    if !seg.range.is_empty() || seg.kind == SegKind::Otherwise {
        out.push(seg.clone());
    }
}

fn marker(source: &Source, i: usize, chunk: &Range, current: &Seg, out: &[Seg]) -> Option<(SegKind, usize)> {
    let end = chunk.end;
    let fresh = current.kind == SegKind::Plain
        && i <= current.range.start + 8
        && source.trimmed(&(current.range.start..i), &["and", "but", "only", "then"]).is_empty();
    let after_comma = i > chunk.start && matches!(source.word(i - 1), "," | "(" | ":" | "-");
    if let Some(next) = source.longest(i, end, lexicon::OTHERWISE).filter(|_| fresh || after_comma) {
        // `all others` before a noun speaks of other units, not of other cases.
        return Some((SegKind::Otherwise, next));
    }
    if let Some(next) = source.longest(i, end, lexicon::UNLESS) {
        return Some((SegKind::Unless, next));
    }
    let each_seen = current.kind == SegKind::Each || out.iter().any(|s| s.kind == SegKind::Each);
    // `In the rapid round each correct answer ...`
    let behind_place = current.kind == SegKind::For
        && current.left
        && i > current.range.start + 1
        && source.any(i, end, &["each", "every"])
        && source.any(current.range.start.saturating_sub(1), end, &["in", "during", "at", "on"]);
    let strong = source.is(i, "for")
        || (source.is(i, "per") && source.before(i, chunk.start) != "as")
        || source.is(i, "each") && source.is(i + 1, "time");
    if !each_seen
        && (fresh || after_comma || behind_place || strong && !matches!(current.kind, SegKind::If | SegKind::OnlyIf))
        && let Some(next) = source.longest(i, end, lexicon::EACH)
    {
        let one = source.any(i, end, &["each", "every"]) && next == i + 1;
        // `each of the bidders`, `each team` is who is scored, not what is counted.
        let actor = one && condition::is_actor(source, &(i..end));
        if !actor {
            return Some((SegKind::Each, next));
        }
    }
    if matches!(current.kind, SegKind::Plain | SegKind::Each | SegKind::For)
        && let Some(next) = source.longest(i, end, lexicon::IF)
    {
        let words = source.raw(&(i..next)).to_lowercase();
        let relative = matches!(words.as_str(), "where" | "when" | "whose" | "once" | "should" | "upon")
            && current.kind != SegKind::Plain
            && !after_comma
            && words != "when"
            && words != "once"
            && words != "upon";
        let passive = matches!(
            words.as_str(),
            "provided" | "due to" | "subject to" | "because of" | "should" | "upon" | "providing"
        ) && !fresh
            && !after_comma;
        if !relative && !passive {
            let kind = if words.contains("only") { SegKind::OnlyIf } else { SegKind::If };
            return Some((kind, next));
        }
    }
    if fresh
        && current.kind == SegKind::Plain
        && super::interval::interval_at(source, i, end, false).is_none()
        && source.any(
            i,
            end,
            &[
                "for",
                "on",
                "at",
                "in",
                "towards",
                "to",
                "against",
                "as",
                "under",
                "by",
                "from",
                "upon",
                "with",
                "regarding",
                "concerning",
                "of",
            ],
        )
        && i == current.range.start.max(skip_marks(source, chunk.start, i))
    {
        return Some((SegKind::For, i + 1));
    }
    None
}

fn skip_marks(source: &Source, from: usize, to: usize) -> usize {
    (from..to).find(|i| !source.punct(*i)).unwrap_or(to)
}
