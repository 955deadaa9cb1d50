//! Steps away from a target, from clauses built by hand: which distances can have part steps, and what a percent is of.

use kaocheng_compile::plan::{Interval, Study, hash};
use kaocheng_compile::policy::{Decided, Policies};
use kaocheng_compile::sentence::{Sentence, compile};
use kaocheng_syntax::clause::{
    Amount, BelowStatistic, Clause, CohortStatistic, Direction, Expr, Feed, InputKind, InputPhrase, InputRef, Reading,
    Rule, Sign, Step, StepUnit, Steps,
};
use kaocheng_syntax::exact::{Exact, ratio, whole};
use kaocheng_syntax::span::Span;

/// A rate, an amount, a count and a rank.
const KINDS: [InputKind; 4] = [InputKind::Rate, InputKind::Amount, InputKind::Count, InputKind::Rank];

fn rate() -> Expr {
    Expr::Input(InputRef(0))
}

fn amount() -> Expr {
    Expr::Input(InputRef(1))
}

fn count() -> Expr {
    Expr::Input(InputRef(2))
}

fn rank() -> Expr {
    Expr::Input(InputRef(3))
}

fn n(v: i64) -> Expr {
    Expr::Number(whole(v))
}

fn both(f: fn(Box<Expr>, Box<Expr>) -> Expr, a: Expr, b: Expr) -> Expr {
    f(Box::new(a), Box::new(b))
}

fn others(statistic: CohortStatistic, of: Expr) -> Expr {
    Expr::Cohort { statistic, of: Box::new(of), label: "others".to_owned(), span: Span::new(9, 10) }
}

fn below(statistic: BelowStatistic) -> Expr {
    Expr::Below { level: "村".to_owned(), statistic, label: "below".to_owned(), span: Span::new(8, 9) }
}

/// 10 points at the target, one less for each step below.
fn steps(quantity: Expr, target: Expr, size: Exact, unit: StepUnit, policies: &[(&str, &str)]) -> Sentence {
    let phrase = |(ix, kind): (usize, &InputKind)| InputPhrase {
        label: format!("x{ix}"),
        span: Span::new(ix, ix + 1),
        kind: kind.clone(),
        unit: None,
        link: None,
        feed: Feed::Supplied,
    };
    let rule = Rule::Steps(Steps {
        quantity,
        target,
        direction: Direction::Below,
        step: Step { size, unit },
        rate: Amount::Points(whole(1)),
        sign: Sign::Lose,
        base: Some(Amount::Points(whole(10))),
        target_included: true,
        rounding: None,
        limit: None,
    });
    let reading = Reading {
        inputs: KINDS.iter().enumerate().map(phrase).collect(),
        clauses: vec![Clause { span: Span::new(0, 1), part: 0, applies: Vec::new(), rule }],
        scoring: true,
        ..Reading::default()
    };
    let mut decided = Policies::default();
    for (name, choice) in policies {
        decided.decide(name, choice, Decided::Scheme).unwrap();
    }
    compile(&reading, Some(&whole(10)), &decided, None)
}

/// The policies that are asked about.
fn asked(sentence: &Sentence) -> String {
    let open = sentence.diagnostics.iter().filter(|d| d.code == "policy-open");
    let mut names: Vec<&str> = open.filter_map(|d| d.detail("policy")).collect();
    names.sort_unstable();
    names.join(" ")
}

