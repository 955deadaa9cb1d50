//! What is known of a plan over one figure: the lines on its pieces, exactly, and when a value can be missing.

use kaocheng_compile::plan::{
    Absence, Builder, CompareOp, Fact, Input, InputIx, Interval, Known, NodeId, Op, Piece, Reason, RollUp, Stretch,
    Study, value_at, whole_numbers_near,
};
use kaocheng_syntax::clause::{CohortStatistic, Feed, InputKind};
use kaocheng_syntax::exact::{Exact, ratio, whole};
use kaocheng_syntax::span::Span;

const AT: Span = Span { start: 0, end: 0 };

/// A plan in the making: an amount `x` without bounds, another `y` from 1 to 3, two facts and a choice.
struct Desk {
    b: Builder,
    x: NodeId,
    y: NodeId,
    fact: NodeId,
    other: NodeId,
    choice: NodeId,
}

fn desk() -> Desk {
    let mut b = Builder::default();
    let kinds = [
        (InputKind::Amount, None),
        (InputKind::Amount, Some((1, 3))),
        (InputKind::YesNo, None),
        (InputKind::YesNo, None),
        (InputKind::Choice(vec!["a".into(), "b".into()]), None),
    ];
    let nodes: Vec<NodeId> = kinds.into_iter().map(|(kind, bounds)| input(&mut b, kind, bounds)).collect();
    Desk { x: nodes[0], y: nodes[1], fact: nodes[2], other: nodes[3], choice: nodes[4], b }
}

fn input(b: &mut Builder, kind: InputKind, bounds: Option<(i64, i64)>) -> NodeId {
    let row = Input {
        id: b.plan.inputs.len().to_string(),
        label: "x".to_owned(),
        kind,
        unit: None,
        item: 0,
        provider: None,
        source: None,
        bounds: (bounds.map(|b| whole(b.0)), bounds.map(|b| whole(b.1))),
        data_date: None,
        level: None,
        feed: Feed::Supplied,
        span: AT,
    };
    let ix = b.input(row);
    b.push(Op::Input(ix), AT)
}

impl Desk {
    fn n(&mut self, v: i64) -> NodeId {
        self.b.number(whole(v), AT)
    }

    fn push(&mut self, op: Op) -> NodeId {
        self.b.push(op, AT)
    }

    fn study(&self) -> Study<'_> {
        Study::new(&self.b.plan)
    }

    /// The pieces of a node over `x`.
    fn over(&self, node: NodeId) -> Vec<Piece> {
        self.study().over(self.x, &[node])
    }

    /// What a node can be at one value of `x`.
    fn at(&self, node: NodeId, x: Exact) -> Interval {
        let pieces = self.over(node);
        let piece = pieces.iter().find(|p| p.stretch.holds(&x)).unwrap();
        piece.facts[0].line().unwrap().at(&x)
    }
}

fn between(least: i64, most: i64) -> Interval {
    Interval::new(Some(whole(least)), Some(whole(most)))
}

fn stretch(from: Option<i64>, to: Option<i64>) -> Stretch {
    Stretch { from: from.map(whole), to: to.map(whole) }
}

#[test]
fn the_middle_of_a_stretch_lies_on_it() {
    assert_eq!(stretch(Some(3), Some(8)).middle(), ratio(11, 2));
    assert_eq!(stretch(Some(3), None).middle(), whole(4));
    assert_eq!(stretch(None, Some(3)).middle(), whole(2));
    assert_eq!(stretch(None, None).middle(), whole(0));
    assert_eq!(Stretch::point(whole(7)).middle(), whole(7));
}

#[test]
fn the_ends_of_a_stretch_do_not_belong_to_it() {
    let open = stretch(Some(3), Some(8));
    assert!(open.holds(&whole(4)) && !open.holds(&whole(3)) && !open.holds(&whole(8)));
    assert!(Stretch::point(whole(3)).holds(&whole(3)) && !Stretch::point(whole(3)).holds(&whole(4)));
    assert!(!Stretch::point(whole(3)).holds_inside(&whole(3)));
    assert!(stretch(None, Some(3)).holds(&whole(-9)) && !stretch(None, Some(3)).holds(&whole(3)));
}

