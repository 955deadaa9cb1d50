//! Every act, newest first.

use super::search::{Found, Wanted};
use super::words;
use crate::message::Lang;
use crate::office::moment::Moment;
use crate::office::web::{Ask, Filled, Frame, Outcome};
use askama::Template;
use kaocheng_office::kind::KINDS;
use kaocheng_office::office::{key, last_part};
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "pages/ledger/list.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
    size: u64,
    kinds: Vec<(&'static str, &'static str)>,
    rounds: Vec<(String, String)>,
    lines: Vec<Line>,
    is_first: bool,
    first: String,
    older: Option<String>,
}

/// An act in the list.
struct Line {
    seq: u64,
    at: String,
    by: String,
    kind: &'static str,
    words: String,
    /// The name of who did it.
    name: String,
}

pub async fn show(ask: Ask) -> Outcome {
    let (size, rounds, names) = {
        let office = ask.office().await?;
        let rounds: Vec<(String, String)> =
            office.rounds.iter().map(|(at, round)| (last_part(at), round.title.clone())).collect();
        let names: HashMap<String, String> =
            office.people.iter().map(|(at, person)| (at.clone(), person.name.clone())).collect();
        (office.tree().len(), rounds, names)
    };
    let wanted = Wanted::of(&ask.query);
    let before = super::proof::number(&ask, "before")?;
    let page = wanted.page(&ask.server.desk, size, before).await?;
    let line = |found: Found| {
        let record = found.record;
        Line {
            seq: record.seq,
            at: local(&record.at),
            by: record.by.clone(),
            kind: ask.t.pick(record.act.kind().zh, record.act.kind().en),
            words: titled(words::sentence(&record.act, ask.t), record.act.round(), &rounds),
            name: names.get(&key(&[&record.by])).cloned().unwrap_or_default(),
        }
    };
    let address = |before: Option<u64>| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in ask.query.fields().iter().filter(|(n, v)| n != "before" && !v.is_empty()) {
            query.append_pair(name, value);
        }
        if let Some(before) = before {
            query.append_pair("before", &before.to_string());
        }
        format!("/ledger?{}", query.finish())
    };
    let lines = page.found.into_iter().map(line).collect();
    let older = page.before.map(|before| address(Some(before)));
    let page = Page {
        t: ask.t,
        frame: ask.frame("台账", "Ledger"),
        form: ask.query.clone(),
        size,
        kinds: KINDS.iter().map(|kind| (kind.word, ask.t.pick(kind.zh, kind.en))).collect(),
        rounds,
        lines,
        is_first: before.is_none(),
        first: address(None),
        older,
    };
    ask.page(&page)
}

/// What was done, with the round's title instead of its short name.
fn titled(words: String, round: Option<&str>, rounds: &[(String, String)]) -> String {
    let title = round.and_then(|round| rounds.iter().find(|(id, _)| id == round));
    title.map_or_else(|| words.clone(), |(id, title)| words.replacen(id.as_str(), title, 1))
}

/// A moment of the ledger as people at the office read it.
pub fn local(at: &str) -> String {
    Moment::of_text(at).map_or_else(|| at.to_owned(), Moment::local)
}
