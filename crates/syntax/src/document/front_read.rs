//! Reads the front matter: which key means what, in both languages, and what each may hold.

use super::front::FrontMatter;
use super::front_value::{language, list, number, period, settings, text, truth};
use super::yaml::{self, Node, Value};
use super::{Spanned, width};
use crate::diagnostic::Diagnostic;
use crate::span::Span;

/// A key of the front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Code,
    Title,
    Issuer,
    Language,
    Level,
    Period,
    Field,
    Rounds,
    Total,
    Partial,
    Refers,
    Policies,
    Dismissed,
}

/// Every key in canonical order: English, Chinese, and other words for it.
pub(crate) const KEYS: [(Key, &str, &str, &[&str]); 13] = [
    (Key::Code, "code", "编号", &["代码", "id"]),
    (Key::Title, "title", "标题", &["名称", "方案名称"]),
    (Key::Issuer, "issuer", "发布单位", &["发布机关", "制定单位"]),
    (Key::Language, "language", "语言", &["lang"]),
    (Key::Level, "level", "考核对象", &["被考核单位", "对象"]),
    (Key::Period, "period", "考核期", &["考核时段", "调查时限", "考核周期"]),
    (Key::Field, "field", "调查时间", &["现场时间", "field window"]),
    (Key::Rounds, "rounds", "轮次", &["考核轮次"]),
    (Key::Total, "total", "总分", &["满分", "total points"]),
    (Key::Partial, "partial", "部分", &["不完整"]),
    (Key::Refers, "refers", "引用", &["refers to", "引用方案"]),
    (Key::Policies, "policies", "口径", &["计分口径"]),
    (Key::Dismissed, "dismissed", "保留", &["保留提示", "已阅保留"]),
];

impl Key {
    /// The key that `name` stands for.
    pub(crate) fn of(name: &str) -> Option<Key> {
        let name = width::key(name);
        let same = |word: &str| width::key(word) == name;
        KEYS.iter().find(|(_, en, zh, more)| same(en) || same(zh) || more.iter().any(|m| same(m))).map(|k| k.0)
    }
}

/// Where the front matter stands in `source`: the whole block, its YAML, and the first byte after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FrontPlace {
    /// With both lines of dashes.
    pub block: Span,
    /// Between them.
    pub yaml: Span,
    /// Where the body starts.
    pub body: usize,
    /// Whether the second line of dashes is there.
    pub closed: bool,
}

/// Finds the front matter: a first line of three dashes and the next such line.
pub(crate) fn find(source: &str) -> Option<FrontPlace> {
    let start = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let text = source.get(start..)?;
    let first = text.split_inclusive('\n').next()?;
    (first.trim_end() == "---" && first.ends_with('\n')).then_some(())?;
    let yaml_start = start + first.len();
    let mut at = yaml_start;
    for line in source.get(yaml_start..)?.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            let block = Span::new(start, at + line.trim_end().len());
            return Some(FrontPlace { block, yaml: Span::new(yaml_start, at), body: at + line.len(), closed: true });
        }
        at += line.len();
    }
    // A line of dashes that nothing closes may also be a rule: it is front matter when a key follows.
    let next = source.get(yaml_start..)?.lines().next()?;
    let key = next.split([':', '：']).next().filter(|k| k.len() < next.len())?;
    Key::of(key)?;
    let end = source.get(yaml_start..)?.find("\n\n").map_or(source.len(), |n| yaml_start + n + 1);
    Some(FrontPlace { block: Span::new(start, end), yaml: Span::new(yaml_start, end), body: end, closed: false })
}

/// Longer front matter is not read: no scheme needs it.
const LONGEST: usize = 1 << 16;

/// Reads the front matter of `source` and tells where the body starts.
pub(crate) fn read(source: &str, diagnostics: &mut Vec<Diagnostic>) -> (FrontMatter, usize) {
    let bom = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let Some(place) = find(source) else { return (FrontMatter::default(), bom) };
    let mut front = FrontMatter { span: place.block, ..FrontMatter::default() };
    let opening = Span::new(place.block.start, place.block.start + 3);
    if !place.closed {
        diagnostics.push(Diagnostic::error("front-matter-not-closed", opening));
    }
    if place.yaml.end - place.yaml.start > LONGEST {
        diagnostics.push(Diagnostic::error("front-matter-too-long", opening));
        return (front, place.body);
    }
    let (root, broken) = yaml::read(place.yaml.of(source), place.yaml.start);
    if let Some(span) = broken {
        let found = span.of(source).trim().to_owned();
        diagnostics.push(Diagnostic::error("front-matter-broken", span).with("found", found));
    }
    match root {
        None | Some(Node { value: Value::Empty, .. }) => {}
        Some(Node { value: Value::Map(entries), .. }) => {
            let whole = broken.is_none();
            FrontReader { front: &mut front, diagnostics, seen: Vec::new(), whole }.entries(entries);
        }
        Some(other) if broken.is_none() => {
            let found = other.span.of(source).to_owned();
            diagnostics.push(Diagnostic::error("front-matter-broken", other.span).with("found", found));
        }
        Some(_) => {}
    }
    (front, place.body)
}

