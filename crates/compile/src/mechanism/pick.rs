//! Ways to get on a list, with what they ask for: an item's score, a figure of the unit, another list.

use super::{names, ties};
use crate::plan::{Builder, ConsequenceRule, Input, InputIx, PickRule, RankedRule};
use kaocheng_syntax::clause::{Feed, InputKind};
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::provision::{Basis, Consequence, OutsideFact, Ranked};
use kaocheng_syntax::span::Span;

/// Whose figures are asked for: the list that asks, and its level where several are assessed.
pub(super) struct Asking<'a> {
    pub(super) list: usize,
    pub(super) level: Option<&'a str>,
    /// Whether the figure must say at which level it is supplied.
    pub(super) levels: bool,
}

/// Places in a ranking; `None` where the item is not known, which is told.
pub(super) fn ranked(
    ranked: &Ranked,
    asking: &Asking,
    builder: &Builder,
    span: Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<PickRule> {
    let plan = &builder.plan;
    let (basis, item) = match &ranked.basis {
        Basis::Total => {
            let own = plan.levels.iter().find(|l| asking.level.is_some() && l.level.as_deref() == asking.level);
            (own.or(plan.levels.first()).map(|l| l.total).or(plan.total)?, None)
        }
        Basis::Item(words) => {
            let found = names::items(plan, words, asking.level);
            let [item] = found.as_slice() else {
                diagnostics.push(ties::unknown_item(builder, words, &found, span));
                return None;
            };
            (plan.items.get(*item)?.score, Some(*item))
        }
    };
    let Ranked { end, count, within, .. } = ranked;
    Some(PickRule::Ranked(RankedRule { end: *end, count: *count, basis, item, within: within.clone() }))
}

/// A yes/no figure of the unit: the one that an item already asks for in these words, else a new one.
pub(super) fn event(fact: &OutsideFact, asking: &Asking, builder: &mut Builder) -> InputIx {
    let fact = &OutsideFact { words: what_happened(&fact.words, asking.level), span: fact.span };
    let words = names::folded(&fact.words);
    let known = builder.plan.inputs.iter().position(|i| {
        let countable = matches!(i.kind, InputKind::YesNo | InputKind::Count);
        countable && i.level.is_none() && i.feed == Feed::Supplied && names::folded(&i.label) == words
    });
    known.map_or_else(|| figure(fact, InputKind::YesNo, None, asking, builder), InputIx)
}

/// The event without the units that it is told of: 发生重大案件的乡镇 is 发生重大案件.
fn what_happened(words: &str, level: Option<&str>) -> String {
    let units = [level.unwrap_or("单位"), "单位"];
    let bare = units.iter().find_map(|unit| words.strip_suffix(unit)?.strip_suffix('的'));
    let bare = bare.or_else(|| words.strip_suffix('的')).unwrap_or(words);
    (if bare.is_empty() { words } else { bare }).to_owned()
}

/// Whether people chose the unit.
pub(super) fn chosen(name: &str, asking: &Asking, builder: &mut Builder, span: Span) -> InputIx {
    figure(&OutsideFact { words: name.to_owned(), span }, InputKind::YesNo, None, asking, builder)
}

/// A figure that only lists ask for. It belongs to no item: its index is one past the last.
fn figure(
    fact: &OutsideFact,
    kind: InputKind,
    unit: Option<String>,
    asking: &Asking,
    builder: &mut Builder,
) -> InputIx {
    let prefix = format!("list{}:", asking.list + 1);
    let number = builder.plan.inputs.iter().filter(|i| i.id.starts_with(&prefix)).count() + 1;
    let item = builder.plan.items.len();
    builder.input(Input {
        id: format!("{prefix}{number}"),
        label: fact.words.clone(),
        kind,
        unit,
        item,
        provider: None,
        source: None,
        bounds: (None, None),
        data_date: None,
        level: asking.level.filter(|_| asking.levels).map(str::to_owned),
        feed: Feed::Supplied,
        span: fact.span,
    })
}

/// What follows, with the figures that it rests on.
pub(super) fn consequence(consequence: &Consequence, asking: &Asking, builder: &mut Builder) -> ConsequenceRule {
    match consequence {
        Consequence::Commend => ConsequenceRule::Commend,
        Consequence::Circulate => ConsequenceRule::Circulate,
        Consequence::Ineligible => ConsequenceRule::Ineligible,
        Consequence::Amount { value, unit, matched } => {
            ConsequenceRule::Amount { value: value.clone(), unit: unit.clone(), matched: matched.clone() }
        }
        Consequence::Matching { of, ratio, unit } => {
            let input = figure(of, InputKind::Amount, Some(unit.clone()).filter(|u| !u.is_empty()), asking, builder);
            ConsequenceRule::Matching { input, ratio: ratio.clone(), unit: unit.clone() }
        }
        Consequence::Text(words) => ConsequenceRule::Text(words.clone()),
    }
}
