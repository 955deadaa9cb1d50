//! Why a unit has its points, as far as that is public: figures stand there unless they are small.

use super::round::{published, shows_results};
use crate::message::Lang;
use crate::office::assess::ItemTold;
use crate::office::web::{Ask, Frame, Outcome, Trouble};
use askama::Template;
use kaocheng_office::publication::Depth;
use kaocheng_syntax::exact::{Exact, show as exact, whole};

#[derive(Template)]
#[template(path = "pages/public/unit.html")]
struct Page {
    t: Lang,
    frame: Frame,
    total: String,
    rank: String,
    ranked: usize,
    smallest: u64,
    items: Vec<Shown>,
}

/// An item as the public sees it.
struct Shown {
    is_section: bool,
    title: String,
    score: String,
    exact: String,
    points: String,
    sentences: Vec<String>,
    /// Figures and clauses with numbers; nothing where a small count stands behind them.
    lines: Vec<String>,
    /// The counts instead, the small ones as `<5`.
    counts: Vec<String>,
}

pub async fn show(ask: Ask) -> Outcome {
    let round = published(&ask).await?;
    if !shows_results(&round) || round.publication.depth < Depth::Items {
        return Err(Trouble::NotFound);
    }
    let (id, code) = (ask.param("round").to_owned(), ask.param("code").to_owned());
    let computation = ask.server.rounds.computation(&id).await?;
    let told = ask.server.rounds.tell(&id, &code, Some(&computation), ask.t).await?;
    let publication = round.publication;
    let explains = publication.depth == Depth::Explanations;
    let items = told.items.iter().map(|item| shown(item, publication.smallest, explains)).collect();
    let frame = ask
        .frame(&told.name, &told.name)
        .under("/public", ask.t.pick("公开信息", "Public"))
        .under(format!("/public/{}", crate::office::web::naming::part(&id)), round.title.clone());
    let page = Page {
        t: ask.t,
        frame,
        total: told.total.as_ref().map(exact).unwrap_or_default(),
        rank: told.rank.map(|rank| rank.to_string()).unwrap_or_default(),
        ranked: told.ranked,
        smallest: publication.smallest,
        items,
    };
    ask.page(&page)
}

fn shown(item: &ItemTold, smallest: u64, explains: bool) -> Shown {
    let is_small = |count: &Exact| *count < whole(i64::try_from(smallest).unwrap_or(i64::MAX));
    // A rate or a difference tells the small count that it was computed from, so all of it goes.
    let hides = item.counts.iter().any(|(_, count)| is_small(count));
    let told = |(label, count): &(String, Exact)| match is_small(count) {
        true => format!("{label} <{smallest}"),
        false => format!("{label} {}", exact(count)),
    };
    let lines = |there: bool, lines: &[String]| if there && explains { lines.to_vec() } else { Vec::new() };
    Shown {
        is_section: item.is_section,
        title: item.title.clone(),
        score: item.rounded(),
        exact: item.shown(),
        points: item.of(),
        sentences: lines(!item.is_section, &item.sentences),
        lines: lines(!item.is_section && !hides, &item.lines),
        counts: lines(!item.is_section && hides, &item.counts.iter().map(told).collect::<Vec<_>>()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(counts: &[i64]) -> ItemTold {
        ItemTold {
            id: "1.1".into(),
            title: "走访".into(),
            depth: 1,
            is_section: false,
            points: Some(whole(10)),
            score: Some(whole(4)),
            word: String::new(),
            sentences: vec!["每走访一户计1分。".into()],
            lines: vec!["走访户数 4 户 = 4".into()],
            counts: counts.iter().map(|n| ("户数".to_owned(), whole(*n))).collect(),
        }
    }

    #[test]
    fn a_small_count_is_not_told_and_neither_is_what_was_made_of_it() {
        let page = shown(&item(&[4, 12]), 5, true);
        assert!(page.lines.is_empty());
        assert_eq!(page.counts, ["户数 <5", "户数 12"]);
        let page = shown(&item(&[5, 12]), 5, true);
        assert_eq!((page.lines.len(), page.counts.len()), (1, 0), "five is not below five");
        assert!(shown(&item(&[0]), 5, true).lines.is_empty(), "none is small too");
        let page = shown(&item(&[12]), 5, false);
        assert!(page.lines.is_empty() && page.counts.is_empty() && page.sentences.is_empty());
        assert_eq!(page.score, "4");
    }
}