#[test]
fn the_whole_numbers_near_an_end() {
    assert_eq!(whole_numbers_near(&ratio(5, 2)), [whole(1), whole(2), whole(3)]);
    assert_eq!(whole_numbers_near(&whole(2)), [whole(1), whole(2), whole(3)]);
}

#[test]
fn a_multiple_is_a_line_on_either_side_of_the_sign() {
    let mut d = desk();
    let (two, x, y) = (d.n(2), d.x, d.y);
    for factors in [vec![two, x], vec![x, two]] {
        let twice = d.push(Op::Mul(factors));
        assert_eq!(d.at(twice, ratio(7, 2)), Interval::point(whole(7)));
        assert_eq!(d.over(twice)[0].facts[0].line().unwrap().slope, whole(2));
    }
    // Two figures make no line; what their product can be is still known.
    let product = d.push(Op::Mul(vec![y, y]));
    assert_eq!(d.study().interval(product), between(1, 9));
}

#[test]
fn what_is_rounded_is_known_where_it_does_not_move() {
    let mut d = desk();
    let (x, y) = (d.x, d.y);
    let half = d.b.number(ratio(1, 4), AT);
    let quarter = d.push(Op::Mul(vec![y, half]));
    let rounded = d.push(Op::Round(quarter, 0));
    // y/4 lies between 0.25 and 0.75: 0 or 1, and no wider for x.
    assert_eq!(d.at(rounded, whole(5)), between(0, 1));
    // Over x it is within half a place.
    let tenth = d.push(Op::Round(x, 1));
    let near = Interval::new(Some(ratio(99, 20)), Some(ratio(101, 20)));
    assert_eq!(d.at(tenth, whole(5)), near);
    let one = d.push(Op::Round(x, 0));
    assert_eq!(d.at(one, whole(5)), Interval::new(Some(ratio(9, 2)), Some(ratio(11, 2))));
    // A stretch so short that it rounds to one number.
    let (zero, some) = (d.n(0), d.b.number(ratio(1, 100), AT));
    let low = d.push(Op::Min(vec![x, some]));
    let short = d.push(Op::Max(vec![low, zero]));
    let rounded = d.push(Op::Round(short, 1));
    assert_eq!(d.at(rounded, ratio(1, 200)), Interval::point(whole(0)));
}

#[test]
fn whole_steps_are_cut_at_every_whole_number() {
    let mut d = desk();
    let (ten, zero, x) = (d.n(10), d.n(0), d.x);
    let low = d.push(Op::Min(vec![x, ten]));
    let held = d.push(Op::Max(vec![low, zero]));
    let (floor, ceil) = (d.push(Op::Floor(held)), d.push(Op::Ceil(held)));
    for (x, down, up) in
        [(ratio(5, 2), 2, 3), (whole(3), 3, 3), (ratio(1, 100), 0, 1), (whole(10), 10, 10), (whole(11), 10, 10)]
    {
        assert_eq!(d.at(floor, x.clone()), Interval::point(whole(down)), "{x}");
        assert_eq!(d.at(ceil, x.clone()), Interval::point(whole(up)), "{x}");
    }
    // Over an endless stretch they are known to within one.
    let (floor, ceil) = (d.push(Op::Floor(x)), d.push(Op::Ceil(x)));
    assert_eq!(d.at(floor, ratio(5, 2)), Interval::new(Some(ratio(3, 2)), Some(ratio(5, 2))));
    assert_eq!(d.at(ceil, ratio(5, 2)), Interval::new(Some(ratio(5, 2)), Some(ratio(7, 2))));
}

