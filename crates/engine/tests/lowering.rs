//! What clauses mean, from clauses built by hand: the order within an item, limits, overrides, multiples, absence.

use kaocheng_compile::plan::{InputIx, Plan, Reason, verify};
use kaocheng_compile::policy::{Decided, Policies};
use kaocheng_compile::sentence;
use kaocheng_engine::reference::evaluate;
use kaocheng_engine::table::{Table, Units, Value};
use kaocheng_syntax::clause::{
    Amount, Band, BandEdge, BandValue, Bands, Cap, Clause, Comparison, Condition, Direction, Each, Effect, Exempt,
    Expr, Feed, Formula, Highest, InputKind, InputPhrase, InputRef, Judge, LevelCase, Levels, Members, Multiply,
    Reading, Rule, Sign, Start, Step, StepRounding, StepUnit, Steps, VetoEffect, When,
};
use kaocheng_syntax::exact::{Exact, parse, show, whole};
use kaocheng_syntax::span::Span;

fn reading(kinds: &[InputKind], rules: Vec<(usize, Rule)>) -> Reading {
    let phrase = |(ix, kind): (usize, &InputKind)| InputPhrase {
        label: format!("x{ix}"),
        span: Span::new(ix, ix + 1),
        kind: kind.clone(),
        unit: None,
        link: None,
        feed: Feed::Supplied,
    };
    let clause = |(part, rule)| Clause { span: Span::new(0, 1), part, applies: Vec::new(), rule };
    Reading {
        inputs: kinds.iter().enumerate().map(phrase).collect(),
        clauses: rules.into_iter().map(clause).collect(),
        scoring: true,
        ..Reading::default()
    }
}

fn plan(reading: &Reading, points: Option<i64>, policies: &[(&str, &str)]) -> Plan {
    let mut decided = Policies::default();
    for (name, choice) in policies {
        decided.decide(name, choice, Decided::Scheme).unwrap();
    }
    let points = points.map(whole);
    let plan = sentence::compile(reading, points.as_ref(), &decided, None).plan;
    assert_eq!(verify(&plan, true), []);
    plan
}

/// One item over these values: numbers, `yes`, `no`, `-` not reported, `n/a` not applicable, `a+b` words by place.
fn score(reading: &Reading, points: Option<i64>, policies: &[(&str, &str)], values: &[&str]) -> String {
    let plan = plan(reading, points, policies);
    let mut table = Table::new(&plan, Units::single());
    for (ix, text) in values.iter().enumerate() {
        let value = match (*text, &plan.inputs[ix].kind) {
            ("-", _) => Value::Missing(Reason::NotReported),
            ("n/a", _) => Value::Missing(Reason::NotApplicable),
            ("yes", _) => Value::Truth(true),
            ("no", _) => Value::Truth(false),
            (text, InputKind::Choice(_)) => Value::Choice(text.split('+').flat_map(str::parse).collect()),
            (text, _) => Value::Number(parse(text).unwrap()),
        };
        table.set(InputIx(ix), 0, value);
    }
    match evaluate(&plan, &table).of(plan.items[0].score, 0) {
        Value::Number(v) => show(v),
        Value::Missing(Reason::NotApplicable) => "n/a".to_owned(),
        _ => "-".to_owned(),
    }
}

fn x(ix: usize) -> Expr {
    Expr::Input(InputRef(ix))
}

fn fact(ix: usize) -> Condition {
    Condition::Fact(InputRef(ix))
}

fn pts(v: i64) -> Amount {
    Amount::Points(whole(v))
}

fn number(text: &str) -> Exact {
    parse(text).unwrap()
}

fn when(condition: Condition, effect: Effect) -> Rule {
    Rule::When(When { condition, effect, otherwise: None })
}

fn award(ix: usize, points: i64) -> Rule {
    when(fact(ix), Effect::Award { amount: pts(points), bonus: false })
}

fn each(ix: usize, points: i64, sign: Sign, limit: Option<i64>) -> Rule {
    Rule::Each(Each {
        count: x(ix),
        step: Step { size: whole(1), unit: StepUnit::Own },
        rate: pts(points),
        sign,
        bonus: false,
        rounding: None,
        limit: limit.map(pts),
    })
}

