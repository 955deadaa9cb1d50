//! Every check on a scheme, on small documents: what raises it, and what next to it does not.

use kaocheng_compile::plan::print;
use kaocheng_compile::scheme::{Compiled, Options, compile, compile_to_run};
use kaocheng_syntax::diagnostic::{Diagnostic, Severity};
use kaocheng_syntax::document;

/// A document whose policies are decided, with more front matter and a body.
fn scheme(front: &str, body: &str) -> Compiled {
    let policies = "policies:\n  ties: share-rank\n  missing: zero\n  steps: pro-rata\n  not-applicable: full\n";
    let text = format!("---\ncode: test\n{front}{policies}---\n\n{body}");
    let document = document::read(&text);
    let compiled = compile(&document, &Options::default());
    // Who only runs it gets the same plan, and is told the same errors.
    let to_run = compile_to_run(&document, &Options::default());
    let errors = |of: &Compiled| of.diagnostics.iter().filter(|d| d.severity == Severity::Error).cloned().collect();
    let (all, of_run): (Vec<Diagnostic>, Vec<Diagnostic>) = (errors(&compiled), errors(&to_run));
    assert_eq!((print(&to_run.plan), of_run), (print(&compiled.plan), all));
    compiled
}

fn found<'c>(compiled: &'c Compiled, code: &str) -> Vec<&'c Diagnostic> {
    compiled.diagnostics.iter().filter(|d| d.code == code).collect()
}

fn details<'d>(diagnostic: &'d Diagnostic, names: &[&str]) -> Vec<&'d str> {
    names.iter().map(|n| diagnostic.detail(n).unwrap_or("-")).collect()
}

/// The only finding of this code, by some of its details.
fn only<'c>(compiled: &'c Compiled, code: &str, names: &[&str]) -> Vec<&'c str> {
    let all = found(compiled, code);
    assert_eq!(all.len(), 1, "{code}: {:?}", compiled.diagnostics);
    details(all[0], names)
}

#[track_caller]
fn none(compiled: &Compiled, code: &str) {
    assert!(found(compiled, code).is_empty(), "{:?}", found(compiled, code));
}

const TREE: &str = "# 一、组织(30分)\n\n## (一)制度(20分)\n\n建立制度的,计8分;召开会议的,计12分。\n\n\
     ## (二)档案(10分)\n\n档案齐全的,计10分。\n\n# 二、服务(40分)\n\n## (一)公示(40分)\n\n公示结果的,计40分。\n";

#[test]
fn sums_that_hold_raise_nothing() {
    let compiled = scheme("total: 70\n", TREE);
    none(&compiled, "sum-mismatch");
    none(&compiled, "points-unearnable");
}

#[test]
fn one_changed_number_gives_one_sum_finding_at_its_node() {
    let changes = [
        ("# 一、组织(30分)", "# 一、组织(31分)", "一、组织"),
        ("制度(20分)", "制度(21分)", "(一)制度"),
        ("计8分", "计7分", "(一)制度"),
        ("计12分", "计13分", "(一)制度"),
        ("档案(10分)", "档案(9分)", "(二)档案"),
        ("# 二、服务(40分)", "# 二、服务(39分)", "二、服务"),
        ("公示(40分)", "公示(41分)", "(一)公示"),
    ];
    for (from, to, node) in changes {
        let compiled = scheme("total: 70\n", &TREE.replace(from, to));
        assert_eq!(only(&compiled, "sum-mismatch", &["item", "difference"]), [node, "1"], "{to}");
    }
    let total = scheme("title: 总则\ntotal: 71\n", TREE);
    assert_eq!(only(&total, "sum-mismatch", &["item", "declared", "sum", "way"]), ["总则", "71", "70", "fewer"]);
}

#[test]
fn a_partial_scheme_may_miss_points_and_not_exceed_them() {
    let short = scheme("partial: true\ntotal: 80\n", TREE);
    assert_eq!(found(&short, "sum-mismatch")[0].severity, Severity::Warning);
    let over = scheme("partial: true\ntotal: 60\n", TREE);
    assert_eq!(found(&over, "sum-mismatch")[0].severity, Severity::Error);
}