#[test]
fn too_many_pieces_are_left_coarse_and_without_a_gap() {
    let mut d = desk();
    let (zero, x) = (d.n(0), d.x);
    let mut steps = Vec::new();
    for k in 0..12 {
        let most = d.n(100);
        let slope = d.b.number(ratio(97 + k, 97), AT);
        let scaled = d.push(Op::Mul(vec![slope, x]));
        let low = d.push(Op::Min(vec![scaled, most]));
        let held = d.push(Op::Max(vec![low, zero]));
        steps.push(d.push(Op::Floor(held)));
    }
    let sum = d.push(Op::Add(steps));
    let pieces = d.over(sum);
    assert!(pieces.len() <= 600 && pieces.len() > 100, "{}", pieces.len());
    for pair in pieces.windows(2) {
        assert_eq!(pair[0].stretch.to, pair[1].stretch.from);
        assert!(pair[0].stretch.as_point().is_some() != pair[1].stretch.as_point().is_some());
    }
    assert_eq!((&pieces[0].stretch.from, &pieces[pieces.len() - 1].stretch.to), (&None, &None));
}

#[test]
fn a_quotient_is_missing_where_its_divisor_can_be_zero() {
    let mut d = desk();
    let (x, y) = (d.x, d.y);
    let (safe, unsafe_) = (d.push(Op::Div(x, y)), d.push(Op::Div(y, x)));
    assert!(!d.study().fact(safe).inapplicable);
    assert!(d.study().fact(unsafe_).inapplicable && !d.study().fact(unsafe_).is_there());
    assert!(!d.study().fact(unsafe_).unreported);
    let at = |v: i64| d.study().with(x, Fact::number(Interval::point(whole(v)))).fact(unsafe_);
    assert_eq!((at(0).value, at(0).inapplicable), (None, true));
    assert_eq!(
        (at(2).line().unwrap().offset.clone(), at(2).inapplicable),
        (Interval::new(Some(ratio(1, 2)), Some(ratio(3, 2))), false)
    );
    // Either side left out is enough.
    for (input, reported) in [(InputIx(0), false), (InputIx(1), false), (InputIx(2), true)] {
        assert_eq!(d.study().without(input).fact(safe).unreported, !reported);
        assert_eq!(d.study().without(input).fact(safe).is_there(), reported);
    }
}

#[test]
fn a_comparison_is_missing_with_either_side() {
    let mut d = desk();
    let compared = d.push(Op::Compare(CompareOp::Above, d.x, d.y));
    for input in [InputIx(0), InputIx(1)] {
        let fact = d.study().without(input).fact(compared);
        assert_eq!((fact.value, fact.unreported, fact.inapplicable), (None, true, false));
    }
    assert!(d.study().fact(compared).is_there());
    let (zero, y, x) = (d.n(0), d.y, d.x);
    let quotient = d.push(Op::Div(y, x));
    for operands in [(quotient, zero), (zero, quotient)] {
        let compared = d.push(Op::Compare(CompareOp::Below, operands.0, operands.1));
        let fact = d.study().fact(compared);
        assert_eq!((fact.inapplicable, fact.unreported), (true, false));
    }
}

/// What a truth can be, and whether it can be missing.
fn truth(fact: &Fact) -> (bool, bool, bool) {
    let (yes, no) = fact.truths();
    (yes, no, fact.unreported)
}

#[test]
fn one_certain_truth_decides_beside_missing_ones() {
    let mut d = desk();
    let (fact, other) = (d.fact, d.other);
    let (and, or) = (d.push(Op::And(vec![fact, other])), d.push(Op::Or(vec![fact, other])));
    let known = |value: bool| d.study().with(fact, Fact::truth(value)).without(InputIx(3));
    assert_eq!(truth(&known(false).fact(and)), (false, true, false), "no decides");
    assert_eq!(truth(&known(true).fact(or)), (true, false, false), "yes decides");
    assert_eq!(truth(&known(true).fact(and)), (false, false, true), "the other one is missing");
    assert_eq!(truth(&known(false).fact(or)), (false, false, true));
    // Two that are there and open decide nothing for certain.
    assert_eq!(truth(&d.study().fact(and)), (true, true, false));
    assert_eq!(truth(&d.study().with(fact, Fact::truth(true)).fact(and)), (true, true, false));
    assert_eq!(truth(&d.study().with(fact, Fact::truth(false)).fact(or)), (true, true, false));
    // One that may be no, beside one that is missing: no, or missing.
    assert_eq!(truth(&d.study().without(InputIx(3)).fact(and)), (false, true, true));
    assert_eq!(truth(&d.study().without(InputIx(3)).fact(or)), (true, false, true));
}