struct FrontReader<'a> {
    front: &'a mut FrontMatter,
    diagnostics: &'a mut Vec<Diagnostic>,
    seen: Vec<Key>,
    /// Whether the block was read to its end; else a value may be cut short, which one finding has said already.
    whole: bool,
}

impl FrontReader<'_> {
    fn entries(&mut self, entries: Vec<(Node, Node)>) {
        for (name, value) in entries {
            let Value::Text(word) = &name.value else {
                self.diagnostics.push(Diagnostic::error("front-matter-broken", name.span).with("found", ""));
                continue;
            };
            match Key::of(word) {
                None => self.unknown(word.clone(), name.span),
                Some(key) if self.seen.contains(&key) => {
                    let twice = Diagnostic::error("front-matter-duplicate-key", name.span).with("key", word.clone());
                    self.diagnostics.push(twice);
                }
                Some(key) => {
                    self.seen.push(key);
                    self.entry(key, word, name.span, value);
                }
            }
        }
    }

    fn unknown(&mut self, word: String, span: Span) {
        let mut finding = Diagnostic::error("front-matter-unknown-key", span).with("key", word.clone());
        if let Some(near) = nearest_key(&word) {
            finding = finding.with("nearest", near).fix(span, near);
        }
        self.diagnostics.push(finding);
        self.front.unknown.push(Spanned::new(word, span));
    }

    fn entry(&mut self, key: Key, word: &str, name: Span, node: Node) {
        if node.value == Value::Empty && key == Key::Policies {
            return;
        }
        // Any other key without its value was left to be filled in: it falls through to the finding, at the key where
        // the value has no place of its own.
        let span = if node.value == Value::Empty { name } else { node.span };
        let read = match key {
            Key::Code => text(&node).map(|t| self.front.code = Some(t)),
            Key::Title => text(&node).map(|t| self.front.title = Some(t)),
            Key::Issuer => text(&node).map(|t| self.front.issuer = Some(t)),
            Key::Level => list(&node).map(|l| self.front.levels = l),
            Key::Language => text(&node).and_then(language).map(|l| self.front.language = Some(l)),
            Key::Period => period(&node).map(|p| self.front.period = Some(p)),
            Key::Field => period(&node).map(|p| self.front.field = Some(p)),
            Key::Total => text(&node).and_then(number).map(|n| self.front.total = Some(n)),
            Key::Partial => text(&node).and_then(truth).map(|t| self.front.partial = Some(t)),
            Key::Rounds => list(&node).map(|l| self.front.rounds = l),
            Key::Refers => list(&node).map(|l| self.front.refers = l),
            Key::Policies => settings(&node).map(|s| self.front.policies = s),
            Key::Dismissed => settings(&node).map(|s| self.front.dismissed = s),
        };
        if read.is_none() && self.whole {
            let found = match &node.value {
                Value::Text(t) => t.clone(),
                _ => String::new(),
            };
            let wrong = Diagnostic::error("front-matter-value", span).with("key", word).with("found", found);
            self.diagnostics.push(wrong.with("example", example(key)));
        }
    }
}

/// A value that the key would take.
fn example(key: Key) -> &'static str {
    match key {
        Key::Code => "county-2026",
        Key::Title | Key::Issuer | Key::Level => "…",
        Key::Language => "zh",
        Key::Period | Key::Field => "2026-01-01..2026-06-30",
        Key::Rounds => "[上半年, 全年]",
        Key::Total => "100",
        Key::Partial => "true",
        Key::Refers => "[city-2026]",
        Key::Policies => "{steps: whole}",
        Key::Dismissed => "{cliff@2.1/4f2a11: …}",
    }
}

