//! Points by the band a number lies in → pieces.

use super::{Lowering, Override, OverrideEffect};
use crate::plan::{CompareOp, NodeId, Op, PlanClause, Shape};
use crate::policy::PolicyName;
use kaocheng_syntax::clause::{Amount, Band, BandEdge, BandValue, Bands, Clause, Effect, Sign, Step, VetoEffect};
use kaocheng_syntax::exact::Exact;
use kaocheng_syntax::span::Span;

/// What one band gives, once lowered.
enum Given {
    Earn(NodeId),
    Lose(NodeId),
    Zero,
    Word(NodeId),
    Veto(VetoEffect),
}

impl Lowering<'_> {
    pub(super) fn bands(&mut self, ix: usize, clause: &Clause, bands: &Bands) {
        let span = clause.span;
        let quantity = self.expr(&bands.quantity, span);
        let mut cases: Vec<(NodeId, Given)> = Vec::new();
        for band in &bands.bands {
            let condition = self.in_band(quantity, band, &bands.bands, span);
            let given = self.band_value(quantity, band, span);
            cases.push((condition, given));
        }
        let otherwise = bands.otherwise.as_ref().map(|e| self.given(e, span));
        let everywhere = self.builder.truth(true);
        cases.extend(otherwise.map(|given| (everywhere, given)));
        self.exclusive(ix, clause, &cases, |shown| Shape::Bands { quantity, bands: shown });
    }

    /// Turns exclusive cases (the first that holds counts) into at most one earning and one losing piece, a grade, and
    /// an override where a case gives no points beside others that lose.
    fn exclusive(
        &mut self,
        ix: usize,
        clause: &Clause,
        cases: &[(NodeId, Given)],
        shape: impl FnOnce(Vec<(NodeId, NodeId)>) -> Shape,
    ) {
        let span = clause.span;
        let zero = self.builder.zero();
        let (mut earn, mut lose) = (zero, zero);
        let (mut earns, mut loses) = (false, false);
        let mut shown = Vec::new();
        let mut zero_when = self.builder.truth(false);
        let no = zero_when;
        let yes = self.builder.truth(true);
        for (condition, given) in cases.iter().rev() {
            let (e, l, z) = match given {
                Given::Earn(v) => (*v, zero, no),
                Given::Lose(v) => (zero, *v, no),
                Given::Zero => (zero, zero, yes),
                Given::Word(_) | Given::Veto(_) => (zero, zero, no),
            };
            earns |= matches!(given, Given::Earn(_));
            loses |= matches!(given, Given::Lose(_));
            earn = self.builder.push(Op::If(*condition, e, earn), span);
            lose = self.builder.push(Op::If(*condition, l, lose), span);
            zero_when = self.builder.push(Op::If(*condition, z, zero_when), span);
            match given {
                Given::Earn(v) | Given::Lose(v) => shown.push((*condition, *v)),
                Given::Zero => shown.push((*condition, zero)),
                Given::Word(w) => {
                    self.grades.insert(0, (*condition, *w));
                    shown.push((*condition, *w));
                }
                Given::Veto(effect) => self.veto(clause, *condition, *effect),
            }
        }
        shown.reverse();
        let mut points = None;
        if earns || !loses && cases.iter().any(|(_, g)| matches!(g, Given::Zero)) {
            points = Some(self.add_piece(ix, clause, Sign::Earn, earn, None, true));
        }
        if loses {
            let lost = self.add_piece(ix, clause, Sign::Lose, lose, None, false);
            points = points.or(Some(lost));
            if zero_when != no {
                let condition = self.settled(zero_when, true, span);
                self.overrides.push(Override { part: clause.part, condition, effect: OverrideEffect::Zero });
            }
        }
        let sign = if earns || !loses { Sign::Earn } else { Sign::Lose };
        let shape = shape(shown);
        self.clauses.push(PlanClause { applies: None, span, points, sign, shape });
    }

    fn band_value(&mut self, quantity: NodeId, band: &Band, span: Span) -> Given {
        match &band.value {
            BandValue::Effect(effect) => self.given(effect, span),
            BandValue::PerStep { origin, step, rate, sign } => {
                let node = self.per_step(quantity, origin, step, rate, span);
                if *sign == Sign::Earn { Given::Earn(node) } else { Given::Lose(node) }
            }
            BandValue::Linear { at_from, at_to } => Given::Earn(self.linear(quantity, band, at_from, at_to, span)),
        }
    }

    fn given(&mut self, effect: &Effect, span: Span) -> Given {
        match effect {
            Effect::Award { amount, .. } | Effect::Assign(amount) => Given::Earn(self.amount(amount, span)),
            Effect::Deduct(amount) => Given::Lose(self.amount(amount, span)),
            Effect::Full { .. } => Given::Earn(self.item_points(span)),
            Effect::Grade(word) => Given::Word(self.builder.push(Op::Word(word.clone()), span)),
            Effect::Veto(effect) => Given::Veto(*effect),
            Effect::Zero | Effect::NotApplicable => Given::Zero,
        }
    }

    fn per_step(&mut self, quantity: NodeId, origin: &Exact, step: &Step, rate: &Amount, span: Span) -> NodeId {
        let origin = self.builder.number(origin.clone(), span);
        let (up, down) =
            (self.builder.push(Op::Sub(quantity, origin), span), self.builder.push(Op::Sub(origin, quantity), span));
        let distance = self.builder.push(Op::Max(vec![up, down]), span);
        let size = self.builder.number(step.size.clone(), span);
        let steps = self.builder.push(Op::Div(distance, size), span);
        let rate_text = super::each::each_rate(rate);
        let steps = self.rounded(steps, true, None, span, &|part| format!("{rate_text} × {part}"));
        let rate = self.amount(rate, span);
        self.builder.push(Op::Mul(vec![steps, rate]), span)
    }

    fn linear(&mut self, quantity: NodeId, band: &Band, at_from: &Amount, at_to: &Amount, span: Span) -> NodeId {
        let (low, high) = (self.amount(at_from, span), self.amount(at_to, span));
        let (Some(from), Some(to)) = (&band.from, &band.to) else { return low };
        if from.value == to.value {
            return low;
        }
        let start = self.builder.number(from.value.clone(), span);
        let width = self.builder.number(&to.value - &from.value, span);
        let above = self.builder.push(Op::Sub(quantity, start), span);
        let share = self.builder.push(Op::Div(above, width), span);
        let rise = self.builder.push(Op::Sub(high, low), span);
        let climbed = self.builder.push(Op::Mul(vec![share, rise]), span);
        self.builder.push(Op::Add(vec![low, climbed]), span)
    }

    /// Whether the figure lies in a band. An edge the text leaves open belongs to the band that it begins; alone (以上,
    /// 以下) it follows the policy `bounds`.
    fn in_band(&mut self, quantity: NodeId, band: &Band, all: &[Band], span: Span) -> NodeId {
        let mut holds = Vec::new();
        let alone = band.from.is_none() || band.to.is_none();
        if let Some(edge) = &band.from {
            let included = self.edge_included(edge, alone, true, span);
            let op = if included { CompareOp::AtLeast } else { CompareOp::Above };
            holds.push(self.edge(op, quantity, edge, span));
        }
        if let Some(edge) = &band.to {
            let begun = all.iter().any(|b| self.begins_at(b, edge));
            let included = self.edge_included(edge, alone, !begun, span);
            let op = if included { CompareOp::AtMost } else { CompareOp::Below };
            holds.push(self.edge(op, quantity, edge, span));
        }
        self.builder.push(Op::And(holds), span)
    }

    /// Whether a band begins at this edge and holds it.
    fn begins_at(&self, band: &Band, edge: &BandEdge) -> bool {
        let Some(from) = band.from.as_ref().filter(|f| f.value == edge.value) else { return false };
        let exclusive = self.policies.choice(PolicyName::Bounds).0 == 1;
        from.included.unwrap_or(band.to.is_some() || !exclusive)
    }

    fn edge_included(&mut self, edge: &BandEdge, alone: bool, between: bool, span: Span) -> bool {
        match edge.included {
            Some(included) => included,
            None if alone => self.bounds_inclusive(span),
            None => between,
        }
    }

    fn edge(&mut self, op: CompareOp, quantity: NodeId, edge: &BandEdge, span: Span) -> NodeId {
        let value = self.builder.number(edge.value.clone(), span);
        self.builder.push(Op::Compare(op, quantity, value), span)
    }
}