#[test]
fn a_missing_constant_is_missing_for_its_reason() {
    let mut d = desk();
    for (reason, unreported) in
        [(Reason::NotReported, true), (Reason::Refused, true), (Reason::NotApplicable, false), (Reason::Excused, false)]
    {
        let node = d.push(Op::Missing(reason));
        let fact = d.study().fact(node);
        assert_eq!((fact.value.clone(), fact.unreported, fact.inapplicable), (None, unreported, !unreported));
        assert!(!fact.is_there());
    }
}

#[test]
fn opposites_words_and_presence_are_truths() {
    let mut d = desk();
    let (fact, x, choice) = (d.fact, d.x, d.choice);
    let (not, is, present) = (d.push(Op::Not(fact)), d.push(Op::Is(choice, 1)), d.push(Op::Present(x)));
    assert_eq!(truth(&d.study().with(fact, Fact::truth(true)).fact(not)), (false, true, false));
    assert_eq!(truth(&d.study().without(InputIx(2)).fact(not)), (false, false, true));
    assert_eq!(truth(&d.study().fact(is)), (true, true, false));
    assert!(truth(&d.study().without(InputIx(4)).fact(is)).2);
    assert_eq!(truth(&d.study().fact(present)), (true, false, false));
    assert_eq!(truth(&d.study().without(InputIx(0)).fact(present)), (false, true, false));
    let y = d.y;
    let quotient = d.push(Op::Div(y, x));
    let present = d.push(Op::Present(quotient));
    assert_eq!(truth(&d.study().fact(present)), (true, true, false), "a zero divisor leaves it out");
}

#[test]
fn branches_that_may_both_be_taken_leave_both_open() {
    let mut d = desk();
    let (fact, other, x, y) = (d.fact, d.other, d.x, d.y);
    let (yes, no) = (d.b.truth(true), d.b.truth(false));
    let chosen = d.push(Op::If(fact, yes, no));
    assert_eq!(truth(&d.study().fact(chosen)), (true, true, false));
    let same = d.push(Op::If(fact, yes, other));
    assert_eq!(truth(&d.study().fact(same)), (true, true, false));
    assert_eq!(truth(&d.study().with(other, Fact::truth(true)).fact(same)), (true, false, false));
    assert_eq!(truth(&d.study().with(fact, Fact::truth(true)).fact(same)), (true, false, false));
    let never = d.push(Op::If(fact, no, other));
    assert_eq!(truth(&d.study().with(other, Fact::truth(false)).fact(never)), (false, true, false));
    // A branch that can be missing makes the whole so; each reason by itself.
    let quotient = d.push(Op::Div(y, x));
    for (a, b) in [(quotient, y), (y, quotient)] {
        let either = d.push(Op::If(fact, a, b));
        let found = d.study().fact(either);
        assert_eq!((found.inapplicable, found.unreported), (true, false));
    }
    let either = d.push(Op::If(fact, x, y));
    let found = d.study().without(InputIx(0)).fact(either);
    assert_eq!((found.inapplicable, found.unreported), (false, true));
    assert_eq!(found.line().unwrap().offset, between(1, 3), "the value is that of the other branch");
    let found = d.study().without(InputIx(2)).fact(either);
    assert_eq!((found.value, found.unreported), (None, true));
}

