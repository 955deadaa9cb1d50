//! Targets: the figure in front that the steps behind are measured against.

use super::compare::{Compared, Value};
use super::number::Unit;
use super::phrase;
use super::reader::{Reader, Target};
use super::split::Run;
use super::text::Range;
use crate::clause::{CohortStatistic, Comparison, Expr, InputKind, InputRef};

/// Classifiers that count the same things.
const SAME: &[&[&str]] = &[
    &["人", "名", "位", "个", "人次"],
    &["次", "场", "期", "回", "轮", "批", "场次", "批次", "节"],
    &["份", "条", "篇", "件", "项", "个", "处", "起", "例", "宗", "本", "册"],
    &["户", "家", "户次", "个"],
    &["天", "日", "个工作日", "工作日"],
    &["分钟"],
    &["小时", "个小时"],
    &["台", "辆", "台次", "台车", "车次"],
    &["个月", "月"],
];

/// Whether two units count the same things.
pub(super) fn same_classifier(a: &str, b: &str) -> bool {
    a == b || SAME.iter().any(|group| group.contains(&a) && group.contains(&b))
}

/// Whether steps of `step` can be measured against a target in `target`.
pub(super) fn commensurable(step: &Unit, target: &Unit) -> bool {
    match (step, target) {
        (Unit::Percent | Unit::PercentagePoint, Unit::Percent) => true,
        (Unit::Percent, Unit::Own(_)) => false,
        (Unit::Own(a), Unit::Own(b)) => same_classifier(a, b),
        (Unit::Own(a), Unit::Rank) => matches!(a.as_str(), "名" | "位" | "个名次" | "个位次" | "个"),
        (Unit::Points, Unit::Points) => true,
        (Unit::Percent | Unit::PercentagePoint | Unit::Points | Unit::Own(_), Unit::None) => false,
        _ => false,
    }
}

