//! An office to look around in: the example `childcare-2026` as a finished round, where every person did their own part, and
//! the same scheme as a round in progress. Names are invented; all share one password, which the terminal shows.

use crate::example;
use crate::message::Lang;
use crate::office::assess::{DrawFiles, Files};
use crate::office::identity::Identity;
use crate::office::moment::Moment;
use crate::office::rounds::{By, RoundError, Rounds};
use kaocheng_office::act::{Act, Capacity, DrawStep, FigureRow, FindingRow, Founder, Measure};
use kaocheng_office::role::{Role, RoundState, Seat};
use std::collections::{BTreeMap, BTreeSet};

/// The password of everybody in the demo.
pub const PASSWORD: &str = "yunting-kaocheng-2026";
/// The finished round.
pub const FINISHED: &str = "childcare-2026";
/// The round in progress.
pub const OPEN: &str = "childcare-2026-2";

/// Who can sign in, and as what: sign-in name, Chinese and English.
pub const PEOPLE: [(&str, &str, &str); 12] = [
    ("kaohe", "考核办", "assessment office"),
    ("yt01", "东汀街道填报人", "reporter of YT01"),
    ("yt01-leader", "东汀街道签批领导", "signing leader of YT01"),
    ("yt20", "另一单位的填报人（本轮未填）", "reporter of YT20, who has not reported yet"),
    ("provider-1", "数据提供部门", "data provider"),
    ("zuyuan", "考核组员", "team member"),
    ("zuzhang", "考核组长", "team leader"),
    ("fuhe", "复核人", "reviewer"),
    ("shenji", "审计", "auditor"),
    ("xitong", "系统管理员", "system administrator"),
    ("anquan", "安全管理员", "security administrator"),
    ("jiandu", "审计管理员", "audit administrator"),
];

/// What a round is filled with.
struct Filling<'r> {
    rounds: &'r Rounds,
    /// Acts so far, for their ids.
    count: u64,
}

impl Filling<'_> {
    fn id(&mut self) -> String {
        self.count += 1;
        format!("demo-{}", self.count)
    }

    async fn act(&mut self, person: &str, act: Act) -> Result<(), RoundError> {
        let id = self.id();
        self.rounds.act(By { person, id: &id, lang: Lang::Zh }, act).await.map(|_| ())
    }

    async fn add(&mut self, person: &str, name: &str, seats: Vec<Seat>) -> Result<(), RoundError> {
        self.act("xitong", Act::PersonAdded { person: person.into(), name: name.into() }).await?;
        self.act("anquan", Act::SeatsGranted { person: person.into(), seats }).await
    }

    async fn enter(
        &mut self,
        person: &str,
        (round, unit): (&str, &str),
        capacity: Capacity,
        rows: Vec<FigureRow>,
    ) -> Result<(), RoundError> {
        if rows.is_empty() {
            return Ok(());
        }
        let id = self.id();
        self.rounds.enter(By { person, id: &id, lang: Lang::Zh }, round, unit, capacity, rows).await.map(|_| ())
    }
}

/// Fills an empty office; one that was founded stays as it is.
pub async fn fill(rounds: &Rounds, identity: &Identity) -> Result<(), RoundError> {
    if !rounds.desk().read().await?.charter.is_empty() {
        return Ok(());
    }
    let files = example::find("childcare-2026", Lang::Zh).map(|found| found.files).unwrap_or_default();
    let files: Files = files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
    let mut filling = Filling { rounds, count: 0 };
    found(&mut filling).await?;
    let measures = draft(&mut filling, FINISHED, "2026年度托育服务保障考核", &files).await?;
    let units = people(&mut filling, &files, &measures).await?;
    run_through(&mut filling, &files, &measures, &units).await?;
    let measures = draft(&mut filling, OPEN, "2026年度第二轮（进行中）", &files).await?;
    issue(&mut filling, OPEN, "云托办〔2026〕18号", measures.clone()).await?;
    report(&mut filling, OPEN, &files, &measures, &units, 12).await?;
    let broken = |error| RoundError::Broken(format!("{error:?}"));
    for (person, ..) in PEOPLE {
        let set = identity.set_password(person, PASSWORD, None, Moment::now()).await.map_err(broken)?;
        set.map_err(|weak| RoundError::Broken(format!("{weak:?}")))?;
    }
    Ok(())
}

