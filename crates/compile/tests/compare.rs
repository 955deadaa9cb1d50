//! Two schemes side by side: what differs is listed once, at its place, and nothing else is.

use kaocheng_compile::compare::{Difference, Parameter, Side, compare};
use kaocheng_compile::scheme::{Options, compile};
use kaocheng_syntax::clause::Language;
use kaocheng_syntax::document;

const SCHEME: &str = "---
编号: a
考核对象: 乡镇
考核期: 2026-01-01..2026-12-31
口径: {缺报: 计零分, 不适用: 计满分, 并列: 名次并列, 分档: 按比例, 百分比: 百分点}
---

# 一、基础工作(30分)

## (一)值班(10分)

有值班制度的,计10分。

## (二)到位率(20分)

到位率达到90%的,计20分;每降低1个百分点,扣2分。

# 二、加分

获省级表彰的,每次加2分。

以上加分最高不超过6分。

# 三、减分

发生信息误报的,每次扣1分。
";

fn rows(first: &str, second: &str) -> Vec<Difference> {
    let documents = [document::read(first), document::read(second)];
    let plans = [0, 1].map(|i| compile(&documents[i], &Options::default()).plan);
    let [a, b] = [0, 1].map(|i| Side { document: &documents[i], plan: &plans[i] });
    compare(a, b, Language::Chinese)
}

#[test]
fn a_scheme_does_not_differ_from_itself_nor_from_its_formatted_form() {
    assert_eq!(rows(SCHEME, SCHEME), []);
    assert_eq!(rows(SCHEME, &SCHEME.replace("(一)", "（１）").replace(',', "，")), []);
}

#[test]
fn every_changed_parameter_is_one_row_at_its_place() {
    let changes = [
        ("(10分)", "(12分)", "一、基础工作 › (一)值班", Parameter::Points),
        ("计10分", "计9分", "一、基础工作 › (一)值班", Parameter::Clause),
        ("90%", "95%", "一、基础工作 › (二)到位率", Parameter::Clause),
        ("扣2分", "扣2.5分", "一、基础工作 › (二)到位率", Parameter::Clause),
        ("每次加2分", "每次加3分", "二、加分", Parameter::Clause),
        ("不超过6分", "不超过5分", "二、加分", Parameter::Clause),
        ("每次扣1分", "每次扣4分", "三、减分", Parameter::Clause),
        ("2026-12-31", "2026-06-30", "", Parameter::Period),
        ("考核对象: 乡镇", "考核对象: 街道", "", Parameter::Levels),
        ("分档: 按比例", "分档: 整档", "分档", Parameter::Policy),
    ];
    for (from, to, place, parameter) in changes {
        assert!(SCHEME.contains(from), "{from}");
        let found = rows(SCHEME, &SCHEME.replacen(from, to, 1));
        let wanted = |d: &&Difference| d.place == place && d.parameter == parameter;
        assert_eq!(found.iter().filter(wanted).count(), 1, "{from} → {to}: {found:?}");
        let both = found.iter().filter(wanted).all(|d| d.first.is_some() && d.second.is_some());
        assert!(both, "{from} → {to}: {found:?}");
    }
}

#[test]
fn what_only_one_has_is_said_from_either_side() {
    let without = SCHEME.replace("# 三、减分\n\n发生信息误报的,每次扣1分。\n", "");
    let there = |found: &[Difference]| -> Vec<(String, bool, bool)> {
        found.iter().map(|d| (d.place.clone(), d.first.is_some(), d.second.is_some())).collect()
    };
    assert_eq!(there(&rows(SCHEME, &without)), [("三、减分".into(), true, false), ("三、减分".into(), true, false)]);
    assert_eq!(there(&rows(&without, SCHEME)), [("三、减分".into(), false, true), ("三、减分".into(), false, true)]);
}

const RULES: &str = "
# 四、成绩构成

市考核得分占70%,县考核得分占30%。

# 五、确认办法

(1)群众来信经局里查实的;

(2)专项督查中查实的。

# 六、奖惩

综合考核前15名的乡镇,评为“先进单位”,各奖励25000元。

综合考核后5名的乡镇,列为“重点督办”单位。
";

/// Weights, routes, lists and their amounts are parameters too (T-44); what only one of them rules stands alone.
#[test]
fn what_is_ruled_beside_points_is_compared_by_form_and_name() {
    let first = format!("{SCHEME}{RULES}");
    assert_eq!(rows(&first, &first), []);
    let second = first.replace("占70%", "占60%").replace("占30%", "占40%").replace("25000", "10000");
    let second = second.replace("\n\n(2)专项督查中查实的", "").replace("“重点督办”", "“重点帮扶”");
    let found = rows(&first, &second);
    let ruled: Vec<(&str, bool, bool)> = found
        .iter()
        .filter(|r| r.parameter == Parameter::Provision)
        .map(|r| (r.place.as_str(), r.first.is_some(), r.second.is_some()))
        .collect();
    assert_eq!(
        ruled,
        [
            ("成绩构成", true, true),
            ("确认办法", true, false),
            ("先进单位", true, true),
            ("重点督办", true, false),
            ("重点帮扶", false, true),
        ],
        "{found:#?}"
    );
}