fn steps(sign: Sign, direction: Direction, base: Option<i64>) -> Steps {
    Steps {
        quantity: x(0),
        target: Expr::Number(whole(20)),
        direction,
        step: Step { size: whole(1), unit: StepUnit::Own },
        rate: pts(2),
        sign,
        base: base.map(pts),
        target_included: true,
        rounding: Some(StepRounding::ProRata),
        limit: None,
    }
}

use InputKind::{Amount as Measure, Count, YesNo};

#[test]
fn an_item_starts_where_its_clauses_say() {
    let loses = reading(&[Count], vec![(0, each(0, 2, Sign::Lose, None))]);
    assert_eq!(score(&loses, Some(10), &[], &["3"]), "4");
    assert_eq!(score(&loses, Some(10), &[], &["9"]), "0");
    assert_eq!(score(&loses, None, &[], &["3"]), "-6");
    let earns = reading(&[Count], vec![(0, each(0, 2, Sign::Earn, None))]);
    assert_eq!(score(&earns, Some(5), &[], &["9"]), "5");
    assert_eq!(score(&earns, None, &[], &["9"]), "18");
    let both = reading(&[YesNo, Count], vec![(0, award(0, 8)), (0, each(1, 3, Sign::Lose, None))]);
    assert_eq!(score(&both, Some(10), &[], &["yes", "1"]), "5");
    assert_eq!(score(&both, Some(10), &[], &["no", "1"]), "0");
    let start = Rule::Start(Start { amount: pts(6) });
    let said = reading(&[YesNo, Count], vec![(0, start), (0, award(0, 8)), (0, each(1, 3, Sign::Lose, None))]);
    assert_eq!(score(&said, Some(10), &[], &["yes", "2"]), "8");
    assert_eq!(score(&said, Some(10), &[], &["no", "1"]), "3");
}

#[test]
fn a_counted_bonus_is_on_top_of_a_loss() {
    let Rule::Each(mut bonus) = each(1, 1, Sign::Earn, None) else { unreachable!() };
    bonus.bonus = true;
    let item = reading(&[Count, Count], vec![(0, each(0, 2, Sign::Lose, None)), (0, Rule::Each(bonus))]);
    assert_eq!(score(&item, Some(10), &[], &["3", "1"]), "5");
    assert_eq!(score(&item, Some(10), &[], &["0", "4"]), "10");
}

#[test]
fn otherwise_says_again_or_acts() {
    let rule = |effect, otherwise| Rule::When(When { condition: fact(0), effect, otherwise: Some(otherwise) });
    let again = reading(&[YesNo], vec![(0, rule(Effect::Award { amount: pts(5), bonus: false }, Effect::Zero))]);
    assert_eq!((score(&again, Some(5), &[], &["yes"]), score(&again, Some(5), &[], &["no"])), ("5".into(), "0".into()));
    let full = reading(&[YesNo], vec![(0, rule(Effect::Full { default: false }, Effect::Zero))]);
    assert_eq!((score(&full, Some(5), &[], &["yes"]), score(&full, Some(5), &[], &["no"])), ("5".into(), "0".into()));
    let loses =
        reading(&[YesNo], vec![(0, rule(Effect::Award { amount: pts(5), bonus: false }, Effect::Deduct(pts(2))))]);
    assert_eq!((score(&loses, None, &[], &["yes"]), score(&loses, None, &[], &["no"])), ("5".into(), "-2".into()));
}

