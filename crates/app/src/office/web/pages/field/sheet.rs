//! The sheet of what a team judges at a unit: points with their reasons.

use super::sites::{drawn, within};
use crate::message::Lang;
use crate::office::assess::Scheme;
use crate::office::rounds::{By, RoundError};
use crate::office::web::naming::{address, stamped, unit};
use crate::office::web::pages::sheet::entry::{choices, chosen, from_form, in_form, is_several};
use crate::office::web::{Ask, Filled, Frame, Outcome, Trouble};
use askama::Template;
use axum::http::StatusCode;
use kaocheng_compile::plan::InputIx;
use kaocheng_office::act::{Capacity, FigureRow};
use kaocheng_office::deed::Deed;
use kaocheng_office::office::key;
use kaocheng_office::standing::Subject;
use kaocheng_syntax::exact::show as exact;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "pages/field/sheet.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
    href: String,
    visits: String,
    feedback: String,
    finding: Option<String>,
    sites: Vec<String>,
    rows: Vec<Row>,
    may_judge: bool,
}

/// A measure that is judged.
struct Row {
    id: String,
    label: String,
    hint: String,
    /// Names of the form's fields.
    value_field: String,
    reason_field: String,
    value: String,
    /// What can be chosen; nothing: it is typed.
    choices: Vec<(String, String)>,
    /// Several of them at once.
    several: bool,
    reason: String,
    base: String,
    /// What stood there when the page was shown: only what differs from it is sent on.
    was_value: String,
    was_reason: String,
    by: String,
    /// What stands now, if somebody else changed it meanwhile.
    theirs: String,
}

pub async fn show(ask: Ask) -> Outcome {
    page(&ask, Filled::default(), &[], StatusCode::OK).await
}

/// The page; with what was typed again if it was not taken, and the measures that somebody changed meanwhile.
async fn page(ask: &Ask, form: Filled, stale: &[String], status: StatusCode) -> Outcome {
    let (round, code) = (ask.param("round").to_owned(), ask.param("unit").to_owned());
    let scheme = ask.server.rounds.scheme(&round, ask.t).await?;
    let sites = drawn(ask, &round).await?;
    let office = ask.office().await?;
    let found = office.rounds.get(&key(&[&round])).ok_or(Trouble::NotFound)?;
    let at = scheme.units.find(&code).ok_or(Trouble::NotFound)?;
    let place = |id: &str| scheme.plan.inputs.iter().position(|input| input.id == id);
    let asked = |id: &str| place(id).is_some_and(|ix| scheme.units.supplies(&scheme.plan, InputIx(ix), at));
    let measures = found.issued.iter().flat_map(|issued| &issued.measures);
    let row = |(ix, measure): (usize, &kaocheng_office::act::Measure)| {
        let figure = office.figure(&round, &code, &measure.id);
        let (value_field, reason_field) = (format!("value-{ix}"), format!("reason-{ix}"));
        let kept = |name: &str, there: String| if form.is_set(name) { chosen(&form, name) } else { there };
        let at = place(&measure.id).unwrap_or(usize::MAX);
        let there = figure.map(|figure| in_form(&scheme, at, &figure.value)).unwrap_or_default();
        let value = kept(&value_field, there.clone());
        let is_stale = stale.contains(&measure.id);
        Row {
            label: measure.label.clone(),
            hint: bounds(&scheme, &measure.id, ask.t),
            choices: scheme.plan.inputs.get(at).map(|i| choices(i, &value, ask.t)).unwrap_or_default(),
            several: is_several(&scheme, at),
            value,
            reason: kept(&reason_field, figure.map(|f| f.note.clone()).unwrap_or_default()),
            base: figure.map(|f| f.stamp.seq.to_string()).unwrap_or_default(),
            was_value: there,
            was_reason: figure.map(|f| f.note.clone()).unwrap_or_default(),
            by: figure.map(|f| stamped(&office, &f.stamp)).unwrap_or_default(),
            theirs: match figure.filter(|_| is_stale) {
                Some(figure) => format!("{}:{}", figure.value, figure.note),
                None if is_stale => ask.t.pick("（已取消）", "(taken back)").to_owned(),
                None => String::new(),
            },
            id: measure.id.clone(),
            value_field,
            reason_field,
        }
    };
    let judged = measures.filter(|m| m.capacity == Capacity::Judged && asked(&m.id));
    let rows: Vec<Row> = judged.enumerate().map(row).collect();
    let subject = Subject::unit(&round, &code);
    let may_raise = ask.who.may(&office, Deed::RaiseFinding, &subject);
    let frame = Frame::new(ask, &unit(&scheme, &code, ask.t))
        .under("/rounds", ask.t.pick("考核", "Rounds"))
        .under(address(&["rounds", &round]), found.title.clone())
        .under(address(&["rounds", &round, "field"]), ask.t.pick("现场考核", "In the field"))
        .problem(form.problem("").to_owned());
    let page = Page {
        t: ask.t,
        frame,
        href: address(&["rounds", &round, "field", &code]),
        visits: address(&["rounds", &round, "field", &code, "visits"]),
        feedback: address(&["rounds", &round, "feedback", &code]),
        finding: may_raise
            .then(|| format!("{}?unit={}", address(&["rounds", &round, "findings", "new"]), &address(&[&code])[1..])),
        sites: within(&sites, &office, &round, &code).into_iter().map(|site| site.shown()).collect(),
        rows,
        may_judge: ask.who.may(&office, Deed::Judge, &subject),
        form,
    };
    drop(office);
    ask.page_with(status, &page)
}

