use crate::{all, each, found, scheme};
use kaocheng_compile::scheme::Compiled;

fn told(text: &str) -> Compiled {
    scheme("", &format!("# 情况\n\n{text}\n"))
}

fn impossible(text: &str) -> Vec<String> {
    let compiled = told(text);
    all(&compiled, "impossible-percentage", &["rate", "denominator", "numerator"]).iter().map(|d| d.join(" ")).collect()
}

const NONE: [&str; 0] = [];

#[test]
fn a_printed_rate_must_come_from_a_whole_number() {
    // 16 villages: 13 of them are 81.25 %, 12 are 75 %, none are 83 %.
    assert_eq!(impossible("全镇16个村,协议签订率83%。"), ["83% 16 13.28"]);
    assert_eq!(impossible("全镇16个村,协议签订率81%。"), NONE, "cut off at its last place");
    assert_eq!(impossible("全镇16个村,协议签订率81.3%。"), NONE, "rounded up");
    assert_eq!(impossible("全镇16个村,协议签订率81.2%。"), NONE, "cut off");
    assert_eq!(impossible("全镇16个村,协议签订率81.4%。"), ["81.4% 16 13.024"]);
    assert_eq!(impossible("全镇16个村,协议签订率100%。"), NONE);
    assert_eq!(impossible("全镇16个村,协议签订率0%。"), NONE);
    // 2/3 rounds to 67 %, where the nearest whole number is above the printed share.
    assert_eq!(impossible("全镇3个村,协议签订率66.67%。"), NONE);
    assert_eq!(impossible("全镇3个村,协议签订率66%。"), NONE);
    assert_eq!(impossible("全镇3个村,协议签订率67%。"), NONE);
    // More than all is growth, not a share.
    assert_eq!(impossible("全镇16个村,增长率103%。"), NONE);
}

#[test]
fn any_count_before_the_rate_may_be_its_denominator() {
    assert_eq!(impossible("全镇16个村25个组,协议签订率84%。"), NONE, "21 of 25");
    assert_eq!(impossible("全镇25个组16个村,协议签订率84%。"), NONE, "the count that fits need not be the last");
    assert_eq!(impossible("全镇16个村,协议签订率84%,共有25个组。"), ["84% 16 13.44"], "what follows does not count");
    assert_eq!(impossible("全镇1,600个村民,参加率83.06%。"), NONE, "thousands apart");
}

#[test]
fn dates_and_bare_numbers_are_no_denominators() {
    assert_eq!(impossible("2026年3月7日,协议签订率83%。"), NONE);
    assert_eq!(impossible("编号16,协议签订率83%。"), NONE);
    assert_eq!(impossible("耗时2.5小时,协议签订率83%。"), NONE);
    assert_eq!(impossible("有0个村,协议签订率83%。"), NONE);
    assert_eq!(impossible("In 16 clinics the vaccination rate was 83%."), ["83% 16 13.28"]);
}

#[test]
fn a_finding_covers_the_percentage_itself() {
    let text = "# 情况\n\n全镇16个村,协议签订率８３％。\n";
    let compiled = scheme("", text);
    let whole = found(&compiled, "impossible-percentage");
    assert_eq!(whole.len(), 0, "full-width digits are read where the clause reader reads");
    let compiled = scheme("", "# 情况\n\n全镇16个村,协议签订率83％。\n");
    let found = found(&compiled, "impossible-percentage");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].span.end - found[0].span.start, "83％".len());
}

#[test]
fn one_indicator_with_two_values_contradicts_itself() {
    let conflict = |text: &str| -> Vec<String> {
        let compiled = told(text);
        all(&compiled, "conflicting-percentages", &["figure", "first", "second"]).iter().map(|d| d.join(" ")).collect()
    };
    assert_eq!(conflict("协议签订率达到80%。\n\n协议签订率稳定在81%。"), ["协议签订率 80% 81%"]);
    assert_eq!(conflict("上半年,协议签订率为80%。全年协议签订率是81%。"), NONE, "another name");
    assert_eq!(conflict("(上半年)协议签订率为80%。(全年)协议签订率是81%。"), ["协议签订率 80% 81%"]);
    assert_eq!(conflict("增加80%。增加81%。"), NONE, "no name of a rate");
    assert_eq!(
        conflict("The vaccination rate was 80%. The vaccination rate reached 81%."),
        ["The vaccination rate 80% 81%"]
    );
}