impl Reader<'_> {
    /// The kind of a quantity that is compared in `unit`, named by `label`.
    pub fn kind_of(&self, unit: &Unit, label: &str) -> (InputKind, Option<String>) {
        let placed = ["排名", "名次", "位次", "位列", "排位", "排序", "位居", "倒数"].iter().any(|w| label.contains(w));
        match unit {
            Unit::Percent | Unit::PercentagePoint => (InputKind::Rate, None),
            Unit::Rank => (InputKind::Rank, None),
            Unit::Own(unit) if placed && matches!(unit.as_str(), "名" | "位") => (InputKind::Rank, None),
            Unit::None if placed => (InputKind::Rank, None),
            Unit::Points => (InputKind::Amount, Some("分".into())),
            Unit::Own(unit) if is_measure(unit) => (InputKind::Amount, Some(unit.clone())),
            Unit::Own(unit) => (InputKind::Count, Some(unit.clone())),
            Unit::None if ["率", "增速", "增幅", "比例", "占比", "比重"].iter().any(|w| label.ends_with(w)) => {
                (InputKind::Rate, None)
            }
            Unit::None => (InputKind::Amount, None),
        }
    }

    /// The quantity that `compared` speaks of; `prefix` are words before its segment that qualify it.
    pub fn quantity(&mut self, compared: &Compared, prefix: &[Range], place: Run) -> InputRef {
        let mut pieces = prefix.to_vec();
        pieces.extend(compared.label.iter().copied().filter(|p| p.0 < p.1));
        for bound in &compared.bounds {
            self.mark_bound(bound.words, &bound.value);
        }
        let label = phrase::label(self.text, &pieces);
        let label = subject(&label);
        if label.is_empty() {
            for piece in &pieces {
                self.mark(*piece, crate::clause::Role::Filler);
            }
            if let Some(input) = self.known_quantity(&compared.unit, place) {
                return input;
            }
            let topic = self.topic.filter(|t| t.0 < t.1);
            if let Some(topic) = topic {
                let label = phrase::label(self.text, &[topic]);
                let (kind, unit) = self.kind_of(&compared.unit, &label);
                return self.named(label, &[topic], kind, unit);
            }
            let words = compared.bounds.first().map_or(compared.range, |b| b.words);
            let (kind, unit) = self.kind_of(&compared.unit, "");
            return self.named(String::new(), &[words], kind, unit);
        }
        let cohort = compared.bounds.iter().any(|b| matches!(b.value, Value::Cohort(..)));
        let (kind, unit) = self.kind_of(&compared.unit, &label);
        let kind =
            if cohort && matches!(kind, InputKind::Amount) && ["率", "比", "占比"].iter().any(|w| label.contains(w))
            {
                InputKind::Rate
            } else {
                kind
            };
        self.named(label, &pieces, kind, unit)
    }

    fn mark_bound(&mut self, words: Range, value: &Value) {
        if let Value::Cohort(_, cohort) = value {
            self.mark((words.0, cohort.0), crate::clause::Role::Keyword);
            return;
        }
        self.mark_keyword(words);
    }

    /// The quantity that the text last compared in `unit`.
    fn known_quantity(&mut self, unit: &Unit, place: Run) -> Option<InputRef> {
        // 低于平均水平的 has no unit of its own.
        let index = self.targets.iter().rposition(|t| {
            t.part == place.part && (*unit == Unit::None || t.unit == *unit || commensurable(unit, &t.unit))
        });
        match index {
            Some(index) => self.target_input(index),
            None => self.counted_before(unit, place),
        }
    }

    /// 每请假1天扣1分,超过5天不得分: what the clause just before it counts.
    fn counted_before(&self, unit: &Unit, place: Run) -> Option<InputRef> {
        let Unit::Own(unit) = unit else { return None };
        let (clause, at) = self.clauses.last().zip(self.places.last())?;
        let crate::clause::Rule::Each(each) = &clause.rule else { return None };
        let Expr::Input(input) = each.count else { return None };
        let counted = self.inputs.get(input.0)?.unit.clone()?;
        let fits = same_classifier(unit, &counted) || (unit == "周" && matches!(counted.as_str(), "天" | "日"));
        (at.part == place.part && fits).then_some(input)
    }

    /// The input of a target, made when first asked for.
    pub fn target_input(&mut self, index: usize) -> Option<InputRef> {
        let target = self.targets.get(index)?.clone();
        if target.input.is_some() {
            return target.input;
        }
        let label = phrase::label(self.text, &target.pieces);
        let (kind, unit) = self.kind_of(&target.unit, &label);
        let input = self.named(label, &target.pieces, kind, unit);
        if let Some(target) = self.targets.get_mut(index) {
            target.input = Some(input);
        }
        Some(input)
    }

    /// The expression of a bound; a cohort figure is one of all units' values of `input`.
    pub fn bound_value(&mut self, value: &Value, input: InputRef) -> Expr {
        match value {
            Value::Number(number) => Expr::Number(number.clone()),
            Value::Cohort(statistic, words) => self.cohort(*statistic, *words, input),
        }
    }

    fn cohort(&mut self, statistic: CohortStatistic, words: Range, input: InputRef) -> Expr {
        self.mark(words, crate::clause::Role::Keyword);
        let known = self.cohorts.iter().find(|(s, i, ..)| *s == statistic && *i == input).cloned();
        let (label, span) = known.map_or_else(
            || (phrase::label(self.text, &[words]), self.text.span(phrase::clean(self.text, words))),
            |(_, _, label, span)| (label, span),
        );
        self.cohorts.push((statistic, input, label.clone(), span));
        Expr::Cohort { statistic, of: Box::new(Expr::Input(input)), label, span }
    }

    /// Remembers a comparison as something that steps can be measured against.
    pub fn remember(
        &mut self,
        compared: &Compared,
        input: Option<InputRef>,
        pieces: Vec<Range>,
        clause: Option<usize>,
        place: Run,
    ) {
        let key = match input.and_then(|i| self.keys.get(i.0)) {
            Some(key) => key.clone(),
            None => phrase::key(&subject(&phrase::label(self.text, &pieces))),
        };
        let bounds: Vec<(Comparison, Expr)> = compared
            .bounds
            .iter()
            .map(|b| {
                let expr = match (&b.value, input) {
                    (value, Some(input)) => self.bound_value(value, input),
                    (Value::Number(number), None) => Expr::Number(number.clone()),
                    (Value::Cohort(..), None) => Expr::Number(crate::exact::whole(0)),
                };
                (b.comparison, expr)
            })
            .collect();
        let unit = match bounds.first() {
            // Steps against a mean are measured in whatever the steps say.
            Some((_, Expr::Cohort { .. })) => Unit::Percent,
            _ => compared.unit.clone(),
        };
        // 达到95%得5分,未达到95%的,每低…: the same figure again is the same target, with the points it gave.
        let known = self.targets.iter().rposition(|t| {
            t.part == place.part && input.is_some() && t.input == input && same_bounds(&t.bounds, &bounds)
        });
        if let Some(known) = known.filter(|_| clause.is_none()) {
            let target = self.targets.remove(known);
            return self.targets.push(target);
        }
        self.targets.push(Target { key, input, pieces, bounds, unit, clause, part: place.part });
    }
}

