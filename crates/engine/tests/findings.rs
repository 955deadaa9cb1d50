//! Findings: what scores, what does not and why, and what they make of the figures.

use kaocheng_compile::plan::{InputIx, Plan};
use kaocheng_compile::scheme::{Options, compile};
use kaocheng_engine::explain::{explain, words};
use kaocheng_engine::finding::{Applied, Evidence, Fault, Finding, Given, Need, State, Unscored, Why, apply, standing};
use kaocheng_engine::results::{Results, score};
use kaocheng_engine::table::{Origin, Provenance, Table, UnitRow, Units, Value};
use kaocheng_syntax::clause::Language;
use kaocheng_syntax::diagnostic::Severity;
use kaocheng_syntax::document;
use kaocheng_syntax::exact::{Exact, ratio, show, whole};
use kaocheng_syntax::provision::{Route, RouteKind};
use proptest::prelude::*;
use std::sync::OnceLock;

const SCHEME: &str = "---
编号: demo
考核对象: 乡镇
口径: {missing: zero, not-applicable: full, ties: share-rank, below-zero: never}
---

## 一、日常工作(100分)

有工作方案的,计100分。

## 二、加分(12分)

### (一)现场会

承办全市现场会的,加2分。

### (二)服务站

新建服务站达到标准的,加3—5分。

## 三、减分(15分)

### (一)群众纪律

违反群众纪律的,每起扣6分;有领导批示并查实的,每起再扣2分。

### (二)侵权行为

限制人身自由的,每例扣2分;造成严重后果的,每例再扣1分;乱收费的,每例扣1分。
";