/// The known key whose spelling is nearest, if it is near.
fn nearest_key(word: &str) -> Option<&'static str> {
    let word = width::key(word);
    let mut best: Option<(usize, &'static str)> = None;
    for name in KEYS.iter().flat_map(|k| [k.1, k.2]) {
        let distance = edit_distance(&word, name);
        let near = distance * 2 <= name.chars().count().max(2);
        if near && best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// How many characters must be changed, added or removed to make one word the other.
fn edit_distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(40).enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (j, y) in b.iter().enumerate() {
            let above = row.get(j + 1).copied().unwrap_or(0);
            let best = (diagonal + usize::from(x != *y)).min(above + 1).min(left + 1);
            diagonal = above;
            if let Some(cell) = row.get_mut(j) {
                *cell = left;
            }
            left = best;
        }
        if let Some(cell) = row.last_mut() {
            *cell = left;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact;

    fn front(yaml: &str) -> (String, FrontMatter, Vec<Diagnostic>) {
        let source = format!("---\n{yaml}---\n# x\n");
        let mut diagnostics = Vec::new();
        let (front, body) = read(&source, &mut diagnostics);
        assert_eq!(source.get(body..), Some("# x\n"));
        (source, front, diagnostics)
    }

    #[test]
    fn both_languages_and_places() {
        let (source, front, diagnostics) = front(
            "编号: 县级-2026\ntitle: \"Clinics\"\n考核期：2025年7月1日—2026年6月30日\nfield: 2026-07-01..2026-07-04\n\
             轮次: [上半年, 全年]\ntotal: 280\npartial: 是\npolicies:\n  steps: whole\n  rounding: [item, 2, half-up]\n",
        );
        assert_eq!(diagnostics, []);
        assert_eq!(front.code.unwrap().span.of(&source), "县级-2026");
        assert_eq!(front.title.unwrap().value, "Clinics");
        let period = front.period.unwrap();
        assert_eq!((period.from.value.as_str(), period.to.value.as_str()), ("2025-07-01", "2026-06-30"));
        assert_eq!(period.from.span.of(&source), "2025年7月1日");
        assert_eq!(period.to.span.of(&source), "2026年6月30日");
        assert_eq!(front.field.unwrap().to.span.of(&source), "2026-07-04");
        assert_eq!(front.rounds.iter().map(|r| r.span.of(&source)).collect::<Vec<_>>(), ["上半年", "全年"]);
        assert_eq!(front.total.unwrap().value, exact::whole(280));
        assert!(front.partial.unwrap().value);
        assert_eq!(front.policies[1].value.value, "item 2 half-up");
        assert_eq!(front.policies[0].name.span.of(&source), "steps");
    }

    #[test]
    fn policies_in_every_form() {
        for yaml in [
            "policies: {steps: whole}\n",
            "policies:\n  - steps: whole\n",
            "口径: steps=whole\n",
            "口径:\n- steps=whole\n",
        ] {
            let (source, front, diagnostics) = front(yaml);
            assert_eq!(diagnostics, [], "{yaml}");
            assert_eq!(front.policies.len(), 1, "{yaml}");
            assert_eq!(front.policies[0].name.span.of(&source), "steps", "{yaml}");
            assert_eq!(front.policies[0].value.span.of(&source), "whole", "{yaml}");
        }
    }

    #[test]
    fn mistakes_have_their_place() {
        let codes = |yaml: &str| {
            let (source, _, diagnostics) = front(yaml);
            diagnostics.iter().map(|d| (d.code, d.span.of(&source).to_owned())).collect::<Vec<_>>()
        };
        assert_eq!(codes("titel: x\n"), [("front-matter-unknown-key", "titel".to_owned())]);
        assert_eq!(codes("title: x\n标题: y\n"), [("front-matter-duplicate-key", "标题".to_owned())]);
        assert_eq!(codes("total: many\n"), [("front-matter-value", "many".to_owned())]);
        assert_eq!(codes("period: 2026\n"), [("front-matter-value", "2026".to_owned())]);
        assert_eq!(codes("total:\n"), [("front-matter-value", "total".to_owned())]);
        assert_eq!(codes("policies:\n"), []);
        assert_eq!(codes("title: [a\n").len(), 1);
        assert_eq!(codes("title: &a x\n").len(), 1);
        let (_, _, diagnostics) = front("polices: {}\n");
        assert_eq!(diagnostics[0].detail("nearest"), Some("policies"));
    }

    #[test]
    fn an_unclosed_block_and_a_rule_are_told_apart() {
        let mut diagnostics = Vec::new();
        read("---\ntitle: x\n\n## y\n", &mut diagnostics);
        assert_eq!(diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), ["front-matter-not-closed"]);
        assert_eq!(find("---\n\ntext\n"), None);
    }
}