#[test]
fn whole_figures_against_whole_targets_have_no_part_steps() {
    let asks = |quantity: Expr, target: Expr| asked(&steps(quantity, target, whole(1), StepUnit::Own, &[])) == "steps";
    for quantity in [count(), rank(), both(Expr::Sub, count(), rank()), Expr::Add(vec![count(), n(2)])] {
        assert!(!asks(quantity.clone(), n(4)), "{quantity:?}");
        assert!(asks(quantity.clone(), Expr::Number(ratio(9, 2))), "{quantity:?}");
    }
    for quantity in [
        rate(),
        amount(),
        both(Expr::Div, count(), rank()),
        both(Expr::Sub, count(), amount()),
        both(Expr::Sub, amount(), count()),
        Expr::Mul(vec![count(), amount()]),
        Expr::Min(vec![count(), amount()]),
        Expr::ItemPoints,
        others(CohortStatistic::Mean, count()),
        others(CohortStatistic::TrimmedMean, count()),
        others(CohortStatistic::Least, amount()),
        below(BelowStatistic::Mean),
    ] {
        assert!(asks(quantity.clone(), n(4)), "{quantity:?}");
        assert!(asks(count(), quantity.clone()), "{quantity:?} as the target");
    }
    for quantity in [
        others(CohortStatistic::RankFromLeast, amount()),
        others(CohortStatistic::RankFromGreatest, rate()),
        others(CohortStatistic::Least, count()),
        others(CohortStatistic::Greatest, rank()),
    ] {
        assert!(!asks(quantity.clone(), n(4)), "{quantity:?}");
    }
    // A step of two can be gone half.
    assert_eq!(asked(&steps(count(), n(4), whole(2), StepUnit::Own, &[])), "steps");
}

#[test]
fn a_percent_is_of_the_target_unless_the_figure_is_a_rate() {
    let asks = |quantity: Expr, target: Expr| {
        asked(&steps(quantity, target, ratio(1, 100), StepUnit::Percent, &[])).contains("percent")
    };
    for quantity in [
        rate(),
        both(Expr::Div, count(), amount()),
        Expr::Add(vec![amount(), rate()]),
        Expr::Min(vec![rate(), amount()]),
        Expr::Max(vec![rate(), amount()]),
        both(Expr::Sub, rate(), amount()),
        both(Expr::Sub, amount(), rate()),
        others(CohortStatistic::Mean, rate()),
    ] {
        assert!(asks(quantity.clone(), n(200)), "{quantity:?}");
    }
    for quantity in [count(), amount(), Expr::Mul(vec![rate(), amount()]), others(CohortStatistic::Mean, amount())] {
        assert!(!asks(quantity.clone(), n(200)), "{quantity:?}");
        // A target like 80 % tells that the figure is a share.
        assert!(asks(quantity.clone(), Expr::Number(ratio(4, 5))), "{quantity:?}");
        assert!(!asks(quantity.clone(), n(1)), "{quantity:?}: one is a number like any other");
        assert!(!asks(quantity.clone(), Expr::Number(ratio(5, 2))), "{quantity:?}");
    }
}

#[test]
fn what_one_step_of_a_percent_takes() {
    // Against 200: one percent of it is 2; of a rate, a percentage point or a hundredth of the target.
    let at = |quantity: Expr, target: Expr, policy: &str, value: Exact| {
        let policies = [("percent", policy), ("steps", "pro-rata"), ("missing", "zero"), ("not-applicable", "full")];
        let sentence = steps(quantity, target, ratio(1, 100), StepUnit::Percent, &policies);
        let plan = &sentence.plan;
        let figure = plan.figures_of(plan.items[0].score)[0];
        let study = Study::new(plan).with(figure, kaocheng_compile::plan::Fact::number(Interval::point(value)));
        study.interval(plan.items[0].score)
    };
    let points = |v: Exact| Interval::point(v);
    assert_eq!(at(count(), n(200), "points", whole(196)), points(whole(8)));
    let target = || Expr::Number(ratio(4, 5));
    assert_eq!(at(rate(), target(), "points", ratio(76, 100)), points(whole(6)));
    assert_eq!(at(rate(), target(), "relative", ratio(76, 100)), points(whole(5)));
}

#[test]
fn a_step_in_percentage_points_is_no_percent() {
    let points = steps(rate(), Expr::Number(ratio(4, 5)), ratio(1, 100), StepUnit::PercentagePoint, &[]);
    let own = steps(rate(), Expr::Number(ratio(4, 5)), ratio(1, 100), StepUnit::Own, &[]);
    assert_eq!(asked(&points), "steps");
    assert_eq!(hash(&points.plan), hash(&own.plan));
}
