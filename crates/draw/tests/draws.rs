//! Frames that are refused, published draws that do not hold, teams and visits.

#![allow(clippy::unwrap_used)]

use kaocheng_draw::assign::{LastRound, Place, Task, assign};
use kaocheng_draw::frame::{Frame, Method, Site, Stratum};
use kaocheng_draw::problem::{FrameFault, Kind, Problem};
use kaocheng_draw::published::{sample_csv, tickets_csv};
use kaocheng_draw::sample::{Sample, draw};
use kaocheng_draw::seed::{PublicDigits, Seed};
use kaocheng_draw::team::{Member, Role, Rule, Team, teams};
use kaocheng_draw::ticket::Key;
use kaocheng_draw::ties;
use kaocheng_draw::verify::{Published, Record, verify};
use kaocheng_draw::visit::{Rules, Vehicle, plan};

const HEADER: &str = "stratum,stratum_name,draw,method,site,site_name,measure\n";

fn faults(rows: &str) -> Vec<(FrameFault, String)> {
    let problems = Frame::read(&format!("{HEADER}{rows}")).unwrap_err();
    let fault = |p: Problem| match p.kind {
        Kind::FrameNotRead { fault, found } => (fault, found),
        other => panic!("{other:?}"),
    };
    problems.into_iter().map(fault).collect()
}

#[test]
fn a_frame_reads_whole_or_says_where_not() {
    let good = "A,甲镇,2,equal,A1,一村,\nA,甲镇,2,equal,A2,,\nB,,1,measure,B1,,7\nC,丙镇,1,equal,,,\n";
    let text = format!("{HEADER}{good}");
    let frame = Frame::read(&text).unwrap();
    assert_eq!((frame.strata().len(), frame.sites()), (3, 3));
    assert_eq!(frame.text(), text);
    let line = |n: u32| n.to_string();
    assert_eq!(faults("A,甲镇,2,equal,A2,,\nA,甲镇,2,equal,A1,,\n"), [(FrameFault::NotCanonical, line(2))]);
    assert_eq!(faults("A,甲镇,2,equal,A1,,"), [(FrameFault::NotCanonical, line(3))]);
    assert_eq!(faults("A,甲镇,2,equal,A1,,\nA,乙镇,2,equal,A2,,\n"), [(FrameFault::Row, line(3))]);
    assert_eq!(faults("A,甲镇,two,equal,A1,,\n"), [(FrameFault::Row, line(2))]);
    assert_eq!(faults("A,甲镇,2,fair,A1,,\n"), [(FrameFault::Row, line(2))]);
    assert_eq!(faults("A,甲镇,2,equal\n"), [(FrameFault::Row, line(2))]);
    assert_eq!(faults("A,甲镇,2,equal,A1,,\nA,甲镇,2,equal,A1,,\n"), [(FrameFault::Twice, "A1".into())]);
    assert_eq!(faults("A,甲镇,0,equal,A1,,\n"), [(FrameFault::NoneDrawn, "A".into())]);
    assert_eq!(faults("A,甲镇 ,2,equal,A1,,\n"), [(FrameFault::Characters, "A".into())]);
    assert_eq!(faults(""), [(FrameFault::Empty, String::new())]);
    let other = Frame::read("site\n").unwrap_err();
    assert_eq!(other[0].kind, Kind::FrameNotRead { fault: FrameFault::Header, found: "1".into() });
    for measure in ["", "0", "1000000000001"] {
        let problems = Frame::read(&format!("{HEADER}A,,1,measure,A1,,{measure}\n")).unwrap_err();
        let kind = Kind::MeasureNotWhole { site: "A1".into(), found: measure.into() };
        assert_eq!(problems, [Problem { kind, row: None }]);
    }
}

fn published() -> Published {
    let site = |code: String| Site { name: code.clone(), code, measure: None };
    let stratum = |code: &str, sites: usize| Stratum {
        code: code.into(),
        name: format!("{code}镇"),
        draw: 2,
        method: Method::Equal,
        sites: (0..sites).map(|n| site(format!("{code}{n}"))).collect(),
    };
    let frame = Frame::new(vec![stratum("A", 6), stratum("B", 1)]).unwrap();
    let seed = Seed::read("0038 1294 7155 2096 3847").unwrap();
    let public = PublicDigits::read("64").unwrap();
    let sample = draw(&frame, &Key::new(&frame.hash(), &seed, &public));
    let record = Record::new(&frame.hash(), &seed, &public, &sample);
    Published {
        frame: frame.text(),
        frame_hash: frame.hash(),
        commitment: record.commitment.clone(),
        record,
        sample: sample_csv(&sample),
        tickets: tickets_csv(&sample),
        ties: None,
    }
}

