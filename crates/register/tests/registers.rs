//! What registers amount to, on small invented offices.

#![allow(clippy::unwrap_used)]

use kaocheng_engine::table::{UnitRow, Units};
use kaocheng_register::Date;
use kaocheng_register::calendar::{Calendar, Continuity, Delivery, Lateness, State, calendar};
use kaocheng_register::fault::FaultKind;
use kaocheng_register::frequency::{Assessment, frequencies};
use kaocheng_register::groups::{Group, GroupState, groups};
use kaocheng_register::letters::{Letter, LetterKind, Line, coverage};
use kaocheng_register::orders::{Order, OrderState, standings};
use kaocheng_register::period::Period;
use kaocheng_register::visits::{Visit, round};
use kaocheng_syntax::provision::{Exchange, Frequency, Letters};
use proptest::prelude::*;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Q (县) above towns A and B; villages A1..A9 below A; company C and street S beside each other below Q.
fn units() -> Units {
    let row = |code: &str, level: &str, parent: &str| UnitRow {
        code: code.into(),
        name: format!("{code}名"),
        level: level.into(),
        class: String::new(),
        parent: parent.into(),
    };
    let mut rows = vec![row("Q", "县", ""), row("A", "乡镇", "Q"), row("B", "乡镇", "Q")];
    rows.extend((1..=9).map(|n| row(&format!("A{n}"), "村", "A")));
    rows.extend([row("C", "企业", "Q"), row("S", "街道", "Q")]);
    Units::new(rows).unwrap()
}

fn letter(number: &str, by: &str, with: &str) -> Letter {
    Letter {
        number: number.into(),
        by: by.into(),
        with: units().find(with).unwrap(),
        level: String::new(),
        date: Some(day("2026-04-01")),
        counterparty: String::new(),
        kind: LetterKind::Responsibility,
        document: String::new(),
    }
}

#[test]
fn units_without_a_letter_are_listed_by_level() {
    let units = units();
    let mut letters: Vec<Letter> = (1..=7).map(|n| letter(&format!("v{n}"), "A", &format!("A{n}"))).collect();
    letters.push(Letter { kind: LetterKind::TaskNotice, ..letter("n1", "A", "A8") });
    letters.push(Letter { date: None, ..letter("v9", "A", "A9") });
    let rules = [Letters { by: "乡镇政府".into(), with: "村".into() }];
    let found = coverage(&letters, &units, &rules, day("2026-12-31"));
    let villages = found.levels.iter().find(|l| l.level == "村").unwrap();
    assert!(villages.asked);
    assert_eq!((villages.signed.len(), villages.notified.len(), villages.without.len()), (7, 1, 1));
    assert_eq!(units.all()[villages.without[0]].code, "A9");
    assert!(!found.levels.iter().find(|l| l.level == "乡镇").unwrap().asked);
    // Before it was signed, a letter covers nobody; nothing is asked of the top.
    let before = coverage(&letters, &units, &[], day("2026-03-31"));
    assert!(before.levels.iter().all(|l| l.signed.is_empty() && l.asked && l.level != "县"));
}

#[test]
fn letters_may_cross_lines_and_have_one_counterparty() {
    let letters = [
        letter("1", "Q", "A"),
        letter("2", "S", "C"),
        letter("3", "县总工会", "B"),
        Letter { counterparty: "S".into(), ..letter("4", "Q", "C") },
        Letter { counterparty: "县卫生健康局".into(), ..letter("1", "Q", "B") },
        letter("1", "Q", "A"),
    ];
    let found = coverage(&letters, &units(), &[], day("2026-12-31"));
    assert_eq!(found.lines[..4], [Line::Above, Line::Across, Line::Outside, Line::Across]);
    let faults: Vec<(usize, Option<usize>, &str)> =
        found.faults.iter().map(|f| (f.row, f.first, f.kind.code())).collect();
    assert_eq!(faults, [(4, Some(0), "letter-counterparties"), (5, Some(0), "letter-repeated")]);
}

fn group(unit: &str, from: &str, until: &str) -> Group {
    Group {
        unit: units().find(unit).unwrap(),
        name: String::new(),
        head: "副总经理".into(),
        from: day(from),
        until: (!until.is_empty()).then(|| day(until)),
        document: String::new(),
    }
}