async fn found(filling: &mut Filling<'_>) -> Result<(), RoundError> {
    let founder = |person: &str, name: &str, role| Founder { person: person.into(), name: name.into(), role };
    let administrators = vec![
        founder("xitong", "系统管理员甲", Role::SystemAdmin),
        founder("anquan", "安全管理员乙", Role::SecurityAdmin),
        founder("jiandu", "审计管理员丙", Role::AuditAdmin),
    ];
    filling.act("", Act::Founded { name: "云汀县托育服务考核办公室".into(), administrators }).await?;
    filling.add("kaohe", "考核办丁", vec![Seat::of(Role::Office)]).await?;
    filling.add("zuyuan", "组员戊", vec![Seat::of(Role::TeamMember)]).await?;
    filling.add("zuzhang", "组长己", vec![Seat::of(Role::TeamLeader)]).await?;
    filling.add("fuhe", "复核人庚", vec![Seat::of(Role::Reviewer)]).await?;
    filling.add("shenji", "审计辛", vec![Seat::of(Role::Auditor)]).await
}

/// Opens a round and gives it the example's scheme and units; gives what the scheme asks for.
async fn draft(filling: &mut Filling<'_>, round: &str, title: &str, files: &Files) -> Result<Vec<Measure>, RoundError> {
    let opened = Act::RoundOpened { round: round.into(), title: title.into(), of_scheme: None };
    filling.act("kaohe", opened).await?;
    let two = ["scheme.md", "units.csv"];
    let brought = files.iter().filter(|(name, _)| two.contains(&name.as_str()));
    let brought: Files = brought.map(|(name, bytes)| (name.clone(), bytes.clone())).collect();
    let id = filling.id();
    filling.rounds.bring(By { person: "kaohe", id: &id, lang: Lang::Zh }, round, brought).await?;
    filling.rounds.proposed_measures(round, Lang::Zh).await
}

/// The clerks and leaders of all townships, and a person for each department that supplies figures; gives the townships.
async fn people(filling: &mut Filling<'_>, files: &Files, measures: &[Measure]) -> Result<Vec<String>, RoundError> {
    let list = files.get("units.csv").map(Vec::as_slice).unwrap_or_default();
    let units = kaocheng_exchange::units::read_units("units.csv", list).units.ok_or(RoundError::NoScheme)?;
    let townships = units.all().iter().filter(|unit| unit.level == "乡镇");
    let mut codes = Vec::new();
    for unit in townships {
        let login = unit.code.to_lowercase();
        let (clerk, leader) = (format!("{}填报人", unit.name), format!("{}负责人", unit.name));
        filling.add(&login, &clerk, vec![Seat::in_unit(Role::Reporter, &unit.code)]).await?;
        let seat = Seat::in_unit(Role::SigningLeader, &unit.code);
        filling.add(&format!("{login}-leader"), &leader, vec![seat]).await?;
        codes.push(unit.code.clone());
    }
    for (at, provider) in providers(measures).into_iter().enumerate() {
        let seat = Seat { role: Role::Provider, unit: None, provider: Some(provider.clone()) };
        filling.add(&format!("provider-{}", at + 1), &format!("{provider}联络员"), vec![seat]).await?;
    }
    Ok(codes)
}

/// The departments that supply figures, in order.
fn providers(measures: &[Measure]) -> Vec<String> {
    let provided = measures.iter().filter(|measure| measure.capacity == Capacity::Provided);
    let names: BTreeSet<String> = provided.filter_map(|measure| measure.provider.clone()).collect();
    names.into_iter().collect()
}

async fn issue(filling: &mut Filling<'_>, round: &str, number: &str, measures: Vec<Measure>) -> Result<(), RoundError> {
    let id = filling.id();
    filling.rounds.issue(By { person: "kaohe", id: &id, lang: Lang::Zh }, round, number, measures).await?;
    let due = due();
    filling.act("kaohe", Act::CollectingOpened { round: round.into(), due }).await
}

/// Two weeks from now.
fn due() -> String {
    Moment::now().plus(14 * 86_400).to_string().chars().take(10).collect()
}

