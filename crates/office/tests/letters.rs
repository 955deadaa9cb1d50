//! Letters that leaders sign and what departments hand over: who may, what is refused, and what the registers then say.

use kaocheng_office::act::{Act, Capacity, FileFormat, Founder, Measure, Register};
use kaocheng_office::files::Content;
use kaocheng_office::kind::KINDS;
use kaocheng_office::letter::LetterState;
use kaocheng_office::office::{Office, key};
use kaocheng_office::record::{NOTHING, Record};
use kaocheng_office::role::{Role, Seat};
use std::collections::{BTreeMap, BTreeSet};

const R: &str = "y";
const HASH: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

/// An office with an issued round, and its acts so far.
struct Bench(Office, u64);

impl Bench {
    fn act(&mut self, by: &str, act: Act) -> Result<u64, &'static str> {
        let at = "2026-07-05T09:00:00+08:00".to_owned();
        self.0.admit(by, &at, &act).map_err(|refusal| refusal.code())?;
        let seq = self.1;
        self.0.apply(&Record { seq, previous: NOTHING.into(), id: format!("a{seq}"), at, by: by.into(), act });
        self.1 += 1;
        Ok(seq)
    }

    fn ok(&mut self, by: &str, act: Act) -> u64 {
        self.act(by, act.clone()).unwrap_or_else(|code| panic!("{by} {act:?}: {code}"))
    }

    fn row(&mut self, register: Register, id: &str, cells: &[(&str, &str)], base: Option<u64>) -> u64 {
        let cells = cells.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        self.ok("ban", Act::RowEntered { round: R.into(), register, id: id.into(), cells, base })
    }

    fn file(&self, name: &str) -> String {
        match self.0.files_of(R).unwrap().remove(name) {
            Some(Content::Text(text)) => text,
            other => panic!("{name}: {other:?}"),
        }
    }

    fn state(&self, id: &str) -> LetterState<'_> {
        let row = self.0.registers.get(&key(&[R, Register::Letters.word(), id])).unwrap();
        self.0.letter_state(R, id, row)
    }
}

fn issued() -> Bench {
    let mut bench = Bench(Office::default(), 0);
    let founder = |person: &str, role| Founder { person: person.into(), name: person.into(), role };
    let three = [("sys", Role::SystemAdmin), ("sec", Role::SecurityAdmin), ("aud", Role::AuditAdmin)]
        .map(|(p, r)| founder(p, r));
    bench.ok("", Act::Founded { name: "考核办".into(), administrators: three.into(), password_alone: false });
    let provider = Seat { role: Role::Provider, unit: None, provider: Some("县公安局".into()) };
    for (person, seat) in [
        ("ban", Seat::of(Role::Office)),
        ("wang", Seat::in_unit(Role::SigningLeader, "YT01")),
        ("zhou", Seat::in_unit(Role::SigningLeader, "YT02")),
        ("gong", provider),
    ] {
        bench.ok("sys", Act::PersonAdded { person: person.into(), name: person.into() });
        bench.ok("sec", Act::SeatsGranted { person: person.into(), seats: vec![seat] });
    }
    bench.ok("ban", Act::RoundOpened { round: R.into(), title: "2026".into(), of_scheme: None });
    bench.ok("ban", Act::SchemeSaved { round: R.into(), text: HASH.into(), replaces: None });
    let (parents, tops) = (BTreeMap::new(), BTreeSet::from(["YT01".to_owned(), "YT02".to_owned()]));
    let (round, file, format) = (R.into(), HASH.into(), FileFormat::Csv);
    bench.ok("ban", Act::UnitsListed { round, file, format, count: 2, parents, tops });
    let capacity = Capacity::Reported;
    let measures = vec![Measure { id: "meetings".into(), label: "会议".into(), capacity, provider: None }];
    let (number, scheme, units, program) = ("云〔2026〕1号".into(), HASH.into(), HASH.into(), "p".into());
    bench.ok("ban", Act::Issued { round: R.into(), number, scheme, units, program, measures });
    bench
}

fn answered(id: &str, base: u64, signed: bool, reason: &str) -> Act {
    Act::LetterAnswered { round: R.into(), id: id.into(), base, signed, reason: reason.into() }
}