#[test]
fn a_group_holds_from_its_first_day_to_its_last() {
    let rows = [group("A", "2026-06-02", ""), group("A", "2026-01-01", "2026-05-31")];
    let at = |date: &str| groups(&rows, &units(), day(date));
    let codes = |found: &[usize]| found.iter().map(|u| units().all()[*u].code.clone()).collect::<Vec<_>>();
    let may = at("2026-05-31");
    assert_eq!(may.states, [GroupState::NotYet, GroupState::InForce]);
    assert_eq!(codes(&may.without), ["B"], "the other town has none; villages are not asked");
    assert!(may.gaps.is_empty() && may.faults.is_empty());
    let june = at("2026-06-01");
    assert_eq!(codes(&june.without), ["A", "B"]);
    assert_eq!((june.gaps[0].from, june.gaps[0].until), (day("2026-06-01"), day("2026-06-01")));
    assert_eq!(at("2026-06-02").states, [GroupState::InForce, GroupState::Ended]);
    // The day after is no gap.
    let next = [group("A", "2026-01-01", "2026-05-31"), group("A", "2026-06-01", "")];
    assert!(groups(&next, &units(), day("2026-12-31")).gaps.is_empty());
}

#[test]
fn groups_that_overlap_or_run_backwards_are_named() {
    let faults = |rows: &[Group]| {
        let found = groups(rows, &units(), day("2026-12-31")).faults;
        found.iter().map(|f| (f.row, f.first, f.kind.code())).collect::<Vec<_>>()
    };
    let same_day = [group("A", "2026-01-01", "2026-05-31"), group("A", "2026-05-31", "")];
    assert_eq!(faults(&same_day), [(1, Some(0), "group-overlap")]);
    let open = [group("A", "2026-06-01", ""), group("A", "2026-01-01", "")];
    assert_eq!(faults(&open), [(0, Some(1), "group-overlap")]);
    assert_eq!(faults(&[group("A", "2026-01-02", "2026-01-01")]), [(0, None, "group-backwards")]);
    assert!(faults(&[group("A", "2026-01-01", ""), group("B", "2026-01-01", "")]).is_empty());
}

fn delivery(department: &str, period: &str, due: &str, received: &str) -> Delivery {
    let date = |text: &str| (!text.is_empty()).then(|| day(text));
    Delivery {
        department: department.into(),
        what: String::new(),
        period: Period::read(period),
        due: date(due),
        received: date(received),
        total: Some(10),
    }
}

/// Four quarters by five departments, one late (T-40).
fn year() -> Vec<Delivery> {
    let mut rows = Vec::new();
    for department in ["公安局", "教育局", "民政局", "统计局", "卫生健康局"] {
        for (period, due) in
            [("2026-Q1", "2026-04-10"), ("2026-Q2", "2026-07-10"), ("2026-Q3", "2026-10-10"), ("2026-Q4", "2027-01-10")]
        {
            let late = department == "民政局" && period == "2026-Q3";
            rows.push(delivery(department, period, due, if late { "2026-10-15" } else { due }));
        }
    }
    rows
}

fn rule() -> Exchange {
    let departments = ["卫生健康", "公安", "教育", "民政", "统计"].map(str::to_owned).to_vec();
    Exchange { departments, times: 4, what: "汇总数据".into() }
}

fn continuity(calendar: &Calendar, department: &str) -> Continuity {
    calendar.lines.iter().find(|l| l.department == department).unwrap().continuous.clone()
}

#[test]
fn one_late_of_twenty_is_late_and_continuity_is_as_declared() {
    let rows = year();
    let at = |late| calendar(&rows, &[rule()], late, day("2027-02-01"));
    let open = at(None);
    assert_eq!(open.count(|s| s == State::OnTime), 19);
    assert_eq!(open.count(|s| s == State::Late(5)), 1);
    assert_eq!(open.lines.iter().map(|l| l.slots.len()).sum::<usize>(), 20);
    assert_eq!(continuity(&open, "民政局"), Continuity::Open);
    assert_eq!(open.faults.len(), 1);
    assert_eq!((open.faults[0].row, open.faults[0].kind.code()), (10, "exchange-late-open"));
    let breaks = at(Some(Lateness::Breaks));
    assert_eq!(continuity(&breaks, "民政局"), Continuity::Broken(Period::read("2026-Q3")));
    let keeps = at(Some(Lateness::Keeps));
    assert_eq!(continuity(&keeps, "民政局"), Continuity::Holds);
    assert!(breaks.faults.is_empty() && keeps.faults.is_empty());
    assert_eq!(continuity(&breaks, "公安局"), Continuity::Holds);
}

#[test]
fn a_department_that_the_scheme_names_is_missing_where_the_register_is_silent() {
    let rows: Vec<Delivery> = year().into_iter().filter(|d| d.department != "统计局").collect();
    let found = calendar(&rows, &[rule()], Some(Lateness::Keeps), day("2027-02-01"));
    assert_eq!(found.count(|s| s == State::Missing), 4);
    assert_eq!(continuity(&found, "统计"), Continuity::Broken(Period::read("2026-Q1")));
    assert_eq!(found.lines[0].department, "卫生健康局", "the scheme's order");
    // In May only the first quarter is due of what the others have dates for.
    let may = calendar(&rows, &[rule()], None, day("2026-05-01"));
    assert_eq!(may.count(|s| s == State::Missing), 1);
    assert_eq!(may.count(|s| s == State::Expected), 15);
}

