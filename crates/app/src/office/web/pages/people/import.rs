//! Many accounts or seats at once: first what would happen, row by row, then the taking.

use super::import_file::{Entry, read};
use crate::message::Lang;
use crate::office::web::{Ask, Filled, Frame, Outcome, Trouble, seat_words};
use askama::Template;
use axum::http::StatusCode;
use kaocheng_office::act::Act;
use kaocheng_office::office::{Office, key};
use kaocheng_office::role::Seat;
use std::collections::BTreeMap;
use tokio::task::JoinSet;

/// Acts of a list that are sent to the desk at once.
const TOGETHER: usize = 256;

/// Which of the two lists it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Accounts,
    Seats,
}

impl What {
    fn address(self) -> &'static str {
        match self {
            What::Accounts => "/people/import",
            What::Seats => "/people/import-seats",
        }
    }

    fn frame(self, ask: &Ask) -> Frame {
        let frame = match self {
            What::Accounts => ask.frame("从表格建立账号", "Accounts from a list"),
            What::Seats => ask.frame("从表格授予岗位", "Seats from a list"),
        };
        frame.under("/people", ask.t.pick("人员", "People"))
    }
}

#[derive(Template)]
#[template(path = "pages/people/import.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
    address: &'static str,
    seats: bool,
}

#[derive(Template)]
#[template(path = "pages/people/import_tried.html")]
struct Tried {
    t: Lang,
    frame: Frame,
    address: &'static str,
    lines: Vec<Line>,
    fresh: usize,
    wrong: usize,
}

impl Tried {
    fn take(&self) -> String {
        format!("{}/take", self.address)
    }
}

/// What would come of a row.
struct Line {
    entry: Entry,
    seats: String,
    /// Why it cannot be taken; empty if it can.
    problem: String,
    /// There is nothing to do.
    there: bool,
}

pub async fn show_accounts(ask: Ask) -> Outcome {
    show(&ask, What::Accounts, Filled::default(), StatusCode::OK)
}

pub async fn show_seats(ask: Ask) -> Outcome {
    show(&ask, What::Seats, Filled::default(), StatusCode::OK)
}

pub async fn try_accounts(ask: Ask) -> Outcome {
    tried(&ask, What::Accounts).await
}

pub async fn try_seats(ask: Ask) -> Outcome {
    tried(&ask, What::Seats).await
}

pub async fn take_accounts(ask: Ask) -> Outcome {
    take(&ask, What::Accounts).await
}

pub async fn take_seats(ask: Ask) -> Outcome {
    take(&ask, What::Seats).await
}

fn show(ask: &Ask, what: What, form: Filled, status: StatusCode) -> Outcome {
    let (frame, address, seats) = (what.frame(ask), what.address(), what == What::Seats);
    ask.page_with(status, &Page { t: ask.t, frame, form, address, seats })
}

async fn tried(ask: &Ask, what: What) -> Outcome {
    let mut form = Filled::default();
    let read = match ask.form.file("file") {
        Some(file) => read(&file.name, &file.bytes, ask.t),
        None => Err(ask.t.pick("请选择文件。", "Choose a file.").to_owned()),
    };
    let entries = match read {
        Ok(entries) => entries,
        Err(words) => {
            form.wrong("file", words);
            return show(ask, what, form, StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let lines: Vec<Line> = {
        let office = ask.office().await?;
        let acts = acts(&entries, what);
        entries.into_iter().map(|entry| line(ask, &office, entry, what, &acts)).collect()
    };
    let fresh = lines.iter().filter(|l| l.problem.is_empty() && !l.there).count();
    let wrong = lines.iter().filter(|l| !l.problem.is_empty()).count();
    let (frame, address) = (what.frame(ask), what.address());
    ask.page(&Tried { t: ask.t, frame, address, lines, fresh, wrong })
}

/// The acts that a list comes to, by person: a person may stand in several rows, with a seat in each.
fn acts(entries: &[Entry], what: What) -> BTreeMap<String, Act> {
    let mut acts = BTreeMap::new();
    for entry in entries {
        let person = entry.login.clone();
        match what {
            What::Accounts => {
                let name = entry.name.clone();
                acts.entry(person.clone()).or_insert(Act::PersonAdded { person, name });
            }
            What::Seats => {
                let fresh = Act::SeatsGranted { person: person.clone(), seats: Vec::new() };
                let Act::SeatsGranted { seats, .. } = acts.entry(person).or_insert(fresh) else { continue };
                seats.extend(entry.seat().filter(|seat| !seats.contains(seat)));
            }
        }
    }
    acts
}

fn line(ask: &Ask, office: &Office, entry: Entry, what: What, acts: &BTreeMap<String, Act>) -> Line {
    let t = ask.t;
    let known = office.people.get(&key(&[&entry.login]));
    let act = acts.get(&entry.login);
    let wanted: &[Seat] = match act {
        Some(Act::SeatsGranted { seats, .. }) => seats,
        _ => &[],
    };
    let there = match what {
        What::Accounts => known.is_some_and(|person| person.closed.is_none() && person.name == entry.name),
        What::Seats => known.is_some_and(|person| person.seats == wanted),
    };
    let asked: Vec<Seat> = entry.seat().into_iter().collect();
    let mut problem = String::new();
    if what == What::Seats && entry.seat().is_none() {
        problem = t.pick(format!("没有“{}”这个岗位", entry.role), format!("there is no seat “{}”", entry.role));
    } else if let (false, Some(act)) = (there, act)
        && let Err(refusal) = office.admit(&ask.who.person, &ask.at.to_string(), act)
    {
        let [zh, en] = refusal.words();
        problem = t.pick(zh, en);
    }
    let wanted = if what == What::Seats { wanted } else { asked.as_slice() };
    let seats = wanted.iter().map(|seat| seat_words(seat, t)).collect::<Vec<_>>().join(t.pick("、", ", "));
    Line { entry, seats, problem, there }
}

async fn take(ask: &Ask, what: What) -> Outcome {
    let fields = ["login", "name", "role", "of"].map(|name| ask.form.all(name).map(str::to_owned).collect::<Vec<_>>());
    let [logins, names, roles, ofs] = fields;
    let rows = logins.into_iter().zip(names).zip(roles.into_iter().zip(ofs));
    let entry = |((login, name), (role, of))| Entry { row: 0, login, name, role, of };
    let entries: Vec<Entry> = rows.map(entry).collect();
    let mut taken = 0;
    let mut acts = acts(&entries, what).into_iter();
    loop {
        // Side by side, so that they share transactions.
        let mut together = JoinSet::new();
        for (person, act) in acts.by_ref().take(TOGETHER) {
            let (server, by, id) = (ask.server.clone(), ask.who.person.clone(), ask.act_id(&person));
            together.spawn(async move { server.act(&by, &id, act).await });
        }
        if together.is_empty() {
            break;
        }
        for outcome in together.join_all().await {
            match outcome {
                Ok(_) => taken += 1,
                // Somebody did the same meanwhile, or the row was looked at too long ago; the list shows what is there now.
                Err(Trouble::Refused(_)) => {}
                Err(other) => return Err(other),
            }
        }
    }
    ask.done("/people", &format!("已办理 {taken} 人。"), &format!("Done for {taken} people."))
}
