//! Plans put together from operations at random, beyond what the sentences of a scheme reach: ranks and trimmed means of
//! all units, roll-ups of computed values, choices between any values.

use crate::chance::Chance;
use kaocheng_compile::plan::{
    Absence, Builder, CompareOp, Input, Item, ItemKind, LevelTotal, NodeId, Op, Plan, Reason, RollUp, Ties, Veto,
};
use kaocheng_syntax::clause::{CohortStatistic, Feed, InputKind, VetoEffect};
use kaocheng_syntax::exact::{Exact, ratio, whole};
use kaocheng_syntax::span::Span;

/// Nodes by type, to choose operands from.
struct Growing<'c> {
    chance: &'c mut Chance,
    builder: Builder,
    numbers: Vec<NodeId>,
    truths: Vec<NodeId>,
    words: Vec<NodeId>,
    choices: Vec<NodeId>,
}

const REASONS: [Reason; 4] = [Reason::NotReported, Reason::Refused, Reason::NotApplicable, Reason::Excused];

/// A sound plan of about `size` operations over the levels 县区, 乡镇 and 村.
pub fn plan(chance: &mut Chance, size: usize) -> Plan {
    let all = ["县区", "乡镇", "村"];
    let levels = match chance.below(4) {
        0 => &all[..0],
        1 => &all[1..2],
        2 => &all[..2],
        _ => &all[..],
    };
    let mut growing = Growing {
        chance,
        builder: Builder::default(),
        numbers: Vec::new(),
        truths: Vec::new(),
        words: Vec::new(),
        choices: Vec::new(),
    };
    growing.builder.plan.head.level = levels.first().map(|l| (*l).to_owned());
    growing.leaves();
    for _ in 0..size {
        growing.operation();
    }
    growing.results(levels);
    growing.builder.plan
}

