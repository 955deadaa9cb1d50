//! The units that somebody is sent to, with their sites and how far the work there is.

use super::sites::{drawn, within};
use crate::message::Lang;
use crate::office::web::naming::{address, person, unit};
use crate::office::web::{Ask, Frame, Outcome, Trouble};
use askama::Template;
use kaocheng_compile::plan::InputIx;
use kaocheng_office::act::{Capacity, Register};
use kaocheng_office::deed::Deed;
use kaocheng_office::office::{key, last_part, under};
use kaocheng_office::role::RoundState;
use kaocheng_office::standing::Subject;

#[derive(Template)]
#[template(path = "pages/field/list.html")]
struct Page {
    t: Lang,
    frame: Frame,
    /// Those sent, each with the units.
    postings: Vec<Sent>,
    is_drawn: bool,
    /// The visitor works on site now: the pages are kept for where there is no network.
    is_open: bool,
    /// The round has left the field: nothing of it stays on a phone.
    is_over: bool,
    findings: Option<String>,
    may_judge: bool,
}

/// A member of a team and the units that they are sent to.
struct Sent {
    who: String,
    team: String,
    units: Vec<Line>,
}

/// A unit.
struct Line {
    name: String,
    href: String,
    visits_href: String,
    feedback_href: String,
    sites: Vec<String>,
    judged: usize,
    to_judge: usize,
    visits: usize,
    feedback: usize,
    unanswered: usize,
}

pub async fn show(ask: Ask) -> Outcome {
    let round = ask.param("round").to_owned();
    let scheme = ask.server.rounds.scheme(&round, ask.t).await?;
    let sites = drawn(&ask, &round).await?;
    let office = ask.office().await?;
    let found = office.rounds.get(&key(&[&round])).ok_or(Trouble::NotFound)?;
    let is_judged = |id: &str| {
        let mut measures = found.issued.iter().flat_map(|issued| &issued.measures);
        measures.any(|m| m.id == id && m.capacity == Capacity::Judged)
    };
    let judged: Vec<InputIx> = scheme
        .plan
        .inputs
        .iter()
        .enumerate()
        .filter(|(_, input)| is_judged(&input.id))
        .map(|(ix, _)| InputIx(ix))
        .collect();
    let line = |code: &String| {
        let supplies = |input: &&InputIx| {
            scheme.units.find(code).is_some_and(|at| scheme.units.supplies(&scheme.plan, **input, at))
        };
        let asked: Vec<&InputIx> = judged.iter().filter(supplies).collect();
        let is_there = |input: &&&InputIx| {
            scheme.plan.inputs.get(input.0).is_some_and(|i| office.figure(&round, code, &i.id).is_some())
        };
        let visits = under(&office.registers, &[&round, Register::Visits.word()])
            .filter(|(_, row)| row.struck.is_none() && row.cells.get("unit") == Some(code));
        let given: Vec<bool> = under(&office.feedback, &[&round, code]).map(|(_, f)| f.answer.is_none()).collect();
        Line {
            name: unit(&scheme, code, ask.t),
            href: address(&["rounds", &round, "field", code]),
            visits_href: address(&["rounds", &round, "field", code, "visits"]),
            feedback_href: address(&["rounds", &round, "feedback", code]),
            sites: within(&sites, &office, &round, code).into_iter().map(|site| site.shown()).collect(),
            judged: asked.iter().filter(is_there).count(),
            to_judge: asked.len(),
            visits: visits.count(),
            feedback: given.len(),
            unanswered: given.iter().filter(|open| **open).count(),
        }
    };
    let own = key(&[&round, &ask.who.person]);
    let is_sent = office.postings.contains_key(&own);
    // Who is sent sees where to; those who look after the teams see all of them.
    let postings: Vec<Sent> = under(&office.postings, &[&round])
        .filter(|(at, _)| !is_sent || **at == own)
        .map(|(at, posting)| Sent {
            who: person(&office, &last_part(at)),
            team: posting.team.clone(),
            units: posting.units.iter().map(line).collect(),
        })
        .collect();
    let may_see = ask.who.may(&office, Deed::SeeFindings, &Subject::round(&round));
    let may_raise = ask.who.may(&office, Deed::RaiseFinding, &Subject::round(&round));
    let findings = match (may_see, may_raise) {
        (true, _) => Some(address(&["rounds", &round, "findings"])),
        (false, true) => Some(address(&["rounds", &round, "findings", "new"])),
        _ => None,
    };
    let is_open = is_sent && ask.who.may(&office, Deed::RecordVisit, &Subject::round(&round));
    let is_over = found.state > RoundState::InField;
    let may_judge = ask.who.may(&office, Deed::Judge, &Subject::round(&round));
    let frame = ask
        .frame("现场考核", "In the field")
        .under("/rounds", ask.t.pick("考核", "Rounds"))
        .under(address(&["rounds", &round]), found.title.clone());
    drop(office);
    let page = Page { t: ask.t, frame, postings, is_drawn: !sites.is_empty(), is_open, is_over, findings, may_judge };
    ask.page(&page)
}
