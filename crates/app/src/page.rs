//! The pages of the diagnostics: message templates in both languages, and the text that `kaocheng explain CODE` shows.

use crate::message::Lang;

include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// The page of a code, with its front matter.
pub fn page(code: &str) -> Option<&'static str> {
    PAGES.iter().find(|(name, _)| *name == code).map(|(_, text)| *text)
}

/// The message template of a code.
pub fn template(code: &str, lang: Lang) -> Option<&'static str> {
    let text = page(code)?;
    let front = text.strip_prefix("---\n")?.split("\n---").next()?;
    let key = match lang {
        Lang::Zh => "zh: ",
        Lang::En => "en: ",
    };
    front.lines().find_map(|line| line.strip_prefix(key))
}

/// The page without its front matter.
pub fn body(code: &str) -> Option<&'static str> {
    let text = page(code)?;
    text.strip_prefix("---\n")?.split_once("\n---\n").map(|(_, body)| body.trim_start())
}
