//! Why a unit has its points: every item with sentence, figures and rule, and what it would take.

use crate::message::Lang;
use crate::office::assess::UnitTold;
use crate::office::web::chart::{Bar, bars, thousandths};
use crate::office::web::{Ask, Filled, Frame, Outcome};
use askama::Template;
use kaocheng_office::deed::Deed;
use kaocheng_office::standing::Subject;
use kaocheng_syntax::exact;

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
    appeals: bool,
    items: Vec<(String, String)>,
}

impl Page {
    /// Where an appeal is sent.
    fn appeal(&self) -> String {
        format!("/rounds/{}/own/{}/appeal", self.round, self.told.code)
    }
}

pub async fn show(ask: Ask) -> Outcome {
    let round = ask.param("round").to_owned();
    let unit = if ask.param("unit").is_empty() { ask.param("code") } else { ask.param("unit") }.to_owned();
    let (title, appeals) = {
        let office = ask.office().await?;
        let title = office.rounds.get(&kaocheng_office::office::key(&[&round])).map(|r| r.title.clone());
        (title.unwrap_or_default(), ask.who.may(&office, Deed::Appeal, &Subject::unit(&round, &unit)))
    };
    let computation = ask.server.rounds.computation(&round).await?;
    let told = ask.server.rounds.tell(&round, &unit, Some(&computation), ask.t).await?;
    let sections = told.items.iter().filter(|item| item.is_section && item.points.is_some() && item.depth <= 1);
    let bar = |item: &crate::office::assess::ItemTold| {
        let (score, of) = (item.score.clone().unwrap_or_default(), item.points.clone().unwrap_or_default());
        // Two digits beside a bar; the exact points stand below.
        let own = if item.score.is_some() { exact::show(&exact::round_half_up(&score, 2)) } else { item.shown() };
        let (name, shown, part) = (item.title.clone(), format!("{own} / {}", item.of()), thousandths(&score, &of));
        Bar { name, shown, part, mine: false }
    };
    let profile = bars(ask.t.pick("各部分得分", "Points of each part"), &sections.map(bar).collect::<Vec<_>>(), true);
    let total = told.total.as_ref().map(exact::show).unwrap_or_default();
    let leaf = told.items.iter().filter(|item| !item.is_section);
    let items = leaf.map(|item| (item.id.clone(), format!("{} {}", item.id, item.title))).collect();
    let frame = ask.frame(&told.name, &told.name).under(format!("/rounds/{round}"), title);
    let frame = frame.under(format!("/rounds/{round}/results"), ask.t.pick("计分结果", "Results"));
    let (t, form) = (ask.t, Filled::default());
    ask.page(&Page { t, frame, form, round, told, total, profile, appeals, items })
}
