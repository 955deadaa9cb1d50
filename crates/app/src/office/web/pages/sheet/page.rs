//! The sheet itself.

use super::address;
use super::entry::{Field, Measures, when};
use super::evidence::{self, Shown};
use super::saving::{Saved, save as save_figures};
use crate::message::Lang;
use crate::office::web::naming;
use crate::office::web::naming::part;
use crate::office::web::{Ask, Filled, Frame, Outcome, Trouble};
use askama::Template;
use axum::http::StatusCode;
use kaocheng_compile::plan::InputIx;
use kaocheng_engine::table::Units;
use kaocheng_office::act::Capacity;
use kaocheng_office::deed::Deed;
use kaocheng_office::entity::{Sheet, SheetState};
use kaocheng_office::office::{Office, key, under};
use kaocheng_office::standing::Subject;

/// Units below on one page.
const ROWS: usize = 40;

#[derive(Template)]
#[template(path = "pages/sheet/sheet.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
    round: String,
    href: String,
    due: String,
    is_past_due: bool,
    standing: Standing,
    may: May,
    own: Vec<Field>,
    below: Below,
    others: Vec<Field>,
    measures: Vec<(String, String)>,
    evidence: Vec<Shown>,
    /// Where the team's feedback is, if it gave any.
    feedback: Option<String>,
    filled: usize,
    asked: usize,
}

/// What the visitor may do to the sheet now.
struct May {
    report: bool,
    attach: bool,
    submit: bool,
    sign: bool,
    give_back: bool,
}

/// Where the sheet is, in words.
struct Standing {
    state: SheetState,
    submitted: String,
    signed: String,
    returned: String,
    late: bool,
}

/// The figures of the units below.
struct Below {
    labels: Vec<String>,
    rows: Vec<Row>,
    page: usize,
    pages: usize,
}

/// A unit below.
struct Row {
    href: String,
    code: String,
    name: String,
    fields: Vec<Field>,
}

pub async fn show(ask: Ask) -> Outcome {
    page(&ask, None, Filled::default(), StatusCode::OK).await
}

pub async fn save(ask: Ask) -> Outcome {
    let (round, unit) = (ask.param("round").to_owned(), ask.param("unit").to_owned());
    let scheme = ask.server.rounds.scheme(&round, ask.t).await?;
    let saved = save_figures(&ask, &round, &scheme, Capacity::Reported).await?;
    if saved.is_clean() {
        let page: usize = ask.form.text("page").parse().unwrap_or(1);
        let to = if page > 1 { format!("{}?page={page}", address(&round, &unit)) } else { address(&round, &unit) };
        let (zh, en) = match saved.figures {
            0 => ("没有改动。".to_owned(), "Nothing was changed.".to_owned()),
            count => (format!("已保存 {count} 项。"), format!("Saved: {count}.")),
        };
        return ask.done(&to, &zh, &en);
    }
    let status = if saved.failed.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page(&ask, Some(saved), ask.form.clone(), status).await
}

