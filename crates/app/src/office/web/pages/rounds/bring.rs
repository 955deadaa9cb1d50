//! A working folder brought into a round that is drafted: its scheme, units and figures; other files at any time before points.

use super::folder::unpacked;
use super::{at, frame_of};
use crate::message::Lang;
use crate::office::rounds::{Brought, By, RoundError};
use crate::office::web::{Ask, Frame, Outcome, Trouble};
use askama::Template;
use axum::http::StatusCode;
use kaocheng_office::role::RoundState;

#[derive(Template)]
#[template(path = "pages/rounds/bring.html")]
struct Page {
    t: Lang,
    frame: Frame,
    action: String,
    /// Before the scheme is issued.
    drafted: bool,
    /// What keeps the files from being taken.
    lines: Vec<String>,
}

pub async fn show(ask: Ask) -> Outcome {
    page(&ask, Vec::new()).await
}

async fn page(ask: &Ask, lines: Vec<String>) -> Outcome {
    let round = ask.param("round");
    let found = ask.server.rounds.round(round).await?;
    let frame = frame_of(ask, round, &found.title, ("带入工作文件夹", "Bring a working folder"));
    let status = if lines.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (drafted, action) = (found.state == RoundState::Drafted, at(round, "/bring"));
    ask.page_with(status, &Page { t: ask.t, frame, action, drafted, lines })
}

pub async fn bring(ask: Ask) -> Outcome {
    let round = ask.param("round").to_owned();
    let (uploads, t) = (ask.form.files().to_vec(), ask.t);
    let unpacking = tokio::task::spawn_blocking(move || unpacked(&uploads, t));
    let files = match unpacking.await.map_err(|error| Trouble::Broken(error.to_string()))? {
        Ok(files) => files,
        Err(words) => return page(&ask, vec![words]).await,
    };
    let found = ask.server.rounds.round(&round).await?;
    if found.state != RoundState::Drafted && files.keys().any(|name| is_of_the_draft(name)) {
        let words = t.pick(
            "方案已印发：方案、单位名单和数据不能再从文件夹带入。",
            "The scheme is issued: scheme, units and figures can no longer be brought in a folder.",
        );
        return page(&ask, vec![words.to_owned()]).await;
    }
    let id = ask.act_id("bring");
    let by = By { person: &ask.who.person, id: &id, lang: t };
    match ask.server.rounds.bring(by, &round, files).await {
        Ok(brought) => {
            let [zh, en] = words(&brought);
            ask.done(&at(&round, ""), &zh, &en)
        }
        Err(error @ (RoundError::Trouble(_) | RoundError::Rows(_) | RoundError::NoScheme)) => {
            page(&ask, error.lines(t)).await
        }
        Err(RoundError::NoSuchUnit(unit)) => page(&ask, RoundError::NoSuchUnit(unit).lines(t)).await,
        Err(other) => Err(other.into()),
    }
}

fn is_of_the_draft(name: &str) -> bool {
    matches!(name, "scheme.md" | "units.csv" | "units.xlsx") || name.starts_with("figures")
}

/// What was brought, in a sentence.
fn words(brought: &Brought) -> [String; 2] {
    let mut zh = Vec::new();
    let mut en = Vec::new();
    if brought.scheme {
        zh.push("方案".to_owned());
        en.push("the scheme".to_owned());
    }
    if brought.units > 0 {
        zh.push(format!("{} 个单位", brought.units));
        en.push(format!("{} units", brought.units));
    }
    if brought.figures > 0 {
        zh.push(format!("{} 个数据", brought.figures));
        en.push(format!("{} figures", brought.figures));
    }
    if !brought.files.is_empty() {
        zh.push(format!("{} 个其他文件", brought.files.len()));
        en.push(format!("{} other files", brought.files.len()));
    }
    [format!("已带入：{}。", zh.join("、")), format!("Brought: {}.", en.join(", "))]
}
