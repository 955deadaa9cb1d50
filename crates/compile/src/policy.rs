//! Policies: the questions that real sentences leave open, their choices, and who decided.

use kaocheng_syntax::document::PolicySetting;
use kaocheng_syntax::span::Span;

/// An open question of the language. The order is that of the reference page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PolicyName {
    /// Part steps: 每降低1个百分点 at half a point.
    Steps,
    /// What 1% is of: points of a rate, or of the target.
    Percent,
    /// Whether 以上, 以下, 以内 include the number.
    Bounds,
    /// How far below zero losses may go.
    BelowZero,
    /// A或B的,每项: every case, or every kind once.
    Repeats,
    /// Several levels reached: the highest or all.
    Levels,
    /// A figure that is not there.
    Missing,
    /// An item that does not apply, and a zero denominator.
    NotApplicable,
    /// 酌情扣0.5—3分: for every case, or once.
    Range,
    /// Points without a rule.
    BarePoints,
    /// Equal scores in a ranking.
    Ties,
    /// Where and how scores are rounded.
    Rounding,
    /// Multiples and limits.
    MultiplyAndCap,
    /// Equal units on both sides of a list's last place.
    CutTies,
    /// One unit on a list that rewards and on one that warns.
    ListOverlap,
    /// One unit fined by several lists.
    Penalties,
}

/// Name, English choices and Chinese choices; the default is the first.
type Entry = (PolicyName, &'static str, &'static str, &'static [(&'static str, &'static str)]);

const TABLE: &[Entry] = &[
    (PolicyName::Steps, "steps", "分档", &[("pro-rata", "按比例"), ("whole", "整档"), ("begun", "不足一档按一档")]),
    (PolicyName::Percent, "percent", "百分比", &[("points", "百分点"), ("relative", "相对比例")]),
    (PolicyName::Bounds, "bounds", "界限", &[("inclusive", "含本数"), ("exclusive", "不含本数")]),
    (
        PolicyName::BelowZero,
        "below-zero",
        "负分",
        &[("never", "不出现负分"), ("item", "本项可为负"), ("parent", "计入上级")],
    ),
    (PolicyName::Repeats, "repeats", "重复", &[("cases", "按次"), ("kinds", "按类")]),
    (PolicyName::Levels, "levels", "级别", &[("highest", "取最高"), ("sum", "累加")]),
    (PolicyName::Missing, "missing", "缺报", &[("zero", "计零分"), ("refuse", "不计算"), ("full", "计满分")]),
    (
        PolicyName::NotApplicable,
        "not-applicable",
        "不适用",
        &[("full", "计满分"), ("drop-and-rescale", "剔除折算"), ("zero", "计零分"), ("mean", "取平均")],
    ),
    (PolicyName::Range, "range", "酌情", &[("per-case", "按次酌情"), ("once", "总体酌情")]),
    (PolicyName::BarePoints, "bare-points", "只有分值", &[("judged", "考评打分"), ("all-or-nothing", "全有或全无")]),
    (
        PolicyName::Ties,
        "ties",
        "并列",
        &[("share-rank", "名次并列"), ("by-items", "按指定项"), ("by-draw", "公开抽签")],
    ),
    (
        PolicyName::Rounding,
        "rounding",
        "舍入",
        &[("none", "不舍入"), ("item", "按项"), ("total", "按总分"), ("each", "逐级")],
    ),
    (
        PolicyName::MultiplyAndCap,
        "multiply-and-cap",
        "加倍与封顶",
        &[("multiply-first", "先加倍"), ("cap-first", "先封顶")],
    ),
    (PolicyName::CutTies, "cut-ties", "末位并列", &[("all", "并列都列入"), ("none", "并列都不列入")]),
    (PolicyName::ListOverlap, "list-overlap", "奖惩并存", &[("allow", "可以并存"), ("exclude", "受惩戒的不受奖")]),
    (PolicyName::Penalties, "penalties", "多重处罚", &[("add", "分别执行"), ("highest", "只按最高的执行")]),
];

/// Where scores are rounded, to how many places; always halves up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Rounding {
    /// Nowhere.
    #[default]
    None,
    /// Every item with clauses.
    Item(u32),
    /// Only the total.
    Total(u32),
    /// Every item with clauses, and the total of every level.
    Each(u32),
}

/// Who decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decided {
    /// Nobody: the default is used and a question stays open.
    Default,
    /// The front matter, or the command line.
    Scheme,
    /// The item's heading.
    Item,
    /// The sentence itself.
    Text,
}

/// A policy that a plan relies on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyUse {
    /// Which.
    pub name: PolicyName,
    /// The choice in English.
    pub choice: String,
    /// Who decided.
    pub decided: Decided,
    /// The item that relies on it; `None` for the scheme as a whole.
    pub item: Option<String>,
    /// The clause that relies on it.
    pub span: Span,
}

impl PolicyName {
    /// All of them.
    pub fn all() -> impl Iterator<Item = PolicyName> {
        TABLE.iter().map(|e| e.0)
    }

