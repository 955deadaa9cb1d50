//! Readings of reworded sentences, form by form, and what holds for any text.

use super::read;
use crate::clause::{
    Amount, Applies, BandValue, Comparison, Condition, Direction, Effect, Expr, Feed, InputKind, InputRef, Reading,
    Role, Rule, Sign, StepUnit,
};
use crate::diagnostic::Severity;
use crate::exact::{Exact, ratio, whole};

fn points(n: i64) -> Amount {
    Amount::Points(whole(n))
}

fn rules(text: &str) -> Vec<Rule> {
    let reading = read(text);
    let errors: Vec<_> = reading.diagnostics.iter().filter(|d| d.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{text}: {errors:?}");
    reading.clauses.into_iter().map(|c| c.rule).collect()
}

fn labels(reading: &Reading) -> Vec<&str> {
    reading.inputs.iter().map(|i| i.label.as_str()).collect()
}

fn codes(text: &str) -> Vec<&'static str> {
    read(text).diagnostics.iter().filter(|d| d.severity == Severity::Error).map(|d| d.code).collect()
}

#[test]
fn a_condition_with_points_is_one_fact() {
    let reading = read("1.成立由主要领导任组长的工作专班，印发年度工作方案，得3分。");
    assert_eq!(labels(&reading), ["成立由主要领导任组长的工作专班,印发年度工作方案"]);
    assert!(
        matches!(&reading.clauses[0].rule, Rule::When(w) if w.effect == Effect::Award { amount: points(3), bonus: false })
    );
    assert_eq!(reading.tokens[0].role, Role::Numbering);
}

#[test]
fn a_negative_fact_loses_as_worded_and_denies_its_positive() {
    let reading = read("公开服务承诺的得2分，未公开服务承诺的扣1分。");
    assert_eq!(reading.inputs.len(), 1);
    assert!(matches!(&reading.clauses[1].rule, Rule::When(w) if matches!(w.condition, Condition::Not(_))));
    let reading = read("未公开服务承诺的扣1分。");
    assert_eq!(labels(&reading), ["未公开服务承诺"]);
}

#[test]
fn counts_are_read_wherever_the_rate_stands() {
    for text in [
        "每发现1处积水扣2分",
        "发现积水每处扣2分",
        "发现1处积水扣2分",
        "发现积水扣2分/处",
        "发现积水，每处扣２分。",
        "积水每发现一处，扣 2 分",
    ] {
        let rules = rules(text);
        assert!(
            matches!(&rules[..], [Rule::Each(e)] if e.sign == Sign::Lose && e.rate == points(2) && e.step.size == whole(1)),
            "{text}: {rules:?}"
        );
    }
}

#[test]
fn one_rate_for_several_conditions_is_one_count_and_two_rates_are_two() {
    let reading = read("台账不全、记录不实的，每处扣0.5分；虚报数据的，每次扣3分，最高扣6分。");
    assert_eq!(labels(&reading), ["台账不全、记录不实", "虚报数据"]);
    // A limit at the end of a sentence whose other losses have none of their own is a limit on them all.
    let last = reading.clauses.last().map(|c| &c.rule);
    assert!(matches!(last, Some(Rule::Cap(cap)) if cap.limit == points(6)), "{last:?}");
}

#[test]
fn a_target_in_front_serves_the_steps_behind() {
    let rules = rules("全年走访企业不少于6家，每少1家扣0.5分");
    let [Rule::Steps(steps)] = &rules[..] else { panic!("{rules:?}") };
    assert_eq!((&steps.target, steps.direction, &steps.base), (&Expr::Number(whole(6)), Direction::Below, &None));
    assert!(
        matches!(&self::rules("每少走访1家扣0.5分")[..], [Rule::Each(_)]),
        "without a target the shortfall itself is asked"
    );
}

#[test]
fn the_target_that_follows_serves_the_shortfall_before_it() {
    let reading = read("报送信息每少一篇扣1分，最高扣5分；完成8篇的任务后，每多报送一篇加0.5分，最高加2分。");
    assert_eq!(reading.inputs.len(), 1);
    let directions: Vec<_> = reading
        .clauses
        .iter()
        .filter_map(|c| if let Rule::Steps(s) = &c.rule { Some(s.direction) } else { None })
        .collect();
    assert_eq!(directions, [Direction::Below, Direction::Above]);
}

