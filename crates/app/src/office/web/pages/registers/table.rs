//! A register: its rows, those struck out, and what it says as of today.

use super::columns::{Typed, heading, is_kept_here, names, typed};
use crate::commands::register::{Told, told};
use crate::message::Lang;
use crate::office::assess::Scheme;
use crate::office::web::naming::{address, stamped, unit};
use crate::office::web::{Ask, Frame, Outcome, Trouble};
use askama::Template;
use kaocheng_office::act::Register;
use kaocheng_office::deed::Deed;
use kaocheng_office::entity::RegisterRow;
use kaocheng_office::files::Content;
use kaocheng_office::office::{Office, key, last_part, under};
use kaocheng_office::standing::Subject;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "pages/registers/table.html")]
struct Page {
    t: Lang,
    frame: Frame,
    add: Option<String>,
    /// The page on which rows are entered that are not entered here.
    elsewhere: Option<String>,
    strike: String,
    headings: Vec<&'static str>,
    rows: Vec<Row>,
    struck: Vec<Row>,
    told: Told,
}

/// A row.
struct Row {
    id: String,
    /// Heading and cell.
    cells: Vec<(&'static str, String)>,
    by: String,
    change: String,
    struck: String,
}

/// The register that the path names.
pub fn register(ask: &Ask) -> Result<Register, Trouble> {
    Register::of_word(ask.param("register")).ok_or(Trouble::NotFound)
}

pub async fn show(ask: Ask) -> Outcome {
    let (round, register) = (ask.param("round").to_owned(), register(&ask)?);
    // Registers are kept before there is a scheme, too; then units go by their codes.
    let scheme = ask.server.rounds.scheme(&round, ask.t).await.ok();
    let here = address(&["rounds", &round, "registers", register.word()]);
    let office = ask.office().await?;
    let title = office.rounds.get(&key(&[&round])).ok_or(Trouble::NotFound)?.title.clone();
    let (mut rows, mut struck) = (Vec::new(), Vec::new());
    for (at, row) in under(&office.registers, &[&round, register.word()]) {
        let shown = row_of(&ask, &office, scheme.as_deref(), register, (at, row), &here);
        if row.struck.is_some() { struck.push(shown) } else { rows.push(shown) }
    }
    let keeps = is_kept_here(register) && ask.who.may(&office, Deed::KeepRegisters, &Subject::round(&round));
    let page_of = match register {
        Register::Visits => Some(("field", Deed::SeeField)),
        Register::Decisions => Some(("decisions", Deed::SeeResults)),
        Register::Letters => Some(("letters", Deed::SeeRegisters)),
        Register::Exchange => Some(("exchange", Deed::SeeProviding)),
        _ => None,
    };
    let elsewhere = page_of
        .filter(|(_, deed)| ask.who.may(&office, *deed, &Subject::round(&round)))
        .map(|(part, _)| address(&["rounds", &round, part]));
    let file = office.files_of(&round).and_then(|mut files| files.remove(&format!("{}.csv", register.word())));
    let today = ask.at.local().get(..10).unwrap_or_default().to_owned();
    drop(office);
    let told = match (scheme, file) {
        (Some(scheme), Some(Content::Text(text))) => said(scheme, register, text, today, ask.t).await?,
        _ => Told::default(),
    };
    let [zh, en] = names(register);
    let frame = ask
        .frame(zh, en)
        .under("/rounds", ask.t.pick("考核", "Rounds"))
        .under(address(&["rounds", &round]), title)
        .under(address(&["rounds", &round, "registers"]), ask.t.pick("登记簿", "Registers"));
    let headings = register.columns().iter().map(|column| word(register, column, ask.t)).collect();
    let page = Page {
        t: ask.t,
        frame,
        add: keeps.then(|| format!("{here}/row")),
        elsewhere,
        strike: format!("{here}/strike"),
        headings,
        rows,
        struck,
        told,
    };
    ask.page(&page)
}

fn word(register: Register, column: &str, t: Lang) -> &'static str {
    let [zh, en] = heading(register, column);
    t.pick(zh, en)
}

fn row_of(
    ask: &Ask,
    office: &Office,
    scheme: Option<&Scheme>,
    register: Register,
    (at, row): (&str, &RegisterRow),
    here: &str,
) -> Row {
    let cell = |column: &&'static str| {
        let value = row.cells.get(*column).cloned().unwrap_or_default();
        let shown = match (typed(register, column), scheme) {
            (Typed::Unit, Some(scheme)) => unit(scheme, &value, ask.t),
            (Typed::Word(words), _) => match words.iter().find(|(word, ..)| *word == value) {
                Some((_, zh, en)) => ask.t.pick(*zh, *en).to_owned(),
                None => value,
            },
            _ => value,
        };
        (word(register, column, ask.t), shown)
    };
    let id = last_part(at);
    Row {
        cells: register.columns().iter().map(cell).collect(),
        by: stamped(office, &row.stamp),
        change: format!("{here}/row?row={}", &address(&[&id])[1..]),
        struck: row.struck.as_ref().map(|(s, why)| format!("{} {why}", stamped(office, s))).unwrap_or_default(),
        id,
    }
}

/// What the register says, as the command line would.
async fn said(scheme: Arc<Scheme>, register: Register, text: String, today: String, t: Lang) -> Result<Told, Trouble> {
    let telling = move || told(register.word(), text.as_bytes(), &scheme.plan, &scheme.units, &today, t);
    let told = tokio::task::spawn_blocking(telling).await;
    told.map(Option::unwrap_or_default).map_err(|error| Trouble::Broken(error.to_string()))
}
