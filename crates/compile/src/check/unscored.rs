//! Requirements under an item that no clause scores, and bounds that are said twice.

use super::context::Context;
use super::sentence::{Sentence, is_scored, sentences};
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::document::Section;

/// Words of a minimum or a rhythm: what they say can be counted, so someone will ask whether it counts.
const MEASURED: &[&str] = &[
    "至少",
    "不少于",
    "不低于",
    "不得少于",
    "不得低于",
    "按月",
    "按季",
    "每月",
    "每季",
    "均衡",
    "at least",
    "at most",
    "no fewer than",
    "not less than",
    "no less than",
    "monthly",
    "quarterly",
    "every month",
];

/// Words of a duty without a measure.
const DUTY: &[&str] = &["必须", "应当", "确保", "不得", "严禁", "must", "shall", "ensure"];

/// Two words that bound the same number from the same side: 至少1名以上.
const DOUBLED: &[(&str, &str)] = &[
    ("至少", "以上"),
    ("不少于", "以上"),
    ("不低于", "以上"),
    ("最多", "以下"),
    ("最多", "以内"),
    ("不超过", "以内"),
    ("不超过", "以下"),
];

pub(super) fn check(context: &Context) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for section in context.document.walk().into_iter().filter(|s| is_scored(s)) {
        for sentence in sentences(context, section) {
            found.extend(unscored(section, &sentence));
            found.extend(doubled(section, &sentence));
        }
    }
    found
}

fn unscored(section: &Section, sentence: &Sentence) -> Option<Diagnostic> {
    // An item whose text only says what is required is judged as a whole, requirement included.
    if section.reading.clauses.is_empty() || !sentence.is_unused(section) {
        return None;
    }
    let found = if sentence.holds_any(MEASURED).is_some() {
        Diagnostic::warning("unscored-condition", sentence.span)
    } else {
        sentence.holds_any(DUTY)?;
        Diagnostic::note("unscored-condition", sentence.span)
    };
    Some(found.with("phrase", sentence.text))
}

fn doubled(section: &Section, sentence: &Sentence) -> Option<Diagnostic> {
    for (first, second) in DOUBLED {
        let Some(at) = sentence.text.find(first) else { continue };
        let rest = &sentence.text[at + first.len()..];
        let Some(end) = rest.find(second) else { continue };
        let between = &rest[..end];
        // Only a number and its unit may stand between: otherwise the words speak of two things.
        let short = between.chars().count() <= 8 && !between.contains(['，', ',', '、', '的']);
        if short && between.chars().any(is_digit) {
            let start = sentence.span.start + at;
            let span = kaocheng_syntax::span::Span::new(start, start + first.len() + end + second.len());
            let bound = Diagnostic::note("bound-doubled", span)
                .with("item", section.title.clone())
                .with("text", format!("{first}{between}{second}"))
                .with("first", *first)
                .with("second", *second);
            return Some(bound);
        }
    }
    None
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二两三四五六七八九十百".contains(c)
}
