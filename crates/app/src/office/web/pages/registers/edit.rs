//! A row of a register: added, changed, struck out.

use super::columns::{Typed, heading, is_kept_here, is_optional, names, typed};
use super::table::register;
use crate::message::Lang;
use crate::office::web::naming::{address, units};
use crate::office::web::{Ask, Filled, Frame, Outcome, Trouble};
use askama::Template;
use axum::http::StatusCode;
use kaocheng_office::act::{Act, Register};
use kaocheng_office::office::key;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "pages/registers/edit.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
    here: String,
    cells: Vec<Cell>,
    row: String,
    base: String,
}

/// A cell to fill in.
struct Cell {
    /// The field's name in the form.
    field: String,
    label: &'static str,
    kind: &'static str,
    required: bool,
    /// What there is to choose from; empty: it is typed.
    choices: Vec<(String, String)>,
}

fn kept(ask: &Ask) -> Result<Register, Trouble> {
    register(ask).and_then(|found| if is_kept_here(found) { Ok(found) } else { Err(Trouble::NotFound) })
}

pub async fn show(ask: Ask) -> Outcome {
    let (register, row) = (kept(&ask)?, ask.query.text("row"));
    let form = if row.is_empty() {
        Filled::default()
    } else {
        let office = ask.office().await?;
        let there = office.registers.get(&key(&[ask.param("round"), register.word(), row])).ok_or(Trouble::NotFound)?;
        let own = [("row".to_owned(), row.to_owned()), ("base".to_owned(), there.stamp.seq.to_string())];
        let cells = there.cells.iter().map(|(name, value)| (format!("cell-{name}"), value.clone()));
        Filled::with(cells.chain(own))
    };
    page(&ask, form, StatusCode::OK).await
}

async fn page(ask: &Ask, form: Filled, status: StatusCode) -> Outcome {
    let (round, register) = (ask.param("round").to_owned(), kept(ask)?);
    let scheme = ask.server.rounds.scheme(&round, ask.t).await.ok();
    let title = ask.server.rounds.round(&round).await?.title;
    let cell = |column: &&'static str| {
        let [zh, en] = heading(register, column);
        let mut choices: Vec<(String, String)> = match (typed(register, column), &scheme) {
            (Typed::Unit, Some(scheme)) => units(scheme, ask.t),
            (Typed::Fact, Some(scheme)) => {
                let facts = scheme.plan.mechanism.facts.iter();
                facts.map(|fact| (fact.id.clone(), fact.label.clone())).collect()
            }
            (Typed::Word(words), _) => {
                words.iter().map(|(word, zh, en)| ((*word).to_owned(), ask.t.pick(*zh, *en).to_owned())).collect()
            }
            _ => Vec::new(),
        };
        // What was typed before and is not in the list stays what it is.
        let there = form.text(&name_of(column)).to_owned();
        if !choices.is_empty() && !there.is_empty() && !choices.iter().any(|(value, _)| *value == there) {
            choices.push((there.clone(), there));
        }
        Cell {
            field: name_of(column),
            label: ask.t.pick(zh, en),
            kind: match typed(register, column) {
                Typed::Day => "date",
                Typed::Number => "number",
                _ => "text",
            },
            required: !is_optional(register, column),
            choices,
        }
    };
    let is_new = form.text("row").is_empty();
    let (zh, en) = if is_new { ("加一行", "Add a row") } else { ("更正", "Change a row") };
    let [of_zh, of_en] = names(register);
    let list = address(&["rounds", &round, "registers", register.word()]);
    let frame = ask
        .frame(zh, en)
        .under("/rounds", ask.t.pick("考核", "Rounds"))
        .under(address(&["rounds", &round]), title)
        .under(address(&["rounds", &round, "registers"]), ask.t.pick("登记簿", "Registers"))
        .under(list.clone(), ask.t.pick(of_zh, of_en))
        .problem(form.problem("").to_owned());
    let page = Page {
        t: ask.t,
        frame,
        here: format!("{list}/row"),
        cells: register.columns().iter().map(cell).collect(),
        row: form.text("row").to_owned(),
        base: form.text("base").to_owned(),
        form,
    };
    ask.page_with(status, &page)
}

fn name_of(column: &str) -> String {
    format!("cell-{column}")
}

pub async fn save(ask: Ask) -> Outcome {
    let (round, register) = (ask.param("round").to_owned(), kept(&ask)?);
    let mut form = ask.form.clone();
    let mut cells = BTreeMap::new();
    for column in register.columns() {
        let (name, kind) = (name_of(column), typed(register, column));
        let value = form.text(&name).to_owned();
        if value.is_empty() && !is_optional(register, column) {
            form.wrong(&name, ask.t.pick("不能空着", "This must not be empty"));
        }
        if kind == Typed::Day && !value.is_empty() && kaocheng_compile::date::day(&value).is_none() {
            form.wrong(&name, ask.t.pick("日期要写成 2026-07-31", "A day such as 2026-07-31"));
        }
        cells.insert((*column).to_owned(), value);
    }
    if !form.is_right() {
        return page(&ask, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let (id, base) = match form.text("row") {
        "" => (ask.act_id("row"), None),
        row => (row.to_owned(), form.text("base").parse().ok()),
    };
    let list = address(&["rounds", &round, "registers", register.word()]);
    match ask.act(Act::RowEntered { round, register, id, cells, base }).await {
        Ok(_) => ask.done(&list, "已登记。", "It is entered."),
        Err(Trouble::Refused(refusal)) => {
            let [zh, en] = refusal.words();
            form.wrong("", ask.t.pick(zh, en));
            page(&ask, form, StatusCode::CONFLICT).await
        }
        Err(other) => Err(other),
    }
}

pub async fn strike(ask: Ask) -> Outcome {
    let (round, register) = (ask.param("round").to_owned(), kept(&ask)?);
    let list = address(&["rounds", &round, "registers", register.word()]);
    let (id, reason) = (ask.form.text("row").to_owned(), ask.form.text("reason").to_owned());
    ask.act(Act::RowStruck { round, register, id, reason }).await?;
    ask.done(&list, "已作废，原文仍在台账里。", "It is struck out; the ledger keeps it.")
}
