//! The visits of a team at a unit: when and where, whether the feedback sheet was signed, and what happened there.

use super::sites::{drawn, within};
use crate::message::Lang;
use crate::office::web::naming::{address, stamped, unit};
use crate::office::web::{Ask, Filled, Frame, Outcome, Trouble};
use askama::Template;
use axum::http::StatusCode;
use kaocheng_office::act::{Act, Register};
use kaocheng_office::deed::Deed;
use kaocheng_office::office::{key, last_part, under};
use kaocheng_office::refusal::Refusal;
use kaocheng_office::standing::Subject;
use std::collections::BTreeMap;

/// What somebody types; the unit is that of the page.
const TYPED: [&str; 6] = ["site", "team", "date", "signed", "reason", "incident"];

#[derive(Template)]
#[template(path = "pages/field/visit.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
    here: String,
    strike: String,
    sites: Vec<(String, String)>,
    answers: Vec<(&'static str, &'static str)>,
    visits: Vec<Visit>,
    is_change: bool,
    /// The entry of the row that the form changes, as its author now sees it.
    base: String,
    /// What stands there now, if somebody else changed it since.
    theirs: Option<Visit>,
    may_record: bool,
}

/// A visit that was recorded.
#[derive(Clone)]
struct Visit {
    id: String,
    href: String,
    date: String,
    site: String,
    team: String,
    signed: bool,
    reason: String,
    incident: String,
    by: String,
}

pub async fn show(ask: Ask) -> Outcome {
    let (round, row) = (ask.param("round"), ask.query.text("row"));
    let office = ask.office().await?;
    let form = match office.registers.get(&key(&[round, Register::Visits.word(), row])) {
        Some(there) if !row.is_empty() => {
            let cells = there.cells.iter().map(|(name, value)| (name.clone(), value.clone()));
            let own = [("row".to_owned(), row.to_owned()), ("base".to_owned(), there.stamp.seq.to_string())];
            Filled::with(cells.chain(own))
        }
        _ => {
            let team = office.postings.get(&key(&[round, &ask.who.person])).map(|posting| posting.team.clone());
            let today = ask.at.local().get(..10).unwrap_or_default().to_owned();
            Filled::with([("date", today), ("team", team.unwrap_or_default())])
        }
    };
    drop(office);
    page(&ask, form, false, StatusCode::OK).await
}

/// The page; `stale`: somebody else changed the row meanwhile, and both stand on it.
async fn page(ask: &Ask, form: Filled, stale: bool, status: StatusCode) -> Outcome {
    let (round, code) = (ask.param("round").to_owned(), ask.param("unit").to_owned());
    let scheme = ask.server.rounds.scheme(&round, ask.t).await?;
    let sites = drawn(ask, &round).await?;
    let here = address(&["rounds", &round, "field", &code, "visits"]);
    let office = ask.office().await?;
    let found = office.rounds.get(&key(&[&round])).ok_or(Trouble::NotFound)?;
    let mut choices: Vec<(String, String)> =
        within(&sites, &office, &round, &code).into_iter().map(|site| (site.code.clone(), site.shown())).collect();
    let typed = form.text("site");
    if !typed.is_empty() && !choices.iter().any(|(site, _)| site == typed) {
        choices.push((typed.to_owned(), typed.to_owned()));
    }
    let rows = under(&office.registers, &[&round, Register::Visits.word()]);
    let own = rows.filter(|(_, row)| row.struck.is_none() && row.cells.get("unit") == Some(&code));
    let mut visits: Vec<Visit> = own
        .map(|(at, row)| {
            let cell = |name: &str| row.cells.get(name).cloned().unwrap_or_default();
            let id = last_part(at);
            let site = cell("site");
            Visit {
                href: format!("{here}?row={}", &address(&[&id])[1..]),
                date: cell("date"),
                site: choices.iter().find(|(c, _)| *c == site).map_or(site, |(_, shown)| shown.clone()),
                team: cell("team"),
                signed: matches!(cell("signed").as_str(), "yes" | "是" | "已签"),
                reason: cell("reason"),
                incident: cell("incident"),
                by: stamped(&office, &row.stamp),
                id,
            }
        })
        .collect();
    let now = office.registers.get(&key(&[&round, Register::Visits.word(), form.text("row")])).filter(|_| stale);
    let base = now.map_or_else(|| form.text("base").to_owned(), |row| row.stamp.seq.to_string());
    let theirs = visits.iter().find(|visit| stale && visit.id == form.text("row")).cloned();
    visits.sort_by(|one, other| other.date.cmp(&one.date));
    let frame = ask
        .frame("走访记录", "Visits")
        .under("/rounds", ask.t.pick("考核", "Rounds"))
        .under(address(&["rounds", &round]), found.title.clone())
        .under(address(&["rounds", &round, "field"]), ask.t.pick("现场考核", "In the field"))
        .under(address(&["rounds", &round, "field", &code]), unit(&scheme, &code, ask.t))
        .problem(form.problem("").to_owned());
    let page = Page {
        t: ask.t,
        frame,
        strike: format!("{here}/strike"),
        here,
        sites: choices,
        answers: vec![("yes", ask.t.pick("已签字", "signed")), ("no", ask.t.pick("未签字", "not signed"))],
        visits,
        base,
        theirs,
        is_change: !form.text("row").is_empty(),
        may_record: ask.who.may(&office, Deed::RecordVisit, &Subject::unit(&round, &code)),
        form,
    };
    drop(office);
    ask.page_with(status, &page)
}

