//! A whole round, act by act: what is taken, what is refused, and that rows and replay give the same state.

use kaocheng_office::act::{Act, Capacity, DrawStep, FigureRow, FileFormat, FindingRow, Founder, Measure, Register};
use kaocheng_office::entity::{FindingState, SheetState};
use kaocheng_office::files::Content;
use kaocheng_office::office::{FOLD, Office, key};
use kaocheng_office::record::{NOTHING, Record};
use kaocheng_office::refusal::Refusal;
use kaocheng_office::role::{Role, RoundState, Seat};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default)]
struct Bench {
    office: Office,
    records: Vec<Record>,
    rows: BTreeMap<(String, String), String>,
    day: u32,
}

const R: &str = "y2026";
const HASH: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const OTHER: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

/// The hashes in an act, but for that of the program and of what it comes in place of: files that it names.
fn hashes(value: &serde_json::Value, found: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::String(text) if text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit()) => {
            found.insert(text.clone());
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| hashes(item, found)),
        serde_json::Value::Object(members) => {
            let others = members.iter().filter(|(name, _)| !matches!(name.as_str(), "program" | "replaces"));
            others.for_each(|(_, member)| hashes(member, found));
        }
        _ => {}
    }
}

impl Bench {
    fn at(&self) -> String {
        format!("2026-07-{:02}T09:00:00+08:00", self.day + 1)
    }

    fn act(&mut self, by: &str, act: Act) -> Result<u64, Refusal> {
        let at = self.at();
        self.office.admit(by, &at, &act)?;
        let mut named = BTreeSet::new();
        hashes(&serde_json::to_value(&act).unwrap(), &mut named);
        assert_eq!(act.blobs().into_iter().cloned().collect::<BTreeSet<String>>(), named, "{act:?}");
        let seq = self.records.len() as u64;
        let record = Record { seq, previous: NOTHING.into(), id: format!("a{seq}"), at, by: by.into(), act };
        assert_eq!(Record::read(&record.bytes()), Ok(record.clone()), "bytes read back");
        for touched in self.office.apply(&record) {
            let at = (touched.shelf.to_owned(), touched.key.clone());
            match self.office.row(&touched) {
                Some(body) => self.rows.insert(at, body),
                None => self.rows.remove(&at),
            };
        }
        self.records.push(record);
        Ok(seq)
    }

    fn ok(&mut self, by: &str, act: Act) -> u64 {
        match self.act(by, act.clone()) {
            Ok(seq) => seq,
            Err(refusal) => panic!("{by}: {act:?}: {refusal}"),
        }
    }

    fn no(&mut self, by: &str, act: Act) -> &'static str {
        let before = self.office.clone();
        let refusal = self.act(by, act.clone()).err().unwrap_or_else(|| panic!("{by} could {act:?}"));
        assert_eq!(before, self.office, "a refused act changes nothing");
        assert!(refusal.words().iter().all(|words| !words.is_empty()));
        refusal.code()
    }

    fn seat(&mut self, person: &str, seats: Vec<Seat>) {
        self.ok("sys", Act::PersonAdded { person: person.into(), name: format!("{person} 名") });
        self.ok("sec", Act::SeatsGranted { person: person.into(), seats });
    }

    /// Rows give the state, and so does replaying the entries.
    fn holds(&self) {
        let rows = self.rows.iter().map(|((shelf, key), body)| (shelf.clone(), key.clone(), body.clone()));
        assert_eq!(Office::from_rows(rows).unwrap(), self.office);
        let mut again = Office::default();
        self.records.iter().for_each(|record| {
            again.apply(record);
        });
        assert_eq!(again, self.office);
        assert_eq!(self.office.rows().count(), self.rows.len());
    }
}

fn founders() -> Vec<Founder> {
    let founder = |person: &str, role| Founder { person: person.into(), name: person.into(), role };
    vec![founder("sys", Role::SystemAdmin), founder("sec", Role::SecurityAdmin), founder("aud", Role::AuditAdmin)]
}

fn row(measure: &str, value: &str) -> FigureRow {
    FigureRow { measure: measure.into(), value: value.into(), ..FigureRow::default() }
}

