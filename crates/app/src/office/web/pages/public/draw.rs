//! The public draw: what is fixed before it, the seed ceremony, what came of it, and how anybody repeats it.

use super::ceremony::Ceremony;
use super::round::published;
use crate::message::Lang;
use crate::office::moment::Moment;
use crate::office::web::naming::part;
use crate::office::web::{Ask, Frame, Outcome, Trouble};
use askama::Template;
use kaocheng_office::act::DrawStep;
use kaocheng_office::entity::Draw;
use kaocheng_office::office::key;
use kaocheng_office::role::RoundState;
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The program that repeats a draw with nothing but Python's own library.
const VERIFIER: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tools/verify_draw.py"));

#[derive(Template)]
#[template(path = "pages/public/draw.html")]
struct Page {
    t: Lang,
    frame: Frame,
    address: String,
    steps: Vec<Taken>,
    ceremony: Ceremony,
    /// What the scheme rules on it: stratum, site, how many.
    rules: Vec<(String, String, u32)>,
    files: Vec<(String, String)>,
}

/// A step, taken or to come.
struct Taken {
    name: &'static str,
    what: &'static str,
    when: String,
    seq: u64,
    note: String,
}

async fn drawn(ask: &Ask) -> Result<Option<Draw>, Trouble> {
    let office = ask.office().await?;
    Ok(office.draws.get(&key(&[ask.param("round")])).cloned())
}

/// The files of a draw that are public now, as text.
async fn texts(ask: &Ask, draw: &Draw, state: RoundState) -> Result<BTreeMap<String, String>, Trouble> {
    let mut texts = BTreeMap::new();
    for (name, blob) in draw.files.iter().filter(|(name, _)| is_public(name, state)) {
        let bytes = ask.server.blobs.get(blob).await?;
        texts.insert(name.clone(), String::from_utf8_lossy(&bytes).into_owned());
    }
    Ok(texts)
}

pub async fn show(ask: Ask) -> Outcome {
    let round = published(&ask).await?;
    let id = ask.param("round").to_owned();
    let (draw, t) = (drawn(&ask).await?, ask.t);
    let scheme = ask.server.rounds.scheme(&id, t).await?;
    let samples = scheme.plan.mechanism.samples.iter();
    let rules: Vec<_> = samples.map(|rule| (rule.stratum.clone(), rule.site.clone(), rule.size)).collect();
    if draw.is_none() && rules.is_empty() {
        return Err(Trouble::NotFound);
    }
    let none = Draw { steps: Vec::new(), notes: BTreeMap::new(), files: BTreeMap::new() };
    let draw = draw.unwrap_or(none);
    let ceremony = Ceremony::of(&texts(&ask, &draw, round.state).await?);
    let steps = DRAWN_IN.into_iter().map(|step| taken(&draw, step, t)).collect();
    let address = format!("/public/{}", part(&id));
    let frame = ask
        .frame("公开抽样", "The public draw")
        .under("/public", t.pick("公开信息", "Public"))
        .under(address.clone(), round.title.clone());
    let files = draw.files.into_iter().filter(|(name, _)| is_public(name, round.state)).collect();
    ask.page(&Page { t, frame, address, steps, ceremony, rules, files })
}

/// The steps, in order.
const DRAWN_IN: [DrawStep; 4] = [DrawStep::Frozen, DrawStep::Committed, DrawStep::Revealed, DrawStep::Teamed];

fn taken(draw: &Draw, step: DrawStep, t: Lang) -> Taken {
    let (name, what) = match step {
        DrawStep::Frozen => (
            t.pick("名单冻结", "The frame is frozen"),
            t.pick("可抽的点和每处抽几个全部列出，不能再改。", "Everything that can be drawn, and how many, is listed and can change no more."),
        ),
        DrawStep::Committed => (
            t.pick("种子承诺", "A seed is committed to"),
            t.pick("种子写好封存，只公布它的承诺值：以后换不了种子。", "The seed is locked away and only its commitment published: it cannot be exchanged later."),
        ),
        DrawStep::Revealed => (
            t.pick("揭晓并抽样", "The seed is revealed and sites are drawn"),
            t.pick("当众掷出几个数字，再公开种子；两者合起来决定每个点的号码。", "Digits are thrown before everybody, then the seed is opened; together they decide every ticket."),
        ),
        DrawStep::Teamed => (
            t.pick("编组", "Teams are set"),
            t.pick("由同一颗种子决定哪一组去哪里；人员名单不公布，去向到现场考核时公布。", "The same seed decides which team goes where; who is in it is not public, and where it goes is from the day it sets out."),
        ),
    };
    let stamp = draw.steps.iter().find(|(of, _)| *of == step).map(|(_, stamp)| stamp);
    let when = |at: &str| Moment::of_text(at).map_or_else(|| at.to_owned(), Moment::local);
    Taken {
        name,
        what,
        when: stamp.map(|stamp| when(&stamp.at)).unwrap_or_default(),
        seq: stamp.map_or(0, |stamp| stamp.seq),
        note: draw.notes.get(&step).cloned().unwrap_or_default(),
    }
}

pub async fn file(ask: Ask) -> Outcome {
    let round = published(&ask).await?;
    let draw = drawn(&ask).await?.ok_or(Trouble::NotFound)?;
    let name = ask.param("file").to_owned();
    let blob = draw.files.get(&name).filter(|_| is_public(&name, round.state)).ok_or(Trouble::NotFound)?;
    let bytes = ask.server.blobs.get(blob).await?;
    ask.file(&name, "application/octet-stream", bytes)
}

/// All public files in a folder `draw`, with the program that repeats the draw beside it.
pub async fn archive(ask: Ask) -> Outcome {
    let round = published(&ask).await?;
    let draw = drawn(&ask).await?.ok_or(Trouble::NotFound)?;
    let mut files = vec![("verify_draw.py".to_owned(), VERIFIER.as_bytes().to_vec())];
    for (name, blob) in draw.files.iter().filter(|(name, _)| is_public(name, round.state)) {
        files.push((format!("draw/{name}"), ask.server.blobs.get(blob).await?));
    }
    let bytes = zipped(&files).map_err(|error| Trouble::Broken(format!("archive: {error}")))?;
    ask.file("draw.zip", "application/zip", bytes)
}

fn zipped(files: &[(String, Vec<u8>)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(name, SimpleFileOptions::default())?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// Who is in a team, and when it comes to which site, is nobody's business; where it goes is public once it set out, so that
/// no unit prepares for its visitors.
fn is_public(name: &str, state: RoundState) -> bool {
    match name {
        "teams.csv" | "visits.csv" => false,
        "assignment.csv" => state >= RoundState::InField,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_not_public_and_where_they_go_is_only_once_they_went() {
        assert!(is_public("record.json", RoundState::Issued));
        assert!(!is_public("teams.csv", RoundState::Final) && !is_public("visits.csv", RoundState::Final));
        assert!(!is_public("assignment.csv", RoundState::Drawn) && is_public("assignment.csv", RoundState::InField));
    }
}
