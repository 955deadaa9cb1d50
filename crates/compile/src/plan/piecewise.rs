//! A plan over all values of one figure: the figure's range is cut where any comparison, limit or step turns, and on
//! every stretch between two cuts each node is known as a line.

use super::line::{Fact, Known, Line, Stretch};
use super::range::{Interval, Range};
use super::{Absence, CompareOp, InputIx, NodeId, Op, Plan, Reason, Type};
use kaocheng_syntax::clause::CohortStatistic;
use kaocheng_syntax::exact::{Exact, whole};
use num_traits::{One, Zero};
use std::collections::{HashMap, HashSet};

/// A question about a plan: what its nodes can be when some of them are known or missing. Inputs that nothing is said of
/// are there, with any value of their range.
#[derive(Clone)]
pub struct Study<'a> {
    plan: &'a Plan,
    fixed: HashMap<NodeId, Fact>,
    absent: HashSet<InputIx>,
}

/// One stretch of the figure and what the nodes asked for are there, in the order asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Which values of the figure.
    pub stretch: Stretch,
    /// What is known of each node.
    pub facts: Vec<Fact>,
}

/// The most pieces that a figure's range is cut into; beyond it, what is known gets coarser and stays true.
const MOST_PIECES: usize = 600;

impl<'a> Study<'a> {
    /// A question about a plan.
    pub fn new(plan: &'a Plan) -> Study<'a> {
        Study { plan, fixed: HashMap::new(), absent: HashSet::new() }
    }

    /// The same where a node is known.
    pub fn with(&self, node: NodeId, fact: Fact) -> Study<'a> {
        let mut other = self.clone();
        other.fixed.insert(node, fact);
        other
    }

    /// The same where an input is not reported.
    pub fn without(&self, input: InputIx) -> Study<'a> {
        let mut other = self.clone();
        other.absent.insert(input);
        other
    }

    /// What a node can be.
    pub fn fact(&self, node: NodeId) -> Fact {
        let everywhere = Stretch { from: None, to: None };
        let slice = self.slice(&[node], None);
        let facts = self.pass(&slice, None, &everywhere, &mut Vec::new());
        facts.get(&node).cloned().unwrap_or_else(|| Fact::of_range(&self.plan.node(node).range))
    }

    /// The interval of a number where it is there.
    pub fn interval(&self, node: NodeId) -> Interval {
        let everywhere = Stretch { from: None, to: None };
        self.fact(node).line().map_or_else(Interval::all, |l| l.interval(&everywhere))
    }

    /// What nodes are over the whole range of a figure, in ascending order without gaps.
    pub fn over(&self, figure: NodeId, targets: &[NodeId]) -> Vec<Piece> {
        let slice = self.slice(targets, Some(figure));
        let mut waiting = start(&self.plan.node(figure).range.interval());
        let mut done = Vec::new();
        while let Some(stretch) = waiting.pop() {
            let mut splits = Vec::new();
            let facts = self.pass(&slice, Some(figure), &stretch, &mut splits);
            splits.retain(|x| stretch.holds_inside(x));
            splits.sort();
            splits.dedup();
            if splits.is_empty() || done.len() + waiting.len() + splits.len() > MOST_PIECES {
                let facts = targets.iter().filter_map(|t| facts.get(t).cloned()).collect();
                done.push(Piece { stretch, facts });
                continue;
            }
            cut(&stretch, splits, &mut waiting);
        }
        done
    }

    /// The nodes that the targets depend on, in the plan's order; what is known needs no operands.
    fn slice(&self, targets: &[NodeId], figure: Option<NodeId>) -> Vec<NodeId> {
        let mut seen: HashSet<NodeId> = HashSet::new();
        let mut stack = targets.to_vec();
        while let Some(id) = stack.pop() {
            if !seen.insert(id) || figure == Some(id) || self.fixed.contains_key(&id) {
                continue;
            }
            stack.extend(self.plan.node(id).op.operands());
        }
        let mut all: Vec<NodeId> = seen.into_iter().collect();
        all.sort();
        all
    }

    fn pass(
        &self,
        slice: &[NodeId],
        figure: Option<NodeId>,
        on: &Stretch,
        splits: &mut Vec<Exact>,
    ) -> HashMap<NodeId, Fact> {
        let mut facts: HashMap<NodeId, Fact> = HashMap::with_capacity(slice.len());
        for id in slice {
            let fact = if figure == Some(*id) {
                Fact::present(Known::Number(Line::figure()))
            } else if let Some(known) = self.fixed.get(id) {
                known.clone()
            } else {
                Pass { study: self, facts: &facts, on }.fact(*id, splits)
            };
            facts.insert(*id, fact);
        }
        facts
    }
}