impl Growing<'_> {
    fn push(&mut self, op: Op) -> NodeId {
        self.builder.push(op, Span::default())
    }

    /// Inputs of every kind, with and without bounds, and constants.
    fn leaves(&mut self) {
        let kinds = [
            InputKind::Count,
            InputKind::Amount,
            InputKind::Rate,
            InputKind::YesNo,
            InputKind::Judged,
            InputKind::Choice(vec!["A".into(), "B".into(), "C".into()]),
        ];
        for number in 0..self.chance.within(2, 8) {
            let kind = self.chance.of(&kinds).clone();
            let numeric = !matches!(kind, InputKind::YesNo | InputKind::Choice(_));
            let most = *self.chance.of(&[1, 10, 100, 40_000]);
            let bounds =
                if numeric && self.chance.once_in(2) { (Some(whole(0)), Some(whole(most))) } else { (None, None) };
            let level = self.chance.once_in(5).then(|| "村".to_owned());
            let input = self.builder.input(input(number, kind.clone(), bounds, level));
            let node = self.push(Op::Input(input));
            match kind {
                InputKind::YesNo => self.truths.push(node),
                InputKind::Choice(_) => self.choices.push(node),
                _ => self.numbers.push(node),
            }
        }
        for _ in 0..4 {
            let value = self.constant();
            let node = self.push(Op::Number(value));
            self.numbers.push(node);
        }
        for word in ["优", "良", "差"] {
            let node = self.push(Op::Word(word.to_owned()));
            self.words.push(node);
        }
        for word in ["街道", "乡镇", "村"] {
            let node = self.push(Op::UnitIs(word.to_owned()));
            self.truths.push(node);
        }
        let reason = *self.chance.of(&REASONS);
        let missing = self.push(Op::Missing(reason));
        self.numbers.push(missing);
    }

    fn constant(&mut self) -> Exact {
        let numerators = [0, 1, 2, 3, 5, 10, 25, 100, -1, -7];
        ratio(*self.chance.of(&numerators), *self.chance.of(&[1, 1, 1, 2, 3, 7, 10, 100]))
    }

    fn several(&mut self, of: fn(&Self) -> &Vec<NodeId>) -> Vec<NodeId> {
        (0..self.chance.within(1, 4)).map(|_| self.one(of)).collect()
    }

    /// Any node of a type, the latest more often.
    fn one(&mut self, of: fn(&Self) -> &Vec<NodeId>) -> NodeId {
        let count = of(self).len();
        let latest = self.chance.once_in(2);
        let from = if latest { count.saturating_sub(6) } else { 0 };
        let at = from + self.chance.below(count - from);
        of(self)[at]
    }

    fn operation(&mut self) {
        let (number, truth, word): (fn(&Self) -> &Vec<NodeId>, fn(&Self) -> &Vec<NodeId>, fn(&Self) -> &Vec<NodeId>) =
            (|g| &g.numbers, |g| &g.truths, |g| &g.words);
        let absence = *self.chance.of(&[Absence::Unreported, Absence::Inapplicable]);
        match self.chance.below(4) {
            0 if !self.truths.is_empty() => {
                let op = match self.chance.below(5) {
                    0 => Op::And(self.several(truth)),
                    1 => Op::Or(self.several(truth)),
                    2 => Op::Not(self.one(truth)),
                    3 => Op::If(self.one(truth), self.one(truth), self.one(truth)),
                    _ => Op::Substitute(self.one(truth), absence, self.one(truth)),
                };
                let node = self.push(op);
                self.truths.push(node);
            }
            1 => {
                let compare = *self.chance.of(&[
                    CompareOp::AtLeast,
                    CompareOp::Above,
                    CompareOp::AtMost,
                    CompareOp::Below,
                    CompareOp::Equal,
                ]);
                let op = match self.chance.below(4) {
                    0 => Op::Present(self.one(number)),
                    1 if !self.choices.is_empty() => Op::Is(self.one(|g| &g.choices), self.chance.below(3)),
                    _ => Op::Compare(compare, self.one(number), self.one(number)),
                };
                let node = self.push(op);
                self.truths.push(node);
            }
            2 if self.chance.once_in(4) && !self.truths.is_empty() => {
                let op = match self.chance.once_in(2) {
                    true => Op::If(self.one(truth), self.one(word), self.one(word)),
                    false => Op::Substitute(self.one(word), absence, self.one(word)),
                };
                let node = self.push(op);
                self.words.push(node);
            }
            _ => {
                let op = self.arithmetic(number, truth, absence);
                let node = self.push(op);
                self.numbers.push(node);
            }
        }
    }

    fn arithmetic(
        &mut self,
        number: fn(&Self) -> &Vec<NodeId>,
        truth: fn(&Self) -> &Vec<NodeId>,
        absence: Absence,
    ) -> Op {
        let statistic = *self.chance.of(&[
            CohortStatistic::Mean,
            CohortStatistic::TrimmedMean,
            CohortStatistic::Least,
            CohortStatistic::Greatest,
            CohortStatistic::RankFromGreatest,
            CohortStatistic::RankFromLeast,
        ]);
        let below = *self.chance.of(&[RollUp::Sum, RollUp::Mean]);
        match self.chance.below(14) {
            0 => Op::Add(self.several(number)),
            1 => Op::Sub(self.one(number), self.one(number)),
            // Long products grow without bound, which no scheme does.
            2 => Op::Mul(vec![self.one(number), self.one(number)]),
            3 => Op::Div(self.one(number), self.one(number)),
            4 => Op::Min(self.several(number)),
            5 => Op::Max(self.several(number)),
            6 => Op::Floor(self.one(number)),
            7 => Op::Ceil(self.one(number)),
            8 => Op::Round(self.one(number), self.chance.within(0, 4) as u32),
            9 if !self.truths.is_empty() => Op::If(self.one(truth), self.one(number), self.one(number)),
            10 => Op::Substitute(self.one(number), absence, self.one(number)),
            11 => Op::Cohort(statistic, self.one(number)),
            12 if !self.truths.is_empty() && self.chance.once_in(2) => Op::RollUp(below, self.one(truth)),
            _ => Op::RollUp(below, self.one(number)),
        }
    }

    /// Items, grades, vetoes and totals over what has grown.
    fn results(&mut self, levels: &[&str]) {
        for ix in 0..self.chance.within(1, 6) {
            let score = self.one(|g| &g.numbers);
            let grade = self.chance.once_in(2).then(|| self.one(|g| &g.words));
            let level = levels.get(self.chance.below(levels.len() + 2)).filter(|_| levels.len() > 1);
            let item = item(ix, score, grade, level.map(|l| (*l).to_owned()));
            self.builder.plan.items.push(item);
        }
        let effects = [VetoEffect::TotalZero, VetoEffect::LastPlace, VetoEffect::LowestGrade, VetoEffect::NotEligible];
        for _ in 0..self.chance.within(0, 2) {
            let (effect, condition) = (*self.chance.of(&effects), self.one(|g| &g.truths));
            let item = self.chance.below(self.builder.plan.items.len());
            self.builder.plan.vetoes.push(Veto { condition, effect, item, span: Span::default() });
        }
        let named: Vec<Option<String>> = match levels {
            [] => vec![None],
            all => all.iter().map(|l| Some((*l).to_owned())).collect(),
        };
        for level in named {
            let total = self.one(|g| &g.numbers);
            self.builder.plan.levels.push(LevelTotal { level, total });
        }
        self.builder.plan.total = self.builder.plan.levels.first().map(|l| l.total);
        if self.chance.once_in(3) {
            let items = (0..self.chance.within(1, 2)).map(|_| self.one(|g| &g.numbers)).collect();
            self.builder.plan.mechanism.ties = Ties::Items(items);
        }
    }
}

fn input(number: usize, kind: InputKind, bounds: (Option<Exact>, Option<Exact>), level: Option<String>) -> Input {
    Input {
        id: format!("i{number}"),
        label: format!("i{number}"),
        kind,
        unit: None,
        item: 0,
        provider: None,
        source: None,
        bounds,
        data_date: None,
        level,
        feed: Feed::Supplied,
        span: Span::default(),
    }
}

fn item(ix: usize, score: NodeId, grade: Option<NodeId>, level: Option<String>) -> Item {
    Item {
        id: (ix + 1).to_string(),
        title: String::new(),
        parent: None,
        level,
        kind: ItemKind::Base,
        points: None,
        score,
        grade,
        clauses: Vec::new(),
        default: false,
        substituted: None,
        span: Span::default(),
        heading: Span::default(),
    }
}
