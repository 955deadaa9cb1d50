use crate::{all, bare, each, found, scheme};
use kaocheng_compile::scheme::{Compiled, Options, compile};
use kaocheng_syntax::clause::InputKind;
use kaocheng_syntax::document;

/// The ids of what is collected, in the order of the plan.
fn ids(compiled: &Compiled) -> Vec<&str> {
    compiled.plan.inputs.iter().map(|i| i.id.as_str()).collect()
}

fn with_terms(text: &str, header: &str, rows: &str) -> Compiled {
    let rule: String = header.chars().map(|c| if c == '|' { '|' } else { '-' }).collect();
    scheme("", &format!("# 一、工作(10分)\n\n{text}\n\n# 二、指标说明\n\n{header}\n{rule}\n{rows}\n"))
}

const NONE: [&str; 0] = [];

#[test]
fn a_link_names_its_term_whatever_the_words() {
    let rows = "| 走访 | a |\n| 入户 | b |";
    let linked = |id: &str| with_terms(&format!("每[走访]({id})1户计1分。"), "| 指标 | 编号 |", rows);
    assert_eq!(ids(&linked("b")), ["b"]);
    assert_eq!(ids(&linked("a")), ["a"]);
    let unknown = linked("c");
    assert_eq!(each(&unknown, "term-unknown", "term"), ["c"]);
    assert_eq!(ids(&unknown), ["1:1"]);
}

#[test]
fn a_phrase_ends_with_the_words_of_its_term() {
    let tied =
        |rows: &str| ids(&with_terms("县级资金到位率达到90%的,计10分。", "| 指标 | 编号 | 别名 |", rows)).join(" ");
    assert_eq!(tied("| 到位率 | a | |"), "a");
    assert_eq!(tied("| 率 | a | |"), "1:1", "one character is no name");
    assert_eq!(tied("| 到位率 | a | |\n| 资金到位率 | b | |"), "b", "the longer one");
    assert_eq!(tied("| 资金到位率 | b | |\n| 到位率 | a | |"), "b");
    assert_eq!(tied("| 到位率 | a | |\n| 到账率 | b | 到位率 |"), "a", "of equals the first");
    assert_eq!(tied("| 到位率 | a | |\n| 县级资金到位率 | b | |"), "b", "its own words before any ending");
    assert_eq!(tied("| 到账率 | a | 资金到位率 |"), "a");
    assert_eq!(tied("| 到位 | a | |"), "1:1", "the words must stand at the end");
}

#[test]
fn terms_that_only_another_round_uses_are_used() {
    let front = "rounds: [上半年, 全年]\npolicies:\n  ties: share-rank\n  missing: zero\n";
    let text = "# 一、工作(10分)\n\n上半年:有方案的,计10分。全年:总结率达到90%的,计10分。\n\n# 二、指标说明\n\n";
    let terms = "| 指标 | 公式 |\n|---|---|\n| 总结率 | 总结数 ÷ 应报数 |\n| 应报数 | 镇数 + 村数 × 2 - 免报数 |\n| 镇数 | |\n| 村数 | |\n| 免报数 | |\n| 总结数 | |\n| 户数 | |\n";
    let compiled = bare(front, &format!("{text}{terms}"));
    assert_eq!(each(&compiled, "unused-term", "term"), ["户数"]);
    assert_eq!(ids(&compiled), ["1:1"], "and not collected in this one");
}

