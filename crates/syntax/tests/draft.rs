//! Drafts: documents as they come from the web, from files and from pasted text.

use kaocheng_syntax::document::{SectionKind, read};
use kaocheng_syntax::draft::{Draft, DraftKind, DropReason, draft};
use kaocheng_syntax::exact;
use proptest::prelude::*;

const PAGE: &str = "当前位置: 首页 > 文档 > 2026年度托育服务考核材料汇编
2026年度托育服务考核材料汇编
来源:http://www.example.org 浏览:

乙县托育服务考核方案
2026年度托育服务考核材料汇编 第一篇

为推动托育服务发展,制定本方案。

一、适用对象

本方案适用于各镇。

二、调查时间及样本点 调查时间自2026年7月1日至7月4日,每镇随机抽取3个样本点。

三、考核内容

(一)责任落实(60分)

1、坚持主要领导负责(35分)

(1)签订责任书(15分)。其中各村与镇政府签订的计5分;镇政府与县政府签订的计10分。

⑵加强站点建设(20分)。建立健全镇级服务站,承担全镇托育指导、人员培训、信息上

报等4项职能的计8分;每配备1名保育人员计4分,计满12分为止。

2、坚持部门协同(25分)

【2026年度托育服务考核材料汇编】

①建立按季度通报制度计(15分),其中,教育、卫生、财政等3部门各计5分。

②依据通报开展工作(10分)。发现1个部门未开展的扣2分,扣完为止。

(二)资金投入(40分)

上半年投入(15分);全年投入(25分)。

以上由财政部门提供数据。

四、减分

1、迟报数据的,每次扣1分。

2、其他情形

(1)瞒报的,扣3分;

累计减分不超过5分。

丙县托育服务考核方案
2026年度托育服务考核材料汇编 第二篇

【2026年度托育服务考核材料汇编】

一、考核内容

(一)机构管理(100分)

建立台账的计100分。
";

fn outline(markdown: &str) -> Vec<String> {
    let row = |s: &&kaocheng_syntax::document::Section| {
        let points = s.points.as_ref().map_or(String::new(), |p| format!(" {}", exact::show(&p.value)));
        format!("{} {}{points}", s.id, s.title)
    };
    read(markdown).walk().iter().map(row).collect()
}

#[test]
fn a_page_of_two_schemes_becomes_two_trees() {
    let drafts = draft(PAGE, DraftKind::Text);
    let titles: Vec<&str> = drafts.documents.iter().map(|d| d.title.as_str()).collect();
    assert_eq!(titles, ["乙县托育服务考核方案", "丙县托育服务考核方案"]);
    assert_eq!(
        outline(&drafts.documents[0].markdown),
        [
            "1 适用对象",
            "2 调查时间及样本点",
            "3 考核内容",
            "3.1 责任落实 60",
            "3.1.1 坚持主要领导负责 35",
            "3.1.1.1 签订责任书 15",
            "3.1.1.2 加强站点建设 20",
            "3.1.2 坚持部门协同 25",
            "3.1.2.1 建立按季度通报制度 15",
            "3.1.2.2 依据通报开展工作 10",
            "3.2 资金投入 40",
            "3.2.1 上半年投入 15",
            "3.2.2 全年投入 25",
            "4 减分",
        ]
    );
    assert_eq!(outline(&drafts.documents[1].markdown), ["1 考核内容", "1.1 机构管理 100"]);
}

#[test]
fn cut_sentences_are_whole_and_words_stay_with_their_item() {
    let drafts = draft(PAGE, DraftKind::Text);
    let document = read(&drafts.documents[0].markdown);
    let source = &document.source;
    assert!(source.contains("信息上报等4项职能"));
    let funds = document.walk().into_iter().find(|s| s.id == "3.2").unwrap();
    let own = funds.span.of(source).split("####").next().unwrap();
    assert!(own.contains("以上由财政部门提供数据"), "{own}");
    let losses = document.walk().into_iter().find(|s| s.id == "4").unwrap();
    assert_eq!(losses.kind, SectionKind::Deduction);
    assert!(losses.span.of(source).contains("累计减分不超过5分"));
}