#[test]
fn what_is_no_calendar_is_told_and_not_drawn() {
    let rows: Vec<Delivery> = (0..400).map(|n| delivery(&n.to_string(), &format!("p{n}"), "", "")).collect();
    let found = calendar(&rows, &[], None, day("2026-12-31"));
    assert!(found.lines.is_empty());
    assert_eq!(found.faults.iter().map(|f| f.kind.code()).collect::<Vec<_>>(), ["exchange-too-large"]);
}

#[test]
fn the_day_it_is_due_is_in_time_and_the_next_is_late() {
    let of = |received, as_of| {
        calendar(&[delivery("甲", "2026-Q1", "2026-04-10", received)], &[], None, day(as_of)).lines[0].slots[0].state
    };
    assert_eq!(of("2026-04-10", "2026-12-31"), State::OnTime);
    assert_eq!(of("2026-04-11", "2026-12-31"), State::Late(1));
    assert_eq!(of("", "2026-04-10"), State::Expected);
    assert_eq!(of("", "2026-04-11"), State::Missing);
    assert_eq!(of("2026-04-12", "2026-04-11"), State::Missing);
}

fn assessment(by: &str, unit: &str, date: &str) -> Assessment {
    Assessment { by: by.into(), unit: units().find(unit).unwrap(), date: day(date), kind: String::new() }
}

fn at_most(by: &str, of: &str, most: u32) -> Frequency {
    Frequency { by: by.into(), of: of.into(), most }
}

#[test]
fn the_fourth_assessment_of_a_township_by_a_county_in_a_year_is_refused() {
    let rows = [
        assessment("Q", "A", "2026-11-01"),
        assessment("Q", "A", "2026-03-01"),
        assessment("Q", "A", "2026-12-01"),
        assessment("Q", "A", "2026-07-01"),
        assessment("Q", "A", "2027-01-01"),
        assessment("Q", "B", "2026-07-01"),
        assessment("A", "A1", "2026-07-01"),
    ];
    let found = frequencies(&rows, &units(), &[at_most("县区", "乡镇", 3)], None);
    assert_eq!(found.faults.len(), 1);
    assert_eq!(found.faults[0].row, 2, "the last by date, not by row");
    let FaultKind::AssessmentOverLimit { nth, limit, year, .. } = &found.faults[0].kind else { panic!() };
    assert_eq!((*nth, *limit, *year), (4, 3, 2026));
    let village = found.counts.iter().find(|c| c.by == "A").unwrap();
    assert_eq!(village.limit, None, "the rule speaks of townships");
    assert!(frequencies(&rows, &units(), &[at_most("县区", "乡镇", 4)], None).faults.is_empty());
    assert!(frequencies(&rows, &units(), &[], None).faults.is_empty());
    assert_eq!(frequencies(&rows, &units(), &[], Some(3)).faults.len(), 1);
}

#[test]
fn whether_a_limit_binds_an_unknown_body_is_asked() {
    let rows = [assessment("农业局", "A", "2026-03-01"), assessment("农业局", "A", "2026-05-01")];
    let rules = [at_most("县区", "乡镇", 1)];
    let found = frequencies(&rows, &units(), &rules, None);
    assert_eq!(found.faults.iter().map(|f| f.kind.code()).collect::<Vec<_>>(), ["assessor-unknown"]);
    let decided = frequencies(&rows, &units(), &rules, Some(1));
    assert_eq!(decided.faults.iter().map(|f| f.kind.code()).collect::<Vec<_>>(), ["assessment-over-limit"]);
}

#[test]
fn what_all_bodies_ask_of_a_unit_is_added_up() {
    let rows = [
        assessment("Q", "A", "2026-03-01"),
        assessment("农业局", "A", "2026-03-03"),
        assessment("农业局", "A", "2026-06-01"),
    ];
    let found = frequencies(&rows, &units(), &[], None);
    assert_eq!((found.burdens[0].times, found.burdens[0].bodies, found.burdens[0].shortest_gap), (3, 2, Some(2)));
}

fn order(deadline: &str, closed: &str) -> Order {
    let date = |text: &str| (!text.is_empty()).then(|| day(text));
    Order {
        number: "Z1".into(),
        unit: 1,
        item: String::new(),
        found: "公示栏没有更新".into(),
        ordered: day("2026-03-01"),
        deadline: date(deadline),
        closed: date(closed),
        proof: "照片".into(),
    }
}