/// Whether two targets are the same figure.
fn same_bounds(a: &[(Comparison, Expr)], b: &[(Comparison, Expr)]) -> bool {
    let same = |a: &Expr, b: &Expr| match (a, b) {
        (Expr::Cohort { statistic: a, .. }, Expr::Cohort { statistic: b, .. }) => a == b,
        _ => a == b,
    };
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(&a.1, &b.1))
}

/// Units of what is measured rather than counted.
pub(super) fn is_measure(unit: &str) -> bool {
    matches!(
        unit,
        "元" | "万元"
            | "亿元"
            | "千元"
            | "百元"
            | "天"
            | "日"
            | "个工作日"
            | "工作日"
            | "小时"
            | "个小时"
            | "分钟"
            | "秒"
            | "秒钟"
            | "周"
            | "个月"
            | "月"
            | "年"
            | "米"
            | "公里"
            | "千米"
            | "厘米"
            | "毫米"
            | "平方米"
            | "立方米"
            | "亩"
            | "公顷"
            | "吨"
            | "万吨"
            | "公斤"
            | "千克"
            | "克"
            | "升"
            | "度"
            | "℃"
            | "倍"
            | "cm"
            | "mm"
            | "km"
            | "kg"
            | "min"
            | "dB"
            | "分贝"
            | "mg"
            | "㎡"
            | "课时"
            | "学时"
            | "平方公里"
            | "万"
            | "岁"
            | "‰"
            | "微克/立方米"
            | "毫克/升"
    )
}

/// A label without words that only lead to the comparison.
pub(super) fn subject(label: &str) -> String {
    // 应配备5名: what is asked is how many there are.
    let owed = ["应配", "应设", "应有", "须配", "须有", "需配", "需有"].iter().any(|w| label.starts_with(w));
    let label = if owed { label.trim_start_matches(['应', '须', '需']) } else { label };
    let mut label = label.trim_matches(|c| matches!(c, ',' | '、' | ':' | ';')).to_owned();
    for tail in
        ["为", "在", "应", "须", "要", "需", "且", "是", "均", "的", "平均", "应当", "得分在", "不", "目标值", "目标"]
    {
        if label.chars().count() > tail.chars().count()
            && tail != "平均"
            && tail != "不"
            && let Some(rest) = label.strip_suffix(tail)
        {
            label = rest.to_owned();
        }
    }
    if matches!(label.as_str(), "在" | "为" | "达" | "的" | "有" | "其" | "指标" | "者" | "得分" if label != "得分")
    {
        String::new()
    } else {
        label
    }
}