#[test]
fn a_round_collects_what_it_scores() {
    let source = "---\nrounds: [上半年, 全年]\npolicies:\n  ties: share-rank\n  missing: zero\n---\n\n\
                  # 一、工作(10分)\n\n上半年:处置率高于平均值的,计10分。全年:有总结的,计10分。\n";
    let collected = |round: &str| {
        let compiled = compile(&document::read(source), &Options { round: Some(round.to_owned()) });
        compiled.plan.inputs.iter().map(|i| i.label.clone()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(collected("上半年"), "处置率");
    assert_eq!(collected("全年"), "有总结");
}

#[test]
fn an_unknown_round_is_refused_and_the_first_one_shown() {
    let source = "---\nrounds: [上半年, 全年]\n---\n\n# 一、工作(10分)\n\n有方案的,计10分。\n";
    let round = |name: Option<&str>| compile(&document::read(source), &Options { round: name.map(str::to_owned) });
    let unknown = round(Some("三季度"));
    assert_eq!(all(&unknown, "round-unknown", &["round", "rounds"]), [["三季度", "上半年, 全年"]]);
    assert!(!unknown.runs());
    assert_eq!(unknown.plan.head.round.as_deref(), Some("上半年"));
    let known = round(Some("全年"));
    assert!(known.runs(), "{:?}", known.diagnostics);
    assert_eq!(known.plan.head.round.as_deref(), Some("全年"));
    assert_eq!(round(None).plan.head.round.as_deref(), Some("上半年"));
}

#[test]
fn what_lower_units_report_keeps_its_kind() {
    let body = |kind: &str| {
        format!(
            "# 一、工作(10分)\n\n每超支1万元,扣1分。\n\n# 二、指标说明\n\n\
             | 指标 | 编号 | 类型 | 层级 | 汇总 |\n|---|---|---|---|---|\n| 超支 | over | {kind} | 村 | 合计 |\n"
        )
    };
    let front = "level: 乡镇\npolicies:\n  ties: share-rank\n  missing: zero\n  not-applicable: full\n";
    let asked = |kind: &str| each(&bare(front, &body(kind)), "policy-open", "policy").concat();
    assert_eq!(asked("金额"), "steps", "an amount has parts of steps");
    assert_eq!(asked("是否"), "", "villages that overspend are counted");
}

#[test]
fn a_term_of_another_kind_does_not_stand_for_the_phrase() {
    let choice = with_terms("每培训1人,计1分。", "| 指标 | 编号 | 类型 |", "| 培训 | t | 选择:优、良 |");
    assert_eq!(each(&choice, "term-kind-differs", "term"), ["培训"]);
    assert_eq!(choice.plan.inputs.last().unwrap().id, "1:1");
    let number = with_terms("举办培训的,计10分。", "| 指标 | 编号 | 类型 |", "| 举办培训 | t | 计数 |");
    assert_eq!(each(&number, "term-kind-differs", "term"), NONE, "a number stands for a fact: above 0");
    assert_eq!(ids(&number), ["t"]);
    let words = with_terms(
        "获国家、省、市表彰的,分别计10、6、3分。",
        "| 指标 | 编号 | 类型 |",
        "| 表彰 | t | 选择:国家、省、市 |",
    );
    assert_eq!(each(&words, "term-kind-differs", "term"), NONE);
    let other = with_terms(
        "获国家、省、市表彰的,分别计10、6、3分。",
        "| 指标 | 编号 | 类型 |",
        "| 表彰 | t | 选择:市、省、国家 |",
    );
    assert_eq!(each(&other, "term-kind-differs", "term"), ["表彰"], "the order of the words is their meaning");
}

#[test]
fn an_item_row_says_who_supplies_its_figures() {
    let body = "# 一、工作\n\n| 考核内容 | 分值 | 计分办法 | 提供单位 | 来源 |\n|---|---|---|---|---|\n\
                | 公示 | 10 | 公示结果的,计10分。 | 县财政局 | 交换 |\n";
    let compiled = scheme("", body);
    assert_eq!(each(&compiled, "policy-unknown", "name"), NONE);
    let input = &compiled.plan.inputs[0];
    assert_eq!((input.provider.as_deref(), input.source.as_deref()), (Some("县财政局"), Some("交换")));
}

#[test]
fn a_formula_names_terms_by_label_alias_and_id() {
    let header = "| 指标 | 编号 | 别名 | 类型 | 公式 |";
    let rows = "| 合格率 | rate | | | 合格户 ÷ all |\n| 合格户数 | ok | 合格户 | 计数 | |\n| 总户数 | all | | 计数 | |";
    let compiled = with_terms("合格率达到90%的,计10分。", header, rows);
    assert_eq!(ids(&compiled), ["ok", "all"]);
    assert_eq!(compiled.plan.inputs[0].kind, InputKind::Count);
    // What no row lists is an amount that is not below 0.
    let compiled = with_terms("合格率达到90%的,计10分。", header, "| 合格率 | rate | | | 甲 ÷ 乙 |");
    assert_eq!(ids(&compiled), ["甲", "乙"]);
    let circle =
        with_terms("合格率达到90%的,计10分。", header, "| 合格率 | rate | | | 甲 ÷ 乙 |\n| 甲 | a | | | 合格率 + 1 |");
    assert_eq!(each(&circle, "term-circle", "term"), ["合格率"]);
}

#[test]
fn a_term_named_twice_is_refused() {
    let twice = with_terms("有方案的,计10分。", "| 指标 | 编号 |", "| 方案 | a |\n| 方案 | b |");
    assert_eq!(found(&twice, "term-twice").len(), 1);
    let once = with_terms("有方案的,计10分。", "| 指标 | 编号 |", "| 方案 | a |\n| 总结 | b |");
    assert_eq!(found(&once, "term-twice").len(), 0);
}