fn entered(unit: &str, capacity: Capacity, rows: Vec<FigureRow>) -> Act {
    Act::FiguresEntered { round: R.into(), unit: unit.into(), capacity, rows }
}

fn founded() -> Bench {
    let mut bench = Bench::default();
    bench.ok("", Act::Founded { name: "云汀县考核办".into(), administrators: founders(), password_alone: false });
    bench.seat("ban", vec![Seat::of(Role::Office)]);
    bench.seat("li", vec![Seat::in_unit(Role::Reporter, "YT01")]);
    bench.seat("wang", vec![Seat::in_unit(Role::SigningLeader, "YT01")]);
    bench.seat("zhao", vec![Seat::in_unit(Role::Reporter, "YT02")]);
    let seat = Seat { role: Role::Provider, unit: None, provider: Some("县统计局".into()) };
    bench.seat("tong", vec![seat]);
    bench.seat("zu", vec![Seat::of(Role::TeamMember)]);
    bench.seat("zhang", vec![Seat::of(Role::TeamLeader)]);
    bench.seat("fu", vec![Seat::of(Role::Reviewer)]);
    bench.seat("shen", vec![Seat::of(Role::Auditor)]);
    bench
}

fn issued() -> Bench {
    let mut bench = founded();
    let round = R.to_owned();
    bench.ok("ban", Act::RoundOpened { round: round.clone(), title: "2026年度".into(), of_scheme: None });
    bench.ok("ban", Act::SchemeSaved { round: round.clone(), text: HASH.into(), replaces: None });
    let parents = BTreeMap::from([("YT01-1".to_owned(), "YT01".to_owned())]);
    let (file, format) = (HASH.to_owned(), FileFormat::Csv);
    bench.ok(
        "ban",
        Act::UnitsListed { round: round.clone(), file, format, count: 3, parents, tops: Default::default() },
    );
    let measure = |id: &str, capacity, provider: Option<&str>| Measure {
        id: id.into(),
        label: id.into(),
        capacity,
        provider: provider.map(str::to_owned),
    };
    let measures = vec![
        measure("meetings", Capacity::Reported, None),
        measure("residents", Capacity::Provided, Some("县统计局")),
        measure("places", Capacity::Provided, Some("县卫生健康局")),
        measure("order", Capacity::Judged, Some("考核组")),
    ];
    bench.ok(
        "ban",
        Act::Issued {
            round,
            number: "云托办〔2026〕3号".into(),
            scheme: HASH.into(),
            units: HASH.into(),
            program: OTHER.into(),
            measures,
        },
    );
    bench
}

#[test]
fn an_office_is_founded_once_by_three_people() {
    let mut bench = Bench::default();
    let two = founders().into_iter().take(2).collect();
    assert_eq!(
        bench.no("", Act::Founded { name: "x".into(), administrators: two, password_alone: false }),
        "separation"
    );
    bench.ok("", Act::Founded { name: "云汀县考核办".into(), administrators: founders(), password_alone: false });
    assert_eq!(
        bench.no("", Act::Founded { name: "y".into(), administrators: founders(), password_alone: false }),
        "exists"
    );
    assert_eq!(bench.no("sec", Act::PersonAdded { person: "p".into(), name: "p".into() }), "not-allowed");
    bench.ok("sys", Act::PersonAdded { person: "p".into(), name: "p".into() });
    assert_eq!(bench.no("sys", Act::SeatsGranted { person: "p".into(), seats: vec![] }), "not-allowed");
    let both = vec![Seat::of(Role::SystemAdmin), Seat::of(Role::Office)];
    assert_eq!(bench.no("sec", Act::SeatsGranted { person: "p".into(), seats: both }), "separation");
    assert_eq!(
        bench.no("sec", Act::SeatsGranted { person: "p".into(), seats: vec![Seat::of(Role::Reporter)] }),
        "field"
    );
    bench.holds();
}

