//! Rounds, their files, draws and teams.

use super::Applying;
use crate::act::{Act, Publication};
use crate::entity::{Draw, Issue, KeptFile, Posting, Round, Tree, UnitList};
use crate::office::Office;
use crate::role::RoundState;

impl Office {
    pub(super) fn take_round(&mut self, act: &Act, on: &mut Applying) {
        let stamp = on.stamp.clone();
        match act {
            Act::RoundOpened { round, title, of_scheme } => {
                let opened = Round {
                    title: title.clone(),
                    of_scheme: of_scheme.clone(),
                    state: RoundState::Drafted,
                    course: vec![(RoundState::Drafted, stamp)],
                    scheme: None,
                    units: None,
                    issued: None,
                    due: None,
                    notice_until: None,
                    publication: Publication::default(),
                    computed: None,
                    changed: on.stamp.seq,
                    seal: None,
                };
                self.rounds.insert(on.at("rounds", &[round]), opened);
            }
            Act::SchemeSaved { round, text, .. } => {
                if let Some(found) = self.rounds.get_mut(&on.at("rounds", &[round])) {
                    found.scheme = Some(text.clone());
                }
            }
            Act::UnitsListed { round, file, format, count, parents, tops } => {
                self.trees.insert(on.at("trees", &[round]), Tree { parents: parents.clone(), tops: tops.clone() });
                if let Some(found) = self.rounds.get_mut(&on.at("rounds", &[round])) {
                    found.units = Some(UnitList { file: file.clone(), format: *format, count: *count });
                }
            }
            Act::FilesBrought { round, files } => {
                for (name, blob) in files {
                    let kept = KeptFile { blob: blob.clone(), stamp: on.stamp.clone() };
                    self.files.insert(on.at("files", &[round, name]), kept);
                }
                self.changed(round, on);
            }
            Act::Issued { round, number, program, measures, .. } => {
                self.enter(round, RoundState::Issued, on);
                if let Some(found) = self.rounds.get_mut(&on.at("rounds", &[round])) {
                    let (number, program) = (number.clone(), program.clone());
                    found.issued = Some(Issue { number, program, measures: measures.clone(), stamp });
                }
            }
            Act::CollectingOpened { round, due } => {
                self.enter(round, RoundState::Collecting, on);
                if let Some(found) = self.rounds.get_mut(&on.at("rounds", &[round])) {
                    found.due = Some(due.clone());
                }
            }
            Act::Advanced { round, to } => self.enter(round, *to, on),
            Act::Reopened { round, .. } => self.enter(round, RoundState::Verifying, on),
            Act::DrawStepped { round, step, files, note } => {
                let none = Draw { steps: Vec::new(), notes: Default::default(), files: Default::default() };
                let draw = self.draws.entry(on.at("draws", &[round])).or_insert(none);
                draw.steps.push((*step, stamp));
                if !note.is_empty() {
                    draw.notes.insert(*step, note.clone());
                }
                draw.files.extend(files.clone());
                self.changed(round, on);
            }
            Act::TeamSent { round, person, team, units } => {
                let posting = Posting { team: team.clone(), units: units.clone(), stamp };
                self.postings.insert(on.at("postings", &[round, person]), posting);
            }
            _ => {}
        }
    }

    /// The round is in another state from now on.
    pub(super) fn enter(&mut self, round: &str, state: RoundState, on: &mut Applying) {
        if let Some(found) = self.rounds.get_mut(&on.at("rounds", &[round])) {
            found.state = state;
            found.course.push((state, on.stamp.clone()));
        }
    }
}