#[test]
fn points_that_nobody_can_earn() {
    let compiled = scheme("", "# 一、公示(8分)\n\n公示结果的,计5分。\n");
    assert_eq!(only(&compiled, "points-unearnable", &["points", "most"]), ["8", "5"]);
    none(&scheme("", "# 一、公示(8分)\n\n每公示1次计3分。\n"), "points-unearnable");
    let compiled = scheme("", "# 一、走访(8分)\n\n每走访1户计3分,计满6分为止。\n");
    assert_eq!(only(&compiled, "points-unearnable", &["points", "most"]), ["8", "6"]);
}

#[test]
fn a_limit_on_children_keeps_them_from_the_points_of_their_group() {
    let body = "# 一、组织(30分)\n\n本项累计得分最高不超过25分。\n\n## (一)制度(20分)\n\n建立制度的,计20分。\n\n\
         ## (二)档案(10分)\n\n档案齐全的,计10分。\n";
    let compiled = scheme("", body);
    assert_eq!(only(&compiled, "points-unearnable", &["item", "most"]), ["一、组织", "25"]);
}

#[test]
fn limits_out_of_reach_and_above_their_item() {
    let body = |most: u32| format!("# 一、值班(10分)\n\n每缺勤1次扣2分,最多扣{most}分。\n");
    none(&scheme("", &body(10)), "cap-above-item");
    assert_eq!(only(&scheme("", &body(15)), "cap-above-item", &["limit", "points"]), ["15", "10"]);
    let group = |most: u32| {
        format!(
            "# 一、加分\n\n加分累计不超过{most}分。\n\n## (一)表彰\n\n获得表彰的,加2分。\n\n## (二)承办\n\n承办会议的,加1分。\n"
        )
    };
    none(&scheme("", &group(3)), "cap-never-reached");
    assert_eq!(only(&scheme("", &group(5)), "cap-never-reached", &["limit", "most"]), ["5", "3"]);
}

#[test]
fn a_cut_off_below_where_the_points_run_out_never_acts() {
    let body = |cut: &str, steps: &str| {
        format!("# 一、投入(30分)\n\n到位率达到60%的,计30分;每降低1个百分点,扣{steps}分;低于{cut}的,不计分。\n")
    };
    let compiled = scheme("", &body("40%", "2.5"));
    assert_eq!(only(&compiled, "cutoff-never-acts", &["cutoff", "zero_at"]), ["40%", "48%"]);
    // At exactly that point it says the same again; above, it acts.
    none(&scheme("", &body("48%", "2.5")), "cutoff-never-acts");
    none(&scheme("", &body("50%", "2.5")), "cutoff-never-acts");
    none(&scheme("", &body("40%", "1")), "cutoff-never-acts");
}

#[test]
fn a_cut_off_is_proved_under_whole_and_begun_steps_too() {
    let body = "# 一、投入(30分)\n\n到位率达到60%的,计30分;每降低1个百分点,扣7分;低于55%的,不计分。\n";
    let with = |steps: &str| {
        let text = format!("---\npolicies:\n  steps: {steps}\n  missing: zero\n---\n\n{body}");
        compile(&document::read(&text), &Options::default())
    };
    // 30 points are gone after 4 2/7 steps: five whole ones at 55 %, more than four begun ones below 56 %.
    none(&with("whole"), "cutoff-never-acts");
    assert_eq!(only(&with("begun"), "cutoff-never-acts", &["zero_at"]), ["56%"]);
}

#[test]
fn bands_with_a_gap_or_an_overlap() {
    let body = |bands: &str| format!("# 一、办结(10分)\n\n办结率{bands}\n");
    let gap = scheme("", &body("90%以上得10分,70%—80%得6分。"));
    assert_eq!(only(&gap, "band-gap", &["at"]), ["between 80% and 90%"]);
    none(&gap, "band-overlap");
    let whole = scheme("", &body("90%以上得10分,80%—90%得6分。"));
    none(&whole, "band-gap");
    none(&whole, "band-overlap");
    let overlap = scheme("", &body("90%以上得10分,80%—95%得6分。"));
    assert_eq!(only(&overlap, "band-overlap", &["at"]), ["between 90% and 95%"]);
    none(&scheme("", &body("90%以上得10分,80%以上得6分。")), "band-overlap");
    none(&scheme("", &body("90%以上得10分,70%—80%得6分,其余不得分。")), "band-gap");
}