/// The range of a figure as stretches, its finite ends as points of their own; the least is popped first.
fn start(range: &Interval) -> Vec<Stretch> {
    let mut all = Vec::new();
    all.extend(range.most.clone().map(Stretch::point));
    if !range.is_point() {
        all.push(Stretch { from: range.least.clone(), to: range.most.clone() });
        all.extend(range.least.clone().map(Stretch::point));
    }
    all
}

/// Cuts a stretch at points inside it; the parts are popped in ascending order.
fn cut(stretch: &Stretch, at: Vec<Exact>, waiting: &mut Vec<Stretch>) {
    let mut upper = stretch.to.clone();
    for x in at.into_iter().rev() {
        waiting.push(Stretch { from: Some(x.clone()), to: upper });
        waiting.push(Stretch::point(x.clone()));
        upper = Some(x);
    }
    waiting.push(Stretch { from: stretch.from.clone(), to: upper });
}

/// One walk over the nodes on one stretch.
struct Pass<'s, 'a> {
    study: &'s Study<'a>,
    facts: &'s HashMap<NodeId, Fact>,
    on: &'s Stretch,
}

impl Pass<'_, '_> {
    /// What is known of an operand. The slice holds every operand; nothing would be known of one it did not.
    fn of(&self, id: &NodeId) -> &Fact {
        const NOTHING: &Fact = &Fact { value: Some(Known::Word), unreported: true, inapplicable: true };
        self.facts.get(id).unwrap_or(NOTHING)
    }

    fn fact(&self, id: NodeId, splits: &mut Vec<Exact>) -> Fact {
        let plan = self.study.plan;
        let node = plan.node(id);
        match &node.op {
            Op::Number(v) => Fact::number(Interval::point(v.clone())),
            Op::Truth(v) => Fact::truth(*v),
            Op::Missing(reason) => missing(*reason),
            Op::Input(ix) if self.study.absent.contains(ix) => Fact::unreported(),
            Op::Add(all) => self.fold(all, |a, b, _| a.add(b), splits),
            Op::Mul(all) => self.fold(all, |a, b, _| a.mul(b, self.on), splits),
            Op::Min(all) => self.fold(all, |a, b, splits| a.min(b, self.on, splits), splits),
            Op::Max(all) => self.fold(all, |a, b, splits| a.max(b, self.on, splits), splits),
            Op::Sub(a, b) => self.fold(&[*a, *b], |a, b, _| a.add(&b.negate()), splits),
            Op::Div(a, b) => self.quotient(a, b),
            Op::Floor(a) => self.map(a, |l| l.whole_steps(false, self.on, splits)),
            Op::Ceil(a) => self.map(a, |l| l.whole_steps(true, self.on, splits)),
            Op::Round(a, digits) => self.map(a, |l| l.rounded(*digits, self.on)),
            Op::Compare(op, a, b) => self.compare(*op, a, b, splits),
            Op::And(all) => self.connect(all, false),
            Op::Or(all) => self.connect(all, true),
            Op::Not(a) => {
                let of = self.of(a);
                let (yes, no) = of.truths();
                Fact { value: of.value.as_ref().map(|_| Known::Truth { yes: no, no: yes }), ..of.absence() }
            }
            Op::If(c, a, b) => self.branch(c, a, b),
            Op::Substitute(a, absence, b) => self.substitute(a, *absence, b),
            Op::Present(a) => {
                let of = self.of(a);
                let yes = of.value.is_some();
                Fact::present(Known::Truth { yes, no: of.unreported || of.inapplicable })
            }
            Op::Is(a, _) => Fact { value: Some(Known::Truth { yes: true, no: true }), ..self.of(a).absence() },
            Op::Cohort(CohortStatistic::RankFromGreatest | CohortStatistic::RankFromLeast, _) => {
                Fact::number(Interval::new(Some(Exact::one()), None))
            }
            // What other units have, or units below, does not move with this unit's figure.
            Op::Cohort(_, a) => Fact::of_range(&plan.node(*a).range),
            Op::Input(_) | Op::ItemPoints | Op::UnitIs(_) | Op::Word(_) | Op::RollUp(..) => Fact::of_range(&node.range),
        }
    }

