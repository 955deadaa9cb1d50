//! The table of a department: units by measures.

use super::address;
use crate::message::Lang;
use crate::office::assess::Scheme;
use crate::office::rounds::By;
use crate::office::web::naming::part;
use crate::office::web::pages::sheet::address as sheet_of;
use crate::office::web::pages::sheet::entry::{Field, Measures};
use crate::office::web::pages::sheet::saving::{Saved, save as save_figures};
use crate::office::web::{Ask, Filled, Frame, Outcome, Trouble};
use askama::Template;
use axum::http::StatusCode;
use kaocheng_compile::plan::InputIx;
use kaocheng_engine::table::Unit;
use kaocheng_office::act::{Capacity, Measure};
use kaocheng_office::deed::Deed;
use kaocheng_office::office::{Office, key};
use kaocheng_office::role::Role;
use kaocheng_office::standing::Subject;

/// The type of the template.
const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Units on one page.
const ROWS: usize = 40;

#[derive(Template)]
#[template(path = "pages/providing/table.html")]
struct Page {
    t: Lang,
    frame: Frame,
    href: String,
    disputes: String,
    departments: Vec<String>,
    columns: Vec<(String, String)>,
    rows: Vec<Row>,
    page: usize,
    pages: usize,
    may_provide: bool,
    sees_sheets: bool,
    filled: usize,
    asked: usize,
}

/// A unit.
struct Row {
    href: String,
    code: String,
    name: String,
    /// `None`: the unit is of a level that the measure does not ask.
    fields: Vec<Option<Field>>,
}

pub async fn show(ask: Ask) -> Outcome {
    page(&ask, None, Filled::default(), StatusCode::OK).await
}

pub async fn save(ask: Ask) -> Outcome {
    let round = ask.param("round").to_owned();
    let scheme = ask.server.rounds.scheme(&round, ask.t).await?;
    let saved = save_figures(&ask, &round, &scheme, Capacity::Provided).await?;
    if saved.is_clean() {
        let to = format!("{}?page={}", address(&round), ask.form.text("page").parse().unwrap_or(1_usize));
        let words = (format!("已保存 {} 项。", saved.figures), format!("Saved: {}.", saved.figures));
        return ask.done(&to, &words.0, &words.1);
    }
    let status = if saved.failed.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page(&ask, Some(saved), ask.form.clone(), status).await
}

/// The measures that the visitor's departments supply; those who only look see all that departments supply.
fn supplied<'o>(ask: &Ask, measures: &Measures<'o>) -> Vec<(usize, &'o Measure)> {
    let mine: Vec<&str> = departments(ask);
    let is_mine = |measure: &Measure| measure.provider.as_deref().is_some_and(|of| mine.contains(&of));
    measures.of(&[Capacity::Provided]).into_iter().filter(|(_, m)| mine.is_empty() || is_mine(m)).collect()
}

fn departments(ask: &Ask) -> Vec<&str> {
    ask.who
        .seats
        .iter()
        .filter(|seat| seat.role == Role::Provider)
        .filter_map(|seat| seat.provider.as_deref())
        .collect()
}

/// The workbook to fill.
pub async fn template(ask: Ask) -> Outcome {
    let round = ask.param("round").to_owned();
    let scheme = ask.server.rounds.scheme(&round, ask.t).await?;
    let ids: Vec<String> = {
        let office = ask.office().await?;
        let measures = Measures { office: &office, scheme: &scheme, round: &round, t: ask.t };
        supplied(&ask, &measures).iter().map(|(_, measure)| measure.id.clone()).collect()
    };
    if ids.is_empty() {
        return Err(Trouble::NotFound);
    }
    let by = By { person: &ask.who.person, id: "", lang: ask.t };
    let bytes = ask.server.rounds.template(by, &round, ids).await?;
    let name = format!("{round}-{}.xlsx", ask.t.pick("数据提供模板", "template"));
    ask.file(&name, WORKBOOK, bytes)
}