#[test]
fn a_cliff_is_a_change_over_half_of_the_points() {
    let cliff = scheme("", "# 一、示范(10分)\n\n示范村比例达到65%的,计10分。\n");
    assert_eq!(only(&cliff, "cliff", &["at", "before", "after", "change"]), ["65%", "0", "10", "10"]);
    let slope = |rate: &str| {
        let body = format!("# 一、示范(10分)\n\n示范村比例达到70%的,计10分;每降低1个百分点,扣{rate}分。\n");
        scheme("", &body)
    };
    none(&slope("5"), "cliff");
    assert_eq!(found(&slope("6"), "cliff").len(), 1);
    let count = |rate: u32| scheme("", &format!("# 一、会议(5分)\n\n每召开1次会议计{rate}分,计满5分为止。\n"));
    none(&count(2), "cliff");
    assert_eq!(only(&count(3), "cliff", &["at", "before", "after"]), ["0次 → 1次", "0", "3"]);
    // Yes or no is not one unit more or less.
    none(&scheme("", "# 一、公示(10分)\n\n公示结果的,计10分。\n"), "cliff");
}

#[test]
fn requirements_that_no_clause_scores() {
    let body = |text: &str| format!("# 一、队伍(10分)\n\n{text}\n\n每配备1名专职人员计5分,计满10分为止。\n");
    let minimum = scheme("", &body("其中执法人员不少于2名。"));
    assert_eq!(found(&minimum, "unscored-condition")[0].severity, Severity::Warning);
    let duty = scheme("", &body("必须接受培训。"));
    assert_eq!(found(&duty, "unscored-condition")[0].severity, Severity::Note);
    none(&scheme("", &body("本项由人事科负责。")), "unscored-condition");
    let doubled = scheme("", &body("至少2名以上人员在岗。"));
    assert_eq!(only(&doubled, "bound-doubled", &["first", "second"]), ["至少", "以上"]);
    none(&scheme("", &body("至少2名人员在岗,县级以上部门备案。")), "bound-doubled");
}

const RATE: &str = "# 一、投入(10分)\n\n按到位率计分,得分=10×到位率。\n\n# 二、指标说明\n\n";

#[test]
fn rates_with_and_without_what_they_are_made_of() {
    let bare = scheme("", "# 一、投入(10分)\n\n到位率达到90%的,计10分。\n");
    assert_eq!(only(&bare, "rate-without-denominator", &["figure"]), ["到位率"]);
    let terms = "| 指标 | 公式 |\n|---|---|\n| 到位率 | 到位金额 ÷ 预算金额 |\n";
    let made = scheme("", &format!("{RATE}{terms}"));
    none(&made, "rate-without-denominator");
    assert_eq!(only(&made, "zero-denominator", &["divisor", "gives"]), ["预算金额", "full"]);
    let bounded = "| 指标 | 公式 | 范围 |\n|---|---|---|\n| 到位率 | 到位金额 ÷ 预算金额 | |\n| 预算金额 | | ≥1 |\n";
    none(&scheme("", &format!("{RATE}{bounded}")), "zero-denominator");
}

#[test]
fn a_term_that_nothing_uses() {
    let terms = "| 指标 | 公式 |\n|---|---|\n| 到位率 | 到位金额 ÷ 预算金额 |\n| 走访户数 | |\n";
    let compiled = scheme("", &format!("{RATE}{terms}"));
    assert_eq!(only(&compiled, "unused-term", &["term"]), ["走访户数"]);
}

#[test]
fn periods() {
    let body = "# 一、公示(10分)\n\n公示结果的,计10分。\n";
    let backwards = scheme("period: 2026-07-01 至 2026-06-30\n", body);
    assert_eq!(only(&backwards, "period-backwards", &["from", "to"]), ["2026-07-01", "2026-06-30"]);
    let sound = scheme("period: 2025-07-01 至 2026-06-30\nfield: 2026-07-26 至 2026-07-29\n", body);
    none(&sound, "period-backwards");
    none(&sound, "field-before-period");
    let early = scheme("period: 2025-07-01 至 2026-06-30\nfield: 2026-06-26 至 2026-06-29\n", body);
    assert_eq!(only(&early, "field-before-period", &["field", "end"]), ["2026-06-26", "2026-06-30"]);
    let unread = scheme("period: 2026-02-30 至 2026-06-30\n", body);
    assert_eq!(only(&unread, "date-not-read", &["date"]), ["2026-02-30"]);
}

