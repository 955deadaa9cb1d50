//! A new round.

use super::at;
use crate::message::Lang;
use crate::office::web::{Ask, Filled, Frame, Outcome, Trouble};
use askama::Template;
use kaocheng_office::act::Act;
use kaocheng_office::refusal::Refusal;

#[derive(Template)]
#[template(path = "pages/rounds/open.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
}

pub async fn show(ask: Ask) -> Outcome {
    ask.page(&page(&ask, Filled::default()))
}

fn page(ask: &Ask, form: Filled) -> Page {
    let frame = ask.frame("新建一轮考核", "Open a round").under("/rounds", ask.t.pick("考核", "Rounds"));
    Page { t: ask.t, frame, form }
}

pub async fn open(ask: Ask) -> Outcome {
    let round = ask.form.text("round").to_owned();
    let title = ask.form.text("title").to_owned();
    let of_scheme = Some(ask.form.text("of_scheme").to_owned()).filter(|of| !of.is_empty());
    match ask.act(Act::RoundOpened { round: round.clone(), title, of_scheme }).await {
        Ok(_) => ask.done(&at(&round, ""), "这一轮考核已建立。", "The round is open."),
        Err(Trouble::Refused(refusal)) => {
            let field = match &refusal {
                Refusal::Field { field: "title", .. } => "title",
                _ => "round",
            };
            let [zh, en] = refusal.words();
            let mut form = ask.form.clone();
            form.wrong(field, ask.t.pick(zh, en));
            ask.again(&page(&ask, form))
        }
        Err(other) => Err(other),
    }
}