#[test]
fn what_does_not_hold_is_told_and_nothing_else() {
    let codes = |told: &Published| verify(told).iter().map(|p| p.kind.code()).collect::<Vec<_>>();
    assert_eq!(codes(&published()), [""; 0]);

    let mut told = published();
    told.record.strata[0].drawn.swap(0, 1);
    let Kind::SampleDiffers { stratum, published: other, computed } = &verify(&told)[0].kind else { panic!() };
    assert_eq!(stratum, "A镇");
    assert_ne!(other, computed);

    let mut told = published();
    let mut invented = told.record.strata.remove(1);
    invented.stratum = "X".into();
    told.record.strata.push(invented);
    assert_eq!(codes(&told), ["sample-differs", "sample-differs"]);

    let mut told = published();
    let twice = told.record.strata[1].clone();
    told.record.strata.push(twice);
    assert_eq!(codes(&told), ["sample-differs"]);
    let mut told = published();
    told.record.strata[1].short = false;
    let Kind::SampleDiffers { published: other, computed, .. } = &verify(&told)[0].kind else { panic!() };
    assert_eq!((other.as_str(), computed.as_str()), ("B镇 2/1: B0 ()", "B镇 2/1!: B0 ()"));

    let mut told = published();
    told.tickets = told.tickets.replacen("0.", "0.0", 1);
    assert_eq!(verify(&told), [Kind::DrawFileDiffers { file: "tickets.csv", line: 2 }.at(2)]);
    let mut told = published();
    told.sample.push_str("B,B镇,B9,,drawn,\n");
    assert_eq!(codes(&told), ["draw-file-differs"]);

    let mut told = published();
    told.record.seed = Seed::read("1038 1294 7155 2096 3847").unwrap();
    assert_eq!(codes(&told), ["commitment-mismatch"]);
    // The digits thrown in public came after the commitment; only the sample can tell of them.
    let mut told = published();
    told.record.public = PublicDigits::default();
    assert!(codes(&told).contains(&"sample-differs"));

    let short = Kind::SampleTooFew { stratum: "B镇".into(), sites: 1, asked: 2 };
    let frame = Frame::read(&published().frame).unwrap();
    assert_eq!(draw(&frame, &published().record.key()).warnings(), [short.anywhere()]);
}

fn member(team: &str, id: &str, role: Role, home: &[&str]) -> Member {
    let home = home.iter().map(|h| (*h).to_owned()).collect();
    Member { team: team.into(), id: id.into(), role, home, row: 2 }
}

/// `count` teams of a leader and five members; supervisors lead two teams each.
fn fourteen(count: usize) -> Vec<Member> {
    let of_team = |t: usize| {
        let team = format!("{t:02}");
        let mut members = vec![
            member(&team, &format!("{team}-1"), Role::Leader, &[]),
            member(&team, &format!("s{}", t / 2), Role::Supervisor, &[]),
        ];
        members.extend((2..=6).map(|n| member(&team, &format!("{team}-{n}"), Role::Member, &[])));
        members
    };
    (0..count).flat_map(of_team).collect()
}

#[test]
fn fourteen_teams_of_six_are_eighty_four_people_or_ninety_eight() {
    let rule = Rule { count: Some(14), size: Some(6), leader_counts: Some(true), supervised: Some(2) };
    let made = teams(fourteen(14), &rule).unwrap();
    assert_eq!(made.len(), 14);
    assert_eq!(made.iter().map(|t| t.of_role(Role::Leader) + t.of_role(Role::Member)).sum::<usize>(), 84);
    let open = Rule { leader_counts: None, ..rule };
    let question = Kind::LeaderCountOpen { size: 6, with: 84, without: 98 };
    assert_eq!(teams(fourteen(14), &open), Err(vec![question.anywhere()]));
    let apart = Rule { leader_counts: Some(false), ..rule };
    let problems = teams(fourteen(14), &apart).unwrap_err();
    assert_eq!(problems.len(), 14);
    assert_eq!(problems[0].kind, Kind::TeamSize { team: "00".into(), found: 5, expected: 6 });
    let problems = teams(fourteen(13), &rule).unwrap_err();
    let supervisor = Kind::SupervisorTeams { supervisor: "s6".into(), found: 1, expected: 2 };
    assert_eq!(problems, [Kind::TeamCount { found: 13, expected: 14 }.anywhere(), supervisor.at(2)]);
}