#[test]
fn orders_are_open_overdue_or_closed() {
    let of = |deadline: &str, closed: &str, days, as_of: &str| {
        standings(&[order(deadline, closed)], days, day(as_of)).orders[0].state
    };
    assert_eq!(of("2026-03-31", "", None, "2026-03-31"), OrderState::Open(Some(0)));
    assert_eq!(of("2026-03-31", "", None, "2026-04-01"), OrderState::Overdue(1));
    assert_eq!(of("2026-03-31", "2026-03-31", None, "2026-05-01"), OrderState::Closed);
    assert_eq!(of("2026-03-31", "2026-04-03", None, "2026-05-01"), OrderState::ClosedLate(3));
    assert_eq!(of("2026-03-31", "2026-04-03", None, "2026-04-02"), OrderState::Overdue(2), "not closed yet");
    assert_eq!(of("", "", Some(30), "2026-04-01"), OrderState::Overdue(1), "30 days from 1 March are 31 March");
    assert_eq!(of("2026-06-01", "", Some(30), "2026-04-01"), OrderState::Open(Some(61)), "its own deadline goes first");
    assert_eq!(of("", "", None, "2026-04-01"), OrderState::Open(None));
}

#[test]
fn orders_that_contradict_themselves_are_named() {
    let codes = |rows: &[Order]| {
        standings(rows, None, day("2026-12-31")).faults.iter().map(|f| f.kind.code()).collect::<Vec<_>>()
    };
    assert_eq!(codes(&[order("2026-02-01", "2026-01-01")]), ["order-backwards", "order-backwards"]);
    assert_eq!(codes(&[order("", "")]), ["order-without-deadline"]);
    assert_eq!(codes(&[Order { proof: String::new(), ..order("", "2026-03-02") }]), ["order-without-proof"]);
    assert_eq!(codes(&[order("2026-03-31", "2026-03-02"), order("2026-03-31", "2026-03-02")]), ["order-repeated"]);
}

#[test]
fn a_refusal_with_its_reason_does_not_stop_the_round() {
    let visit = |signed, reason: &str, incident: &str| Visit {
        unit: 1,
        site: "东岭村".into(),
        team: "1".into(),
        date: day("2026-06-01"),
        signed,
        reason: reason.into(),
        incident: incident.into(),
    };
    let good = [visit(Some(true), "", "有人跟随"), visit(Some(false), "有异议", "")];
    let found = round(&good, &units(), None);
    assert_eq!(
        (found.signed.as_slice(), found.refused.as_slice(), found.incidents.as_slice()),
        (&[0][..], &[1][..], &[0][..])
    );
    assert!(found.may_go_on() && found.faults.is_empty());
    let silent = round(&[visit(Some(false), "", "")], &units(), None);
    assert!(!silent.may_go_on());
    assert_eq!(silent.faults[0].kind.code(), "refusal-without-reason");
    assert!(!round(&[visit(None, "", "")], &units(), None).may_go_on());
    assert_eq!(round(&[visit(Some(true), "有异议", "")], &units(), None).faults[0].kind.code(), "signed-with-reason");
}

#[test]
fn a_visit_outside_the_field_window_needs_a_reason() {
    let window = Some((day("2026-06-01"), day("2026-06-04")));
    let of = |date: &str, reason: &str| {
        let (site, team, incident, reason) = (String::new(), "1".to_owned(), String::new(), reason.to_owned());
        let visit = Visit { unit: 1, site, team, date: day(date), signed: Some(true), reason, incident };
        round(&[visit], &units(), window).faults.iter().map(|f| f.kind.code()).collect::<Vec<_>>()
    };
    assert!(of("2026-06-01", "").is_empty() && of("2026-06-04", "").is_empty());
    assert_eq!(of("2026-06-05", ""), ["visit-outside-window"]);
    assert_eq!(of("2026-05-31", ""), ["visit-outside-window"]);
    assert!(of("2026-06-05", "山洪断路").is_empty());
}

proptest! {
    /// The order of rows changes nothing but which row a finding names.
    #[test]
    fn the_order_of_deliveries_does_not_matter(shuffled in Just(year()).prop_shuffle()) {
        let (a, b) = (calendar(&year(), &[rule()], None, day("2026-10-12")), calendar(&shuffled, &[rule()], None, day("2026-10-12")));
        prop_assert_eq!(&a.periods, &b.periods);
        for (x, y) in a.lines.iter().zip(&b.lines) {
            prop_assert_eq!(&x.department, &y.department);
            prop_assert_eq!(&x.continuous, &y.continuous);
            let states = |l: &kaocheng_register::calendar::Line| l.slots.iter().map(|s| s.state).collect::<Vec<_>>();
            prop_assert_eq!(states(x), states(y));
        }
    }

    /// A period is read from its own form again.
    #[test]
    fn periods_are_read_from_their_own_form(text in "(20[0-9]{2})?[-年 ]?(Q[1-5]|第[一二三四]季度|[0-9]{1,2}月|上半年|[a-z]{0,3})") {
        let period = Period::read(&text);
        prop_assert_eq!(Period::read(&period.to_string()), period);
    }
}