#[test]
fn later_overrides_beat_earlier_ones() {
    let rules = vec![
        (0, each(0, 1, Sign::Lose, None)),
        (0, when(fact(4), Effect::NotApplicable)),
        (0, when(fact(3), Effect::Zero)),
        (0, when(fact(2), Effect::Assign(pts(3)))),
        (0, when(fact(1), Effect::Full { default: false })),
    ];
    let item = reading(&[Count, YesNo, YesNo, YesNo, YesNo], rules);
    let at = |values: [&str; 4], policy: &str| {
        let [a, b, c, d] = values;
        score(&item, Some(10), &[("not-applicable", policy)], &["4", a, b, c, d])
    };
    assert_eq!(at(["no", "no", "no", "no"], "full"), "6");
    assert_eq!(at(["yes", "no", "no", "no"], "full"), "10");
    assert_eq!(at(["yes", "yes", "no", "no"], "full"), "3");
    assert_eq!(at(["yes", "yes", "yes", "no"], "full"), "0");
    assert_eq!(at(["yes", "yes", "yes", "yes"], "full"), "10");
    assert_eq!(at(["no", "no", "yes", "yes"], "zero"), "0");
    assert_eq!(at(["no", "no", "no", "yes"], "zero"), "0");
    assert_eq!(at(["no", "no", "no", "yes"], "drop-and-rescale"), "n/a");
}

#[test]
fn an_override_acts_on_its_part_where_parts_have_points() {
    let rules = vec![
        (1, each(0, 3, Sign::Earn, Some(6))),
        (1, when(fact(2), Effect::Zero)),
        (2, award(1, 4)),
        (2, when(fact(3), Effect::Full { default: false })),
    ];
    let item = reading(&[Count, YesNo, YesNo, YesNo], rules);
    let at = |values: &[&str]| score(&item, Some(10), &[], values);
    assert_eq!(at(&["1", "yes", "no", "no"]), "7");
    assert_eq!(at(&["1", "yes", "yes", "no"]), "4");
    assert_eq!(at(&["1", "no", "no", "yes"]), "7");
    assert_eq!(at(&["1", "no", "yes", "yes"]), "4");
}

#[test]
fn full_points_of_a_part_are_what_the_part_can_give() {
    let rules = vec![
        (1, each(0, 3, Sign::Earn, Some(6))),
        (1, when(fact(1), Effect::Full { default: false })),
        (2, award(2, 4)),
    ];
    let item = reading(&[Count, YesNo, YesNo], rules);
    assert_eq!(score(&item, Some(20), &[], &["0", "yes", "no"]), "6");
    assert_eq!(score(&item, Some(20), &[], &["0", "yes", "yes"]), "10");
}

#[test]
fn a_part_that_does_not_apply_gives_its_own_points() {
    let rules = vec![(1, award(0, 6)), (1, when(fact(1), Effect::NotApplicable)), (2, award(2, 4))];
    let item = reading(&[YesNo, YesNo, YesNo], rules);
    let at = |policy: &str| score(&item, Some(10), &[("not-applicable", policy)], &["no", "yes", "no"]);
    assert_eq!((at("full"), at("zero"), at("drop-and-rescale")), ("6".into(), "0".into(), "n/a".into()));
}

#[test]
fn no_points_for_a_rate_act_on_the_clauses_about_it() {
    let low = Condition::Compare(x(0), Comparison::Below, Expr::Number(whole(3)));
    let rules = vec![(0, each(0, 1, Sign::Earn, None)), (0, award(1, 4)), (0, when(low, Effect::Zero))];
    let item = reading(&[Count, YesNo], rules);
    assert_eq!(score(&item, Some(10), &[], &["5", "yes"]), "9");
    assert_eq!(score(&item, Some(10), &[], &["2", "yes"]), "4");
}

#[test]
fn limits_hold_for_one_clause_for_the_part_and_for_the_item() {
    let cap = |members, sign, limit| Rule::Cap(Cap { members, sign, limit: pts(limit) });
    let losses = |rule| vec![(1, each(0, 2, Sign::Lose, None)), (2, each(1, 1, Sign::Lose, None)), (2, rule)];
    let at = |rule, values: &[&str]| score(&reading(&[Count, Count], losses(rule)), Some(20), &[], values);
    assert_eq!(at(cap(Members::Item, Some(Sign::Lose), 5), &["3", "9"]), "15");
    assert_eq!(at(cap(Members::Part, Some(Sign::Lose), 5), &["3", "9"]), "9");
    assert_eq!(at(cap(Members::Previous, Some(Sign::Lose), 5), &["3", "9"]), "9");
    assert_eq!(at(cap(Members::Previous, None, 5), &["3", "9"]), "9");
    assert_eq!(at(cap(Members::Item, Some(Sign::Earn), 1), &["3", "1"]), "13");
    assert_eq!(at(cap(Members::Item, None, 2), &["3", "1"]), "18");
}

