//! The list of units of a round.

use super::super::rounds::{at, frame_of};
use super::seen;
use crate::message::Lang;
use crate::office::rounds::{By, Listed, RoundError};
use crate::office::web::{Ask, Filled, Frame, Outcome, Trouble};
use askama::Template;
use axum::http::StatusCode;
use kaocheng_engine::table::{Unit, Units};
use kaocheng_exchange::units::read_units;
use kaocheng_office::act::FileFormat;
use kaocheng_office::deed::Deed;
use kaocheng_office::standing::Subject;

/// Units on a page.
const ON_A_PAGE: usize = 200;

#[derive(Template)]
#[template(path = "pages/scheme/units.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
    address: String,
    may_write: bool,
    count: usize,
    units: Vec<Line>,
    page: usize,
    pages: usize,
    lines: Vec<String>,
}

impl Page {
    fn pager(&self) -> String {
        format!("{}?", self.address)
    }
}

struct Line {
    code: String,
    name: String,
    level: String,
    class: String,
    above: String,
}

pub async fn show(ask: Ask) -> Outcome {
    page(&ask, Vec::new()).await
}

async fn page(ask: &Ask, lines: Vec<String>) -> Outcome {
    let name = ask.param("round");
    let found = seen(ask).await?;
    let units = match &found.units {
        Some(list) => {
            let bytes = ask.server.rounds.blobs().get(&list.file).await?;
            let file = if list.format == FileFormat::Csv { "units.csv" } else { "units.xlsx" };
            let reading = tokio::task::spawn_blocking(move || read_units(file, &bytes).units);
            reading.await.map_err(|error| Trouble::Broken(error.to_string()))?.unwrap_or_default()
        }
        None => Units::default(),
    };
    let pages = units.len().div_ceil(ON_A_PAGE).max(1);
    let at_page = ask.query.text("page").parse().unwrap_or(1).clamp(1, pages);
    let all = units.all();
    let line = |unit: &Unit| Line {
        code: unit.code.clone(),
        name: unit.name.clone(),
        level: unit.level.clone(),
        class: unit.class.clone().unwrap_or_default(),
        above: unit.parent.and_then(|ix| all.get(ix)).map(|unit| unit.name.clone()).unwrap_or_default(),
    };
    let shown = all.iter().skip((at_page - 1) * ON_A_PAGE).take(ON_A_PAGE).map(line).collect();
    let may_write = {
        let office = ask.office().await?;
        ask.who.may(&office, Deed::WriteScheme, &Subject::round(name))
    };
    let status = if lines.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = Page {
        t: ask.t,
        frame: frame_of(ask, name, &found.title, ("单位名单", "List of units")),
        form: Filled::default(),
        address: at(name, "/units-list"),
        may_write,
        count: all.len(),
        units: shown,
        page: at_page,
        pages,
        lines,
    };
    ask.page_with(status, &page)
}

pub async fn list(ask: Ask) -> Outcome {
    let round = ask.param("round").to_owned();
    let Some(file) = ask.form.file("file") else {
        return page(&ask, vec![ask.t.pick("请选择文件。", "Choose a file.").to_owned()]).await;
    };
    let id = ask.act_id("units");
    let by = By { person: &ask.who.person, id: &id, lang: ask.t };
    match ask.server.rounds.list_units(by, &round, &file.name, file.bytes.to_vec()).await {
        Ok(Listed { count, .. }) => {
            let to = at(&round, "/units-list");
            ask.done(&to, &format!("名单已保存，共 {count} 个单位。"), &format!("The list of {count} units is saved."))
        }
        Err(error @ RoundError::Trouble(_)) => page(&ask, error.lines(ask.t)).await,
        Err(other) => Err(other.into()),
    }
}
