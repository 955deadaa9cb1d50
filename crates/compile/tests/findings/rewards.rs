use crate::{all, bare, each, found, scheme};
use kaocheng_syntax::diagnostic::Severity;

const NONE: [&str; 0] = [];

const TWO: &str =
    "# 一、投诉(10分)\n\n每发生1起投诉扣2分,扣完为止。\n\n# 二、事故(5分)\n\n每发生1起事故扣1分,扣完为止。\n";

#[test]
fn a_policy_that_rewards_silence_everywhere_is_named_once_at_its_words() {
    let front = "title: 总则\npolicies:\n  ties: share-rank\n  missing: full\n";
    let compiled = bare(front, TWO);
    assert_eq!(all(&compiled, "not-reporting-pays", &["item", "figures"]), [["总则", "发生投诉, 发生事故"]]);
    let source = format!("---\n{front}---\n\n{TWO}");
    assert_eq!(found(&compiled, "not-reporting-pays")[0].span.of(&source), "full");
}

#[test]
fn one_item_that_rewards_silence_is_named_by_itself() {
    let one = TWO.split("# 二").next().unwrap_or_default();
    let compiled = bare("title: 总则\npolicies:\n  ties: share-rank\n  missing: full\n", one);
    assert_eq!(all(&compiled, "not-reporting-pays", &["item", "figures"]), [["一、投诉", "发生投诉"]]);
    // Decided at the items, it is theirs.
    let decided = TWO.replace("扣完为止。\n", "扣完为止。\n\n缺报: 按满分计\n");
    let compiled = bare("title: 总则\npolicies:\n  ties: share-rank\n  missing: zero\n", &decided);
    assert!(
        all(&compiled, "not-reporting-pays", &["item"]).iter().all(|i| i[0] != "总则"),
        "{:?}",
        compiled.diagnostics
    );
}

#[test]
fn a_figure_from_elsewhere_is_not_left_out_by_the_unit() {
    let front = "policies:\n  ties: share-rank\n  missing: full\n";
    let source = |word: &str| {
        let terms = format!("# 三、指标说明\n\n| 指标 | 来源 |\n|---|---|\n| 发生投诉 | {word} |\n");
        let one = TWO.split("# 二").next().unwrap_or_default();
        let compiled = bare(front, &format!("{one}{terms}"));
        each(&compiled, "not-reporting-pays", "figures").join(" ")
    };
    assert_eq!(source("交换"), "");
    assert_eq!(source("上报"), "发生投诉");
    assert_eq!(source("reported"), "发生投诉");
    // What an assessor judges is not reported by the unit either.
    let judged = bare(front, "# 一、成效(10分)\n\n工作成效明显。\n");
    assert_eq!(each(&judged, "not-reporting-pays", "figures"), NONE);
}

#[test]
fn requirements_are_quoted_as_they_stand() {
    let phrases = |text: &str| {
        let source = format!("---\ncode: test\n---\n\n# 一、队伍(10分)\n\n{text}\n");
        let document = kaocheng_syntax::document::read(&source);
        let compiled = kaocheng_compile::scheme::compile(&document, &Default::default());
        let marked = found(&compiled, "unscored-condition").iter().map(|d| d.span.of(&source)).collect::<Vec<_>>();
        assert_eq!(marked, each(&compiled, "unscored-condition", "phrase"));
        marked.join(" | ")
    };
    let clause = "每配备1名专职人员计5分,计满10分为止。";
    assert_eq!(phrases(&format!("{clause}  必须接受培训。有台账。")), "必须接受培训");
    assert_eq!(phrases(&format!("{clause}必须接受培训;每月召开会议")), "必须接受培训 | 每月召开会议");
    assert_eq!(phrases(clause), "");
    assert_eq!(phrases("每月召开1次以上会议的,计10分。"), "", "it is scored");
    assert_eq!(phrases("必须接受培训。"), "", "the item is judged, requirement included");
    assert_eq!(phrases(&format!("{clause}由A必须接受B类培训。")), "由A必须接受B类培训");
}