#[test]
fn a_limit_on_the_clause_before_leaves_the_other_sign_alone() {
    let cap = Rule::Cap(Cap { members: Members::Previous, sign: None, limit: pts(2) });
    let rules = vec![(0, each(0, 5, Sign::Earn, None)), (0, each(1, 1, Sign::Lose, None)), (0, cap)];
    assert_eq!(score(&reading(&[Count, Count], rules), Some(20), &[], &["2", "7"]), "8");
}

#[test]
fn only_the_highest_of_several() {
    let rules = vec![(0, award(0, 5)), (0, award(1, 3)), (0, Rule::Highest(Highest { members: Members::Item }))];
    let item = reading(&[YesNo, YesNo], rules);
    assert_eq!(score(&item, None, &[], &["yes", "yes"]), "5");
    assert_eq!(score(&item, None, &[], &["no", "yes"]), "3");
    let losses = vec![
        (0, each(0, 2, Sign::Lose, None)),
        (0, each(1, 1, Sign::Lose, None)),
        (0, Rule::Highest(Highest { members: Members::Item })),
    ];
    assert_eq!(score(&reading(&[Count, Count], losses), Some(10), &[], &["2", "3"]), "6");
}

fn doubled(ix: usize, factor: &str) -> Rule {
    Rule::Multiply(Multiply { condition: fact(ix), members: Members::Item, factor: number(factor) })
}

#[test]
fn a_multiple_comes_before_the_limit_unless_the_policy_says_otherwise() {
    let item = reading(&[Count, YesNo], vec![(0, each(0, 1, Sign::Lose, Some(4))), (0, doubled(1, "2"))]);
    let at = |policy: &str, values: &[&str]| score(&item, Some(20), &[("multiply-and-cap", policy)], values);
    assert_eq!((at("multiply-first", &["3", "yes"]), at("cap-first", &["3", "yes"])), ("16".into(), "14".into()));
    assert_eq!((at("multiply-first", &["9", "no"]), at("cap-first", &["9", "no"])), ("16".into(), "16".into()));
}

#[test]
fn a_multiple_acts_on_earnings_where_nothing_is_lost() {
    let earns = reading(&[YesNo, YesNo], vec![(0, award(0, 10)), (0, doubled(1, "0.5"))]);
    assert_eq!(score(&earns, Some(10), &[], &["yes", "yes"]), "5");
    let both = reading(
        &[YesNo, Count, YesNo],
        vec![(0, award(0, 10)), (0, each(1, 1, Sign::Lose, None)), (0, doubled(2, "2"))],
    );
    assert_eq!(score(&both, Some(10), &[], &["yes", "3", "yes"]), "4");
}

#[test]
fn points_that_shrink_lose_twice_as_much_or_nothing() {
    let shrink = Rule::Steps(steps(Sign::Lose, Direction::Below, Some(30)));
    let twice = reading(&[Count, YesNo], vec![(0, shrink.clone()), (0, doubled(1, "2"))]);
    assert_eq!(score(&twice, Some(30), &[], &["17", "no"]), "24");
    assert_eq!(score(&twice, Some(30), &[], &["17", "yes"]), "18");
    assert_eq!(score(&twice, Some(30), &[], &["10", "yes"]), "0");
    let spared = Rule::Exempt(Exempt { condition: fact(1), members: Members::Item, sign: Sign::Lose });
    let exempt = reading(&[Count, YesNo], vec![(0, shrink), (0, spared)]);
    assert_eq!(score(&exempt, Some(30), &[], &["17", "yes"]), "30");
    assert_eq!(score(&exempt, Some(30), &[], &["17", "no"]), "24");
}

#[test]
fn growing_points_do_not_grow_by_an_exemption() {
    let grow = Rule::Steps(steps(Sign::Earn, Direction::Above, Some(6)));
    let spared = Rule::Exempt(Exempt { condition: fact(1), members: Members::Item, sign: Sign::Lose });
    let item = reading(&[Count, YesNo], vec![(0, grow), (0, spared)]);
    assert_eq!(score(&item, Some(30), &[], &["21", "yes"]), "8");
    assert_eq!(score(&item, Some(30), &[], &["19", "yes"]), "0");
}

