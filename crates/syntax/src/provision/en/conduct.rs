//! Who assesses how often, who signs with whom, who hands figures over, and by when faults are mended.

use super::{names, without_article};
use crate::provision::part::{Form, Part, form};
use crate::provision::rule::{Correction, Exchange, Frequency, Letters, Substitution};
use crate::provision::text::Text;

/// The forms of conduct.
pub(super) fn forms() -> Vec<Form> {
    vec![
        form(
            "[a |each |every |the |]{by:w} [may assess|assesses|assess|may inspect|inspects|may survey] [a |each |every |the |its |any |]{of:w} [at most|no more than|not more than|up to] {n:n} time[s|] [a|per|each|in a] year",
            |text, c| {
                let (by, of) = (c.words(text, "by")?, c.words(text, "of")?);
                Some(vec![Part::Frequency(Frequency { by, of, most: c.whole("n")? })])
            },
        ),
        form(
            "[the |]{who:s} [provide|provides|hand over|hands over|exchange|submit|submits|supply|supplies|share|shares] {what:w} [every|each|once a|once every|twice a|by the end of each] {every:w}",
            |text, c| {
                let words = text.str((0, text.len())).to_lowercase();
                let twice = words.contains("twice a");
                exchange(text, c, rhythm(&c.words(text, "every")?)?.checked_mul(if twice { 2 } else { 1 })?)
            },
        ),
        form(
            "[the |]{who:s} [provide|provides|hand over|hands over|exchange|submit|submits|supply|supplies|share|shares] {what:w} {every:q}",
            |text, c| exchange(text, c, adverb(&c.words(text, "every")?)?),
        ),
        form(
            "[every|each] {every:w},[ the|] {who:s} [provide|provides|hand over|hands over|exchange|submit|submits|supply|supplies|share|shares] {what:w}",
            |text, c| exchange(text, c, rhythm(&c.words(text, "every")?)?),
        ),
        form(
            "{by:w} sign[s|] [a |][responsibility|performance|accountability] [letter|agreement|contract][s|] with [each |every |all |the |]{with:w}",
            |text, c| {
                let by = without_article(&c.words(text, "by")?).to_owned();
                Some(vec![Part::Letters(Letters { by, with: c.words(text, "with")? })])
            },
        ),
        form(
            "{what:s} [must be|are to be|is to be|shall be|are|is|has to be|have to be] [mended|corrected|rectified|put right|remedied|fixed] within {n:n} day[s|]",
            |_, c| Some(vec![Part::Rectification(c.whole("n")?)]),
        ),
        form(
            "[a |each |every |the |]{who:w} [in which no|where no] {site:w} [was|were|is|are] [drawn|sampled|visited] [is|are] scored [by|on] {by:w}",
            stands_in,
        ),
        form(
            "[a |each |every |the |]{who:w}[ that was| that were| which was| which were| that is| that are|] not [drawn|sampled] [is|are] scored [by|on] {by:w}",
            stands_in,
        ),
        form("{figures:s} [is|are] corrected [by|for|with] {error:w}", |text, c| {
            let error = without_article(&c.words(text, "error")?).to_owned();
            let figures = names(&c.words(text, "figures")?);
            error.to_lowercase().contains("error").then(|| vec![Part::Correction(Correction { figures, error })])
        }),
        form("[and |][the |]results [are|of {whose:w} are] [filed|reported|shared]{rest:w}", |_, _| {
            Some(vec![Part::Nothing])
        }),
    ]
}

fn stands_in(text: &Text, c: &crate::provision::pattern::Captures) -> Option<Vec<Part>> {
    let by = without_article(&c.words(text, "by")?).to_owned();
    Some(vec![Part::Substitution(Substitution { by })])
}

fn exchange(text: &Text, c: &crate::provision::pattern::Captures, times: u32) -> Option<Vec<Part>> {
    let words = c.words(text, "who")?;
    let words = words.trim_end_matches("departments").trim_end_matches("department");
    let departments = names(words);
    let what = without_article(&c.words(text, "what")?).to_owned();
    (!departments.is_empty()).then(|| vec![Part::Exchange(Exchange { departments, times, what })])
}

/// How many times a year `every …` is.
fn rhythm(words: &str) -> Option<u32> {
    match words.to_lowercase().as_str() {
        "month" => Some(12),
        "two months" | "second month" => Some(6),
        "quarter" | "three months" => Some(4),
        "half-year" | "half year" | "six months" => Some(2),
        "year" => Some(1),
        _ => None,
    }
}

fn adverb(words: &str) -> Option<u32> {
    match words.to_lowercase().as_str() {
        "monthly" => Some(12),
        "quarterly" => Some(4),
        "half-yearly" => Some(2),
        "yearly" | "annually" => Some(1),
        _ => None,
    }
}
