//! What the plan knows of its nodes before any figure is seen holds for every figure: ranges contain every value, and
//! the pieces over one figure give exactly the values computed at its points.

use kaocheng_compile::plan::{
    Builder, CompareOp, Fact, Input, InputIx, Interval, Item, ItemKind, Node, NodeId, Op, Plan, Stretch, Study, Type,
};
use kaocheng_engine::reference::evaluate;
use kaocheng_engine::table::{Table, Units, Value};
use kaocheng_syntax::clause::{Feed, InputKind};
use kaocheng_syntax::exact::{Exact, ratio, whole};
use kaocheng_syntax::span::Span;
use proptest::prelude::*;

const AT: Span = Span { start: 0, end: 0 };

fn input(kind: InputKind, bounds: (Option<Exact>, Option<Exact>)) -> Input {
    Input {
        id: String::new(),
        label: "x".to_owned(),
        kind,
        unit: None,
        item: 0,
        provider: None,
        source: None,
        bounds,
        data_date: None,
        level: None,
        feed: Feed::Supplied,
        span: AT,
    }
}

/// Two numbers and a fact to compute with.
fn leaves() -> (Builder, Vec<NodeId>, NodeId) {
    let mut builder = Builder::default();
    let x = builder.input(input(InputKind::Amount, (Some(whole(-3)), Some(whole(4)))));
    let y = builder.input(input(InputKind::Count, (None, None)));
    let fact = builder.input(input(InputKind::YesNo, (None, None)));
    let numbers = [x, y].map(|ix| builder.push(Op::Input(ix), AT)).to_vec();
    let fact = builder.push(Op::Input(fact), AT);
    (builder, numbers, fact)
}

/// One operation over what is there already, chosen by numbers.
fn grow(builder: &mut Builder, numbers: &mut Vec<NodeId>, fact: NodeId, step: (u8, usize, usize, i64)) {
    let (kind, a, b, constant) = step;
    let (a, b) = (numbers[a % numbers.len()], numbers[b % numbers.len()]);
    let c = builder.number(ratio(constant, 2), AT);
    let op = match kind % 12 {
        0 => Op::Add(vec![a, b]),
        1 => Op::Sub(a, b),
        2 => Op::Mul(vec![a, c]),
        3 => Op::Min(vec![a, b]),
        4 => Op::Max(vec![a, c]),
        5 => Op::Floor(a),
        6 => Op::Ceil(a),
        7 => Op::Round(a, 1),
        8 => Op::Div(a, b),
        9 => Op::Mul(vec![a, b]),
        10 => Op::If(fact, a, b),
        _ => {
            let compare = [CompareOp::AtLeast, CompareOp::Above, CompareOp::AtMost, CompareOp::Below, CompareOp::Equal];
            let holds = builder.push(Op::Compare(compare[constant.unsigned_abs() as usize % 5], a, c), AT);
            Op::If(holds, b, c)
        }
    };
    numbers.push(builder.push(op, AT));
}

fn plan(steps: &[(u8, usize, usize, i64)]) -> (Plan, NodeId) {
    let (mut builder, mut numbers, fact) = leaves();
    for step in steps {
        grow(&mut builder, &mut numbers, fact, *step);
    }
    let score = *numbers.last().unwrap();
    builder.item(Item {
        id: "1".to_owned(),
        title: String::new(),
        parent: None,
        level: None,
        kind: ItemKind::Base,
        points: None,
        score,
        grade: None,
        clauses: Vec::new(),
        default: false,
        substituted: None,
        span: AT,
        heading: AT,
    });
    builder.plan.total = Some(score);
    (builder.plan, score)
}

fn holds(interval: &Interval, value: &Exact) -> bool {
    interval.least.as_ref().is_none_or(|l| l <= value) && interval.most.as_ref().is_none_or(|m| value <= m)
}

fn figures(plan: &Plan, x: &Exact, y: i64, fact: bool) -> Table {
    let mut table = Table::new(plan, Units::single());
    table.set(InputIx(0), 0, Value::Number(x.clone()));
    table.set(InputIx(1), 0, Value::Number(whole(y)));
    table.set(InputIx(2), 0, Value::Truth(fact));
    table
}

fn is_number(node: &Node) -> bool {
    node.ty == Type::Number
}