/// The page, with what was typed and not taken.
pub async fn page(ask: &Ask, saved: Option<Saved>, form: Filled, status: StatusCode) -> Outcome {
    let (round, unit) = (ask.param("round").to_owned(), ask.param("unit").to_owned());
    let scheme = ask.server.rounds.scheme(&round, ask.t).await?;
    let at = scheme.units.find(&unit).ok_or(Trouble::NotFound)?;
    let name = scheme.units.all().get(at).map(|found| found.name.clone()).unwrap_or_default();
    let office = ask.office().await?;
    let found = office.rounds.get(&key(&[&round])).ok_or(Trouble::NotFound)?;
    let measures = Measures { office: &office, scheme: &scheme, round: &round, t: ask.t };
    let reported = measures.of(&[Capacity::Reported]);
    let supplies = |input: usize, unit: usize| scheme.units.supplies(&scheme.plan, InputIx(input), unit);
    let mut own: Vec<Field> =
        reported.iter().filter(|m| supplies(m.0, at)).filter_map(|m| measures.field(&unit, *m)).collect();
    let others: Vec<Field> = measures
        .of(&[Capacity::Provided, Capacity::Judged])
        .into_iter()
        .filter(|m| supplies(m.0, at))
        .filter_map(|m| measures.field(&unit, m))
        .collect();
    let within = below(&scheme.units, at);
    let asked: Vec<_> =
        reported.iter().filter(|m| !supplies(m.0, at) && within.iter().any(|u| supplies(m.0, *u))).copied().collect();
    let rows_at: Vec<usize> = within.into_iter().filter(|u| asked.iter().any(|m| supplies(m.0, *u))).collect();
    let pages = rows_at.len().div_ceil(ROWS).max(1);
    let typed = if ask.is_get { ask.query.text("page") } else { ask.form.text("page") };
    let page = typed.parse().unwrap_or(1).clamp(1, pages);
    let all = scheme.units.all();
    let shown = rows_at.iter().skip((page - 1) * ROWS).take(ROWS).filter_map(|u| all.get(*u));
    let row = |of: &kaocheng_engine::table::Unit| Row {
        href: address(&round, &of.code),
        code: of.code.clone(),
        name: of.name.clone(),
        fields: asked.iter().filter_map(|m| measures.field(&of.code, *m)).collect(),
    };
    let mut rows: Vec<Row> = shown.map(row).collect();
    let every_figure =
        rows_at.iter().filter_map(|u| all.get(*u)).flat_map(|of| asked.iter().map(move |m| (&of.code, m)));
    let (mut filled, mut total) = (own.iter().filter(|field| !field.value.is_empty()).count(), own.len());
    for (code, measure) in every_figure {
        total += 1;
        filled += usize::from(office.figure(&round, code, &measure.1.id).is_some());
    }
    if let Some(saved) = &saved {
        own.iter_mut()
            .chain(rows.iter_mut().flat_map(|row| &mut row.fields))
            .for_each(|field| field.again(&form, saved));
    }
    let due = found.due.clone().unwrap_or_default();
    let labels = asked.iter().map(|(_, measure)| measure.label.clone()).collect();
    let mut frame = Frame::new(ask, &name).under("/rounds", ask.t.pick("考核", "Rounds"));
    frame = frame.under(format!("/rounds/{}", part(&round)), &found.title);
    if let Some(saved) = &saved {
        match saved.failed.is_empty() {
            true => frame.said = format!("{}{}", saved.words(ask), saved.warnings.join(" ")),
            false => frame = frame.problem(saved.words(ask)),
        }
    }
    let has_feedback = under(&office.feedback, &[&round, &unit]).next().is_some();
    let page = Page {
        t: ask.t,
        frame,
        form,
        href: address(&round, &unit),
        is_past_due: !due.is_empty() && ask.at.local().get(..10).is_some_and(|today| today > due.as_str()),
        due,
        standing: standing(&office, office.sheet(&round, &unit)),
        may: may(ask, &office, &round, &unit),
        measures: own.iter().chain(&others).map(|field| (field.measure.clone(), field.label.clone())).collect(),
        evidence: evidence::of(&office, &round, &unit),
        feedback: has_feedback.then(|| naming::address(&["rounds", &round, "feedback", &unit])),
        own,
        below: Below { labels, rows, page, pages },
        others,
        filled,
        asked: total,
        round,
    };
    drop(office);
    ask.page_with(status, &page)
}

/// The units below one, parents before children.
fn below(units: &Units, at: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut waiting: Vec<usize> = units.children(at).to_vec();
    waiting.reverse();
    while let Some(unit) = waiting.pop() {
        found.push(unit);
        waiting.extend(units.children(unit).iter().rev());
    }
    found
}

fn may(ask: &Ask, office: &Office, round: &str, unit: &str) -> May {
    let subject = Subject::unit(round, unit);
    let may = |deed| ask.who.may(office, deed, &subject);
    let sheet = office.sheet(round, unit).map_or(SheetState::Open, |sheet| sheet.state);
    let is_open =
        office.up_from(round, unit).all(|at| office.sheet(round, at).is_none_or(|s| s.state == SheetState::Open));
    May {
        report: is_open && may(Deed::ReportFigures),
        attach: is_open && may(Deed::AttachEvidence),
        submit: is_open && may(Deed::SubmitSheet),
        sign: sheet == SheetState::Submitted && may(Deed::SignSheet),
        give_back: sheet != SheetState::Open && may(Deed::ReturnSheet),
    }
}

fn standing(office: &Office, sheet: Option<&Sheet>) -> Standing {
    let stamp = |stamp: &kaocheng_office::entity::Stamp| {
        format!("{} · {} · #{}", naming::person(office, &stamp.by), when(stamp), stamp.seq)
    };
    Standing {
        state: sheet.map_or(SheetState::Open, |sheet| sheet.state),
        submitted: sheet.and_then(|s| s.submitted.as_ref()).map(stamp).unwrap_or_default(),
        signed: sheet.and_then(|s| s.signed.as_ref()).map(stamp).unwrap_or_default(),
        returned: sheet
            .and_then(|s| s.returned.as_ref())
            .map(|(by, reason)| format!("{}：{reason}", stamp(by)))
            .unwrap_or_default(),
        late: sheet.is_some_and(|sheet| sheet.late),
    }
}
