//! Figures from a workbook or CSV file: first what would change, figure by figure, then the taking. Units and measures that
//! are not the visitor's are told and left alone.

use super::address;
use super::entry::Measures;
use crate::message::Lang;
use crate::office::rounds::{By, RoundError, media};
use crate::office::web::naming::part;
use crate::office::web::{Ask, Filled, Frame, Outcome, Trouble};
use askama::Template;
use axum::http::StatusCode;
use kaocheng_office::act::{Capacity, FigureRow};
use kaocheng_office::deed::Deed;
use kaocheng_office::office::key;
use kaocheng_office::standing::Subject;
use std::collections::BTreeMap;

/// From where figures are imported, and as what.
pub struct Importing {
    /// The page that it belongs to.
    pub back: String,
    /// As what figures are entered.
    pub capacity: Capacity,
}

#[derive(Template)]
#[template(path = "pages/sheet/import.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
    back: String,
    lines: Vec<String>,
}

#[derive(Template)]
#[template(path = "pages/sheet/import_tried.html")]
struct Tried {
    t: Lang,
    frame: Frame,
    back: String,
    lines: Vec<Line>,
    fresh: usize,
    wrong: usize,
}

/// What would come of a figure of the file.
struct Line {
    unit: String,
    name: String,
    label: String,
    before: String,
    row: FigureRow,
    /// Why it cannot be taken; empty if it can.
    problem: String,
    /// What is worth a second look.
    warning: String,
    /// It stands there already.
    there: bool,
}

impl Line {
    fn is_taken(&self) -> bool {
        self.problem.is_empty() && !self.there
    }
}

fn sheet(ask: &Ask) -> Importing {
    Importing { back: address(ask.param("round"), ask.param("unit")), capacity: Capacity::Reported }
}

/// The workbook to fill: what the unit and those below it report.
pub async fn template(ask: Ask) -> Outcome {
    let (round, unit) = (ask.param("round").to_owned(), ask.param("unit").to_owned());
    let scheme = ask.server.rounds.scheme(&round, ask.t).await?;
    let (measures, units) = {
        let office = ask.office().await?;
        let measures = Measures { office: &office, scheme: &scheme, round: &round, t: ask.t };
        let ids: Vec<String> = measures.of(&[Capacity::Reported]).iter().map(|(_, m)| m.id.clone()).collect();
        let within = |u: &&kaocheng_engine::table::Unit| office.is_within(&round, &u.code, &unit);
        let units: Vec<String> = scheme.units.all().iter().filter(within).map(|u| u.code.clone()).collect();
        (ids, units)
    };
    let by = By { person: &ask.who.person, id: "", lang: ask.t };
    let bytes = ask.server.rounds.template_of(by, &round, measures, units).await?;
    let name = format!("{round}-{unit}-{}.xlsx", ask.t.pick("填报模板", "template"));
    ask.file(&name, media::SHEET, bytes)
}

pub async fn show_sheet(ask: Ask) -> Outcome {
    show(&ask, sheet(&ask), Filled::default(), Vec::new()).await
}

pub async fn try_sheet(ask: Ask) -> Outcome {
    tried(&ask, sheet(&ask)).await
}

pub async fn take_sheet(ask: Ask) -> Outcome {
    take(&ask, sheet(&ask)).await
}

async fn frame(ask: &Ask, importing: &Importing) -> Result<Frame, Trouble> {
    let round = ask.param("round");
    let title = ask.office().await?.rounds.get(&key(&[round])).map(|r| r.title.clone()).unwrap_or_default();
    let back = match importing.capacity {
        Capacity::Provided => ask.t.pick("提供数据", "Figures provided"),
        _ => ask.t.pick("填报表", "Sheet"),
    };
    let frame = ask.frame("从工作簿导入", "Import a workbook").under("/rounds", ask.t.pick("考核", "Rounds"));
    Ok(frame.under(format!("/rounds/{}", part(round)), title).under(importing.back.clone(), back))
}

/// The form, with what is wrong with the file that was just sent.
pub async fn show(ask: &Ask, importing: Importing, form: Filled, lines: Vec<String>) -> Outcome {
    let status = if form.is_right() && lines.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let frame = frame(ask, &importing).await?;
    ask.page_with(status, &Page { t: ask.t, frame, form, back: importing.back, lines })
}

