//! What surrounds every page: the office's name, the navigation, who is signed in, and what forms need.

use super::ask::Ask;
use super::assets;
use crate::message::Lang;
use crate::office::identity::secret;

/// The surroundings of a page. Templates have it as `frame`.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The page's heading.
    pub title: String,
    /// The office's name.
    pub office: String,
    /// Who is signed in; empty for the public.
    pub person: String,
    /// Their sign-in name; empty for the public.
    pub login: String,
    /// What for: 填报人(清河镇).
    pub seats: String,
    /// The navigation.
    pub places: Vec<Place>,
    /// The way to this page.
    pub crumbs: Vec<Place>,
    /// What was just done.
    pub said: String,
    /// What was wrong with what was just sent.
    pub problem: String,
    /// What each form must carry; see the macro `form::open`.
    pub csrf: String,
    /// A fresh name for what a form of this page does.
    pub act_id: String,
    /// Where one is, for coming back after changing the language or signing in.
    pub here: String,
    /// The sheet of styles.
    pub css: String,
    /// The script.
    pub js: String,
    /// What keeps forms of a visit where there is no network.
    pub offline: String,
    /// The icon.
    pub icon: String,
}

/// A link in the navigation or in the way to a page.
#[derive(Clone, Debug)]
pub struct Place {
    /// Where to.
    pub href: String,
    /// In the reader's language.
    pub label: String,
    /// One is there now.
    pub current: bool,
}

impl Frame {
    /// Of a request, with the page's heading.
    pub fn new(ask: &Ask, title: &str) -> Frame {
        let who = &ask.who;
        let entries = ask.server.entries().filter(|e| who.may_ever(e.deed));
        let place = |entry: super::section::Entry| Place {
            href: entry.href.to_owned(),
            label: ask.t.pick(entry.zh, entry.en).to_owned(),
            current: is_within(&ask.path, entry.href),
        };
        Frame {
            title: title.to_owned(),
            office: ask.office_name.clone(),
            person: who.name.clone(),
            login: who.person.clone(),
            seats: who.seats_in_words(ask.t),
            places: entries.map(place).collect(),
            crumbs: Vec::new(),
            said: ask.said.clone().unwrap_or_default(),
            problem: String::new(),
            csrf: ask.csrf.clone(),
            act_id: secret::token().unwrap_or_default(),
            here: ask.here(),
            css: assets::address("office.css"),
            js: assets::address("office.js"),
            offline: assets::address("offline.js"),
            icon: assets::address("icon.svg"),
        }
    }

    /// The page stands under another; called from the outermost inwards.
    pub fn under(mut self, href: impl Into<String>, label: impl Into<String>) -> Frame {
        self.crumbs.push(Place { href: href.into(), label: label.into(), current: false });
        self
    }

    /// What was just sent could not be taken, for this reason.
    pub fn problem(mut self, words: impl Into<String>) -> Frame {
        self.problem = words.into();
        self
    }

    /// This page in the other language.
    pub fn other_language(&self, t: &Lang) -> String {
        let here: String = form_urlencoded::byte_serialize(self.here.as_bytes()).collect();
        format!("/language?to={}&next={here}", t.pick("en", "zh"))
    }

    /// The title of the browser's window.
    pub fn window(&self, t: &Lang) -> String {
        let office = if self.office.is_empty() { t.pick("考成", "Kaocheng") } else { &self.office };
        format!("{} · {office}", self.title)
    }
}

/// Whether a path is that of an entry or below it; the first page is only itself.
fn is_within(path: &str, entry: &str) -> bool {
    path == entry || (entry != "/" && path.strip_prefix(entry).is_some_and(|rest| rest.starts_with('/')))
}
