//! Ranges at their ends: what is open, what is one number, and what no value of the operands can change.

use kaocheng_compile::plan::{Absence, Builder, CompareOp, Input, Interval, NodeId, Op, Range, Reason};
use kaocheng_syntax::clause::{Feed, InputKind};
use kaocheng_syntax::exact::{Exact, ratio, whole};
use kaocheng_syntax::span::Span;

const AT: Span = Span { start: 0, end: 0 };

fn input(b: &mut Builder, kind: InputKind, least: Option<i64>, most: Option<i64>) -> NodeId {
    let row = Input {
        id: b.plan.inputs.len().to_string(),
        label: "x".to_owned(),
        kind,
        unit: None,
        item: 0,
        provider: None,
        source: None,
        bounds: (least.map(whole), most.map(whole)),
        data_date: None,
        level: None,
        feed: Feed::Supplied,
        span: AT,
    };
    let ix = b.input(row);
    b.push(Op::Input(ix), AT)
}

fn amount(b: &mut Builder, least: Option<i64>, most: Option<i64>) -> NodeId {
    input(b, InputKind::Amount, least, most)
}

/// The ends of an operation's range, `-` where there is none.
fn ends(b: &mut Builder, op: Op) -> String {
    let id = b.push(op, AT);
    let Interval { least, most } = b.interval(id);
    let show = |v: Option<Exact>| v.map_or("-".to_owned(), |v| v.to_string());
    format!("{} {}", show(least), show(most))
}

#[test]
fn products_with_an_open_end() {
    let mut b = Builder::default();
    let (up, down) = (amount(&mut b, Some(2), None), amount(&mut b, None, Some(-3)));
    let (from_zero, any) = (amount(&mut b, Some(0), None), amount(&mut b, None, None));
    let (plus, minus) = (amount(&mut b, Some(4), Some(5)), amount(&mut b, Some(-5), Some(-4)));
    for (x, y, expected) in [
        (up, up, "4 -"),
        (down, down, "9 -"),
        (up, down, "- -6"),
        (down, up, "- -6"),
        (up, plus, "8 -"),
        (up, minus, "- -8"),
        (down, plus, "- -12"),
        (down, minus, "12 -"),
        (from_zero, from_zero, "0 -"),
        (from_zero, down, "- 0"),
        (from_zero, plus, "0 -"),
        (from_zero, minus, "- 0"),
        (any, plus, "- -"),
        (any, up, "- -"),
        (plus, minus, "-25 -16"),
        (minus, minus, "16 25"),
    ] {
        assert_eq!(ends(&mut b, Op::Mul(vec![x, y])), expected, "{x:?} {y:?}");
    }
    assert_eq!(ends(&mut b, Op::Mul(vec![])), "1 1");
    assert_eq!(ends(&mut b, Op::Add(vec![])), "0 0");
}

#[test]
fn quotients_by_what_keeps_away_from_zero() {
    let mut b = Builder::default();
    let x = amount(&mut b, Some(1), Some(2));
    let mut by = |least: Option<i64>, most: Option<i64>| {
        let y = amount(&mut b, least, most);
        ends(&mut b, Op::Div(x, y))
    };
    assert_eq!(by(Some(4), Some(8)), "1/8 1/2");
    assert_eq!(by(Some(4), None), "0 1/2");
    assert_eq!(by(Some(-8), Some(-4)), "-1/2 -1/8");
    assert_eq!(by(None, Some(-4)), "-1/2 0");
    // Zero gives no value, however near to it the divisor comes.
    assert_eq!(by(Some(0), Some(4)), "1/4 -");
    assert_eq!(by(Some(0), None), "0 -");
    assert_eq!(by(Some(0), Some(0)), "0 -");
    assert_eq!(by(Some(-1), Some(4)), "- -");
    assert_eq!(by(None, Some(0)), "- -");
}

#[test]
fn kinds_of_input_keep_their_bounds() {
    let mut b = Builder::default();
    let mut of = |kind: InputKind, least: Option<i64>, most: Option<i64>| {
        let id = input(&mut b, kind, least, most);
        b.interval(id)
    };
    let interval = |least: Option<i64>, most: Option<i64>| Interval::new(least.map(whole), most.map(whole));
    assert_eq!(of(InputKind::Count, None, Some(9)), interval(Some(0), Some(9)));
    assert_eq!(of(InputKind::Count, Some(2), None), interval(Some(2), None));
    assert_eq!(of(InputKind::Rank, None, None), interval(Some(1), None));
    assert_eq!(of(InputKind::Judged, None, Some(5)), interval(Some(0), Some(5)));
    assert_eq!(of(InputKind::Rate, None, None), interval(None, None));
    assert_eq!(of(InputKind::Amount, Some(-1), Some(1)), interval(Some(-1), Some(1)));
}

#[test]
fn bounds_set_later_are_those_of_the_node() {
    let mut b = Builder::default();
    let x = input(&mut b, InputKind::Judged, None, None);
    b.plan.inputs[0].bounds = (Some(whole(1)), Some(whole(4)));
    b.refresh_range(x);
    assert_eq!(b.interval(x), Interval::new(Some(whole(1)), Some(whole(4))));
}

