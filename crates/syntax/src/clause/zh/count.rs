//! Counted things: Each and Steps.

use super::compare::{Bare, Value};
use super::each::{Counted, Motion};
use super::number::Unit;
use super::phrase;
use super::reader::Reader;
use super::split::{Run, Statement};
use super::targets::{commensurable, subject};
use super::text::Range;
use crate::clause::{
    Amount, Comparison, Direction, Each, Effect, Expr, InputKind, InputRef, Role, Rule, Sign, Step, StepUnit, Steps,
};
use crate::exact::whole;

/// What a counted clause gives.
struct Rate {
    amount: Amount,
    sign: Sign,
    bonus: bool,
}

impl Reader<'_> {
    /// 每发现1例扣2分, 每降低1个百分点扣2.5分.
    pub fn counted(&mut self, counted: Counted, amount: Amount, sign: Sign, bonus: bool, statement: &Statement) {
        let mut counted = counted;
        let skipped = super::occurrence::skipped(self.text, counted.before);
        if let Some(skipped) = &skipped {
            self.mark_keyword(skipped.words);
            counted.before = skipped.before;
        }
        self.free = skipped.map(|s| s.free);
        for words in &counted.words {
            self.mark_keyword(*words);
        }
        let rate = Rate { amount, sign, bonus };
        let own = self.take_targets(&counted, statement.place);
        let target = self.target_for(&counted, &own, statement.place);
        let range = statement.range();
        match target {
            Some(index) => self.steps(index, counted, &own, rate, range, statement.place),
            None => self.each(counted, &own, rate, range, statement.place),
        }
    }

    /// Comparisons before 每 become targets; the other words name what is counted.
    fn take_targets(&mut self, counted: &Counted, place: Run) -> Vec<Range> {
        let mut own = Vec::new();
        let segments = self.text.segments(counted.before);
        for (i, segment) in segments.iter().enumerate() {
            // 完成6条的任务后,每多报1条: a figure that only steps can be about.
            let bare = if counted.motion == Motion::Occur { Bare::No } else { Bare::Counts };
            let compared = self.compared(*segment, bare);
            let Some(compared) = compared.filter(|c| self.serves(c, counted)) else {
                self.restate(*segment, counted);
                own.push(*segment);
                continue;
            };
            let prefix: Vec<Range> = segments.iter().take(i).copied().collect();
            let number = compared.bounds.iter().all(|b| matches!(b.value, Value::Number(_)));
            let input = if number || counted.motion != Motion::Occur {
                Some(self.quantity(&compared, &prefix, place))
            } else {
                None
            };
            if i > 0 && self.two_targets(&segments, i, &compared) {
                // 小学达100%,初中达98%,每低…: which of the two, nobody says.
                self.unread(*segment, "", "巩固率达98%,每低0.5个百分点扣1分");
            }
            self.remember(&compared, input, Vec::new(), None, place);
            own.clear();
        }
        own
    }

    fn two_targets(&self, segments: &[Range], at: usize, second: &super::compare::Compared) -> bool {
        segments.iter().take(at).any(|s| {
            self.compared(*s, Bare::Counts).is_some_and(|c| {
                let number = |c: &super::compare::Compared| matches!(c.bounds.as_slice(), [b] if matches!(b.value, Value::Number(_)));
                c.unit == second.unit && number(&c) && number(second) && c.bounds != second.bounds
            })
        })
    }

    /// 配备率100%,每缺1人: the figure says in other words what is counted. 开展讲座12次,每次得0.5分: how many count.
    fn restate(&mut self, segment: Range, counted: &Counted) {
        let whole_rate = |n: &super::number::Num| n.unit == Unit::Percent && n.value == whole(1);
        let same = |n: &super::number::Num| {
            counted.motion == Motion::Occur && commensurable(&counted.unit, &n.unit) && counted.verb.0 == counted.verb.1
        };
        let found = self.text.nums_in(segment).find(|n| whole_rate(n) || same(n)).cloned();
        let Some(num) = found else { return };
        self.mark((num.start, num.end), if whole_rate(&num) { Role::Restated } else { Role::Quantity });
        if !whole_rate(&num) {
            self.most_cases = Some(num.value);
        }
    }

    /// Whether a comparison before 每 is the target of its steps rather than a description (不足18位的，每条扣0.3分).
    fn serves(&self, compared: &super::compare::Compared, counted: &Counted) -> bool {
        let cohort = compared.bounds.iter().any(|b| matches!(b.value, Value::Cohort(..)));
        counted.motion != Motion::Occur && (cohort || commensurable(&counted.unit, &compared.unit))
    }

    /// The target that steps of `counted` are measured against, if there is one.
    fn target_for(&mut self, counted: &Counted, own: &[Range], place: Run) -> Option<usize> {
        if counted.motion == Motion::Occur {
            return None;
        }
        if self.target_inside(counted, own, place) {
            return self.targets.len().checked_sub(1);
        }
        let label = phrase::key(&subject(&phrase::label(self.text, own)));
        self.targets.iter().rposition(|t| {
            let near = t.part == place.part || (t.clause.is_none() && t.input.is_none());
            near && !t.bounds.is_empty()
                && (is_mean(&t.bounds) || commensurable(&counted.unit, &t.unit) || of_target(counted, &t.unit, &label))
                && related(&label, &t.key)
        })
    }

    /// 每高于平均值1个百分点: the target stands between 每 and the figure.
    fn target_inside(&mut self, counted: &Counted, own: &[Range], place: Run) -> bool {
        let Some(compared) = super::compare::compared(self.text, counted.verb, Bare::No) else { return false };
        let mut compared = compared;
        if compared.bounds.iter().any(|b| matches!(b.value, Value::Cohort(..))) {
            compared.unit = counted.unit.clone();
        }
        compared.label = [(counted.verb.0, counted.verb.0); 2];
        let input = self.quantity(&compared, own, place);
        self.remember(&compared, Some(input), Vec::new(), None, place);
        true
    }

    fn steps(&mut self, index: usize, counted: Counted, own: &[Range], rate: Rate, range: Range, place: Run) {
        if counted.motion == Motion::Rise {
            self.serve_shortfalls(index, &counted.unit, place);
        }
        let Some(input) = self.target_input(index) else { return };
        for piece in own.iter().chain([&counted.verb, &counted.noun]) {
            self.mark(*piece, Role::Input(input));
        }
        let Some(target) = self.targets.get(index).cloned() else { return };
        let rank = target.unit == Unit::Rank;
        let direction = match counted.motion {
            Motion::Rise => Direction::Above,
            // A fall in rank is a larger place.
            _ if rank => Direction::Above,
            _ => Direction::Below,
        };
        let Some((comparison, value)) = bound_for(&target.bounds, direction) else { return };
        let included = matches!(
            comparison,
            Comparison::AtLeast | Comparison::AtMost | Comparison::OrMore | Comparison::OrLess | Comparison::Equal
        );
        let base = self.base(&target.clause, rate.sign, direction, comparison);
        let step = Step { size: counted.size, unit: step_unit(&counted.unit) };
        let steps = Steps {
            quantity: Expr::Input(input),
            target: value,
            direction,
            step,
            rate: rate.amount,
            sign: rate.sign,
            base: base.clone(),
            target_included: included,
            rounding: None,
            limit: None,
        };
        match (base, target.clause) {
            (Some(_), Some(clause)) => self.replace(clause, Rule::Steps(steps), range),
            _ => {
                self.push(range, place, Rule::Steps(steps));
            }
        }
    }

    /// The points that the clause at the target gives, if the steps are taken from them.
    fn base(&self, clause: &Option<usize>, sign: Sign, direction: Direction, comparison: Comparison) -> Option<Amount> {
        let good_side = match comparison {
            Comparison::AtLeast | Comparison::Above | Comparison::OrMore | Comparison::Equal => Direction::Below,
            _ => Direction::Above,
        };
        let falls_away = sign == Sign::Lose && (direction == good_side || comparison == Comparison::Equal);
        match clause.and_then(|i| self.clauses.get(i)).map(|c| &c.rule) {
            Some(Rule::When(when)) if falls_away && when.otherwise.is_none() => match &when.effect {
                Effect::Award { amount, .. } => Some(amount.clone()),
                _ => None,
            },
            _ => None,
        }
    }

    /// Puts `rule` in the place of a clause that it takes up.
    fn replace(&mut self, index: usize, rule: Rule, range: Range) {
        let span = self.text.span(range);
        if let Some(clause) = self.clauses.get_mut(index) {
            clause.span = clause.span.to(span);
            clause.rule = rule;
        }
    }

    fn each(&mut self, counted: Counted, own: &[Range], rate: Rate, range: Range, place: Run) {
        let mut pieces: Vec<Range> = own.to_vec();
        pieces.extend([counted.verb, counted.noun].into_iter().filter(|p| p.0 < p.1));
        let named = pieces.iter().any(|p| {
            let c = phrase::clean(self.text, *p);
            c.0 < c.1 && !is_trivial(&self.text.str(c))
        });
        let input = if named { self.count_input(&pieces, &counted) } else { self.implied_count(&pieces, &counted) };
        let step = Step { size: counted.size, unit: step_unit(&counted.unit) };
        let short = counted.motion == Motion::Fall && step.unit == StepUnit::Own;
        let unit = counted.unit;
        let most = self.most_cases.take().filter(|_| rate.sign == Sign::Earn);
        let limit = match (most, &rate.amount) {
            (Some(most), Amount::Points(points)) => Some(Amount::Points(points * most)),
            _ => None,
        };
        let count = match self.free.take() {
            Some(free) => super::occurrence::without_first(Expr::Input(input), &free),
            None => Expr::Input(input),
        };
        let each = Each { count, step, rate: rate.amount, sign: rate.sign, bonus: rate.bonus, rounding: None, limit };
        let clause = self.push(range, place, Rule::Each(each));
        if short {
            self.shortfalls.push((clause, input, unit));
        }
    }

    /// 每少1条扣2分;…完成6条后,每多1条加0.2分: the target serves what stood before it as well.
    fn serve_shortfalls(&mut self, index: usize, step: &Unit, place: Run) {
        let Some(target) = self.targets.get(index).cloned() else { return };
        let fits = |s: &(usize, InputRef, Unit)| {
            commensurable(&s.2, step)
                || matches!((&s.2, step), (Unit::Own(a), Unit::Own(b)) if super::targets::same_classifier(a, b))
        };
        let Some(at) =
            self.shortfalls.iter().position(|s| fits(s) && self.places.get(s.0).is_some_and(|p| p.part == place.part))
        else {
            return;
        };
        let label =
            |input: InputRef| self.inputs.get(input.0).map(|i| i.label.trim_end_matches(['少', '缺']).to_owned());
        let one_name = match (self.shortfalls.get(at).and_then(|s| label(s.1)), target.input.and_then(label)) {
            (Some(short), Some(target)) => {
                related(&short, &target) || ["完成", "任务", "目标"].iter().any(|w| target.contains(w))
            }
            _ => true,
        };
        if !one_name {
            return;
        }
        let (clause, input, _) = self.shortfalls.remove(at);
        let Some((_, value)) = target.bounds.first().cloned() else { return };
        if let Some(known) = target.input {
            self.alias(known, input);
        }
        if let Some(target) = self.targets.get_mut(index) {
            target.input = Some(input);
        }
        let rule = match self.clauses.get(clause).map(|c| &c.rule) {
            Some(Rule::Each(each)) => Rule::Steps(Steps {
                quantity: Expr::Input(input),
                target: value,
                direction: Direction::Below,
                step: each.step.clone(),
                rate: each.rate.clone(),
                sign: each.sign,
                base: None,
                target_included: true,
                rounding: None,
                limit: each.limit.clone(),
            }),
            _ => return,
        };
        if let Some(clause) = self.clauses.get_mut(clause) {
            clause.rule = rule;
        }
    }

    /// Gives what was marked as `from` to `to`.
    fn alias(&mut self, from: InputRef, to: InputRef) {
        for role in self.roles.iter_mut().flatten().filter(|r| **r == Role::Input(from)) {
            *role = Role::Input(to);
        }
    }

    fn count_input(&mut self, pieces: &[Range], counted: &Counted) -> InputRef {
        let label = phrase::label(self.text, pieces);
        let (kind, unit) = self.counted_kind(&counted.unit, &label);
        self.named(label, pieces, kind, unit)
    }

    /// 每例, 每发生一次 alone: named by the words before, else by its own.
    fn implied_count(&mut self, pieces: &[Range], counted: &Counted) -> InputRef {
        let words: Vec<Range> = counted.words.clone();
        let topic = self.topic.filter(|t| t.0 < t.1);
        if let Some(topic) = topic {
            let label = phrase::label(self.text, &[topic]);
            let (kind, unit) = self.counted_kind(&counted.unit, &label);
            let input = self.named(label, &[topic], kind, unit);
            for piece in pieces {
                self.mark(*piece, Role::Input(input));
            }
            return input;
        }
        let mut label = phrase::label(self.text, pieces);
        if label.is_empty() {
            label = phrase::label(self.text, &words);
        }
        let (kind, unit) = self.counted_kind(&counted.unit, &label);
        let pieces = if pieces.is_empty() { words } else { pieces.to_vec() };
        self.fresh(label, &pieces, kind, unit)
    }

    fn counted_kind(&self, unit: &Unit, label: &str) -> (InputKind, Option<String>) {
        match unit {
            Unit::None => (InputKind::Count, None),
            _ => match self.kind_of(unit, label) {
                (InputKind::Rank, unit) => (InputKind::Count, unit),
                other => other,
            },
        }
    }

    /// 扣3分/例: the unit stands behind the points.
    pub fn per_case(
        &mut self,
        amount: Amount,
        sign: Sign,
        bonus: bool,
        per: Range,
        lead: super::compose::Lead,
        statement: &Statement,
    ) {
        let unit = match self.text.num(per.0) {
            Some(num) => num.unit.clone(),
            None => Unit::Own(self.text.str(per)),
        };
        let before = match lead {
            super::compose::Lead::Words(range) => range,
            _ => (statement.lead.1, statement.lead.1),
        };
        let counted = Counted {
            before,
            verb: (before.1, before.1),
            noun: (before.1, before.1),
            size: whole(1),
            unit,
            motion: Motion::Occur,
            words: vec![per],
        };
        self.counted(counted, amount, sign, bonus, statement);
    }

    /// 卫生、公安、教育等3部门各计4分: one count of those that do.
    pub fn each_of(
        &mut self,
        amount: Amount,
        sign: Sign,
        bonus: bool,
        lead: super::compose::Lead,
        statement: &Statement,
    ) {
        let super::compose::Lead::Words(range) = lead else {
            return self.scored(award(amount, sign, bonus), lead, statement, &[], 0);
        };
        if self.text.has(range, &["低于", "高于", "不足"]) {
            // Two figures that are short are two conditions, and how many of them hold is not one count.
            return self.unread(range, "", "一类、二类、三类单位各得2分");
        }
        if let Some(counted) = super::each::marked(self.text, range) {
            return self.counted(counted, amount, sign, bonus, statement);
        }
        let listed = self.text.split(range, |c| matches!(c, '、' | '/' | ',')).len();
        let members = self.text.nums_in(range).filter(|n| matches!(n.unit, Unit::Own(_))).last().cloned();
        let most = members.as_ref().map(|n| n.value.clone()).or_else(|| (listed > 1).then(|| whole(listed as i64)));
        if let Some(num) = &members {
            self.mark((num.start, num.end), Role::Quantity);
        }
        let label = phrase::label(self.text, &[range]);
        let unit = members.as_ref().and_then(|n| if let Unit::Own(u) = &n.unit { Some(u.clone()) } else { None });
        let input = self.named(label, &[range], InputKind::Count, unit);
        let limit = match (&amount, most, sign) {
            (Amount::Points(points), Some(most), Sign::Earn) => Some(Amount::Points(points * most)),
            _ => None,
        };
        let step = Step { size: whole(1), unit: StepUnit::Own };
        self.push(
            statement.range(),
            statement.place,
            Rule::Each(Each { count: Expr::Input(input), step, rate: amount, sign, bonus, rounding: None, limit }),
        );
    }
}

