//! Front matter in canonical order, its keys in the language of the scheme. Values and comments stay as they are.

use crate::clause::Language;
use crate::diagnostic::Diagnostic;
use crate::document::front_read::{self, FrontPlace, KEYS, Key};

/// The front matter of `source`, which stands at `place`, with its lines of dashes.
pub(super) fn canonical(source: &str, place: &FrontPlace) -> String {
    let yaml = place.yaml.of(source);
    let raw = || {
        let lines: Vec<&str> = place.block.of(source).lines().map(str::trim_end).collect();
        lines.join("\n")
    };
    let mut findings: Vec<Diagnostic> = Vec::new();
    let (front, _) = front_read::read(source, &mut findings);
    let Some(mut entries) = entries(yaml).filter(|_| place.closed && front_is_sound(&findings)) else { return raw() };
    let language = front.language.map_or_else(|| Language::of(source), |l| l.value);
    entries.sort_by_key(|entry| entry.key.and_then(|key| KEYS.iter().position(|k| k.0 == key)).unwrap_or(KEYS.len()));
    let mut out = String::from("---\n");
    for entry in entries {
        for line in entry.written(language) {
            out.push_str(&line);
            out.push('\n');
        }
    }
    out.push_str("---");
    out
}

/// Whether every line was understood; what was not is left for a person to mend first.
fn front_is_sound(findings: &[Diagnostic]) -> bool {
    let broken =
        ["front-matter-broken", "front-matter-duplicate-key", "front-matter-too-long", "front-matter-not-closed"];
    !findings.iter().any(|d| broken.contains(&d.code))
}

/// A key with its comment lines above and the lines of its value.
struct Entry<'a> {
    key: Option<Key>,
    comments: Vec<&'a str>,
    name: &'a str,
    value: &'a str,
    lines: Vec<&'a str>,
}

impl Entry<'_> {
    fn written(&self, language: Language) -> Vec<String> {
        let canonical = self.key.and_then(|key| KEYS.iter().find(|k| k.0 == key));
        let name = canonical.map_or(self.name, |k| if language == Language::Chinese { k.2 } else { k.1 });
        let first = if self.value.is_empty() { format!("{name}:") } else { format!("{name}: {}", self.value) };
        let comments = self.comments.iter().map(|c| c.trim_end().to_owned());
        let rest = self.lines.iter().map(|l| l.trim_end().to_owned()).filter(|l| !l.is_empty());
        comments.chain([first]).chain(rest).collect()
    }
}

/// The entries of a block mapping; `None` for anything else.
fn entries(yaml: &str) -> Option<Vec<Entry<'_>>> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let mut comments: Vec<&str> = Vec::new();
    for line in yaml.lines() {
        if line.starts_with('#') {
            comments.push(line);
        } else if line.trim().is_empty() {
            continue;
        } else if line.starts_with([' ', '\t', '-']) {
            let entry = entries.last_mut()?;
            // A comment inside a value stays inside it.
            entry.lines.append(&mut comments);
            entry.lines.push(line);
        } else {
            let colon = line.find([':', '：'])?;
            let (name, value) = line.split_at(colon);
            let mark = value.chars().next().map_or(0, char::len_utf8);
            if name.starts_with(['{', '[', '"', '\'', '?', '&', '*', '!', '|', '>', '%', '@', '`']) {
                return None;
            }
            entries.push(Entry {
                key: Key::of(name),
                comments: std::mem::take(&mut comments),
                name: name.trim_end(),
                value: value.get(mark..)?.trim(),
                lines: Vec::new(),
            });
        }
    }
    // A comment after the last entry belongs to none.
    comments.is_empty().then_some(entries)
}
