//! The form nearest to a sentence that did not read: what the error offers.

use super::lexicon;
use super::source::{Range, Source};

/// A sentence form that would read, chosen by the words of `sentence`.
pub(super) fn form(source: &Source, sentence: &Range) -> &'static str {
    let holds = |words: &[&str]| source.holds(sentence, words);
    let losing = holds(lexicon::LOSS_NOUNS)
        || holds(&["deduct", "deducted", "lose", "loses", "subtracted", "penalised", "penalized"]);
    if holds(&["=", "formula", "ratio", "proportion", "proportional"]) {
        "Score = (this figure / that figure) x 40"
    } else if holds(&["disqualified", "rejected", "eliminated"]) {
        "An entry will be disqualified if ..."
    } else if holds(&["each", "every", "per"]) {
        if losing {
            "2 points will be deducted for each ..., up to a maximum of 10 points"
        } else {
            "2 points for each ..., up to a maximum of 10 points"
        }
    } else if losing {
        "2 points will be deducted if ..."
    } else if holds(&["%", "between", "least", "above", "below"]) {
        "90% or more: 10 points; 80-89%: 8 points; below 80%: 0 points"
    } else {
        "5 points if ..."
    }
}
