//! Bare numbers that only the shape of their list makes amounts: `Excellent - 5, Poor: 0`, `2 = met, 0 = not met`.

use super::amount::{Found, Use, Value, effect};
use super::lexicon::{self, among};
use super::source::{Range, Source};
use crate::clause::Sign;
use crate::exact;

/// `Excellent - 5, Poor: 0`: a number that closes its piece, where the sentence is made of such pieces.
pub(super) fn bare_tails(source: &Source, range: &Range, found: &mut Vec<Found>) {
    let taken = |found: &[Found], i: usize| found.iter().any(|f| f.range.contains(&i));
    let mut tails: Vec<Found> = Vec::new();
    // `Points are awarded as follows: gold medal 5, silver medal 3`
    let colon = range.clone().find(|i| source.is(*i, ":"));
    let shares = colon.is_some_and(|c| super::heading::category(source, &(range.start..c)).is_some());
    let announced_list = colon.is_some_and(|c| {
        super::heading::category(source, &(range.start..c)).is_some()
            && !range.clone().any(|i| source.is(i, "%"))
            && found.iter().all(|f| f.usage != Use::Effect)
    });
    for i in range.clone() {
        if taken(found, i)
            || source.number(i).is_none()
            || source.named_number(i, range.start, range.end)
                && !matches!(source.before(i, range.start), ":" | "=" | "-")
        {
            continue;
        }
        let negative = source.before(i, range.start) == "-"
            && !source.spaced(i)
            && i > range.start + 1
            && source.spaced(i - 1)
            && matches!(source.word(i - 2), ":" | "=" | "-");
        let mark = if negative { i - 2 } else { i.saturating_sub(1) };
        let separated = i > range.start
            && mark > range.start
            && (matches!(source.word(mark), ":" | "=")
                || (source.is(mark, "-")
                    && (source.spaced(mark) || source.spaced(mark + 1))
                    && source.number(mark - 1).is_none()));
        let bracketed =
            i > range.start + 1 && source.is(i - 1, "(") && source.is(i + 1, ")") && source.number(i - 2).is_none();
        let spoken = source
            .longest_before(i, range.start, &["otherwise", "else", "otherwise :", "otherwise ,", "others :"])
            .is_some()
            || source.longest(i + 1, range.end, &["otherwise", "if not", "else", "in all other cases"]).is_some()
                && matches!(source.before(i, range.start), "," | "and" | "or" | ";" | "else");
        let levelled =
            i > range.start && lexicon::LEVEL_WORDS.contains(&source.word(i - 1)) && !source.is(i - 1, "level");
        let announced = source.before(i, range.start) == ":"
            && i >= range.start + 2
            && among(
                &[
                    "points",
                    "score",
                    "scores",
                    "marks",
                    "scoring",
                    "deducted",
                    "awarded",
                    "lost",
                    "penalties",
                    "deductions",
                ],
                source.word(i - 2),
            );
        let listed = announced && among(&["for", "if", "when", "per"], source.word(i + 1))
            || matches!(source.before(i, range.start), "," | "and" | "or" | ";")
                && among(&["if", "for", "when", "where", "per"], source.word(i + 1))
                && (found.iter().any(|f| f.usage == Use::Effect && f.range.end < i) || !tails.is_empty());
        if source.is(i + 1, "%")
            && matches!(source.before(i, range.start), "," | "and" | "or" | ";")
            && among(&["if", "for", "when", "where"], source.word(i + 2))
            && let (Some(share), true) = (source.number(i), found.iter().any(|f| matches!(f.value, Value::Share(_))))
        {
            tails.push(effect(i..i + 2, Value::Share(share / exact::whole(100)), None, false));
            continue;
        }
        let in_list = announced_list && matches!(source.word(i + 1), "," | ";" | "." | "and" | "") && i > range.start;
        // `late: 10%; ...` in a list of losses, `Good (80%), Fair (60%)` in a list of levels.
        let shares = shares || level_list(source, range);
        if source.is(i + 1, "%") && shares && i > range.start {
            let open = source.is(i - 1, "(") && source.is(i + 2, ")");
            let parted = matches!(source.word(i - 1), ":" | "=" | "-") && source.number(i.wrapping_sub(2)).is_none();
            let ends = i + 2 >= range.end || matches!(source.word(i + 2), "," | ";" | "." | "and" | "or" | ")");
            let named = !source.punct(i - 1) && level_list(source, range);
            if ends && (open || parted || named) {
                let value = source.number(i).map(|n| n / exact::whole(100)).unwrap_or_default();
                let at = if open { i - 1..i + 3 } else { i..i + 2 };
                tails.push(effect(at, Value::Share(value), None, false));
                continue;
            }
        }
        let closes = listed
            || spoken
            || i + 1 >= range.end
            || matches!(source.word(i + 1), "," | ";" | "." | ")" | "|" | "/" | "and" | "or" | "otherwise");
        if ((separated || spoken || listed || levelled || in_list) && closes) || bracketed {
            let (value, sign) =
                (source.number(i).cloned().unwrap_or_else(|| exact::whole(0)), negative.then_some(Sign::Lose));
            let start = if negative { i - 1 } else { i };
            let range = if bracketed { i - 1..i + 2 } else { start..i + 1 };
            tails.push(effect(range, Value::Points(value), sign, false));
        }
    }
    // `2 = met, 1 = partly met`: the number opens its piece.
    if tails.is_empty() && !found.iter().any(|f| f.usage == Use::Effect) {
        for i in range.clone() {
            let opens =
                i == range.start || matches!(source.word(i.wrapping_sub(1)), "," | ";" | "(" | ":" | "|" | "/" | "and");
            if opens && source.number(i).is_some() && source.any(i + 1, range.end, &["=", ":"]) && !taken(found, i) {
                let value = source.number(i).cloned().unwrap_or_else(|| exact::whole(0));
                tails.push(effect(i..i + 1, Value::Points(value), None, false));
            }
        }
    }
    let sure = found.iter().any(|f| f.usage == Use::Effect);
    let one = tails.iter().any(|t| {
        source.before(t.range.start, range.start) == ":"
            && source.any(t.range.end, range.end, &["for", "per", "if", "when"])
    });
    if tails.len() + usize::from(sure) >= 2 || one {
        found.extend(tails);
        found.sort_by_key(|f| f.range.start);
    }
}

/// Whether the sentence pairs words of levels with numbers: `Excellent (95%), Good (80%), Fair (70%)`.
pub(super) fn level_list(source: &Source, range: &Range) -> bool {
    let numbered = |i: usize| (i..i + 3).any(|j| j < range.end && source.number(j).is_some());
    let levels = range
        .clone()
        .filter_map(|i| source.longest(i, range.end, lexicon::LEVEL_WORDS).map(|end| (i, end)))
        .filter(|(i, end)| {
            numbered(*end) || *i > range.start + 1 && (i.saturating_sub(3)..*i).any(|j| source.number(j).is_some())
        })
        .count();
    levels >= 3
}
