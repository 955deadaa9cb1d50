//! What follows for units on a list: `publicly criticised`, `awarded 25,000 yuan each`, `not eligible for awards`.

use crate::exact::{ratio, whole};
use crate::provision::pattern::Pattern;
use crate::provision::rule::{Consequence, Matched, OutsideFact};
use crate::provision::text::{Range, Text};
use std::sync::LazyLock;

/// Words of which a statement in the text's own words must begin with one.
const DEEDS: &[&str] = &[
    "must",
    "shall",
    "may not",
    "cannot",
    "is called",
    "are called",
    "called",
    "summoned",
    "interviewed",
    "warned",
    "required",
    "receive",
    "receives",
    "explain",
    "explains",
    "report",
    "reports",
    "attend",
    "attends",
    "supervised",
    "given",
    "invited",
    "reported",
    "loses",
    "lose",
    "expected",
    "dismissed",
    "removed",
    "get",
    "gets",
    "awarded",
    "asked",
    "subject",
    "denied",
    "visited",
    "helped",
    "exempt",
    "exempted",
    "barred",
    "excluded",
    "not eligible",
    "ineligible",
];

/// What a phrase says follows. The verb `are` or `is` stands before it, or it has its own.
pub(super) fn read(text: &Text, range: Range) -> Option<Consequence> {
    let words = text.str(range);
    let lower = words.to_lowercase();
    let bare = lower.trim_start_matches("also ").trim_start_matches("then ");
    if let Some(amount) = amount(text, range).or_else(|| matching(text, range)) {
        return Some(amount);
    }
    let all = |list: &[&str]| list.contains(&bare);
    if all(&[
        "commended",
        "publicly commended",
        "commended publicly",
        "praised",
        "publicly praised",
        "honoured",
        "honored",
    ]) {
        return Some(Consequence::Commend);
    }
    let criticised = [
        "criticised",
        "publicly criticised",
        "criticised publicly",
        "criticized",
        "publicly criticized",
        "criticized publicly",
        "criticised in a circular",
        "criticized in a circular",
        "circulated",
        "named in a circular",
        "criticised by name",
        "criticized by name",
    ];
    if all(&criticised) {
        return Some(Consequence::Circulate);
    }
    let award = ["award", "honour", "honor", "prize", "title", "commendation"].iter().any(|w| bare.contains(w));
    let barred = ["not eligible for ", "ineligible for ", "barred from ", "excluded from ", "on no award list"];
    // `barred from awards for 2 years` says something of other years, which stays text.
    let later = bare.contains(" for ") && bare.contains("year") || bare.contains("next year");
    let barred = barred.iter().any(|w| bare.starts_with(w));
    if all(&["vetoed", "disqualified"]) || (award && barred && !later) {
        return Some(Consequence::Ineligible);
    }
    let first = |d: &str| bare == d || bare.strip_prefix(d).is_some_and(|rest| rest.starts_with(' '));
    DEEDS.iter().any(|d| first(d)).then_some(Consequence::Text(words))
}

/// `awarded the same amount as the provincial prize`: as much as somebody else gave.
fn matching(text: &Text, range: Range) -> Option<Consequence> {
    static FORM: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new("[awarded|given|granted|paid] [the same amount as|an amount equal to|as much as] {what:w}")
    });
    let c = FORM.whole(text, range)?;
    let of = OutsideFact { words: c.words(text, "what")?, span: text.span(range) };
    Some(Consequence::Matching { of, ratio: ratio(1, 1), unit: String::new() })
}

/// `awarded 25,000 yuan each`.
fn amount(text: &Text, range: Range) -> Option<Consequence> {
    static FORMS: LazyLock<[(Pattern, bool); 2]> = LazyLock::new(|| {
        [
            (
                Pattern::new(
                    "[each |][awarded|given|granted|paid|receive|receives|get|gets|rewarded with|an award of|award of] [a prize of |a bonus of |an award of |][[¥|$|€]|]{x:x}[ {unit:q}|][ each| per unit| per township|]",
                ),
                true,
            ),
            (
                Pattern::new(
                    "[each |][fined|charged|lose|loses|pay|pays|docked] [a fine of |][[¥|$|€]|]{x:x}[ {unit:q}|][ each| per unit| per township|]",
                ),
                false,
            ),
        ]
    });
    FORMS.iter().find_map(|(pattern, gain)| {
        let c = pattern.whole(text, range)?;
        let unit = c.words(text, "unit").unwrap_or_default();
        // An amount has a currency; a number of points or people is none.
        let known = ["", "yuan", "rmb", "cny", "euros", "euro", "dollars", "pounds", "kroner", "kronor", "francs"];
        if !known.contains(&unit.to_lowercase().as_str()) {
            return None;
        }
        let unit = if unit.is_empty() { sign(text, range)? } else { unit };
        let value = c.decimal("x")?;
        Some(Consequence::Amount { value: if *gain { value } else { -value }, unit, matched: Vec::new() })
    })
}

/// The sign before an amount.
fn sign(text: &Text, range: Range) -> Option<String> {
    (range.0..range.1).map(|at| text.c(at)).find(|c| matches!(c, '¥' | '$' | '€')).map(String::from)
}

/// `the county adds the same amount`.
pub(super) fn matched(text: &Text, range: Range) -> Option<Matched> {
    static FORMS: LazyLock<[Pattern; 3]> = LazyLock::new(|| {
        [
            Pattern::new(
                "[and |][the |each |its |their |]{by:q} [adds|add|pays|pay|gives|give] [the same amount|the same|as much|an equal amount|the same sum][ again| on top|]",
            ),
            Pattern::new(
                "[and |][the amount is |it is |]matched [one to one |in full |]by [the |each |its |their |]{by:q}",
            ),
            Pattern::new(
                "[and |][the |each |its |their |]{by:q} [adds|add|pays|pay|gives|give] {x:x}%[ of it| of the amount| of this| more|]",
            ),
        ]
    });
    FORMS.iter().find_map(|pattern| {
        let c = pattern.whole(text, range)?;
        let ratio = c.decimal("x").map_or_else(|| ratio(1, 1), |x| x / whole(100));
        Some(Matched { by: c.words(text, "by")?, ratio })
    })
}
