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

/// What would settle it: the page's last section, whose first paragraph is Chinese and whose second is English.
pub fn help(code: &str, lang: Lang) -> Option<String> {
    let (_, after) = body(code)?.split_once("## 怎么办 / How to settle it\n")?;
    let section = after.split("\n## ").next()?;
    let mut paragraphs = section.split("\n\n").map(str::trim).filter(|p| !p.is_empty());
    let chinese = paragraphs.next()?;
    let paragraph = if lang == Lang::Zh { chinese } else { paragraphs.next()? };
    Some(paragraph.lines().map(str::trim).collect::<Vec<_>>().join(" "))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_says_in_both_languages_what_would_settle_it() {
        for code in codes() {
            let (zh, en) = (help(code, Lang::Zh).unwrap_or_default(), help(code, Lang::En).unwrap_or_default());
            assert!(!zh.is_empty() && !en.is_empty() && zh != en, "{code}");
        }
    }
}
