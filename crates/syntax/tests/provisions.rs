//! What a scheme rules beside points: whole sentences, in both languages, however they are typed.

#![allow(clippy::unwrap_used)]

use kaocheng_syntax::clause::Language;
use kaocheng_syntax::diagnostic::Severity;
use kaocheng_syntax::document::{Document, SectionKind, read};
use kaocheng_syntax::exact::{ratio, whole};
use kaocheng_syntax::provision::{
    Basis, Consequence, End, List, Pick, Provision, ProvisionRule, RouteKind, Sample, Within, sentence,
};

fn document(heading: &str, text: &str) -> Document {
    read(&format!("## {heading}\n\n{text}\n"))
}

fn provisions(heading: &str, text: &str) -> Vec<Provision> {
    let document = document(heading, text);
    let errors: Vec<_> = document.diagnostics.iter().filter(|d| d.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{text}: {errors:?}");
    document.sections.first().unwrap().provisions.clone()
}

fn lists(text: &str) -> Vec<List> {
    let heading = if Language::of(text) == Language::Chinese { "奖惩" } else { "Awards" };
    let list = |p: Provision| match p.rule {
        ProvisionRule::List(list) => list,
        other => panic!("{text}: {other:?}"),
    };
    provisions(heading, text).into_iter().map(list).collect()
}

fn sample(heading: &str, text: &str) -> Sample {
    match provisions(heading, text).remove(0).rule {
        ProvisionRule::Sample(sample) => sample,
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn a_draw_in_every_dress_is_one_draw() {
    let first = sample("抽样", "每个乡镇随机抽取2个村,杏山镇抽取1个。");
    assert_eq!((first.stratum.as_str(), first.site.as_str(), first.size), ("乡镇", "村", 2));
    for dress in [
        "每个乡镇随机抽取２个村，杏山镇抽取１个。",
        "每 个 乡镇 随机抽取 2 个村, 其中杏山镇抽取 1 个。",
        "在每个乡镇随机抽取两个村(杏山镇一个)。",
        "每个乡镇随机抽取2个村。其中杏山镇抽取1个。",
    ] {
        assert_eq!(sample("抽样", dress), first, "{dress}");
    }
}

#[test]
fn a_list_in_every_dress_is_one_list() {
    let first = lists("综合考核后5名的乡镇,列为“重点督办”单位,予以通报批评。");
    for dress in [
        "综合考核后５名的乡镇，列为「重点督办」单位，予以通报批评。",
        "对综合考核后五名的乡镇,列为 \"重点督办\" 单位, 并予以通报批评。",
        "综合考核后5名的乡镇列为“重点督办”单位，给予通报批评",
    ] {
        assert_eq!(lists(dress), first, "{dress}");
    }
}

#[test]
fn places_are_counted_from_the_right_end_among_the_right_units() {
    let ranked = |text: &str| match lists(text).remove(0).picks.remove(0) {
        Pick::Ranked(ranked) => ranked,
        other => panic!("{text}: {other:?}"),
    };
    let top = ranked("综合考核前15名的乡镇,评为“先进单位”。");
    assert_eq!((top.end, top.count, top.basis, top.within), (End::Top, 15, Basis::Total, Within::All));
    let last = ranked("综合考核位居各县区最后一名的乡镇,予以通报批评。");
    assert_eq!((last.end, last.count, last.within), (End::Bottom, 1, Within::Each("县区".to_owned())));
    let item = ranked("群众满意度后3名的乡镇,予以通报批评。");
    assert_eq!(item.basis, Basis::Item("群众满意度".to_owned()));
    let last = ranked("The last township of each county is publicly criticised.");
    assert_eq!((last.end, last.count, last.within), (End::Bottom, 1, Within::Each("county".to_owned())));
    let labelled = ranked("综合考核:后5名的乡镇,予以通报批评。");
    assert_eq!((labelled.end, labelled.count, labelled.basis), (End::Bottom, 5, Basis::Total));
    let item = ranked("The top two townships in public satisfaction are commended.");
    assert_eq!((item.end, item.count, item.basis), (End::Top, 2, Basis::Item("public satisfaction".to_owned())));
}

#[test]
fn amounts_are_exact_and_fines_are_negative() {
    let amount = |text: &str| match lists(text).remove(0).consequences.remove(0) {
        Consequence::Amount { value, unit, matched } => (value, unit, matched),
        other => panic!("{text}: {other:?}"),
    };
    let (value, unit, matched) = amount("综合考核前3名的乡镇,各奖励2.5万元,县区按同等数额奖励。");
    assert_eq!((value, unit.as_str()), (whole(25_000), "元"));
    assert_eq!((matched[0].by.as_str(), matched[0].ratio.clone()), ("县区", ratio(1, 1)));
    assert_eq!(amount("未完成目标的乡镇,罚款2000元。").0, whole(-2000));
    let (value, unit, _) = amount("The top three townships are awarded 25,000 yuan each.");
    assert_eq!((value, unit.as_str()), (whole(25_000), "yuan"));
    assert_eq!(amount("A county that missed its targets is fined 2,000 yuan.").0, whole(-2000));
}

#[test]
fn fines_of_persons_stay_text() {
    let consequences = lists("未完成目标的县区,予以通报批评,主要负责人每人处罚2000元。").remove(0).consequences;
    assert_eq!(consequences, [Consequence::Circulate, Consequence::Text("主要负责人每人处罚2000元".to_owned())]);
}

#[test]
fn what_follows_in_other_years_stays_text() {
    for text in [
        "综合考核最后一名的乡镇,取消次年评先评优资格。",
        "Any unit that falsifies figures is barred from awards for 2 years.",
    ] {
        let list = lists(text).remove(0);
        assert!(matches!(list.consequences.as_slice(), [Consequence::Text(_)]), "{list:?}");
    }
    assert_eq!(lists("综合考核最后一名的乡镇,取消评先资格。").remove(0).consequences, [Consequence::Ineligible]);
}

#[test]
fn places_with_amounts_of_their_own_follow_each_other() {
    for text in [
        "综合考核前3名的乡镇,分别奖励5万元、3万元、1万元。",
        "综合考核第一名的乡镇奖励5万元,第二名奖励3万元,第三名奖励1万元。",
    ] {
        let lists = lists(text);
        assert_eq!(lists.len(), 3, "{text}");
        let counts: Vec<usize> = lists.iter().map(|l| l.exclusions.len()).collect();
        assert_eq!(counts, [0, 1, 2], "{text}");
        assert!(lists[2].exclusions.iter().all(|e| e.succeed && lists[..2].iter().any(|l| l.name == e.list)));
    }
}

#[test]
fn who_is_left_out_may_stand_in_a_bracket_a_sentence_or_after_a_semicolon() {
    for text in [
        "综合考核位居各县区最后一名(已被列入“甲”的,往后顺延)的乡镇,列为“乙”。",
        "综合考核位居各县区最后一名的乡镇,列为“乙”,已列入“甲”的依次顺延。",
        "综合考核位居各县区最后一名的乡镇,列为“乙”。已列入“甲”的,依次顺延。",
    ] {
        let list = lists(text).remove(0);
        assert_eq!(list.name, "乙", "{text}");
        assert!(list.exclusions.len() == 1 && list.exclusions[0].succeed, "{text}: {list:?}");
        assert_eq!(list.exclusions[0].list, "甲", "{text}");
    }
}

#[test]
fn years_running_name_the_list_of_the_year_before() {
    for text in [
        "连续两年列为“甲”的,纳入“乙”。",
        "对连续2年被列为“甲”单位的，列入“乙”单位。",
        "A township that has been under 甲 two years running is placed under 乙.",
    ] {
        let list = match Language::of(&text.replace(['甲', '乙'], "")) {
            Language::Chinese => lists(text).remove(0),
            Language::English => {
                let text = text.replace('甲', "Support").replace('乙', "Supervision");
                let list = lists(&text).remove(0);
                assert_eq!(list.name, "Supervision");
                assert_eq!(list.picks, [Pick::Years { list: "Support".to_owned(), years: 2 }]);
                continue;
            }
        };
        assert_eq!(list.name, "乙");
        assert_eq!(list.picks, [Pick::Years { list: "甲".to_owned(), years: 2 }], "{text}");
    }
}

#[test]
fn routes_are_taken_out_of_a_section_that_scores() {
    let text = "漏报事故的,每起扣2分,累计不超过6分。确认办法如下:\n\n(1)经3名以上群众分别反映并查实的;\n\n(2)信访举报经查实的;\n\n(3)督查时查实的;\n\n(4)上级交办查实的。\n\n2、迟报的,每次扣1分。";
    let document = document("减分", text);
    let section = document.sections.first().unwrap();
    assert_eq!(section.kind, SectionKind::Deduction);
    let kinds: Vec<RouteKind> = section
        .provisions
        .iter()
        .map(|p| match &p.rule {
            ProvisionRule::Route(route) => route.kind,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        kinds,
        [RouteKind::Reports { least: 3 }, RouteKind::Complaint, RouteKind::Inspection, RouteKind::Assignment]
    );
    let labels: Vec<&str> = section.reading.inputs.iter().map(|i| i.label.as_str()).collect();
    assert_eq!(labels, ["漏报事故", "迟报"]);
    assert!(document.diagnostics.iter().all(|d| d.severity != Severity::Error), "{:?}", document.diagnostics);
}

#[test]
fn what_the_reader_took_is_noted_nowhere_else() {
    for (heading, text) in [
        ("抽样", "每个乡镇随机抽取2个村。"),
        ("奖惩", "综合考核前15名的乡镇,评为“先进单位”,各奖励25000元。"),
        ("Teams", "14 teams of 6 members go out."),
        ("Awards", "The top 15 townships are named Advanced Units and awarded 25,000 yuan each."),
    ] {
        assert_eq!(document(heading, text).diagnostics, Vec::new(), "{text}");
    }
}

#[test]
fn a_ruling_sentence_that_does_not_read_is_an_error_and_prose_is_none() {
    for (heading, text, left) in [
        ("抽样", "偏远的2个村看情况处理。", "偏远的2个村看情况处理"),
        ("奖惩", "综合考核后5名的乡镇,列为“甲”单位,3个月内看情况再说。", "3个月内看情况再说"),
        ("奖惩", "考核排名第1-3名的乡镇,予以表彰。", "考核排名第1-3名的乡镇"),
        ("Awards", "The top 15 townships are named Advanced Units and somehow looked after.", "somehow looked after"),
        ("调查组", "共设14个调查组。", ""),
    ] {
        let document = document(heading, text);
        let error = document.diagnostics.iter().find(|d| d.code == "provision-not-read");
        let error = error.unwrap_or_else(|| panic!("{text}: {:?}", document.diagnostics));
        assert!(error.detail("left").unwrap().contains(left), "{text}: {error:?}");
        assert!(!error.detail("nearest").unwrap().is_empty());
    }
    for (heading, text) in [
        ("纪律", "考核人员要遵守纪律,不得接受宴请。严禁提供虚假证明。"),
        ("奖惩", "考核结果与干部使用挂钩。"),
        ("Discipline", "Nobody accompanies the teams. Results are given on the spot."),
    ] {
        let document = document(heading, text);
        assert!(document.diagnostics.iter().all(|d| d.severity != Severity::Error), "{:?}", document.diagnostics);
        assert!(document.sections.first().unwrap().provisions.is_empty(), "{text}");
    }
}

#[test]
fn a_formula_of_an_item_stays_a_clause() {
    let document = document("一、服务质量(20分)", "本项得分=满意率得分×60%+整改得分×40%。");
    assert!(document.sections.first().unwrap().provisions.is_empty());
}

#[test]
fn every_sentence_that_an_error_offers_reads() {
    for text in [
        "每个乡镇随机抽取2个村,杏山镇抽取1个",
        "共14个组,每组6人",
        "用车、用餐由被调查乡镇提供",
        "市考核得分占60%,县考核得分占40%",
        "经3名以上群众分别反映并经调查组查实的",
        "县区每年对乡镇考核不超过3次",
        "公安、民政部门按季度提供汇总数据",
        "总分相同的,群众满意度得分高者列前",
        "综合考核后5名的乡镇,列为“重点管理”单位,予以通报批评",
        "Two villages in each township are drawn at random, one in Xingshan Town",
        "14 teams of 6 members go out",
        "Cars and meals are provided by the townships visited",
        "The city assessment counts for 60%, the county assessment for 40%",
        "reported independently by at least 3 people and verified",
        "A county assesses a township at most 3 times a year",
        "The police and civil affairs departments provide totals every quarter",
        "Where scores are equal, the better score in public satisfaction ranks first",
        "The last five townships are placed under Key Management and publicly criticised",
    ] {
        assert!(sentence(text, Language::of(text)).is_some(), "{text}");
    }
}

#[test]
fn a_text_without_stops_is_read() {
    for unit in
        ["予以", "并颁发", "前3名、", "每个乡镇抽", "占60%,", "and awarded ", "the top 3 townships are ", "(", "“"]
    {
        for size in [500, 20_000] {
            let text = unit.repeat(size / unit.len());
            assert_eq!(sentence(&text, Language::of(&text)), None, "{unit}");
        }
    }
}