/// The figures of the example, by unit.
async fn figures(
    filling: &mut Filling<'_>,
    round: &str,
    files: &Files,
) -> Result<Vec<(String, Vec<FigureRow>)>, RoundError> {
    let bytes = files.get("figures.csv").cloned().unwrap_or_default();
    let id = filling.id();
    filling.rounds.read_file(By { person: "kaohe", id: &id, lang: Lang::Zh }, round, "figures.csv", bytes).await
}

/// The first so many townships, with the villages below them, report and sign; the departments supply theirs for all.
async fn report(
    filling: &mut Filling<'_>,
    round: &str,
    files: &Files,
    measures: &[Measure],
    units: &[String],
    first: usize,
) -> Result<(), RoundError> {
    let by_id: BTreeMap<&str, &Measure> = measures.iter().map(|m| (m.id.as_str(), m)).collect();
    let capacity = |row: &FigureRow| by_id.get(row.measure.as_str()).map(|m| m.capacity);
    let of = |row: &FigureRow, department: &str| {
        let measure = by_id.get(row.measure.as_str());
        measure.is_some_and(|m| m.capacity == Capacity::Provided && m.provider.as_deref() == Some(department))
    };
    let departments = providers(measures);
    for (unit, rows) in figures(filling, round, files).await? {
        let township = unit.split('-').next().unwrap_or(&unit).to_owned();
        let reports = units.iter().take(first).any(|code| *code == township);
        let own: Vec<FigureRow> =
            rows.iter().filter(|r| reports && capacity(r) == Some(Capacity::Reported)).cloned().collect();
        filling.enter(&township.to_lowercase(), (round, &unit), Capacity::Reported, own).await?;
        for (at, department) in departments.iter().enumerate() {
            let theirs: Vec<FigureRow> = rows.iter().filter(|row| of(row, department)).cloned().collect();
            filling.enter(&format!("provider-{}", at + 1), (round, &unit), Capacity::Provided, theirs).await?;
        }
    }
    for (at, unit) in units.iter().take(first).enumerate() {
        let (round, unit, login) = (round.to_owned(), unit.clone(), unit.to_lowercase());
        filling.act(&login, Act::SheetSubmitted { round: round.clone(), unit: unit.clone() }).await?;
        // Of a round in progress the last few still wait for their leaders.
        if at + 3 < first || first == units.len() {
            filling.act(&format!("{login}-leader"), Act::SheetSigned { round, unit }).await?;
        }
    }
    Ok(())
}

/// The finished round, from issue to seal.
async fn run_through(
    filling: &mut Filling<'_>,
    files: &Files,
    measures: &[Measure],
    units: &[String],
) -> Result<(), RoundError> {
    let round = || FINISHED.to_owned();
    issue(filling, FINISHED, "云托办〔2026〕3号", measures.to_vec()).await?;
    report(filling, FINISHED, files, measures, units, units.len()).await?;
    drawn(filling, files).await?;
    let to = |to| Act::Advanced { round: FINISHED.to_owned(), to };
    filling.act("kaohe", to(RoundState::Drawn)).await?;
    for person in ["zuyuan", "zuzhang"] {
        let (person, team, units) = (person.to_owned(), "第一组".to_owned(), units.to_vec());
        filling.act("kaohe", Act::TeamSent { round: round(), person, team, units }).await?;
    }
    filling.act("kaohe", to(RoundState::InField)).await?;
    let judged: BTreeSet<&str> =
        measures.iter().filter(|m| m.capacity == Capacity::Judged).map(|m| m.id.as_str()).collect();
    for (unit, rows) in figures(filling, FINISHED, files).await? {
        let judged = rows.into_iter().filter(|row| judged.contains(row.measure.as_str()));
        let reasoned = judged.map(|row| FigureRow { note: "现场查看后评定".to_owned(), ..row }).collect();
        filling.enter("zuyuan", (FINISHED, &unit), Capacity::Judged, reasoned).await?;
    }
    findings(filling, files).await?;
    filling.act("kaohe", to(RoundState::Verifying)).await?;
    let id = filling.id();
    filling.rounds.compute(By { person: "kaohe", id: &id, lang: Lang::Zh }, FINISHED).await?;
    let until = Moment::now().plus(7 * 86_400).to_string().chars().take(10).collect();
    filling.act("kaohe", Act::NoticePosted { round: round(), until }).await?;
    let text = "指导活动的场次请再核一次。".to_owned();
    let (unit, item) = ("YT01".to_owned(), "2.1.5".to_owned());
    filling.act("yt01", Act::AppealFiled { round: round(), id: "a1".into(), unit, item, text }).await?;
    let reply = "已核对签到表和现场记录，场次无误，维持原得分。".to_owned();
    filling.act("fuhe", Act::AppealAnswered { round: round(), id: "a1".into(), upheld: false, reply }).await?;
    let id = filling.id();
    filling.rounds.seal(By { person: "kaohe", id: &id, lang: Lang::Zh }, FINISHED, "样例演示，公示提前结束").await?;
    Ok(())
}

