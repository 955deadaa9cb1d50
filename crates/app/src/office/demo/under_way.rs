//! The rounds under way: one that is being reported, one whose teams are on site. Each person finds something to do.

use super::{Filling, IN_FIELD, OPEN, draft, figures, issue, providers, report};
use crate::office::assess::Files;
use crate::office::moment::Moment;
use crate::office::rounds::RoundError;
use kaocheng_office::act::{Act, Capacity, FigureRow, FindingRow, Measure, Register};
use kaocheng_office::role::RoundState;
use std::collections::BTreeSet;

/// Townships that have reported in the round that is being reported, and of these the ones whose leaders have yet to sign.
const REPORTED: usize = 12;
const UNSIGNED: usize = 3;
/// Townships where teams are on site.
const VISITED: usize = 4;

/// A round that is being reported: sheets open, submitted and signed, a department's figure disputed.
pub(super) async fn reporting(filling: &mut Filling<'_>, files: &Files, units: &[String]) -> Result<(), RoundError> {
    let measures = draft(filling, OPEN, "2026年度第二轮（填报中）", files).await?;
    issue(filling, OPEN, "云托办〔2026〕18号", measures.clone()).await?;
    let reporting: Vec<String> = units.iter().take(REPORTED).cloned().collect();
    report(filling, OPEN, files, &measures, &reporting, UNSIGNED).await?;
    dispute(filling, &measures, "YT20").await
}

/// A clerk says that a figure of a department is wrong.
async fn dispute(filling: &mut Filling<'_>, measures: &[Measure], unit: &str) -> Result<(), RoundError> {
    let department = providers(measures).into_iter().next();
    let provided = measures.iter().filter(|m| m.capacity == Capacity::Provided && m.provider == department);
    let provided: Vec<&str> = provided.map(|m| m.id.as_str()).collect();
    let office = filling.rounds.desk().read().await?;
    let there = provided.into_iter().find_map(|id| Some((id.to_owned(), office.figure(OPEN, unit, id)?.value.clone())));
    drop(office);
    let Some((measure, value)) = there else { return Ok(()) };
    let proposed = value.parse::<u64>().map_or(value, |number| (number + 1).to_string());
    let reason = "与本单位台账不一致，请核对。".to_owned();
    let (round, unit, by) = (OPEN.to_owned(), unit.to_owned(), unit.to_lowercase());
    filling.act(&by, Act::DisputeFiled { round, id: "d1".into(), unit, measure, proposed, reason }).await
}

/// A round whose teams are on site: a visit recorded and judged, feedback unanswered, a finding unconfirmed, the rest to do.
pub(super) async fn in_field(filling: &mut Filling<'_>, files: &Files, units: &[String]) -> Result<(), RoundError> {
    let round = || IN_FIELD.to_owned();
    let measures = draft(filling, IN_FIELD, "2026年度第三轮（现场考核中）", files).await?;
    issue(filling, IN_FIELD, "云托办〔2026〕21号", measures.clone()).await?;
    let visited: Vec<String> = units.iter().take(VISITED).cloned().collect();
    report(filling, IN_FIELD, files, &measures, &visited, 0).await?;
    super::finished::drawn(filling, IN_FIELD, files).await?;
    filling.act("kaohe", Act::Advanced { round: round(), to: RoundState::Drawn }).await?;
    for person in ["zuyuan", "zuzhang"] {
        let (person, team, units) = (person.to_owned(), "第一组".to_owned(), visited.clone());
        filling.act("kaohe", Act::TeamSent { round: round(), person, team, units }).await?;
    }
    filling.act("kaohe", Act::Advanced { round: round(), to: RoundState::InField }).await?;
    let Some(first) = visited.first() else { return Ok(()) };
    visit(filling, files, &measures, first).await?;
    let text = "指导活动签到表缺两次，请在三日内补充说明。".to_owned();
    filling.act("zuzhang", Act::FeedbackGiven { round: round(), unit: first.clone(), id: "k1".into(), text }).await?;
    let (event, date) = ("hosted".to_owned(), today());
    let evidence = "现场会通知".to_owned();
    let finding = FindingRow { event, date, count: "1".into(), evidence, ..FindingRow::default() };
    let unit = visited.last().unwrap_or(first).clone();
    filling.act("zuzhang", Act::FindingRaised { round: round(), id: "f1".into(), unit, claim: false, finding }).await
}

/// What a member of the team writes down on site, for a township and all below it.
async fn visit(filling: &mut Filling<'_>, files: &Files, measures: &[Measure], unit: &str) -> Result<(), RoundError> {
    let cells = [("unit", unit), ("team", "第一组"), ("date", &today()), ("signed", "yes")];
    let cells = cells.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let row =
        Act::RowEntered { round: IN_FIELD.into(), register: Register::Visits, id: "v1".into(), cells, base: None };
    filling.act("zuyuan", row).await?;
    let judged: BTreeSet<&str> =
        measures.iter().filter(|m| m.capacity == Capacity::Judged).map(|m| m.id.as_str()).collect();
    for (at, rows) in figures(filling, IN_FIELD, files).await? {
        if at.split('-').next() != Some(unit) {
            continue;
        }
        let rows = rows.into_iter().filter(|row| judged.contains(row.measure.as_str()));
        let reasoned = rows.map(|row| FigureRow { note: "现场查看后评定".to_owned(), ..row }).collect();
        filling.enter("zuyuan", (IN_FIELD, &at), Capacity::Judged, reasoned).await?;
    }
    Ok(())
}

fn today() -> String {
    Moment::now().local().chars().take(10).collect()
}
