//! Every page of `diagnostics/` is executed: its example raises its code and nothing else, its message has a word for
//! every slot, and every code of the program has a page.

mod files;
mod page;
mod raise;
mod registers;
mod scenario;
mod sealed;
mod sources;

use page::{HEADINGS, Page, pages, slots};
use raise::{Raised, raise};
use std::collections::HashMap;
use std::sync::OnceLock;

/// What the examples of a page raise, found once for all tests.
fn raised(page: &Page) -> &'static [Raised] {
    static ALL: OnceLock<HashMap<String, Vec<Raised>>> = OnceLock::new();
    let all = ALL.get_or_init(|| pages().iter().map(|p| (p.code.clone(), raise(p))).collect());
    &all[&page.code]
}

/// All pages are checked before any is complained of, so that one run shows everything.
fn every(check: impl Fn(&Page) -> Result<(), String>) {
    let wrong: Vec<String> =
        pages().iter().filter_map(|p| check(p).err().map(|e| format!("{}: {e}", p.code))).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn pages_have_their_parts() {
    every(|page| {
        let mut rest = page.body.as_str();
        for heading in [&format!("# {}", page.code) as &str].into_iter().chain(HEADINGS) {
            let Some((_, after)) = rest.split_once(&format!("{heading}\n")) else {
                return Err(format!("no heading “{heading}” in its place"));
            };
            rest = after;
        }
        let known = ["error", "question", "warning", "note"];
        match page.severity.iter().find(|s| !known.contains(&s.as_str())) {
            Some(other) => Err(format!("“{other}” is no severity")),
            None if page.examples.is_empty() => Err("no example".to_owned()),
            None => Ok(()),
        }
    });
}

#[test]
fn examples_raise_their_code_and_no_other() {
    every(|page| {
        let raised = raised(page);
        let own: Vec<&Raised> = raised.iter().filter(|r| r.code == page.code).collect();
        if own.is_empty() {
            let codes: Vec<&str> = raised.iter().map(|r| r.code.as_str()).collect();
            return Err(format!("the example raises {codes:?}"));
        }
        if let Some(other) = own.iter().find(|r| !r.severity.is_empty() && !page.severity.contains(&r.severity.into()))
        {
            return Err(format!("the example raises it as {}", other.severity));
        }
        let others = raised.iter().filter(|r| r.code != page.code && r.severity != "note");
        let mut extra: Vec<&str> = others.map(|r| r.code.as_str()).collect();
        extra.sort_unstable();
        extra.dedup();
        let mut also: Vec<&str> = page.also.iter().map(String::as_str).collect();
        also.sort_unstable();
        if extra == also { Ok(()) } else { Err(format!("the example also raises {extra:?}, the page says {also:?}")) }
    });
}

#[test]
fn messages_have_a_word_for_every_slot() {
    every(|page| {
        let raised = raised(page);
        for own in raised.iter().filter(|r| r.code == page.code) {
            let Some(details) = &own.details else {
                // The program told it in words: they must be those of the template, filled.
                let fixed = page.templates[1].split('{').next().unwrap_or("");
                if !own.words.contains(fixed.trim_end()) {
                    return Err(format!("the program says “{}”", own.words));
                }
                continue;
            };
            for (template, suffix) in page.templates.iter().chain(&page.helps).zip(["_zh", "", "_zh", ""]) {
                for slot in slots(template) {
                    let named = |name: &str| details.iter().any(|d| d == name);
                    if !named(slot) && !named(&format!("{slot}{suffix}")) {
                        return Err(format!("“{{{slot}}}” is not among {details:?}"));
                    }
                }
            }
        }
        Ok(())
    });
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let codes = sources::codes();
    let pages: Vec<String> = pages().into_iter().map(|p| p.code).collect();
    let without: Vec<&String> = codes.certain.iter().filter(|c| !pages.contains(c)).collect();
    assert!(without.is_empty(), "codes without a page: {without:?}");
    let idle: Vec<&String> = pages.iter().filter(|p| !codes.literals.contains(*p)).collect();
    assert!(idle.is_empty(), "pages of codes that nothing raises: {idle:?}");
}
