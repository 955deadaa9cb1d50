//! The plan as data: what the builder folds, which ranges it knows, what `verify` refuses, what the print holds.

use kaocheng_compile::plan::{
    Absence, Builder, CompareOp, Input, InputIx, Interval, Item, ItemKind, Node, NodeId, Op, Plan, Range, Reason,
    RollUp, Type, Veto, Violation, hash, print, verify,
};
use kaocheng_syntax::clause::{CohortStatistic, Feed, InputKind, VetoEffect};
use kaocheng_syntax::exact::{Exact, ratio, whole};
use kaocheng_syntax::span::Span;

const AT: Span = Span { start: 0, end: 0 };

fn input(id: &str, kind: InputKind) -> Input {
    Input {
        id: id.to_owned(),
        label: id.to_owned(),
        kind,
        unit: None,
        item: 0,
        provider: None,
        source: None,
        bounds: (None, None),
        data_date: None,
        level: None,
        feed: Feed::Supplied,
        span: AT,
    }
}

fn item(id: &str, score: NodeId) -> Item {
    Item {
        id: id.to_owned(),
        title: id.to_owned(),
        parent: None,
        level: None,
        kind: ItemKind::Base,
        points: Some(whole(10)),
        score,
        grade: None,
        clauses: Vec::new(),
        default: false,
        substituted: None,
        span: AT,
        heading: AT,
    }
}

/// A builder with an amount, a count, a fact and a choice of two words.
struct Desk {
    b: Builder,
    amount: NodeId,
    count: NodeId,
    fact: NodeId,
    choice: NodeId,
}

fn desk() -> Desk {
    let mut b = Builder::default();
    let kinds = [
        ("a", InputKind::Amount),
        ("c", InputKind::Count),
        ("f", InputKind::YesNo),
        ("w", InputKind::Choice(vec!["x".into(), "y".into()])),
    ];
    let nodes: Vec<NodeId> = kinds
        .into_iter()
        .map(|(id, kind)| {
            let ix = b.input(input(id, kind));
            b.push(Op::Input(ix), AT)
        })
        .collect();
    Desk { amount: nodes[0], count: nodes[1], fact: nodes[2], choice: nodes[3], b }
}

impl Desk {
    fn n(&mut self, v: i64) -> NodeId {
        self.b.number(whole(v), AT)
    }

    fn push(&mut self, op: Op) -> NodeId {
        self.b.push(op, AT)
    }

    fn interval(&self, id: NodeId) -> (Option<Exact>, Option<Exact>) {
        let i = self.b.interval(id);
        (i.least, i.most)
    }

    /// An input between two bounds.
    fn between(&mut self, least: i64, most: i64) -> NodeId {
        let row = Input {
            bounds: (Some(whole(least)), Some(whole(most))),
            ..input(&format!("b{}", self.b.plan.inputs.len()), InputKind::Amount)
        };
        let ix = self.b.input(row);
        self.push(Op::Input(ix))
    }
}

fn some(least: i64, most: i64) -> (Option<Exact>, Option<Exact>) {
    (Some(whole(least)), Some(whole(most)))
}

#[test]
fn equal_operations_are_one_node() {
    let mut d = desk();
    let (a, c) = (d.amount, d.count);
    let first = d.push(Op::Sub(a, c));
    assert_eq!(d.push(Op::Sub(a, c)), first);
    assert_ne!(d.push(Op::Sub(c, a)), first);
    assert_eq!(d.n(3), d.n(3));
    assert_ne!(d.n(3), d.n(4));
}

#[test]
fn constants_are_folded() {
    let mut d = desk();
    let (two, three, six) = (d.n(2), d.n(3), d.n(6));
    let folds = [
        (Op::Add(vec![two, three]), whole(5)),
        (Op::Sub(two, three), whole(-1)),
        (Op::Mul(vec![two, three]), whole(6)),
        (Op::Div(six, two), whole(3)),
        (Op::Div(two, three), ratio(2, 3)),
    ];
    for (op, value) in folds {
        let id = d.push(op.clone());
        assert_eq!(d.b.constant(id), Some(&value), "{op:?}");
    }
}

