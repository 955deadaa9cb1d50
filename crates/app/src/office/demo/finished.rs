//! The finished round: everybody's part of the example, from issue to seal.

use super::{FINISHED, Filling, figures, issue, report};
use crate::message::Lang;
use crate::office::assess::{DrawFiles, Files};
use crate::office::moment::Moment;
use crate::office::rounds::{By, RoundError};
use kaocheng_office::act::{Act, Capacity, DrawStep, FigureRow, FindingRow, Measure, Publication};
use kaocheng_office::publication::Depth;
use kaocheng_office::role::RoundState;
use std::collections::BTreeSet;

/// The finished round, from issue to seal.
pub(super) async fn run_through(
    filling: &mut Filling<'_>,
    files: &Files,
    measures: &[Measure],
    units: &[String],
) -> Result<(), RoundError> {
    let round = || FINISHED.to_owned();
    issue(filling, FINISHED, "云托办〔2026〕3号", measures.to_vec()).await?;
    report(filling, FINISHED, files, measures, units, 0).await?;
    drawn(filling, FINISHED, files).await?;
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
    let publication = Publication { depth: Depth::Explanations, ..Publication::default() };
    filling.act("kaohe", Act::NoticePosted { round: round(), until, publication }).await?;
    let text = "指导活动的场次请再核一次。".to_owned();
    let (unit, item) = ("YT01".to_owned(), "2.1.5".to_owned());
    filling.act("yt01", Act::AppealFiled { round: round(), id: "a1".into(), unit, item, text }).await?;
    let reply = "已核对签到表和现场记录,场次无误,维持原得分。".to_owned();
    filling.act("fuhe", Act::AppealAnswered { round: round(), id: "a1".into(), upheld: false, reply }).await?;
    let id = filling.id();
    filling.rounds.seal(By { person: "kaohe", id: &id, lang: Lang::Zh }, FINISHED, "样例演示,公示提前结束").await?;
    Ok(())
}

/// The draw, with the seed of the example's own.
pub(super) async fn drawn(filling: &mut Filling<'_>, round: &str, files: &Files) -> Result<(), RoundError> {
    let record = files.get("draw/record.json").map(Vec::as_slice).unwrap_or_default();
    let record: serde_json::Value = serde_json::from_slice(record).unwrap_or_default();
    let text = |name: &str| record.get(name).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    for step in [DrawStep::Frozen, DrawStep::Committed, DrawStep::Revealed] {
        let given = DrawFiles { seed: text("seed"), public: text("public"), teams: None, note: note(step) };
        let id = filling.id();
        filling.rounds.draw(By { person: "kaohe", id: &id, lang: Lang::Zh }, round, step, given).await?;
    }
    Ok(())
}

/// How a step of the draw went, as the public page tells it.
fn note(step: DrawStep) -> String {
    let note = match step {
        DrawStep::Committed => "种子由考核办在监督单位见证下掷骰子得出，写在纸上封存。",
        DrawStep::Revealed => "公开数字由到场的三个街道当众各摇出两位。",
        _ => "",
    };
    note.to_owned()
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
        let (route, reason) = (String::new(), "证据齐全,予以认定".to_owned());
        let settled = match cell("state").as_str() {
            "confirmed" => Act::FindingConfirmed { round, id, route, reason },
            _ => continue,
        };
        filling.act("fuhe", settled).await?;
    }
    Ok(())
}
