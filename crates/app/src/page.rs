//! The pages of the diagnostics: message templates in both languages, and the text that `kaocheng explain CODE` shows.

use crate::message::Lang;

include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// The page of a code, with its front matter.
pub fn page(code: &str) -> Option<&'static str> {
    PAGES.iter().find(|(name, _)| *name == code).map(|(_, text)| *text)
}

/// All codes that have a page.
pub fn codes() -> impl Iterator<Item = &'static str> {
    PAGES.iter().map(|(name, _)| *name)
}

/// The message template of a code.
pub fn template(code: &str, lang: Lang) -> Option<&'static str> {
    entry(code, if lang == Lang::Zh { "zh: " } else { "en: " })
}

/// The template of the line that says what would settle it.
pub fn help(code: &str, lang: Lang) -> Option<&'static str> {
    entry(code, if lang == Lang::Zh { "help-zh: " } else { "help-en: " })
}

fn entry(code: &str, key: &str) -> Option<&'static str> {
    let text = page(code)?;
    let front = text.strip_prefix("---\n")?.split("\n---").next()?;
    front.lines().find_map(|line| line.strip_prefix(key))
}

/// The page without its front matter.
pub fn body(code: &str) -> Option<&'static str> {
    let text = page(code)?;
    text.strip_prefix("---\n")?.split_once("\n---\n").map(|(_, body)| body.trim_start())
}
