//! What moves a round on, where no other work does.

use super::{at, glance};
use crate::office::web::{Ask, Outcome, Trouble};
use kaocheng_office::act::Act;
use kaocheng_office::role::RoundState;

/// Reporting opens, to a day.
pub async fn collect(ask: Ask) -> Outcome {
    let (round, due) = (ask.param("round").to_owned(), ask.form.text("due").to_owned());
    take(ask, "due", Act::CollectingOpened { round, due }, ("填报已开始。", "Reporting is open.")).await
}

/// The next state.
pub async fn advance(ask: Ask) -> Outcome {
    let to = RoundState::ALL.into_iter().find(|state| crate::office::web::state_word(state) == ask.form.text("to"));
    let Some(to) = to else {
        return Err(Trouble::wrong("没有这一阶段。", "There is no such state."));
    };
    let round = ask.param("round").to_owned();
    take(ask, "to", Act::Advanced { round, to }, ("已进入下一阶段。", "The round went on.")).await
}

/// Back to verifying.
pub async fn reopen(ask: Ask) -> Outcome {
    let (round, reason) = (ask.param("round").to_owned(), ask.form.text("reason").to_owned());
    take(ask, "reason", Act::Reopened { round, reason }, ("已退回核实。", "The round is back at verifying.")).await
}

async fn take(ask: Ask, field: &str, act: Act, (zh, en): (&str, &str)) -> Outcome {
    match ask.act(act).await {
        Ok(_) => ask.done(&at(ask.param("round"), ""), zh, en),
        Err(Trouble::Refused(refusal)) => {
            let [zh, en] = refusal.words();
            let mut form = ask.form.clone();
            form.wrong(field, ask.t.pick(zh, en));
            glance::page(&ask, form).await
        }
        Err(other) => Err(other),
    }
}
