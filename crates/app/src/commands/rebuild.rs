//! `kaocheng rebuild`: the projections made anew from the ledger.

use super::office_place::{broken, wait};
use crate::message::{Failure, Lang};
use crate::office::rebuild::{Differed, How, rebuild};
use crate::office::store::{Store, StoreError};
use crate::phrase;
use crate::terminal::Terminal;
use serde_json::json;

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    /// The office's database: sqlite:PATH or postgres://….
    #[arg(long, value_name = "URL")]
    store: String,
}

/// Rows that are told one by one; more are counted.
const TOLD: usize = 20;

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    wait(anew(args, terminal))
}

async fn anew(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    // A newer program brings older tables forward before it fills them; a database that is not there is not made.
    let store = match Store::look(&args.store).await {
        Err(StoreError::Older { .. }) => Store::open(&args.store).await,
        other => other,
    };
    let store = store.map_err(broken)?;
    let rebuilt = rebuild(&store).await.map_err(broken)?;
    store.close().await;
    if terminal.is_json() {
        let differed: Vec<_> = rebuilt.differed.iter().map(|row| json!([row.shelf, row.key, word(row.how)])).collect();
        let told = json!({ "acts": rebuilt.acts, "rows": rebuilt.rows, "differed": differed });
        return terminal.print(&told.to_string());
    }
    let count = rebuilt.differed.len();
    let mut lines =
        vec![phrase::REBUILD_DONE.with(lang, &[("acts", &rebuilt.acts), ("rows", &rebuilt.rows), ("count", &count)])];
    lines.extend(rebuilt.differed.iter().take(TOLD).map(|row| differed(row, lang)));
    if count > TOLD {
        lines.push(phrase::OFFICE_MORE.with(lang, &[("count", &(count.saturating_sub(TOLD)))]));
    }
    terminal.print(&lines.join("\n"))
}

/// How a row differed, for programs.
fn word(how: How) -> &'static str {
    match how {
        How::Missing => "missing",
        How::Surplus => "surplus",
        How::Other => "other",
    }
}

/// A row that was not what the acts amount to, for people.
pub fn differed(row: &Differed, lang: Lang) -> String {
    let phrase = match row.how {
        How::Missing => phrase::ROW_MISSING,
        How::Surplus => phrase::ROW_SURPLUS,
        How::Other => phrase::ROW_OTHER,
    };
    phrase.with(lang, &[("shelf", &row.shelf), ("key", &row.key)])
}