#[test]
fn who_sits_for_several_departments_supplies_for_all_of_them_at_once() {
    let mut bench = issued();
    bench.ok("ban", Act::CollectingOpened { round: R.to_owned(), due: "2026-07-03".into() });
    let seat = |of: &str| Seat { provider: Some(of.to_owned()), ..Seat::of(Role::Provider) };
    let both = || entered("YT01", Capacity::Provided, vec![row("residents", "33700"), row("places", "134")]);
    assert_eq!(bench.no("tong", both()), "not-allowed");
    let seats = vec![seat("县统计局"), seat("县卫生健康局")];
    bench.ok("sec", Act::SeatsGranted { person: "tong".into(), seats });
    bench.ok("tong", both());
}

#[test]
fn a_sheet_that_first_comes_after_its_last_day_is_late() {
    let mut bench = issued();
    bench.ok("ban", Act::CollectingOpened { round: R.to_owned(), due: "2026-07-03".into() });
    for (day, person, unit, late) in [(2, "li", "YT01", false), (3, "zhao", "YT02", true)] {
        bench.day = day;
        bench.ok(person, entered(unit, Capacity::Reported, vec![row("meetings", "2")]));
        bench.ok(person, Act::SheetSubmitted { round: R.to_owned(), unit: unit.to_owned() });
        assert_eq!(bench.office.sheet(R, unit).unwrap().late, late, "{unit}");
    }
}

