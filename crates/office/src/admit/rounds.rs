//! The scheme, and the way of a round.

use super::field;
use crate::act::{DrawStep, Measure};
use crate::office::{Office, key};
use crate::refusal::Refusal;
use crate::role::RoundState;
use std::collections::BTreeMap;

impl Office {
    pub(super) fn round_opened(&self, round: &str, title: &str) -> Result<(), Refusal> {
        field::id("round", round)?;
        field::name("title", title)?;
        match self.rounds.contains_key(&key(&[round])) {
            true => Err(Refusal::Exists { what: "round", key: round.to_owned() }),
            false => Ok(()),
        }
    }

    pub(super) fn scheme_saved(&self, round: &str, text: &str, replaces: Option<&String>) -> Result<(), Refusal> {
        field::blob(text)?;
        if self.round(round)?.scheme.as_ref() == replaces { Ok(()) } else { Err(Refusal::StaleText) }
    }

    pub(super) fn issued(
        &self,
        round: &str,
        number: &str,
        (scheme, units): (&String, &String),
        measures: &[Measure],
    ) -> Result<(), Refusal> {
        field::name("number", number)?;
        let round = self.round(round)?;
        if round.scheme.as_ref() != Some(scheme) || round.units.as_ref().map(|u| &u.file) != Some(units) {
            return Err(Refusal::StaleText);
        }
        if measures.is_empty() {
            return Err(Refusal::First(["方案没有要填报的数据", "the scheme asks for no figures"]));
        }
        Ok(())
    }

    pub(super) fn collecting_opened(&self, round: &str, at: &str, due: &str) -> Result<(), Refusal> {
        self.from(round, &[RoundState::Issued])?;
        if field::day("due", due)? < field::day_of(at)? {
            return field::refuse("due", due, ["不早于今天", "today or later"]);
        }
        Ok(())
    }

    pub(super) fn advanced(&self, round: &str, to: RoundState) -> Result<(), Refusal> {
        let drawn = self.draws.get(&key(&[round]));
        let revealed = drawn.is_some_and(|d| d.steps.iter().any(|(step, _)| *step == DrawStep::Revealed));
        match to {
            RoundState::Drawn => {
                self.from(round, &[RoundState::Collecting])?;
                if drawn.is_some() && !revealed {
                    return Err(Refusal::First(["抽样还没有公布种子", "the seed of the draw is not public yet"]));
                }
                Ok(())
            }
            RoundState::InField => self.from(round, &[RoundState::Drawn]),
            RoundState::Verifying => {
                self.from(round, &[RoundState::Collecting, RoundState::Drawn, RoundState::InField])
            }
            other => {
                field::refuse("to", other.names()[1], ["由别的办理事项进入", "a state that no other act leads to"])
            }
        }
    }

    pub(super) fn reopened(&self, round: &str, reason: &str) -> Result<(), Refusal> {
        field::text("reason", reason)?;
        self.from(round, &[RoundState::Computed, RoundState::OnNotice])
    }

    fn from(&self, round: &str, states: &[RoundState]) -> Result<(), Refusal> {
        let found = self.round(round)?;
        if states.contains(&found.state) { Ok(()) } else { Err(Refusal::Over { what: "round", key: round.to_owned() }) }
    }

    pub(super) fn draw_stepped(
        &self,
        round: &str,
        step: DrawStep,
        files: &BTreeMap<String, String>,
    ) -> Result<(), Refusal> {
        field::files(files)?;
        let taken: Vec<DrawStep> =
            self.draws.get(&key(&[round])).map(|d| d.steps.iter().map(|(s, _)| *s).collect()).unwrap_or_default();
        let order = [DrawStep::Frozen, DrawStep::Committed, DrawStep::Revealed, DrawStep::Teamed];
        if taken.contains(&step) {
            return Err(Refusal::Exists { what: "draw step", key: format!("{step:?}").to_lowercase() });
        }
        if order.get(taken.len()) != Some(&step) {
            return Err(Refusal::First([
                "抽样须依次进行：定框、承诺、揭晓、编组",
                "a draw goes step by step: freeze, commit, reveal, teams",
            ]));
        }
        Ok(())
    }

    pub(super) fn team_sent(&self, person: &str, team: &str, units: &[String]) -> Result<(), Refusal> {
        field::name("team", team)?;
        for unit in units {
            field::name("unit", unit)?;
        }
        let seats = self.seats(person);
        let of_team = |role| matches!(role, crate::role::Role::TeamMember | crate::role::Role::TeamLeader);
        if !seats.iter().any(|seat| of_team(seat.role)) {
            return Err(Refusal::NoSuchPerson(person.to_owned()));
        }
        // Nobody assesses the unit that they work in.
        if seats.iter().any(|seat| seat.unit.as_ref().is_some_and(|unit| units.contains(unit))) {
            return Err(Refusal::Separation);
        }
        Ok(())
    }
}