#[test]
fn steps_on_both_sides_of_a_target() {
    let one = |rule: Steps, points, value: &str| {
        score(&reading(&[Measure], vec![(0, Rule::Steps(rule))]), points, &[], &[value])
    };
    assert_eq!(one(steps(Sign::Lose, Direction::Below, None), Some(10), "18"), "6");
    assert_eq!(one(steps(Sign::Lose, Direction::Below, None), Some(10), "25"), "10");
    assert_eq!(one(steps(Sign::Lose, Direction::Above, None), Some(10), "22.5"), "5");
    assert_eq!(one(steps(Sign::Earn, Direction::Above, None), None, "23"), "6");
    assert_eq!(one(steps(Sign::Lose, Direction::Below, Some(8)), Some(10), "20"), "8");
    assert_eq!(one(steps(Sign::Lose, Direction::Below, Some(8)), None, "0"), "0");
    let capped = Steps { limit: Some(pts(3)), ..steps(Sign::Lose, Direction::Below, Some(8)) };
    assert_eq!(one(capped, None, "0"), "5");
    let excluded = Steps { target_included: false, ..steps(Sign::Earn, Direction::Above, Some(6)) };
    assert_eq!((one(excluded.clone(), None, "20"), one(excluded, None, "20.5")), ("0".into(), "7".into()));
    let whole_steps = Steps { rounding: Some(StepRounding::Whole), ..steps(Sign::Lose, Direction::Below, None) };
    assert_eq!(one(whole_steps, Some(10), "18.5"), "8");
    let begun = Steps { rounding: Some(StepRounding::Begun), ..steps(Sign::Lose, Direction::Below, None) };
    assert_eq!(one(begun, Some(10), "18.5"), "6");
}

#[test]
fn a_percentage_of_a_count_is_of_its_target() {
    let percent = Step { size: number("0.01"), unit: StepUnit::Percent };
    let rule = Steps { target: Expr::Number(whole(200)), step: percent, ..steps(Sign::Lose, Direction::Below, None) };
    assert_eq!(score(&reading(&[Count], vec![(0, Rule::Steps(rule))]), Some(20), &[], &["190"]), "10");
}

#[test]
fn levels_give_the_highest_or_the_sum() {
    let case = |word, effect| LevelCase { word, effect };
    let cases = vec![
        case(0, Effect::Award { amount: pts(5), bonus: true }),
        case(1, Effect::Award { amount: pts(3), bonus: true }),
        case(2, Effect::Deduct(pts(2))),
    ];
    let words = InputKind::Choice(vec!["a".into(), "b".into(), "c".into()]);
    let rule = |highest, limit: Option<i64>| {
        let limit = limit.map(pts);
        reading(
            std::slice::from_ref(&words),
            vec![(0, Rule::Levels(Levels { input: InputRef(0), cases: cases.clone(), highest, limit }))],
        )
    };
    let at = |highest, limit, value: &str| score(&rule(highest, limit), None, &[], &[value]);
    assert_eq!((at(None, None, "0+1"), at(Some(false), None, "0+1")), ("5".into(), "8".into()));
    assert_eq!(
        (at(Some(false), Some(6), "0+1"), at(None, None, "2"), at(None, None, "0+2")),
        ("6".into(), "-2".into(), "3".into())
    );
    assert_eq!(score(&rule(None, None), None, &[("levels", "sum")], &["0+1"]), "8");
}

