//! Computing, the notice, the seal, and the folder to take away.

use crate::office::rounds::By;
use crate::office::web::{Ask, Outcome, Trouble};
use kaocheng_office::act::{Act, Publication};
use kaocheng_office::publication::Depth;

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
    let publication = publication(&ask)?;
    ask.act(Act::NoticePosted { round: round.clone(), until, publication }).await?;
    ask.server.desk.checkpoint().await?;
    ask.done(&format!("/rounds/{round}/results"), "公示已开始", "The notice is posted")
}

/// How much of the result becomes public.
fn publication(ask: &Ask) -> Result<Publication, Trouble> {
    let usual = Publication::default();
    let depth = match ask.form.text("depth") {
        "" => usual.depth,
        word => Depth::of_word(word)
            .ok_or_else(|| Trouble::wrong("请选择公布到哪一层。", "Choose how deep the result is public."))?,
    };
    let smallest = match ask.form.text("smallest") {
        "" => usual.smallest,
        typed => typed.parse().ok().filter(|least| (1..=1000).contains(least)).ok_or_else(|| {
            Trouble::wrong("小数目的界限是1至1000的整数。", "The least count shown is a whole number from 1 to 1000.")
        })?,
    };
    Ok(Publication { depth, smallest })
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