fn award(amount: Amount, sign: Sign, bonus: bool) -> Effect {
    match sign {
        Sign::Earn => Effect::Award { amount, bonus },
        Sign::Lose => Effect::Deduct(amount),
    }
}

/// Whether a target is the mean of all units: steps against it are in whatever the steps say.
fn is_mean(bounds: &[(Comparison, Expr)]) -> bool {
    matches!(bounds.first(), Some((_, Expr::Cohort { .. })))
}

/// 达到200件的计20分;每低1%扣1分: hundredths of what is asked for, where nothing else is named.
fn of_target(counted: &Counted, target: &Unit, own: &str) -> bool {
    counted.unit == Unit::Percent && matches!(target, Unit::Own(_)) && is_trivial(own)
}

/// What a step is measured in.
fn step_unit(unit: &Unit) -> StepUnit {
    match unit {
        Unit::PercentagePoint => StepUnit::PercentagePoint,
        Unit::Percent => StepUnit::Percent,
        _ => StepUnit::Own,
    }
}

/// The bound that steps in `direction` leave: the lower one downwards, the upper one upwards.
fn bound_for(bounds: &[(Comparison, Expr)], direction: Direction) -> Option<(Comparison, Expr)> {
    match (bounds, direction) {
        ([one], _) => Some(one.clone()),
        ([low, _], Direction::Below) => Some(low.clone()),
        ([_, high], Direction::Above) => Some(high.clone()),
        _ => None,
    }
}