#[test]
fn a_leader_signs_the_letter_of_the_own_unit_and_the_register_has_the_day() {
    let mut bench = issued();
    let cells = [("number", "001"), ("by", "县政府"), ("with", "YT01"), ("kind", "letter")];
    let base = bench.row(Register::Letters, "l1", &cells, None);
    assert_eq!(bench.state("l1"), LetterState::Waiting);
    assert_eq!(bench.file("letters.csv"), "number,by,with,date,kind,document\n001,县政府,YT01,,letter,\n");
    assert_eq!(bench.act("zhou", answered("l1", base, true, "")), Err("not-allowed"), "the leader of another unit");
    assert_eq!(bench.act("ban", answered("l1", base, true, "")), Err("not-allowed"), "the office signs for nobody");
    assert_eq!(bench.act("wang", answered("l1", base + 9, true, "")), Err("stale"));
    bench.ok("wang", answered("l1", base, true, ""));
    assert!(matches!(bench.state("l1"), LetterState::Signed(answer) if answer.stamp.by == "wang"));
    assert_eq!(bench.file("letters.csv"), "number,by,with,date,kind,document\n001,县政府,YT01,2026-07-05,letter,\n");
    assert_eq!(bench.act("wang", answered("l1", base, true, "")), Err("over"));
    // A letter that changes after it was signed waits again: nobody signed what it now says.
    let other = [("number", "001"), ("by", "县委县政府"), ("with", "YT01"), ("kind", "letter")];
    let base = bench.row(Register::Letters, "l1", &other, Some(base));
    assert_eq!(bench.state("l1"), LetterState::Waiting);
    assert!(bench.file("letters.csv").contains("YT01,,letter"));
    assert_eq!(bench.act("wang", answered("l1", base, false, "")), Err("field"), "a refusal needs its reason");
    bench.ok("wang", answered("l1", base, false, "目标未协商"));
    assert!(matches!(bench.state("l1"), LetterState::Refused(answer) if answer.reason == "目标未协商"));
    assert!(bench.file("letters.csv").contains("YT01,,letter"), "refused is not signed");
}

#[test]
fn notices_and_letters_signed_on_paper_are_not_signed_here() {
    let mut bench = issued();
    let notice = bench.row(Register::Letters, "n", &[("number", "1"), ("with", "YT01"), ("kind", "notice")], None);
    assert_eq!(bench.act("wang", answered("n", notice, true, "")), Err("first"));
    let paper = [("number", "2"), ("with", "YT01"), ("kind", "letter"), ("date", "2026-01-05")];
    let paper = bench.row(Register::Letters, "p", &paper, None);
    assert_eq!(bench.state("p"), LetterState::OnPaper("2026-01-05"));
    assert_eq!(bench.act("wang", answered("p", paper, true, "")), Err("over"));
}

#[test]
fn a_department_hands_over_its_own_and_once() {
    let mut bench = issued();
    let cells = |department: &'static str| [("department", department), ("period", "2026-Q2"), ("due", "2026-07-10")];
    let own = bench.row(Register::Exchange, "e1", &cells("公安"), None);
    let other = bench.row(Register::Exchange, "e2", &cells("教育"), None);
    let handed =
        |id: &str, base, total: &str| Act::HandedOver { round: R.into(), id: id.into(), base, total: total.into() };
    assert_eq!(bench.act("gong", handed("e2", other, "5")), Err("not-allowed"));
    assert_eq!(bench.act("ban", handed("e1", own, "5")), Err("not-allowed"));
    assert_eq!(bench.act("gong", handed("e1", own, "许多")), Err("field"));
    bench.ok("gong", handed("e1", own, "625"));
    assert!(
        bench.file("exchange.csv").contains("公安,2026-Q2,2026-07-10,2026-07-05,625"),
        "{}",
        bench.file("exchange.csv")
    );
    let now = bench.1 - 1;
    assert_eq!(bench.act("gong", handed("e1", now, "626")), Err("over"));
}

/// The words of the kinds are those that the ledger writes: another word reads as no act at all.
#[test]
fn every_kind_is_one_that_the_ledger_writes() {
    let words: BTreeSet<&str> = KINDS.iter().map(|kind| kind.word).collect();
    assert_eq!(words.len(), KINDS.len());
    for kind in KINDS {
        let error = serde_json::from_value::<Act>(serde_json::json!({ "kind": kind.word })).unwrap_err().to_string();
        assert!(error.contains("missing field"), "{}: {error}", kind.word);
    }
    let act = Act::PersonClosed { person: "p".into(), reason: "r".into() };
    assert_eq!(serde_json::to_value(&act).unwrap()["kind"], act.kind().word);
}
