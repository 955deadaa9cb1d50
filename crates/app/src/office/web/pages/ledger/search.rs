//! Acts that fit what somebody looks for, newest first, a page at a time: the days are found by halving, the rest by
//! reading backwards.

use crate::office::desk::{Desk, DeskError, read};
use crate::office::web::{Filled, Trouble};
use kaocheng_office::record::Record;
use serde_json::Value as Json;

/// Acts a page.
const PAGE: usize = 50;
/// Acts that are read at once.
const READ: u64 = 500;
/// Acts that are read for one page at most; more is another request.
const MOST: u64 = 20_000;

/// What somebody looks for; empty: anything.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The person.
    pub person: String,
    /// The kind of act.
    pub kind: String,
    /// The round.
    pub round: String,
    /// The first day.
    pub since: String,
    /// The last day.
    pub until: String,
}

/// An act that fits.
pub struct Found {
    /// The act.
    pub record: Record,
}

/// A page of acts.
pub struct Page {
    /// The acts, newest first.
    pub found: Vec<Found>,
    /// Where older ones begin: acts before this one; `None`: there are none.
    pub before: Option<u64>,
}

impl Wanted {
    /// Of a form's fields.
    pub fn of(filled: &Filled) -> Wanted {
        let text = |name: &str| filled.text(name).to_owned();
        Wanted {
            person: text("person"),
            kind: text("kind"),
            round: text("round"),
            since: text("since"),
            until: text("until"),
        }
    }

    fn fits(&self, record: &Record) -> bool {
        let is = |wanted: &str, found: &str| wanted.is_empty() || wanted == found;
        is(&self.person, &record.by)
            && is(&self.round, record.act.round().unwrap_or_default())
            && (self.kind.is_empty() || record.act.kind().word == self.kind)
    }

    /// Whether an entry can fit, by its bytes alone: reading thousands that do not would take most of the time. Entries are
    /// canonical JSON, in which a field and its text stand one way only.
    fn may_fit(&self, entry: &[u8]) -> bool {
        let entry = String::from_utf8_lossy(entry);
        let fields = [("by", &self.person), ("round", &self.round), ("kind", &self.kind)];
        let stands =
            |(field, text): (&str, &String)| entry.contains(&format!("\"{field}\":{}", Json::from(text.as_str())));
        fields.into_iter().filter(|(_, text)| !text.is_empty()).all(stands)
    }

    /// The page of acts before one.
    pub async fn page(&self, desk: &Desk, size: u64, before: Option<u64>) -> Result<Page, Trouble> {
        let first =
            if self.since.is_empty() { 0 } else { first_of(desk, size, |day| day >= self.since.as_str()).await? };
        let end =
            if self.until.is_empty() { size } else { first_of(desk, size, |day| day > self.until.as_str()).await? };
        let mut at = before.unwrap_or(end).min(end);
        let (mut found, mut looked) = (Vec::new(), 0);
        while at > first && looked < MOST {
            let from = at.saturating_sub(READ).max(first);
            let acts = desk.acts(from, at - from).await?;
            for kept in acts.iter().rev() {
                at = kept.seq;
                if !self.may_fit(&kept.entry.bytes) {
                    continue;
                }
                let record = read(kept)?;
                if self.fits(&record) {
                    found.push(Found { record });
                }
                if found.len() == PAGE {
                    return Ok(Page { found, before: Some(at).filter(|at| *at > first) });
                }
            }
            looked += acts.len() as u64;
            at = from;
        }
        Ok(Page { found, before: Some(at).filter(|at| *at > first) })
    }
}

/// The number of the first act whose day fits; the days of acts never go back.
async fn first_of(desk: &Desk, size: u64, fits: impl Fn(&str) -> bool) -> Result<u64, Trouble> {
    let (mut low, mut high) = (0, size);
    while low < high {
        let middle = low + (high - low) / 2;
        let kept = desk.acts(middle, 1).await?;
        let record = match kept.first() {
            Some(kept) => read(kept)?,
            None => return Err(DeskError::Broken(format!("act {middle} is missing")).into()),
        };
        if fits(record.at.get(..10).unwrap_or_default()) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(low)
}
