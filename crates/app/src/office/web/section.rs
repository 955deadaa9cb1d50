//! What a page module gives to the office: routes, its place in the navigation, and what it has for people to do.

use super::route::Route;
use super::visitor::Visitor;
use crate::message::Lang;
use crate::office::moment::Moment;
use kaocheng_office::deed::Deed;
use kaocheng_office::office::Office;

/// What waits for a visitor at a moment, in the reader's language.
pub type Tasks = fn(&Office, &Visitor, Moment, Lang) -> Vec<Task>;

/// A module of pages.
#[derive(Clone, Default)]
pub struct Section {
    /// Its routes.
    pub routes: Vec<Route>,
    /// Its places in the navigation.
    pub entries: Vec<Entry>,
    /// What it has for a person to do now.
    pub tasks: Option<Tasks>,
}

/// A place in the navigation; shown to those who have a seat that may ever do the deed.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Where it leads.
    pub href: &'static str,
    /// In Chinese.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
    /// What one must be allowed to do.
    pub deed: Deed,
}

/// Something that waits for a person, on their first page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// What to do, in the reader's language.
    pub words: String,
    /// What it is about: the round, the unit.
    pub about: String,
    /// Where it is done.
    pub href: String,
    /// The last day, if there is one: `2026-12-01`.
    pub due: Option<String>,
    /// It is late, or blocks others.
    pub urgent: bool,
}
