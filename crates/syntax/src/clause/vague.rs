//! A reading → errors where the text is vaguer than the reading, or says more: 约3分, `about 5 points`, `points` without their
//! number, a weight beside the rule that it would change.
//!
//! A reader takes the number and lets the hedge stand as a filler or as part of a phrase; but a score cannot be computed
//! from "about", and to leave it out would decide for the office.

use super::{Language, Reading, Role, Token};
use crate::diagnostic::Diagnostic;
use crate::span::Span;

/// Words before a number that make it vague. Longer ones first.
const BEFORE_ZH: &[&str] = &["大约", "大概", "大致", "约为", "约"];
/// Words after one.
const AFTER_ZH: &[&str] = &["左右", "上下", "前后"];
/// Before 约, these make another word of it: 节约5%, 违约1次.
const OTHER_WORDS_ZH: &[char] =
    &['节', '违', '预', '签', '合', '制', '条', '公', '契', '履', '邀', '失', '特', '立', '续', '简'];
const BEFORE_EN: &[&str] =
    &["approximately", "approx.", "approx", "around", "roughly", "about", "circa", "nearly", "almost", "some"];
const AFTER_EN: &[&str] = &["or so", "or thereabouts", "approximately", "roughly"];

/// Adds what is vague to a reading's diagnostics.
pub(super) fn report(text: &str, language: Language, reading: &mut Reading) {
    if !reading.scoring {
        return;
    }
    let mut found: Vec<Diagnostic> = Vec::new();
    for token in reading.tokens.iter().filter(|t| t.role == Role::Quantity) {
        let hedge = before(text, token.span, language).or_else(|| after(text, token.span, language));
        if let Some(span) = hedge {
            let number = token.span.of(text).trim_matches([' ', ',']).to_owned();
            found.push(Diagnostic::error("vague-number", span).with("word", span.of(text)).with("number", number));
        }
    }
    if language == Language::Chinese {
        found.extend(amounts_unused(text, &reading.tokens));
    }
    if language == Language::English {
        found.extend(reading.tokens.windows(2).filter_map(|pair| without_number(text, pair)));
    }
    for diagnostic in found {
        if !reading.diagnostics.contains(&diagnostic) {
            reading.diagnostics.push(diagnostic);
        }
    }
}

fn before(text: &str, number: Span, language: Language) -> Option<Span> {
    let head = text.get(..number.start)?.trim_end();
    let words = if language == Language::Chinese { BEFORE_ZH } else { BEFORE_EN };
    words.iter().find_map(|word| {
        let start = head.len().checked_sub(word.len())?;
        let found = head.get(start..)?;
        let left = head.get(..start)?;
        let stands_alone = match language {
            Language::Chinese => !left.ends_with(OTHER_WORDS_ZH),
            Language::English => !left.ends_with(|c: char| c.is_alphanumeric()),
        };
        (found.eq_ignore_ascii_case(word) && stands_alone).then(|| Span::new(start, head.len()))
    })
}

fn after(text: &str, number: Span, language: Language) -> Option<Span> {
    let tail = text.get(number.end..)?;
    let start = number.end + (tail.len() - tail.trim_start().len());
    let tail = text.get(start..)?;
    let words = if language == Language::Chinese { AFTER_ZH } else { AFTER_EN };
    words.iter().find_map(|word| {
        let found = tail.get(..word.len())?;
        let next = tail.get(word.len()..).and_then(|t| t.chars().next());
        let stands_alone = language == Language::Chinese || !next.is_some_and(char::is_alphanumeric);
        (found.eq_ignore_ascii_case(word) && stands_alone).then(|| Span::new(start, start + word.len()))
    })
}

/// Amounts that stand as prose in a sentence that scores: …计分,占70%. What a number would change is not known, and to leave
/// it out would decide.
fn amounts_unused(text: &str, tokens: &[Token]) -> Vec<Diagnostic> {
    let ends = |token: &Token| token.span.of(text).contains(['。', '\n']);
    let of_sentence = |sentence: &[Token]| -> Vec<Diagnostic> {
        let scores = sentence.iter().any(|t| matches!(t.role, Role::Keyword | Role::Quantity));
        let idle = sentence.iter().filter(|t| scores && t.role == Role::Prose && holds_amount(t.span.of(text)));
        idle.map(|token| {
            Diagnostic::error("clause-not-read", token.span)
                .with("understood", "")
                .with("left", token.span.of(text).trim_matches([',', '，', ' ', '。', ';', '；']))
                .with("nearest", "")
        })
        .collect()
    };
    tokens.split_inclusive(ends).flat_map(of_sentence).collect()
}

/// Whether words hold a number of percent or of points.
fn holds_amount(words: &str) -> bool {
    let units = words.match_indices(['%', '％', '分']);
    units.into_iter().any(|(at, unit)| {
        let number = words.get(..at).is_some_and(|w| w.trim_end().ends_with(char::is_numeric));
        number && !words.get(at + unit.len()..).is_some_and(|rest| unit == "分" && rest.starts_with('钟'))
    })
}

/// `points for each clerk`: the number was forgotten, and `points` stands as a filler before the rule.
fn without_number(text: &str, pair: &[Token]) -> Option<Diagnostic> {
    let [word, next] = pair else { return None };
    let bare = word.span.of(text).trim().to_ascii_lowercase();
    let filler = matches!(word.role, Role::Filler | Role::Prose);
    let rule = next.role == Role::Keyword && next.span.of(text).trim_start().to_ascii_lowercase().starts_with("for ");
    (filler && rule && matches!(bare.as_str(), "point" | "points" | "mark" | "marks")).then(|| {
        Diagnostic::error("clause-not-read", word.span)
            .with("understood", "")
            .with("left", word.span.of(text).trim())
            .with("nearest", "5 points for each service clerk")
    })
}
