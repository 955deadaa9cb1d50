//! Input phrases: the words that name what someone must supply, and what may not be left inside them.

use super::lexicon;
use super::source::{Range, Source};
use crate::diagnostic::Diagnostic;

/// Words that say nothing at the start of a phrase.
const LEADING: &[&str] = &[
    "a", "an", "the", "that", "of", "any", "there", "and", "or", "in", "to", "for", "with", "each", "every", "such",
    "if", "their", "its", "your", "his", "her",
];
/// Words that say nothing at its end.
const TRAILING: &[&str] = &[
    "is", "are", "be", "was", "of", "and", "or", "by", "the", "a", "at", "then", "has", "have", "with", "that", "to",
    "only", "in", "but", "for",
];

/// The words of one input, perhaps from several places.
#[derive(Clone, Debug, PartialEq, Default)]
pub(super) struct Phrase {
    /// Where its words stand, in text order.
    pub(super) ranges: Vec<Range>,
    /// What it is called when its words alone do not say: `width` from `wider`, prefixed or instead.
    pub(super) implied: Option<String>,
}

impl Phrase {
    /// The words of one range.
    pub(super) fn of(range: Range) -> Phrase {
        Phrase { ranges: if range.is_empty() { Vec::new() } else { vec![range] }, implied: None }
    }

    /// No words of its own: `words` name it, and it first matters at token `at`.
    pub(super) fn implied(at: usize, words: String) -> Phrase {
        Phrase { ranges: std::iter::once(at..at).collect(), implied: Some(words) }
    }

    /// The same with another range.
    pub(super) fn and(mut self, range: Range) -> Phrase {
        if !range.is_empty() {
            self.ranges.push(range);
            self.ranges.sort_by_key(|r| r.start);
        }
        self
    }

    /// Nothing names it.
    pub(super) fn is_empty(&self) -> bool {
        self.ranges.is_empty() && self.implied.is_none()
    }

    /// First token.
    pub(super) fn start(&self) -> Option<usize> {
        self.ranges.first().map(|r| r.start)
    }

    /// Its label: the words as they stand, without articles at the ends.
    pub(super) fn label(&self, source: &Source) -> String {
        let mut parts: Vec<String> = Vec::new();
        for (n, range) in self.ranges.iter().enumerate() {
            let leading: &[&str] = if n == 0 { LEADING } else { &["a", "an", "the", "that"] };
            let mut kept = source.trimmed(range, &[]);
            while kept.start < kept.end && leading.contains(&source.word(kept.start)) {
                // `there is a plan`: what there is.
                let there = source.is(kept.start, "there")
                    && source.any(kept.start + 1, kept.end, &["is", "are", "was", "were", "exists", "exist"]);
                let skip = if there { 2 } else { 1 };
                kept = source.trimmed(&(kept.start + skip..kept.end), &[]);
            }
            let last = n + 1 == self.ranges.len();
            while last && kept.start < kept.end && TRAILING.contains(&source.word(kept.end - 1)) {
                kept = source.trimmed(&(kept.start..kept.end - 1), &[]);
            }
            let words = source.raw(&kept);
            let words = words.trim_matches(|c: char| c == '"' || c == '“' || c == '”' || c == ',').trim().to_owned();
            if !words.is_empty() {
                parts.push(words);
            }
        }
        if let Some(implied) = &self.implied {
            parts.push(implied.clone());
        }
        parts.join(" ")
    }
}

/// What must not be left in an input phrase: a number the clause did not use, a scoring word.
pub(super) fn leftovers(source: &Source, phrase: &Phrase) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let label = phrase.label(source);
    for range in &phrase.ranges {
        for i in range.clone() {
            let span = source.span(&(i..i + 1));
            let word = source.word(i);
            let compound = matches!(
                source.before(i, range.start),
                "data"
                    | "reference"
                    | "question"
                    | "focal"
                    | "match"
                    | "collection"
                    | "access"
                    | "control"
                    | "trade"
                    | "bench"
                    | "bullet"
                    | "decimal"
                    | "power"
                    | "percentage"
                    | "delivery"
                    | "vantage"
                    | "bonus"
            ) || matches!(source.word(i + 1), "deducted");
            if lexicon::scores(word) && !compound {
                out.push(
                    Diagnostic::error("scoring-word-in-phrase", span).with("word", word).with("phrase", label.clone()),
                );
            } else if source.number(i).is_some() && !number_belongs(source, i, range, phrase.ranges.len() > 1) {
                out.push(
                    Diagnostic::error("number-in-phrase", span).with("number", word).with("phrase", label.clone()),
                );
            }
        }
    }
    out
}

/// Whether the number at `i` is part of what the phrase calls its thing.
fn number_belongs(source: &Source, i: usize, range: &Range, split: bool) -> bool {
    let one = source.spelled(i) && source.word(i) == "one";
    // `projects worth over 1 million`: a qualifier behind the noun it qualifies is part of the name of what is counted.
    #[rustfmt::skip]
    let qualifier = &[
        "over", "exceeding", "than", "least", "most", "above", "below", "under", "within", "worth", "to", "exceed",
        "exceeds", "by", "minimum", "maximum", "beyond", ">=", "<=", ">", "<", "valued", "and", "-", "$", "€", "£",
        "usd", "of", "between", "longer", "every", "after", "before", "first", "last", "past", "until", "from",
    ];
    let qualified =
        i > range.start && (i > range.start + 1 || split) && qualifier.contains(&source.before(i, range.start));
    let bracketed_repeat = i > range.start + 1
        && source.is(i - 1, "(")
        && source.number(i - 2).is_some()
        && source.number(i - 2) == source.number(i);
    let collective =
        matches!(source.before(i, range.start), "top" | "bottom" | "all" | "both" | "these" | "those" | "the" | "any")
            && source.number(i + 1).is_none();
    // `two years running`, `three consecutive quarters`: how often in a row is part of what happened.
    let running = matches!(source.word(i + 1), "consecutive" | "successive" | "straight")
        || matches!(source.word(i + 1), "years" | "quarters" | "months" | "rounds" | "times" | "weeks")
            && (source.is(i + 2, "running")
                || source.is(i + 2, "in") && matches!(source.word(i + 3), "a" | "succession"));
    one || running
        || collective
        || qualified
        || bracketed_repeat
        || source.named_number(i, range.start, range.end)
        || (source.spelled(i) && source.word(i) == "zero")
}