/// What would come of a file.
pub async fn tried(ask: &Ask, importing: Importing) -> Outcome {
    let round = ask.param("round").to_owned();
    let by = By { person: &ask.who.person, id: "", lang: ask.t };
    let Some(file) = ask.form.file("file") else {
        let mut form = Filled::default();
        form.wrong("file", ask.t.pick("请选择文件。", "Choose a file."));
        return show(ask, importing, form, Vec::new()).await;
    };
    let units = match ask.server.rounds.read_file(by, &round, &file.name, file.bytes.to_vec()).await {
        Ok(units) => units,
        Err(error @ RoundError::Trouble(_)) => {
            return show(ask, importing, Filled::default(), error.lines(ask.t)).await;
        }
        Err(other) => return Err(other.into()),
    };
    let mut lines = Vec::new();
    for (unit, rows) in units {
        let mut found = compared(ask, &importing, &round, &unit, rows).await?;
        let fresh: Vec<FigureRow> = found.iter().filter(|l| l.is_taken()).map(|l| l.row.clone()).collect();
        let (is_refused, problems) = match ask.server.rounds.try_rows(by, &round, &unit, &fresh).await {
            Ok(warnings) => (false, warnings),
            Err(RoundError::Rows(problems)) => (true, problems),
            Err(other) => return Err(other.into()),
        };
        for problem in problems {
            let at = found.iter_mut().filter(|l| problem.measure.is_empty() || l.row.measure == problem.measure);
            for line in at {
                match is_refused && problem.is_error {
                    true => line.problem.clone_from(&problem.message),
                    false => line.warning.clone_from(&problem.message),
                }
            }
        }
        lines.append(&mut found);
    }
    let fresh = lines.iter().filter(|line| line.is_taken()).count();
    let wrong = lines.iter().filter(|line| !line.problem.is_empty()).count();
    let frame = frame(ask, &importing).await?;
    ask.page(&Tried { t: ask.t, frame, back: importing.back, lines, fresh, wrong })
}

/// A unit's rows beside what stands, with whose they are.
async fn compared(
    ask: &Ask,
    importing: &Importing,
    round: &str,
    unit: &str,
    rows: Vec<FigureRow>,
) -> Result<Vec<Line>, Trouble> {
    let scheme = ask.server.rounds.scheme(round, ask.t).await?;
    let office = ask.office().await?;
    let name = scheme.units.find(unit).and_then(|at| scheme.units.all().get(at)).map(|u| u.name.clone());
    let issued = office.rounds.get(&key(&[round])).and_then(|r| r.issued.as_ref());
    let deed = if importing.capacity == Capacity::Provided { Deed::ProvideFigures } else { Deed::ReportFigures };
    let line = |mut row: FigureRow| {
        let measure = issued.and_then(|issued| issued.measures.iter().find(|m| m.id == row.measure));
        let there = office.figure(round, unit, &row.measure);
        row.base = there.map(|figure| figure.stamp.seq);
        if let (Capacity::Provided, true, Some(measure)) = (importing.capacity, row.source.is_empty(), measure) {
            row.source = measure.provider.clone().unwrap_or_default();
        }
        let subject = Subject { measures: vec![row.measure.clone()], ..Subject::unit(round, unit) };
        let problem = if measure.is_none_or(|measure| measure.capacity != importing.capacity) {
            ask.t.pick("这一项不在此处填报", "this is not entered here")
        } else if !ask.who.may(&office, deed, &subject) {
            ask.t.pick("不由你填报", "this is not yours to enter")
        } else {
            ""
        };
        Line {
            unit: unit.to_owned(),
            name: name.clone().unwrap_or_default(),
            label: measure.map_or_else(|| row.measure.clone(), |m| m.label.clone()),
            before: there.map(|figure| figure.value.clone()).unwrap_or_default(),
            there: there
                .is_some_and(|figure| figure.value == row.value && (row.note.is_empty() || figure.note == row.note)),
            problem: problem.to_owned(),
            warning: String::new(),
            row,
        }
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Takes what was shown: an act a unit.
pub async fn take(ask: &Ask, importing: Importing) -> Outcome {
    let round = ask.param("round").to_owned();
    let columns = ["unit", "measure", "value", "source", "date", "note", "base"];
    let mut columns = columns.map(|name| ask.form.all(name));
    let mut units: BTreeMap<String, Vec<FigureRow>> = BTreeMap::new();
    loop {
        let [unit, measure, value, source, date, note, base] = columns.each_mut().map(|column| column.next());
        let (Some(unit), Some(measure), Some(value)) = (unit, measure, value) else { break };
        let text = |cell: Option<&str>| cell.unwrap_or_default().to_owned();
        let (source, date, note) = (text(source), text(date), text(note));
        let base = base.and_then(|base| base.parse().ok());
        let row = FigureRow { measure: measure.to_owned(), value: value.to_owned(), source, date, note, base };
        units.entry(unit.to_owned()).or_default().push(row);
    }
    let (mut taken, mut lines) = (0, Vec::new());
    for (unit, rows) in units {
        let (id, count) = (ask.act_id(&unit), rows.len());
        let by = By { person: &ask.who.person, id: &id, lang: ask.t };
        match ask.server.rounds.enter(by, &round, &unit, importing.capacity, rows).await {
            Ok(_) => taken += count,
            Err(error @ (RoundError::Rows(_) | RoundError::Refused(_))) => {
                lines.extend(error.lines(ask.t).into_iter().map(|line| format!("{unit}: {line}")));
            }
            Err(other) => return Err(other.into()),
        }
    }
    if !lines.is_empty() {
        lines.insert(
            0,
            ask.t.pick(format!("已存 {taken} 项，其余没有存："), format!("{taken} were saved, the others not:")),
        );
        return show(ask, importing, Filled::default(), lines).await;
    }
    ask.done(&importing.back, &format!("已导入 {taken} 项。"), &format!("Imported: {taken}."))
}