    fn fold(&self, all: &[NodeId], f: impl Fn(&Line, &Line, &mut Vec<Exact>) -> Line, splits: &mut Vec<Exact>) -> Fact {
        let mut result = Fact { value: None, unreported: false, inapplicable: false };
        let mut line: Option<Line> = None;
        let mut there = true;
        for id in all {
            let of = self.of(id);
            result.unreported |= of.unreported;
            result.inapplicable |= of.inapplicable;
            match of.line() {
                Some(next) => line = Some(line.map_or_else(|| next.clone(), |l| f(&l, next, splits))),
                None => there = false,
            }
        }
        result.value = line.filter(|_| there).map(Known::Number);
        result
    }

    fn map(&self, id: &NodeId, mut f: impl FnMut(&Line) -> Line) -> Fact {
        let of = self.of(id);
        Fact { value: of.line().map(|l| Known::Number(f(l))), ..of.absence() }
    }

    fn quotient(&self, a: &NodeId, b: &NodeId) -> Fact {
        let (a, b) = (self.of(a), self.of(b));
        let absent = |f: fn(&Fact) -> bool| f(a) || f(b);
        let (mut value, mut zero) = (None, false);
        if let (Some(x), Some(y)) = (a.line(), b.line()) {
            zero = y.signs(self.on).zero;
            value = Some(Known::Number(match y.as_constant() {
                Some(c) if !c.is_zero() => x.scaled(&c.recip()),
                _ => Line::constant(x.interval(self.on).mul(&y.interval(self.on).reciprocal())),
            }));
            if y.as_constant().is_some_and(Zero::is_zero) {
                value = None;
            }
        }
        Fact { value, unreported: absent(|f| f.unreported), inapplicable: absent(|f| f.inapplicable) || zero }
    }

    fn compare(&self, op: CompareOp, a: &NodeId, b: &NodeId, splits: &mut Vec<Exact>) -> Fact {
        let (a, b) = (self.of(a), self.of(b));
        let value = a.line().zip(b.line()).map(|(x, y)| {
            let difference = x.add(&y.negate());
            let signs = difference.signs(self.on);
            let (yes, no) = match op {
                CompareOp::AtLeast => (signs.positive || signs.zero, signs.negative),
                CompareOp::Above => (signs.positive, signs.negative || signs.zero),
                CompareOp::AtMost => (signs.negative || signs.zero, signs.positive),
                CompareOp::Below => (signs.negative, signs.positive || signs.zero),
                CompareOp::Equal => (signs.zero, signs.negative || signs.positive),
            };
            if yes && no {
                splits.extend(difference.crossings(self.on));
            }
            Known::Truth { yes, no }
        });
        Fact { value, unreported: a.unreported || b.unreported, inapplicable: a.inapplicable || b.inapplicable }
    }

    /// `deciding`: the truth that one operand alone brings about.
    fn connect(&self, all: &[NodeId], deciding: bool) -> Fact {
        let facts: Vec<&Fact> = all.iter().map(|id| self.of(id)).collect();
        let can = |f: &Fact, truth: bool| if truth { f.truths().0 } else { f.truths().1 };
        if facts.iter().any(|f| f.is_there() && can(f, deciding) && !can(f, !deciding)) {
            return Fact::truth(deciding);
        }
        let decided = facts.iter().any(|f| can(f, deciding));
        let other = facts.iter().all(|f| can(f, !deciding));
        let (yes, no) = if deciding { (decided, other) } else { (other, decided) };
        let value = (yes || no).then_some(Known::Truth { yes, no });
        Fact {
            value,
            unreported: facts.iter().any(|f| f.unreported),
            inapplicable: facts.iter().any(|f| f.inapplicable),
        }
    }

    fn branch(&self, c: &NodeId, a: &NodeId, b: &NodeId) -> Fact {
        let condition = self.of(c);
        let (yes, no) = condition.truths();
        let mut result = condition.absence();
        for (taken, id) in [(yes, a), (no, b)] {
            if taken {
                result = self.hull(&result, self.of(id));
            }
        }
        result
    }

    fn substitute(&self, a: &NodeId, absence: Absence, b: &NodeId) -> Fact {
        let mut of = self.of(a).clone();
        let flag = match absence {
            Absence::Unreported => &mut of.unreported,
            Absence::Inapplicable => &mut of.inapplicable,
        };
        if !std::mem::take(flag) {
            return of;
        }
        self.hull(&of, self.of(b))
    }

