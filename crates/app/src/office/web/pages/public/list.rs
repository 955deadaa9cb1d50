//! The rounds that are published.

use crate::message::Lang;
use crate::office::web::{Ask, Frame, Outcome};
use askama::Template;
use kaocheng_office::office::last_part;
use kaocheng_office::role::RoundState;

#[derive(Template)]
#[template(path = "pages/public/list.html")]
struct Page {
    t: Lang,
    frame: Frame,
    rounds: Vec<(String, String, RoundState, String)>,
}

pub async fn show(ask: Ask) -> Outcome {
    let rounds = {
        let office = ask.office().await?;
        let issued = office.rounds.iter().filter(|(_, round)| round.state != RoundState::Drafted);
        let line = |(key, round): (&String, &kaocheng_office::entity::Round)| {
            let number = round.issued.as_ref().map(|i| i.number.clone()).unwrap_or_default();
            (last_part(key), round.title.clone(), round.state, number)
        };
        issued.map(line).collect()
    };
    ask.page(&Page { t: ask.t, frame: ask.frame("公开信息", "Public information"), rounds })
}
