//! The first page: what I have to do now.

use crate::message::Lang;
use crate::office::web::naming::address;
use crate::office::web::{Ask, Entry, Frame, Outcome, Route, Section, Task, Visitor};
use askama::Template;
use kaocheng_office::deed::Deed;
use kaocheng_office::entity::Round;
use kaocheng_office::office::{Office, last_part};
use kaocheng_office::role::{Role, RoundState};
use kaocheng_office::standing::Subject;
use std::cmp::Reverse;

pub fn section() -> Section {
    let entries = vec![Entry { href: "/", zh: "首页", en: "First page", deed: Deed::KeepOwnCredentials }];
    Section { routes: vec![Route::get("/", Deed::SignIn, show)], entries, tasks: None }
}

#[derive(Template)]
#[template(path = "pages/home.html")]
struct Page {
    t: Lang,
    frame: Frame,
    is_signed_in: bool,
    has_seats: bool,
    tasks: Vec<Task>,
    roles: Vec<Work>,
    rounds: Vec<Running>,
}

/// A round that is not over.
struct Running {
    href: String,
    title: String,
    state: RoundState,
    until: String,
}

/// As many rounds as a first page bears; all of them stand in their own list.
const MOST: usize = 8;

/// The rounds under way that somebody may look into, the one that moved last first.
fn running(office: &Office, who: &Visitor) -> Vec<Running> {
    let seen = office.rounds.iter().filter(|(_, found)| found.state != RoundState::Final);
    let seen = seen.map(|(key, found)| (last_part(key), found));
    let mut seen: Vec<_> = seen.filter(|(round, _)| who.may(office, Deed::SeeRound, &Subject::round(round))).collect();
    seen.sort_by_key(|(_, found)| Reverse(found.course.last().map(|(_, stamp)| stamp.at.clone())));
    let line = |(round, found): (String, &Round)| Running {
        href: address(&["rounds", &round]),
        title: found.title.clone(),
        state: found.state,
        until: match found.state {
            RoundState::Collecting => found.due.clone(),
            RoundState::OnNotice => found.notice_until.clone(),
            _ => None,
        }
        .unwrap_or_default(),
    };
    seen.into_iter().take(MOST).map(line).collect()
}

/// What a role is for, in a sentence.
struct Work {
    name: &'static str,
    words: &'static str,
}

async fn show(ask: Ask) -> Outcome {
    let office = ask.office().await?;
    if office.charter.is_empty() {
        return ask.see("/setup");
    }
    let all = ask.server.sections.iter().filter_map(|section| section.tasks);
    let mut tasks: Vec<Task> = all.flat_map(|of| of(&office, &ask.who, ask.at, ask.t)).collect();
    let rounds = running(&office, &ask.who);
    drop(office);
    // Urgent first, then by the day; what has no day comes last and keeps its order.
    tasks.sort_by_key(|task| (!task.urgent, task.due.clone().unwrap_or_else(|| "9999".to_owned())));
    let is_signed_in = ask.who.is_signed_in();
    let mut seats: Vec<Role> = ask.who.seats.iter().map(|s| s.role).filter(|r| *r != Role::Public).collect();
    seats.dedup();
    let work = |role: &Role| Work {
        name: ask.t.pick(role.names()[0], role.names()[1]),
        words: super::help::words(*role, ask.t),
    };
    let frame = match is_signed_in {
        true => ask.frame("现在要办的事", "What there is to do now"),
        false => ask.frame("欢迎", "Welcome"),
    };
    let (has_seats, roles) = (!seats.is_empty(), seats.iter().map(work).collect());
    ask.page(&Page { t: ask.t, frame, is_signed_in, has_seats, tasks, roles, rounds })
}
