//! Numbers, values, origins and outlooks as people read them.

use kaocheng_compile::plan::{InputIx, Plan, Reason};
use kaocheng_compile::scheme::{Options, compile};
use kaocheng_engine::explain::{explain, show_number, show_value, words};
use kaocheng_engine::results::score;
use kaocheng_engine::table::{Provenance, Table, UnitRow, Units, Value};
use kaocheng_engine::value::parse;
use kaocheng_syntax::clause::{InputKind, Language};
use kaocheng_syntax::document;
use kaocheng_syntax::exact::{Exact, ratio, whole};

#[test]
fn thousands_stand_apart_and_decimals_do_not() {
    for (value, text) in [
        (whole(0), "0"),
        (whole(7), "7"),
        (whole(999), "999"),
        (whole(1000), "1,000"),
        (whole(123_456), "123,456"),
        (whole(-1_234_567), "-1,234,567"),
        (whole(-123), "-123"),
        (ratio(12_345_678, 1000), "12,345.678"),
        (ratio(1, 8), "0.125"),
    ] {
        assert_eq!(show_number(&value), text);
    }
}

#[test]
fn a_fraction_has_its_value_beside_it() {
    for (value, text) in [
        (ratio(120, 13), "120/13 ≈ 9.2308"),
        (ratio(1, 3), "1/3 ≈ 0.3333"),
        (ratio(-2, 3), "-2/3 ≈ -0.6667"),
        (ratio(100_000, 3), "100000/3 ≈ 33,333.3333"),
        // As many places as the first two digits need.
        (ratio(1, 3000), "1/3000 ≈ 0.0003"),
        (ratio(1, 30_000), "1/30000 ≈ 0.000033"),
        (ratio(1, 700_000), "1/700000 ≈ 0.0000014"),
    ] {
        assert_eq!(show_number(&value), text);
    }
}

#[test]
fn values_have_words_in_both_languages() {
    let choice = InputKind::Choice(vec!["国家".into(), "省".into()]);
    let number = |v: Exact| Value::Number(v);
    let rows: [(Value, Option<&InputKind>, &str, &str); 13] = [
        (number(ratio(1, 2)), Some(&InputKind::Rate), "50%", "50%"),
        (number(ratio(1, 3)), Some(&InputKind::Rate), "≈ 33.33%", "≈ 33.33%"),
        (number(ratio(1, 2)), Some(&InputKind::Amount), "0.5", "0.5"),
        (number(ratio(1, 2)), None, "0.5", "0.5"),
        (Value::Truth(true), None, "是", "yes"),
        (Value::Truth(false), None, "否", "no"),
        (Value::Choice(vec![1, 0]), Some(&choice), "省、国家", "省、国家"),
        (Value::Choice(vec![]), Some(&choice), "无", "none"),
        (Value::Word("优秀".into()), None, "优秀", "优秀"),
        (Value::Missing(Reason::NotReported), None, "未报", "not reported"),
        (Value::Missing(Reason::Refused), None, "拒报", "refused"),
        (Value::Missing(Reason::NotApplicable), None, "不适用", "not applicable"),
        (Value::Missing(Reason::Excused), None, "免报", "excused"),
    ];
    for (value, kind, zh, en) in rows {
        assert_eq!(show_value(&value, kind, Language::Chinese), zh);
        assert_eq!(show_value(&value, kind, Language::English), en);
    }
}

/// A scheme of one item over units with these codes, levels and parents.
struct Case {
    plan: Plan,
    table: Table,
}

impl Case {
    fn new(front: &str, body: &str, units: &[(&str, &str, &str)]) -> Case {
        let policies =
            "口径: {steps: pro-rata, bounds: inclusive, missing: zero, not-applicable: full, ties: share-rank}";
        let source = format!("---\n编号: t\n{front}{policies}\n---\n\n{body}\n");
        let plan = compile(&document::read(&source), &Options::default()).plan;
        let row = |(code, level, parent): &(&str, &str, &str)| UnitRow {
            code: (*code).into(),
            name: (*code).into(),
            level: (*level).into(),
            class: String::new(),
            parent: (*parent).into(),
        };
        let units = Units::new(units.iter().map(row).collect()).unwrap();
        let table = Table::new(&plan, units);
        Case { plan, table }
    }

    fn set(&mut self, input: usize, unit: usize, text: &str) {
        let value = parse(&self.plan.inputs[input], text).unwrap();
        self.table.set(InputIx(input), unit, value);
    }

    fn lines(&self, unit: usize, item: usize, language: Language) -> Vec<String> {
        let results = score(&self.plan, &self.table);
        words(&explain(&self.plan, &self.table, &results, unit, item, language), &self.plan, language)
    }
}

fn from(source: &str, date: &str, note: &str, place: &str) -> Provenance {
    Provenance { source: source.into(), date: date.into(), note: note.into(), place: place.into() }
}