#[test]
fn people_stand_in_one_place() {
    let rule = Rule { supervised: Some(1), ..Rule::default() };
    let rows = vec![
        member("1", "a", Role::Leader, &[]),
        member("1", "b", Role::Leader, &[]),
        member("1", "a", Role::Member, &[]),
    ];
    let expected = [
        Kind::MemberTwice { member: "a".into(), first: "1".into() }.at(2),
        Kind::TeamLeaders { team: "1".into(), found: 2 }.at(2),
        Kind::TeamSupervisors { team: "1".into(), found: 0 }.at(2),
    ];
    assert_eq!(teams(rows, &rule), Err(expected.to_vec()));
    assert_eq!(Role::read(" 组长 "), Ok(Role::Leader));
    assert_eq!(Role::read("chief"), Err(Kind::RoleNotRead { found: "chief".into() }));
}

fn places(codes: &str) -> Vec<Place> {
    codes.chars().map(|c| Place { code: c.to_string(), name: format!("{c}镇") }).collect()
}

fn key() -> Key {
    published().record.key()
}

fn lone(team: &str, home: &[&str]) -> Team {
    Team { id: team.into(), members: vec![member(team, team, Role::Leader, home)] }
}

#[test]
fn what_stands_in_the_way_of_an_assignment_is_told() {
    let none = LastRound::new();
    let first = |teams: &[Team], codes: &str, last: &LastRound| {
        assign(teams, &places(codes), last, &key()).unwrap_err().remove(0).kind
    };
    let last: LastRound = [("2".to_owned(), "A".to_owned())].into();
    let kind = first(&[lone("1", &["A"]), lone("2", &[])], "ABC", &last);
    assert_eq!(kind, Kind::StratumWithoutTeam { stratum: "A镇".into() });
    // A and B and C are open to team 3 alone, which takes two.
    let teams = [lone("1", &["A", "B", "C"]), lone("2", &["A", "B", "C"]), lone("3", &[])];
    let Kind::TooFewTeams { strata, teams, room } = first(&teams, "ABCDE", &none) else { panic!() };
    assert_eq!((strata.join(""), teams.join(""), room), ("A镇B镇C镇".into(), "3".into(), 2));
    // One stratum each: B and C are open to team 3 alone.
    let teams = [lone("1", &["B", "C"]), lone("2", &["B", "C"]), lone("3", &[])];
    let Kind::TooFewTeams { strata, .. } = first(&teams, "ABC", &none) else { panic!() };
    assert_eq!(strata.join(""), "B镇C镇");
}

#[test]
fn a_team_that_may_go_nowhere_cannot_have_its_share() {
    let teams = [lone("1", &["A", "B", "C", "D", "E"]), lone("2", &[]), lone("3", &[])];
    // Two teams could take all five strata but for the balance: 2 + 2 + 1 needs team 1.
    let problems = assign(&teams, &places("ABCDE"), &LastRound::new(), &key()).unwrap_err();
    assert!(matches!(&problems[0].kind, Kind::TooFewTeams { room: 4, .. }), "{problems:?}");
    let problems = assign(&teams, &places("ABC"), &LastRound::new(), &key()).unwrap_err();
    assert!(matches!(&problems[0].kind, Kind::TooFewTeams { room: 2, .. }), "{problems:?}");
    // Four strata in teams of two, so that they have room; the third team would stay without.
    let teams = [lone("1", &["A", "B", "C", "D"]), lone("2", &[]), lone("3", &[])];
    let problems = assign(&teams, &places("ABCD"), &LastRound::new(), &key()).unwrap_err();
    let kind = Kind::TooFewStrata { teams: vec!["1".into()], strata: vec![], needed: 1 };
    assert_eq!(problems, [kind.anywhere()]);
}

#[test]
fn nobody_to_send_and_nowhere_to_go() {
    assert_eq!(assign(&[], &[], &LastRound::new(), &key()), Ok(vec![]));
    let idle = assign(&[lone("1", &[])], &[], &LastRound::new(), &key()).unwrap();
    assert_eq!(idle, [Task { team: "1".into(), places: vec![] }]);
    assert_eq!(assign(&[], &places("AB"), &LastRound::new(), &key()).unwrap_err().len(), 2);
}

