//! What a unit claims for itself: bonuses, which count once another person confirms them.

use super::row::{Choices, check, event_words, state_words, typed};
use crate::message::Lang;
use crate::office::web::naming::{address, stamped, unit};
use crate::office::web::{Ask, Filled, Frame, Outcome, Trouble};
use askama::Template;
use axum::http::StatusCode;
use kaocheng_office::act::Act;
use kaocheng_office::deed::Deed;
use kaocheng_office::entity::FindingState;
use kaocheng_office::office::{key, last_part, under};
use kaocheng_office::standing::Subject;

#[derive(Template)]
#[template(path = "pages/findings/claims.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
    here: String,
    choices: Choices,
    claims: Vec<Claim>,
    may_claim: bool,
}

/// A claim.
struct Claim {
    id: String,
    event: String,
    date: String,
    count: String,
    evidence: String,
    state: &'static str,
    badge: &'static str,
    reason: String,
    by: String,
    withdraw: Option<String>,
}

pub async fn show(ask: Ask) -> Outcome {
    page(&ask, Filled::with([("count", "1")]), StatusCode::OK).await
}

async fn page(ask: &Ask, form: Filled, status: StatusCode) -> Outcome {
    let (round, code) = (ask.param("round").to_owned(), ask.param("unit").to_owned());
    let scheme = ask.server.rounds.scheme(&round, ask.t).await?;
    scheme.units.find(&code).ok_or(Trouble::NotFound)?;
    let office = ask.office().await?;
    let title = office.rounds.get(&key(&[&round])).ok_or(Trouble::NotFound)?.title.clone();
    let subject = Subject::unit(&round, &code);
    let may_withdraw = ask.who.may(&office, Deed::WithdrawFinding, &subject);
    let own = under(&office.findings, &[&round]).filter(|(_, f)| f.claim && f.unit == code);
    let claims = own
        .map(|(at, finding)| {
            let (state, badge) = state_words(finding.state, ask.t);
            let id = last_part(at);
            let is_theirs = finding.state == FindingState::Raised && finding.raised.by == ask.who.person;
            Claim {
                event: event_words(&scheme, &finding.row.event),
                date: finding.row.date.clone(),
                count: finding.row.count.clone(),
                evidence: finding.row.evidence.clone(),
                state,
                badge,
                reason: finding.settled.as_ref().map(|(_, reason)| reason.clone()).unwrap_or_default(),
                by: stamped(&office, &finding.raised),
                withdraw: (may_withdraw && is_theirs)
                    .then(|| address(&["rounds", &round, "findings", "one", &id, "withdraw"])),
                id,
            }
        })
        .collect();
    let may_claim = ask.who.may(&office, Deed::ClaimBonus, &subject);
    drop(office);
    let name = unit(&scheme, &code, ask.t);
    let frame = ask
        .frame("申报加分", "Claim a bonus")
        .under("/rounds", ask.t.pick("考核", "Rounds"))
        .under(address(&["rounds", &round]), title)
        .under(address(&["rounds", &round, "units", &code]), name)
        .problem(form.problem("").to_owned());
    let choices = Choices::of(&scheme, true, ask.t);
    let here = address(&["rounds", &round, "units", &code, "claims"]);
    ask.page_with(status, &Page { t: ask.t, frame, form, here, choices, claims, may_claim })
}

pub async fn claim(ask: Ask) -> Outcome {
    let (round, unit) = (ask.param("round").to_owned(), ask.param("unit").to_owned());
    let scheme = ask.server.rounds.scheme(&round, ask.t).await?;
    let (mut form, finding) = (ask.form.clone(), typed(&ask.form));
    check(&ask, &scheme, &unit, &finding, &mut form);
    if !form.is_right() {
        return page(&ask, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let back = address(&["rounds", &round, "units", &unit, "claims"]);
    match ask.act(Act::FindingRaised { round, id: ask.act_id("claim"), unit, claim: true, finding }).await {
        Ok(_) => ask.done(&back, "已申报，等复核人认定。", "It is claimed; the reviewer will decide."),
        Err(Trouble::Refused(refusal)) => {
            let [zh, en] = refusal.words();
            form.wrong("", ask.t.pick(zh, en));
            page(&ask, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other),
    }
}
