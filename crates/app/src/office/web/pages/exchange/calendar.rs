//! The calendar: a line for every delivery, and the round's own figures by department.

use crate::commands::register::{Told, told};
use crate::message::Lang;
use crate::office::web::naming::address;
use crate::office::web::{Ask, Filled, Frame, Outcome, Trouble};
use askama::Template;
use axum::http::StatusCode;
use kaocheng_compile::plan::InputIx;
use kaocheng_office::act::{Act, Capacity, Register};
use kaocheng_office::deed::Deed;
use kaocheng_office::files::Content;
use kaocheng_office::office::{Office, key, last_part, under};
use kaocheng_office::role::Role;
use kaocheng_office::standing::{Subject, is_department};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "pages/exchange/calendar.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
    here: String,
    register: Option<String>,
    may_lay: bool,
    /// How often in a year the scheme asks for it, by department.
    rules: Vec<(String, u32)>,
    year: String,
    counts: [usize; 4],
    deliveries: Vec<Delivery>,
    departments: Vec<Department>,
    due: String,
    told: Told,
}

/// How a delivery or a department's figures stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    There,
    Late,
    Missing,
    Expected,
}

impl State {
    fn words(&self, t: Lang) -> &'static str {
        match self {
            State::There => t.pick("按时", "on time"),
            State::Late => t.pick("迟交", "late"),
            State::Missing => t.pick("未交", "missing"),
            State::Expected => t.pick("未到期", "not due yet"),
        }
    }

    fn badge(&self) -> &'static str {
        match self {
            State::There => "done",
            State::Late => "late",
            State::Missing => "wrong",
            State::Expected => "quiet",
        }
    }

    /// Of a day by which something is due, and the day on which it came; either may be empty.
    fn of(due: &str, received: &str, today: &str) -> State {
        match (received.is_empty(), due.is_empty()) {
            (false, false) if received > due => State::Late,
            (false, _) => State::There,
            (true, false) if due < today => State::Missing,
            (true, _) => State::Expected,
        }
    }
}

/// What a department hands over for a period.
struct Delivery {
    id: String,
    base: u64,
    department: String,
    period: String,
    due: String,
    received: String,
    total: String,
    state: State,
    may_hand_over: bool,
}

/// A department's figures of the round itself.
struct Department {
    name: String,
    there: usize,
    asked: usize,
    late: usize,
    state: State,
}

pub async fn show(ask: Ask) -> Outcome {
    page(&ask, Filled::default(), StatusCode::OK).await
}

/// The departments of the visitor; none for those who look after all of them.
fn departments(ask: &Ask) -> Vec<&str> {
    let seats = ask.who.seats.iter().filter(|seat| seat.role == Role::Provider);
    seats.filter_map(|seat| seat.provider.as_deref()).collect()
}

pub(super) async fn page(ask: &Ask, form: Filled, status: StatusCode) -> Outcome {
    let round = ask.param("round").to_owned();
    let scheme = ask.server.rounds.scheme(&round, ask.t).await?;
    let today = ask.at.local().get(..10).unwrap_or_default().to_owned();
    let office = ask.office().await?;
    let found = office.rounds.get(&key(&[&round])).ok_or(Trouble::NotFound)?;
    let mine = departments(ask);
    let is_mine = |department: &str| mine.is_empty() || mine.iter().any(|own| is_department(own, department));
    let mut deliveries = deliveries(ask, &office, &round, &today);
    deliveries.retain(|delivery| is_mine(&delivery.department));
    let mut departments = of_round(&office, &scheme, &round, &today);
    departments.retain(|department| is_mine(&department.name));
    let count = |state| deliveries.iter().filter(|delivery| delivery.state == state).count();
    let counts = [State::There, State::Late, State::Missing, State::Expected].map(count);
    let may_lay = ask.who.may(&office, Deed::KeepRegisters, &Subject::round(&round));
    let sees = ask.who.may(&office, Deed::SeeRegisters, &Subject::round(&round));
    let file = office.files_of(&round).and_then(|mut files| files.remove("exchange.csv")).filter(|_| sees);
    let (title, due) = (found.title.clone(), found.due.clone().unwrap_or_default());
    drop(office);
    let rules = scheme.plan.mechanism.exchanges.iter();
    let rules = rules.flat_map(|rule| rule.departments.iter().map(|name| (name.clone(), rule.times))).collect();
    let told = match file {
        Some(Content::Text(text)) => {
            let (scheme, today, t) = (scheme.clone(), today.clone(), ask.t);
            let word = Register::Exchange.word();
            let telling = move || told(word, text.as_bytes(), &scheme.plan, &scheme.units, &today, t);
            let told = tokio::task::spawn_blocking(telling).await;
            told.map_err(|error| Trouble::Broken(error.to_string()))?.unwrap_or_default()
        }
        _ => Told::default(),
    };
    let frame = ask
        .frame("交换日历", "The exchange calendar")
        .under("/rounds", ask.t.pick("考核", "Rounds"))
        .under(address(&["rounds", &round]), title)
        .problem(form.problem("").to_owned());
    let page = Page {
        t: ask.t,
        frame,
        form,
        here: address(&["rounds", &round, "exchange"]),
        register: sees.then(|| address(&["rounds", &round, "registers", Register::Exchange.word()])),
        may_lay,
        rules,
        year: today.get(..4).unwrap_or_default().to_owned(),
        counts,
        deliveries,
        departments,
        due,
        told,
    };
    ask.page_with(status, &page)
}

