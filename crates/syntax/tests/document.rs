//! Whole documents: what a reader gets from a scheme as an office writes it.

use kaocheng_syntax::document::{Document, PointsUnit, Section, SectionKind, read, read_bytes};
use kaocheng_syntax::exact;
use kaocheng_syntax::span::Span;

const COUNTY: &str = "---
编号: demo-2026
语言: zh
考核期: 2025-07-01..2026-06-30
口径:
  steps: whole
---

# 甲县托育服务考核办法

为做好2026年度工作，制定本办法。

> 依据甲政发〔2025〕7号文件，每年扣1分。

## 一、考核内容（40分）

### （一）组织保障（25分）

#### 1、责任书签订（10分）

每签订1份责任书，
计2分，**计满10分**为止。

#### 2、[专职人员](staff)配备（15分） {#staffing steps=pro-rata}

1. 配备5名的得15分。
2. 每少1名扣3分。

### （二）资金投入（15分）

| 到位率 | 得分 |
|---|---|
| 90%以上 | 15 |
| 60%—90% | 8 |
| 其余 | 0 |

## 二、加分

获市级表彰的加2分。

## 三、抽样办法

每镇抽取2个点。

## 四、指标说明

| 指标 | 编号 | 公式 | 单位 | 提供单位 |
|---|---|---|---|---|
| 到位率 | rate | 到位金额÷预算金额×100% | | 财政局 |
| 专职人员 | staff | | 名 | |
";

fn outline(document: &Document) -> Vec<String> {
    let line = |s: &&Section| {
        let points = s.points.as_ref().map_or(String::new(), |p| {
            format!(" {}{}", exact::show(&p.value), if p.unit == PointsUnit::Percent { "%" } else { "" })
        });
        format!("{} {}{points} {:?}", s.id, s.title, s.kind)
    };
    document.walk().iter().map(line).collect()
}

fn codes(document: &Document) -> Vec<&'static str> {
    document.diagnostics.iter().map(|d| d.code).filter(|c| *c != "unscored-number").collect()
}

#[test]
fn a_scheme_becomes_a_tree() {
    let document = read(COUNTY);
    assert_eq!(
        outline(&document),
        [
            "1 考核内容 40 Item",
            "1.1 组织保障 25 Item",
            "1.1.1 责任书签订 10 Item",
            "staffing 专职人员配备 15 Item",
            "1.2 资金投入 15 Item",
            "2 加分 Bonus",
            "3 抽样办法 Sampling",
            "4 指标说明 Terms",
        ]
    );
    assert_eq!(document.front.title.as_ref().map(|t| t.value.as_str()), Some("甲县托育服务考核办法"));
    assert_eq!(document.terms.len(), 2);
    assert!(document.terms[0].formula.is_some());
    assert_eq!(document.terms[1].unit.as_ref().map(|u| u.span.of(COUNTY)), Some("名"));
    assert_eq!(document.walk()[3].attributes[0].setting.value.span.of(COUNTY), "pro-rata");
}

#[test]
fn the_trail_names_every_heading_above_a_place() {
    let document = read(COUNTY);
    let at = COUNTY.find("每少1名").unwrap();
    assert_eq!(document.trail(Span::new(at, at + 3)), ["一、考核内容", "（一）组织保障", "2、专职人员配备"]);
}

#[test]
fn a_band_table_is_a_clause_of_its_item() {
    let document = read(COUNTY);
    let item = document.walk()[4].clone();
    assert_eq!(item.reading.clauses.len(), 1);
    assert_eq!(item.reading.inputs[0].label, "到位率");
    assert!(item.reading.scoring);
    assert!(item.tables.is_empty());
}

#[test]
fn width_and_the_kind_of_number_change_nothing() {
    let half = "# Scheme\n\n## 1、组织(50分)\n\n### (1)甲(30分)\n\n### (2)乙(20分)\n\n## 2、资金(50分)\n";
    let full = "# Scheme\n\n## １、组织（５０分）\n\n### （１）甲（３０ 分）\n\n### （２）乙【２０分】\n\n## ２．资金：５０分\n";
    let circled = "# Scheme\n\n## 一、组织(50分)\n\n### ①甲(30分)\n\n### ②乙(20分)\n\n## 二、资金 50分\n";
    let single = "# Scheme\n\n## ⒈组织(五十分)\n\n### ⑴甲(30分)\n\n### ⑵乙(20分)\n\n## ⒉ 资金——50分\n";
    let expected = outline(&read(half));
    assert_eq!(expected[1], "1.1 甲 30 Item");
    for other in [full, circled, single] {
        assert_eq!(outline(&read(other)), expected);
    }
}

