//! Computing, the notice, the seal, and the folder to take away.

use crate::office::rounds::By;
use crate::office::web::{Ask, Outcome};
use kaocheng_office::act::Act;

pub async fn compute(ask: Ask) -> Outcome {
    let round = ask.param("round").to_owned();
    let id = ask.act_id("");
    let by = By { person: &ask.who.person, id: &id, lang: ask.t };
    ask.server.rounds.compute(by, &round).await?;
    ask.done(&format!("/rounds/{round}/results"), "已计分", "Points were computed")
}

pub async fn notice(ask: Ask) -> Outcome {
    let round = ask.param("round").to_owned();
    let until = ask.form.text("until").to_owned();
    ask.act(Act::NoticePosted { round: round.clone(), until }).await?;
    ask.server.desk.checkpoint().await?;
    ask.done(&format!("/rounds/{round}/results"), "公示已开始", "The notice is posted")
}

pub async fn seal(ask: Ask) -> Outcome {
    let round = ask.param("round").to_owned();
    let id = ask.act_id("");
    let by = By { person: &ask.who.person, id: &id, lang: ask.t };
    ask.server.rounds.seal(by, &round, ask.form.text("early")).await?;
    ask.done(&format!("/rounds/{round}/results"), "已封存", "The round is sealed")
}

pub async fn export(ask: Ask) -> Outcome {
    let round = ask.param("round").to_owned();
    let archive = ask.server.rounds.archive(&round).await?;
    ask.file(&format!("{round}.zip"), "application/zip", archive)
}