pub async fn save(ask: Ask) -> Outcome {
    let (round, code) = (ask.param("round").to_owned(), ask.param("unit").to_owned());
    let mut form = ask.form.clone();
    for (field, zh, en) in [
        ("team", "要写组别", "Say which team"),
        ("date", "要写日期", "Say which day"),
        ("signed", "请选择反馈单是否签字", "Say whether the feedback sheet was signed"),
    ] {
        if form.text(field).is_empty() {
            form.wrong(field, ask.t.pick(zh, en));
        }
    }
    if form.text("signed") == "no" && form.text("reason").is_empty() {
        form.wrong("reason", ask.t.pick("没有签字要写明原因", "Say why it was not signed"));
    }
    let day = form.text("date");
    if !day.is_empty() && kaocheng_compile::date::day(day).is_none() {
        form.wrong("date", ask.t.pick("日期要写成 2026-07-31", "A day such as 2026-07-31"));
    }
    if !form.is_right() {
        return page(&ask, form, false, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let mut cells: BTreeMap<String, String> =
        TYPED.into_iter().map(|name| (name.to_owned(), form.text(name).to_owned())).collect();
    cells.insert("unit".to_owned(), code.clone());
    let (id, base) = match form.text("row") {
        "" => (ask.act_id("row"), None),
        row => {
            belongs(&ask, &round, &code, row).await?;
            (row.to_owned(), form.text("base").parse().ok())
        }
    };
    let here = address(&["rounds", &round, "field", &code, "visits"]);
    match ask.act(Act::RowEntered { round, register: Register::Visits, id, cells, base }).await {
        Ok(_) => ask.done(&here, "走访已记录。", "The visit is recorded."),
        Err(Trouble::Refused(refusal)) => {
            let [zh, en] = refusal.words();
            form.wrong("", ask.t.pick(zh, en));
            page(&ask, form, matches!(refusal, Refusal::StaleRow { .. }), StatusCode::CONFLICT).await
        }
        Err(other) => Err(other),
    }
}

pub async fn strike(ask: Ask) -> Outcome {
    let (round, code) = (ask.param("round").to_owned(), ask.param("unit").to_owned());
    let (id, reason) = (ask.form.text("row").to_owned(), ask.form.text("reason").to_owned());
    belongs(&ask, &round, &code, &id).await?;
    let here = address(&["rounds", &round, "field", &code, "visits"]);
    ask.act(Act::RowStruck { round, register: Register::Visits, id, reason }).await?;
    ask.done(&here, "记录已作废，原文仍在台账里。", "The record is struck out; the ledger keeps it.")
}

/// A visit may be changed only from the page of its own unit.
async fn belongs(ask: &Ask, round: &str, code: &str, row: &str) -> Result<(), Trouble> {
    let office = ask.office().await?;
    let there = office.registers.get(&key(&[round, Register::Visits.word(), row]));
    let own = there.is_some_and(|there| there.cells.get("unit").is_some_and(|unit| unit == code));
    if own { Ok(()) } else { Err(Trouble::NotFound) }
}