#[test]
fn a_substitute_stands_in_for_its_own_reason_only() {
    let mut d = desk();
    let (x, y, seven) = (d.x, d.y, d.n(7));
    let quotient = d.push(Op::Div(y, x));
    let unreported = d.push(Op::Substitute(quotient, Absence::Unreported, seven));
    let inapplicable = d.push(Op::Substitute(quotient, Absence::Inapplicable, seven));
    assert!(d.study().fact(unreported).inapplicable);
    assert!(d.study().fact(inapplicable).is_there());
    let silent = d.study().without(InputIx(0));
    assert_eq!(silent.interval(unreported), Interval::point(whole(7)));
    assert!(silent.fact(inapplicable).unreported);
}

#[test]
fn figures_and_truths_of_a_node() {
    let mut d = desk();
    let (x, y, fact, choice) = (d.x, d.y, d.fact, d.choice);
    let (is, unit) = (d.push(Op::Is(choice, 0)), d.push(Op::UnitIs("村".into())));
    let mean = d.push(Op::Cohort(CohortStatistic::Mean, y));
    let below = d.push(Op::RollUp(RollUp::Mean, fact));
    let share = d.push(Op::Div(x, y));
    let two = d.n(2);
    let halved = d.push(Op::Div(x, two));
    let all = d.push(Op::And(vec![fact, is, unit]));
    let sum = d.push(Op::Add(vec![share, mean, below]));
    let score = d.push(Op::If(all, sum, halved));
    let mut figures = vec![x, mean, below, share];
    figures.sort();
    assert_eq!(d.b.plan.figures_of(score), figures);
    let mut truths = vec![fact, is, unit];
    truths.sort();
    assert_eq!(d.b.plan.truths_of(score), truths);
    assert_eq!(d.b.plan.truths_of(sum), []);
    assert_eq!(d.b.plan.figures_of(all), []);
    assert_eq!(d.b.plan.figures_of(choice), [], "a choice is neither");
    assert_eq!(d.b.plan.truths_of(choice), []);
}

#[test]
fn whole_figures_and_shares() {
    let mut d = desk();
    let rate = input(&mut d.b, InputKind::Rate, None);
    let count = input(&mut d.b, InputKind::Count, None);
    let rank = input(&mut d.b, InputKind::Rank, None);
    let (x, y, fact) = (d.x, d.y, d.fact);
    let share = d.push(Op::Div(x, y));
    let ranked = d.push(Op::Cohort(CohortStatistic::RankFromGreatest, rate));
    let mean = d.push(Op::Cohort(CohortStatistic::Mean, rate));
    let held = d.push(Op::Substitute(rate, Absence::Unreported, x));
    let [yeses, counts, amounts] = [fact, count, x].map(|of| d.push(Op::RollUp(RollUp::Sum, of)));
    let [part, rates, means] = [fact, rate, x].map(|of| d.push(Op::RollUp(RollUp::Mean, of)));
    let plan = &d.b.plan;
    for node in [count, rank, ranked, yeses, counts] {
        assert!(plan.is_whole_figure(node) && !plan.is_share(node), "{node:?}");
    }
    for node in [rate, share, mean, held, part, rates] {
        assert!(plan.is_share(node) && !plan.is_whole_figure(node), "{node:?}");
    }
    for node in [x, amounts, means] {
        assert!(!plan.is_share(node) && !plan.is_whole_figure(node), "{node:?}");
    }
}

#[test]
fn a_value_at_a_point_is_told_only_if_it_is_one_number() {
    let mut d = desk();
    let (x, y, two) = (d.x, d.y, d.n(2));
    let (twice, sum) = (d.push(Op::Mul(vec![two, x])), d.push(Op::Add(vec![x, y])));
    let pieces = d.study().over(x, &[twice, sum]);
    assert_eq!(value_at(&pieces, 0, &whole(4)), Some(whole(8)));
    assert_eq!(value_at(&pieces, 1, &whole(4)), None);
    assert_eq!(value_at(&pieces, 2, &whole(4)), None);
    let known = d
        .study()
        .with(y, Fact::present(Known::Number(kaocheng_compile::plan::Line::constant(Interval::point(whole(3))))));
    assert_eq!(value_at(&known.over(x, &[sum]), 0, &whole(4)), Some(whole(7)));
}
