//! What each clause gives, in words and numbers.

use super::number::{show_input, show_number, show_rate};
use super::{Figure, Line};
use crate::reference::Values;
use crate::table::{Origin, Provenance, Table, Value};
use kaocheng_compile::plan::{Input, InputIx, NodeId, Op, OverrideKind, Plan, PlanClause, Shape};
use kaocheng_compile::reading::{condition, formula};
use kaocheng_syntax::clause::{InputKind, Language, Sign};
use kaocheng_syntax::exact::Exact;
use num_traits::Zero;

/// One unit's values of a plan.
pub(super) struct View<'a> {
    pub plan: &'a Plan,
    pub table: &'a Table,
    pub values: &'a Values,
    pub unit: usize,
    pub language: Language,
}

impl View<'_> {
    fn zh(&self) -> bool {
        self.language == Language::Chinese
    }

    pub(super) fn number(&self, node: NodeId) -> Option<&Exact> {
        self.values.of(node, self.unit).number()
    }

    /// The figures behind an item: a computed one with its parts, any other with its value.
    pub(super) fn figures(&self, item: usize, inputs: &[InputIx]) -> Vec<Figure> {
        let mut shown: Vec<InputIx> = Vec::new();
        let mut figures = Vec::new();
        for clause in &self.plan.items[item].clauses {
            let Some(node) = quantity(&clause.shape) else { continue };
            let parts = self.plan.inputs_of(node);
            if matches!(self.plan.node(node).op, Op::Input(_))
                || parts.is_empty()
                || parts.iter().all(|p| shown.contains(p))
            {
                continue;
            }
            let words = |id: NodeId| self.leaf(id);
            let text = formula(self.plan, node, self.language, &words);
            let value = self.quantity_text(node);
            figures.push(Figure { text: format!("{text} = {value}"), provenance: self.origins(&parts) });
            shown.extend(parts);
        }
        for input in inputs.iter().filter(|i| !shown.contains(i)) {
            if !self.table.units().supplies(self.plan, *input, self.unit) {
                continue;
            }
            let value = show_input(self.plan, input.0, self.table.value(*input, self.unit), self.language);
            let text = format!("{}: {value}", self.plan.inputs[input.0].label);
            figures.push(Figure { text, provenance: self.origins(&[*input]) });
        }
        figures
    }

    fn origins(&self, inputs: &[InputIx]) -> Vec<Provenance> {
        let mut all: Vec<Provenance> = Vec::new();
        for origin in inputs.iter().filter_map(|i| self.table.origin(*i, self.unit)) {
            let of_one = match origin {
                Origin::Figure(provenance) => vec![provenance.clone()],
                Origin::Findings(found) => found.clone(),
                Origin::NoFinding => {
                    let note = if self.zh() { "无查实事项" } else { "no finding" };
                    vec![Provenance { note: note.to_owned(), ..Provenance::default() }]
                }
            };
            for provenance in of_one {
                if !all.contains(&provenance) {
                    all.push(provenance);
                }
            }
        }
        all
    }

    /// A leaf of a formula as `到位金额 3,620,000`; anything else is written out.
    fn leaf(&self, id: NodeId) -> Option<String> {
        match &self.plan.node(id).op {
            Op::Input(ix) => {
                let value = show_input(self.plan, ix.0, self.values.of(id, self.unit), self.language);
                Some(format!("{} {value}", self.plan.inputs[ix.0].label))
            }
            Op::Cohort(..) | Op::RollUp(..) => {
                let label = formula(self.plan, id, self.language, &|_| None);
                Some(format!("{label} {}", self.quantity_text(id)))
            }
            _ => None,
        }
    }

    /// A number: as a percentage where it is a share.
    fn quantity_text(&self, node: NodeId) -> String {
        match self.number(node) {
            Some(v) if self.is_share(node) => show_rate(v),
            Some(v) => show_number(v),
            None => super::show_value(self.values.of(node, self.unit), None, self.language),
        }
    }

    fn is_share(&self, node: NodeId) -> bool {
        match &self.plan.node(node).op {
            Op::Input(ix) => self.plan.inputs[ix.0].kind == InputKind::Rate,
            Op::Div(a, b) => !self.plan.inputs_of(*a).is_empty() && !self.plan.inputs_of(*b).is_empty(),
            Op::Substitute(a, ..) | Op::Cohort(_, a) => self.is_share(*a),
            Op::Sub(a, b) => self.is_share(*a) || self.is_share(*b),
            Op::Min(all) | Op::Max(all) | Op::Add(all) => all.iter().any(|a| self.is_share(*a)),
            _ => false,
        }
    }

    /// What stands in for the item's own score.
    pub(super) fn stand_in(&self, item: usize) -> Vec<Line> {
        let by = self.plan.inputs.iter().enumerate().find(|(_, i)| i.item == item && i.is_stand_in());
        let line = |(ix, input): (usize, &Input)| {
            let value = show_input(self.plan, ix, self.table.value(InputIx(ix), self.unit), self.language);
            let text = match self.zh() {
                true => format!("没有抽到样本点,由“{}”代替: {value}", input.label),
                false => format!("no site was drawn: “{}” stands in: {value}", input.label),
            };
            Line { span: input.span, text }
        };
        by.map(line).into_iter().collect()
    }

    /// One line for every clause that has something to say about this unit.
    pub(super) fn lines(&self, item: usize) -> Vec<Line> {
        let clauses = &self.plan.items[item].clauses;
        let speaks = |c: &&PlanClause| c.applies.is_none_or(|n| self.values.of(n, self.unit).truth() == Some(true));
        clauses.iter().filter(speaks).filter_map(|c| self.line(c).map(|text| Line { span: c.span, text })).collect()
    }

    pub(super) fn line(&self, clause: &PlanClause) -> Option<String> {
        let points = clause.points.and_then(|p| self.number(p));
        let result = || match (points, clause.sign) {
            (Some(p), Sign::Earn) => show_number(p),
            (Some(p), Sign::Lose) if p.is_zero() => "0".to_owned(),
            (Some(p), Sign::Lose) => format!("−{}", show_number(p)),
            (None, _) => {
                super::show_value(&Value::Missing(kaocheng_compile::plan::Reason::NotReported), None, self.language)
            }
        };
        match &clause.shape {
            Shape::Flat { condition: c, .. } => Some(format!("{}: {}", self.held(*c), result())),
            Shape::Each { count, step, rate, limit } => Some(self.each(*count, *step, *rate, *limit, &result())),
            Shape::Steps { .. } => Some(self.steps(&clause.shape, &result())),
            Shape::Bands { quantity, bands } => {
                let held = bands.iter().find(|(c, _)| self.values.of(*c, self.unit).truth() == Some(true));
                let place = held.map_or(String::new(), |(c, _)| format!(" ({})", self.band_words(*c)));
                Some(format!("{}{place}: {}", self.quantity_text(*quantity), result()))
            }
            Shape::Levels { input, .. } => Some(format!("{}: {}", self.leaf(*input).unwrap_or_default(), result())),
            Shape::Formula { value } => {
                let text = formula(self.plan, *value, self.language, &|id| self.plain_leaf(id));
                Some(format!("{text} = {}", result()))
            }
            Shape::Judged { .. } => {
                Some(format!("{}: {}", if self.zh() { "考评给分" } else { "points judged" }, result()))
            }
            Shape::Start { .. } => Some(format!("{}: {}", if self.zh() { "起评分" } else { "starts at" }, result())),
            Shape::Override { condition: c, what } => self.overriding(*c, *what),
            Shape::Cap { before, limit } => self.capped(self.number(*before)?, self.number(*limit)?),
            Shape::Limit { before, limit } => self.capped(&self.on_side(*before, clause.sign)?, limit),
            Shape::Highest => Some(if self.zh() { "只计其中最高的一项" } else { "only the highest counts" }.to_owned()),
        }
    }

    /// The value alone, for a formula that was named before.
    fn plain_leaf(&self, id: NodeId) -> Option<String> {
        match &self.plan.node(id).op {
            Op::Input(_) | Op::Cohort(..) | Op::RollUp(..) => Some(self.quantity_text(id)),
            _ => None,
        }
    }

    /// A band by its edges; the one for everything else by that.
    fn band_words(&self, condition: NodeId) -> String {
        match (&self.plan.node(condition).op, self.zh()) {
            (Op::Truth(true), true) => "其余".to_owned(),
            (Op::Truth(true), false) => "anything else".to_owned(),
            _ => self.condition_words(condition),
        }
    }

    fn condition_words(&self, node: NodeId) -> String {
        condition(self.plan, node, self.language, &|_| None)
    }

    /// A condition and whether it holds.
    fn held(&self, node: NodeId) -> String {
        let answer = match (self.values.of(node, self.unit), self.zh()) {
            (Value::Truth(true), true) => "是",
            (Value::Truth(false), true) => "否",
            (Value::Truth(true), false) => "yes",
            (Value::Truth(false), false) => "no",
            (_, true) => "未报",
            (_, false) => "not reported",
        };
        format!("{} {answer}", self.condition_words(node))
    }

    fn each(&self, count: NodeId, step: NodeId, rate: NodeId, limit: Option<NodeId>, result: &str) -> String {
        let one = self.number(step).is_some_and(|v| *v == kaocheng_syntax::exact::whole(1));
        let step_text = if one { String::new() } else { format!(" ÷ {}", self.beside(step, count)) };
        let rate = self.number(rate).map_or_else(String::new, show_number);
        let limit = match limit.and_then(|l| self.number(l)) {
            Some(limit) if self.zh() => format!("(最多 {})", show_number(limit)),
            Some(limit) => format!(" (at most {})", show_number(limit)),
            None => String::new(),
        };
        let label = formula(self.plan, count, self.language, &|_| None);
        format!("{label} {}{step_text} × {rate} = {result}{limit}", self.quantity_text(count))
    }

    /// A number in the form of another: 1/100 beside a share is 1%.
    fn beside(&self, node: NodeId, other: NodeId) -> String {
        match self.number(node) {
            Some(v) if self.is_share(other) => show_rate(v),
            Some(v) => show_number(v),
            None => String::new(),
        }
    }

    fn steps(&self, shape: &Shape, result: &str) -> String {
        let Shape::Steps { quantity, target, distance, steps, step, rate, base, below } = shape else {
            return String::new();
        };
        let Some(away) = self.number(*distance) else {
            return super::show_value(self.values.of(*quantity, self.unit), None, self.language);
        };
        let target_text = self.beside(*target, *quantity);
        if away.is_zero() {
            let reached = match (self.zh(), below) {
                (true, true) => "达到",
                (true, false) => "未超过",
                (false, true) => "reaches",
                (false, false) => "does not exceed",
            };
            return format!("{} {reached} {target_text}: {result}", self.quantity_text(*quantity));
        }
        let share = self.is_share(*quantity);
        let hundred = kaocheng_syntax::exact::whole(100);
        let in_points = |v: &Exact| if share { show_number(&(v * &hundred)) } else { show_number(v) };
        let unit = match (share, self.zh()) {
            (true, true) => " 个百分点",
            (true, false) => " percentage points",
            (false, _) => "",
        };
        let count = self.number(*steps).map_or_else(String::new, show_number);
        let rate = self.number(*rate).map_or_else(String::new, show_number);
        let size = self.number(*step).map_or_else(String::new, in_points);
        let sum = match base.and_then(|b| self.number(b)) {
            Some(base) => format!("{} − {count} × {rate} = {result}", show_number(base)),
            None => format!("{count} × {rate} = {result}"),
        };
        let how = self.rounding_words(*steps);
        let (away, side) = (in_points(away), *below);
        if self.zh() {
            let side = if side { "低于" } else { "高于" };
            format!("{side} {target_text} {away}{unit},每 {size}{unit} {rate} 分{how}:{sum}")
        } else {
            let side = if side { "below" } else { "above" };
            format!("{away}{unit} {side} {target_text}, {rate} for each {size}{unit}{how}: {sum}")
        }
    }

    fn rounding_words(&self, steps: NodeId) -> &'static str {
        match (&self.plan.node(steps).op, self.zh()) {
            (Op::Floor(_), true) => "(只计整档)",
            (Op::Floor(_), false) => " (whole steps)",
            (Op::Ceil(_), true) => "(不足一档按一档)",
            (Op::Ceil(_), false) => " (begun steps)",
            (_, true) => "(按比例)",
            (_, false) => " (pro rata)",
        }
    }

    fn overriding(&self, c: NodeId, what: OverrideKind) -> Option<String> {
        if self.values.of(c, self.unit).truth() != Some(true) {
            return None;
        }
        let word = match (what, self.zh()) {
            (OverrideKind::Zero, true) => "不得分",
            (OverrideKind::Zero, false) => "no points",
            (OverrideKind::Full, true) => "按满分计",
            (OverrideKind::Full, false) => "full points",
            (OverrideKind::Assign, true) => "直接认定",
            (OverrideKind::Assign, false) => "assigned",
            (OverrideKind::Exempt, true) => "不计",
            (OverrideKind::Exempt, false) => "does not count",
            (OverrideKind::NotApplicable, true) => "不适用",
            (OverrideKind::NotApplicable, false) => "not applicable",
            (OverrideKind::Veto, true) => "一票否决",
            (OverrideKind::Veto, false) => "veto",
            (OverrideKind::Multiply, true) => "加倍",
            (OverrideKind::Multiply, false) => "multiplied",
        };
        Some(format!("{}: {word}", self.condition_words(c)))
    }

    /// How much a signed sum gives, or takes.
    pub(super) fn on_side(&self, sum: NodeId, sign: Sign) -> Option<Exact> {
        let sum = self.number(sum)?;
        Some(if sign == Sign::Lose { -sum } else { sum.clone() })
    }

    /// A sum that is above its limit: what it was, and how much of it does not count.
    fn capped(&self, before: &Exact, limit: &Exact) -> Option<String> {
        if before <= limit {
            return None;
        }
        let (over, before, limit) = (show_number(&(before - limit)), show_number(before), show_number(limit));
        Some(if self.zh() {
            format!("合计 {before},以 {limit} 封顶,超出的 {over} 不计")
        } else {
            format!("{before} in all, capped at {limit}: {over} over it not counted")
        })
    }
}

/// The figure that a form looks at.
fn quantity(shape: &Shape) -> Option<NodeId> {
    match shape {
        Shape::Steps { quantity, .. } | Shape::Bands { quantity, .. } => Some(*quantity),
        Shape::Each { count, .. } => Some(*count),
        _ => None,
    }
}
