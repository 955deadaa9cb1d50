//! Figures of another office than their provider: instead of overwriting, they are entered as disputes (R2-24).

use crate::file;
use crate::folder::{Folder, name_of, of_round};
use crate::message::Failure;
use crate::phrase;
use crate::terminal::Terminal;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use kaocheng_compile::date;
use kaocheng_compile::plan::Plan;
use kaocheng_engine::table::Units;
use kaocheng_exchange::disputes::{Dispute, DisputeState, csv_of};
use kaocheng_exchange::figures::{Change, Imported};
use serde_json::json;
use std::path::PathBuf;

/// Where disputes of a plan's round are kept.
pub fn target(folder: &Folder, plan: &Plan) -> PathBuf {
    folder.dir.join(of_round("disputes", plan.head.round.as_deref(), "csv"))
}

/// Enters the figures of other offices as disputes and imports nothing: the rest of the file is for a run without them.
pub fn open(folder: &Folder, plan: &Plan, units: &Units, read: &Imported, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let path = target(folder, plan);
    let before = folder.disputes(plan, units, terminal)?;
    let known = |d: &Dispute| {
        let same = |b: &Dispute| (b.unit, b.input, &b.proposed, &b.by) == (d.unit, d.input, &d.proposed, &d.by);
        before.iter().any(same)
    };
    let reason = phrase::DISPUTE_REASON.plain(terminal.lang_for(&folder.document.source));
    let overwriting = read.changes.iter().filter(|change| overwrites(change, read));
    let new: Vec<Dispute> = overwriting.map(|change| of_change(change, reason)).filter(|d| !known(d)).collect();
    if new.is_empty() {
        return terminal.print(phrase::DISPUTES_NONE.plain(lang));
    }
    let file = name_of(&path);
    let own: Vec<Dispute> = before.into_iter().filter(|d| d.place.starts_with(&format!("{file}:"))).collect();
    let language = terminal.lang_for(&folder.document.source).language();
    let text = csv_of(&own, &new, plan, units, language).map_err(|e| Failure::Data(e.to_string()))?;
    file::write(&path, &text, lang)?;
    if terminal.is_json() {
        return terminal.print(&json!({ "disputes": new.len(), "written": path.display().to_string() }).to_string());
    }
    terminal.print(&phrase::DISPUTES_OPENED.with(lang, &[("count", &new.len()), ("path", &path.display())]))
}

/// Whether a figure is one that its provider alone may report.
fn overwrites(change: &Change, read: &Imported) -> bool {
    let mut refused = read.problems.iter().filter(|p| p.code() == "provider-overwritten");
    refused.any(|p| p.place.to_string() == change.provenance.place)
}

/// Dated as the figure says; else today.
fn of_change(change: &Change, reason: &str) -> Dispute {
    let from = &change.provenance;
    let day = date::read(&from.date, false).unwrap_or_else(|| TimeZone::UTC.to_datetime(Timestamp::now()).date());
    Dispute {
        unit: change.unit,
        input: change.input,
        proposed: change.value.clone(),
        by: from.source.clone(),
        date: day.to_string(),
        reason: if from.note.is_empty() { reason.to_owned() } else { from.note.clone() },
        state: DisputeState::Open,
        place: from.place.clone(),
    }
}