/// Every word of the input is in a draft, or in the list of what was moved out.
fn nothing_is_lost(input: &str, drafts: &Draft) {
    let mut all: String = drafts.documents.iter().map(|d| format!("{}{}", d.title, d.markdown)).collect();
    all.extend(drafts.dropped.iter().map(|d| d.text.clone()));
    let words = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let all = words(&all);
    for line in input.lines() {
        for part in line.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()) {
            // The verb before a bracket of points is the one thing that a heading does without.
            let part = part.trim_end_matches('计');
            assert!(all.contains(&words(part)), "lost: {part}");
        }
    }
}

#[test]
fn noise_is_moved_out_in_sight() {
    let drafts = draft(PAGE, DraftKind::Text);
    let moved: Vec<(usize, DropReason)> = drafts.dropped.iter().map(|d| (d.line, d.reason)).collect();
    assert_eq!(
        moved,
        [
            (1, DropReason::Advertisement),
            (2, DropReason::BeforeFirst),
            (3, DropReason::Advertisement),
            (6, DropReason::Divider),
            (30, DropReason::Repeated),
            (53, DropReason::Divider),
            (55, DropReason::Repeated),
        ]
    );
    assert!(drafts.documents[0].markdown.contains("<!-- 移出: 【2026年度托育服务考核材料汇编】 -->"));
    nothing_is_lost(PAGE, &drafts);
}

#[test]
fn what_does_not_read_is_marked_where_it_stands() {
    let text = "考核办法\n\n一、内容\n\n(一)台账管理(10分)\n\n扣满15分的,追加扣除10分。\n\n(二)人员(10分)\n\n按20XX年标准执行。\n";
    let drafts = draft(text, DraftKind::Text);
    let document = &drafts.documents[0];
    assert!(document.not_read.iter().any(|n| n.code == "placeholder"));
    assert!(document.not_read.len() >= 2, "{:?}", document.not_read);
    let lines: Vec<&str> = document.markdown.lines().collect();
    for found in &document.not_read {
        assert!(lines[found.line - 1].contains(found.text.lines().next().unwrap()), "{found:?}\n{}", document.markdown);
        assert!(lines[found.line - 3].starts_with("<!-- 未读: "), "{found:?}\n{}", document.markdown);
    }
    assert_eq!(outline(&document.markdown), ["1 内容", "1.1 台账管理 10", "1.2 人员 10"]);
}

#[test]
fn a_web_page_becomes_headings_lists_and_tables() {
    let page = "<!doctype html><html><head><title>x</title><style>p{}</style><script>var a='<p>扣9分</p>';</script></head><body>\
        <nav><a href='/'>首页</a></nav><h1>丁县考核细则</h1><p>一、考核内容</p>\
        <table><tr><td colspan=5>评分表</td></tr>\
        <tr><th>序号</th><th>考核项目</th><th>考核内容</th><th>分值</th><th>评分标准</th></tr>\
        <tr><td>1</td><td rowspan='2'>管理(30分)</td><td>台账</td><td>10</td><td>未建立的不得分。</td></tr>\
        <tr><td>2</td><td>会议</td><td>20</td><td>每召开1次计5分,<br>计满20分为止。</td></tr></table>\
        <p>A&nbsp;&amp;&nbsp;B</p><ol><li>由县局解释。</li><li>自印发起施行。</li></ol><footer>版权</footer></body></html>";
    let drafts = draft(page, DraftKind::Html);
    let document = &drafts.documents[0];
    assert_eq!(document.title, "丁县考核细则");
    assert_eq!(outline(&document.markdown), ["1 考核内容", "1.1 管理 30", "1.1.1 台账 10", "1.1.2 会议 20"]);
    assert!(
        document.markdown.contains("评分表") && document.markdown.contains("1. 由县局解释。\n\n2. 自印发起施行。"),
        "{}",
        document.markdown
    );
    assert!(!document.markdown.contains("扣9分"));
    let reasons: Vec<DropReason> = drafts.dropped.iter().map(|d| d.reason).collect();
    assert_eq!(reasons, [DropReason::Navigation, DropReason::Navigation]);
}

