//! One node as a formula in words.

use crate::plan::{CompareOp, NodeId, Op, Plan, RollUp};
use kaocheng_syntax::clause::{CohortStatistic, InputKind, Language};
use kaocheng_syntax::exact::{Exact, finite_decimal, show, show_percent, whole};
use num_traits::Signed;

/// How deep a formula is written out; deeper parts are shown as `…` (no clause gets there).
const DEPTH: usize = 60;

/// What stands for a leaf of a formula: its label, or its value for one unit.
pub type Words<'a> = &'a dyn Fn(NodeId) -> Option<String>;

/// The formula of a number, `30 − (50% − 到位率) ÷ 1% × 2.5`. `words` may replace any node by its own words.
pub fn formula(plan: &Plan, node: NodeId, language: Language, words: Words) -> String {
    Writer { plan, language, words }.number(node, Level::Sum, false, 0)
}

/// A condition, `到位率 < 30%`.
pub fn condition(plan: &Plan, node: NodeId, language: Language, words: Words) -> String {
    Writer { plan, language, words }.truth(node, false, 0)
}

/// How tightly a place binds: what needs brackets there.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Level {
    Sum,
    Product,
    Atom,
}

struct Writer<'a> {
    plan: &'a Plan,
    language: Language,
    words: Words<'a>,
}

