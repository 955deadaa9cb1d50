//! Decisions in words, Chinese and English: why it is on a list or not, what would have changed
//! it, and what people must look at.

use super::number::show_number;
use crate::decide::{
    Change, Confirmation, Decisions, Fate, Given, LeftOut, Payment, PlaceReason, Reason, State, Waiting,
};
use crate::table::Table;
use kaocheng_compile::plan::{ConsequenceRule, InputIx, ListIx, PickRule, Plan};
use kaocheng_syntax::clause::Language;
use kaocheng_syntax::exact::Exact;
use kaocheng_syntax::provision::End;
use num_traits::{One, Signed, Zero};

/// What decisions are told from.
#[derive(Clone, Copy)]
pub struct Telling<'a> {
    /// The whole plan, not that of one level.
    pub plan: &'a Plan,
    /// The units.
    pub table: &'a Table,
    /// What was handed in.
    pub given: &'a Given,
    /// The decisions.
    pub decisions: &'a Decisions,
    /// The language of the words around the scheme's own.
    pub language: Language,
}

impl Telling<'_> {
    pub(super) fn zh(&self) -> bool {
        self.language == Language::Chinese
    }

    /// A unit's name; its code where it has none.
    pub fn unit(&self, unit: usize) -> &str {
        match self.table.units().all().get(unit) {
            Some(row) if row.name.is_empty() => &row.code,
            Some(row) => &row.name,
            None => "?",
        }
    }

    /// A list's name in quotation marks.
    pub fn list(&self, list: ListIx) -> String {
        format!("“{}”", self.plan.mechanism.lists.get(list.0).map_or("?", |l| l.name.as_str()))
    }

    pub(super) fn input(&self, input: InputIx) -> &str {
        self.plan.inputs.get(input.0).map_or("?", |i| i.label.as_str())
    }

    pub(super) fn names(&self, units: &[usize]) -> String {
        let names: Vec<&str> = units.iter().map(|u| self.unit(*u)).collect();
        names.join(if self.zh() { "、" } else { ", " })
    }

    pub(super) fn joined(&self, parts: Vec<String>) -> String {
        parts.join(if self.zh() { ";" } else { "; " })
    }

    /// Why a unit is on a list or not, by one way.
    pub fn reason(&self, list: ListIx, reason: &Reason) -> String {
        let zh = self.zh();
        match reason {
            Reason::Place(place) => self.place_reason(list, place),
            Reason::NoScore { .. } if zh => "没有得分,不参加这项排名".to_owned(),
            Reason::NoScore { .. } => "no score, not in this ranking".to_owned(),
            Reason::OtherGroup { .. } if zh => "不在这项排名的范围内".to_owned(),
            Reason::OtherGroup { .. } => "outside this ranking".to_owned(),
            Reason::OtherLevel if zh => "名单不涉及这一级单位".to_owned(),
            Reason::OtherLevel => "the list is about another level of unit".to_owned(),
            Reason::Event { input, happened } => self.event(*input, *happened),
            Reason::Chosen { input, chosen } => match (chosen, zh) {
                (true, true) => format!("评选确定({})", self.input(*input)),
                (true, false) => format!("chosen ({})", self.input(*input)),
                (false, true) => "未被评选".to_owned(),
                (false, false) => "not chosen".to_owned(),
            },
            Reason::Years { from, years, confirmation } => self.years(*from, years, *confirmation),
            Reason::TooFewYears { from, needed, this_year } => {
                let from = self.list(*from);
                match (this_year, zh) {
                    (true, true) => format!("本年列入{from},但未连续 {needed} 年"),
                    (true, false) => format!("on {from} this year, but not for {needed} years running"),
                    (false, true) => format!("本年未列入{from}"),
                    (false, false) => format!("not on {from} this year"),
                }
            }
            Reason::TurnedAway(left_out) => self.left_out(*left_out),
        }
    }

    fn event(&self, input: InputIx, happened: Option<bool>) -> String {
        let label = self.input(input);
        match (happened, self.zh()) {
            (Some(true), true) => format!("{label}(不占名额)"),
            (Some(true), false) => format!("{label} (beside the number of places)"),
            (Some(false), true) => format!("未发生: {label}"),
            (Some(false), false) => format!("did not happen: {label}"),
            (None, true) => format!("无记录,按未发生处理: {label}"),
            (None, false) => format!("no record, taken as not happened: {label}"),
        }
    }

    fn years(&self, from: ListIx, years: &[(i32, String)], confirmation: Option<usize>) -> String {
        let from = self.list(from);
        let all: Vec<String> = years.iter().rev().map(|(year, _)| year.to_string()).collect();
        let before = all.join(if self.zh() { "、" } else { ", " });
        let told = match self.zh() {
            true => format!("{before}年和本年连续列入{from}(不占名额)"),
            false => format!("on {from} in {before} and this year (beside the number of places)"),
        };
        let decided = confirmation.and_then(|ix| self.given.confirmations.get(ix));
        let decided = decided.map_or_else(|| self.open().to_owned(), |c| self.decision(c));
        self.joined(vec![told, decided])
    }

    fn open(&self) -> &'static str {
        if self.zh() { "待确认" } else { "waits for confirmation" }
    }

    /// What people decided on a proposal.
    pub fn decision(&self, confirmation: &Confirmation) -> String {
        let Confirmation { confirmed, by, date, reason, .. } = confirmation;
        let because = if reason.is_empty() { String::new() } else { format!("({reason})") };
        match (confirmed, self.zh()) {
            (true, true) => format!("{by} {date} 确认{because}"),
            (false, true) => format!("{by} {date} 不予列入{because}"),
            (true, false) => format!("confirmed by {by} on {date} {because}").trim_end().to_owned(),
            (false, false) => format!("rejected by {by} on {date} {because}").trim_end().to_owned(),
        }
    }

    fn left_out(&self, left_out: LeftOut) -> String {
        match (left_out, self.zh()) {
            (LeftOut::Excluded { list, .. }, true) => format!("已列入{},不再列入", self.list(list)),
            (LeftOut::Excluded { list, .. }, false) => format!("on {}, so not on this one", self.list(list)),
            (LeftOut::Barred(list), true) => format!("列入{},不能受奖", self.list(list)),
            (LeftOut::Barred(list), false) => format!("on {}, so not eligible", self.list(list)),
            (LeftOut::Veto(veto), _) => self.veto(veto),
        }
    }

    fn place_reason(&self, list: ListIx, why: &PlaceReason) -> String {
        let mut parts = vec![self.where_it_stands(list, why)];
        parts.extend(self.fate(why.fate));
        if !why.moved_up_by.is_empty() && !matches!(why.fate, Fate::LeftOut(_)) {
            parts.push(self.moved_up(why));
        }
        if let Some((unit, score)) = &why.neighbour {
            let (unit, score) = (self.unit(*unit), show_number(score));
            parts.push(match (why.fate.is_listed(), self.zh()) {
                (true, true) => format!("其后是{unit} {score}"),
                (true, false) => format!("next is {unit} with {score}"),
                (false, true) => format!("名单末位是{unit} {score}"),
                (false, false) => format!("the last one listed is {unit} with {score}"),
            });
        }
        parts.extend(why.change.as_ref().map(|c| self.change(c, why.fate.is_listed())));
        self.joined(parts)
    }

    fn where_it_stands(&self, list: ListIx, why: &PlaceReason) -> String {
        let rule = self.plan.mechanism.lists.get(list.0).and_then(|l| l.picks.get(why.pick));
        let (end, item) = match rule {
            Some(PickRule::Ranked(r)) => (r.end, r.item),
            _ => (End::Top, None),
        };
        let zh = self.zh();
        let basis = match (item.and_then(|i| self.plan.items.get(i)), zh) {
            (Some(item), true) => format!("“{}”", item.title),
            (Some(item), false) => format!("“{}” ", item.title),
            (None, true) => "总分".to_owned(),
            (None, false) => "total ".to_owned(),
        };
        let within = match (why.within, zh) {
            (Some(unit), true) => format!("在{}中", self.unit(unit)),
            (Some(unit), false) => format!("in {}: ", self.unit(unit)),
            (None, _) => String::new(),
        };
        let PlaceReason { place, of, count, .. } = why;
        let score = show_number(&why.score);
        match (end, zh) {
            (End::Top, true) => format!("{within}{basis} {score},第 {place} 名,共 {of} 个,取前 {count} 名"),
            (End::Bottom, true) => format!("{within}{basis} {score},倒数第 {place} 名,共 {of} 个,取后 {count} 名"),
            (End::Top, false) => format!("{within}{basis}{score}, place {place} of {of}; the first {count} are listed"),
            (End::Bottom, false) => {
                format!("{within}{basis}{score}, place {place} of {of} from the end; the last {count} are listed")
            }
        }
    }

    fn fate(&self, fate: Fate) -> Option<String> {
        Some(match (fate, self.zh()) {
            (Fate::TiedIn, true) => "与末位同分,按口径并列都列入".to_owned(),
            (Fate::TiedIn, false) => "equal at the cut, and all equals are listed".to_owned(),
            (Fate::TiedOut, true) => "与末位同分,按口径并列都不列入".to_owned(),
            (Fate::TiedOut, false) => "equal at the cut, and none of the equals is listed".to_owned(),
            (Fate::TiedOpen, true) => "与末位同分,待公开抽签".to_owned(),
            (Fate::TiedOpen, false) => "equal at the cut; a public draw decides".to_owned(),
            (Fate::LeftOut(left_out), _) => self.left_out(left_out),
            (Fate::Listed | Fate::Beyond, _) => return None,
        })
    }

    /// Who made room, one reason at a time.
    fn moved_up(&self, why: &PlaceReason) -> String {
        let mut groups: Vec<(LeftOut, Vec<usize>)> = Vec::new();
        for (unit, left_out) in &why.moved_up_by {
            match groups.iter_mut().find(|(l, _)| l == left_out) {
                Some((_, units)) => units.push(*unit),
                None => groups.push((*left_out, vec![*unit])),
            }
        }
        let told = groups.iter().map(|(left_out, units)| {
            let units = self.names(units);
            match (left_out, self.zh()) {
                (LeftOut::Excluded { list, .. } | LeftOut::Barred(list), true) => {
                    format!("{units}已列入{},依次顺延", self.list(*list))
                }
                (LeftOut::Excluded { list, .. } | LeftOut::Barred(list), false) => {
                    format!("moved up because {} gave way, on {}", units, self.list(*list))
                }
                (LeftOut::Veto(_), true) => format!("{units}被一票否决,依次顺延"),
                (LeftOut::Veto(_), false) => format!("moved up because {units} gave way, under a veto"),
            }
        });
        self.joined(told.collect())
    }

    fn change(&self, change: &Change, listed: bool) -> String {
        let (to, by, against) = (show_number(&change.to), show_number(&change.by), self.unit(change.against));
        let turn = match (listed, self.zh()) {
            (true, true) => "则不列入",
            (true, false) => "would take it off",
            (false, true) => "则列入",
            (false, false) => "would put it on",
        };
        if change.by.is_zero() {
            return match (change.rise, self.zh()) {
                (true, true) => format!("再高一点{turn}"),
                (false, true) => format!("再低一点{turn}"),
                (true, false) => format!("anything more {turn}"),
                (false, false) => format!("anything less {turn}"),
            };
        }
        match (change.rise, change.beyond, self.zh()) {
            (true, true, true) => format!("高出 {by} 分以上(超过{against}的 {to}){turn}"),
            (true, false, true) => format!("高 {by} 分(到 {to},与{against}同){turn}"),
            (false, true, true) => format!("低出 {by} 分以上(低于{against}的 {to}){turn}"),
            (false, false, true) => format!("低 {by} 分(到 {to},与{against}同){turn}"),
            (true, true, false) => format!("more than {by} more (above the {to} of {against}) {turn}"),
            (true, false, false) => format!("{by} more (the {to} of {against}) {turn}"),
            (false, true, false) => format!("more than {by} less (below the {to} of {against}) {turn}"),
            (false, false, false) => format!("{by} less (the {to} of {against}) {turn}"),
        }
    }

    /// Whether a list can be acted on; nothing for one that can.
    pub fn state(&self, state: &State) -> Option<String> {
        let fact = |ix: &kaocheng_compile::plan::FactIx| {
            self.plan.mechanism.facts.get(ix.0).map_or_else(String::new, |f| format!("“{}”", f.label))
        };
        let wait = |waiting: &Waiting| match (waiting, self.zh()) {
            (Waiting::Fact(ix), true) => format!("待认定{}", fact(ix)),
            (Waiting::Fact(ix), false) => format!("whether {} holds", fact(ix)),
            (Waiting::Draw, true) => "待公开抽签".to_owned(),
            (Waiting::Draw, false) => "a public draw".to_owned(),
            (Waiting::List(list), true) => format!("待{}确定", self.list(*list)),
            (Waiting::List(list), false) => format!("the list {}", self.list(*list)),
        };
        match state {
            State::Settled => None,
            State::NotCalledFor(ix) if self.zh() => Some(format!("{}不成立,本年不列", fact(ix))),
            State::NotCalledFor(ix) => Some(format!("{} does not hold: nobody is listed this year", fact(ix))),
            State::Pending(waiting) => {
                let all = waiting.iter().map(wait).collect::<Vec<_>>().join(if self.zh() { "、" } else { ", " });
                Some(if self.zh() { all } else { format!("waits for {all}") })
            }
        }
    }

    /// What follows for the units on a list.
    pub fn consequence(&self, consequence: &ConsequenceRule) -> String {
        match (consequence, self.zh()) {
            (ConsequenceRule::Commend, true) => "通报表扬".to_owned(),
            (ConsequenceRule::Commend, false) => "commended".to_owned(),
            (ConsequenceRule::Circulate, true) => "通报批评".to_owned(),
            (ConsequenceRule::Circulate, false) => "criticised in a circular".to_owned(),
            (ConsequenceRule::Ineligible, true) => "取消评先资格".to_owned(),
            (ConsequenceRule::Ineligible, false) => "not eligible for awards".to_owned(),
            (ConsequenceRule::Amount { value, unit, matched }, zh) => {
                let word = match (value.is_negative(), zh) {
                    (false, true) => "奖励",
                    (false, false) => "award ",
                    (true, true) => "处罚",
                    (true, false) => "fine ",
                };
                let others = matched.iter().map(|m| self.matched(&m.by, &m.ratio));
                std::iter::once(format!("{word}{}", money(&value.abs(), unit, zh))).chain(others).collect::<String>()
            }
            (ConsequenceRule::Matching { input, ratio, .. }, true) if ratio.is_one() => {
                format!("按“{}”的同等数额奖励", self.input(*input))
            }
            (ConsequenceRule::Matching { input, ratio, .. }, false) if ratio.is_one() => {
                format!("award equal to “{}”", self.input(*input))
            }
            (ConsequenceRule::Matching { input, ratio, .. }, true) => {
                format!("按“{}”的 {} 倍奖励", self.input(*input), show_number(ratio))
            }
            (ConsequenceRule::Matching { input, ratio, .. }, false) => {
                format!("award {} times “{}”", show_number(ratio), self.input(*input))
            }
            (ConsequenceRule::Text(words), _) => words.clone(),
        }
    }

    fn matched(&self, by: &str, ratio: &Exact) -> String {
        if ratio.is_one() {
            return if self.zh() { format!(",{by}同等配套") } else { format!(", and as much again from {by}") };
        }
        let ratio = show_number(ratio);
        if self.zh() {
            format!(",{by}按其 {ratio} 倍配套")
        } else {
            format!(", and {ratio} times as much from {by}")
        }
    }

    /// Money to or from a unit.
    pub fn payment(&self, payment: &Payment) -> String {
        let zh = self.zh();
        let amount = money(&payment.value.abs(), &payment.unit, zh);
        let mut text = match (payment.value.is_negative(), zh) {
            (false, true) => format!("奖励 {amount}"),
            (false, false) => format!("award {amount}"),
            (true, true) => format!("处罚 {amount}"),
            (true, false) => format!("fine {amount}"),
        };
        if let Some(payer) = &payment.payer {
            text.push_str(&if zh { format!("({payer}配套)") } else { format!(" (from {payer})") });
        }
        if payment.waived {
            text.push_str(if zh {
                "(从重只罚一项,此项不执行)"
            } else {
                " (does not stand: a higher fine does)"
            });
        }
        text
    }
}

/// An amount with its currency.
pub(super) fn money(value: &Exact, unit: &str, zh: bool) -> String {
    let apart = if zh { "" } else { " " };
    format!("{}{apart}{unit}", show_number(value))
}
