//! Whatever the text, the English reader answers without panic and its tokens cover every character.

use kaocheng_syntax::clause::{Language, read};
use proptest::prelude::*;

/// Words and marks out of which nearly sensible sentences arise.
const PIECES: &[&str] = &[
    "5 points",
    "2 marks",
    "no points",
    "10%",
    "for each",
    "per",
    "if",
    "unless",
    "late",
    "day",
    "will be deducted",
    "award",
    "up to",
    "a maximum of",
    "20 points",
    "at least",
    "3",
    "or more",
    "between",
    "and",
    "80-89%",
    "below",
    "otherwise",
    "0",
    ":",
    ";",
    ",",
    ".",
    "\n",
    "-",
    "(",
    ")",
    "=",
    "/",
    "x",
    "Score",
    "lowest price",
    "the team",
    "each",
    "correct answer",
    "2nd and subsequent",
    "disqualified",
    "1st",
    "place",
    "Good",
    "Poor",
    "Yes",
    "No",
    "full marks",
    "half",
    "+20",
    "-10",
    "exceeds 14 cm",
    "every 5%",
    "or part thereof",
    "–",
    "×",
    "’",
    "½",
    "1.",
    "•",
    "where F is the price",
    "maximum",
    "é",
    "。",
    "\u{a0}",
    "proportionally",
    "others",
    "doubled",
    "starts with",
    "the",
    "of",
    "to",
    "[",
    "%",
];

fn covers(text: &str) {
    let reading = read(text, Language::English);
    let mut at = 0;
    for token in &reading.tokens {
        assert!(token.span.start >= at && token.span.end >= token.span.start, "overlap in {text:?}");
        let gap = text.get(at..token.span.start).expect("spans lie on character boundaries");
        assert!(
            gap.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')),
            "{gap:?} is uncovered in {text:?}"
        );
        at = token.span.end;
    }
    assert!(text.get(at..).unwrap_or("").trim().is_empty(), "the end of {text:?} is uncovered");
    for input in &reading.inputs {
        assert!(!input.label.trim().is_empty() && input.span.end <= text.len(), "{text:?}");
        assert!(text.get(input.span.start..input.span.end).is_some());
    }
    for clause in &reading.clauses {
        assert!(text.get(clause.span.start..clause.span.end).is_some());
    }
    let places: Vec<usize> = reading.inputs.iter().map(|i| i.span.start).collect();
    assert!(places.is_sorted(), "inputs out of order in {text:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(250) })]

    #[test]
    fn sentences_of_known_pieces_are_covered(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24)) {
        covers(&pieces.join(" "));
        covers(&pieces.concat());
    }

    #[test]
    fn any_text_is_covered(text in "\\PC{0,80}") {
        covers(&text);
    }
}
