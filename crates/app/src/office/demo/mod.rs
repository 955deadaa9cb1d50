//! An office to look around in: the example `childcare-2026` as a finished round, where every person did their own part, and
//! the same scheme as two rounds under way, where something waits for each of them. Names are invented; all share one
//! password, which the terminal shows.

mod finished;
mod under_way;

use crate::example;
use crate::message::Lang;
use crate::office::assess::Files;
use crate::office::identity::Identity;
use crate::office::moment::Moment;
use crate::office::rounds::{By, RoundError, Rounds};
use kaocheng_office::act::{Act, Capacity, FigureRow, Founder, Measure};
use kaocheng_office::role::{Role, Seat};
use std::collections::{BTreeMap, BTreeSet};

/// The password of everybody in the demo.
pub const PASSWORD: &str = "yunting-kaocheng-2026";
/// The finished round.
pub const FINISHED: &str = "childcare-2026";
/// The round that is being reported.
pub const OPEN: &str = "childcare-2026-2";
/// The round whose teams are on site.
pub const IN_FIELD: &str = "childcare-2026-3";

/// Who can sign in, and as what: sign-in name, Chinese and English.
pub const PEOPLE: [(&str, &str, &str); 12] = [
    ("kaohe", "考核办", "assessment office"),
    ("yt20", "云顶乡填报人", "reporter of YT20"),
    ("yt01", "东汀街道填报人，第二轮已报完", "reporter of YT01, done with the second round"),
    ("yt01-leader", "东汀街道签批领导", "signing leader of YT01"),
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
    finished::run_through(&mut filling, &files, &measures, &units).await?;
    under_way::reporting(&mut filling, &files, &units).await?;
    under_way::in_field(&mut filling, &files, &units).await?;
    // Who came last has no seat yet: that waits for the security administrator.
    filling.act("xitong", Act::PersonAdded { person: "xinren".into(), name: "新到任的组员".into() }).await?;
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
    filling
        .act("", Act::Founded { name: "云汀县托育服务考核办公室".into(), administrators, password_alone: true })
        .await?;
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

/// These townships, with the villages below them, report; their leaders sign but for the first few; the departments supply
/// theirs for all.
async fn report(
    filling: &mut Filling<'_>,
    round: &str,
    files: &Files,
    measures: &[Measure],
    reporting: &[String],
    unsigned: usize,
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
        let reports = reporting.contains(&township);
        let own: Vec<FigureRow> =
            rows.iter().filter(|r| reports && capacity(r) == Some(Capacity::Reported)).cloned().collect();
        filling.enter(&township.to_lowercase(), (round, &unit), Capacity::Reported, own).await?;
        for (at, department) in departments.iter().enumerate() {
            let theirs: Vec<FigureRow> = rows.iter().filter(|row| of(row, department)).cloned().collect();
            filling.enter(&format!("provider-{}", at + 1), (round, &unit), Capacity::Provided, theirs).await?;
        }
    }
    for (at, unit) in reporting.iter().enumerate() {
        let (round, unit, login) = (round.to_owned(), unit.clone(), unit.to_lowercase());
        filling.act(&login, Act::SheetSubmitted { round: round.clone(), unit: unit.clone() }).await?;
        if at >= unsigned {
            filling.act(&format!("{login}-leader"), Act::SheetSigned { round, unit }).await?;
        }
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
    use kaocheng_office::role::RoundState;

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
        assert_eq!(office.rounds[IN_FIELD].state, RoundState::InField);
    }
}