/// Whether a count labelled `own` can be measured against a target labelled `target`.
fn related(own: &str, target: &str) -> bool {
    own.is_empty()
        || target.is_empty()
        || own == target
        || own.ends_with(target)
        || target.ends_with(own)
        || target.contains(own)
        || own.contains(target)
        || is_trivial(own)
}

/// Words that say that something is counted without naming it.
fn is_trivial(words: &str) -> bool {
    matches!(
        words.trim_matches(|c| matches!(c, ',' | '的')),
        "" | "少"
            | "缺"
            | "低"
            | "降"
            | "降低"
            | "下降"
            | "减少"
            | "缺少"
            | "超"
            | "高"
            | "增加"
            | "提高"
            | "上升"
            | "发生"
            | "出现"
            | "发现"
            | "有"
            | "存在"
            | "未达标"
            | "不达标"
            | "未达到"
            | "未完成"
            | "未达目标"
            | "低于目标"
            | "超过目标"
            | "达不到"
            | "每"
            | "查实"
            | "查出"
            | "未达到要求"
            | "每项"
            | "违反"
            | "再"
            | "当月"
            | "未达到目标"
            | "未达到的"
            | "未达到目标的"
            | "不足"
            | "超出部分"
            | "在此基础上"
            | "不足部分"
            | "以上"
            | "低于"
            | "超过"
            | "超出"
    )
}
