//! What the field has for people to do: units to visit and to judge, feedback to answer.

use crate::message::Lang;
use crate::office::moment::Moment;
use crate::office::web::naming::address;
use crate::office::web::{Task, Visitor};
use kaocheng_office::act::{Capacity, Register};
use kaocheng_office::deed::Deed;
use kaocheng_office::entity::Round;
use kaocheng_office::office::{Office, key, last_part, under};
use kaocheng_office::role::{Role, RoundState};
use kaocheng_office::standing::Subject;

/// As many as a first page bears.
const MOST: usize = 20;

pub fn tasks(office: &Office, who: &Visitor, _: Moment, t: Lang) -> Vec<Task> {
    let mut tasks = Vec::new();
    for (at, found) in &office.rounds {
        let round = last_part(at);
        if found.state == RoundState::InField {
            to_visit(office, who, &round, found, t, &mut tasks);
        }
        if who.has(Role::SigningLeader) && matches!(found.state, RoundState::InField | RoundState::Verifying) {
            to_answer(office, who, &round, found, t, &mut tasks);
        }
    }
    tasks.truncate(MOST);
    tasks
}

/// The units where one is sent and was not yet, or where nothing is judged yet.
fn to_visit(office: &Office, who: &Visitor, round: &str, found: &Round, t: Lang, tasks: &mut Vec<Task>) {
    let Some(posting) = office.postings.get(&key(&[round, &who.person])) else { return };
    let judged: Vec<&str> = found
        .issued
        .iter()
        .flat_map(|issued| &issued.measures)
        .filter(|m| m.capacity == Capacity::Judged)
        .map(|m| m.id.as_str())
        .collect();
    for unit in &posting.units {
        if !who.may(office, Deed::RecordVisit, &Subject::unit(round, unit)) {
            continue;
        }
        let mut visits = under(&office.registers, &[round, Register::Visits.word()]);
        let is_visited = visits.any(|(_, row)| row.struck.is_none() && row.cells.get("unit") == Some(unit));
        let is_judged = judged.is_empty() || judged.iter().any(|id| office.figure(round, unit, id).is_some());
        let (words, href) = match (is_visited, is_judged) {
            (true, true) => continue,
            (false, _) => (
                t.pick(format!("到{unit}走访并记录"), format!("Visit {unit} and record it")),
                address(&["rounds", round, "field", unit, "visits"]),
            ),
            (true, false) => {
                (t.pick(format!("给{unit}打分"), format!("Judge {unit}")), address(&["rounds", round, "field", unit]))
            }
        };
        tasks.push(Task { words, about: found.title.clone(), href, due: None, urgent: false });
    }
}

/// Feedback that the signing leader has not answered.
fn to_answer(office: &Office, who: &Visitor, round: &str, found: &Round, t: Lang, tasks: &mut Vec<Task>) {
    let mut units: Vec<&str> = under(&office.feedback, &[round])
        .filter(|(_, feedback)| feedback.answer.is_none())
        .map(|(_, feedback)| feedback.unit.as_str())
        .filter(|unit| who.may(office, Deed::AnswerFeedback, &Subject::unit(round, unit)))
        .collect();
    units.dedup();
    tasks.extend(units.into_iter().map(|unit| Task {
        words: t.pick(format!("签收{unit}的现场反馈"), format!("Answer the feedback to {unit}")),
        about: found.title.clone(),
        href: address(&["rounds", round, "feedback", unit]),
        due: None,
        urgent: false,
    }));
}
