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
        let mut issued: Vec<_> = office.rounds.iter().filter(|(_, r)| r.state != RoundState::Drafted).collect();
        // The newest first.
        issued.sort_by_key(|(_, round)| std::cmp::Reverse(round.course.first().map(|(_, stamp)| stamp.seq)));
        let line = |(key, round): (&String, &kaocheng_office::entity::Round)| {
            let number = round.issued.as_ref().map(|i| i.number.clone()).unwrap_or_default();
            (last_part(key), round.title.clone(), round.state, number)
        };
        issued.into_iter().map(line).collect()
    };
    ask.page(&Page { t: ask.t, frame: ask.frame("公开信息", "Public information"), rounds })
}