#[test]
fn branches_and_substitutes_of_truths() {
    let mut b = Builder::default();
    let [f, g] = [0, 1].map(|_| input(&mut b, InputKind::YesNo, None, None));
    let (yes, no) = (b.truth(true), b.truth(false));
    let mut can = |op: Op| {
        let id = b.push(op, AT);
        b.plan.node(id).range.truth()
    };
    assert_eq!(can(Op::Truth(true)), (true, false));
    assert_eq!(can(Op::Truth(false)), (false, true));
    assert_eq!(can(Op::If(f, yes, no)), (true, true));
    assert_eq!(can(Op::If(f, yes, g)), (true, true));
    assert_eq!(can(Op::If(f, no, g)), (true, true));
    assert_eq!(can(Op::Substitute(f, Absence::Unreported, yes)), (true, true));
    let missing = b.push(Op::Missing(Reason::NotReported), AT);
    let mut can = |op: Op| {
        let id = b.push(op, AT);
        b.plan.node(id).range.clone()
    };
    assert_eq!(can(Op::Substitute(missing, Absence::Unreported, missing)), Range::Word);
    assert_eq!(can(Op::Substitute(yes, Absence::Unreported, yes)), Range::Truth { yes: true, no: false });
    assert_eq!(can(Op::Substitute(no, Absence::Unreported, no)), Range::Truth { yes: false, no: true });
}

#[test]
fn a_condition_that_never_holds_takes_the_other_branch() {
    let mut b = Builder::default();
    let (low, high) = (amount(&mut b, Some(1), Some(2)), amount(&mut b, Some(5), Some(6)));
    let never = b.push(Op::Compare(CompareOp::Above, low, high), AT);
    let always = b.push(Op::Compare(CompareOp::Below, low, high), AT);
    let open = b.push(Op::Compare(CompareOp::Equal, low, low), AT);
    assert_eq!(ends(&mut b, Op::If(never, low, high)), "5 6");
    assert_eq!(ends(&mut b, Op::If(always, low, high)), "1 2");
    assert_eq!(ends(&mut b, Op::If(open, low, high)), "1 6");
}

#[test]
fn equal_is_certain_only_of_two_numbers_that_are_one() {
    let mut b = Builder::default();
    let (three, again) = (amount(&mut b, Some(3), Some(3)), amount(&mut b, Some(3), Some(3)));
    let (four, wide, other) =
        (amount(&mut b, Some(4), Some(4)), amount(&mut b, Some(3), Some(5)), amount(&mut b, Some(3), Some(5)));
    let mut equal = |x: NodeId, y: NodeId| {
        let id = b.push(Op::Compare(CompareOp::Equal, x, y), AT);
        b.plan.node(id).range.truth()
    };
    assert_eq!(equal(three, again), (true, false));
    assert_eq!(equal(three, four), (false, true));
    assert_eq!(equal(wide, other), (true, true));
    assert_eq!(equal(three, wide), (true, true));
    assert_eq!(equal(four, three), (false, true));
}

#[test]
fn a_limit_that_nothing_reaches_is_left_out_of_the_plan() {
    let mut b = Builder::default();
    let x = amount(&mut b, Some(0), Some(10));
    let [nine, ten, eleven, zero, minus] = [9, 10, 11, 0, -1].map(|v| b.number(whole(v), AT));
    assert_eq!(b.push(Op::Min(vec![x, ten]), AT), x);
    assert_eq!(b.push(Op::Min(vec![eleven, x]), AT), x);
    assert_ne!(b.push(Op::Min(vec![x, nine]), AT), x);
    assert_eq!(b.push(Op::Max(vec![zero, x]), AT), x);
    assert_eq!(b.push(Op::Max(vec![x, minus]), AT), x);
    assert_ne!(b.push(Op::Max(vec![x, nine]), AT), x);
    assert_eq!(b.push(Op::Min(vec![ten, eleven]), AT), ten, "of two limits the lower one");
    assert_eq!(b.push(Op::Min(vec![x, x]), AT), x);
}

#[test]
fn a_mean_of_lower_units_is_as_wide_as_theirs() {
    use kaocheng_compile::plan::RollUp;
    let mut b = Builder::default();
    let (up, down) = (amount(&mut b, Some(2), Some(3)), amount(&mut b, Some(-3), Some(-2)));
    let (from_zero, to_zero) = (amount(&mut b, Some(0), Some(3)), amount(&mut b, Some(-3), Some(0)));
    assert_eq!(ends(&mut b, Op::RollUp(RollUp::Sum, up)), "2 -");
    assert_eq!(ends(&mut b, Op::RollUp(RollUp::Sum, down)), "- -2");
    assert_eq!(ends(&mut b, Op::RollUp(RollUp::Sum, from_zero)), "0 -");
    assert_eq!(ends(&mut b, Op::RollUp(RollUp::Sum, to_zero)), "- 0");
    assert_eq!(ends(&mut b, Op::RollUp(RollUp::Mean, down)), "-3 -2");
    let half = b.number(ratio(1, 2), AT);
    assert_eq!(ends(&mut b, Op::RollUp(RollUp::Mean, half)), "1/2 1/2");
}
