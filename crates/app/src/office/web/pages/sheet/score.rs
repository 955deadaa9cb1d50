//! A unit's points as the figures stand now, and why: the same lines as the command line writes.

use super::address;
use crate::message::Lang;
use crate::office::assess::UnitTold;
use crate::office::web::naming::part;
use crate::office::web::{Ask, Frame, Outcome, Trouble};
use askama::Template;
use kaocheng_engine::explain::show_number;
use kaocheng_office::office::key;

#[derive(Template)]
#[template(path = "pages/sheet/score.html")]
struct Page {
    t: Lang,
    frame: Frame,
    href: String,
    told: UnitTold,
    total: String,
}

pub async fn show(ask: Ask) -> Outcome {
    let (round, unit) = (ask.param("round").to_owned(), ask.param("unit").to_owned());
    let title = ask.office().await?.rounds.get(&key(&[&round])).map(|r| r.title.clone()).ok_or(Trouble::NotFound)?;
    let told = ask.server.rounds.tell(&round, &unit, None, ask.t).await?;
    let href = address(&round, &unit);
    let frame = ask
        .frame("得分与说明", "Points, and why")
        .under("/rounds", ask.t.pick("考核", "Rounds"))
        .under(format!("/rounds/{}", part(&round)), title)
        .under(href.clone(), &told.name);
    let total = told.total.as_ref().map(show_number).unwrap_or_default();
    ask.page(&Page { t: ask.t, frame, href, total, told })
}