#[test]
fn a_constant_division_by_zero_is_kept_for_the_evaluator() {
    let mut d = desk();
    let (two, zero) = (d.n(2), d.n(0));
    let id = d.push(Op::Div(two, zero));
    assert_eq!(d.b.plan.node(id).op, Op::Div(two, zero));
}

#[test]
fn neutral_elements_vanish_and_others_stay() {
    let mut d = desk();
    let (a, zero, one, two) = (d.amount, d.n(0), d.n(1), d.n(2));
    assert_eq!(d.push(Op::Add(vec![a, zero])), a);
    assert_eq!(d.push(Op::Sub(a, zero)), a);
    assert_eq!(d.push(Op::Mul(vec![a, one])), a);
    assert_eq!(d.push(Op::Div(a, one)), a);
    assert_eq!(d.push(Op::Min(vec![a])), a);
    assert_eq!(d.push(Op::Max(vec![a])), a);
    for op in [
        Op::Add(vec![a, two]),
        Op::Sub(a, two),
        Op::Sub(zero, a),
        Op::Mul(vec![a, two]),
        Op::Mul(vec![a, zero]),
        Op::Div(a, two),
        Op::Div(one, a),
        Op::Min(vec![a, two]),
        Op::Max(vec![a, two]),
    ] {
        let id = d.push(op.clone());
        assert_ne!(id, a, "{op:?}");
        assert_eq!(d.b.constant(id), None, "{op:?}");
    }
}

#[test]
fn constants_of_a_sum_that_cancel_leave_the_rest() {
    let mut d = desk();
    let (a, c, two, minus) = (d.amount, d.count, d.n(2), d.n(-2));
    assert_eq!(d.push(Op::Add(vec![two, a, minus])), a);
    let both = d.push(Op::Add(vec![a, two, c, minus]));
    assert_eq!(d.b.plan.node(both).op, Op::Add(vec![a, c]));
    let three = d.push(Op::Add(vec![c, two, a]));
    assert_eq!(d.b.plan.node(three).op, Op::Add(vec![a, c, two]), "in one order");
}

#[test]
fn truths_fold_to_what_decides() {
    let mut d = desk();
    let (f, yes, no) = (d.fact, d.b.truth(true), d.b.truth(false));
    let (a, two) = (d.amount, d.n(2));
    let g = d.push(Op::Compare(CompareOp::Above, a, two));
    assert_eq!(d.push(Op::And(vec![f, yes])), f);
    assert_eq!(d.push(Op::And(vec![f, no])), no);
    assert_eq!(d.push(Op::And(vec![f, f])), f);
    assert_eq!(d.push(Op::And(vec![])), yes);
    assert_eq!(d.push(Op::Or(vec![f, no])), f);
    assert_eq!(d.push(Op::Or(vec![f, yes])), yes);
    assert_eq!(d.push(Op::Or(vec![])), no);
    assert_eq!(d.push(Op::Not(yes)), no);
    let not = d.push(Op::Not(f));
    assert_ne!(not, f);
    assert_eq!(d.push(Op::Not(not)), f);
    let both = d.push(Op::And(vec![f, yes, g]));
    assert_eq!(d.b.plan.node(both).op, Op::And(vec![f, g]));
    let either = d.push(Op::Or(vec![f, no, g]));
    assert_eq!(d.b.plan.node(either).op, Op::Or(vec![f, g]));
}

#[test]
fn a_decided_branch_is_taken() {
    let mut d = desk();
    let (a, c, f, yes, no) = (d.amount, d.count, d.fact, d.b.truth(true), d.b.truth(false));
    assert_eq!(d.push(Op::If(yes, a, c)), a);
    assert_eq!(d.push(Op::If(no, a, c)), c);
    assert_eq!(d.push(Op::If(f, a, a)), a);
    let open = d.push(Op::If(f, a, c));
    assert_eq!(d.b.plan.node(open).op, Op::If(f, a, c));
}

