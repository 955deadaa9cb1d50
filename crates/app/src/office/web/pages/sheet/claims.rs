//! Bonuses that a unit claims for itself. They count once a second person confirms them.

use super::entry::{name_of, when};
use super::{address, part};
use crate::message::Lang;
use crate::office::assess::Scheme;
use crate::office::web::{Ask, Filled, Frame, Outcome, Trouble};
use askama::Template;
use axum::http::StatusCode;
use kaocheng_compile::plan::earned_only;
use kaocheng_office::act::{Act, FindingRow};
use kaocheng_office::deed::Deed;
use kaocheng_office::entity::{Finding, FindingState};
use kaocheng_office::office::{key, last_part, under};
use kaocheng_office::standing::Subject;

#[derive(Template)]
#[template(path = "pages/sheet/claims.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
    href: String,
    kinds: Vec<(String, String)>,
    claims: Vec<Claim>,
    may_claim: bool,
}

/// A claim in the list.
struct Claim {
    id: String,
    event: String,
    row: FindingRow,
    raised: String,
    state: FindingState,
    settled: String,
    mine: bool,
}

pub async fn show(ask: Ask) -> Outcome {
    page(&ask, Filled::default(), StatusCode::OK).await
}

/// What can be claimed: kinds of findings that only earn points; where the scheme has none of these, all kinds.
fn kinds(scheme: &Scheme) -> Vec<(String, String)> {
    let earning = earned_only(&scheme.plan);
    let found = &scheme.plan.mechanism.found;
    let mut claimable: Vec<_> = found.iter().filter(|ix| earning.contains(ix)).collect();
    if claimable.is_empty() {
        claimable = found.iter().collect();
    }
    let inputs = claimable.into_iter().filter_map(|ix| scheme.plan.inputs.get(ix.0));
    inputs.map(|input| (input.id.clone(), input.label.clone())).collect()
}

async fn page(ask: &Ask, form: Filled, status: StatusCode) -> Outcome {
    let (round, unit) = (ask.param("round").to_owned(), ask.param("unit").to_owned());
    let scheme = ask.server.rounds.scheme(&round, ask.t).await?;
    let at = scheme.units.find(&unit).ok_or(Trouble::NotFound)?;
    let name = scheme.units.all().get(at).map(|found| found.name.clone()).unwrap_or_default();
    let office = ask.office().await?;
    let title = office.rounds.get(&key(&[&round])).map(|found| found.title.clone()).ok_or(Trouble::NotFound)?;
    let label = |event: &str| {
        let input = scheme.plan.inputs.iter().find(|input| input.id == event);
        input.map_or_else(|| event.to_owned(), |input| input.label.clone())
    };
    let claim = |(key, found): (&str, &Finding)| Claim {
        id: last_part(key),
        event: label(&found.row.event),
        row: found.row.clone(),
        raised: format!("{} · {} · #{}", name_of(&office, &found.raised.by), when(&found.raised), found.raised.seq),
        state: found.state,
        settled: found.settled.as_ref().map(|(by, reason)| format!("{} · {reason}", when(by))).unwrap_or_default(),
        mine: found.raised.by == ask.who.person,
    };
    let claims =
        under(&office.findings, &[&round]).filter(|(_, found)| found.claim && found.unit == unit).map(claim).collect();
    let may_claim = ask.who.may(&office, Deed::ClaimBonus, &Subject::unit(&round, &unit));
    drop(office);
    let href = address(&round, &unit);
    let frame = ask
        .frame("加分申报", "Bonus claims")
        .under("/rounds", ask.t.pick("考核", "Rounds"))
        .under(format!("/rounds/{}", part(&round)), title)
        .under(href.clone(), name);
    ask.page_with(status, &Page { t: ask.t, frame, form, href, kinds: kinds(&scheme), claims, may_claim })
}

pub async fn raise(ask: Ask) -> Outcome {
    let (round, unit) = (ask.param("round").to_owned(), ask.param("unit").to_owned());
    let scheme = ask.server.rounds.scheme(&round, ask.t).await?;
    let mut form = ask.form.clone();
    let text = |name: &str| ask.form.text(name).to_owned();
    if !kinds(&scheme).iter().any(|(id, _)| id == ask.form.text("event")) {
        form.wrong("event", ask.t.pick("请选择申报的事项。", "Choose what is claimed."));
    }
    if !text("count").parse::<u32>().is_ok_and(|count| count > 0) {
        form.wrong("count", ask.t.pick("请填正整数。", "A whole number, 1 or more."));
    }
    if text("evidence").is_empty() {
        form.wrong("evidence", ask.t.pick("请写明依据的文件。", "Name the document that shows it."));
    }
    if !form.is_right() {
        return page(&ask, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let finding = FindingRow {
        event: text("event"),
        date: text("date"),
        count: text("count"),
        evidence: text("evidence"),
        note: text("note"),
        ..FindingRow::default()
    };
    let to = format!("{}/claims", address(&round, &unit));
    let act = Act::FindingRaised { round, id: ask.act_id("claim"), unit, claim: true, finding };
    match ask.act_part("claim", act).await {
        Ok(_) => ask.done(&to, "已申报,等待复核。", "Claimed; it waits for the review."),
        Err(Trouble::Refused(refusal @ kaocheng_office::refusal::Refusal::Field { field, .. })) => {
            let [zh, en] = refusal.words();
            form.wrong(field, ask.t.pick(zh, en));
            page(&ask, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other),
    }
}

pub async fn withdraw(ask: Ask) -> Outcome {
    let part = |name: &str| ask.param(name).to_owned();
    let (round, unit, id) = (part("round"), part("unit"), part("id"));
    let to = format!("{}/claims", address(&round, &unit));
    ask.act(Act::FindingWithdrawn { round, id, reason: ask.form.text("reason").to_owned() }).await?;
    ask.done(&to, "已撤回申报。", "The claim was withdrawn.")
}
