//! A page of `diagnostics/` taken apart: front matter, headings, and the examples on it.

use std::path::{Path, PathBuf};

/// The headings of every page, in order.
pub const HEADINGS: [&str; 4] =
    ["## 含义 / What it means", "## 为什么 / Why it matters", "## 例 / Example", "## 怎么办 / How to settle it"];

/// One page.
pub struct Page {
    /// The code: the name of the file.
    pub code: String,
    /// The severities that the code can have.
    pub severity: Vec<String>,
    /// The message templates, Chinese and English.
    pub templates: [String; 2],
    /// What would settle it, Chinese and English, where that is told beside the message.
    pub helps: Vec<String>,
    /// Other codes that the example raises.
    pub also: Vec<String>,
    /// The text below the front matter.
    pub body: String,
    /// The fenced blocks: what they are, and their text.
    pub examples: Vec<(String, String)>,
}

/// The folder of the pages.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../diagnostics")
}

/// All pages, by code.
pub fn pages() -> Vec<Page> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder()).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "md") && p.file_stem().is_some_and(|s| s != "README"));
    files.sort();
    files.iter().map(|path| page(path)).collect()
}

fn page(path: &Path) -> Page {
    let code = path.file_stem().unwrap().to_string_lossy().into_owned();
    let text = std::fs::read_to_string(path).unwrap();
    let Some((front, body)) = text.strip_prefix("---\n").and_then(|t| t.split_once("\n---\n")) else {
        panic!("{code}: the page has no front matter");
    };
    let key = |name: &str| front.lines().find_map(|l| l.strip_prefix(name)?.strip_prefix(": ")).map(str::to_owned);
    let need = |name: &str| key(name).unwrap_or_else(|| panic!("{code}: the front matter has no {name}"));
    let list = |text: String| {
        let words = text.trim_matches(['[', ']']).split(',').map(|w| w.trim().to_owned());
        words.filter(|w| !w.is_empty()).collect::<Vec<_>>()
    };
    let severity = list(need("severity"));
    let templates = [need("zh"), need("en")];
    let helps = ["help-zh", "help-en"].into_iter().filter_map(key).collect();
    let also = key("also").map(list).unwrap_or_default();
    Page { severity, templates, helps, also, body: body.to_owned(), examples: examples(&code, body), code }
}

/// The fenced blocks of a page; a fence of four backticks may hold fences of three.
fn examples(code: &str, body: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open: Option<(String, String, Vec<&str>)> = None;
    for line in body.lines() {
        match open.take() {
            None => {
                let ticks = line.len() - line.trim_start_matches('`').len();
                if ticks >= 3 {
                    open = Some(("`".repeat(ticks), line[ticks..].trim().to_owned(), Vec::new()));
                }
            }
            Some((fence, kind, lines)) if line == fence => found.push((kind, lines.join("\n") + "\n")),
            Some((fence, kind, mut lines)) => {
                lines.push(line);
                open = Some((fence, kind, lines));
            }
        }
    }
    assert!(open.is_none(), "{code}: a fence is not closed");
    found
}

/// The `{slots}` of a template.
pub fn slots(template: &str) -> Vec<&str> {
    let starts = template.split('{').skip(1);
    starts.filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}
