//! A sentence by itself: what it asks for, in text order, and what stands in for the others.

use kaocheng_compile::plan::Plan;
use kaocheng_compile::policy::Policies;
use kaocheng_compile::sentence::{compile, judged, rounds};
use kaocheng_syntax::clause::{
    Amount, BelowStatistic, Clause, CohortStatistic, Expr, Feed, Formula, InputKind, InputPhrase, InputRef, Language,
    Reading, Rule, Sign, read,
};
use kaocheng_syntax::exact::{ratio, whole};
use kaocheng_syntax::span::Span;

/// What is asked for: `number label kind`.
fn asked(plan: &Plan) -> Vec<String> {
    plan.inputs.iter().map(|i| format!("{} {} {:?}", i.id, i.label, i.kind)).collect()
}

fn inputs(text: &str, round: Option<&str>) -> Vec<String> {
    asked(&compile(&read(text, Language::Chinese), None, &Policies::default(), round).plan)
}

#[test]
fn inputs_are_numbered_as_they_stand_in_the_text() {
    assert_eq!(inputs("得分=40×最低报价÷本单位报价。", None), ["1 最低报价 Amount", "2 本单位报价 Amount"]);
    assert_eq!(
        inputs("处置率高于平均值的,计6分;每召开1次会议,计1分。", None),
        ["1 处置率 Rate", "2 平均值 Rate", "3 召开会议 Count"]
    );
}

#[test]
fn a_sentence_of_two_rounds_asks_for_what_one_of_them_needs() {
    let text = "上半年:每召开1次会议,计1分。全年:有总结的,计6分。";
    assert_eq!(rounds(&read(text, Language::Chinese)), ["上半年", "全年"]);
    assert_eq!(rounds(&read("有总结的,计6分。", Language::Chinese)), [""; 0]);
    assert_eq!(inputs(text, Some("上半年")), ["1 召开会议 Count"]);
    assert_eq!(inputs(text, Some("全年")), ["1 有总结 YesNo"]);
    assert_eq!(inputs(text, None), ["1 召开会议 Count", "2 有总结 YesNo"]);
    let both = "上半年:每召开1次会议,计1分。上半年:有总结的,计6分。全年:有方案的,计1分。";
    assert_eq!(rounds(&read(both, Language::Chinese)), ["上半年", "全年"]);
}

#[test]
fn a_sentence_that_did_not_read_is_not_sound() {
    let ok = |text: &str| compile(&read(text, Language::Chinese), None, &Policies::default(), None).is_ok();
    assert!(ok("有总结的,计6分。"));
    assert!(!ok("档案不全的,扣2分或者加3分。"));
    // An open question is no error.
    assert!(ok("到位率达到50%的,计30分;每降低1个百分点,扣2.5分。"));
}

#[test]
fn a_judgement_lies_between_nothing_and_the_points() {
    let plan = judged("制度健全", Some(&whole(10)));
    assert_eq!(plan.inputs[0].bounds, (Some(whole(0)), Some(whole(10))));
    assert_eq!((plan.inputs[0].span, plan.inputs[0].kind.clone()), (Span::new(0, 12), InputKind::Judged));
    assert_eq!(judged("制度健全", None).inputs[0].bounds, (Some(whole(0)), None));
}

/// A formula over a rate (`r`, first in the text), an amount (`a`) and what is told of others, each at its place.
fn formula(value: Expr) -> Plan {
    let phrase = |label: &str, at: usize, kind: InputKind| InputPhrase {
        label: label.to_owned(),
        span: Span::new(at, at + 1),
        kind,
        unit: None,
        link: None,
        feed: Feed::Supplied,
    };
    let rule = Rule::Formula(Formula { name: None, value, sign: Sign::Earn, limit: Some(Amount::Points(whole(9))) });
    let reading = Reading {
        inputs: vec![phrase("r", 0, InputKind::Rate), phrase("a", 10, InputKind::Amount)],
        clauses: vec![Clause { span: Span::new(0, 1), part: 0, applies: Vec::new(), rule }],
        scoring: true,
        ..Reading::default()
    };
    compile(&reading, None, &Policies::default(), None).plan
}

fn others(statistic: CohortStatistic, of: Expr, label: &str, at: usize) -> Expr {
    Expr::Cohort { statistic, of: Box::new(of), label: label.to_owned(), span: Span::new(at, at + 1) }
}

#[test]
fn what_the_others_have_is_of_the_kind_of_what_is_compared() {
    let (r, a) = (Expr::Input(InputRef(0)), Expr::Input(InputRef(1)));
    let mean = |of: Expr| others(CohortStatistic::Mean, of, "mean", 5);
    let quotient = Expr::Div(Box::new(a.clone()), Box::new(a.clone()));
    for (of, kind) in
        [(r.clone(), "Rate"), (a.clone(), "Amount"), (quotient, "Rate"), (Expr::Number(whole(1)), "Amount")]
    {
        let plan = formula(Expr::Add(vec![r.clone(), mean(of), a.clone()]));
        assert_eq!(asked(&plan), ["1 r Rate", &format!("2 mean {kind}"), "3 a Amount"]);
    }
    for rank in [CohortStatistic::RankFromGreatest, CohortStatistic::RankFromLeast] {
        let plan = formula(Expr::Add(vec![a.clone(), others(rank, r.clone(), "rank", 20)]));
        assert_eq!(asked(&plan), ["1 a Amount", "2 rank Rank"], "the inside is asked for through the rank");
    }
}

#[test]
fn one_figure_of_the_others_is_asked_for_once() {
    let (r, a) = (Expr::Input(InputRef(0)), Expr::Input(InputRef(1)));
    let mean = |label: &str, at: usize| others(CohortStatistic::Mean, r.clone(), label, at);
    let plan = formula(Expr::Add(vec![a.clone(), mean("m", 20), mean("m", 30), mean("n", 40)]));
    assert_eq!(asked(&plan), ["1 a Amount", "2 m Rate", "3 n Rate"]);
}

#[test]
fn figures_of_lower_units_are_asked_for_by_their_words() {
    let a = Expr::Input(InputRef(1));
    let below = |statistic: BelowStatistic, label: &str, at: usize| Expr::Below {
        level: "村".to_owned(),
        statistic,
        label: label.to_owned(),
        span: Span::new(at, at + 1),
    };
    let share = BelowStatistic::ShareAtLeast(Box::new(ratio(4, 5)));
    let plan = formula(Expr::Add(vec![below(share.clone(), "share", 1), a.clone(), below(share, "share", 30)]));
    assert_eq!(asked(&plan), ["1 share Rate", "2 a Amount"]);
    let plan = formula(Expr::Add(vec![a, below(BelowStatistic::Mean, "mean", 30)]));
    assert_eq!(asked(&plan), ["1 a Amount", "2 mean Amount"]);
}