    fn entry(self) -> &'static Entry {
        &TABLE[self as usize]
    }

    /// `steps`.
    pub fn english(self) -> &'static str {
        self.entry().1
    }

    /// 分档.
    pub fn chinese(self) -> &'static str {
        self.entry().2
    }

    /// The choices in English and Chinese, the default first.
    pub fn choices(self) -> &'static [(&'static str, &'static str)] {
        self.entry().3
    }

    /// The policy of this name in either language.
    pub fn from_text(text: &str) -> Option<PolicyName> {
        let text = text.trim();
        TABLE.iter().find(|e| e.1.eq_ignore_ascii_case(text) || e.2 == text).map(|e| e.0)
    }

    /// Whether results depend on it besides what the nodes already say.
    pub fn acts_outside_nodes(self) -> bool {
        matches!(self, PolicyName::Ties | PolicyName::CutTies | PolicyName::Penalties)
    }
}

/// One decided policy.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Decision {
    name: PolicyName,
    /// Index into the choices.
    choice: usize,
    /// Digits of a rounding; other arguments of a choice (the items of `by-items`).
    argument: String,
    decided: Decided,
}

/// The policies in force: for a scheme, or for one item of it.
#[derive(Clone, Debug, Default)]
pub struct Policies {
    decisions: Vec<Decision>,
}

/// Why a setting is not one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingError {
    /// No policy of that name.
    UnknownName,
    /// The policy has no such choice; its choices are these.
    UnknownChoice(PolicyName),
}

impl Policies {
    /// Decides a policy from words in either language; `rounding` takes `item 2` or `按项 2`.
    pub fn decide(&mut self, name: &str, value: &str, decided: Decided) -> Result<PolicyName, SettingError> {
        let name = PolicyName::from_text(name).ok_or(SettingError::UnknownName)?;
        let value = value.trim();
        let (word, argument) = value.split_once([' ', ',', '，', '、']).unwrap_or((value, ""));
        let choice = name.choices().iter().position(|(e, c)| e.eq_ignore_ascii_case(word) || *c == word);
        let choice = choice.ok_or(SettingError::UnknownChoice(name))?;
        if name == PolicyName::Rounding && choice > 0 && digits(argument).is_none() {
            return Err(SettingError::UnknownChoice(name));
        }
        self.decisions.retain(|d| d.name != name || d.decided > decided);
        self.decisions.push(Decision { name, choice, argument: argument.trim().to_owned(), decided });
        Ok(name)
    }

    /// Decides a policy from a setting in the document.
    pub fn decide_setting(&mut self, setting: &PolicySetting, decided: Decided) -> Result<PolicyName, SettingError> {
        self.decide(&setting.name.value, &setting.value.value, decided)
    }

    /// The choice in force, as an index (0 is the default), and who decided.
    pub fn choice(&self, name: PolicyName) -> (usize, Decided) {
        let best = self.decisions.iter().filter(|d| d.name == name).max_by_key(|d| d.decided);
        best.map_or((0, Decided::Default), |d| (d.choice, d.decided))
    }

    /// The same with another choice: to show what each would give.
    pub fn with_choice(&self, name: PolicyName, choice: usize) -> Policies {
        let mut other = self.clone();
        other.decisions.retain(|d| d.name != name);
        other.decisions.push(Decision { name, choice, argument: String::new(), decided: Decided::Text });
        other
    }

    /// What stands after the choice in force: the items of `ties: by-items 满意度`.
    pub fn argument(&self, name: PolicyName) -> &str {
        let best = self.decisions.iter().filter(|d| d.name == name).max_by_key(|d| d.decided);
        best.map_or("", |d| d.argument.as_str())
    }

    /// Where and how scores are rounded.
    pub fn rounding(&self) -> Rounding {
        let best = self.decisions.iter().filter(|d| d.name == PolicyName::Rounding).max_by_key(|d| d.decided);
        let places = |d: &Decision| digits(&d.argument).unwrap_or(2);
        match best {
            Some(d) if d.choice == 1 => Rounding::Item(places(d)),
            Some(d) if d.choice == 2 => Rounding::Total(places(d)),
            Some(d) if d.choice == 3 => Rounding::Each(places(d)),
            _ => Rounding::None,
        }
    }
}

fn digits(argument: &str) -> Option<u32> {
    let word = argument.split_whitespace().next()?;
    word.parse().ok().filter(|d| *d <= 12)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_follows_the_enum() {
        for name in PolicyName::all() {
            assert_eq!(PolicyName::from_text(name.english()), Some(name));
            assert_eq!(PolicyName::from_text(name.chinese()), Some(name));
        }
    }

    #[test]
    fn an_item_decides_before_the_scheme() {
        let mut policies = Policies::default();
        policies.decide("steps", "whole", Decided::Scheme).unwrap();
        policies.decide("分档", "按比例", Decided::Item).unwrap();
        assert_eq!(policies.choice(PolicyName::Steps), (0, Decided::Item));
        assert_eq!(
            policies.decide("steps", "half", Decided::Item),
            Err(SettingError::UnknownChoice(PolicyName::Steps))
        );
        assert_eq!(
            policies.decide("rounding", "item", Decided::Item),
            Err(SettingError::UnknownChoice(PolicyName::Rounding))
        );
    }
}
