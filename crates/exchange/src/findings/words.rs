//! Words in the cells of a file of findings.

use crate::words::{key, shorten};
use kaocheng_engine::finding::{Evidence, State};
use kaocheng_syntax::clause::Language;
use kaocheng_syntax::provision::{Route, RouteKind};

const STATES: &[(State, &[&str])] = &[
    (State::Reported, &["待认定", "reported", "已反映", "待查", "待核实"]),
    (State::Confirmed, &["已认定", "confirmed", "认定", "已确认"]),
    (State::Rejected, &["不予认定", "rejected", "不认定", "已驳回"]),
    (State::Withdrawn, &["已撤回", "withdrawn", "撤回", "已撤销"]),
];

/// The state that a word names.
pub(super) fn state(text: &str) -> Option<State> {
    let text = key(text);
    STATES.iter().find(|(_, words)| words.iter().any(|w| key(w) == text)).map(|(state, _)| *state)
}

/// The word for a state.
pub fn state_word(state: State, language: Language) -> &'static str {
    let words = STATES.iter().find(|(s, _)| *s == state).map_or(&[][..], |(_, words)| words);
    words.get(usize::from(language == Language::English)).copied().unwrap_or_default()
}

/// The words for all states, in order.
pub fn state_words(language: Language) -> Vec<&'static str> {
    STATES.iter().map(|(state, _)| state_word(*state, language)).collect()
}

/// The parts of a cell that names several things, apart by semicolons or line breaks.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

/// Documents with their hashes: `调查报告2026-14 sha256:9f86…`. What is no hash of that form is given back.
pub(super) fn evidence(text: &str) -> Result<Vec<Evidence>, String> {
    parts(text).map(document).collect()
}

fn document(text: &str) -> Result<Evidence, String> {
    let mut words = Vec::new();
    let mut sha256 = None;
    for word in text.split_whitespace() {
        let lower = word.to_lowercase();
        match lower.strip_prefix("sha256:").or_else(|| lower.strip_prefix("sha256：")) {
            Some(hash) if sha256.is_none() && is_hash(hash) => sha256 = Some(hash.to_owned()),
            Some(_) => return Err(shorten(word)),
            None => words.push(word),
        }
    }
    Ok(Evidence { words: words.join(" "), sha256 })
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

/// The route that a cell names: by its number (`1`, `(1)`, `途径1`), by its own words, or by its kind where only one is of
/// that kind.
pub(super) fn route<'r>(text: &str, routes: &'r [Route]) -> Option<&'r Route> {
    let text = key(text);
    let bare = text.trim_matches(|c: char| "()[]#.".contains(c));
    let bare = bare.strip_prefix("途径").or_else(|| bare.strip_prefix("route")).unwrap_or(bare);
    let by_number = bare.parse::<u32>().ok().and_then(|n| routes.iter().find(|r| r.number == n));
    by_number.or_else(|| routes.iter().find(|r| key(&r.words) == text)).or_else(|| by_kind(&text, routes))
}

fn by_kind<'r>(text: &str, routes: &'r [Route]) -> Option<&'r Route> {
    let is = |kind: RouteKind| kind_words(kind).iter().any(|w| key(w) == text);
    let mut of_kind = routes.iter().filter(|r| is(r.kind));
    match (of_kind.next(), of_kind.next()) {
        (Some(route), None) => Some(route),
        _ => None,
    }
}

fn kind_words(kind: RouteKind) -> &'static [&'static str] {
    match kind {
        RouteKind::Reports { .. } => &["群众反映", "reports"],
        RouteKind::Complaint => &["信访", "信访举报", "complaint", "letter"],
        RouteKind::Inspection => &["检查", "调研检查", "督查", "inspection"],
        RouteKind::Assignment => &["交办", "上级交办", "assignment"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_carry_their_hash() {
        let hash = "a".repeat(64);
        let found = evidence(&format!("调查报告 14号 sha256:{hash}；会议纪要")).expect("read");
        assert_eq!(found[0], Evidence { words: "调查报告 14号".into(), sha256: Some(hash) });
        assert_eq!(found[1], Evidence { words: "会议纪要".into(), sha256: None });
        assert_eq!(evidence("报告 sha256:abc"), Err("sha256:abc".into()));
        assert_eq!(evidence(" ; "), Ok(Vec::new()));
    }

    #[test]
    fn a_route_is_named_by_number_words_or_kind() {
        let route = |number, kind, words: &str| Route { number, kind, words: words.into() };
        let routes = [
            route(1, RouteKind::Reports { least: 3 }, "经3名以上群众分别反映"),
            route(2, RouteKind::Inspection, "检查中发现"),
            route(3, RouteKind::Inspection, "督查中发现"),
        ];
        let number = |text: &str| super::route(text, &routes).map(|r| r.number);
        for text in ["1", "（1）", "途径1", "route 1", "经３名以上群众分别反映", "reports"] {
            assert_eq!(number(text), Some(1), "{text}");
        }
        assert_eq!(number("检查"), None, "two are of that kind");
        assert_eq!(number("4"), None);
    }
}
