//! The rounds that somebody may see.

use super::at;
use crate::message::Lang;
use crate::office::moment::Moment;
use crate::office::web::{Ask, Frame, Outcome, Task, Visitor};
use askama::Template;
use kaocheng_office::deed::Deed;
use kaocheng_office::entity::Round;
use kaocheng_office::office::{Office, last_part};
use kaocheng_office::role::{Role, RoundState};
use kaocheng_office::standing::Subject;

#[derive(Template)]
#[template(path = "pages/rounds/list.html")]
struct Page {
    t: Lang,
    frame: Frame,
    rounds: Vec<Line>,
    may_open: bool,
}

/// A round in a list.
pub struct Line {
    pub href: String,
    pub round: String,
    pub title: String,
    pub state: RoundState,
    pub since: String,
    /// The last day of what goes on now: of reporting, of the notice.
    pub due: String,
    /// The pages about the visitor's own units.
    pub own: Vec<(String, String)>,
}

pub async fn show(ask: Ask) -> Outcome {
    let rounds = {
        let office = ask.office().await?;
        seen(&ask, &office)
    };
    let frame = ask.frame("考核", "Rounds");
    ask.page(&Page { t: ask.t, frame, rounds, may_open: ask.who.may_ever(Deed::OpenRound) })
}

/// The rounds that the visitor may see, those first that are worked on now.
pub fn seen(ask: &Ask, office: &Office) -> Vec<Line> {
    let all = office.rounds.iter().map(|(key, found)| (last_part(key), found));
    let all = all.filter(|(round, _)| ask.who.may(office, Deed::SeeRound, &Subject::round(round)));
    let mut rounds: Vec<Line> = all.map(|(round, found)| line(ask, office, round, found)).collect();
    rounds.sort_by(|a, b| (a.state == RoundState::Final, &b.since).cmp(&(b.state == RoundState::Final, &a.since)));
    rounds
}

fn line(ask: &Ask, office: &Office, round: String, found: &Round) -> Line {
    let since = found.course.last().map(|(_, stamp)| day(&stamp.at)).unwrap_or_default();
    let due = match found.state {
        RoundState::Collecting => found.due.clone(),
        RoundState::OnNotice => found.notice_until.clone(),
        _ => None,
    };
    let (href, title, state) = (at(&round, ""), found.title.clone(), found.state);
    let own = super::own::links(ask, office, &round);
    Line { href, round, title, state, since, due: due.unwrap_or_default(), own }
}

/// The day of a moment in the ledger, in the office's time.
fn day(at: &str) -> String {
    Moment::of_text(at).map(Moment::local).and_then(|text| text.get(..10).map(str::to_owned)).unwrap_or_default()
}

/// What the office has to move on.
pub fn tasks(office: &Office, who: &Visitor, now: Moment, t: Lang) -> Vec<Task> {
    if !who.has(Role::Office) {
        return Vec::new();
    }
    let today = now.local();
    let today = today.get(..10).unwrap_or_default();
    office.rounds.iter().filter_map(|(key, round)| task(&last_part(key), round, today, t)).collect()
}

fn task(key: &str, round: &Round, today: &str, t: Lang) -> Option<Task> {
    let over = |day: &Option<String>| day.as_deref().is_some_and(|day| day < today);
    let (words, tail) = match round.state {
        RoundState::Drafted if round.scheme.is_none() => (t.pick("起草方案", "Write the scheme"), "/scheme"),
        RoundState::Drafted => (t.pick("定稿并印发方案", "Finish and issue the scheme"), "/scheme"),
        RoundState::Issued => (t.pick("开始填报", "Open reporting"), ""),
        RoundState::Collecting if over(&round.due) => {
            (t.pick("填报已到期：进入下一步", "Reporting is over: go on"), "")
        }
        RoundState::Drawn => (t.pick("派出考核组", "Send the teams"), "/teams"),
        _ => return None,
    };
    let due = if round.state == RoundState::Collecting { round.due.clone() } else { None };
    Some(Task { words: words.to_owned(), about: round.title.clone(), href: at(key, tail), due, urgent: false })
}