fn plan_of(text: &str) -> Plan {
    let compiled = compile(&document::read(text), &Options::default());
    let errors: Vec<_> = compiled.diagnostics.iter().filter(|d| d.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    compiled.plan
}

fn routes() -> Vec<Route> {
    let route = |number, kind, words: &str| Route { number, kind, words: words.to_owned() };
    vec![
        route(1, RouteKind::Reports { least: 3 }, "3名以上群众分别反映并查实"),
        route(2, RouteKind::Complaint, "信访经查实"),
        route(3, RouteKind::Inspection, "检查中发现"),
        route(4, RouteKind::Assignment, "上级交办并查实"),
    ]
}

fn plan() -> Plan {
    static PLAN: OnceLock<Plan> = OnceLock::new();
    let made = || {
        let mut plan = plan_of(SCHEME);
        plan.mechanism.routes = routes();
        plan
    };
    PLAN.get_or_init(made).clone()
}

fn units() -> Units {
    let row = |code: &str| UnitRow {
        code: code.to_owned(),
        name: format!("{code}镇"),
        level: "乡镇".to_owned(),
        class: String::new(),
        parent: String::new(),
    };
    Units::new(vec![row("A"), row("B")]).expect("units")
}

fn input(plan: &Plan, label: &str) -> InputIx {
    let found = plan.inputs.iter().position(|i| i.label == label);
    let all: Vec<&str> = plan.inputs.iter().map(|i| i.label.as_str()).collect();
    InputIx(found.unwrap_or_else(|| panic!("no input {label} among {all:?}")))
}

/// A confirmed finding of unit A, shown by a document and found by an inspection.
fn finding(plan: &Plan, label: &str, count: u32) -> Finding {
    Finding {
        unit: 0,
        kind: input(plan, label),
        date: "2026-05-03".into(),
        count,
        value: None,
        aggravators: Vec::new(),
        evidence: vec![Evidence { words: format!("记录-{label}"), sha256: None }],
        route: Some(3),
        reports: None,
        independent: None,
        verified: true,
        state: State::Confirmed,
        reason: String::new(),
        second: String::new(),
        note: String::new(),
        place: format!("findings.csv:{label}"),
    }
}

fn table(plan: &Plan) -> Table {
    let mut table = Table::new(plan, units());
    let plan_there = input(plan, "有工作方案");
    for unit in 0..2 {
        table.set(plan_there, unit, Value::Truth(true));
    }
    table
}

fn applied(plan: &Plan, findings: &[Finding]) -> Applied {
    apply(plan, &units(), findings, table(plan))
}

fn scored(plan: &Plan, findings: &[Finding]) -> Results {
    let applied = applied(plan, findings);
    assert!(applied.faults.is_empty(), "{:?}", applied.faults);
    score(plan, &applied.table)
}

fn total(plan: &Plan, findings: &[Finding]) -> Exact {
    let results = scored(plan, findings);
    results.total(plan, 0).and_then(Value::number).expect("a total").clone()
}

fn needs(plan: &Plan, finding: &Finding) -> Vec<Need> {
    match standing(plan, finding) {
        None => Vec::new(),
        Some(Why::Needs(needs)) => needs,
        Some(other) => panic!("{other:?}"),
    }
}

/// What an explanation says about an item of unit A.
fn told(plan: &Plan, findings: &[Finding], item: &str, language: Language) -> Vec<String> {
    let applied = applied(plan, findings);
    let results = score(plan, &applied.table);
    let item = plan.items.iter().position(|i| i.id == item).expect("the item");
    words(&explain(plan, &applied.table, &results, 0, item, language), plan, language)
}

#[test]
fn inputs_of_bonuses_deductions_and_vetoes_are_found_and_others_are_not() {
    let plan = plan();
    let found: Vec<&str> = plan.mechanism.found.iter().map(|ix| plan.inputs[ix.0].label.as_str()).collect();
    assert!(!found.contains(&"有工作方案"), "{found:?}");
    assert_eq!(found.len(), plan.inputs.len() - 1, "{found:?}");
}

#[test]
fn an_input_that_the_base_uses_too_is_a_figure_unless_its_term_says_found() {
    let text = |source: &str| {
        format!(
            "---\n编号: d\n口径: {{missing: zero, not-applicable: full, ties: share-rank}}\n---\n\n## 一、核查(10分)\n\n\
             每发现1例漏报,扣2分,扣完为止。\n\n## 二、一票否决\n\n发生重大事故的,一票否决。\n\n## 三、指标说明\n\n\
             | 指标 | 来源 | 类型 |\n|---|---|---|\n| 发现漏报 | {source} | 数量 |\n"
        )
    };
    let found = |source: &str| {
        let plan = plan_of(&text(source));
        plan.mechanism.found.iter().map(|ix| plan.inputs[ix.0].label.clone()).collect::<Vec<_>>()
    };
    assert_eq!(found("上报"), ["发生重大事故"]);
    assert_eq!(found("检查"), ["发现漏报", "发生重大事故"]);
}

/// T-16.
#[test]
fn three_reports_count_only_from_three_people() {
    let plan = plan();
    let reported = |reports, independent| Finding {
        route: Some(1),
        reports: Some(reports),
        independent: Some(independent),
        ..finding(&plan, "乱收费", 1)
    };
    let two = Need::Reports { least: 3, found: 2 };
    assert_eq!(needs(&plan, &reported(2, 2)), [two, Need::Independent { least: 3, found: 2 }]);
    assert_eq!(needs(&plan, &reported(3, 3)), []);
    assert_eq!(needs(&plan, &reported(3, 1)), [Need::Independent { least: 3, found: 1 }]);
    assert_eq!(total(&plan, &[reported(2, 2)]), whole(100));
    assert_eq!(total(&plan, &[reported(3, 3)]), whole(99));
    assert_eq!(total(&plan, &[reported(3, 1)]), whole(100));
    let unverified = Finding { verified: false, ..reported(3, 3) };
    assert_eq!(needs(&plan, &unverified), [Need::Verification]);
}

#[test]
fn a_loss_needs_a_route_and_a_bonus_a_document() {
    let plan = plan();
    let without = |label: &str| Finding { route: None, verified: false, ..finding(&plan, label, 1) };
    let [Need::Route(all)] = &needs(&plan, &without("乱收费"))[..] else { panic!("a route is needed") };
    assert_eq!(all.iter().map(|(n, _)| *n).collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert_eq!(needs(&plan, &without("承办全市现场会")), []);
    let bare = Finding { evidence: Vec::new(), state: State::Reported, ..without("承办全市现场会") };
    assert_eq!(needs(&plan, &bare), [Need::Confirmation, Need::Evidence]);
    let open = Finding { route: Some(2), ..without("承办全市现场会") };
    assert_eq!(needs(&plan, &open), [Need::Verification], "a route that is named must be complete");
    let mut none = plan.clone();
    none.mechanism.routes.clear();
    assert_eq!(needs(&none, &without("乱收费")), []);
}

///
#[test]
fn points_within_a_range_need_value_reason_and_a_second_signature() {
    let plan = plan();
    let bare = Finding { route: None, ..finding(&plan, "新建服务站达到标准", 1) };
    assert_eq!(needs(&plan, &bare), [Need::Value, Need::Reason, Need::SecondSignature]);
    assert_eq!(total(&plan, std::slice::from_ref(&bare)), whole(100));
    let given = |v: Exact| Finding {
        value: Some(Given::Number(v)),
        reason: "面积达标".into(),
        second: "督查组".into(),
        ..bare.clone()
    };
    assert_eq!(total(&plan, &[given(ratio(7, 2))]), ratio(207, 2));
    let faults = applied(&plan, &[given(whole(2))]).faults;
    let [Fault::OutOfBounds { finding: 0, least: Some(least), most: Some(most), .. }] = &faults[..] else {
        panic!("2 is not within 3—5: {faults:?}")
    };
    assert_eq!((least, most), (&whole(3), &whole(5)));
    let twice = applied(&plan, &[given(whole(4)), Finding { date: "2026-06-01".into(), ..given(whole(4)) }]);
    assert!(twice.faults.iter().any(|f| matches!(f, Fault::TwoValues { finding: 1, first: 0 })), "{:?}", twice.faults);
}

/// T-15: 6 and 2 for the instruction, 2 × 2, 1 for the grave one, 3 × 1.
fn five(plan: &Plan) -> Vec<Finding> {
    let aggravated =
        |label: &str, count, by: &str| Finding { aggravators: vec![input(plan, by)], ..finding(plan, label, count) };
    vec![
        aggravated("违反群众纪律", 1, "有领导批示并查实"),
        aggravated("限制人身自由", 1, "造成严重后果"),
        Finding { date: "2026-05-09".into(), ..finding(plan, "限制人身自由", 1) },
        finding(plan, "乱收费", 3),
    ]
}

#[test]
fn cases_and_aggravators_add_up_and_the_cap_tells_what_it_took() {
    let plan = plan();
    let findings = five(&plan);
    assert_eq!(total(&plan, &findings), whole(85));
    assert_eq!(
        told(&plan, &findings, "3", Language::Chinese),
        [
            "3 三、减分    -15 / 15",
            "  (一)群众纪律    −8",
            "    违反群众纪律 1 × 6 = −6    [记录-违反群众纪律 2026-05-03 findings.csv:违反群众纪律]",
            "    有领导批示并查实 1 × 2 = −2    [记录-违反群众纪律 2026-05-03 findings.csv:违反群众纪律]",
            "  (二)侵权行为    −8",
            "    限制人身自由 2 × 2 = −4    [记录-限制人身自由 2026-05-03 findings.csv:限制人身自由; 记录-限制人身自由 \
             2026-05-09 findings.csv:限制人身自由]",
            "    造成严重后果 1 × 1 = −1    [记录-限制人身自由 2026-05-03 findings.csv:限制人身自由]",
            "    乱收费 3 × 1 = −3    [记录-乱收费 2026-05-03 ×3 findings.csv:乱收费]",
            "  合计 16,以 15 封顶,超出的 1 不计",
        ]
    );
    let english = told(&plan, &findings, "3", Language::English);
    assert_eq!(english.last().map(String::as_str), Some("  16 in all, capped at 15: 1 over it not counted"));
    let within = told(&plan, &findings[..1], "3", Language::English);
    assert!(!within.iter().any(|l| l.contains("capped")), "{within:?}");
}

#[test]
fn a_register_without_an_entry_says_no_and_says_so() {
    let plan = plan();
    let applied = applied(&plan, &[]);
    let hosted = input(&plan, "承办全市现场会");
    assert_eq!(*applied.table.value(hosted, 0), Value::Truth(false));
    assert_eq!(*applied.table.value(input(&plan, "乱收费"), 1), Value::Number(whole(0)));
    assert_eq!(applied.table.origin(hosted, 0), Some(&Origin::NoFinding));
    let lines = told(&plan, &[], "2.1", Language::Chinese);
    assert!(lines.iter().any(|l| l.contains("承办全市现场会: 否    [无查实事项]")), "{lines:?}");
}

#[test]
fn what_does_not_score_is_listed_with_what_it_needs() {
    let plan = plan();
    let open = Finding { state: State::Reported, ..finding(&plan, "乱收费", 1) };
    let rejected = Finding { state: State::Rejected, ..finding(&plan, "乱收费", 2) };
    let withdrawn = Finding { state: State::Withdrawn, ..finding(&plan, "乱收费", 3) };
    let applied = applied(&plan, &[open, rejected, finding(&plan, "乱收费", 4), withdrawn]);
    assert_eq!(applied.scored, [2]);
    let unscored = |finding, why| Unscored { finding, why };
    let confirmation = Why::Needs(vec![Need::Confirmation]);
    assert_eq!(applied.unscored, [unscored(0, confirmation), unscored(1, Why::Rejected), unscored(3, Why::Withdrawn)]);
    assert_eq!(*applied.table.value(input(&plan, "乱收费"), 0), Value::Number(whole(4)));
}

#[test]
fn a_figure_and_a_finding_for_one_input_are_two_sources() {
    let plan = plan();
    let mut table = table(&plan);
    let fees = input(&plan, "乱收费");
    table.set(fees, 1, Value::Number(whole(0)));
    table.set_provenance(fees, 1, Provenance { place: "figures.csv:7".into(), ..Provenance::default() });
    let applied = apply(&plan, &units(), &[finding(&plan, "乱收费", 1)], table);
    let expected = Fault::TwoSources { finding: 0, input: fees, figure: "figures.csv:7".into() };
    assert_eq!(applied.faults, [expected], "a figure of another unit is one of the input too");
}

#[test]
fn a_figure_that_no_finding_touches_stays() {
    let plan = plan();
    let mut table = table(&plan);
    let fees = input(&plan, "乱收费");
    table.set(fees, 0, Value::Number(whole(2)));
    let applied = apply(&plan, &units(), &[finding(&plan, "违反群众纪律", 1)], table);
    assert!(applied.faults.is_empty(), "{:?}", applied.faults);
    assert_eq!(*applied.table.value(fees, 0), Value::Number(whole(2)));
}

#[test]
fn an_input_that_is_reported_cannot_be_found() {
    let plan = plan();
    let faults = applied(&plan, &[finding(&plan, "有工作方案", 1)]).faults;
    assert!(faults.contains(&Fault::NotFound { finding: 0, input: input(&plan, "有工作方案") }), "{faults:?}");
    let judged =
        Finding { aggravators: vec![input(&plan, "新建服务站达到标准")], ..finding(&plan, "乱收费", 1) };
    assert!(matches!(applied(&plan, &[judged]).faults[..], [Fault::NotFound { .. }]), "a range is no aggravator");
}

/// T-17: 1.5 of the province doubled, and 13 besides; the limit is over all, so the policy makes no difference.
#[test]
fn a_doubled_loss_is_doubled_before_the_cap_over_all() {
    for choice in ["multiply-first", "cap-first"] {
        let text = format!(
            "---\n编号: d\n口径: {{missing: zero, not-applicable: full, ties: share-rank, multiply-and-cap: {choice}}}\n---\n\n\
             ## 一、工作(100分)\n\n有方案的,计100分。\n\n## 二、减分(15分)\n\n### (一)省考核问题\n\n\
             省考核发现问题的,每例扣0.5分;省考核问题未整改的,加倍扣分。\n\n### (二)乱收费\n\n乱收费的,每例扣1分。\n"
        );
        let mut plan = plan_of(&text);
        plan.mechanism.routes = routes();
        let mut table = Table::new(&plan, units());
        table.set(input(&plan, "有方案"), 0, Value::Truth(true));
        let label = |part: &str| plan.inputs.iter().find(|i| i.label.contains(part)).expect(part).label.clone();
        let doubled = Finding {
            aggravators: vec![input(&plan, &label("未整改"))],
            ..finding(&plan, &label("发现问题"), 3)
        };
        let findings = [doubled, finding(&plan, "乱收费", 13)];
        let applied = apply(&plan, &units(), &findings, table);
        assert!(applied.faults.is_empty());
        let results = score(&plan, &applied.table);
        let of = |id: &str| {
            let item = plan.items.iter().position(|i| i.id == id).expect("the item");
            show(results.item(&plan, item, 0).number().expect("points"))
        };
        assert_eq!((of("2.1"), of("2.2"), of("2")), ("-3".into(), "-13".into(), "-15".into()), "{choice}");
    }
}

/// Findings of every kind and state, of both units.
fn some_finding() -> impl Strategy<Value = Finding> {
    let labels = ["承办全市现场会", "违反群众纪律", "限制人身自由", "造成严重后果", "乱收费"];
    let states = [State::Reported, State::Confirmed, State::Rejected, State::Withdrawn];
    (0..labels.len(), 0..2_usize, 1..4_u32, 0..states.len(), 1..29_u32, any::<bool>(), 0..5_u32, 0..1000_u32).prop_map(
        move |(label, unit, count, state, day, aggravated, route, row)| {
            let plan = plan();
            let aggravators = if aggravated { vec![input(&plan, "有领导批示并查实")] } else { Vec::new() };
            Finding {
                unit,
                date: format!("2026-05-{day:02}"),
                state: states[state],
                aggravators,
                route: Some(route).filter(|r| *r > 0),
                reports: Some(count),
                independent: Some(count),
                place: format!("findings.csv:{row}"),
                ..finding(&plan, labels[label], count)
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_findings_changes_nothing(
        (findings, shuffled) in proptest::collection::vec(some_finding(), 0..8)
            .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle()))
    ) {
        let plan = plan();
        for unit in 0..2 {
            let (a, b) = (scored(&plan, &findings), scored(&plan, &shuffled));
            prop_assert_eq!(a.total(&plan, unit), b.total(&plan, unit));
        }
        for item in ["2", "3", "3.1", "3.2"] {
            let (a, b) = (
                told(&plan, &findings, item, Language::Chinese),
                told(&plan, &shuffled, item, Language::Chinese),
            );
            prop_assert_eq!(a, b);
        }
    }

    #[test]
    fn a_rejected_finding_changes_nothing(
        findings in proptest::collection::vec(some_finding(), 0..6),
        extra in some_finding(),
        at in 0..6_usize,
    ) {
        let plan = plan();
        let mut with = findings.clone();
        let rejected = Finding { state: State::Rejected, ..extra };
        with.insert(at.min(findings.len()), rejected);
        let (a, b) = (applied(&plan, &findings), applied(&plan, &with));
        for input in 0..plan.inputs.len() {
            for unit in 0..2 {
                prop_assert_eq!(a.table.value(InputIx(input), unit), b.table.value(InputIx(input), unit));
                prop_assert_eq!(a.table.origin(InputIx(input), unit), b.table.origin(InputIx(input), unit));
            }
        }
        prop_assert_eq!(b.unscored.len(), a.unscored.len() + 1);
    }

    #[test]
    fn every_finding_scores_or_is_listed(findings in proptest::collection::vec(some_finding(), 0..8)) {
        let applied = applied(&plan(), &findings);
        let mut all: Vec<usize> =
            applied.scored.iter().copied().chain(applied.unscored.iter().map(|u| u.finding)).collect();
        all.sort_unstable();
        prop_assert_eq!(all, (0..findings.len()).collect::<Vec<_>>());
    }
}