#[test]
fn every_operation_knows_its_type() {
    let mut d = desk();
    let (a, f, w) = (d.amount, d.fact, d.choice);
    let word = d.push(Op::Word("good".into()));
    let nothing = d.push(Op::Missing(Reason::NotApplicable));
    for (op, ty) in [
        (Op::Compare(CompareOp::Above, a, a), Type::Truth),
        (Op::Is(w, 0), Type::Truth),
        (Op::UnitIs("street".into()), Type::Truth),
        (Op::Present(a), Type::Truth),
        (Op::Not(f), Type::Truth),
        (Op::If(f, word, nothing), Type::Word),
        (Op::If(f, nothing, word), Type::Word),
        (Op::If(f, nothing, a), Type::Number),
        (Op::Substitute(f, Absence::Unreported, f), Type::Truth),
        (Op::Substitute(a, Absence::Unreported, a), Type::Number),
        (Op::RollUp(RollUp::Sum, f), Type::Number),
        (Op::Floor(a), Type::Number),
    ] {
        let id = d.push(op.clone());
        assert_eq!(d.b.plan.node(id).ty, ty, "{op:?}");
    }
    assert_eq!(d.b.plan.node(w).ty, Type::Choice);
    assert_eq!(d.b.plan.node(f).ty, Type::Truth);
}

#[test]
fn inputs_have_the_range_of_their_kind() {
    let mut d = desk();
    assert_eq!(d.interval(d.amount), (None, None));
    assert_eq!(d.interval(d.count), (Some(whole(0)), None));
    for (kind, least) in [(InputKind::Rank, Some(1)), (InputKind::Judged, Some(0)), (InputKind::Rate, None)] {
        let ix = d.b.input(input("k", kind.clone()));
        let id = d.push(Op::Input(ix));
        assert_eq!(d.interval(id), (least.map(whole), None), "{kind:?}");
    }
    let bounded = d.between(-2, 7);
    assert_eq!(d.interval(bounded), some(-2, 7));
    assert_eq!(d.b.plan.node(d.fact).range, Range::Truth { yes: true, no: true });
}

#[test]
fn ranges_of_arithmetic() {
    let mut d = desk();
    let (x, y) = (d.between(-2, 3), d.between(4, 5));
    let wide = d.amount;
    for (op, range) in [
        (Op::Add(vec![x, y]), some(2, 8)),
        (Op::Sub(x, y), some(-7, -1)),
        (Op::Mul(vec![x, y]), some(-10, 15)),
        (Op::Mul(vec![x, x]), some(-6, 9)),
        (Op::Min(vec![x, y]), some(-2, 3)),
        (Op::Max(vec![x, y]), some(4, 5)),
        (Op::Min(vec![wide, y]), (None, Some(whole(5)))),
        (Op::Max(vec![wide, y]), (Some(whole(4)), None)),
        (Op::Add(vec![wide, y]), (None, None)),
        (Op::Div(x, y), (Some(ratio(-1, 2)), Some(ratio(3, 4)))),
        (Op::Div(y, x), (None, None)),
        (Op::Div(y, d.count), (Some(whole(0)), None)),
        (Op::Mul(vec![y, d.count]), (Some(whole(0)), None)),
        (Op::Mul(vec![x, d.count]), (None, None)),
        (Op::Cohort(CohortStatistic::Mean, x), some(-2, 3)),
        (Op::Cohort(CohortStatistic::RankFromLeast, x), (Some(whole(1)), None)),
        (Op::RollUp(RollUp::Mean, y), some(4, 5)),
        (Op::RollUp(RollUp::Sum, y), (Some(whole(4)), None)),
        (Op::RollUp(RollUp::Sum, x), (None, None)),
        (Op::RollUp(RollUp::Mean, d.fact), some(0, 1)),
        (Op::RollUp(RollUp::Sum, d.fact), (Some(whole(0)), None)),
    ] {
        let id = d.push(op.clone());
        assert_eq!(d.interval(id), range, "{op:?}");
    }
}

#[test]
fn zero_times_anything_is_zero() {
    let mut d = desk();
    let zero = d.n(0);
    let product = d.push(Op::Mul(vec![d.amount, zero]));
    assert_eq!(d.interval(product), some(0, 0));
}

