//! Who has reported, who is late, whose figures are disputed.

use super::at;
use crate::message::Lang;
use crate::office::assess::Scheme;
use crate::office::web::naming;
use kaocheng_office::entity::{DisputeState, SheetState};
use kaocheng_office::office::{Office, key, last_part, under};
use kaocheng_office::role::{Role, RoundState};
use std::collections::{BTreeMap, BTreeSet};

/// A unit that reports.
pub struct Line {
    pub href: String,
    pub code: String,
    pub name: String,
    pub stage: Stage,
    pub when: String,
    pub late: bool,
    pub disputes: usize,
}

/// How far a unit's sheet is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    NotBegun,
    Open,
    Submitted,
    Signed,
}

impl Stage {
    const ALL: [Stage; 4] = [Stage::NotBegun, Stage::Open, Stage::Submitted, Stage::Signed];

    pub fn words(self, t: Lang) -> &'static str {
        match self {
            Stage::NotBegun => t.pick("未开始", "not begun"),
            Stage::Open => t.pick("填报中", "being filled in"),
            Stage::Submitted => t.pick("待签批", "to be signed"),
            Stage::Signed => t.pick("已签批", "signed"),
        }
    }

    /// The kind of its badge.
    pub fn badge(self) -> &'static str {
        match self {
            Stage::NotBegun => "quiet",
            Stage::Open | Stage::Submitted => "",
            Stage::Signed => "done",
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            Stage::NotBegun => "not-begun",
            Stage::Open => "open",
            Stage::Submitted => "submitted",
            Stage::Signed => "signed",
        }
    }
}

/// All units that report, those first that are behind.
pub fn lines(office: &Office, round: &str, scheme: Option<&Scheme>, today: &str) -> Vec<Line> {
    let Some(found) = office.rounds.get(&key(&[round])) else { return Vec::new() };
    let is_over = match found.state {
        RoundState::Drafted | RoundState::Issued => false,
        RoundState::Collecting => found.due.as_deref().is_some_and(|due| due < today),
        _ => true,
    };
    let mut disputes: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, dispute) in under(&office.disputes, &[round]).filter(|(_, d)| d.state == DisputeState::Open) {
        *disputes.entry(&dispute.unit).or_default() += 1;
    }
    let name = |code: &str| {
        let unit = scheme.and_then(|s| s.units.all().get(s.units.find(code)?));
        unit.map_or_else(String::new, |unit| unit.name.clone())
    };
    let line = |code: String| {
        let sheet = office.sheet(round, &code);
        let has_figures = || under(&office.figures, &[round, &code]).next().is_some();
        let stage = match sheet.map(|s| s.state) {
            Some(SheetState::Signed) => Stage::Signed,
            Some(SheetState::Submitted) => Stage::Submitted,
            Some(SheetState::Open) => Stage::Open,
            None if has_figures() => Stage::Open,
            None => Stage::NotBegun,
        };
        let stamp = sheet.and_then(|s| match s.state {
            SheetState::Signed => s.signed.as_ref(),
            SheetState::Submitted => s.submitted.as_ref(),
            SheetState::Open => s.returned.as_ref().map(|(stamp, _)| stamp),
        });
        Line {
            href: at(round, &naming::address(&["units", &code])),
            name: name(&code),
            stage,
            when: stamp.map(|s| super::glance::local(&s.at)).unwrap_or_default(),
            late: sheet.is_some_and(|s| s.late) || (is_over && stage < Stage::Submitted),
            disputes: disputes.get(code.as_str()).copied().unwrap_or(0),
            code,
        }
    };
    let mut lines: Vec<Line> = reporting(office, round, scheme).into_iter().map(line).collect();
    lines.sort_by(|a, b| (!a.late, a.stage, &a.code).cmp(&(!b.late, b.stage, &b.code)));
    lines
}

/// The units with a sheet, figures or a reporter of their own.
fn reporting(office: &Office, round: &str, scheme: Option<&Scheme>) -> BTreeSet<String> {
    let listed = |code: &String| scheme.is_none_or(|s| s.units.find(code).is_some());
    let seats = office.people.values().filter(|person| person.closed.is_none()).flat_map(|person| &person.seats);
    let of_reporters = seats.filter(|seat| seat.role == Role::Reporter).filter_map(|seat| seat.unit.clone());
    of_reporters.filter(listed).chain(under(&office.sheets, &[round]).map(|(key, _)| last_part(key))).collect()
}

/// How many units are how far.
pub fn tally(lines: &[Line]) -> Vec<(Stage, usize)> {
    Stage::ALL.into_iter().map(|stage| (stage, lines.iter().filter(|l| l.stage == stage).count())).collect()
}