#[test]
fn a_data_date_outside_the_period() {
    let terms = |date: &str| {
        format!("{RATE}| 指标 | 公式 | 数据日期 |\n|---|---|---|\n| 到位率 | 到位金额 ÷ 预算金额 | {date} |\n")
    };
    let period = "period: 2025-07-01 至 2026-06-30\n";
    none(&scheme(period, &terms("2025年底")), "data-date-outside");
    let outside = scheme(period, &terms("2026年底"));
    assert_eq!(only(&outside, "data-date-outside", &["date"]), ["2026-12-31"]);
}

#[test]
fn weights_and_schemes_that_are_named_and_not_there() {
    let body = |text: &str| format!("# 一、成效(10分)\n\n{text}\n\n## (一)公示(10分)\n\n公示结果的,计10分。\n");
    let vague = scheme("", &body("部门评价占一定比例。"));
    assert_eq!(only(&vague, "parameter-missing", &["word"]), ["一定比例"]);
    none(&scheme("", &body("> 部门评价占一定比例。")), "parameter-missing");
    let other = scheme("", &body("按市考核办法执行。"));
    assert_eq!(only(&other, "reference-missing", &["scheme"]), ["市考核办法"]);
    none(&scheme("refers: [市考核办法]\n", &body("按市考核办法执行。")), "reference-missing");
    none(&scheme("", &body("各单位按考核办法做好准备。")), "reference-missing");
}

#[test]
fn an_incentive_not_to_report() {
    let body = "# 一、投诉(10分)\n\n每发生1起投诉扣2分,扣完为止。\n";
    none(&scheme("", body), "not-reporting-pays");
    let full = format!("---\npolicies:\n  missing: full\n---\n\n{body}");
    let compiled = compile(&document::read(&full), &Options::default());
    assert_eq!(found(&compiled, "not-reporting-pays").len(), 1);
}

#[test]
fn a_fact_counted_or_asked_for_twice() {
    let body = "# 一、成效(10分)\n\n## (一)示范站(10分)\n\n建成示范站的,计10分。\n\n# 二、加分\n\n## 示范站\n\n建成示范站的,加2分。\n";
    assert_eq!(only(&scheme("", body), "used-twice", &["fact"]), ["示范站"]);
    let body = "# 一、队伍(10分)\n\n每培训1人计1分,计满10分为止。\n\n# 二、宣传(5分)\n\n每培训1人计1分,计满5分为止。\n";
    assert_eq!(found(&scheme("", body), "asked-twice").len(), 1);
}

#[test]
fn the_burden_is_told() {
    let item = |n: usize| format!("# {n}. 事项{n}(1分)\n\n完成任务{n}的,计1分。\n\n");
    let few: String = (1..=3).map(item).collect();
    assert_eq!(only(&scheme("", &few), "burden", &["inputs"]), ["3"]);
    let many: String = (1..=61).map(item).collect();
    assert_eq!(only(&scheme("", &many), "burden-heavy", &["inputs", "most"]), ["61", "60"]);
    let big = scheme("", "# 一、公示(120分)\n\n公示结果的,计120分。\n");
    assert_eq!(only(&big, "total-over-100", &["total"]), ["120"]);
}

#[test]
fn figures_in_prose_that_cannot_be() {
    let told = |text: &str| scheme("", &format!("# 情况\n\n{text}\n"));
    assert_eq!(only(&told("全镇16个村,协议签订率83%。"), "impossible-percentage", &["denominator"]), ["16"]);
    none(&told("全镇16个村,协议签订率81.25%。"), "impossible-percentage");
    none(&told("全镇16个村,协议签订率81.3%。"), "impossible-percentage");
    let conflict = told("上半年协议签订率达到80%。\n\n上半年协议签订率为81%,上半年办结率为80%。");
    assert_eq!(
        only(&conflict, "conflicting-percentages", &["figure", "first", "second"]),
        ["上半年协议签订率", "80%", "81%"]
    );
}
