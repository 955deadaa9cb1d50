//! What people type for an input, and what a unit would have to change to gain points.

use kaocheng_compile::plan::{Input, InputIx, Plan, Reason};
use kaocheng_compile::scheme::{self, Options};
use kaocheng_engine::explain::{Explanation, explain};
use kaocheng_engine::results::score;
use kaocheng_engine::table::{Provenance, Table, UnitRow, Units, Value};
use kaocheng_engine::value::{ValueError, parse};
use kaocheng_syntax::clause::{Feed, InputKind, Language};
use kaocheng_syntax::document;
use kaocheng_syntax::exact::{Exact, ratio, show, whole};
use kaocheng_syntax::span::Span;

fn input(kind: InputKind, bounds: (Option<i64>, Option<i64>)) -> Input {
    Input {
        id: "x".into(),
        label: "x".into(),
        kind,
        unit: None,
        item: 0,
        provider: None,
        source: None,
        bounds: (bounds.0.map(whole), bounds.1.map(whole)),
        data_date: None,
        level: None,
        feed: Feed::Supplied,
        span: Span::default(),
    }
}

fn typed(kind: InputKind, text: &str) -> Result<Value, ValueError> {
    parse(&input(kind, (None, None)), text)
}

fn n(v: i64) -> Result<Value, ValueError> {
    Ok(Value::Number(whole(v)))
}

#[test]
fn every_word_for_a_missing_value_has_its_reason() {
    let kinds = [
        InputKind::YesNo,
        InputKind::Count,
        InputKind::Amount,
        InputKind::Rate,
        InputKind::Rank,
        InputKind::Judged,
        InputKind::Choice(vec!["a".into()]),
    ];
    for (words, reason) in [
        (&["", " ", "-", "--", "—", "缺", "未报", "Not Reported"][..], Reason::NotReported),
        (&["不适用", "不涉及", "n/a", "NA", "not applicable"], Reason::NotApplicable),
        (&["免报", "excused"], Reason::Excused),
        (&["拒报", "Refused"], Reason::Refused),
    ] {
        for word in words {
            for kind in &kinds {
                assert_eq!(typed(kind.clone(), word), Ok(Value::Missing(reason)), "{word} {kind:?}");
            }
        }
    }
}

#[test]
fn yes_and_no_in_many_words() {
    for word in ["yes", "Y", "true", "是", "有", "√", "✓", "1", " ＹＥＳ "] {
        assert_eq!(typed(InputKind::YesNo, word), Ok(Value::Truth(true)), "{word}");
    }
    for word in ["no", "N", "false", "否", "无", "没有", "×", "✗", "0"] {
        assert_eq!(typed(InputKind::YesNo, word), Ok(Value::Truth(false)), "{word}");
    }
    for word in ["2", "maybe", "50%"] {
        assert_eq!(typed(InputKind::YesNo, word), Err(ValueError::NotYesNo), "{word}");
    }
}

#[test]
fn counts_ranks_and_amounts() {
    assert_eq!(typed(InputKind::Count, "１２"), n(12));
    assert_eq!(typed(InputKind::Count, "0"), n(0));
    assert_eq!(typed(InputKind::Count, "1,200"), n(1200));
    assert_eq!(typed(InputKind::Rank, "1"), n(1));
    assert_eq!(typed(InputKind::Amount, "−2.5"), Ok(Value::Number(ratio(-5, 2))));
    assert_eq!(typed(InputKind::Amount, "7/3"), Ok(Value::Number(ratio(7, 3))));
    for (kind, text, error) in [
        (InputKind::Count, "1.5", ValueError::NotWhole),
        (InputKind::Count, "-1", ValueError::NotWhole),
        (InputKind::Rank, "0", ValueError::NotWhole),
        (InputKind::Count, "three", ValueError::NotNumber),
        (InputKind::Count, "30%", ValueError::UnexpectedPercentSign),
        (InputKind::Amount, "7/0", ValueError::NotNumber),
        (InputKind::Amount, "12,00", ValueError::NotNumber),
        (InputKind::Rate, "45.25", ValueError::NoPercentSign),
        (InputKind::Rate, "high", ValueError::NotNumber),
    ] {
        assert_eq!(typed(kind, text), Err(error), "{text}");
    }
    assert_eq!(typed(InputKind::Rate, "-3 %"), Ok(Value::Number(ratio(-3, 100))));
    assert_eq!(typed(InputKind::Rate, "0"), n(0));
}

