//! Issuing a scheme: its number as a document, and who enters each figure.

use super::super::rounds::{at, frame_of};
use crate::message::Lang;
use crate::office::rounds::issuing::{Choice, decided, lacks_provider};
use crate::office::rounds::{By, RoundError};
use crate::office::web::{Ask, Filled, Frame, Outcome};
use askama::Template;
use axum::http::StatusCode;
use kaocheng_office::act::{Capacity, Measure};

/// As what a measure may be entered.
const CAPACITIES: [(&str, Capacity, [&str; 2]); 3] = [
    ("reported", Capacity::Reported, ["单位填报", "the unit"]),
    ("provided", Capacity::Provided, ["部门提供", "a department"]),
    ("judged", Capacity::Judged, ["现场评定", "the team on site"]),
];

#[derive(Template)]
#[template(path = "pages/scheme/issue.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
    base: String,
    measures: Vec<Line>,
    lines: Vec<String>,
}

struct Line {
    measure: Measure,
    choices: Vec<(&'static str, &'static str, bool)>,
    problem: String,
}

pub async fn show(ask: Ask) -> Outcome {
    match ask.server.rounds.proposed_measures(ask.param("round"), ask.t).await {
        Ok(measures) => page(&ask, measures, Vec::new()).await,
        Err(error @ (RoundError::NoScheme | RoundError::Trouble(_))) => {
            let lines = error.lines(ask.t);
            page(&ask, Vec::new(), lines).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn page(ask: &Ask, measures: Vec<Measure>, lines: Vec<String>) -> Outcome {
    let name = ask.param("round");
    let title = ask.server.rounds.round(name).await?.title;
    let base = at(name, "");
    let frame = frame_of(ask, name, &title, ("印发方案", "Issue the scheme"));
    let frame = frame.under(at(name, "/scheme"), ask.t.pick("方案", "Scheme"));
    let line = |measure: Measure| {
        let choice = |(word, capacity, [zh, en]): &(&'static str, Capacity, [&'static str; 2])| {
            (*word, ask.t.pick(*zh, *en), *capacity == measure.capacity)
        };
        let choices = CAPACITIES.iter().map(choice).collect();
        let lacks = !ask.is_get && lacks_provider(&measure);
        let problem = if lacks { ask.t.pick("请写明部门", "Say which department") } else { "" };
        Line { choices, problem: problem.to_owned(), measure }
    };
    let status = if ask.is_get { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let measures = measures.into_iter().map(line).collect();
    ask.page_with(status, &Page { t: ask.t, frame, form: ask.form.clone(), base, measures, lines })
}

pub async fn issue(ask: Ask) -> Outcome {
    let round = ask.param("round").to_owned();
    let proposed = ask.server.rounds.proposed_measures(&round, ask.t).await?;
    let rows = ask.form.all("measure").zip(ask.form.all("capacity")).zip(ask.form.all("provider"));
    let choice = |((id, word), provider): ((&str, &str), &str)| {
        let (_, capacity, _) = CAPACITIES.iter().find(|(known, ..)| *known == word)?;
        Some(Choice { measure: id.to_owned(), capacity: *capacity, provider: Some(provider.to_owned()) })
    };
    let measures = decided(proposed, rows.filter_map(choice).collect());
    if measures.iter().any(lacks_provider) {
        let words = ask.t.pick("由部门提供的数据要写明部门。", "What a department supplies needs its name.");
        return page(&ask, measures, vec![words.to_owned()]).await;
    }
    let number = ask.form.text("number").to_owned();
    if number.is_empty() {
        let words = ask.t.pick("请填写文号。", "Give the number of the document.");
        return page(&ask, measures, vec![words.to_owned()]).await;
    }
    let id = ask.act_id("issue");
    let by = By { person: &ask.who.person, id: &id, lang: ask.t };
    match ask.server.rounds.issue(by, &round, &number, measures.clone()).await {
        Ok(_) => ask.done(&at(&round, ""), "方案已印发。", "The scheme is issued."),
        Err(error @ (RoundError::NoScheme | RoundError::Trouble(_))) => {
            let lines = error.lines(ask.t);
            page(&ask, measures, lines).await
        }
        Err(other) => Err(other.into()),
    }
}