#[test]
fn full_points_at_a_target_and_steps_below_it_are_one_clause() {
    let rules = rules("拨付率达到60%以上计20分，每降低1个百分点扣1.5分，低于40%不计分。");
    let [Rule::Steps(steps), Rule::When(cut)] = &rules[..] else { panic!("{rules:?}") };
    assert_eq!((&steps.base, steps.step.unit), (&Some(points(20)), StepUnit::PercentagePoint));
    assert_eq!(steps.rate, Amount::Points(ratio(3, 2)));
    let below = Condition::Compare(Expr::Input(InputRef(0)), Comparison::Below, Expr::Number(ratio(2, 5)));
    assert_eq!((&cut.condition, &cut.effect), (&below, &Effect::Zero));
}

#[test]
fn the_goal_repeated_as_unmet_is_the_same_goal() {
    let rules = rules("覆盖率达到85%得6分，未达到85%的，每低1%扣0.5分。");
    assert!(
        matches!(&rules[..], [Rule::Steps(s)] if s.base == Some(points(6)) && s.step.unit == StepUnit::Percent),
        "{rules:?}"
    );
}

#[test]
fn nothing_happened_gives_full_points_and_each_case_loses() {
    let reading = read("年内未发生食物中毒事件得满分，每发生一起扣3分，扣完为止");
    assert_eq!(reading.inputs.len(), 1);
    assert_eq!(reading.inputs[0].kind, InputKind::Count);
    assert!(matches!(&reading.clauses[0].rule, Rule::Start(s) if s.amount == Amount::ItemPoints));
    assert!(matches!(&reading.clauses[1].rule, Rule::Each(e) if e.limit == Some(Amount::ItemPoints)));
}

#[test]
fn bands_take_any_order_and_any_typing() {
    for text in [
        "及格率90%以上得8分，70%-90%得5分，70%以下不得分",
        "及格率≥90%得8分；70%≤及格率＜90%得5分；＜70%不得分",
        "及格率达到90%得8分，不足90%但不低于70%得5分，低于70%不得分",
    ] {
        let rules = rules(text);
        let [Rule::Bands(bands)] = &rules[..] else { panic!("{text}: {rules:?}") };
        let edges: Vec<Option<Exact>> = bands.bands.iter().map(|b| b.from.as_ref().map(|e| e.value.clone())).collect();
        assert_eq!(edges, [Some(ratio(9, 10)), Some(ratio(7, 10)), None], "{text}");
        assert_eq!(bands.bands[2].value, BandValue::Effect(Effect::Zero));
    }
}

#[test]
fn open_bands_hold_the_narrowest_first() {
    let rules = rules("争取资金100万元以上的加1分，500万元以上的加3分。");
    let [Rule::Bands(bands)] = &rules[..] else { panic!("{rules:?}") };
    assert_eq!(bands.bands[0].from.as_ref().map(|e| e.value.clone()), Some(whole(500)));
}