/// What a piece says of a node at a point of the figure.
fn said(study: &Study, figure: NodeId, node: NodeId, x: &Exact) -> Option<Fact> {
    let pieces = study.over(figure, &[node]);
    let at: Vec<_> = pieces.iter().filter(|p| p.stretch.holds(x)).collect();
    assert_eq!(at.len(), 1, "every value of the figure lies on one piece");
    at[0].facts.first().cloned()
}

fn steps() -> impl Strategy<Value = Vec<(u8, usize, usize, i64)>> {
    prop::collection::vec((any::<u8>(), 0usize..12, 0usize..12, -5i64..6), 1..9)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_value_lies_in_the_range_of_its_node(
        steps in steps(), x in -6i64..9, y in 0i64..7, fact: bool,
    ) {
        let (plan, _) = plan(&steps);
        let values = evaluate(&plan, &figures(&plan, &ratio(x, 2), y, fact));
        for (ix, node) in plan.nodes.iter().enumerate().filter(|(_, n)| is_number(n)) {
            if let Value::Number(value) = values.of(NodeId(ix), 0) {
                prop_assert!(holds(&node.range.interval(), value), "{:?} {value} {:?}", node.op, node.range);
            }
        }
    }

    #[test]
    fn the_pieces_over_a_figure_hold_what_is_computed(
        steps in steps(), x in -6i64..9, y in 0i64..7, fact: bool,
    ) {
        let (plan, score) = plan(&steps);
        let x = ratio(x, 2);
        let values = evaluate(&plan, &figures(&plan, &x, y, fact));
        let free = said(&Study::new(&plan), NodeId(0), score, &x).unwrap();
        match values.of(score, 0) {
            Value::Number(value) => prop_assert!(holds(&free.line().unwrap().at(&x), value)),
            _ => prop_assert!(free.inapplicable),
        }
    }

    #[test]
    fn with_everything_else_known_the_pieces_are_exact(
        steps in steps(), x in -6i64..9, y in 0i64..7, fact: bool,
    ) {
        let linear = steps.iter().map(|s| (if matches!(s.0 % 12, 7..=9) { 3 } else { s.0 }, s.1, s.2, s.3));
        let (plan, score) = plan(&linear.collect::<Vec<_>>());
        let x = ratio(x, 2);
        let study = Study::new(&plan)
            .with(NodeId(1), Fact::number(Interval::point(whole(y))))
            .with(NodeId(2), Fact::truth(fact));
        let values = evaluate(&plan, &figures(&plan, &x, y, fact));
        let line = said(&study, NodeId(0), score, &x).unwrap();
        let exact = Interval::point(values.of(score, 0).number().unwrap().clone());
        prop_assert_eq!(line.line().unwrap().at(&x), exact);
    }

    #[test]
    fn intervals_hold_sums_and_hulls(a in -9i64..9, b in 0i64..9, c in -9i64..9, d in 0i64..9) {
        let of = |low: i64, width: i64| Interval::new(Some(whole(low)), Some(whole(low + width)));
        let (first, second) = (of(a, b), of(c, d));
        prop_assert!(holds(&first.add(&second), &(whole(a + b) + whole(c))));
        prop_assert!(holds(&first.hull(&second), &whole(a)) && holds(&first.hull(&second), &whole(c + d)));
    }

    #[test]
    fn stretches_that_share_a_number_meet(a in -4i64..4, b in 0i64..4, c in -4i64..4, d in 0i64..4) {
        let of = |low: i64, width: i64| Stretch { from: Some(whole(low)), to: Some(whole(low + width)) };
        let (first, second) = (of(a, b), of(c, d));
        let shared = (-20i64..40).map(|n| ratio(n, 4)).any(|x| first.holds(&x) && second.holds(&x));
        prop_assert_eq!(first.meets(&second), shared);
    }
}

#[test]
fn a_figure_that_is_not_reported_takes_the_substitute() {
    let (mut builder, numbers, _) = leaves();
    let instead = builder.number(whole(7), AT);
    let kept = builder.push(Op::Substitute(numbers[0], kaocheng_compile::plan::Absence::Unreported, instead), AT);
    let study = Study::new(&builder.plan);
    assert_eq!(study.interval(kept), Interval::new(Some(whole(-3)), Some(whole(4))));
    assert_eq!(study.without(InputIx(0)).interval(kept), Interval::point(whole(7)));
}