    fn hull(&self, a: &Fact, b: &Fact) -> Fact {
        let value = match (&a.value, &b.value) {
            (None, other) | (other, None) => other.clone(),
            (Some(Known::Number(x)), Some(Known::Number(y))) => Some(Known::Number(x.hull(y, self.on))),
            (Some(Known::Truth { yes, no }), Some(Known::Truth { yes: y, no: n })) => {
                Some(Known::Truth { yes: *yes || *y, no: *no || *n })
            }
            _ => Some(Known::Word),
        };
        Fact { value, unreported: a.unreported || b.unreported, inapplicable: a.inapplicable || b.inapplicable }
    }
}

fn missing(reason: Reason) -> Fact {
    let unreported = reason.absence() == Absence::Unreported;
    Fact { value: None, unreported, inapplicable: !unreported }
}

impl Plan {
    /// The figures that a node moves with: numbers supplied, quotients of two figures (a rate made of its numerator and
    /// denominator), figures of the cohort and of units below.
    pub fn figures_of(&self, node: NodeId) -> Vec<NodeId> {
        let mut found = Vec::new();
        self.leaves(node, &mut |id| found.push(id), &mut |_| {});
        found.sort();
        found
    }

    /// The truths that a node turns on: yes/no inputs, words of a choice, kinds of unit.
    pub fn truths_of(&self, node: NodeId) -> Vec<NodeId> {
        let mut found = Vec::new();
        self.leaves(node, &mut |_| {}, &mut |id| found.push(id));
        found.sort();
        found
    }

    fn leaves(&self, node: NodeId, figure: &mut dyn FnMut(NodeId), truth: &mut dyn FnMut(NodeId)) {
        let mut seen = HashSet::new();
        let mut stack = vec![node];
        while let Some(id) = stack.pop() {
            if !seen.insert(id) {
                continue;
            }
            let node = self.node(id);
            match &node.op {
                Op::Input(_) if node.ty == Type::Number => figure(id),
                Op::Input(_) if node.ty == Type::Truth => truth(id),
                Op::Is(..) | Op::UnitIs(_) => truth(id),
                Op::Cohort(..) | Op::RollUp(..) => figure(id),
                Op::Div(_, b) if !matches!(self.node(*b).range, Range::Number(ref i) if i.is_point()) => figure(id),
                op => stack.extend(op.operands()),
            }
        }
    }

    /// Whether a figure only takes whole numbers.
    pub fn is_whole_figure(&self, figure: NodeId) -> bool {
        use kaocheng_syntax::clause::InputKind;
        match &self.node(figure).op {
            Op::Input(ix) => matches!(self.inputs[ix.0].kind, InputKind::Count | InputKind::Rank),
            Op::Cohort(CohortStatistic::RankFromGreatest | CohortStatistic::RankFromLeast, _) => true,
            Op::RollUp(super::RollUp::Sum, of) => self.node(*of).ty == Type::Truth || self.is_whole_figure(*of),
            _ => false,
        }
    }

    /// Whether a figure is a share, shown as a percentage.
    pub fn is_share(&self, figure: NodeId) -> bool {
        use kaocheng_syntax::clause::InputKind;
        match &self.node(figure).op {
            Op::Input(ix) => self.inputs[ix.0].kind == InputKind::Rate,
            Op::Div(..) => true,
            Op::RollUp(super::RollUp::Mean, of) => self.node(*of).ty == Type::Truth || self.is_share(*of),
            Op::Cohort(CohortStatistic::RankFromGreatest | CohortStatistic::RankFromLeast, _) => false,
            Op::Cohort(_, of) => self.is_share(*of),
            Op::Substitute(of, ..) => self.is_share(*of),
            _ => false,
        }
    }
}

/// The value of a node at one value of the figure, from its pieces; `None` where it is missing or not one number.
pub fn value_at(pieces: &[Piece], target: usize, x: &Exact) -> Option<Exact> {
    let piece = pieces.iter().find(|p| p.stretch.holds(x))?;
    let at = piece.facts.get(target)?.line()?.at(x);
    at.least.clone().filter(|_| at.is_point())
}

/// The whole numbers next to an end of a stretch, on both sides and on it.
pub fn whole_numbers_near(x: &Exact) -> [Exact; 3] {
    let floor = x.floor();
    [&floor - whole(1), floor.clone(), floor + whole(1)]
}
