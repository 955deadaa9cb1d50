//! Lists in words: who is on them, who is left out, and what follows.

use kaocheng_syntax::exact::{Exact, show, whole};
use kaocheng_syntax::provision::{Basis, Consequence, End, List, Matched, Pick, Ranked, Within};
use num_traits::Signed;

pub(super) fn list(list: &List, chinese: bool) -> String {
    let mut parts = Vec::new();
    if let Some(condition) = &list.condition {
        parts.push(if chinese {
            format!("前提“{}”", condition.words)
        } else {
            format!("provided “{}”", condition.words)
        });
    }
    let picks: Vec<String> = list.picks.iter().map(|p| pick(p, chinese)).collect();
    if !picks.is_empty() {
        parts.push(picks.join(if chinese { ",以及" } else { ", and " }));
    }
    for exclusion in &list.exclusions {
        parts.push(match (exclusion.succeed, chinese) {
            (true, true) => format!("已在“{}”的由下一名顶替", exclusion.list),
            (false, true) => format!("已在“{}”的除外", exclusion.list),
            (true, false) => format!("those on “{}” give way to the next in line", exclusion.list),
            (false, false) => format!("without those on “{}”", exclusion.list),
        });
    }
    let follows: Vec<String> = list.consequences.iter().map(|c| consequence(c, chinese)).collect();
    if !follows.is_empty() {
        parts.push(format!("→ {}", follows.join(if chinese { "、" } else { ", " })));
    }
    let declared = match (list.declared, chinese) {
        (Some(n), true) => format!("({n} 个)"),
        (Some(n), false) => format!(" ({n})"),
        (None, _) => String::new(),
    };
    let head = if chinese {
        format!("名单“{}”{declared}", list.name)
    } else {
        format!("list “{}”{declared}", list.name)
    };
    match (parts.is_empty(), chinese) {
        (true, _) => head,
        (false, true) => format!("{head}:{}", parts.join(";")),
        (false, false) => format!("{head}: {}", parts.join("; ")),
    }
}

fn pick(pick: &Pick, chinese: bool) -> String {
    match (pick, chinese) {
        (Pick::Ranked(ranked), _) => place(ranked, chinese),
        (Pick::Event(fact), true) => format!("有“{}”情形的", fact.words),
        (Pick::Event(fact), false) => format!("those of whom it is recorded: “{}”", fact.words),
        (Pick::Years { list, years }, true) => format!("连续 {years} 年在“{list}”的(由人确认)"),
        (Pick::Years { list, years }, false) => {
            format!("those on “{list}” {years} years running (confirmed by people)")
        }
        (Pick::Chosen { count }, true) => format!("评选 {count} 个"),
        (Pick::Chosen { count }, false) => format!("{count} chosen by people"),
    }
}

fn place(ranked: &Ranked, chinese: bool) -> String {
    let Ranked { end, count, basis, within } = ranked;
    if chinese {
        let of = match basis {
            Basis::Total => "总分".to_owned(),
            Basis::Item(item) => format!("“{item}”"),
        };
        let end = if *end == End::Top { "前" } else { "后" };
        return match within {
            Within::All => format!("{of}{end} {count} 名"),
            Within::Each(level) => format!("各{level}{of}{end} {count} 名"),
            Within::Class(class) => format!("{class}中{of}{end} {count} 名"),
        };
    }
    let by = match basis {
        Basis::Total => "the total".to_owned(),
        Basis::Item(item) => format!("“{item}”"),
    };
    let end = if *end == End::Top { "top" } else { "bottom" };
    match within {
        Within::All => format!("the {end} {count} by {by}"),
        Within::Each(level) => format!("the {end} {count} of each {level} by {by}"),
        Within::Class(class) => format!("the {end} {count} of class {class} by {by}"),
    }
}

fn consequence(consequence: &Consequence, chinese: bool) -> String {
    match (consequence, chinese) {
        (Consequence::Commend, true) => "通报表扬".to_owned(),
        (Consequence::Commend, false) => "commended".to_owned(),
        (Consequence::Circulate, true) => "通报批评".to_owned(),
        (Consequence::Circulate, false) => "criticised in a circular".to_owned(),
        (Consequence::Ineligible, true) => "取消评先资格".to_owned(),
        (Consequence::Ineligible, false) => "on no award list".to_owned(),
        (Consequence::Amount { value, unit, matched }, _) => amount(value, unit, matched, chinese),
        (Consequence::Matching { of, ratio, .. }, true) => {
            format!("每个奖“{}”的 {}%", of.words, show(&(ratio * whole(100))))
        }
        (Consequence::Matching { of, ratio, .. }, false) => {
            format!("{}% of “{}” each", show(&(ratio * whole(100))), of.words)
        }
        (Consequence::Text(words), _) => format!("“{words}”"),
    }
}

fn amount(value: &Exact, unit: &str, matched: &[Matched], chinese: bool) -> String {
    let size = show(&value.abs());
    let adds = |m: &Matched| {
        let share = show(&(&m.ratio * whole(100)));
        if chinese { format!("{}另加 {share}%", m.by) } else { format!("{} adds {share}%", m.by) }
    };
    let adds: Vec<String> = matched.iter().map(adds).collect();
    let (open, close) = if chinese { ("(", ")") } else { (" (", ")") };
    let adds = if adds.is_empty() { String::new() } else { format!("{open}{}{close}", adds.join(", ")) };
    match (value.is_negative(), chinese) {
        (false, true) => format!("每个奖 {size} {unit}{adds}"),
        (true, true) => format!("每个罚 {size} {unit}{adds}"),
        (false, false) => format!("{size} {unit} each{adds}"),
        (true, false) => format!("{size} {unit} each to pay{adds}"),
    }
}
