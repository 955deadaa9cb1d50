//! Why a unit has its points: every item with sentence, figures and rule, and what it would take; beside the round before.

use super::earlier;
use super::read::{Level, Ranked};
use crate::message::Lang;
use crate::office::assess::{ItemTold, UnitTold};
use crate::office::web::chart::{Bar, bars, thousandths};
use crate::office::web::{Ask, Filled, Frame, Outcome, Trouble, naming};
use askama::Template;
use kaocheng_office::deed::Deed;
use kaocheng_office::office::key;
use kaocheng_office::standing::Subject;
use kaocheng_syntax::exact::{self, Exact};

#[derive(Template)]
#[template(path = "pages/results/unit.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
    round: String,
    told: UnitTold,
    total: String,
    profile: String,
    parts: Vec<Part>,
    before: Option<Before>,
    appeals: bool,
    items: Vec<(String, String)>,
}

/// A part of the whole, in the profile.
struct Part {
    title: String,
    /// The points that the unit has, exact where they are short.
    shown: String,
    /// The points that there are.
    of: String,
    /// What it had in the round before.
    before: String,
}

/// The unit in the round before.
struct Before {
    title: String,
    rank: String,
    total: String,
    /// What the unit has more now.
    difference: String,
    /// Points of parts, by title.
    parts: Vec<(String, String, Option<Exact>)>,
}

impl Page {
    /// Where an appeal is sent.
    fn appeal(&self) -> String {
        naming::address(&["rounds", &self.round, "own", &self.told.code, "appeal"])
    }
}

pub async fn show(ask: Ask) -> Outcome {
    let round = ask.param("round").to_owned();
    let unit = if ask.param("unit").is_empty() { ask.param("code") } else { ask.param("unit") }.to_owned();
    let (title, appeals, sees_all) = {
        let office = ask.office().await?;
        let title = office.rounds.get(&key(&[&round])).map(|r| r.title.clone()).unwrap_or_default();
        let appeals = ask.who.may(&office, Deed::Appeal, &Subject::unit(&round, &unit));
        (title, appeals, ask.who.may(&office, Deed::SeeResults, &Subject::round(&round)))
    };
    let computation = ask.server.rounds.computation(&round).await?;
    let told = ask.server.rounds.tell(&round, &unit, Some(&computation), ask.t).await?;
    let before = before(&ask, &round, &unit, told.total.as_ref()).await?;
    let parts: Vec<&ItemTold> = parts_of(&told).collect();
    let profile = profile(&parts, before.as_ref(), ask.t);
    let parts = parts.into_iter().map(|item| part(item, before.as_ref())).collect();
    let total = told.total.as_ref().map(exact::show).unwrap_or_default();
    let leaf = told.items.iter().filter(|item| !item.is_section);
    let items = leaf.map(|item| (item.id.clone(), item.title.clone())).collect();
    let mut frame = ask.frame(&told.name, &told.name).under("/rounds", ask.t.pick("考核", "Rounds"));
    frame = frame.under(naming::address(&["rounds", &round]), title);
    if sees_all {
        let results = naming::address(&["rounds", &round, "results"]);
        frame = frame.under(results, ask.t.pick("得分与排名", "Points and ranks"));
    }
    let (t, form) = (ask.t, Filled::default());
    ask.page(&Page { t, frame, form, round, told, total, profile, parts, before, appeals, items })
}

/// The parts that the whole is made of: the sections nearest to it that have points.
fn parts_of(told: &UnitTold) -> impl Iterator<Item = &ItemTold> {
    told.items.iter().filter(|item| item.is_section && item.points.is_some() && item.depth <= 1)
}

/// The unit in the round before, if there is one that the visitor may see.
async fn before(ask: &Ask, round: &str, unit: &str, now: Option<&Exact>) -> Result<Option<Before>, Trouble> {
    let found = {
        let office = ask.office().await?;
        let earlier = earlier::before(&office, round).filter(|other| {
            ask.who.may(&office, Deed::SeeOwnResult, &Subject::unit(other, unit))
                || ask.who.may(&office, Deed::SeeResults, &Subject::round(other))
        });
        earlier.and_then(|id| Some((office.rounds.get(&key(&[&id]))?.title.clone(), id)))
    };
    let Some((title, other)) = found else { return Ok(None) };
    let result = earlier::result(ask, &other).await?;
    let in_level = |level: &Level| {
        let found = level.units.iter().find(|ranked| ranked.code == unit)?;
        Some((columns(level, found), found.clone()))
    };
    let Some((parts, was)) = result.levels.iter().find_map(in_level) else { return Ok(None) };
    let difference = earlier::difference(now, was.value.as_ref());
    Ok(Some(Before { title, rank: was.rank, total: was.total, difference, parts }))
}

fn columns(level: &Level, unit: &Ranked) -> Vec<(String, String, Option<Exact>)> {
    let titles = level.columns.iter().map(|(_, title)| title.clone());
    let values = unit.cells.iter().cloned().zip(unit.values.iter().cloned());
    titles.zip(values).map(|(title, (shown, value))| (title, shown, value)).collect()
}

fn part(item: &ItemTold, before: Option<&Before>) -> Part {
    let was = before.and_then(|before| before.parts.iter().find(|(title, ..)| *title == item.title));
    Part {
        title: item.title.clone(),
        shown: item.shown(),
        of: item.of(),
        before: was.map(|(_, shown, _)| shown.clone()).unwrap_or_default(),
    }
}

/// Two digits beside a bar; the exact points stand in the table.
fn rounded(item: &ItemTold) -> String {
    item.score.as_ref().map_or_else(|| item.shown(), |score| exact::show(&exact::round_half_up(score, 2)))
}

fn profile(parts: &[&ItemTold], before: Option<&Before>, t: Lang) -> String {
    let bar = |item: &&ItemTold| {
        let (score, of) = (item.score.clone().unwrap_or_default(), item.points.clone().unwrap_or_default());
        let was = before.and_then(|before| before.parts.iter().find(|(title, ..)| *title == item.title));
        let was = was.and_then(|(_, _, value)| value.as_ref());
        Bar {
            name: item.title.clone(),
            shown: format!("{} / {}", rounded(item), item.of()),
            part: thousandths(&score, &of),
            before: was.map(|value| thousandths(value, &of)),
            mine: false,
        }
    };
    let told: Vec<String> = parts.iter().map(|i| format!("{} {} / {}", i.title, rounded(i), i.of())).collect();
    let all: Vec<Bar> = parts.iter().map(bar).collect();
    bars(t.pick("各部分得分", "Points of each part"), &told.join(t.pick("；", "; ")), &all, true)
}