#[test]
fn a_round_runs_from_issue_to_seal() {
    let mut bench = issued();
    let round = || R.to_owned();
    bench.ok("ban", Act::CollectingOpened { round: round(), due: "2026-07-03".into() });
    // Everyone enters their own, and nobody another's.
    bench.ok("li", entered("YT01", Capacity::Reported, vec![row("meetings", "2")]));
    bench.ok("li", entered("YT01-1", Capacity::Reported, vec![row("meetings", "1")]));
    assert_eq!(bench.no("li", entered("YT02", Capacity::Reported, vec![row("meetings", "2")])), "not-allowed");
    assert_eq!(bench.no("li", entered("YT01", Capacity::Reported, vec![row("residents", "2")])), "field");
    assert_eq!(bench.no("ban", entered("YT01", Capacity::Reported, vec![row("meetings", "3")])), "not-allowed");
    bench.ok("tong", entered("YT01", Capacity::Provided, vec![row("residents", "33700")]));
    assert_eq!(bench.no("tong", entered("YT01", Capacity::Provided, vec![row("meetings", "1")])), "not-allowed");
    // Two people on one sheet: the second is shown the first.
    match bench.act("li", entered("YT01", Capacity::Reported, vec![row("meetings", "4")])) {
        Err(Refusal::Stale(rows)) => assert_eq!(rows[0].theirs.as_ref().unwrap().value, "2"),
        other => panic!("{other:?}"),
    }
    // A provider's figure is disputed, never overwritten.
    let filed = Act::DisputeFiled {
        round: round(),
        id: "d1".into(),
        unit: "YT01".into(),
        measure: "residents".into(),
        proposed: "33000".into(),
        reason: "户籍口径".into(),
    };
    bench.ok("li", filed);
    let settle = Act::DisputeSettled { round: round(), id: "d1".into(), accepted: true, reply: "采纳".into() };
    assert_eq!(bench.no("li", settle.clone()), "not-allowed");
    bench.ok("tong", settle.clone());
    assert_eq!(bench.no("tong", settle), "over");
    // Sign-off.
    assert_eq!(bench.no("wang", Act::SheetSigned { round: round(), unit: "YT01".into() }), "first");
    bench.ok("li", Act::SheetSubmitted { round: round(), unit: "YT01".into() });
    assert_eq!(bench.no("li", entered("YT01", Capacity::Reported, vec![row("meetings", "9")])), "over");
    bench.ok("wang", Act::SheetReturned { round: round(), unit: "YT01".into(), reason: "再核".into() });
    bench.day = 4;
    bench.ok("li", Act::SheetSubmitted { round: round(), unit: "YT01".into() });
    bench.ok("wang", Act::SheetSigned { round: round(), unit: "YT01".into() });
    let sheet = bench.office.sheet(R, "YT01").unwrap();
    assert_eq!((sheet.state, sheet.late), (SheetState::Signed, false), "what counts is when it first came");
    // The draw, step by step.
    let step = |step, name: &str| Act::DrawStepped {
        round: R.into(),
        step,
        files: BTreeMap::from([(name.to_owned(), HASH.to_owned())]),
        note: String::new(),
    };
    assert_eq!(bench.no("ban", step(DrawStep::Revealed, "record.json")), "first");
    bench.ok("ban", step(DrawStep::Frozen, "frame.csv"));
    assert_eq!(bench.no("ban", Act::Advanced { round: round(), to: RoundState::Drawn }), "first");
    bench.ok("ban", step(DrawStep::Committed, "commitment.txt"));
    bench.ok("ban", step(DrawStep::Revealed, "record.json"));
    assert_eq!(bench.no("ban", step(DrawStep::Frozen, "frame.csv")), "exists");
    bench.ok("ban", Act::Advanced { round: round(), to: RoundState::Drawn });
    let sent = |person: &str| Act::TeamSent {
        round: R.into(),
        person: person.into(),
        team: "一组".into(),
        units: vec!["YT01".into()],
    };
    bench.ok("ban", sent("zu"));
    bench.ok("ban", sent("zhang"));
    assert_eq!(bench.no("ban", sent("li")), "no-such-person");
    bench.ok("ban", Act::Advanced { round: round(), to: RoundState::InField });
    // On site.
    assert_eq!(bench.no("zu", entered("YT01", Capacity::Judged, vec![row("order", "3")])), "field");
    let judged = FigureRow { note: "制度上墙".into(), ..row("order", "3") };
    bench.ok("zu", entered("YT01", Capacity::Judged, vec![judged.clone()]));
    assert_eq!(bench.no("zu", entered("YT02", Capacity::Judged, vec![judged])), "not-allowed");
    let feedback =
        Act::FeedbackGiven { round: round(), unit: "YT01".into(), id: "f1".into(), text: "两处隐患".into() };
    assert_eq!(bench.no("zu", feedback.clone()), "not-allowed");
    bench.ok("zhang", feedback);
    let answer = |signed, reason: &str| Act::FeedbackAnswered {
        round: R.into(),
        unit: "YT01".into(),
        id: "f1".into(),
        signed,
        reason: reason.into(),
    };
    assert_eq!(bench.no("wang", answer(false, "")), "field");
    bench.ok("wang", answer(false, "情况不属实"));
    // A finding counts once another person confirms it.
    let finding =
        FindingRow { event: "hosted".into(), date: "2026-07-05".into(), count: "1".into(), ..FindingRow::default() };
    let raised = Act::FindingRaised { round: round(), id: "x1".into(), unit: "YT01".into(), claim: false, finding };
    bench.ok("zu", raised);
    let confirm =
        Act::FindingConfirmed { round: round(), id: "x1".into(), route: String::new(), reason: "属实".into() };
    assert_eq!(bench.no("zu", confirm.clone()), "not-allowed");
    bench.ok("fu", confirm);
    assert_eq!(bench.office.findings[&key(&[R, "x1"])].state, FindingState::Confirmed);
    bench.ok("ban", Act::Advanced { round: round(), to: RoundState::Verifying });
    // Points, notice, an appeal upheld, both results kept.
    let computed = |result: &str| Act::Computed {
        round: R.into(),
        result: result.into(),
        inputs: HASH.into(),
        program: OTHER.into(),
        units: 2,
    };
    assert_eq!(bench.no("shen", computed(HASH)), "not-allowed");
    bench.ok("ban", computed(HASH));
    bench.ok("ban", Act::NoticePosted { round: round(), until: "2026-07-10".into(), publication: Default::default() });
    let appeal = Act::AppealFiled {
        round: round(),
        id: "s1".into(),
        unit: "YT01".into(),
        item: "1.1".into(),
        text: "会议应为三次".into(),
    };
    assert_eq!(bench.no("zhao", appeal.clone()), "not-allowed");
    bench.ok("wang", appeal);
    let seal = |result: &str, early: &str| Act::Sealed {
        round: R.into(),
        record: HASH.into(),
        result: result.into(),
        early: early.into(),
    };
    assert_eq!(bench.no("ban", seal(HASH, "")), "first");
    let correct = |because: &str, base| Act::FiguresCorrected {
        round: R.into(),
        unit: "YT01".into(),
        rows: vec![FigureRow { base, ..row("meetings", "3") }],
        because: because.into(),
    };
    let base = bench.office.figure(R, "YT01", "meetings").map(|f| f.stamp.seq);
    assert_eq!(bench.no("ban", correct("appeal:s1", base)), "field");
    bench.ok("fu", Act::AppealAnswered { round: round(), id: "s1".into(), upheld: true, reply: "采纳".into() });
    assert_eq!(bench.no("ban", seal(HASH, "")), "first");
    bench.ok("ban", correct("appeal:s1", base));
    assert!(bench.office.is_stale(R));
    assert_eq!(bench.no("ban", seal(HASH, "")), "first");
    bench.ok("ban", computed(OTHER));
    assert_eq!(bench.office.computations.len(), 2, "both results are kept");
    assert_eq!(bench.office.rounds[R].state, RoundState::OnNotice);
    assert_eq!(bench.no("ban", seal(OTHER, "")), "first");
    bench.day = 15;
    bench.ok("ban", seal(OTHER, ""));
    assert_eq!(bench.no("ban", computed(OTHER)), "not-allowed");
    bench.holds();
    let files = bench.office.files_of(R).unwrap();
    let Some(Content::Text(figures)) = files.get("figures.csv") else { panic!("{files:?}") };
    assert!(figures.contains("YT01,meetings,3"), "{figures}");
    assert!(files.contains_key("findings.csv") && files.contains_key("disputes.csv"));
    assert!(files.contains_key("draw/record.json") && files.contains_key("scheme.md"));
    // These rows by this version of the fold: where the same acts give others, `FOLD` goes up, and a store that holds rows of
    // the version before is made anew when the program starts.
    let text: String = bench.rows.iter().map(|((shelf, key), body)| format!("{shelf} {key} {body}\n")).collect();
    assert_eq!((FOLD, fnv(&text)), (2, 5_937_384_907_979_852_460));
}