#[test]
fn an_item_table_gives_items_with_groups() {
    let source = "# 细则\n\n| 序号 | 考核项目 | 考核内容 | 分值 | 评分标准 | 责任单位 |\n|---|---|---|---|---|---|\n\
        | 1 | 组织领导（30分） | 成立领导小组 | 10 | 未成立的不得分。 | 办公室 |\n\
        | 2 |  | 召开会议 | 20 | 每次得5分。 | |\n\
        | | | | | 缺记录的扣1分。 | |\n\
        | 3 | 经费 | 专账管理 | 70 | 未专账的扣5分。 | 财政 |\n\
        | | 合计 | | 100 | | |\n";
    let document = read(source);
    assert_eq!(
        outline(&document),
        [
            "1 组织领导 30 Item",
            "1.1 成立领导小组 10 Item",
            "1.2 召开会议 20 Item",
            "2 经费 Item",
            "2.3 专账管理 70 Item"
        ]
    );
    let first = document.walk()[1].clone();
    assert_eq!(first.attributes[0].setting.name.value, "provider");
    assert_eq!(first.attributes[0].setting.value.span.of(source), "办公室");
    assert_eq!(first.points.unwrap().span.of(source), "10");
    assert!(document.walk()[2].span.of(source).contains("缺记录"));
}

#[test]
fn two_sections_with_one_number_are_an_error() {
    let source = "## 1、甲(10分)\n\n## 1、乙(10分)\n\n## 丙(5分) {#a}\n\n## 丁(5分) {#a}\n";
    let document = read(source);
    assert_eq!(codes(&document), ["duplicate-id", "duplicate-id"]);
    let ids: Vec<&str> = document.walk().iter().map(|s| s.id.as_str()).collect();
    assert_eq!(ids, ["1", "1-2", "a", "a-2"]);
}

#[test]
fn points_where_nothing_reads_them_are_reported() {
    assert_eq!(codes(&read("## 甲(10分)\n\n    每次扣2分。\n")), ["code-block-not-read"]);
    assert_eq!(codes(&read("## 甲(10分)\n\n<table><tr><td>每次扣2分</td></tr></table>\n")), ["html-not-read"]);
    assert_eq!(codes(&read("## 甲(10分)\n\n|日期|地点|\n|-|-|\n|5|6|\n")), ["table-not-used"]);
    let column = "## 甲\n\n|考核内容|分值|备注|\n|-|-|-|\n|乙|5|缺1次扣1分|\n|合计|5||\n";
    assert_eq!(codes(&read(column)), ["column-not-used"]);
    assert_eq!(read(column).sections[0].points.as_ref().map(|p| p.span.of(column)), Some("5"));
    assert_eq!(codes(&read("## 甲(10分)\n\n<!-- 每次扣2分 -->\n\n> 扣2分\n")), [""; 0]);
}

#[test]
fn every_number_of_the_prose_is_noted() {
    let source = "## 甲3项(10分)\n\n2026年起有效。\n";
    let places: Vec<&str> = read(source).diagnostics.iter().map(|d| d.span.of(source)).collect();
    assert_eq!(places, ["3", "2026"]);
}

#[test]
fn a_count_that_its_parts_do_not_keep_is_noted() {
    let source = "## 做到四个强化\n\n### (一)强化甲\n\n### (二)强化乙\n\n### (三)强化丙\n";
    assert_eq!(codes(&read(source)), ["count-mismatch"]);
    let source = "## 工作\n\n落实三项措施：\n\n1. 甲\n2. 乙\n";
    let document = read(source);
    let finding = document.diagnostics.iter().find(|d| d.code == "count-mismatch").unwrap();
    assert_eq!((finding.span.of(source), finding.detail("found")), ("三项", Some("2")));
    assert_eq!(codes(&read("## 工作\n\n落实两项措施：\n\n1. 甲\n2. 乙\n")), [""; 0]);
}

#[test]
fn broken_bytes_give_one_finding_with_its_line() {
    let document = read_bytes(b"# a\n\n## b\xff\xfe\xfd\n\n## c(x%)\n");
    assert_eq!(codes(&document), ["not-utf8"]);
    assert_eq!(document.diagnostics[0].detail("line"), Some("3"));
    let document = read_bytes("\u{feff}---\ntitle: t\n---\n## 甲(10分)\n".as_bytes());
    assert_eq!(codes(&document), [""; 0]);
    assert_eq!(document.sections[0].kind, SectionKind::Item);
    assert_eq!(document.front.title.unwrap().value, "t");
}

#[test]
fn sections_of_a_plain_heading_are_prose_unless_they_hold_items() {
    let source = "## 一、总则\n\n本办法适用于各镇。\n\n## 二、内容\n\n### 1、甲(10分)\n\n#### 说明\n\n## 三、加分与减分\n\n### (一)加分\n\n### (二)减分\n\n#### 1、弄虚作假的扣6分\n";
    let kinds: Vec<SectionKind> = read(source).walk().iter().map(|s| s.kind).collect();
    use SectionKind::{Bonus, Deduction, Item, Prose};
    assert_eq!(kinds, [Prose, Item, Item, Item, Bonus, Bonus, Deduction, Deduction]);
}