/// Two strata of six sites, of which `draw` are drawn.
fn visited(draw_each: u32) -> (Vec<Task>, Sample) {
    let site = |code: String| Site { name: String::new(), code, measure: None };
    let stratum = |code: &str| Stratum {
        code: code.into(),
        name: String::new(),
        draw: draw_each,
        method: Method::Equal,
        sites: (0..6).map(|n| site(format!("{code}{n}"))).collect(),
    };
    let frame = Frame::new(vec![stratum("A"), stratum("B")]).unwrap();
    (vec![Task { team: "1".into(), places: places("AB") }], draw(&frame, &key()))
}

fn days(count: u32) -> Vec<String> {
    (1..=count).map(|d| format!("07-{d:02}")).collect()
}

#[test]
fn two_townships_in_four_days_are_two_days_each() {
    let (tasks, sample) = visited(2);
    let rules = Rules { days: days(4), vehicle: Vehicle::Host, vehicle_days: Some(2), most_sites: Some(1) };
    let (visits, problems) = plan(&tasks, &sample, &rules);
    let rows: Vec<(&str, &str, usize)> =
        visits.iter().map(|v| (v.day.as_str(), v.stratum.as_str(), v.sites.len())).collect();
    assert_eq!(rows, [("07-01", "A", 1), ("07-02", "A", 1), ("07-03", "B", 1), ("07-04", "B", 1)]);
    assert_eq!(problems, [Kind::VehicleFromHost { strata: 2 }.anywhere()]);
    let (_, problems) = plan(&tasks, &sample, &Rules { vehicle_days: Some(1), ..rules.clone() });
    assert_eq!(problems.len(), 3);
    assert_eq!(problems[1].kind, Kind::VehicleDays { stratum: "A镇".into(), days: 2, most: 1 });
    let (_, problems) = plan(&tasks, &sample, &Rules { vehicle: Vehicle::Office, ..rules });
    assert_eq!(problems, []);
}

#[test]
fn a_day_without_a_site_and_a_day_with_too_many() {
    let (tasks, sample) = visited(1);
    let (visits, _) = plan(&tasks, &sample, &Rules { days: days(4), ..Rules::default() });
    assert_eq!(visits.iter().map(|v| v.sites.len()).collect::<Vec<_>>(), [1, 0, 1, 0]);
    let (tasks, sample) = visited(3);
    let rules = Rules { days: days(1), most_sites: Some(5), ..Rules::default() };
    let (visits, problems) = plan(&tasks, &sample, &rules);
    assert_eq!(visits.len(), 2);
    let kind = Kind::TooManySites { team: "1".into(), day: "07-01".into(), sites: 6, most: 5 };
    assert_eq!(problems, [kind.anywhere()]);
    assert_eq!(plan(&tasks, &sample, &Rules::default()), (vec![], vec![]));
}

#[test]
fn tickets_of_units_follow_from_the_key_and_the_code_alone() {
    let seed = Seed::read("00381294715520963847").unwrap();
    let key = Key::new(&"0".repeat(64), &seed, &PublicDigits::default());
    let text = ties::ties_csv(&key, ["C", "A", "B", "A"]);
    let tickets = ties::read(&text, &key).unwrap();
    assert_eq!(tickets.keys().collect::<Vec<_>>(), ["A", "B", "C"]);
    assert!(tickets.iter().all(|(code, ticket)| *ticket == key.ticket(&format!("unit\n{code}\n"))));
    let told: Vec<&str> = text.lines().skip(1).filter_map(|l| l.split(',').nth(1)).collect();
    assert!(told.is_sorted() && told.len() == 3, "{text}");
    // Others in the list change nothing; another seed, a ticket exchanged or an order of one's own do.
    assert_eq!(ties::read(&ties::ties_csv(&key, ["B"]), &key).unwrap()["B"], tickets["B"]);
    let other = Key::new(&"0".repeat(64), &Seed::read(&"7".repeat(20)).unwrap(), &PublicDigits::default());
    assert_eq!(ties::read(&text, &other), Err(Kind::DrawFileDiffers { file: "ties.csv", line: 2 }.at(2)));
    let mut lines: Vec<&str> = text.lines().collect();
    lines.swap(1, 3);
    let turned = lines.join("\n") + "\n";
    assert!(ties::read(&turned, &key).is_err() && ties::read("", &key).is_err());
    let told = Published { ties: Some(text.replacen("0.", "0.0", 1)), ..published() };
    assert!(matches!(verify(&told).as_slice(), [p] if p.kind.code() == "draw-file-differs"));
}
