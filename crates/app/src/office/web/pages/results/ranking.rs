//! The ranking, for the office, reviewers and the auditor; beside another round where one was computed.

use super::charts::{self, Spread};
use super::earlier::{self, Before};
use super::read::{Level, Ranked, Result, result_of};
use crate::message::Lang;
use crate::office::moment::Moment;
use crate::office::web::{Ask, Filled, Frame, Outcome, naming};
use askama::Template;
use kaocheng_office::deed::Deed;
use kaocheng_office::office::{key, under};
use kaocheng_office::publication::Depth;
use kaocheng_office::role::RoundState;
use kaocheng_office::standing::Subject;
use std::sync::Arc;

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
    charts: Vec<Charts>,
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
    /// The units of the other round.
    before: Before,
}

/// The charts of a level; empty where it is too large to draw.
#[derive(Default)]
struct Charts {
    totals: String,
    spreads: Vec<Spread>,
    changes: Option<String>,
}

impl Page {
    /// The charts of a level, where it is small enough to draw.
    fn chart(&self, level: &usize) -> Option<&Charts> {
        self.charts.get(*level).filter(|charts| !charts.totals.is_empty())
    }

    /// What a unit has more than in the other round.
    fn difference(&self, unit: &Ranked, was: &Ranked) -> String {
        earlier::difference(unit.value.as_ref(), was.value.as_ref())
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
    let (found, computation, earlier, stale, others, before, may) = {
        let office = ask.office().await?;
        let found = office.rounds.get(&key(&[&round])).cloned();
        let subject = Subject::round(&round);
        let may =
            [Deed::Compute, Deed::PostNotice, Deed::Seal, Deed::Export].map(|d| ask.who.may(&office, d, &subject));
        let local = |at: &str| Moment::of_text(at).map_or_else(|| at.to_owned(), Moment::local);
        let earlier = under(&office.computations, &[&round])
            .map(|(_, c)| (c.stamp.seq, local(&c.stamp.at), c.result.clone()))
            .collect();
        let (others, before) = (earlier::others(&office, &round), earlier::before(&office, &round));
        (found, office.computation(&round).cloned(), earlier, office.is_stale(&round), others, before, may)
    };
    let Some(found) = found else { return Err(crate::office::web::Trouble::NotFound) };
    let result = match &computation {
        Some(computation) => result_of(&ask, computation).await?,
        None => Arc::default(),
    };
    // Beside the round before, unless another was asked for, or none.
    let asked = if ask.query.is_set("with") { ask.query.text("with").to_owned() } else { before.unwrap_or_default() };
    let with = others.iter().find(|(id, _)| *id == asked).map(|(id, _)| id.clone()).unwrap_or_default();
    let before = if with.is_empty() { Before::new() } else { earlier::by_code(&*earlier::result(&ask, &with).await?) };
    let drawn = |level: &Level| match level.units.len() <= charts::MOST {
        true => Charts {
            totals: charts::totals(level, ask.t),
            spreads: charts::spreads(level, ask.t),
            changes: earlier::chart(level, &before, ask.t),
        },
        false => Charts::default(),
    };
    let charts = result.levels.iter().map(drawn).collect();
    let (page, pages) = (result.page(&ask), result.pages());
    let [computes, posts, seals, exports] = may;
    let state = found.state;
    let frame = ask.frame("得分与排名", "Points and ranks").under("/rounds", ask.t.pick("考核", "Rounds"));
    let frame = frame.under(format!("/rounds/{}", naming::part(&round)), found.title);
    let (t, usual) = (ask.t, found.publication);
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
