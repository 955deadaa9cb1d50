//! Conditions: facts and comparisons, and the clauses that they make alone.

use super::compare::{Bare, Compared, compared};
use super::compose::Item;
use super::each::{self, Counted};
use super::phrase;
use super::reader::Reader;
use super::split::{Run, Statement};
use super::text::Range;
use crate::clause::{Amount, Comparison, Condition, Effect, Expr, InputKind, Role, Rule, When};
use crate::diagnostic::Diagnostic;
use crate::exact::whole;

/// One piece of a condition.
enum Piece {
    /// Words.
    Fact(Range),
    /// A comparison and the words that qualify it.
    Compared(Compared, Vec<Range>),
    /// Two rates: 支出增幅高于收入增幅.
    Rates(super::rates::Rates),
}

impl Reader<'_> {
    /// The condition that `range` words. `bare` takes a percentage alone as a comparison.
    pub fn condition(&mut self, range: Range, place: Run, bare: Bare) -> Option<Condition> {
        if let Some((demand, violated)) = self.violation(range) {
            self.mark_keyword(violated);
            let met = self.condition(demand, place, bare)?;
            let condition = Condition::Not(Box::new(met));
            self.last_condition = Some(condition.clone());
            return Some(condition);
        }
        let pieces = self.pieces(range, bare);
        if pieces.is_empty() {
            return None;
        }
        let pieces = self.split_denied(pieces);
        let any = pieces.len() > 1 && self.text.has(range, &["或"]);
        let mut conditions = Vec::new();
        for piece in pieces {
            conditions.push(match piece {
                Piece::Fact(words) => self.fact(&[words]),
                Piece::Compared(compared, prefix) => self.comparison(&compared, &prefix, place),
                Piece::Rates(rates) => self.rates(&rates),
            });
        }
        let condition = match (conditions.len(), any) {
            (1, _) => conditions.pop()?,
            (_, true) => Condition::Any(conditions),
            (_, false) => Condition::All(conditions),
        };
        self.last_condition = Some(condition.clone());
        Some(condition)
    }

    /// 受害率控制在0.9‰以内,超过的: the demand, and the words that say it is not met.
    fn violation(&self, range: Range) -> Option<(Range, Range)> {
        const WORDS: &[&str] = &[
            "超过",
            "超出",
            "超过的",
            "超标",
            "未达到",
            "达不到",
            "未达标",
            "低于",
            "不足",
            "未完成",
            "达不到要求",
            "未达到要求",
            "不达标",
            "超过该比例",
            "低于该比例",
            "未达到目标",
            "低于目标",
            "超过目标",
        ];
        let segments = self.text.segments(range);
        let [demands @ .., last] = segments.as_slice() else { return None };
        let words = self.text.str(phrase::clean(self.text, *last));
        let bounded = |s: &Range| {
            self.compared(*s, Bare::Percent)
                .is_some_and(|c| c.bounds.iter().all(|b| matches!(b.value, super::compare::Value::Number(_))))
        };
        let demand = (demands.first()?.0, demands.last()?.1);
        (WORDS.contains(&words.as_str()) && demands.last().is_some_and(bounded)).then_some((demand, *last))
    }

    /// 未实行的,或逆向减少的: one of several alternatives denies a fact that the text has already named.
    fn split_denied(&self, pieces: Vec<Piece>) -> Vec<Piece> {
        let [Piece::Fact(range)] = pieces.as_slice() else { return pieces };
        let range = *range;
        let Some((at, end)) = self.text.find(range, &["或者", "或"]) else { return pieces };
        let first = phrase::key(&phrase::label(self.text, &[(range.0, at)]));
        let denies = phrase::positive(&first)
            .is_some_and(|p| self.keys.iter().any(|k| k.ends_with(&p) && p.chars().count() >= 3 && *k != first));
        let rest = phrase::clean(self.text, (end, range.1));
        if denies && rest.0 < rest.1 { vec![Piece::Fact((range.0, at)), Piece::Fact(rest)] } else { pieces }
    }

    /// A comparison as a condition.
    pub fn comparison(&mut self, compared: &Compared, prefix: &[Range], place: Run) -> Condition {
        let input = self.quantity(compared, prefix, place);
        let mut all: Vec<Condition> = compared
            .bounds
            .iter()
            .map(|b| (b.comparison, b.value.clone()))
            .collect::<Vec<_>>()
            .into_iter()
            .map(|(comparison, value)| {
                let value = self.in_unit_of(value, &compared.unit, input);
                let bound = self.bound_value(&value, input);
                Condition::Compare(Expr::Input(input), comparison, bound)
            })
            .collect();
        if all.len() == 1 { all.pop().unwrap_or(Condition::Always) } else { Condition::All(all) }
    }

    /// A week is seven of the days that an input counts.
    fn in_unit_of(
        &self,
        value: super::compare::Value,
        unit: &super::number::Unit,
        input: crate::clause::InputRef,
    ) -> super::compare::Value {
        let days = self.inputs.get(input.0).and_then(|i| i.unit.as_deref()).is_some_and(|u| matches!(u, "天" | "日"));
        match value {
            super::compare::Value::Number(n) if days && *unit == super::number::Unit::Own("周".into()) => {
                super::compare::Value::Number(n * whole(7))
            }
            value => value,
        }
    }

    /// Cuts a lead into facts and comparisons; without a comparison it is one fact.
    fn pieces(&mut self, range: Range, bare: Bare) -> Vec<Piece> {
        let segments = self.text.segments(range);
        let last = segments.len().saturating_sub(1);
        let found: Vec<(Range, Option<Compared>)> = segments
            .iter()
            .enumerate()
            .map(|(i, s)| (*s, self.compared(*s, if i == last { bare } else { only_counts(bare) })))
            .collect();
        if let [(segment, None)] = found.as_slice()
            && let Some(rates) = super::rates::compared(self.text, *segment)
        {
            return vec![Piece::Rates(rates)];
        }
        if found.iter().all(|(_, c)| c.is_none()) {
            return if phrase::clean(self.text, range).0 < phrase::clean(self.text, range).1 {
                vec![Piece::Fact(range)]
            } else {
                Vec::new()
            };
        }
        let mut pieces = Vec::new();
        let mut waiting: Vec<Range> = Vec::new();
        for (segment, comparison) in found {
            match comparison {
                None => waiting.push(segment),
                Some(compared) => {
                    let (facts, compared) = self.split_mixed(compared);
                    pieces.extend(facts.into_iter().map(Piece::Fact));
                    let prefix = self.qualifiers(std::mem::take(&mut waiting));
                    pieces.push(Piece::Compared(compared, prefix));
                }
            }
        }
        if let (Some(first), Some(end)) = (waiting.first(), waiting.last()) {
            let range = (first.0, end.1);
            let cleaned = phrase::clean(self.text, range);
            if cleaned.0 < cleaned.1 {
                pieces.push(Piece::Fact(range));
            }
        }
        pieces
    }

    /// The comparison of a segment; 前3名 and 前15% too.
    pub fn compared(&self, segment: Range, bare: Bare) -> Option<Compared> {
        let front = self.text.nums_in(segment).find(|n| self.text.ends(n.start, &["前"]) && n.start > segment.0);
        if let Some(num) = front.filter(|n| !n.soft || n.chinese) {
            let unit = if matches!(num.unit, super::number::Unit::Percent) {
                num.unit.clone()
            } else {
                super::number::Unit::Rank
            };
            let bound = super::compare::Bound {
                comparison: Comparison::AtMost,
                value: super::compare::Value::Number(num.value.clone()),
                words: (num.start - 1, num.end),
            };
            return Some(Compared {
                label: [(segment.0, num.start - 1), (num.end, segment.1)],
                bounds: vec![bound],
                unit,
                range: segment,
                implied: false,
            });
        }
        let last = self
            .text
            .nums_in(segment)
            .find(|n| self.text.ends(n.start, &["后", "末", "倒数", "最后", "末尾"]) && is_place(&n.unit));
        if let Some(num) = last {
            // The places counted from the end are another figure than those from the front.
            let one = self.text.is(num.start, "第") && self.text.ends(num.start, &["倒数"]);
            let bound = super::compare::Bound {
                comparison: if one { Comparison::Equal } else { Comparison::AtMost },
                value: super::compare::Value::Number(num.value.clone()),
                words: (num.start, num.end),
            };
            return Some(Compared {
                label: [(segment.0, num.start), (num.end, segment.1)],
                bounds: vec![bound],
                unit: super::number::Unit::Rank,
                range: segment,
                implied: false,
            });
        }
        compared(self.text, segment, bare)
    }

    /// 无计划或完成率低于90%: the words before 或 are a fact of their own.
    fn split_mixed(&self, mut compared: Compared) -> (Vec<Range>, Compared) {
        let label = compared.label[0];
        let Some((at, end)) = self.text.find(label, &["或者", "或"]) else { return (Vec::new(), compared) };
        let left = phrase::clean(self.text, (label.0, at));
        if left.1 <= left.0 + 1 || end >= label.1 {
            return (Vec::new(), compared);
        }
        let negative = self.text.any(left.0, &["无", "未", "没", "不", "存在", "有", "出现", "发生"]).is_some();
        if !negative {
            return (Vec::new(), compared);
        }
        compared.label[0] = (end, label.1);
        (vec![left], compared)
    }

    /// Words before a comparison: what qualifies it joins its label; a demand of its own that nothing scores is warned of.
    fn qualifiers(&mut self, waiting: Vec<Range>) -> Vec<Range> {
        let mut kept = Vec::new();
        for segment in waiting {
            let cleaned = phrase::clean(self.text, segment);
            if cleaned.0 >= cleaned.1 {
                continue;
            }
            let words = self.text.str(cleaned);
            if is_demand(&words) {
                self.mark(segment, Role::Prose);
                self.diagnostics
                    .push(Diagnostic::warning("unscored-condition", self.text.span(cleaned)).with("phrase", words));
            } else {
                kept.push(segment);
            }
        }
        kept
    }

    /// A comparison that only serves the statement behind it.
    pub fn target_only(&mut self, range: Range, place: Run) -> bool {
        let segments = self.text.segments(range);
        let Some((segment, compared)) =
            segments.iter().rev().find_map(|s| self.compared(*s, Bare::Percent).map(|c| (*s, c)))
        else {
            return false;
        };
        let prefix: Vec<Range> = segments.iter().copied().filter(|s| s.1 <= segment.0).collect();
        let input = self.quantity(&compared, &prefix, place);
        self.remember(&compared, Some(input), Vec::new(), None, place);
        true
    }

    /// A condition with an effect.
    pub fn when(&mut self, effect: Effect, range: Range, statement: &Statement, next: Option<&Item>) {
        let place = statement.place;
        if matches!(effect, Effect::Award { .. } | Effect::Full { .. })
            && self.starts_full(&effect, range, statement, next)
        {
            return;
        }
        if each::is_uncounted(self.text, range) {
            return self.unread(range, "每", "每降低1个百分点扣2分");
        }
        if matches!(effect, Effect::Award { amount: Amount::ItemPoints, .. }) && self.proportional_before(place) {
            return self.mark(range, Role::Restated);
        }
        let Some(condition) = self.condition(range, place, Bare::Counts) else {
            return self.unread(range, "", "有正式文件的,计5分");
        };
        let condition = self.begun(condition, &effect);
        let target = self.single_comparison(range);
        let clause = self.push(
            (range.0, statement.found.range.1),
            place,
            Rule::When(When { condition: condition.clone(), effect: effect.clone(), otherwise: None }),
        );
        if let (Some(compared), Some(input)) = (target, compared_input(&condition)) {
            let clause = matches!(effect, Effect::Award { .. }).then_some(clause);
            self.remember(&compared, Some(input), Vec::new(), clause, place);
        }
    }

    /// 按完成比例得分，均达标得满分: full marks are what the proportion gives at its end.
    fn proportional_before(&self, place: Run) -> bool {
        let last = self.clauses.last().zip(self.places.last());
        last.is_some_and(|(c, p)| {
            p.sentence == place.sentence
                && matches!(&c.rule, Rule::Formula(f) if f.name.is_none() && f.sign == crate::clause::Sign::Earn)
        })
    }

    /// Whether an input is a delay, whose absence is no delay rather than a short one.
    pub fn is_delay(&self, input: crate::clause::InputRef) -> bool {
        let label = self.inputs.get(input.0).map_or("", |i| i.label.as_str());
        ["延期", "逾期", "推迟", "延迟", "超期", "超时", "拖延", "滞后", "迟到", "拖期"]
            .iter()
            .any(|w| label.ends_with(w))
    }

    /// 延期1周内扣1分 alone: more than none.
    fn begun(&self, condition: Condition, effect: &Effect) -> Condition {
        let losing = matches!(effect, Effect::Deduct(_) | Effect::Zero);
        match &condition {
            Condition::Compare(Expr::Input(input), Comparison::OrLess | Comparison::AtMost | Comparison::Below, _)
                if losing && self.is_delay(*input) =>
            {
                let some = Condition::Compare(Expr::Input(*input), Comparison::Above, Expr::Number(whole(0)));
                Condition::All(vec![some, condition])
            }
            _ => condition,
        }
    }

    /// The comparison of `range` if it has just one.
    pub fn single_comparison(&self, range: Range) -> Option<Compared> {
        let segments = self.text.segments(range);
        let last = segments.len().saturating_sub(1);
        let mut found = segments
            .iter()
            .enumerate()
            .filter_map(|(i, s)| self.compared(*s, if i == last { Bare::Counts } else { Bare::No }));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// 1台不符合要求不得分: no points from so many on.
    pub fn counted_verdict(&mut self, counted: Counted, effect: Effect, statement: &Statement) {
        for words in &counted.words {
            self.mark_keyword(*words);
        }
        let pieces: Vec<Range> =
            [counted.before, counted.verb, counted.noun].into_iter().filter(|p| p.0 < p.1).collect();
        let label = phrase::label(self.text, &pieces);
        let (kind, unit) = self.kind_of(&counted.unit, &label);
        let input = self.named(
            label,
            &pieces,
            if kind == InputKind::Amount { InputKind::Amount } else { InputKind::Count },
            unit,
        );
        let condition = Condition::Compare(Expr::Input(input), Comparison::AtLeast, Expr::Number(counted.size));
        self.last_condition = Some(condition.clone());
        self.push(statement.range(), statement.place, Rule::When(When { condition, effect, otherwise: None }));
    }
}

/// Whether a unit counts places: 名, 位.
fn is_place(unit: &super::number::Unit) -> bool {
    matches!(unit, super::number::Unit::Rank) || matches!(unit, super::number::Unit::Own(u) if u == "名" || u == "位")
}

/// Segments before the last only take counted figures: 省级用稿1篇,市级用稿2篇,得5分.
fn only_counts(bare: Bare) -> Bare {
    if bare == Bare::Counts { Bare::Counts } else { Bare::No }
}

/// The quantity of a condition that is one comparison.
pub(super) fn compared_input(condition: &Condition) -> Option<crate::clause::InputRef> {
    match condition {
        Condition::Compare(Expr::Input(input), ..) => Some(*input),
        Condition::All(all) => match all.as_slice() {
            [Condition::Compare(Expr::Input(a), ..), Condition::Compare(Expr::Input(b), ..)] if a == b => Some(*a),
            _ => None,
        },
        _ => None,
    }
}

/// A phrase that asks for something by itself rather than qualifying what follows.
fn is_demand(words: &str) -> bool {
    ["到位", "完成", "落实", "规范", "及时", "健全", "完善", "齐全", "准确"].iter().any(|w| words.ends_with(w))
}