async fn page(ask: &Ask, saved: Option<Saved>, form: Filled, status: StatusCode) -> Outcome {
    let round = ask.param("round").to_owned();
    let scheme = ask.server.rounds.scheme(&round, ask.t).await?;
    let office = ask.office().await?;
    let title = office.rounds.get(&key(&[&round])).map(|found| found.title.clone()).ok_or(Trouble::NotFound)?;
    let measures = Measures { office: &office, scheme: &scheme, round: &round, t: ask.t };
    let supplied = supplied(ask, &measures);
    let supplies = |input: usize, unit: usize| scheme.units.supplies(&scheme.plan, InputIx(input), unit);
    let units = asked(&scheme, &supplied);
    let pages = units.len().div_ceil(ROWS).max(1);
    let typed = if ask.is_get { ask.query.text("page") } else { ask.form.text("page") };
    let page = typed.parse().unwrap_or(1).clamp(1, pages);
    let row = |(at, of): &(usize, &Unit)| Row {
        href: sheet_of(&round, &of.code),
        code: of.code.clone(),
        name: of.name.clone(),
        fields: supplied.iter().map(|m| supplies(m.0, *at).then(|| measures.field(&of.code, *m)).flatten()).collect(),
    };
    let mut rows: Vec<Row> = units.iter().skip((page - 1) * ROWS).take(ROWS).map(row).collect();
    let (mut filled, mut total) = (0, 0);
    for (at, of) in &units {
        for (_, measure) in supplied.iter().filter(|m| supplies(m.0, *at)) {
            total += 1;
            filled += usize::from(office.figure(&round, &of.code, &measure.id).is_some());
        }
    }
    if let Some(saved) = &saved {
        rows.iter_mut().flat_map(|row| row.fields.iter_mut().flatten()).for_each(|field| field.again(&form, saved));
    }
    let sees_sheets = ask.who.may(&office, Deed::SeeSheet, &Subject::round(&round));
    let may_provide = may_provide(ask, &office, &round, &supplied);
    let columns = supplied.iter().map(|(_, m)| (m.label.clone(), m.provider.clone().unwrap_or_default())).collect();
    drop(office);
    let mut frame = ask
        .frame("提供数据", "Figures provided")
        .under("/rounds", ask.t.pick("考核", "Rounds"))
        .under(format!("/rounds/{}", part(&round)), title);
    if let Some(saved) = &saved {
        match saved.failed.is_empty() {
            true => frame.said = format!("{}{}", saved.words(ask), saved.warnings.join(" ")),
            false => frame = frame.problem(saved.words(ask)),
        }
    }
    let page = Page {
        t: ask.t,
        frame,
        href: address(&round),
        disputes: format!("/rounds/{}/disputes", part(&round)),
        departments: departments(ask).into_iter().map(str::to_owned).collect(),
        columns,
        rows,
        page,
        pages,
        may_provide,
        sees_sheets,
        filled,
        asked: total,
    };
    ask.page_with(status, &page)
}

/// The units that some of the measures ask.
fn asked<'s>(scheme: &'s Scheme, supplied: &[(usize, &Measure)]) -> Vec<(usize, &'s Unit)> {
    let is_asked = |at: usize| {
        let unit = scheme.units.all().get(at);
        let level = scheme.plan.head.level.as_deref();
        let assessed = level.is_none_or(|level| unit.is_some_and(|unit| unit.level == level));
        supplied.iter().any(|(input, _)| {
            let of_level = scheme.plan.inputs.get(*input).is_some_and(|input| input.level.is_some());
            (of_level || assessed) && scheme.units.supplies(&scheme.plan, InputIx(*input), at)
        })
    };
    scheme.units.all().iter().enumerate().filter(|(at, _)| is_asked(*at)).collect()
}

fn may_provide(ask: &Ask, office: &Office, round: &str, supplied: &[(usize, &Measure)]) -> bool {
    let measures = supplied.iter().map(|(_, measure)| measure.id.clone()).collect();
    ask.who.may(office, Deed::ProvideFigures, &Subject { measures, ..Subject::round(round) })
}