#[test]
fn markdown_keeps_its_headings_tables_and_quotes() {
    let source = "---\ncode: c\npolicies:\n  steps: whole\n---\n# Clinic checklist\n\n## Hygiene (20 points)\n\n1. Log kept: 5 points.\n\n> Basis: act 7\n\n| Indicator | Points | Scoring |\n|---|---|---|\n| Soap | 5 | 5 points if soap is there. |\n";
    let drafts = draft(source, DraftKind::Markdown);
    assert_eq!(drafts.documents[0].title, "Clinic checklist");
    assert_eq!(outline(&drafts.documents[0].markdown), ["1 Hygiene 20", "1.1 Soap 5"]);
    let back = read(&drafts.documents[0].markdown);
    assert_eq!(back.sections[0].quotes.len(), 1);
    assert_eq!(back.front.policies.len(), 1);
}

#[test]
fn english_text_with_typed_numbers() {
    let text = "Facility assessment\n\nPart 1: Governance (60 points)\n\n1. Plan (20 points)\n\nEvery facility with a written plan that the\nboard has adopted gets 20 points.\n\n2. Meetings (40 points)\n\n5 points for each meeting held.\n\nPart 2: Hygiene (40 points)\n";
    let drafts = draft(text, DraftKind::Text);
    assert_eq!(
        outline(&drafts.documents[0].markdown),
        ["1 Governance 60", "1.1 Plan 20", "1.2 Meetings 40", "2 Hygiene 40"]
    );
    assert!(drafts.documents[0].markdown.contains("that the board has adopted"));
}

fn piece() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "一、内容\n",
        "(一)管理(10分)\n",
        "1、会议(5分)。每次计1分。\n",
        "①台账计(5分),其中2部门各计1分。\n",
        "\n",
        "第1篇\n",
        "材料 第二篇\n",
        "【2026年度考核材料汇编】",
        "http://www.example.org\n",
        "每发现1例扣2分",
        "，\n",
        "# 标题\n",
        "| a | b |\n|-|-|\n",
        "```\n",
        "> x\n",
        "<p>",
        "</p>",
        "<table>",
        "<tr>",
        "<td rowspan=3>",
        "</table>",
        "<li>",
        "<script>",
        "<!--",
        "&nbsp;",
        "上半年(5分);全年(5分)。\n",
        "*",
        "_",
    ]);
    prop_oneof![5 => fixed.prop_map(str::to_owned), 1 => "\\PC{0,5}".prop_map(|s| s)]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_mixture_is_drafted_and_marks_do_not_change_the_tree(pieces in prop::collection::vec(piece(), 0..40)) {
        let input = pieces.concat();
        for kind in [DraftKind::Text, DraftKind::Html, DraftKind::Markdown] {
            for document in draft(&input, kind).documents {
                let lines = document.markdown.lines().count();
                prop_assert!(document.not_read.iter().all(|n| n.line >= 1 && n.line <= lines));
            }
        }
        nothing_is_lost(&input, &draft(&input, DraftKind::Text));
    }
}

#[test]
fn large_garbage_is_drafted() {
    for unit in
        ["<div>", "<table><tr><td>", "<td rowspan=100 colspan=100>", "(", "一、", "第1篇\n", "1. x\n", "【", "<b", "&"]
    {
        for kind in [DraftKind::Text, DraftKind::Html, DraftKind::Markdown] {
            let _ = draft(&unit.repeat(4_000 / unit.len()), kind);
        }
    }
}