#[test]
fn thresholds_of_items_are_no_contradiction() {
    let body = "# 一、成效(10分)\n\n协议签订率达到80%的,计6分;协议签订率达到90%的,计4分。\n";
    assert_eq!(each(&scheme("", body), "conflicting-percentages", "figure"), NONE);
    // An item that is judged tells what it tells.
    let body = "# 一、成效(10分)\n\n协议签订率为80%。\n\n# 情况\n\n协议签订率为90%。\n";
    assert_eq!(each(&scheme("", body), "conflicting-percentages", "second"), ["90%"]);
    // The words before the first heading are told, too.
    let body = "协议签订率为80%。\n\n# 情况\n\n协议签订率为90%。\n";
    assert_eq!(each(&scheme("", body), "conflicting-percentages", "second"), ["90%"]);
}

/// The scheme that a sentence refers to, with the place that the finding marks.
fn referred(front: &str, text: &str) -> Vec<(String, String)> {
    let front = format!("{front}policies:\n  ties: share-rank\n  missing: zero\n");
    let source = format!("---\n{front}---\n\n# 一、成效(10分)\n\n{text}\n\n## (一)公示(10分)\n\n公示结果的,计10分。\n");
    let document = kaocheng_syntax::document::read(&source);
    let compiled = kaocheng_compile::scheme::compile(&document, &Default::default());
    let all = found(&compiled, "reference-missing").into_iter();
    all.map(|d| (d.detail("scheme").unwrap().to_owned(), d.span.of(&document.source).to_owned())).collect()
}

/// The name, which is also what the finding marks.
fn other(text: &str) -> String {
    match referred("", text).as_slice() {
        [] => String::new(),
        [(name, marked)] => {
            assert_eq!(name, marked);
            name.clone()
        }
        more => panic!("{more:?}"),
    }
}

#[test]
fn another_scheme_is_named_with_its_place() {
    assert_eq!(other("按市考核办法执行。"), "市考核办法");
    assert_eq!(other("本项参照《全市检查评分标准》执行。"), "《全市检查评分标准》");
    assert_eq!(other("本项具体按照省级考核细则执行。"), "省级考核细则");
    assert_eq!(other("本项,具体评分细则另行制定。"), "具体评分细则");
    assert_eq!(other("本项的《检查评分标准》另文下发。"), "本项的《检查评分标准");
    assert_eq!(other("评分标准另定。"), "评分标准");
}

#[test]
fn this_scheme_and_distant_words_are_no_reference() {
    assert_eq!(other("各单位按考核办法做好准备。"), "");
    assert_eq!(other("按市有关部门的考核办法执行。"), "");
    assert_eq!(other("按省里布置,考核办法已下发。"), "");
    let far = "一".repeat(30);
    assert_eq!(other(&format!("按市{far}考核办法执行。")), "");
    let near = "一".repeat(29);
    assert_eq!(other(&format!("按市{near}考核办法执行。")), format!("市{near}考核办法"));
}

#[test]
fn points_of_another_level_are_a_reference() {
    assert_eq!(other("本项参照省加分情况核定。"), "省加分");
    assert_eq!(other("本项按上级扣分情况核定。"), "上级扣分");
    assert_eq!(other("本项参照乡镇加分情况核定。"), "");
}

#[test]
fn english_references_end_with_their_code() {
    assert_eq!(other("Assessment is according to scheme QH-7, part two."), "scheme QH-7");
    assert_eq!(other("For details see scheme QH-7."), "scheme QH-7");
    assert_eq!(other("Done under scheme"), "scheme");
}

#[test]
fn a_reference_that_the_front_matter_names_is_settled() {
    let named = |refers: &str, text: &str| referred(&format!("refers: [{refers}]\n"), text).is_empty();
    assert!(named("市考核办法", "按市考核办法执行。"));
    assert!(named("《市考核办法》", "按市考核办法执行。"));
    assert!(named("2026年市考核办法", "按市考核办法执行。"), "the front matter says more of the name");
    assert!(named("QH-7", "按市考核办法(QH-7)执行。"), "by the code that the sentence gives");
    assert!(named("考核办法", "按市考核办法执行。"), "the front matter says less of the name");
    assert!(!named("省考核办法", "按市考核办法执行。"));
    assert!(!named("省考核办法, ''", "按市考核办法执行。"));
}
