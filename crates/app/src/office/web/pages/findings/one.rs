//! One finding, and its review by a second person.

use super::row::{Choice, errors, event_words, route_words, routes, state_words};
use crate::message::Lang;
use crate::office::web::ask::inner_address;
use crate::office::web::naming::{address, stamped, unit};
use crate::office::web::{Ask, Filled, Frame, Outcome, Trouble};
use askama::Template;
use axum::http::StatusCode;
use kaocheng_office::act::Act;
use kaocheng_office::deed::Deed;
use kaocheng_office::entity::FindingState;
use kaocheng_office::office::key;
use kaocheng_office::standing::Subject;

#[derive(Template)]
#[template(path = "pages/findings/one.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
    here: String,
    claim: bool,
    state: &'static str,
    badge: &'static str,
    /// Name and content, empty ones left out.
    facts: Vec<(&'static str, String)>,
    routes: Vec<Choice>,
    /// One may review it.
    may_review: bool,
    /// One could, had one not raised it.
    is_own: bool,
    may_withdraw: bool,
}

pub async fn show(ask: Ask) -> Outcome {
    page(&ask, None, StatusCode::OK).await
}

async fn page(ask: &Ask, typed: Option<Filled>, status: StatusCode) -> Outcome {
    let (round, id) = (ask.param("round").to_owned(), ask.param("id").to_owned());
    let scheme = ask.server.rounds.scheme(&round, ask.t).await?;
    let t = ask.t;
    let office = ask.office().await?;
    let title = office.rounds.get(&key(&[&round])).ok_or(Trouble::NotFound)?.title.clone();
    let finding = office.findings.get(&key(&[&round, &id])).ok_or(Trouble::NotFound)?;
    let row = &finding.row;
    let aggravators: Vec<String> =
        row.aggravators.split(';').filter(|a| !a.is_empty()).map(|a| event_words(&scheme, a)).collect();
    let verified = match row.verified.as_str() {
        "yes" => t.pick("已查实", "verified").to_owned(),
        "no" => t.pick("未查实", "not verified").to_owned(),
        other => other.to_owned(),
    };
    let settled = finding.settled.as_ref();
    let facts = [
        (t.pick("单位", "Unit"), unit(&scheme, &finding.unit, t)),
        (t.pick("日期", "Day"), row.date.clone()),
        (t.pick("次数", "Cases"), row.count.clone()),
        (t.pick("加重情节", "Aggravators"), aggravators.join(t.pick("、", ", "))),
        (t.pick("证据", "Evidence"), row.evidence.clone()),
        (t.pick("确认途径", "Confirmation route"), route_words(&scheme, &row.route)),
        (t.pick("反映数", "Reports"), row.reports.clone()),
        (t.pick("独立反映数", "Independent reports"), row.independent.clone()),
        (t.pick("查实", "Verified"), verified),
        (t.pick("备注", "Remark"), row.note.clone()),
        (t.pick("提出", "Raised"), stamped(&office, &finding.raised)),
        (t.pick("办结", "Settled"), settled.map(|(stamp, _)| stamped(&office, stamp)).unwrap_or_default()),
        (t.pick("理由", "Reason"), settled.map(|(_, reason)| reason.clone()).unwrap_or_default()),
    ];
    let subject = Subject::unit(&round, &finding.unit);
    let is_open = finding.state == FindingState::Raised;
    let is_own = finding.raised.by == ask.who.person;
    let reviews = is_open && ask.who.may(&office, Deed::ReviewFinding, &subject);
    let (state, badge) = state_words(finding.state, t);
    let form = typed.unwrap_or_else(|| Filled::with([("route", row.route.clone())]));
    let frame = Frame::new(ask, &event_words(&scheme, &row.event))
        .under("/rounds", t.pick("考核", "Rounds"))
        .under(address(&["rounds", &round]), title)
        .under(address(&["rounds", &round, "findings"]), t.pick("查实事项", "Findings"))
        .problem(form.problem("").to_owned());
    let page = Page {
        t,
        frame,
        here: address(&["rounds", &round, "findings", "one", &id]),
        claim: finding.claim,
        state,
        badge,
        facts: facts.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
        routes: routes(&scheme),
        may_review: reviews && !is_own,
        is_own: reviews && is_own,
        may_withdraw: is_open && is_own && ask.who.may(&office, Deed::WithdrawFinding, &subject),
        form,
    };
    drop(office);
    ask.page_with(status, &page)
}

pub async fn review(ask: Ask) -> Outcome {
    let (round, id) = (ask.param("round").to_owned(), ask.param("id").to_owned());
    let back = address(&["rounds", &round, "findings"]);
    let (reason, route) = (ask.form.text("reason").to_owned(), ask.form.text("route").to_owned());
    if ask.form.text("decision") == "confirm"
        && let Some(words) = unfit(&ask, &round, &id, &route).await?
    {
        let mut form = ask.form.clone();
        form.wrong("", words);
        return page(&ask, Some(form), StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let act = match ask.form.text("decision") {
        "confirm" => Act::FindingConfirmed { round, id, route, reason },
        "reject" => Act::FindingRejected { round, id, reason },
        _ => return Err(Trouble::wrong("请选择认定或不予认定。", "Choose to confirm or to reject.")),
    };
    match ask.act(act).await {
        Ok(_) => ask.done(&back, "已办结。", "It is settled."),
        Err(Trouble::Refused(refusal)) => {
            let mut form = ask.form.clone();
            let [zh, en] = refusal.words();
            let field = if form.text("reason").is_empty() { "reason" } else { "" };
            form.wrong(field, ask.t.pick(zh, en));
            page(&ask, Some(form), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other),
    }
}

/// Why the row cannot count as it stands: points could not be computed with it.
async fn unfit(ask: &Ask, round: &str, id: &str, route: &str) -> Result<Option<String>, Trouble> {
    let scheme = ask.server.rounds.scheme(round, ask.t).await?;
    let finding = ask.office().await?.findings.get(&key(&[round, id])).cloned().ok_or(Trouble::NotFound)?;
    let mut row = finding.row;
    if !route.is_empty() {
        route.clone_into(&mut row.route);
    }
    Ok(errors(&scheme, &finding.unit, &row, FindingState::Confirmed, ask.t).into_iter().next())
}

pub async fn withdraw(ask: Ask) -> Outcome {
    let (round, id) = (ask.param("round").to_owned(), ask.param("id").to_owned());
    let list = address(&["rounds", &round, "findings"]);
    let back = inner_address(ask.form.text("back")).map_or(list, str::to_owned);
    ask.act(Act::FindingWithdrawn { round, id, reason: ask.form.text("reason").to_owned() }).await?;
    ask.done(&back, "已撤回。", "It is withdrawn.")
}