#[test]
fn a_veto_among_levels_and_bands_is_kept() {
    let words = InputKind::Choice(vec!["grave".into(), "light".into()]);
    let cases = vec![
        LevelCase { word: 0, effect: Effect::Veto(VetoEffect::TotalZero) },
        LevelCase { word: 1, effect: Effect::Deduct(pts(2)) },
    ];
    let levels = Rule::Levels(Levels { input: InputRef(0), cases, highest: Some(true), limit: None });
    let item = reading(&[words], vec![(0, levels)]);
    assert_eq!((score(&item, Some(10), &[], &["1"]), score(&item, Some(10), &[], &["0"])), ("8".into(), "0".into()));
    let band = |from: Option<i64>, to: Option<i64>, effect| Band {
        from: from.map(|v| BandEdge { value: whole(v), included: Some(true) }),
        to: to.map(|v| BandEdge { value: whole(v), included: Some(false) }),
        value: BandValue::Effect(effect),
    };
    let bands =
        vec![band(Some(5), None, Effect::Veto(VetoEffect::TotalZero)), band(Some(1), Some(5), Effect::Deduct(pts(3)))];
    let item = reading(&[Count], vec![(0, Rule::Bands(Bands { quantity: x(0), bands, otherwise: None }))]);
    let at = |v: &str| score(&item, Some(10), &[], &[v]);
    assert_eq!((at("0"), at("1"), at("5")), ("10".into(), "7".into(), "0".into()));
}

fn edge(v: i64) -> Option<BandEdge> {
    Some(BandEdge { value: whole(v), included: None })
}

fn earning(from: Option<BandEdge>, to: Option<BandEdge>, points: i64) -> Band {
    Band { from, to, value: BandValue::Effect(Effect::Award { amount: pts(points), bonus: false }) }
}

#[test]
fn an_open_edge_belongs_to_the_band_that_begins_there() {
    let bands = vec![earning(edge(9), None, 10), earning(edge(8), edge(9), 6), earning(None, edge(8), 2)];
    let item = reading(&[Measure], vec![(0, Rule::Bands(Bands { quantity: x(0), bands, otherwise: None }))]);
    let at = |policy: &str, v: &str| score(&item, None, &[("bounds", policy)], &[v]);
    let all = |policy: &str| ["9.1", "9", "8.9", "8", "7.9"].map(|v| at(policy, v));
    assert_eq!(all("inclusive"), ["10", "10", "6", "6", "2"]);
    assert_eq!(all("exclusive"), ["10", "6", "6", "6", "2"]);
}

#[test]
fn bands_by_steps_and_between_points() {
    let per_step = BandValue::PerStep {
        origin: whole(10),
        step: Step { size: whole(2), unit: StepUnit::Own },
        rate: pts(3),
        sign: Sign::Lose,
    };
    let linear = BandValue::Linear { at_from: pts(2), at_to: pts(8) };
    let band = |from: i64, to: i64, value| Band { from: edge(from), to: edge(to), value };
    let lose = reading(
        &[Measure],
        vec![(0, Rule::Bands(Bands { quantity: x(0), bands: vec![band(10, 20, per_step)], otherwise: None }))],
    );
    assert_eq!(score(&lose, Some(20), &[], &["14"]), "14");
    assert_eq!(score(&lose, Some(20), &[], &["9"]), "20");
    let rule = Bands {
        quantity: x(0),
        bands: vec![band(10, 20, linear)],
        otherwise: Some(Effect::Award { amount: pts(1), bonus: false }),
    };
    let earn = reading(&[Measure], vec![(0, Rule::Bands(rule))]);
    let at = |v: &str| score(&earn, None, &[], &[v]);
    assert_eq!(["10", "15", "20", "21"].map(at), ["2", "5", "8", "1"]);
}

#[test]
fn a_formula_for_a_loss_never_gives_back() {
    let formula = |sign| {
        let value = Expr::Sub(Box::new(x(0)), Box::new(Expr::Number(whole(5))));
        reading(&[Measure], vec![(0, Rule::Formula(Formula { name: None, value, sign, limit: Some(pts(4)) }))])
    };
    assert_eq!(["3", "8", "99"].map(|v| score(&formula(Sign::Lose), Some(10), &[], &[v])), ["10", "7", "6"]);
    assert_eq!(["3", "8", "99"].map(|v| score(&formula(Sign::Earn), None, &[], &[v])), ["-2", "3", "4"]);
}

