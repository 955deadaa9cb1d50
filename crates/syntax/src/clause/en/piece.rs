//! One piece of a sentence with one amount → [`Stmt`]: how much, earned or lost, and for what.

use super::amount::{Found, Use, Value};
use super::condition::{self, Cond};
use super::each::{self, EachDraft};
use super::heading::{headings, ignorable};
use super::lexicon::{self, among};
use super::phrase::Phrase;
use super::source::{Range, Source};
use super::verb;
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
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SegKind {
    Plain,
    If,
    OnlyIf,
    Unless,
    Each,
    For,
    Otherwise,
}

#[derive(Clone, Debug)]
struct Seg {
    kind: SegKind,
    range: Range,
    left: bool,
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
    };
    let (lefts, rights) = around(range, effect, found);
    let mut segs = Vec::new();
    let mut each_flag = false;
    let mut negated = false;
    let mut actor_left = None;
    for (n, chunk) in lefts.iter().enumerate() {
        let mut chunk = chunk.clone();
        if n + 1 == lefts.len() && chunk.end == effect.range.start {
            let group = verb::left(source, chunk.start, chunk.end);
            apply(&mut stmt, &group, &mut negated);
            actor_left = group.actors.last().cloned();
            chunk.end = group.edge;
        }
        segments(source, &chunk, true, &mut segs);
    }
    for (n, chunk) in rights.iter().enumerate() {
        let mut chunk = chunk.clone();
        if n == 0 && chunk.start == effect.range.end {
            let group = verb::right(source, chunk.start, chunk.end);
            apply(&mut stmt, &group, &mut negated);
            each_flag = group.each;
            chunk.start = group.edge;
        }
        segments(source, &chunk, false, &mut segs);
    }
    if negated && !matches!(stmt.value, Value::Nothing) {
        stmt.value = Value::Nothing;
    }
    combine(source, &mut stmt, segs, each_flag);
    // `2 points per day late` can only be lost.
    if let (None, Trigger::Each(each)) = (stmt.sign, &stmt.trigger) {
        let late = each
            .phrase
            .ranges
            .iter()
            .any(|r| source.holds(r, &["late", "delay", "overdue", "tardy", "delayed", "lateness", "tardiness"]));
        if late && !source.holds(range, &["no", "not", "without", "avoided"]) {
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
fn segments(source: &Source, chunk: &Range, left: bool, out: &mut Vec<Seg>) {
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

fn push(source: &Source, seg: &mut Seg, out: &mut Vec<Seg>) {
    seg.range = source.trimmed(&seg.range, &["then", "and", "but"]);
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
    let strong = source.is(i, "for")
        || (source.is(i, "per") && source.before(i, chunk.start) != "as")
        || source.is(i, "each") && source.is(i + 1, "time");
    if !each_seen
        && (fresh || after_comma || strong && !matches!(current.kind, SegKind::If | SegKind::OnlyIf))
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

/// Makes the trigger of the segments.
fn combine(source: &Source, stmt: &mut Stmt, segs: Vec<Seg>, each_flag: bool) {
    let mut each: Option<EachDraft> = None;
    let mut conds: Vec<Cond> = Vec::new();
    let mut plain: Vec<(Range, bool)> = Vec::new();
    let mut fors: Vec<(Range, bool)> = Vec::new();
    let mut otherwise = false;
    let mut nth = None;
    for seg in segs {
        match seg.kind {
            SegKind::Otherwise => {
                otherwise = true;
                if !seg.range.is_empty() {
                    stmt.fillers.push(seg.range);
                }
            }
            SegKind::Each => match each::read(source, &seg.range) {
                Some(draft) if each.is_none() => each = Some(draft),
                _ => plain.push((seg.range, seg.left)),
            },
            SegKind::If | SegKind::OnlyIf => {
                stmt.only |= seg.kind == SegKind::OnlyIf;
                conds.extend(condition::read(source, &seg.range));
            }
            SegKind::Unless => conds.extend(condition::read(source, &seg.range).map(|c| Cond::Not(Box::new(c)))),
            SegKind::For => match counted_occurrence(source, &seg.range) {
                Some(Occurrence::Subsequent(draft)) if each.is_none() => each = Some(*draft),
                Some(Occurrence::Nth(n, range)) => nth = Some((n, range)),
                _ => fors.push((seg.range, seg.left)),
            },
            SegKind::Plain => {
                if seg.left && fors.is_empty() && plain.is_empty() {
                    match counted_occurrence(source, &seg.range) {
                        Some(Occurrence::Subsequent(draft)) if each.is_none() => each = Some(*draft),
                        Some(Occurrence::Nth(n, range)) => nth = Some((n, range)),
                        _ => plain.push((seg.range, seg.left)),
                    }
                } else {
                    plain.push((seg.range, seg.left));
                }
            }
        }
    }
    headings(source, stmt, &mut plain);
    // `given a 0 and will not be graded` says the same twice.
    for (range, _) in plain.iter().filter(|_| stmt.value.is_nothing()) {
        if source
            .find(range, &["not be graded", "not be accepted", "not be marked", "not be scored", "not be evaluated"])
            .is_some()
        {
            stmt.fillers.push(range.clone());
        }
    }
    // A verb behind the amount that no list knows: left unread, and so an error.
    plain.retain(|(range, left)| {
        *left
            || !among(
                &["is", "are", "will", "shall", "may", "can", "be", "was", "were", "must", "should", "which", "of"],
                source.word(range.start),
            )
    });
    plain.retain(|(range, _)| !ignorable(source, stmt, range));
    fors.retain(|(range, _)| !ignorable(source, stmt, range));
    let others: Vec<Range> = fors.iter().chain(&plain).map(|(r, _)| r.clone()).collect();
    if otherwise {
        stmt.trigger = Trigger::Otherwise;
        stmt.fillers.extend(others);
        return;
    }
    if let Some((n, range)) = nth {
        let mut phrase = Phrase::of(range);
        for other in others {
            phrase = phrase.and(other);
        }
        stmt.trigger = Trigger::Nth(n, phrase);
        return;
    }
    if each.is_none() && each_flag {
        let base = others.first().cloned();
        each =
            base.and_then(|range| each::read(source, &range).map(|draft| (draft, range))).map(|(mut draft, range)| {
                // `Members under 16: 2 points each` counts the members, not the years.
                if draft.against.take().is_some() {
                    draft.phrase = Phrase::of(range);
                    draft.keywords.clear();
                }
                draft
            });
        if let Some(draft) = each {
            stmt.trigger = finish_each(source, draft, conds, others.get(1..).unwrap_or(&[]));
            return;
        }
    }
    if let Some(draft) = each {
        stmt.trigger = finish_each(source, draft, conds, &others);
        return;
    }
    stmt.trigger = finish_when(source, conds, &fors, &plain);
}

fn finish_each(source: &Source, mut draft: EachDraft, conds: Vec<Cond>, others: &[Range]) -> Trigger {
    let mut cond = None;
    for other in others {
        // A band may stand before a rate: `1 to 5 minutes late: 1 point per minute`.
        if let Some((name, against)) = draft.elsewhere.and_then(|d| each::target_in(source, other, d)) {
            draft.keywords.push(name.end..other.end);
            draft.keywords.extend(draft.phrase.ranges.clone());
            draft.phrase = Phrase::of(name);
            draft.against = Some(against);
            continue;
        }
        match condition::read(source, other) {
            Some(Cond::Compare { of, interval, fillers }) if !interval.bare && draft.against.is_none() => {
                cond = Some(Cond::Compare { of, interval, fillers })
            }
            _ => draft.phrase = draft.phrase.clone().and(other.clone()),
        }
    }
    for other in conds {
        match other {
            Cond::Fact(phrase) => {
                for range in phrase.ranges {
                    draft.phrase = draft.phrase.clone().and(range);
                }
            }
            other => {
                cond = Some(match cond {
                    Some(first) => Cond::All(vec![first, other]),
                    None => other,
                });
            }
        }
    }
    match cond {
        Some(cond) => Trigger::EachWhen(Box::new(draft), cond),
        None => Trigger::Each(Box::new(draft)),
    }
}

fn finish_when(source: &Source, conds: Vec<Cond>, fors: &[(Range, bool)], plain: &[(Range, bool)]) -> Trigger {
    let mut conds = conds;
    if conds.is_empty() {
        let mut ranges: Vec<(Range, bool)> = fors.iter().chain(plain).cloned().collect();
        ranges.sort_by_key(|(r, _)| r.start);
        if ranges.is_empty() {
            return Trigger::None;
        }
        if let [(range, _)] = ranges.as_slice() {
            match condition::read(source, range) {
                Some(Cond::Fact(phrase)) if fors.is_empty() => return Trigger::Label(phrase),
                Some(cond) => return Trigger::When(cond),
                None => return Trigger::None,
            }
        }
        let mut phrase = Phrase::default();
        let mut compare = None;
        for (range, _) in ranges {
            match condition::read(source, &range) {
                Some(Cond::Compare { of, interval, fillers }) if compare.is_none() => {
                    compare = Some((of, interval, fillers))
                }
                _ => phrase = phrase.and(range),
            }
        }
        return match compare {
            Some((of, interval, fillers)) => {
                let of = of.ranges.into_iter().fold(phrase, Phrase::and);
                Trigger::When(Cond::Compare { of, interval, fillers })
            }
            None => Trigger::When(Cond::Fact(phrase)),
        };
    }
    // Words outside the condition join it: `for late delivery, if ...`.
    for (range, _) in fors.iter().chain(plain) {
        let Some(first) = conds.iter_mut().find(|c| matches!(c, Cond::Fact(_) | Cond::Compare { .. } | Cond::Not(_)))
        else {
            continue;
        };
        attach(first, range.clone());
    }
    Trigger::When(if conds.len() == 1 { conds.remove(0) } else { Cond::All(conds) })
}

fn attach(cond: &mut Cond, range: Range) {
    match cond {
        Cond::Fact(phrase) => *phrase = phrase.clone().and(range),
        Cond::Compare { of, .. } => *of = of.clone().and(range),
        Cond::Not(inner) => attach(inner, range),
        Cond::All(_) | Cond::Any(_) => {}
    }
}

/// `2nd and subsequent errors`, `the 3rd foul`.
enum Occurrence {
    Subsequent(Box<EachDraft>),
    Nth(u32, Range),
}

fn counted_occurrence(source: &Source, range: &Range) -> Option<Occurrence> {
    let start = if source.any(range.start, range.end, &["the", "a", "any"]) { range.start + 1 } else { range.start };
    let end = range.end;
    for (at, n) in (start..end).filter_map(|i| source.ordinal(i).map(|n| (i, n))) {
        let rank = at + 1 >= end
            || among(
                &[
                    "place",
                    "prize",
                    "position",
                    "rank",
                    "placed",
                    "ranked",
                    "finisher",
                    "runner-up",
                    "placing",
                    "places",
                ],
                source.word(at + 1),
            ) && at + 2 >= end
            || among(&["best", "fastest", "highest", "lowest", "shortest", "longest"], source.word(at + 1));
        if at == start && rank {
            return Some(Occurrence::Nth(n, at + 1..end));
        }
        let draft = each::read(source, &(at..end)).filter(|d| d.first > 1);
        if let Some(mut draft) = draft {
            // `the 1st answer given by the 3rd and subsequent quizzer`: what stands before the ordinal stays in the name.
            if at > start {
                draft.phrase = draft.phrase.and(range.start..at);
            }
            return Some(Occurrence::Subsequent(Box::new(draft)));
        }
        let named = among(
            &[
                "aid", "class", "language", "floor", "party", "person", "number", "half", "year", "quarter", "day",
                "week", "month", "round", "question", "answer", "page", "instance", "place", "prize", "position",
                "rank", "correct", "team", "name", "time", "part", "line", "semester", "attempt", "degree", "level",
                "step", "stage",
            ],
            source.word(at + 1),
        );
        let occurrence = among(
            &[
                "offence",
                "offense",
                "offences",
                "violation",
                "infraction",
                "foul",
                "error",
                "warning",
                "infringement",
                "breach",
                "occurrence",
                "instance",
                "incident",
                "mistake",
                "failure",
                "fault",
                "time",
            ],
            source.word(end.saturating_sub(1)),
        ) || source.holds(
            &(at..end),
            &[
                "offence",
                "offense",
                "violation",
                "infraction",
                "foul",
                "error",
                "warning",
                "infringement",
                "breach",
                "occurrence",
                "incident",
                "refusal",
            ],
        );
        if at == start && (occurrence || (n > 1 && !named)) && at + 1 < end {
            return Some(Occurrence::Nth(n, at + 1..end));
        }
    }
    None
}
