use crate::{all, bare, each};
use kaocheng_compile::scheme::Compiled;

/// The policies that a scheme relies on, by item.
fn relies(compiled: &Compiled) -> Vec<(String, &'static str)> {
    let used = compiled.plan.policies.iter();
    used.filter_map(|p| Some((p.item.clone()?, p.name.english()))).collect()
}

fn open(front: &str, body: &str) -> Vec<String> {
    let compiled = bare(front, body);
    each(&compiled, "policy-open", "policy").into_iter().map(str::to_owned).collect()
}

const DECIDED: &str = "policies:\n  ties: share-rank\n  missing: zero\n";

#[test]
fn an_item_relies_on_a_policy_once_and_each_item_by_itself() {
    let body = "# 一、公示(10分)\n\n公示结果的,计5分;公示过程的,计5分。\n\n# 二、总结(5分)\n\n有总结的,计5分。\n";
    let compiled = bare(DECIDED, body);
    let expected = [("1", "missing"), ("1", "not-applicable"), ("2", "missing"), ("2", "not-applicable")];
    assert_eq!(relies(&compiled), expected.map(|(item, policy)| (item.to_owned(), policy)));
}

#[test]
fn an_item_asks_a_question_once() {
    let steps = "到位率达到50%的,计5分;每降低1个百分点,扣1分。";
    let twice = format!("# 一、资金(10分)\n\n{steps}完成率达到60%的,计5分;每降低1个百分点,扣1分。\n");
    assert_eq!(open(DECIDED, &twice), ["steps"]);
    let apart = format!("# 一、资金(5分)\n\n{steps}\n\n# 二、进度(5分)\n\n{}\n", steps.replace("到位", "完成"));
    assert_eq!(open(DECIDED, &apart), ["steps", "steps"]);
    // Two questions of one item are two questions.
    let both = format!("# 一、资金(10分)\n\n{steps}获国家、省、市表彰的,分别计5、3、1分。\n");
    let mut asked = open(DECIDED, &both);
    asked.sort();
    assert_eq!(asked, ["levels", "steps"]);
}

#[test]
fn only_a_divisor_that_can_be_zero_asks_what_that_gives() {
    let body = |bounds: &str| {
        format!(
            "# 一、培训(10分)\n\n得分=10×参训数÷应训数。\n\n# 二、指标说明\n\n| 指标 | 范围 |\n|---|---|\n| 应训数 | {bounds} |\n"
        )
    };
    assert_eq!(open(DECIDED, &body("0..100")), ["not-applicable"]);
    assert_eq!(open(DECIDED, &body("")), ["not-applicable"]);
    assert_eq!(open(DECIDED, &body("1..100")), [""; 0]);
    assert_eq!(open(DECIDED, &body("-9..-1")), [""; 0]);
    assert_eq!(open(DECIDED, &body("-1..1")), ["not-applicable"]);
    assert_eq!(open(DECIDED, &body("-9..0")), ["not-applicable"]);
    assert_eq!(open(DECIDED, "# 一、公示(10分)\n\n公示结果的,计10分。\n"), [""; 0]);
}

#[test]
fn questions_of_the_whole_scheme_are_asked_where_they_matter() {
    let body = "# 一、公示(10分)\n\n公示结果的,计10分。\n";
    assert_eq!(open("code: a\n", body), ["missing", "ties"]);
    assert_eq!(open("policies:\n  ties: share-rank\n", body), ["missing"]);
    assert_eq!(open(DECIDED, body), [""; 0]);
    assert_eq!(open("code: a\n", "# 情况\n\n无。\n"), [""; 0], "nothing is ranked");
}

/// What a question shows that each choice would give.
fn gives(text: &str) -> String {
    let compiled = bare(DECIDED, &format!("# 一、工作(10分)\n\n{text}\n"));
    all(&compiled, "policy-open", &["policy", "gives"]).iter().map(|d| d.concat()).collect::<Vec<_>>().join("; ")
}

#[test]
fn a_question_about_steps_shows_what_half_a_step_gives() {
    assert_eq!(gives("到位率达到50%的,计10分;每降低1个百分点,扣2.5分。"), "steps (49.5% ⇒ 8.75 / 10 / 7.5)");
    assert_eq!(gives("办结时间不超过30天的,计10分;每超过1天,扣1分。"), "steps (30.5 ⇒ 9.5 / 10 / 9)");
    assert_eq!(gives("增长率达到8%的,计6分;每增加1个百分点,加1分。"), "steps (8.5% ⇒ 0.5 / 0 / 1)");
    assert_eq!(gives("每植树20株,计2分,计满10分为止。"), "steps (2 × 0.5 / 2 × 0 / 2 × 1)");
    assert_eq!(gives("每植树20株,计本项分值的15%。"), "steps (15% × 0.5 / 15% × 0 / 15% × 1)");
    assert_eq!(gives("办结时间不超过30天;每超过1天,扣0.5分。"), "steps (30.5 ⇒ -0.25 / 0 / -0.5)");
}

#[test]
fn whole_counts_against_whole_targets_have_no_part_steps() {
    assert_eq!(gives("会议次数达到4次的,计10分;每减少1次,扣2分。"), "");
    assert_eq!(gives("会议次数达到4次的,计10分;每减少2次,扣2分。"), "steps (3 ⇒ 9 / 10 / 8)");
    assert_eq!(gives("平均得分达到80分的,计10分;每降低1分,扣2分。"), "steps (79.5 ⇒ 9 / 10 / 8)");
}

#[test]
fn a_percent_of_a_rate_can_be_two_things_and_of_a_count_one() {
    let asked = |text: &str| {
        let compiled = bare(DECIDED, &format!("# 一、工作(10分)\n\n{text}\n"));
        each(&compiled, "policy-open", "policy").contains(&"percent")
    };
    assert!(asked("到位率达到50%的,计10分;每降低1%,扣1分。"));
    assert!(!asked("到位率达到50%的,计10分;每降低1个百分点,扣1分。"));
    assert!(!asked("参训人数达到200人的,计10分;每降低1%,扣1分。"));
}