/// A checksum that needs no crate.
fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[test]
fn a_row_of_a_register_is_changed_over_what_was_seen() {
    let mut bench = issued();
    let cells = |value: &str| BTreeMap::from([("number".to_owned(), value.to_owned())]);
    let entered = |value: &str, base| Act::RowEntered {
        round: R.into(),
        register: Register::Letters,
        id: "1".into(),
        cells: cells(value),
        base,
    };
    let first = bench.ok("ban", entered("县-1", None));
    assert_eq!(bench.no("ban", entered("县-2", None)), "stale");
    bench.ok("ban", entered("县-2", Some(first)));
    bench.ok(
        "ban",
        Act::RowStruck { round: R.into(), register: Register::Letters, id: "1".into(), reason: "重复".into() },
    );
    assert_eq!(bench.no("ban", entered("县-3", None)), "over");
    assert!(!bench.office.files_of(R).unwrap().contains_key("letters.csv"));
    bench.holds();
}

#[test]
fn names_that_lead_out_of_a_folder_are_refused() {
    let mut bench = issued();
    for name in ["../x", "/etc/passwd", "a//b", "a/../b", ".hidden", "c:x", "a\\b"] {
        let files = BTreeMap::from([(name.to_owned(), HASH.to_owned())]);
        assert_eq!(bench.no("ban", Act::FilesBrought { round: R.into(), files }), "field", "{name}");
    }
}

#[test]
fn a_person_whose_account_ended_does_nothing() {
    let mut bench = issued();
    bench.ok("sys", Act::PersonClosed { person: "ban".into(), reason: "调离".into() });
    let opened = Act::RoundOpened { round: "z".into(), title: "z".into(), of_scheme: None };
    assert_eq!(bench.no("ban", opened), "no-such-person");
    bench.holds();
}
