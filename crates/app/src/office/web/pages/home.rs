//! The first page: what I have to do now.

use super::rounds::list::{Line, seen};
use crate::message::Lang;
use crate::office::web::naming::with_names;
use crate::office::web::{Ask, Entry, Frame, Outcome, Route, Section, Task};
use askama::Template;
use kaocheng_office::deed::Deed;
use kaocheng_office::role::Role;

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
    /// The rounds that the visitor may see, as many as a first page bears.
    rounds: Vec<Line>,
    more_rounds: bool,
}

/// Rounds on the first page.
const ROUNDS: usize = 6;

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
    let is_signed_in = ask.who.is_signed_in();
    let mut rounds = if is_signed_in { seen(&ask, &office) } else { Vec::new() };
    let more_rounds = rounds.len() > ROUNDS;
    rounds.truncate(ROUNDS);
    drop(office);
    for task in &mut tasks {
        // What a module says of a unit has its code; people know it by its name.
        let round = task.href.strip_prefix("/rounds/").and_then(|rest| rest.split('/').next()).unwrap_or_default();
        let round =
            form_urlencoded::parse(round.as_bytes()).next().map_or_else(String::new, |(name, _)| name.into_owned());
        if let Ok(scheme) = ask.server.rounds.scheme(&round, ask.t).await {
            (task.words, task.about) = (with_names(&task.words, &scheme), with_names(&task.about, &scheme));
        }
    }
    // Urgent first, then by the day; what has no day comes last and keeps its order.
    tasks.sort_by_key(|task| (!task.urgent, task.due.clone().unwrap_or_else(|| "9999".to_owned())));
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
    ask.page(&Page { t: ask.t, frame, is_signed_in, has_seats, tasks, roles, rounds, more_rounds })
}