/// The rows of the register, by day on which they are due.
fn deliveries(ask: &Ask, office: &Office, round: &str, today: &str) -> Vec<Delivery> {
    let delivery = |(at, row): (&str, &kaocheng_office::entity::RegisterRow)| {
        let cell = |name: &str| row.cells.get(name).map_or("", |cell| cell.trim()).to_owned();
        let department = cell("department");
        let subject = Subject { department: Some(department.clone()), ..Subject::round(round) };
        Delivery {
            id: last_part(at),
            base: row.stamp.seq,
            state: State::of(&cell("due"), &cell("received"), today),
            may_hand_over: cell("received").is_empty() && office.may(&ask.who.person, Deed::HandOver, &subject),
            period: cell("period"),
            due: cell("due"),
            received: cell("received"),
            total: cell("total"),
            department,
        }
    };
    let rows = under(&office.registers, &[round, Register::Exchange.word()]).filter(|(_, row)| row.struck.is_none());
    let mut deliveries: Vec<Delivery> = rows.map(delivery).collect();
    deliveries.sort_by(|a, b| (&a.due, &a.department, &a.period).cmp(&(&b.due, &b.department, &b.period)));
    deliveries
}

/// What departments supply to the round itself: how many figures are there of those asked for, and how many came late.
fn of_round(office: &Office, scheme: &crate::office::assess::Scheme, round: &str, today: &str) -> Vec<Department> {
    let Some(found) = office.rounds.get(&key(&[round])) else { return Vec::new() };
    let due = found.due.clone().unwrap_or_default();
    let mut all: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    let measures = found.issued.iter().flat_map(|issued| &issued.measures);
    for measure in measures.filter(|measure| measure.capacity == Capacity::Provided) {
        let Some(provider) = measure.provider.as_deref() else { continue };
        let Some(at) = scheme.plan.inputs.iter().position(|input| input.id == measure.id) else { continue };
        let level = scheme.plan.inputs.get(at).and_then(|i| i.level.as_deref()).or(scheme.plan.head.level.as_deref());
        let counted = all.entry(provider).or_default();
        for (ix, unit) in scheme.units.all().iter().enumerate() {
            if level.is_some_and(|level| level != unit.level) || !scheme.units.supplies(&scheme.plan, InputIx(at), ix) {
                continue;
            }
            counted.1 += 1;
            if let Some(figure) = office.figure(round, &unit.code, &measure.id) {
                counted.0 += 1;
                let day = figure.stamp.at.get(..10).unwrap_or_default();
                counted.2 += usize::from(!due.is_empty() && figure.earlier.is_empty() && day > due.as_str());
            }
        }
    }
    let department = |(name, (there, asked, late)): (&str, (usize, usize, usize))| Department {
        name: name.to_owned(),
        there,
        asked,
        late,
        state: match there == asked {
            true if late > 0 => State::Late,
            true => State::There,
            false => State::of(&due, "", today),
        },
    };
    all.into_iter().map(department).collect()
}

pub async fn hand_over(ask: Ask) -> Outcome {
    let round = ask.param("round").to_owned();
    let (id, total) = (ask.form.text("row").to_owned(), ask.form.text("total").to_owned());
    let Ok(base) = ask.form.text("base").parse() else { return Err(Trouble::NotFound) };
    let here = address(&["rounds", &round, "exchange"]);
    match ask.act(Act::HandedOver { round, id, base, total }).await {
        Ok(_) => ask.done(&here, "已登记交付。", "The delivery is recorded."),
        Err(Trouble::Refused(refusal)) => {
            let mut form = ask.form.clone();
            let [zh, en] = refusal.words();
            form.wrong("", ask.t.pick(zh, en));
            page(&ask, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other),
    }
}

#[cfg(test)]
mod tests {
    use super::State;

    #[test]
    fn a_day_decides() {
        let of = |due, received| State::of(due, received, "2026-07-11");
        assert!(of("2026-07-10", "2026-07-10") == State::There);
        assert!(of("2026-07-10", "2026-07-11") == State::Late);
        assert!(of("2026-07-10", "") == State::Missing);
        assert!(of("2026-07-11", "") == State::Expected, "it may still come today");
        assert!(of("", "2026-07-11") == State::There && of("", "") == State::Expected);
    }
}
