//! Reporting something that was found.

use super::row::{Choice, Choices, check, event_words, state_words, typed};
use crate::message::Lang;
use crate::office::web::naming::{address, unit, units};
use crate::office::web::{Ask, Filled, Frame, Outcome, Trouble};
use askama::Template;
use axum::http::StatusCode;
use kaocheng_office::act::Act;
use kaocheng_office::deed::Deed;
use kaocheng_office::entity::FindingState;
use kaocheng_office::office::{key, last_part, under};
use kaocheng_office::standing::Subject;

#[derive(Template)]
#[template(path = "pages/findings/raise.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
    here: String,
    units: Vec<Choice>,
    choices: Choices,
    own: Vec<Own>,
}

/// What one raised oneself, with the way to take it back.
struct Own {
    words: String,
    state: &'static str,
    badge: &'static str,
    reason: String,
    id: String,
    withdraw: Option<String>,
}

pub async fn show(ask: Ask) -> Outcome {
    let today = ask.at.local().get(..10).unwrap_or_default().to_owned();
    let form = Filled::with([("unit", ask.query.text("unit").to_owned()), ("date", today), ("count", "1".to_owned())]);
    page(&ask, form, StatusCode::OK).await
}

async fn page(ask: &Ask, form: Filled, status: StatusCode) -> Outcome {
    let round = ask.param("round").to_owned();
    let scheme = ask.server.rounds.scheme(&round, ask.t).await?;
    let office = ask.office().await?;
    let title = office.rounds.get(&key(&[&round])).ok_or(Trouble::NotFound)?.title.clone();
    let may = |code: &str| ask.who.may(&office, Deed::RaiseFinding, &Subject::unit(&round, code));
    let units = units(&scheme, ask.t).into_iter().filter(|(code, _)| may(code)).collect();
    let mine = under(&office.findings, &[&round]).filter(|(_, f)| !f.claim && f.raised.by == ask.who.person);
    let own = mine
        .map(|(at, finding)| {
            let (state, badge) = state_words(finding.state, ask.t);
            let id = last_part(at);
            let is_open = finding.state == FindingState::Raised
                && ask.who.may(&office, Deed::WithdrawFinding, &Subject::unit(&round, &finding.unit));
            let (event, of) = (event_words(&scheme, &finding.row.event), unit(&scheme, &finding.unit, ask.t));
            Own {
                words: format!("{} {of} {event}", finding.row.date),
                state,
                badge,
                reason: finding.settled.as_ref().map(|(_, reason)| reason.clone()).unwrap_or_default(),
                withdraw: is_open.then(|| address(&["rounds", &round, "findings", "one", &id, "withdraw"])),
                id,
            }
        })
        .collect();
    let may_see = ask.who.may(&office, Deed::SeeFindings, &Subject::round(&round));
    drop(office);
    let (href, zh, en) = match may_see {
        true => (address(&["rounds", &round, "findings"]), "查实事项", "Findings"),
        false => (address(&["rounds", &round, "field"]), "现场考核", "In the field"),
    };
    let frame = ask
        .frame("报告查实事项", "Report a finding")
        .under("/rounds", ask.t.pick("考核", "Rounds"))
        .under(address(&["rounds", &round]), title)
        .under(href, ask.t.pick(zh, en))
        .problem(form.problem("").to_owned());
    let choices = Choices::of(&scheme, false, ask.t);
    let here = address(&["rounds", &round, "findings", "new"]);
    ask.page_with(status, &Page { t: ask.t, frame, form, here, units, choices, own })
}

pub async fn raise(ask: Ask) -> Outcome {
    let (round, unit) = (ask.param("round").to_owned(), ask.form.text("unit").to_owned());
    let scheme = ask.server.rounds.scheme(&round, ask.t).await?;
    let (mut form, finding) = (ask.form.clone(), typed(&ask.form));
    check(&ask, &scheme, &unit, &finding, &mut form);
    if !form.is_right() {
        return page(&ask, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let back = address(&["rounds", &round, "findings", "new"]);
    match ask.act(Act::FindingRaised { round, id: ask.act_id("finding"), unit, claim: false, finding }).await {
        Ok(_) => ask.done(&back, "已提出，等另一人认定。", "It is raised; another person will review it."),
        Err(Trouble::Refused(refusal)) => {
            let [zh, en] = refusal.words();
            form.wrong("", ask.t.pick(zh, en));
            page(&ask, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other),
    }
}
