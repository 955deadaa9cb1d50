//! References to another scheme that the front matter does not name.

use super::context::Context;
use super::sentence::{is_scored, sentences};
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::span::Span;

/// What a scheme is called when points are taken from it.
const SCHEMES: &[&str] =
    &["考核方案", "考核办法", "考核细则", "考核标准", "评分标准", "考评办法", "考评细则", "评分细则", "计分办法"];

/// Words that lead to another scheme.
const BY: &[&str] = &["按照", "参照", "依照", "按", "执行", "见"];

/// Words that say a scheme will be made elsewhere.
const ELSEWHERE: &[&str] = &["另定", "另行制定", "另行下发", "另文下发", "另行印发"];

/// The issuer or level that makes a scheme another one than this.
const OTHERS: &[&str] = &["国家", "省", "市", "县", "区", "上级", "《"];

/// English ways to take points from elsewhere.
const ENGLISH: &[&str] = &["see scheme", "according to scheme", "under scheme", "as set out in scheme"];

pub(super) fn check(context: &Context) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for section in context.document.walk().into_iter().filter(|s| is_scored(s)) {
        for sentence in sentences(context, section) {
            let Some((name, at)) = referred(sentence.text) else { continue };
            if is_named(context, sentence.text, &name) {
                continue;
            }
            let start = sentence.span.start + at;
            found.push(
                Diagnostic::error("reference-missing", Span::new(start, start + name.len()))
                    .with("scheme", name)
                    .with("item", section.title.clone()),
            );
        }
    }
    found
}

/// The scheme that a sentence takes its points from, with its place in the sentence.
fn referred(text: &str) -> Option<(String, usize)> {
    if let Some(found) = english(text) {
        return Some(found);
    }
    for noun in SCHEMES {
        let Some(at) = text.find(noun) else { continue };
        let (before, after) = (&text[..at], &text[at + noun.len()..]);
        if ELSEWHERE.iter().any(|w| after.trim_start_matches('》').starts_with(w)) {
            let start = name_start(before);
            return Some((text[start..at + noun.len()].to_owned(), start));
        }
        let lead = BY.iter().filter_map(|w| before.rfind(w).map(|i| i + w.len())).max();
        let Some(start) = lead else { continue };
        let qualifier = &before[start..];
        // 按考核方案开展工作 speaks of this scheme; only a level, an issuer or a title makes it another.
        let other = OTHERS.iter().any(|w| qualifier.starts_with(w));
        if other && qualifier.chars().count() <= 30 && !qualifier.contains(['，', ',', '。', '的']) {
            let end = at + noun.len() + if after.starts_with('》') { '》'.len_utf8() } else { 0 };
            return Some((text[start..end].to_owned(), start));
        }
    }
    points_of_another_level(text)
}

/// 参照省加分, 按省扣分标准: points of another level without naming its scheme.
fn points_of_another_level(text: &str) -> Option<(String, usize)> {
    for lead in ["参照", "按照", "按"] {
        for level in ["国家", "省级", "省", "市级", "市", "上级"] {
            for points in ["加分", "扣分", "得分", "计分"] {
                let phrase = format!("{lead}{level}{points}");
                if let Some(at) = text.find(&phrase) {
                    let start = at + lead.len();
                    return Some((text[start..at + phrase.len()].to_owned(), start));
                }
            }
        }
    }
    None
}

fn english(text: &str) -> Option<(String, usize)> {
    let lower = text.to_ascii_lowercase();
    let (at, lead) = ENGLISH.iter().find_map(|w| lower.find(w).map(|at| (at, w)))?;
    let start = at + lead.len() - "scheme".len();
    let rest = &text[start..];
    let end = rest.char_indices().filter(|(_, c)| c.is_whitespace() || ",.;)".contains(*c)).nth(1);
    let end = end.map_or(rest.len(), |(i, _)| i);
    Some((rest[..end].trim_end_matches(['.', ',', ';', ')']).to_owned(), start))
}

/// Where the name of a scheme begins that stands at the start of a phrase: after the last mark.
fn name_start(before: &str) -> usize {
    let mark = |c: char| matches!(c, '，' | ',' | '、' | '：' | ':' | '。' | ' ');
    before.rfind(mark).map_or(0, |i| i + before[i..].chars().next().map_or(0, char::len_utf8))
}

/// Whether the front matter names it: by its words, or by a code that the sentence gives.
fn is_named(context: &Context, sentence: &str, name: &str) -> bool {
    let bare = name.trim_matches(['《', '》']);
    let named =
        |code: &str| !code.is_empty() && (sentence.contains(code) || bare.contains(code) || code.contains(bare));
    context.document.front.refers.iter().any(|r| named(r.value.trim().trim_matches(['《', '》'])))
}
