//! The feedback sheet: what the team tells the unit in writing, and what the unit answers. It prints as the paper one.

use crate::message::Lang;
use crate::office::web::naming::{address, person, stamped, unit};
use crate::office::web::{Ask, Filled, Frame, Outcome, Trouble};
use askama::Template;
use axum::http::StatusCode;
use kaocheng_office::act::Act;
use kaocheng_office::deed::Deed;
use kaocheng_office::office::{key, last_part, under};
use kaocheng_office::standing::Subject;

#[derive(Template)]
#[template(path = "pages/field/feedback.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
    here: String,
    answer: String,
    unit: String,
    round: String,
    sheets: Vec<Sheet>,
    may_give: bool,
    may_answer: bool,
}

/// A feedback sheet.
struct Sheet {
    id: String,
    text: String,
    given: String,
    team: String,
    /// Signed or not, why, by whom and when.
    answer: Option<(bool, String, String)>,
    /// What was wrong with the answer that was typed.
    problem: String,
}

pub async fn show(ask: Ask) -> Outcome {
    page(&ask, Filled::default(), StatusCode::OK).await
}

/// The page, with what was typed if it was not taken.
pub(super) async fn page(ask: &Ask, form: Filled, status: StatusCode) -> Outcome {
    let (round, code) = (ask.param("round").to_owned(), ask.param("unit").to_owned());
    let scheme = ask.server.rounds.scheme(&round, ask.t).await?;
    scheme.units.find(&code).ok_or(Trouble::NotFound)?;
    let name = unit(&scheme, &code, ask.t);
    let here = address(&["rounds", &round, "feedback", &code]);
    let office = ask.office().await?;
    let found = office.rounds.get(&key(&[&round])).ok_or(Trouble::NotFound)?;
    let subject = Subject::unit(&round, &code);
    let sheet = |(at, feedback): (&str, &kaocheng_office::entity::Feedback)| Sheet {
        id: last_part(at),
        text: feedback.text.clone(),
        problem: form.problem(&format!("reason-{}", last_part(at))).to_owned(),
        given: stamped(&office, &feedback.given),
        team: office
            .postings
            .get(&key(&[&round, &feedback.given.by]))
            .map_or_else(|| person(&office, &feedback.given.by), |posting| posting.team.clone()),
        answer: feedback.answer.as_ref().map(|a| (a.signed, a.reason.clone(), stamped(&office, &a.stamp))),
    };
    let mut given: Vec<_> = under(&office.feedback, &[&round, &code]).collect();
    given.sort_by_key(|(_, feedback)| feedback.given.seq);
    let mut frame = ask
        .frame("现场考核反馈单", "Feedback sheet")
        .under("/rounds", ask.t.pick("考核", "Rounds"))
        .under(address(&["rounds", &round]), found.title.clone());
    if ask.who.may(&office, Deed::SeeField, &Subject::round(&round)) {
        frame = frame
            .under(address(&["rounds", &round, "field"]), ask.t.pick("现场考核", "In the field"))
            .under(address(&["rounds", &round, "field", &code]), name.clone());
    }
    let page = Page {
        t: ask.t,
        frame: frame.problem(form.problem("").to_owned()),
        answer: format!("{here}/answer"),
        here,
        unit: name,
        round: found.title.clone(),
        sheets: given.into_iter().map(sheet).collect(),
        may_give: ask.who.may(&office, Deed::GiveFeedback, &subject),
        may_answer: ask.who.may(&office, Deed::AnswerFeedback, &subject),
        form,
    };
    drop(office);
    ask.page_with(status, &page)
}

pub async fn give(ask: Ask) -> Outcome {
    let (round, unit) = (ask.param("round").to_owned(), ask.param("unit").to_owned());
    let scheme = ask.server.rounds.scheme(&round, ask.t).await?;
    scheme.units.find(&unit).ok_or(Trouble::NotFound)?;
    let here = address(&["rounds", &round, "feedback", &unit]);
    let (id, text) = (ask.act_id("feedback"), ask.form.text("text").to_owned());
    match ask.act(Act::FeedbackGiven { round, unit, id, text }).await {
        Ok(_) => ask.done(&here, "反馈已送达，等单位签收。", "The feedback is given; the unit will answer it."),
        Err(Trouble::Refused(refusal)) => {
            let mut form = ask.form.clone();
            let [zh, en] = refusal.words();
            form.wrong("text", ask.t.pick(zh, en));
            page(&ask, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other),
    }
}