#[test]
fn a_figure_says_where_its_parts_come_from() {
    let terms = "## 指标说明\n\n| 指标 | 公式 |\n|---|---|\n| 到位率 | 到位金额÷预算金额 |\n";
    let body = format!("## 一、资金(10分)\n\n到位率达到50%的,计10分;每降低1个百分点,扣1分。\n\n{terms}");
    let mut case = Case::new("", &body, &[("A", "", "")]);
    case.set(0, 0, "40");
    case.set(1, 0, "100");
    assert!(case.lines(0, 0, Language::Chinese)[1].ends_with("= 40%"), "nothing is known of its origin");
    case.table.set_provenance(InputIx(0), 0, from("县财政局", "2026-06-30", "", "figures.csv:2"));
    case.table.set_provenance(InputIx(1), 0, from("", "", "预算批复", ""));
    let line = &case.lines(0, 0, Language::Chinese)[1];
    assert!(line.ends_with("= 40%    [县财政局 2026-06-30 figures.csv:2; 预算批复]"), "{line}");
    // One origin of both parts is told once, one without words not at all.
    case.table.set_provenance(InputIx(1), 0, from("县财政局", "2026-06-30", "", "figures.csv:2"));
    let line = &case.lines(0, 0, Language::Chinese)[1];
    assert!(line.ends_with("= 40%    [县财政局 2026-06-30 figures.csv:2]"), "{line}");
    case.table.set_provenance(InputIx(0), 0, Provenance::default());
    case.table.set_provenance(InputIx(1), 0, Provenance::default());
    assert!(case.lines(0, 0, Language::Chinese)[1].ends_with("= 40%"));
}

#[test]
fn a_figure_that_a_change_moves_for_all_units_is_weighed_with_them() {
    // The mean moves with the unit's own figure: above (x + 90%) / 2 only from 90% on.
    let mut case = Case::new("", "## 一、处置(6分)\n\n处置率高于平均值的,计6分。", &[("A", "", ""), ("B", "", "")]);
    case.set(0, 0, "90%");
    case.set(0, 1, "80%");
    let outlook = case.lines(1, 0, Language::English).pop().unwrap();
    assert_eq!(outlook.trim(), "10.01 percentage points more of “处置率” gains 6; full marks with “处置率” at 90.01%");
}

#[test]
fn lower_units_are_weighed_and_not_advised() {
    let terms = "## 指标说明\n\n| 指标 | 类型 | 层级 | 汇总 |\n|---|---|---|---|\n| 村户数 | 计数 | 村 | 合计 |\n";
    let body = format!("## 一、覆盖(10分)\n\n得分=10×服务户数÷村户数。\n\n{terms}");
    let units = [("T", "乡镇", ""), ("V1", "村", "T"), ("V2", "村", "T")];
    let mut case = Case::new("考核对象: 乡镇\n", &body, &units);
    let below = case.plan.inputs.iter().position(|i| i.level.is_some()).unwrap();
    let own = 1 - below;
    case.set(own, 0, "3");
    case.set(below, 1, "4");
    case.set(below, 2, "6");
    let lines = case.lines(0, 0, Language::Chinese);
    assert!(lines[0].ends_with("3 / 10"), "{lines:?}");
    assert_eq!(lines.last().unwrap().trim(), "“服务户数”再增加 1,加 1 分;“服务户数”达到 10,得满分");
    // A lower unit's figure is not missing at the upper one.
    assert!(lines.iter().all(|l| !l.contains("未报")), "{lines:?}");
}

#[test]
fn the_lesser_of_two_efforts_is_advised() {
    let body = "## 一、工作(10分)\n\n①每走访10户,计1分,计满4分为止。②每召开1次会议,计2分,计满6分为止。";
    let mut case = Case::new("", body, &[("A", "", "")]);
    case.set(0, 0, "30");
    case.set(1, 0, "1");
    // One household is as little as one meeting; the first of equals stands.
    let outlook = case.lines(0, 0, Language::Chinese).pop().unwrap();
    assert_eq!(outlook.trim(), "“走访”再增加 1 户,加 0.1 分;“走访”达到 40 户,“召开会议”达到 3 次,得满分");
    let body = "## 一、工作(10分)\n\n①走访户数达到40户的,计4分。②每召开1次会议,计2分,计满6分为止。";
    let mut case = Case::new("", body, &[("A", "", "")]);
    case.set(0, 0, "30");
    case.set(1, 0, "1");
    let outlook = case.lines(0, 0, Language::Chinese).pop().unwrap();
    assert_eq!(outlook.trim(), "“召开会议”再增加 1 次,加 2 分;“走访户数”达到 40 户,“召开会议”达到 3 次,得满分");
}

#[test]
fn nobody_is_advised_to_need_less_or_to_go_below_nothing() {
    let terms = "## 指标说明\n\n| 指标 | 范围 |\n|---|---|\n| 参训人数 | 0..3 |\n";
    let mut case =
        Case::new("", &format!("## 一、培训(10分)\n\n得分=10×参训人数÷应训人数。\n\n{terms}"), &[("A", "", "")]);
    case.set(0, 0, "3");
    case.set(1, 0, "4");
    let lines = case.lines(0, 0, Language::Chinese);
    assert_eq!(lines.last().unwrap().trim(), "10 × 3 ÷ 4 = 7.5", "fewer to be trained would give more: {lines:?}");
    let mut case = Case::new("", "## 一、延误(10分)\n\n得分=8-2×延误额。", &[("A", "", "")]);
    case.set(0, 0, "0");
    let lines = case.lines(0, 0, Language::Chinese);
    assert_eq!(lines.last().unwrap().trim(), "8 − 2 × 0 = 8", "{lines:?}");
}

#[test]
fn no_units_are_none() {
    let none = Units::new(Vec::new()).unwrap();
    assert!(none.is_empty() && none.all().is_empty());
    assert!(!Units::single().is_empty());
}
