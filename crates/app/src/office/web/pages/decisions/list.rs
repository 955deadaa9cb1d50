//! The proposals of the result that stands, with what was decided on each.

use super::proposals::{CONFIRMED, REJECTED, proposals, standing};
use crate::message::Lang;
use crate::office::assess::Scheme;
use crate::office::rounds::RoundError;
use crate::office::web::naming::{address, stamped, unit};
use crate::office::web::pages::results::result_of;
use crate::office::web::{Ask, Filled, Frame, Outcome, Trouble};
use askama::Template;
use axum::http::StatusCode;
use kaocheng_office::deed::Deed;
use kaocheng_office::office::key;
use kaocheng_office::standing::Subject;

#[derive(Template)]
#[template(path = "pages/decisions/list.html")]
struct Page {
    t: Lang,
    frame: Frame,
    here: String,
    is_computed: bool,
    is_stale: bool,
    may_decide: bool,
    lines: Vec<Line>,
}

/// A proposal.
struct Line {
    ix: usize,
    list: String,
    code: String,
    unit: String,
    years: String,
    decision: String,
    badge: &'static str,
    reason: String,
    decided: String,
    base: String,
    /// What the form begins with.
    by: String,
    date: String,
    typed: String,
    problem: String,
}

/// A unit's name as its list has it.
pub fn name_of(scheme: &Scheme, code: &str) -> String {
    let found = scheme.units.find(code).and_then(|ix| scheme.units.all().get(ix));
    found.map(|unit| unit.name.clone()).filter(|name| !name.is_empty()).unwrap_or_else(|| code.to_owned())
}

pub async fn show(ask: Ask) -> Outcome {
    page(&ask, Filled::default(), StatusCode::OK).await
}

/// The page, with a decision that was typed and not taken.
pub async fn page(ask: &Ask, form: Filled, status: StatusCode) -> Outcome {
    let (round, t) = (ask.param("round").to_owned(), ask.t);
    let rounds = &ask.server.rounds;
    let found = match rounds.computation(&round).await {
        Ok(computation) => Some(result_of(ask, &computation).await?),
        Err(RoundError::NotComputed) => None,
        Err(error) => return Err(error.into()),
    };
    let all = found.as_ref().map(|result| proposals(&result.decided)).unwrap_or_default();
    let scheme = rounds.scheme(&round, t).await?;
    let today = ask.at.local().get(..10).unwrap_or_default().to_owned();
    let office = ask.office().await?;
    let title = office.rounds.get(&key(&[&round])).ok_or(Trouble::NotFound)?.title.clone();
    let line = |(ix, proposal): (usize, &super::proposals::Proposal)| {
        let there = standing(&office, &round, proposal, &name_of(&scheme, &proposal.unit)).map(|(_, row)| row);
        let cell = |column: &str| there.and_then(|row| row.cells.get(column)).cloned().unwrap_or_default();
        let is_typed = form.text("list") == proposal.list && form.text("unit") == proposal.unit;
        let kept = |field: &str, otherwise: String| {
            if is_typed { form.text(field).to_owned() } else { otherwise }
        };
        let (decision, badge) = match cell("decision").as_str() {
            "" => (t.pick("待决定", "to be decided").to_owned(), "late"),
            CONFIRMED => (t.pick("确认", "confirmed").to_owned(), "done"),
            REJECTED => (t.pick("不予列入", "not listed").to_owned(), "wrong"),
            other => (other.to_owned(), ""),
        };
        Line {
            ix,
            list: proposal.list.clone(),
            code: proposal.unit.clone(),
            unit: unit(&scheme, &proposal.unit, t),
            years: proposal.years.join(t.pick("、", ", ")),
            decision,
            badge,
            reason: cell("reason"),
            decided: there.map(|row| format!("{} {}", cell("by"), stamped(&office, &row.stamp))).unwrap_or_default(),
            base: there.map(|row| row.stamp.seq.to_string()).unwrap_or_default(),
            by: kept("by", there.map_or_else(|| office.name().to_owned(), |_| cell("by"))),
            date: kept("date", today.clone()),
            typed: kept("reason", String::new()),
            problem: if is_typed { form.problem("reason").to_owned() } else { String::new() },
        }
    };
    let lines = all.iter().enumerate().map(line).collect();
    let may_decide = ask.who.may(&office, Deed::Decide, &Subject::round(&round));
    let is_stale = office.is_stale(&round);
    drop(office);
    let frame = ask
        .frame("待确认的名单", "Decisions on lists")
        .under("/rounds", t.pick("考核", "Rounds"))
        .under(address(&["rounds", &round]), title)
        .problem(form.problem("").to_owned());
    let here = address(&["rounds", &round, "decisions"]);
    ask.page_with(status, &Page { t, frame, here, is_computed: found.is_some(), is_stale, may_decide, lines })
}
