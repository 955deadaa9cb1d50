//! The ranking, for the office, reviewers and the auditor; beside another round where one was computed.

use super::read::{Level, Result, result_of, scaled};
use crate::message::Lang;
use crate::office::web::chart::{Bar, Mark, bars, strip};
use crate::office::web::{Ask, Filled, Frame, Outcome};
use askama::Template;
use kaocheng_office::deed::Deed;
use kaocheng_office::entity::Round;
use kaocheng_office::office::{key, last_part, under};
use kaocheng_office::publication::Depth;
use kaocheng_office::role::RoundState;
use kaocheng_office::standing::Subject;
use std::collections::HashMap;
use std::sync::Arc;

/// Units of a level that is drawn, at most.
const DRAWN: usize = 60;

#[derive(Template)]
#[template(path = "pages/results/ranking.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
    round: String,
    state: RoundState,
    result: Arc<Result>,
    page: usize,
    pages: usize,
    /// The charts of each level that is small enough to draw.
    charts: Vec<Option<(String, String)>>,
    /// Earlier computations: entry, when, hash of the result.
    earlier: Vec<(u64, String, String)>,
    stale: bool,
    computes: bool,
    posts: bool,
    seals: bool,
    exports: bool,
    others: Vec<(String, String)>,
    with: String,
    depths: Vec<(&'static str, &'static str)>,
    /// Rank and total of the other round, by unit.
    before: HashMap<String, (String, String)>,
}

impl Page {
    /// The charts of a level, where it is small enough to draw.
    fn chart(&self, level: &usize) -> Option<&(String, String)> {
        self.charts.get(*level)?.as_ref()
    }

    /// The address of this page, to which the number of another is added.
    fn pager(&self) -> String {
        let with: String = form_urlencoded::byte_serialize(self.with.as_bytes()).collect();
        format!("{}?with={with}&", self.at("results"))
    }

    /// The address of something that is done to the round.
    fn at(&self, what: &str) -> String {
        format!("/rounds/{}/{what}", self.round)
    }
}

pub async fn show(ask: Ask) -> Outcome {
    let round = ask.param("round").to_owned();
    let with = ask.query.text("with").to_owned();
    let (found, computation, earlier, stale, others, may) = {
        let office = ask.office().await?;
        let found = office.rounds.get(&key(&[&round])).cloned();
        let other = |(key, other): (&String, &Round)| {
            let id = last_part(key);
            (id != round && other.computed.is_some()).then(|| (id, other.title.clone()))
        };
        let others: Vec<(String, String)> = office.rounds.iter().filter_map(other).collect();
        let subject = Subject::round(&round);
        let may =
            [Deed::Compute, Deed::PostNotice, Deed::Seal, Deed::Export].map(|d| ask.who.may(&office, d, &subject));
        let earlier = under(&office.computations, &[&round])
            .map(|(_, c)| (c.stamp.seq, c.stamp.at.clone(), c.result.clone()))
            .collect();
        (found, office.computation(&round).cloned(), earlier, office.is_stale(&round), others, may)
    };
    let Some(found) = found else { return Err(crate::office::web::Trouble::NotFound) };
    let result = match &computation {
        Some(computation) => result_of(&ask, computation).await?,
        None => Arc::default(),
    };
    let before = if others.iter().any(|(id, _)| *id == with) { places(&ask, &with).await? } else { HashMap::new() };
    let drawn = |level: &Level| (level.units.len() <= DRAWN).then(|| charts(level, ask.t));
    let charts = result.levels.iter().map(drawn).collect();
    let (page, pages) = (result.page(&ask), result.pages());
    let [computes, posts, seals, exports] = may;
    let state = found.state;
    let frame = ask.frame("计分结果", "Results").under(format!("/rounds/{round}"), found.title.clone());
    let t = ask.t;
    let usual = found.publication;
    let form = Filled::with([("depth", usual.depth.word().to_owned()), ("smallest", usual.smallest.to_string())]);
    let depths =
        Depth::ALL.into_iter().map(|depth| (depth.word(), t.pick(depth.names()[0], depth.names()[1]))).collect();
    ask.page(&Page {
        t,
        frame,
        form,
        round,
        state,
        result,
        page,
        pages,
        charts,
        earlier,
        stale,
        computes,
        posts,
        seals,
        exports,
        others,
        with,
        depths,
        before,
    })
}

/// Rank and total of every unit in another round.
async fn places(
    ask: &Ask,
    round: &str,
) -> std::result::Result<HashMap<String, (String, String)>, crate::office::web::Trouble> {
    let computation = ask.server.rounds.computation(round).await?;
    let result = result_of(ask, &computation).await?;
    let units = result.levels.iter().flat_map(|level| &level.units);
    Ok(units.map(|unit| (unit.code.clone(), (unit.rank.clone(), unit.total.clone()))).collect())
}

/// The ranking, and how each column spreads.
fn charts(level: &Level, t: Lang) -> (String, String) {
    let bar =
        |unit: &super::Ranked| Bar { name: unit.name.clone(), shown: unit.total.clone(), part: unit.part, mine: false };
    let ranking =
        bars(t.pick("各单位总分", "Totals of all units"), &level.units.iter().map(bar).collect::<Vec<_>>(), false);
    let mut spreads = String::new();
    for (at, (_, title)) in level.columns.iter().enumerate() {
        let value = |unit: &super::Ranked| unit.cells.get(at).and_then(|cell| scaled(cell));
        let values: Vec<i128> = level.units.iter().filter_map(value).collect();
        let (Some(least), Some(most)) = (values.iter().min(), values.iter().max()) else { continue };
        if least == most {
            continue;
        }
        let mark = |unit: &super::Ranked| {
            let part = (value(unit)? - least) * 1000 / (most - least);
            let shown = unit.cells.get(at)?;
            Some(Mark { name: format!("{} {shown}", unit.name), part: u32::try_from(part).ok()?, mine: false })
        };
        let marks: Vec<Mark> = level.units.iter().filter_map(mark).collect();
        let shown = |scaled: &i128| format!("{}.{:02}", scaled / 100, (scaled % 100).abs());
        spreads.push_str(&format!(
            "<p>{}</p>",
            askama::filters::escape(title, askama::filters::Html).map(|e| e.to_string()).unwrap_or_default()
        ));
        spreads.push_str(&strip(title, &marks, &shown(least), &shown(most)));
    }
    (ranking, spreads)
}