#[test]
fn bounds_belong_to_what_is_allowed() {
    let bounded = input(InputKind::Amount, (Some(1), Some(5)));
    let out = || Err(ValueError::OutOfBounds(Some(whole(1)), Some(whole(5))));
    assert_eq!((parse(&bounded, "1"), parse(&bounded, "5")), (n(1), n(5)));
    assert_eq!((parse(&bounded, "0.9"), parse(&bounded, "5.1")), (out(), out()));
}

#[test]
fn judged_points_stay_within_their_bounds() {
    let judged = input(InputKind::Judged, (None, Some(10)));
    assert_eq!((parse(&judged, "10"), parse(&judged, "0")), (n(10), n(0)));
    assert_eq!((parse(&judged, "yes"), parse(&judged, "no")), (n(10), n(0)));
    assert_eq!(parse(&judged, "1"), n(1), "a number before a word");
    assert!(matches!(parse(&judged, "-1"), Err(ValueError::OutOfBounds(..))));
    assert!(matches!(parse(&judged, "10.5"), Err(ValueError::OutOfBounds(..))));
    assert_eq!(typed(InputKind::Judged, "yes"), Err(ValueError::NotNumber), "all of what");
    assert_eq!(typed(InputKind::Judged, "good"), Err(ValueError::NotNumber));
}

#[test]
fn words_of_a_choice() {
    let words = || InputKind::Choice(vec!["国家".into(), "省".into(), "Gold".into()]);
    let chosen = |list: &[usize]| Ok(Value::Choice(list.to_vec()));
    assert_eq!(typed(words(), "省"), chosen(&[1]));
    assert_eq!(typed(words(), "gold"), chosen(&[2]));
    assert_eq!(typed(words(), "省+国家"), chosen(&[0, 1]));
    assert_eq!(typed(words(), "省、省"), chosen(&[1]));
    assert_eq!(
        (typed(words(), "无"), typed(words(), "none"), typed(words(), "0")),
        (chosen(&[]), chosen(&[]), chosen(&[]))
    );
    let list = || vec!["国家".to_owned(), "省".to_owned(), "Gold".to_owned()];
    assert_eq!(typed(words(), "县"), Err(ValueError::NotAWord(list())));
    assert_eq!(typed(words(), "省+县"), Err(ValueError::NotAWord(list())));
}

/// A scheme of one item (`1`, so many points) over one unit with these values.
fn explained(points: i64, text: &str, values: &[&str]) -> (Plan, Explanation) {
    let policies = "口径: {steps: pro-rata, bounds: inclusive, missing: zero, not-applicable: full, ties: share-rank}";
    let source = format!("---\n编号: t\n{policies}\n---\n\n## 一、某项({points}分)\n\n{text}\n");
    let plan = scheme::compile(&document::read(&source), &Options::default()).plan;
    let row = UnitRow { code: "A".into(), name: "A".into(), level: "".into(), class: "".into(), parent: "".into() };
    let mut table = Table::new(&plan, Units::new(vec![row]).unwrap());
    assert_eq!(plan.inputs.len(), values.len(), "{:?}", plan.inputs);
    for (ix, text) in values.iter().enumerate() {
        table.set(InputIx(ix), 0, parse(&plan.inputs[ix], text).unwrap());
    }
    let from = Provenance { source: "县财政局".into(), ..Provenance::default() };
    table.set_provenance(InputIx(0), 0, from.clone());
    assert_eq!(table.provenance(InputIx(0), 0), Some(&from));
    let results = score(&plan, &table);
    let found = explain(&plan, &table, &results, 0, 0, Language::Chinese);
    (plan, found)
}

/// Input, its new value and the points of the smallest gain; then the changes to full marks.
fn outlook(points: i64, text: &str, values: &[&str]) -> (Option<(usize, Value, String)>, Option<Vec<(usize, Value)>>) {
    let (_, found) = explained(points, text, values);
    let gain = found.gain.map(|g| (g.target.input.0, g.target.value, show(&g.points)));
    let full = found.full.map(|all| all.into_iter().map(|t| (t.input.0, t.value)).collect());
    (gain, full)
}

fn number(v: Exact) -> Value {
    Value::Number(v)
}