#[test]
fn english_words_count_as_words() {
    let phrases = |text: &str| {
        let body =
            format!("# 1. Staff (10 points)\n\n5 points for each full-time worker employed, up to 10 points. {text}\n");
        each(&scheme("", &body), "unscored-condition", "phrase").join(" | ")
    };
    assert_eq!(phrases("At least 2 inspectors are on duty. Minutes are kept."), "At least 2 inspectors are on duty");
    assert_eq!(phrases("Mustard is provided."), "");
    assert_eq!(phrases("Marshalls are provided."), "");
    assert_eq!(phrases("Shallow wells shall be fenced."), "Shallow wells shall be fenced.");
    assert_eq!(phrases("Wells must"), "Wells must");
}

#[test]
fn a_bound_said_twice_is_marked_from_word_to_word() {
    let doubled = |text: &str| {
        let source =
            format!("---\ncode: test\n---\n\n# 一、队伍(10分)\n\n每配备1名专职人员计5分,计满10分为止。{text}\n");
        let compiled =
            kaocheng_compile::scheme::compile(&kaocheng_syntax::document::read(&source), &Default::default());
        let told: Vec<String> = found(&compiled, "bound-doubled")
            .iter()
            .map(|d| {
                assert_eq!(d.detail("text"), Some(d.span.of(&source)));
                d.span.of(&source).to_owned()
            })
            .collect();
        told.join(" | ")
    };
    assert_eq!(doubled("在岗至少2名以上人员。"), "至少2名以上");
    assert_eq!(doubled("在岗至少２名以上人员。"), "至少２名以上");
    assert_eq!(doubled("在岗至少两名以上人员。"), "至少两名以上");
    assert_eq!(doubled("在岗不超过10人以内。"), "不超过10人以内");
    assert_eq!(doubled("各方至少参照以上执行。"), "", "no number between");
    assert_eq!(doubled("至少2名人员的县级以上部门。"), "", "two things");
    assert_eq!(doubled("至少2名人员报市县乡村以上部门。"), "", "too far apart");
}

#[test]
fn quotations_and_commentary_ask_for_nothing() {
    let body = |text: &str| format!("# 一、公示(10分)\n\n公示结果的,计10分。\n\n{text}");
    let word = |compiled: &kaocheng_compile::scheme::Compiled| each(compiled, "parameter-missing", "word").join(" ");
    assert_eq!(word(&scheme("", &body("# 奖惩\n\n评价占一定比例。\n"))), "一定比例");
    assert_eq!(word(&scheme("", &body("# 抽样办法\n\n村占一定比例。\n"))), "", "sampling weighs nothing");
    assert_eq!(word(&scheme("", "评价占一定比例。\n\n# 一、公示(10分)\n\n公示结果的,计10分。\n")), "一定比例");
    assert_eq!(word(&scheme("", "> 评价占一定比例。\n\n# 一、公示(10分)\n\n公示结果的,计10分。\n")), "");
    assert_eq!(word(&scheme("", &body("按有关规定扣分。\n"))), "按有关规定");
    assert_eq!(word(&scheme("", &body("按有关规定办理。\n"))), "");
    let prose = scheme("", &body("# 情况\n\n按市考核办法执行。\n"));
    assert_eq!(each(&prose, "reference-missing", "scheme"), NONE, "nothing is scored there");
}

#[test]
fn a_period_may_be_one_day() {
    let body = "# 一、公示(10分)\n\n公示结果的,计10分。\n";
    let day = scheme("period: 2026-06-30 至 2026-06-30\nfield: 2026-07-01 至 2026-07-01\n", body);
    assert_eq!(found(&day, "period-backwards").len(), 0);
    let visit = scheme("period: 2026-06-01 至 2026-06-30\nfield: 2026-06-30 至 2026-07-01\n", body);
    assert_eq!(found(&visit, "field-before-period").len(), 1, "the last day belongs to the period");
    assert_eq!(found(&visit, "field-before-period")[0].severity, Severity::Warning);
    let terms =
        |date: &str| format!("{body}\n# 二、指标说明\n\n| 指标 | 数据日期 |\n|---|---|\n| 公示结果 | {date} |\n");
    let outside =
        |date: &str| found(&scheme("period: 2026-01-01 至 2026-06-30\n", &terms(date)), "data-date-outside").len();
    assert_eq!((outside("2026-06-30"), outside("2026-07-01")), (0, 1));
    assert_eq!((outside("2026-01-01"), outside("2025-12-31")), (0, 1));
}
