//! Properties of reading: any text is read without a panic, and every place lies where it says.

use kaocheng_syntax::document::{Document, Section, read, read_bytes};
use kaocheng_syntax::provision::{Pick, ProvisionRule};
use kaocheng_syntax::span::Span;
use proptest::prelude::*;

fn check_span(source: &str, span: Span, what: &str) {
    assert!(span.start <= span.end, "{what}: {span:?}");
    assert!(source.get(span.start..span.end).is_some(), "{what}: {span:?} is no place in the source");
}

fn check_section(source: &str, section: &Section, above: Span) {
    check_span(source, section.span, "section");
    assert!(above.contains(section.span), "{above:?} does not hold {:?}", section.span);
    assert!(section.span.contains(section.heading), "heading {:?} outside {:?}", section.heading, section.span);
    if let Some(points) = &section.points {
        check_span(source, points.span, "points");
    }
    for attribute in &section.attributes {
        check_span(source, attribute.setting.name.span, "attribute");
        check_span(source, attribute.setting.value.span, "attribute");
    }
    for input in &section.reading.inputs {
        check_span(source, input.span, "input");
    }
    for clause in &section.reading.clauses {
        check_span(source, clause.span, "clause");
    }
    for token in &section.reading.tokens {
        check_span(source, token.span, "token");
    }
    for provision in &section.provisions {
        check_span(source, provision.span, "provision");
        match &provision.rule {
            ProvisionRule::List(list) => {
                for pick in &list.picks {
                    if let Pick::Event(fact) = pick {
                        check_span(source, fact.span, "event");
                    }
                }
            }
            ProvisionRule::Composition(composition) => {
                composition.parts.iter().for_each(|p| check_span(source, p.span, "part"));
            }
            _ => {}
        }
    }
    for quote in &section.quotes {
        check_span(source, quote.span, "quote");
    }
    for child in &section.children {
        check_section(source, child, section.span);
    }
}

fn check(document: &Document) {
    let source = &document.source;
    for section in &document.sections {
        check_section(source, section, Span::new(0, source.len()));
    }
    for term in &document.terms {
        check_span(source, term.span, "term");
        check_span(source, term.label.span, "label");
    }
    for diagnostic in &document.diagnostics {
        check_span(source, diagnostic.span, diagnostic.code);
    }
    let mut ids: Vec<&str> = document.walk().iter().map(|s| s.id.as_str()).collect();
    ids.sort_unstable();
    let all = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), all, "ids are not unique");
}

/// Pieces that documents are made of, and slips beside them.
fn piece() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "---\n",
        "标题: 甲\n",
        "policies: {steps: whole\n",
        "考核期：2026年1月1日—2026年6月30日\n",
        "# ",
        "## ",
        "### ",
        "#### ",
        "一、",
        "（二）",
        "(3)",
        "④",
        "1. ",
        "1.2 ",
        "(20分)",
        "（30分）",
        "【5分】",
        "20%",
        "{#a b=c}",
        "{#a}",
        "\n",
        "\n\n",
        "> ",
        "- ",
        "| 指标 | 公式 |\n|---|---|\n",
        "| 序号 | 考核内容 | 分值 | 评分标准 |\n|-|-|-|-|\n",
        "| 完成率 | 得分 |\n|-|-|\n",
        "| 90%以上 | 10 |\n",
        "| 甲 | 乙÷丙 |\n",
        "| 1 | 甲 | 10 | 每次扣2分 |\n",
        "| | | | 得分 |\n",
        "每配备1名计3分",
        "未建立的不得分。",
        "[专职人员](staff)",
        "<!-- x -->",
        "<br>",
        "<table>",
        "&amp;",
        "\\*",
        "**",
        "`",
        "xx",
        "20XX年",
        "____",
        "\u{0}",
        "\r\n",
        "\t",
        "    ",
        "加分",
        "## 奖惩\n\n",
        "## 抽样\n\n",
        "## Awards\n\n",
        "综合考核前3名",
        "后5名的乡镇,",
        "列为“重点”单位",
        "予以通报批评,",
        "分别奖励5万元、3万元、1万元。",
        "每个乡镇随机抽取2个村",
        "确认办法如下:",
        "并查实的;",
        "占60%,",
        "连续两年",
        "第二名奖励",
        "The top 3 townships ",
        "are named A and ",
        "awarded 50 yuan each. ",
        "two years running ",
        "| 奖项 | 名额 | 奖金 |\n|---|---|---|\n| 一等奖 | 1名 | 5万元 |\n",
        "四个强化",
        "\u{feff}",
        "ﷺ",
        "é",
        "𠀀",
    ]);
    prop_oneof![4 => fixed.prop_map(str::to_owned), 1 => "\\PC{0,6}".prop_map(|s| s)]
}

proptest! {
    // No file is kept of what failed: a failure becomes a test of its own.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_mixture_of_pieces_is_read(pieces in prop::collection::vec(piece(), 0..60)) {
        check(&read(&pieces.concat()));
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(&read_bytes(&bytes));
    }
}

#[test]
fn large_and_deep_garbage_is_read() {
    for unit in [
        "> ",
        "- ",
        "1. ",
        "[",
        "(",
        "*",
        "_",
        "`",
        "<a ",
        "|",
        "| a ",
        "{",
        "# ",
        "#\n",
        "第",
        "一、",
        "\u{0}",
        "&",
        "(2分)",
        "扣",
        "---\n",
        "a: [",
        "\n|-|-|\n",
    ] {
        check(&read(&unit.repeat(6_000 / unit.len())));
    }
    let nested: String = (0..1000).map(|depth| format!("{}- 甲\n", "  ".repeat(depth))).collect();
    check(&read(&nested));
    let wall = format!("## 甲(10分)\n\n{}", "每发现1例扣2分，有正式文件的计5分。\n".repeat(100));
    check(&read(&wall));
    let endless = format!("## 甲(10分)\n\n{}", "每发现1例扣2分，".repeat(10_000));
    let document = read(&endless);
    check(&document);
    assert!(document.diagnostics.iter().any(|d| d.code == "text-too-long"));
    let headings = "## 1、甲(1分)\n\n".repeat(4000);
    check(&read(&headings));
}
