//! Code, severity and details of every finding.

use super::{FrameFault, Kind, SeedFault, Severity};
use crate::seed::{LEAST_DIGITS, MOST_DIGITS};

impl Kind {
    /// The code, which is also the name of its page.
    pub fn code(&self) -> &'static str {
        match self {
            Kind::FrameNotRead { .. } => "frame-not-read",
            Kind::FrameChanged { .. } => "frame-changed",
            Kind::MeasureNotWhole { .. } => "measure-not-whole",
            Kind::SeedMalformed(_) => "seed-malformed",
            Kind::SeedUsed { .. } => "seed-used",
            Kind::CommitmentMismatch { .. } => "commitment-mismatch",
            Kind::SampleTooFew { .. } => "sample-too-few",
            Kind::SampleDiffers { .. } => "sample-differs",
            Kind::DrawFileDiffers { .. } => "draw-file-differs",
            Kind::RecordNotRead { .. } => "record-not-read",
            Kind::UnknownStratum { .. } => "unknown-stratum",
            Kind::TeamCount { .. } => "team-count",
            Kind::TeamSize { .. } => "team-size",
            Kind::TeamLeaders { .. } => "team-leaders",
            Kind::LeaderCountOpen { .. } => "leader-count-open",
            Kind::SupervisorTeams { .. } => "supervisor-teams",
            Kind::TeamSupervisors { .. } => "team-supervisors",
            Kind::UnknownHomeUnit { .. } => "unknown-home-unit",
            Kind::RoleNotRead { .. } => "role-not-read",
            Kind::MemberTwice { .. } => "member-twice",
            Kind::StratumWithoutTeam { .. } => "stratum-without-team",
            Kind::TooFewTeams { .. } => "too-few-teams",
            Kind::TooFewStrata { .. } => "too-few-strata",
            Kind::TooManySites { .. } => "too-many-sites",
            Kind::VehicleFromHost { .. } => "vehicle-from-host",
            Kind::VehicleDays { .. } => "vehicle-days",
        }
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        match self {
            Kind::LeaderCountOpen { .. } => Severity::Question,
            Kind::SampleTooFew { .. }
            | Kind::TooManySites { .. }
            | Kind::VehicleFromHost { .. }
            | Kind::VehicleDays { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// The details of the message; one that is words has a Chinese twin under `…_zh`.
    pub fn details(&self) -> Vec<(&'static str, String)> {
        match self {
            Kind::FrameNotRead { fault, found } => {
                let [zh, en] = fault.words();
                vec![("found", found.clone()), ("reason", en.into()), ("reason_zh", zh.into())]
            }
            Kind::FrameChanged { published, found } => {
                vec![("published", published.clone()), ("found", found.clone())]
            }
            Kind::MeasureNotWhole { site, found } => vec![("site", site.clone()), ("found", found.clone())],
            Kind::SeedMalformed(fault) => fault.details(),
            Kind::SeedUsed { there } => vec![("there", there.clone())],
            Kind::CommitmentMismatch { published, computed } => {
                vec![("published", published.clone()), ("computed", computed.clone())]
            }
            Kind::SampleTooFew { stratum, sites, asked } => {
                vec![("stratum", stratum.clone()), ("sites", sites.to_string()), ("asked", asked.to_string())]
            }
            Kind::SampleDiffers { stratum, published, computed } => {
                vec![("stratum", stratum.clone()), ("published", published.clone()), ("computed", computed.clone())]
            }
            Kind::DrawFileDiffers { file, line } => vec![("file", (*file).into()), ("line", line.to_string())],
            Kind::RecordNotRead { field } => vec![("field", field.clone())],
            Kind::UnknownStratum { found, nearest } | Kind::UnknownHomeUnit { found, nearest } => {
                vec![("found", found.clone()), ("nearest", nearest.clone())]
            }
            Kind::RoleNotRead { found } => vec![("found", found.clone())],
            Kind::StratumWithoutTeam { stratum } => {
                vec![("stratum", stratum.clone())]
            }
            _ => self.team_details(),
        }
    }

    /// Details of findings about teams and their visits.
    fn team_details(&self) -> Vec<(&'static str, String)> {
        match self {
            Kind::TeamCount { found, expected } => {
                vec![("found", found.to_string()), ("expected", expected.to_string())]
            }
            Kind::TeamSize { team, found, expected } => {
                vec![("team", team.clone()), ("found", found.to_string()), ("expected", expected.to_string())]
            }
            Kind::TeamLeaders { team, found } | Kind::TeamSupervisors { team, found } => {
                vec![("team", team.clone()), ("found", found.to_string())]
            }
            Kind::LeaderCountOpen { size, with, without } => {
                vec![("size", size.to_string()), ("with", with.to_string()), ("without", without.to_string())]
            }
            Kind::SupervisorTeams { supervisor, found, expected } => vec![
                ("supervisor", supervisor.clone()),
                ("found", found.to_string()),
                ("expected", expected.to_string()),
            ],
            Kind::MemberTwice { member, first } => vec![("member", member.clone()), ("first", first.clone())],
            Kind::TooFewTeams { strata, teams, room } => {
                vec![("strata", strata.join(", ")), ("teams", teams.join(", ")), ("room", room.to_string())]
            }
            Kind::TooFewStrata { teams, strata, needed } => {
                vec![("teams", teams.join(", ")), ("strata", strata.join(", ")), ("needed", needed.to_string())]
            }
            Kind::TooManySites { team, day, sites, most } => vec![
                ("team", team.clone()),
                ("day", day.clone()),
                ("sites", sites.to_string()),
                ("most", most.to_string()),
            ],
            Kind::VehicleFromHost { strata } => vec![("strata", strata.to_string())],
            Kind::VehicleDays { stratum, days, most } => {
                vec![("stratum", stratum.clone()), ("days", days.to_string()), ("most", most.to_string())]
            }
            _ => Vec::new(),
        }
    }
}

impl FrameFault {
    fn words(self) -> [&'static str; 2] {
        match self {
            FrameFault::Empty => ["没有可抽的", "nothing to draw from"],
            FrameFault::Header => ["表头不对", "not the header of a frame"],
            FrameFault::Row => ["该行不成一行", "not a row of a frame"],
            FrameFault::Twice => ["编码重复", "a code twice"],
            FrameFault::Characters => {
                ["编码为空,或首尾有空格、有控制字符", "an empty code, blanks at the ends or control characters"]
            }
            FrameFault::NoneDrawn => ["抽取数为零", "none to be drawn"],
            FrameFault::NotCanonical => ["写法不是规范写法", "not written as a frame is"],
        }
    }
}

impl SeedFault {
    fn details(self) -> Vec<(&'static str, String)> {
        let (en, zh) = match self {
            SeedFault::Length(found) => (format!("digits: {found}"), format!("有 {found} 位")),
            SeedFault::Character(at) => (
                format!("character {at} is neither a digit nor a blank nor a hyphen"),
                format!("第 {at} 个字符既不是数字,也不是空格或连字符"),
            ),
        };
        vec![("reason", en), ("reason_zh", zh), ("least", LEAST_DIGITS.to_string()), ("most", MOST_DIGITS.to_string())]
    }
}