/// The draw, with the seed of the example's own.
async fn drawn(filling: &mut Filling<'_>, files: &Files) -> Result<(), RoundError> {
    let record = files.get("draw/record.json").map(Vec::as_slice).unwrap_or_default();
    let record: serde_json::Value = serde_json::from_slice(record).unwrap_or_default();
    let text = |name: &str| record.get(name).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    for step in [DrawStep::Frozen, DrawStep::Committed, DrawStep::Revealed] {
        let given = DrawFiles { seed: text("seed"), public: text("public"), teams: None };
        let id = filling.id();
        filling.rounds.draw(By { person: "kaohe", id: &id, lang: Lang::Zh }, FINISHED, step, given).await?;
    }
    Ok(())
}

/// The findings of the example, each raised by one person and confirmed by another.
async fn findings(filling: &mut Filling<'_>, files: &Files) -> Result<(), RoundError> {
    let bytes = files.get("findings.csv").map(Vec::as_slice).unwrap_or_default();
    let mut reader = csv::Reader::from_reader(bytes);
    let header = reader.headers().cloned().unwrap_or_default();
    for (at, row) in reader.records().filter_map(Result::ok).enumerate() {
        let cell = |name: &str| {
            let at = header.iter().position(|column| column == name);
            at.and_then(|at| row.get(at)).unwrap_or_default().to_owned()
        };
        let finding = FindingRow {
            event: cell("kind"),
            date: cell("date"),
            count: cell("count"),
            aggravators: cell("aggravators"),
            evidence: cell("evidence"),
            route: cell("route"),
            reports: cell("reports"),
            independent: cell("independent"),
            verified: cell("verified"),
            note: cell("note"),
        };
        let (round, id) = (FINISHED.to_owned(), format!("f{}", at + 1));
        let raised =
            Act::FindingRaised { round: round.clone(), id: id.clone(), unit: cell("unit"), claim: false, finding };
        filling.act("zuzhang", raised).await?;
        let (route, reason) = (String::new(), "证据齐全，予以认定".to_owned());
        let settled = match cell("state").as_str() {
            "confirmed" => Act::FindingConfirmed { round, id, route, reason },
            _ => continue,
        };
        filling.act("fuhe", settled).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::assess::compute;
    use crate::office::identity::{FactorKey, Hashing};
    use crate::office::store::Kind;
    use crate::office::trial::Place;

    /// What all these people did one by one gives the points of the example's own folder.
    #[tokio::test(flavor = "multi_thread")]
    async fn the_finished_round_has_the_points_of_the_example() {
        let place = Place::new(Kind::Sqlite);
        let rounds = Rounds::new(place.desk().await, place.blobs());
        let key = FactorKey::of_file(&place.path("identity.key")).unwrap();
        let identity = Identity::new(place.store().await, Hashing::cheap(), key);
        fill(&rounds, &identity).await.unwrap();
        let computation = rounds.computation(FINISHED).await.unwrap();
        let result = rounds.result(&computation).await.unwrap();
        let files = example::find("childcare-2026", Lang::Zh).unwrap().files;
        let kept = files.iter().filter(|(name, _)| !name.starts_with("expected"));
        let files: Files = kept.map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
        let alone = compute(&files, None, Lang::Zh).unwrap();
        let alone: serde_json::Value = serde_json::from_slice(&alone.result).unwrap();
        assert_eq!(result["levels"], alone["levels"]);
        assert_eq!(result["decisions"]["lists"], alone["decisions"]["lists"]);
        let office = rounds.desk().read().await.unwrap();
        assert_eq!(office.rounds[FINISHED].state, RoundState::Final);
        assert_eq!(office.rounds[OPEN].state, RoundState::Collecting);
    }
}
