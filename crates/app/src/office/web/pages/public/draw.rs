//! The draw, as anybody may repeat it.

use crate::message::Lang;
use crate::office::moment::Moment;
use crate::office::web::pages::draw::files::{Table, table};
use crate::office::web::{Ask, Frame, Outcome, Trouble};
use askama::Template;
use kaocheng_office::act::DrawStep;
use kaocheng_office::entity::Draw;
use kaocheng_office::office::key;

#[derive(Template)]
#[template(path = "pages/public/draw.html")]
struct Page {
    t: Lang,
    frame: Frame,
    id: String,
    steps: Vec<(String, String)>,
    files: Vec<(String, String)>,
    commitment: String,
    record: String,
    sample: Table,
}

async fn drawn(ask: &Ask) -> Result<Draw, Trouble> {
    let office = ask.office().await?;
    office.draws.get(&key(&[ask.param("round")])).cloned().ok_or(Trouble::NotFound)
}

async fn text(ask: &Ask, draw: &Draw, name: &str) -> Result<String, Trouble> {
    match draw.files.get(name) {
        Some(blob) => Ok(String::from_utf8_lossy(&ask.server.blobs.get(blob).await?).into_owned()),
        None => Ok(String::new()),
    }
}

pub async fn show(ask: Ask) -> Outcome {
    let draw = drawn(&ask).await?;
    let id = ask.param("round").to_owned();
    let title = ask.server.rounds.round(&id).await?.title;
    let t = ask.t;
    let step = |(step, stamp): &(DrawStep, kaocheng_office::entity::Stamp)| {
        let words = match step {
            DrawStep::Frozen => t.pick("名单冻结", "frame frozen"),
            DrawStep::Committed => t.pick("种子承诺", "seed committed to"),
            DrawStep::Revealed => t.pick("揭晓并抽样", "seed revealed, sites drawn"),
            DrawStep::Teamed => t.pick("编组", "teams set"),
        };
        (words.to_owned(), Moment::of_text(&stamp.at).map_or_else(|| stamp.at.clone(), Moment::local))
    };
    let sample = table(&ask, &draw, "sample.csv").await?.worded(t);
    let (commitment, record) = (text(&ask, &draw, "commitment.txt").await?, text(&ask, &draw, "record.json").await?);
    let frame = ask.frame("公开抽样", "The public draw").under("/public", t.pick("公开信息", "Public"));
    let frame = frame.under(format!("/public/{id}"), title);
    let steps = draw.steps.iter().map(step).collect();
    // The list of teams names people who go out, and is not published.
    let public = draw.files.into_iter().filter(|(name, _)| is_public(name)).collect();
    ask.page(&Page { t, frame, id, steps, files: public, commitment, record, sample })
}

pub async fn file(ask: Ask) -> Outcome {
    let draw = drawn(&ask).await?;
    let name = ask.param("file").to_owned();
    let blob = draw.files.get(&name).filter(|_| is_public(&name)).ok_or(Trouble::NotFound)?;
    let bytes = ask.server.blobs.get(blob).await?;
    ask.file(&name, "application/octet-stream", bytes)
}

fn is_public(name: &str) -> bool {
    !matches!(name, "teams.csv" | "assignment.csv" | "visits.csv")
}