#[test]
fn ranges_of_rounding_and_branches() {
    let mut d = desk();
    let x = d.between(1, 3);
    let half = d.b.number(ratio(1, 2), AT);
    let x_half = d.push(Op::Mul(vec![x, half]));
    let y = d.between(8, 9);
    for (op, range) in [
        (Op::Floor(x_half), some(0, 1)),
        (Op::Ceil(x_half), some(1, 2)),
        (Op::Round(x_half, 0), some(1, 2)),
        (Op::If(d.fact, x, y), some(1, 9)),
        (Op::Substitute(x, Absence::Unreported, y), some(1, 9)),
    ] {
        let id = d.push(op.clone());
        assert_eq!(d.interval(id), range, "{op:?}");
    }
    let four = d.n(4);
    let sure = d.push(Op::Compare(CompareOp::Below, x, four));
    let decided = d.push(Op::If(sure, x, y));
    assert_eq!(d.interval(decided), some(1, 3), "the other branch is never taken");
}

#[test]
fn comparisons_know_what_is_certain() {
    let mut d = desk();
    let (x, y, z) = (d.between(1, 3), d.between(3, 5), d.between(6, 7));
    let three = d.n(3);
    for (op, a, b, yes, no) in [
        (CompareOp::AtLeast, z, x, true, false),
        (CompareOp::AtLeast, x, z, false, true),
        (CompareOp::AtLeast, y, x, true, false),
        (CompareOp::AtLeast, x, y, true, true),
        (CompareOp::Above, y, x, true, true),
        (CompareOp::Above, x, y, false, true),
        (CompareOp::AtMost, x, y, true, false),
        (CompareOp::Below, x, y, true, true),
        (CompareOp::Below, y, x, false, true),
        (CompareOp::Equal, x, z, false, true),
        (CompareOp::Equal, z, x, false, true),
        (CompareOp::Equal, x, y, true, true),
        (CompareOp::Equal, three, three, true, false),
    ] {
        let id = d.push(Op::Compare(op, a, b));
        assert_eq!(d.b.plan.node(id).range, Range::Truth { yes, no }, "{op:?} {a:?} {b:?}");
    }
}

#[test]
fn truths_know_what_is_certain() {
    let mut d = desk();
    let (x, z, f) = (d.between(1, 3), d.between(6, 7), d.fact);
    let never = d.push(Op::Compare(CompareOp::Above, x, z));
    let always = d.push(Op::Compare(CompareOp::Above, z, x));
    for (op, yes, no) in [
        (Op::And(vec![f, never]), false, true),
        (Op::And(vec![f, always]), true, true),
        (Op::Or(vec![f, always]), true, false),
        (Op::Or(vec![f, never]), true, true),
        (Op::Not(always), false, true),
        (Op::Not(f), true, true),
    ] {
        let id = d.push(op.clone());
        assert_eq!(d.b.plan.node(id).range, Range::Truth { yes, no }, "{op:?}");
    }
}

#[test]
fn an_interval_is_a_point_only_if_both_ends_are_there() {
    assert!(Interval::point(whole(3)).is_point());
    assert!(!Interval::all().is_point());
    assert!(!Interval::from_zero().is_point());
    let hull = Interval::point(whole(1)).hull(&Interval::new(Some(whole(4)), None));
    assert_eq!((hull.least, hull.most), (Some(whole(1)), None));
}

fn node(op: Op, ty: Type) -> Node {
    Node { op, ty, range: Range::Word, span: AT }
}

/// A sound plan: an amount, a fact, a choice, a number; one item.
fn sound() -> Plan {
    let mut d = desk();
    let two = d.n(2);
    let score = d.push(Op::If(d.fact, two, d.amount));
    let mut plan = d.b.plan;
    plan.items.push(item("1", score));
    plan.total = Some(score);
    plan
}

#[test]
fn a_sound_plan_has_no_violation() {
    assert_eq!(verify(&sound(), false), []);
}