#[test]
fn one_more_of_a_count() {
    let text = "每召开1次会议,计3分,计满5分为止。";
    let (gain, full) = outlook(5, text, &["0"]);
    assert_eq!(gain, Some((0, number(whole(1)), "3".into())));
    assert_eq!(full, Some(vec![(0, number(whole(2)))]));
    assert_eq!(outlook(5, text, &["2"]), (None, Some(vec![])), "full marks need nothing");
    assert_eq!(outlook(5, text, &["-"]).0, Some((0, number(whole(1)), "3".into())), "missing counts from 0");
}

#[test]
fn one_less_of_a_loss() {
    let text = "每发现1处隐患,扣2分,扣完为止。";
    let (gain, full) = outlook(10, text, &["3"]);
    assert_eq!(gain, Some((0, number(whole(2)), "2".into())));
    assert_eq!(full, Some(vec![(0, number(whole(0)))]));
    assert_eq!(outlook(10, text, &["8"]).0, Some((0, number(whole(4)), "2".into())), "past the floor first");
}

#[test]
fn a_hundredth_of_a_percentage_point_of_a_rate() {
    let text = "到位率达到50%的,计30分;每降低1个百分点,扣2.5分;低于30%的,不计分。";
    let (gain, full) = outlook(30, text, &["45.25%"]);
    assert_eq!(gain, Some((0, number(ratio(4526, 10000)), "0.025".into())));
    assert_eq!(full, Some(vec![(0, number(ratio(1, 2)))]));
    let low = outlook(30, text, &["10%"]);
    assert_eq!(low.0, Some((0, number(ratio(3801, 10000)), "0.025".into())), "38% is where points begin");
}

#[test]
fn a_threshold_a_yes_and_a_level() {
    let text = "达标率达到65%的,计10分;否则不计分。";
    assert_eq!(outlook(10, text, &["50%"]).0, Some((0, number(ratio(65, 100)), "10".into())));
    let (gain, full) = outlook(5, "有年度计划的,计5分。", &["no"]);
    assert_eq!((gain, full), (Some((0, Value::Truth(true), "5".into())), Some(vec![(0, Value::Truth(true))])));
    let bad = outlook(10, "未公开指南的,扣4分。", &["yes"]);
    assert_eq!(bad.0, Some((0, Value::Truth(false), "4".into())));
    let levels = "获国家、省、市表彰的,分别得5、3、1分。";
    let (gain, full) = outlook(5, levels, &["市"]);
    assert_eq!(gain, Some((0, Value::Choice(vec![1]), "2".into())), "the next level, not the best");
    assert_eq!(full, Some(vec![(0, Value::Choice(vec![0]))]));
}

#[test]
fn several_figures_to_full_marks() {
    let text = "①有实施方案的,计4分。\n②每召开1次会议,计2分,计满6分为止。";
    let (gain, full) = outlook(10, text, &["no", "1"]);
    assert_eq!(gain.map(|g| g.0), Some(0), "a yes is as little as one meeting, and stands first");
    assert_eq!(full, Some(vec![(0, Value::Truth(true)), (1, number(whole(3)))]));
}

#[test]
fn what_nobody_can_change_is_not_advised() {
    let (_, found) = explained(10, "各项制度健全,责任落实到位。", &["6"]);
    assert_eq!((found.gain, found.full), (None, None));
    let text = "得分=10×参训人数÷应训人数。";
    let (gain, full) = outlook(10, text, &["4", "5"]);
    assert_eq!(gain.map(|g| g.0), Some(0), "never fewer to be trained");
    assert_eq!(full, Some(vec![(0, number(whole(5)))]));
}

#[test]
fn an_explanation_holds_the_score_the_figures_and_what_is_absent() {
    let (_, found) = explained(5, "每召开1次会议,计3分,计满5分为止。", &["1"]);
    assert_eq!((found.id.as_str(), found.score.clone(), found.points.clone()), ("1", number(whole(3)), Some(whole(5))));
    assert_eq!(found.trail, ["一、某项"]);
    assert!(!found.default && found.absent.is_empty());
    assert_eq!(found.figures[0].provenance[0].source, "县财政局");
    assert_eq!(found.lines.len(), 1);
    let (plan, absent) = explained(5, "每召开1次会议,计3分,计满5分为止。", &["拒报"]);
    assert_eq!(absent.absent, [(plan.inputs[0].label.clone(), Reason::Refused)]);
}