#[test]
fn judged_points_have_their_bounds_as_the_inputs() {
    let judge = |sign, least: Option<i64>, most: Option<i64>| {
        let rule = Judge { input: InputRef(0), least: least.map(pts), most: most.map(pts), sign, cases: None };
        reading(&[InputKind::Judged], vec![(0, Rule::Judge(rule))])
    };
    let bounds = |r: &Reading, policies: &[(&str, &str)]| plan(r, Some(10), policies).inputs[0].bounds.clone();
    assert_eq!(bounds(&judge(Sign::Earn, None, None), &[]), (Some(whole(0)), Some(whole(10))));
    assert_eq!(bounds(&judge(Sign::Earn, Some(1), Some(3)), &[]), (Some(whole(0)), Some(whole(3))));
    let loses = judge(Sign::Lose, Some(1), Some(3));
    assert_eq!(bounds(&loses, &[("range", "once")]).1, Some(whole(3)));
    assert_eq!(bounds(&loses, &[("range", "per-case")]).1, Some(whole(10)));
    assert_eq!(score(&loses, Some(10), &[("range", "once")], &["2"]), "8");
    assert_eq!(score(&loses, Some(10), &[("range", "once")], &["0"]), "10");
}

#[test]
fn what_is_missing_gives_by_policy() {
    let earns = reading(&[Count], vec![(0, each(0, 2, Sign::Earn, Some(6)))]);
    let loses = reading(&[Count], vec![(0, each(0, 2, Sign::Lose, Some(6)))]);
    let open = reading(&[Count], vec![(0, each(0, 2, Sign::Lose, None))]);
    let at = |item: &Reading, name: &str, value: &str| {
        let choices: &[&str] =
            if name == "missing" { &["zero", "refuse", "full"] } else { &["full", "drop-and-rescale", "zero", "mean"] };
        choices.iter().map(|c| score(item, Some(10), &[(name, c)], &[value])).collect::<Vec<_>>()
    };
    assert_eq!(at(&earns, "missing", "-"), ["0", "-", "6"]);
    assert_eq!(at(&loses, "missing", "-"), ["4", "-", "10"]);
    assert_eq!(at(&open, "missing", "-"), ["0", "-", "10"]);
    assert_eq!(at(&earns, "not-applicable", "n/a"), ["6", "n/a", "0", "n/a"]);
    assert_eq!(at(&loses, "not-applicable", "n/a"), ["10", "n/a", "4", "n/a"]);
}

#[test]
fn an_override_nobody_reports_counts_against_the_unit() {
    let zero = reading(&[Count, YesNo], vec![(0, each(0, 1, Sign::Lose, None)), (0, when(fact(1), Effect::Zero))]);
    let full = reading(
        &[Count, YesNo],
        vec![(0, each(0, 1, Sign::Lose, None)), (0, when(fact(1), Effect::Full { default: false }))],
    );
    let at = |item: &Reading, choice: &str, value: &str| score(item, Some(10), &[("missing", choice)], &["2", value]);
    assert_eq!(["zero", "refuse", "full"].map(|c| at(&zero, c, "-")), ["0", "-", "8"]);
    assert_eq!(["zero", "refuse", "full"].map(|c| at(&full, c, "-")), ["8", "-", "10"]);
    assert_eq!((at(&zero, "zero", "n/a"), at(&full, "zero", "n/a")), ("8".into(), "8".into()));
}

#[test]
fn a_quotient_that_cannot_be_is_not_applicable() {
    let value = Expr::Mul(vec![Expr::ItemPoints, Expr::Div(Box::new(x(0)), Box::new(x(1)))]);
    let item = reading(
        &[Count, Count],
        vec![(0, Rule::Formula(Formula { name: None, value, sign: Sign::Earn, limit: None }))],
    );
    let at = |choice: &str, v: [&str; 2]| score(&item, Some(10), &[("not-applicable", choice)], &v);
    assert_eq!(at("full", ["1", "3"]), "10/3");
    assert_eq!(["full", "zero", "drop-and-rescale"].map(|c| at(c, ["0", "0"])), ["10", "0", "n/a"]);
}

#[test]
fn an_item_below_zero_only_where_the_policy_lets_it() {
    let item = reading(&[Count], vec![(0, each(0, 4, Sign::Lose, None))]);
    // A sentence alone stays within 0 and its points whatever the policy.
    for choice in ["never", "item", "parent"] {
        assert_eq!(score(&item, Some(10), &[("below-zero", choice)], &["3"]), "0");
    }
}