#[test]
fn every_broken_invariant_is_found() {
    let (amount, fact, choice) = (NodeId(0), NodeId(2), NodeId(3));
    let next = sound().nodes.len();
    let id = NodeId(next);
    let wrong = |op: Op, ty: Type| {
        let mut plan = sound();
        plan.nodes.push(node(op, ty));
        verify(&plan, false)
    };
    assert_eq!(wrong(Op::Floor(id), Type::Number), [Violation::Order(id)]);
    assert_eq!(wrong(Op::Floor(NodeId(next + 1)), Type::Number), [Violation::Order(id)]);
    assert_eq!(wrong(Op::Input(InputIx(9)), Type::Number), [Violation::NoSuchInput(id, InputIx(9))]);
    assert_eq!(wrong(Op::Is(choice, 2), Type::Truth), [Violation::NoSuchWord(id)]);
    assert_eq!(wrong(Op::Is(choice, 1), Type::Truth), []);
    assert_eq!(wrong(Op::Min(vec![]), Type::Number), [Violation::NoOperands(id)]);
    assert_eq!(wrong(Op::ItemPoints, Type::Number), [Violation::SymbolicPoints(id)]);
    for op in [
        Op::Add(vec![amount, fact]),
        Op::Mul(vec![fact]),
        Op::Sub(amount, fact),
        Op::Sub(fact, amount),
        Op::Div(amount, choice),
        Op::Compare(CompareOp::Above, amount, fact),
        Op::Floor(fact),
        Op::Round(fact, 1),
        Op::Cohort(CohortStatistic::Mean, fact),
        Op::And(vec![fact, amount]),
        Op::Or(vec![amount, fact]),
        Op::Not(amount),
        Op::If(amount, amount, amount),
        Op::If(fact, amount, fact),
        Op::If(fact, fact, amount),
        Op::Substitute(amount, Absence::Unreported, fact),
        Op::Is(amount, 0),
    ] {
        let found = wrong(op.clone(), Type::Number);
        assert_eq!(found, [Violation::OperandType(id)], "{op:?}");
    }
}

#[test]
fn a_missing_operand_fits_every_type() {
    let mut plan = sound();
    let nothing = NodeId(plan.nodes.len());
    plan.nodes.push(node(Op::Missing(Reason::NotReported), Type::Number));
    plan.nodes.push(node(Op::Not(nothing), Type::Truth));
    plan.nodes.push(node(Op::If(NodeId(2), nothing, NodeId(0)), Type::Number));
    assert_eq!(verify(&plan, false), []);
}

#[test]
fn symbolic_points_are_allowed_in_a_lone_sentence() {
    let mut plan = sound();
    plan.nodes.push(node(Op::ItemPoints, Type::Number));
    assert_eq!(verify(&plan, true), []);
}

#[test]
fn items_vetoes_and_the_total_stay_inside() {
    let outside = NodeId(99);
    let broken = |change: &dyn Fn(&mut Plan)| {
        let mut plan = sound();
        change(&mut plan);
        verify(&plan, false)
    };
    assert_eq!(broken(&|p| p.items[0].score = outside), [Violation::Outside(0)]);
    assert_eq!(broken(&|p| p.items[0].grade = Some(outside)), [Violation::Outside(0)]);
    assert_eq!(broken(&|p| p.total = Some(outside)), [Violation::Outside(1)]);
    assert_eq!(broken(&|p| p.items[0].score = NodeId(2)), [Violation::ResultType(0)]);
    assert_eq!(broken(&|p| p.items[0].grade = Some(NodeId(0))), [Violation::ResultType(0)]);
    assert_eq!(broken(&|p| p.total = Some(NodeId(2))), [Violation::ResultType(1)]);
    let veto = |condition, item| Veto { condition, effect: VetoEffect::TotalZero, item, span: AT };
    assert_eq!(broken(&|p| p.vetoes.push(veto(NodeId(2), 0))), []);
    assert_eq!(broken(&|p| p.vetoes.push(veto(outside, 0))), [Violation::Outside(0)]);
    assert_eq!(broken(&|p| p.vetoes.push(veto(NodeId(2), 5))), [Violation::Outside(5)]);
    assert_eq!(broken(&|p| p.vetoes.push(veto(NodeId(0), 0))), [Violation::ResultType(0)]);
    assert_eq!(broken(&|p| p.items[0].parent = Some(0)), [Violation::ItemOrder(0)]);
    let second = |p: &mut Plan| {
        let mut other = p.items[0].clone();
        other.parent = Some(0);
        p.items.push(other);
    };
    assert_eq!(broken(&second), [Violation::DuplicateId("1".into())]);
    assert_eq!(broken(&|p| p.inputs[1].id = "a".into()), [Violation::DuplicateId("a".into())]);
}

