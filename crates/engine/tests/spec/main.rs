//! The pages of `spec/` run: every example does what its page says, and `spec/cases.json` says the same.
//!
//! A text marked `pending` is one that the program does not read rightly yet; as soon as it does, the mark must go.
//! `UPDATE=1` rewrites the readings on the pages and `cases.json`; expected points, inputs and findings are never
//! rewritten. Whatever a page scores goes through the columnar evaluator as well, which must agree with the reference.

#[path = "../differential/agree.rs"]
mod agree;
mod by_columns;
mod decided;
mod findings;
mod json;
mod page;
mod run;

use page::Case;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../spec"))
}

fn updating() -> bool {
    std::env::var_os("UPDATE").is_some()
}

fn all_cases() -> Vec<Case> {
    let mut all = Vec::new();
    for (name, text) in page::pages(&folder()) {
        let cases = page::cases(&name, &text).unwrap_or_else(|e| panic!("{e}"));
        all.extend(cases.iter().filter_map(|c| c.with_texts(|place| !c.pending().contains(&place))));
    }
    all
}

#[test]
fn every_example_does_what_its_page_says() {
    let only = std::env::var("PAGE").ok();
    let mut report = String::new();
    let mut failed = 0;
    for (name, text) in page::pages(&folder()) {
        if only.as_ref().is_some_and(|o| !name.contains(o.as_str())) {
            continue;
        }
        let cases = page::cases(&name, &text).unwrap_or_else(|e| panic!("{e}"));
        let mut rewritten: Vec<(page::Block, Vec<String>)> = Vec::new();
        for case in &cases {
            let pending = case.pending();
            for place in &pending {
                let works = case.with_texts(|p| p == *place).is_some_and(|c| run::run(&c).failures.is_empty());
                if works {
                    failed += 1;
                    report +=
                        &format!("{name}:{}\n  text {place} works now: take its `pending` off the fence\n", case.line);
                }
            }
            let Some(case) = case.with_texts(|place| !pending.contains(&place)) else { continue };
            let outcome = run::run(&case);
            for failure in outcome.failures {
                let read = [&case.reading, &case.provisions];
                let is_reading = read.into_iter().flatten().any(|b| b.line == failure.line);
                if updating() && is_reading {
                    continue;
                }
                failed += 1;
                let text = |t: &str| t.replace('\n', "\n             ");
                report += &format!(
                    "{name}:{}\n  expected   {}\n  found      {}\n",
                    failure.line,
                    text(&failure.expected),
                    text(&failure.found)
                );
            }
            if let Some(block) = case.reading.as_ref().or(case.provisions.as_ref()) {
                rewritten.push((block.clone(), outcome.readings));
            }
        }
        if updating() {
            rewrite(&name, &text, &rewritten);
        }
    }
    assert!(failed == 0, "{failed} differences\n{report}");
}

/// Puts the readings that were found into the page.
fn rewrite(name: &str, text: &str, readings: &[(page::Block, Vec<String>)]) {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (block, found) in readings.iter().rev() {
        let from = block.line - 1;
        lines.splice(from..from + block.lines.len(), found.iter().cloned());
    }
    let new = lines.join("\n") + "\n";
    if new != text {
        std::fs::write(folder().join(name), new).expect("a page that can be written");
    }
}

#[test]
fn the_json_form_is_that_of_the_pages() {
    let file = folder().join("cases.json");
    let now = json::cases_json(&all_cases());
    if updating() {
        std::fs::write(&file, &now).expect("a file that can be written");
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == now, "spec/cases.json is not that of the pages: run the test with UPDATE=1");
}

#[test]
fn every_policy_has_its_page_and_every_link_leads_to_one() {
    let pages = page::pages(&folder());
    for policy in kaocheng_compile::policy::PolicyName::all() {
        let ending = format!("-policy-{}.md", policy.english());
        let found = pages.iter().find(|(name, _)| name.ends_with(&ending));
        let (_, text) = found.unwrap_or_else(|| panic!("no page {ending}"));
        for (english, chinese) in policy.choices() {
            assert!(text.contains(&format!("`{english}")) && text.contains(chinese), "{ending}: {english} {chinese}");
        }
    }
    let readme = std::fs::read_to_string(folder().join("README.md")).expect("the list of pages");
    for (name, text) in pages.iter().chain([&("README.md".to_owned(), readme.clone())]) {
        assert!(name == "README.md" || readme.contains(&format!("({name})")), "README does not list {name}");
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = target.split('#').next().unwrap_or("");
            assert!(file.contains(':') || folder().join(file).exists(), "{name} links to {target}");
        }
    }
}