#[test]
fn lists_are_zipped() {
    let words = |text: &str| match &read(text).inputs[0].kind {
        InputKind::Choice(words) => words.clone(),
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(words("先进做法获省、市肯定的，分别加4、2分。"), ["省", "市"]);
    assert_eq!(words("获得国家级、省级和市级荣誉称号的，分别加6分、4分、2分"), ["国家级", "省级", "市级"]);
    assert_eq!(words("责任认定：负全责扣8分、主责6分、同等3分。"), ["负全责", "主责", "同等"]);
    assert_eq!(words("两项都达标得满分，一项达标得60%，都不达标不得分"), ["两项都达标", "一项达标", "都不达标"]);
    let rules = rules("年度排名1-3名的依次得9分、7分、5分");
    assert!(matches!(&rules[..], [Rule::Bands(b)] if b.bands.len() == 3), "{rules:?}");
}

#[test]
fn limits_stand_on_one_clause_or_on_several() {
    let rules = rules("获表彰的每次加2分；做法被推广的每项加1分。本项加分最高不超过5分。");
    assert!(matches!(&rules[2], Rule::Cap(cap) if cap.limit == points(5) && cap.sign == Some(Sign::Earn)), "{rules:?}");
    for (text, limit) in [
        ("每配备1名得2分，计满8分为止", 8),
        ("每配备1名得2分，最多得8分", 8),
        ("每配备1名得2分，8分封顶", 8),
        ("每配备1名得2分，以8分为限", 8),
    ] {
        assert!(matches!(&self::rules(text)[..], [Rule::Each(e)] if e.limit == Some(points(limit))), "{text}");
    }
}

#[test]
fn rounds_limit_their_clauses() {
    let reading = read("上半年拨付率达到40%计10分，低于20%不计分；全年拨付率达到95%计10分，否则不计分。");
    assert_eq!(reading.inputs.len(), 1);
    let rounds: Vec<_> = reading.clauses.iter().map(|c| c.applies.clone()).collect();
    assert_eq!(rounds[0], [Applies::Round("上半年".into())]);
    assert_eq!(rounds.last().unwrap(), &[Applies::Round("全年".into())]);
}

#[test]
fn formulas_and_defined_rates_are_arithmetic() {
    let rules = rules("整改率=已整改数÷问题总数×100%，得分=整改率×12");
    let [Rule::Formula(formula)] = &rules[..] else { panic!("{rules:?}") };
    let rate = Expr::Div(Box::new(Expr::Input(InputRef(0))), Box::new(Expr::Input(InputRef(1))));
    assert_eq!(formula.value, Expr::Mul(vec![rate, Expr::Number(whole(12))]));
}

#[test]
fn judged_points_keep_their_bounds() {
    let rules = rules("材料质量不高的，酌情扣0.5—2分");
    assert!(
        matches!(&rules[..], [Rule::Judge(j)] if j.sign == Sign::Lose && j.least == Some(Amount::Points(ratio(1, 2))) && j.most == Some(points(2)))
    );
}

#[test]
fn overrides_and_exemptions() {
    let rules = rules("发生重大舆情的，一票否决；没有承担任务的不扣分；受到省级通报的，加倍扣分；逾期1天扣1分。");
    assert!(matches!(&rules[0], Rule::When(w) if matches!(w.effect, Effect::Veto(_))));
    assert!(matches!(&rules[1], Rule::Exempt(e) if e.sign == Sign::Lose));
    assert!(matches!(&rules[2], Rule::Multiply(m) if m.factor == whole(2)));
}

#[test]
fn a_denial_takes_the_award_beside_it() {
    let rules = rules("台账齐全得3分，没有不得分；宣传栏完好得2分，未更新不得分。");
    let own = |r: &Rule| matches!(r, Rule::When(w) if w.otherwise == Some(Effect::Zero));
    assert!(rules.len() == 2 && rules.iter().all(own), "{rules:?}");
}

#[test]
fn a_list_of_cases_is_one_condition() {
    let rules = rules("有下列情形之一的，扣4分：未签责任书；未报总结。");
    assert!(
        matches!(&rules[..], [Rule::When(w)] if matches!(&w.condition, Condition::Any(all) if all.len() == 2)),
        "{rules:?}"
    );
}

#[test]
fn first_occurrences_are_free() {
    let later = rules("无故缺课的，第二次起每次扣2分");
    assert_eq!(later, rules("无故缺课每次扣2分，第一次不扣分"));
    assert!(matches!(&later[..], [Rule::Each(e)] if matches!(e.count, Expr::Max(_))), "{later:?}");
}

#[test]
fn other_schemes_feed_points() {
    let reading = read("被市里通报的，按市考核标准加倍扣分。");
    assert!(matches!(reading.inputs[0].feed, Feed::OtherScheme(_)), "{:?}", reading.inputs);
    let rules = rules("扣除综合考评得分的10%");
    assert!(matches!(&rules[..], [Rule::Formula(f)] if f.sign == Sign::Lose), "{rules:?}");
}

#[test]
fn what_names_nothing_is_an_error() {
    for text in [
        "每发现一处超过2平方米的扣2分，小于2平方米的扣1分",
        "出生性别比在110以内得5分，每上升1个百分点扣1分",
        "完成率80%以上（8分）。完成率50%以上（5分）。50%以下的不得分。",
        "高于平均值的，按幅度分段计分",
    ] {
        assert!(codes(text).contains(&"clause-not-read"), "{text}");
    }
}

#[test]
fn prose_is_not_scoring() {
    let reading = read("认真落实各项制度，统筹推进年度计划。");
    assert!(!reading.scoring && reading.clauses.is_empty() && reading.diagnostics.is_empty());
    assert!(reading.tokens.iter().all(|t| matches!(t.role, Role::Prose | Role::Punctuation)));
}

#[test]
fn what_does_not_read_is_said() {
    assert_eq!(codes("参照第4档标准12执行的，得2分"), ["number-in-phrase"]);
    assert_eq!(codes("每发现1处积水扣"), ["points-missing"]);
    assert_eq!(codes("出现积水的，扣分"), ["points-missing"]);
    assert_eq!(codes("得3分"), ["clause-not-read"]);
}

#[test]
fn the_same_clause_typed_otherwise_reads_the_same() {
    let plain = read("(1)合格率≥90%得5分,每低1%扣0.5分");
    for typed in ["（１）合格率 ⩾ 90％ 得 5 分，每低 1％ 扣 0.5 分", "⑴合格率>=90﹪得5分，每低1%扣０.５分"]
    {
        let other = read(typed);
        assert_eq!(rules_of(&other), rules_of(&plain), "{typed}");
        assert_eq!(labels(&other), labels(&plain));
    }
}

fn rules_of(reading: &Reading) -> Vec<Rule> {
    reading.clauses.iter().map(|c| c.rule.clone()).collect()
}

/// Fragments that garbage is made of: everything the grammar looks at, and characters that break it.
const FRAGMENTS: &[&str] = &[
    "每",
    "发现",
    "1",
    "3.5",
    "%",
    "分",
    "扣",
    "得",
    "加",
    "满分",
    "不得分",
    "，",
    "。",
    "；",
    "：",
    "（",
    "）",
    "、",
    "—",
    "≥",
    "＜",
    "=",
    "×",
    "÷",
    "/",
    "以上",
    "低于",
    "省",
    "市",
    "一等奖",
    "分别",
    "各",
    "的",
    "否则",
    "其余",
    "上半年",
    "全年",
    "考核时",
    "扣完为止",
    "最高",
    "不超过",
    "酌情",
    "按比例",
    "得分",
    "率",
    "平均",
    "第",
    "名",
    "前",
    "后",
    "①",
    "(2)",
    "3、",
    "\n",
    "“",
    "”",
    "《",
    "》",
    " ",
    "个百分点",
    "次",
    "一",
    "半",
    "十",
    "〔2016〕3号",
    "未",
    "无",
    "不",
    "或",
    "A",
    "é",
    "😀",
    "\u{200b}",
    "…",
    "百分之",
    "封顶",
    "一票否决",
    "为优秀",
    "加倍扣分",
];

#[test]
fn any_text_is_read_without_panic_and_covered_by_tokens() {
    let mut state = 0x2545_F491_4F6C_DD1Du64;
    let mut next = |most: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % most
    };
    for _ in 0..600 {
        let length = 1 + next(24);
        let text: String = (0..length).filter_map(|_| FRAGMENTS.get(next(FRAGMENTS.len())).copied()).collect();
        check_cover(&text);
    }
    check_cover(&"（".repeat(3000));
    check_cover(&"得分=(".repeat(500));
    check_cover(&"每发现1次扣2分，".repeat(200));
}

fn check_cover(text: &str) {
    let reading = read(text);
    let mut end = 0;
    for token in &reading.tokens {
        assert!(token.span.start >= end && token.span.end > token.span.start, "{text:?}: {token:?}");
        let gap = &text[end..token.span.start];
        assert!(gap.chars().all(|c| c.is_whitespace() || c == '\u{200b}'), "{text:?}: {gap:?} left out");
        end = token.span.end;
        if let Role::Input(input) = token.role {
            assert!(input.0 < reading.inputs.len(), "{text:?}");
        }
    }
    assert!(text[end..].chars().all(|c| c.is_whitespace() || c == '\u{200b}'), "{text:?}");
    assert!(reading.inputs.iter().all(|i| !i.label.is_empty()), "{text:?}");
}