/// The least and the most points, as the plan has them.
fn bounds(scheme: &Scheme, id: &str, t: Lang) -> String {
    let input = scheme.plan.inputs.iter().find(|input| input.id == id);
    let unit = input.and_then(|input| input.unit.clone()).unwrap_or_default();
    match input.map(|input| &input.bounds) {
        Some((Some(least), Some(most))) => format!("{}–{} {unit}", exact(least), exact(most)),
        Some((None, Some(most))) => {
            t.pick(format!("最多 {} {unit}", exact(most)), format!("at most {} {unit}", exact(most)))
        }
        Some((Some(least), None)) => {
            t.pick(format!("至少 {} {unit}", exact(least)), format!("at least {} {unit}", exact(least)))
        }
        _ => unit,
    }
}

pub async fn save(ask: Ask) -> Outcome {
    let (round, code) = (ask.param("round").to_owned(), ask.param("unit").to_owned());
    let scheme = ask.server.rounds.scheme(&round, ask.t).await?;
    let mut form = ask.form.clone();
    let mut rows = Vec::new();
    let mut fields = BTreeMap::new();
    let ids: Vec<String> = form.all("measure").map(str::to_owned).collect();
    for (ix, measure) in ids.into_iter().enumerate() {
        let field = |part: &str| format!("{part}-{ix}");
        let (value, note) = (chosen(&form, &field("value")), form.text(&field("reason")).to_owned());
        fields.insert(measure.clone(), field("value"));
        if value == form.text(&field("was-value")) && note == form.text(&field("was-reason")) {
            continue;
        }
        if !value.is_empty() && note.is_empty() {
            form.wrong(&field("reason"), ask.t.pick("打分要写明理由", "Points need a reason"));
        }
        let base = form.text(&field("base")).parse().ok();
        let at = scheme.plan.inputs.iter().position(|input| input.id == measure).unwrap_or(usize::MAX);
        let value = from_form(&scheme, at, &value);
        rows.push(FigureRow { measure, value, note, base, ..FigureRow::default() });
    }
    if !form.is_right() {
        return page(&ask, form, &[], StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let here = address(&["rounds", &round, "field", &code]);
    if rows.is_empty() {
        return ask.done(&here, "没有改动。", "Nothing was changed.");
    }
    let id = ask.act_id("judged");
    let by = By { person: &ask.who.person, id: &id, lang: ask.t };
    let error = match ask.server.rounds.enter(by, &round, &code, Capacity::Judged, rows).await {
        Ok(entered) if entered.warnings.is_empty() => return ask.done(&here, "已保存。", "Saved."),
        Ok(entered) => {
            let words: Vec<&str> = entered.warnings.iter().take(3).map(|w| w.message.as_str()).collect();
            let zh = format!("已保存。请再看一眼：{}", words.join(";"));
            return ask.done(&here, &zh, &format!("Saved. Worth a second look: {}", words.join("; ")));
        }
        Err(error) => error,
    };
    match error {
        RoundError::Rows(problems) => {
            for problem in problems.iter().filter(|p| p.is_error) {
                let field = fields.get(&problem.measure).map_or("", String::as_str);
                form.wrong(field, problem.message.clone());
            }
            page(&ask, form, &[], StatusCode::UNPROCESSABLE_ENTITY).await
        }
        other => match Trouble::from(other) {
            Trouble::Refused(refusal) => {
                use kaocheng_office::refusal::Refusal;
                let stale: Vec<String> = match &refusal {
                    Refusal::Stale(rows) => rows.iter().map(|row| row.mine.measure.clone()).collect(),
                    _ => Vec::new(),
                };
                let [zh, en] = refusal.words();
                form.wrong("", ask.t.pick(zh, en));
                page(&ask, form, &stale, StatusCode::CONFLICT).await
            }
            trouble => Err(trouble),
        },
    }
}