impl Writer<'_> {
    fn pick(&self, chinese: &'static str, english: &'static str) -> &'static str {
        if self.language == Language::Chinese { chinese } else { english }
    }

    /// A number in its place; `percent`: constants here are shares and are shown as percentages.
    fn number(&self, id: NodeId, level: Level, percent: bool, depth: usize) -> String {
        if let Some(words) = (self.words)(id) {
            return words;
        }
        if depth > DEPTH {
            return "…".to_owned();
        }
        let depth = depth + 1;
        let percent = percent || self.is_rate(id, 0);
        let (text, own) = match &self.plan.node(id).op {
            Op::Number(v) => return constant(v, percent, level),
            Op::Input(ix) => (self.plan.inputs[ix.0].label.clone(), Level::Atom),
            Op::ItemPoints => (self.pick("本项分值", "item points").to_owned(), Level::Atom),
            Op::Add(all) => {
                let parts: Vec<String> = all.iter().map(|a| self.number(*a, Level::Sum, percent, depth)).collect();
                (parts.join(" + ").replace(" + -", " − "), Level::Sum)
            }
            Op::Sub(a, b) => {
                let left = self.number(*a, Level::Sum, percent, depth);
                (format!("{left} − {}", self.number(*b, Level::Product, percent, depth)), Level::Sum)
            }
            Op::Mul(all) => {
                let parts: Vec<String> = all.iter().map(|a| self.number(*a, Level::Product, false, depth)).collect();
                (parts.join(" × "), Level::Product)
            }
            Op::Div(a, b) => {
                let rate = self.is_rate(*a, 0);
                let left = self.number(*a, Level::Product, rate, depth);
                (format!("{left} ÷ {}", self.number(*b, Level::Atom, rate, depth)), Level::Product)
            }
            Op::Min(all) => (self.call(self.pick("取小", "min"), all, percent, depth), Level::Atom),
            Op::Max(all) => (self.call(self.pick("取大", "max"), all, percent, depth), Level::Atom),
            Op::Floor(a) => (self.call(self.pick("取整", "whole"), &[*a], percent, depth), Level::Atom),
            Op::Ceil(a) => (self.call(self.pick("进一取整", "begun"), &[*a], percent, depth), Level::Atom),
            Op::Round(a, digits) => {
                let inner = self.number(*a, Level::Sum, percent, depth);
                (format!("{}({inner}, {digits})", self.pick("四舍五入", "round")), Level::Atom)
            }
            Op::Substitute(a, ..) => return self.number(*a, level, percent, depth),
            Op::If(c, a, b) => (self.branch(*c, *a, *b, percent, depth), Level::Sum),
            Op::Cohort(statistic, a) => (self.cohort(*statistic, *a, depth), Level::Atom),
            Op::RollUp(kind, a) => {
                let name = match kind {
                    RollUp::Sum => self.pick("下级合计", "sum below"),
                    RollUp::Mean => self.pick("下级平均", "mean below"),
                };
                (self.call(name, &[*a], percent, depth), Level::Atom)
            }
            Op::Missing(_) => (self.pick("无", "nothing").to_owned(), Level::Atom),
            Op::Word(w) => (format!("“{w}”"), Level::Atom),
            _ => (self.truth(id, true, depth), Level::Atom),
        };
        if own < level { format!("({text})") } else { text }
    }

    fn call(&self, name: &str, all: &[NodeId], percent: bool, depth: usize) -> String {
        let parts: Vec<String> = all.iter().map(|a| self.number(*a, Level::Sum, percent, depth)).collect();
        format!("{name}({})", parts.join(", "))
    }

    fn branch(&self, c: NodeId, a: NodeId, b: NodeId, percent: bool, depth: usize) -> String {
        let condition = self.truth(c, false, depth);
        let yes = self.number(a, Level::Sum, percent, depth);
        let no = self.number(b, Level::Sum, percent, depth);
        match self.language {
            Language::Chinese => format!("[{condition} 则 {yes},否则 {no}]"),
            Language::English => format!("[{yes} if {condition}, else {no}]"),
        }
    }

    fn cohort(&self, statistic: CohortStatistic, of: NodeId, depth: usize) -> String {
        use CohortStatistic as S;
        let name = match statistic {
            S::Mean => self.pick("各单位平均", "mean of all"),
            S::TrimmedMean => self.pick("各单位去掉最高最低后的平均", "trimmed mean of all"),
            S::Least => self.pick("各单位最低", "lowest of all"),
            S::Greatest => self.pick("各单位最高", "highest of all"),
            S::RankFromGreatest => self.pick("从高到低名次", "rank from highest"),
            S::RankFromLeast => self.pick("从低到高名次", "rank from lowest"),
        };
        format!("{name}({})", self.number(of, Level::Sum, false, depth))
    }

    fn truth(&self, id: NodeId, bracket: bool, depth: usize) -> String {
        if let Some(words) = (self.words)(id) {
            return words;
        }
        if depth > DEPTH {
            return "…".to_owned();
        }
        let depth = depth + 1;
        let text = match &self.plan.node(id).op {
            Op::Truth(v) => return self.pick(if *v { "是" } else { "否" }, if *v { "yes" } else { "no" }).to_owned(),
            Op::Input(ix) => return format!("“{}”", self.plan.inputs[ix.0].label),
            Op::Substitute(a, ..) => return self.truth(*a, bracket, depth),
            Op::Not(a) => return format!("{}{}", self.pick("非", "not "), self.truth(*a, true, depth)),
            Op::Compare(op, a, b) => {
                let percent = self.is_rate(*a, 0) || self.is_rate(*b, 0);
                let left = self.number(*a, Level::Sum, percent, depth);
                let right = self.number(*b, Level::Sum, percent, depth);
                return format!("{left} {} {right}", sign(*op));
            }
            Op::Is(a, word) => return self.is_word(*a, *word),
            Op::UnitIs(word) => return format!("{}“{word}”", self.pick("单位属于", "the unit is ")),
            Op::Present(a) => {
                return format!("{}{}", self.pick("有", "there is "), self.number(*a, Level::Atom, false, depth));
            }
            Op::And(all) => self.join(all, self.pick(" 且 ", " and "), depth),
            Op::Or(all) => self.join(all, self.pick(" 或 ", " or "), depth),
            Op::If(c, a, b) => format!(
                "[{}: {}; {}: {}]",
                self.truth(*c, false, depth),
                self.truth(*a, false, depth),
                self.pick("否则", "else"),
                self.truth(*b, false, depth)
            ),
            _ => return "…".to_owned(),
        };
        if bracket { format!("({text})") } else { text }
    }

    fn is_word(&self, of: NodeId, word: usize) -> String {
        let Op::Input(ix) = self.plan.node(of).op else { return "…".to_owned() };
        let input = &self.plan.inputs[ix.0];
        let words = match &input.kind {
            InputKind::Choice(words) => words.get(word).map_or("…", String::as_str),
            _ => "…",
        };
        format!("{} = “{words}”", input.label)
    }

    fn join(&self, all: &[NodeId], with: &str, depth: usize) -> String {
        all.iter().map(|a| self.truth(*a, true, depth)).collect::<Vec<_>>().join(with)
    }

    /// Whether a number is a share, shown as a percentage: a rate, a quotient of two figures, or what keeps one a share.
    fn is_rate(&self, id: NodeId, depth: usize) -> bool {
        if depth > DEPTH {
            return false;
        }
        let depth = depth + 1;
        match &self.plan.node(id).op {
            Op::Input(ix) => self.plan.inputs[ix.0].kind == InputKind::Rate,
            Op::Add(all) | Op::Min(all) | Op::Max(all) => all.iter().any(|a| self.is_rate(*a, depth)),
            Op::Sub(a, b) => self.is_rate(*a, depth) || self.is_rate(*b, depth),
            Op::Substitute(a, ..) | Op::If(_, a, _) => self.is_rate(*a, depth),
            Op::Cohort(CohortStatistic::RankFromGreatest | CohortStatistic::RankFromLeast, _) => false,
            Op::Cohort(_, a) => self.is_rate(*a, depth),
            _ => false,
        }
    }
}

fn sign(op: CompareOp) -> &'static str {
    match op {
        CompareOp::AtLeast => "≥",
        CompareOp::Above => ">",
        CompareOp::AtMost => "≤",
        CompareOp::Below => "<",
        CompareOp::Equal => "=",
    }
}

fn constant(v: &Exact, percent: bool, level: Level) -> String {
    if percent && (v.abs() <= whole(10) && finite_decimal(v).is_some()) && *v != whole(0) {
        return show_percent(v);
    }
    let text = show(v);
    if level > Level::Sum && (v.is_negative() || text.contains('/')) { format!("({text})") } else { text }
}
