//! The steps of the draw. The seed is typed by people, twice where a slip could never be mended, and is kept nowhere.

use super::super::rounds::{at, frame_of};
use super::files::{Table, table};
use crate::message::Lang;
use crate::office::assess::DrawFiles;
use crate::office::rounds::{By, RoundError, is_seed};
use crate::office::web::{Ask, Filled, Frame, Outcome, Trouble, naming};
use askama::Template;
use axum::http::StatusCode;
use kaocheng_office::act::DrawStep;
use kaocheng_office::deed::Deed;
use kaocheng_office::entity::Draw;
use kaocheng_office::office::key;
use kaocheng_office::standing::Subject;

/// The steps in order, with their words in forms and for people.
const STEPS: [(DrawStep, &str, [&str; 2]); 4] = [
    (DrawStep::Frozen, "frozen", ["冻结抽样框", "the frame is frozen"]),
    (DrawStep::Committed, "committed", ["公布承诺值", "the seed is committed to"]),
    (DrawStep::Revealed, "revealed", ["公布种子并抽样", "the seed is revealed and sites are drawn"]),
    (DrawStep::Teamed, "teamed", ["分组", "teams are set"]),
];

#[derive(Template)]
#[template(path = "pages/draw/steps.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
    address: String,
    /// The steps, each with who took it and when, if it was.
    steps: Vec<(&'static str, String)>,
    /// The word of the next step, if the visitor may take it.
    next: &'static str,
    files: Vec<Published>,
    sample: Table,
    lines: Vec<String>,
}

/// A file that was published.
struct Published {
    name: String,
    href: String,
    hash: String,
}

pub async fn show(ask: Ask) -> Outcome {
    page(&ask, Filled::default(), Vec::new()).await
}

async fn page(ask: &Ask, form: Filled, lines: Vec<String>) -> Outcome {
    let (round, t) = (ask.param("round"), ask.t);
    let title = ask.server.rounds.round(round).await?.title;
    let office = ask.office().await?;
    let none = Draw { steps: Vec::new(), notes: Default::default(), files: Default::default() };
    let draw = office.draws.get(&key(&[round])).cloned().unwrap_or(none);
    let may = ask.who.may(&office, Deed::Draw, &Subject::round(round));
    let taken = |step: &(DrawStep, &str, [&'static str; 2])| {
        let stamp = draw.steps.iter().find(|(s, _)| *s == step.0).map(|(_, stamp)| stamp);
        let said = stamp.map(|stamp| naming::stamped(&office, stamp)).unwrap_or_default();
        (t.pick(step.2[0], step.2[1]), said)
    };
    let steps = STEPS.iter().map(taken).collect();
    drop(office);
    let next = STEPS.get(draw.steps.len()).map_or("", |(_, word, _)| *word);
    let sample = table(ask, &draw, "sample.csv").await?.worded(t);
    let published = |(name, blob): (&String, &String)| Published {
        href: at(round, &naming::address(&["draw", "files", name])),
        name: name.clone(),
        hash: blob.clone(),
    };
    let status = if lines.is_empty() && form.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = Page {
        t,
        frame: frame_of(ask, round, &title, ("抽样", "Draw")),
        form,
        address: at(round, "/draw"),
        steps,
        next: if may { next } else { "" },
        files: draw.files.iter().map(published).collect(),
        sample,
        lines,
    };
    ask.page_with(status, &page)
}

pub async fn take(ask: Ask) -> Outcome {
    let round = ask.param("round").to_owned();
    let Some((step, _, _)) = STEPS.iter().find(|(_, word, _)| *word == ask.form.text("step")) else {
        return Err(Trouble::wrong("没有这一步。", "There is no such step."));
    };
    // Fields named `code…` are shown to nobody again, whatever comes of the form.
    let seed = ask.form.text("code_seed").to_owned();
    let public = ask.form.text("public").to_owned();
    let note = ask.form.text("note").to_owned();
    let mut form = Filled::with([("public", public.as_str()), ("note", note.as_str())]);
    if matches!(step, DrawStep::Committed | DrawStep::Revealed) {
        if !is_seed(&seed) {
            form.wrong("code_seed", ask.t.pick("种子是 20 至 100 位数字。", "A seed is 20 to 100 digits."));
        } else if *step == DrawStep::Committed && seed != ask.form.text("code_seed_again") {
            form.wrong("code_seed_again", ask.t.pick("两次输入的不一样。", "The two are not the same."));
        }
        if !form.is_right() {
            return page(&ask, form, Vec::new()).await;
        }
    }
    let teams = ask.form.file("teams").map(|file| file.bytes.to_vec());
    let id = ask.act_id("draw");
    let by = By { person: &ask.who.person, id: &id, lang: ask.t };
    match ask.server.rounds.draw(by, &round, *step, DrawFiles { seed, public, teams, note }).await {
        Ok(_) => ask.done(&at(&round, "/draw"), "这一步已完成并公布。", "The step is taken and published."),
        Err(error @ (RoundError::Trouble(_) | RoundError::NoScheme)) => page(&ask, form, error.lines(ask.t)).await,
        Err(other) => Err(other.into()),
    }
}