#[test]
fn the_print_holds_what_acts_and_leaves_out_what_does_not() {
    let base = sound();
    let same = |change: &dyn Fn(&mut Plan)| {
        let mut plan = base.clone();
        change(&mut plan);
        (print(&plan) == print(&base), hash(&plan) == hash(&base))
    };
    assert_eq!(same(&|p| p.head.title = "another".into()), (true, true));
    assert_eq!(same(&|p| p.items[0].title = "another".into()), (true, true));
    assert_eq!(same(&|p| p.nodes[0].span = Span::new(3, 9)), (true, true));
    let changes: [&dyn Fn(&mut Plan); 13] = [
        &|p| p.head.code = "c".into(),
        &|p| p.head.round = Some("r".into()),
        &|p| p.head.level = Some("l".into()),
        &|p| p.inputs[0].label = "other".into(),
        &|p| p.inputs[0].unit = Some("km".into()),
        &|p| p.inputs[0].provider = Some("office".into()),
        &|p| p.inputs[0].bounds.0 = Some(whole(0)),
        &|p| p.items[0].points = Some(whole(11)),
        &|p| p.items[0].kind = ItemKind::Bonus,
        &|p| p.items[0].default = true,
        &|p| p.items[0].grade = Some(NodeId(0)),
        &|p| p.total = None,
        &|p| {
            p.vetoes.push(Veto { condition: NodeId(2), effect: VetoEffect::LastPlace, item: 0, span: AT });
        },
    ];
    for (ix, change) in changes.iter().enumerate() {
        assert_eq!(same(change), (false, false), "change {ix}");
    }
}

#[test]
fn every_operation_prints_its_own_line() {
    let mut d = desk();
    let (a, f, w) = (d.amount, d.fact, d.choice);
    let third = d.b.number(ratio(1, 3), AT);
    for (op, text) in [
        (Op::Number(ratio(5, 2)), "number 2.5"),
        (Op::Number(ratio(1, 3)), "number 1/3"),
        (Op::Truth(true), "truth yes"),
        (Op::Truth(false), "truth no"),
        (Op::Word("a \"b\"\\\n".into()), "word \"a \\\"b\\\"\\\\\\n\""),
        (Op::Missing(Reason::Refused), "missing refused"),
        (Op::Missing(Reason::Excused), "missing excused"),
        (Op::Missing(Reason::NotReported), "missing not-reported"),
        (Op::UnitIs("s".into()), "unit-is \"s\""),
        (Op::Round(a, 2), "round 2 n0"),
        (Op::Compare(CompareOp::AtLeast, a, third), "at-least n0 n4"),
        (Op::Compare(CompareOp::Above, a, third), "above n0 n4"),
        (Op::Compare(CompareOp::AtMost, a, third), "at-most n0 n4"),
        (Op::Compare(CompareOp::Below, a, third), "below n0 n4"),
        (Op::Compare(CompareOp::Equal, a, third), "equal n0 n4"),
        (Op::Is(w, 1), "is 1 n3"),
        (Op::If(f, a, third), "if n2 n0 n4"),
        (Op::Substitute(a, Absence::Inapplicable, third), "if-inapplicable n0 n4"),
        (Op::Cohort(CohortStatistic::TrimmedMean, a), "cohort trimmed-mean n0"),
        (Op::Cohort(CohortStatistic::Greatest, a), "cohort greatest n0"),
        (Op::Cohort(CohortStatistic::RankFromGreatest, a), "cohort rank-from-greatest n0"),
        (Op::RollUp(RollUp::Sum, a), "roll-up sum n0"),
        (Op::RollUp(RollUp::Mean, a), "roll-up mean n0"),
    ] {
        let id = d.push(op);
        let printed = print(&d.b.plan);
        let line = format!("n{} = {text}", id.0);
        assert!(printed.lines().any(|l| l == line), "{line}\n{printed}");
    }
}

#[test]
fn a_trail_goes_from_the_outside_in() {
    let mut plan = sound();
    let mut inner = item("1.1", plan.items[0].score);
    inner.parent = Some(0);
    plan.items.push(inner);
    assert_eq!(plan.trail(1), ["1", "1.1"]);
    assert_eq!(plan.children(0).collect::<Vec<_>>(), [1]);
    assert_eq!(plan.inputs_of(plan.items[0].score), [InputIx(0), InputIx(2)]);
}
