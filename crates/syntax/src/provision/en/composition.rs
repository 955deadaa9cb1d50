//! What a score is made of: `The city assessment counts for 60%, the county assessment for 40%`.

use super::without_article;
use crate::clause::BelowStatistic;
use crate::exact::whole;
use crate::provision::part::{Form, Part, form};
use crate::provision::pattern::{Captures, Pattern};
use crate::provision::rule::{CompositionPart, PartSource};
use crate::provision::text::{Range, Text};
use std::sync::LazyLock;

/// The forms of composed scores.
pub(super) fn forms() -> Vec<Form> {
    vec![
        form("{first:w} [counts for|count for|counts|makes up|carries|accounts for|weighs|is worth]{rest:s}", counted),
        form(
            "[the |][{level:w} |][total |final |annual |overall |]score [of {of:w} |][is made up of|consists of|is composed of|is the sum of] {parts:s}",
            made_of,
        ),
        form(
            "[the |][{level:w} |][total |final |annual |overall |]score [of {of:w} |][is made up of|consists of|is composed of|is the sum of] [two parts|three parts|four parts|][,|:|] {parts:s},[ which count| counting| weighted|] [at|for|by|] {shares:s}[ respectively|]",
            respectively,
        ),
        form(
            "[the |]{level:w} score is the [mean|average] [score |of the scores |of all scores |]of [the |its |their |all |]{below:w}",
            |text, c| {
                let below = c.words(text, "below")?;
                // "The score is the mean of …" names no level: it is what an item says of its own points.
                let level = c.words(text, "level").filter(|l| !l.eq_ignore_ascii_case("the"))?;
                let source = PartSource::Below { level: below.clone(), statistic: BelowStatistic::Mean };
                let words = format!("mean of {below}");
                let part = CompositionPart { words, source, weight: whole(1), span: text.span(c.range("below")?) };
                Some(vec![Part::Composition { level: Some(level), parts: vec![part], points: false }])
            },
        ),
    ]
}

/// `A counts for 60%, B for 40%`, all parts of it.
fn counted(text: &Text, c: &Captures) -> Option<Vec<Part>> {
    static FORM: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            "[the |]{words:w} [counts for |count for |counts |makes up |carries |accounts for |weighs |is worth |for |][the other |the remaining |]{x:x}%[ of the {of:w}|]",
        )
    });
    let range = (c.range("first")?.0, c.range("rest")?.1);
    let parts: Option<Vec<CompositionPart>> =
        super::phrases(text, range).into_iter().map(|phrase| part(text, phrase, &FORM)).collect();
    let parts = parts?;
    let scored = parts.first().is_some_and(|p| is_score(&p.words));
    scored.then(|| vec![Part::Composition { level: None, parts, points: false }])
}

fn part(text: &Text, range: Range, form: &Pattern) -> Option<CompositionPart> {
    let c = form.whole(text, range)?;
    let words = without_article(&c.words(text, "words")?).to_owned();
    let weight = c.decimal("x")? / whole(100);
    Some(CompositionPart { source: source_of(&words), words, weight, span: text.span(range) })
}

/// `the city assessment (60%) and the county assessment (40%)`.
fn made_of(text: &Text, c: &Captures) -> Option<Vec<Part>> {
    static FORMS: LazyLock<[Pattern; 2]> = LazyLock::new(|| {
        [Pattern::new("[the |]{words:w} [(|at ]{x:x}%[)|]"), Pattern::new("{x:x}% [of |for |from |][the |]{words:w}")]
    });
    let level = c.words(text, "of").or_else(|| c.words(text, "level"));
    let level = level.map(|l| without_article(&l).to_owned());
    let parts: Option<Vec<CompositionPart>> = super::phrases(text, c.range("parts")?)
        .into_iter()
        .map(|phrase| FORMS.iter().find_map(|f| part(text, phrase, f)))
        .collect();
    let parts = parts.filter(|p| p.len() > 1)?;
    Some(vec![Part::Composition { level, parts, points: false }])
}

/// `the city assessment and the county assessment, at 70% and 30% respectively`: as many shares as parts, in their order.
fn respectively(text: &Text, c: &Captures) -> Option<Vec<Part>> {
    static SHARE: LazyLock<Pattern> = LazyLock::new(|| Pattern::new("{x:x}%"));
    let level = c.words(text, "of").or_else(|| c.words(text, "level"));
    let level = level.map(|l| without_article(&l).to_owned());
    let shares = super::phrases(text, c.range("shares")?);
    let named = super::phrases(text, c.range("parts")?);
    (named.len() > 1 && named.len() == shares.len()).then_some(())?;
    let parts: Option<Vec<CompositionPart>> = named
        .into_iter()
        .zip(shares)
        .map(|(part, share)| {
            let words = without_article(&text.str(part)).to_owned();
            let weight = SHARE.whole(text, share)?.decimal("x")? / whole(100);
            Some(CompositionPart { source: source_of(&words), words, weight, span: text.span(part) })
        })
        .collect();
    Some(vec![Part::Composition { level, parts: parts?, points: false }])
}

/// Whether words name a result.
fn is_score(words: &str) -> bool {
    let words = words.to_lowercase();
    ["assessment", "score", "result", "evaluation", "survey", "round", "half", "mean"].iter().any(|w| words.contains(w))
}

/// `30 points for the first half, 45 points for the year end`, in a section about what a score is made of.
pub(in crate::provision) fn by_points(text: &Text, range: Range) -> Option<Vec<CompositionPart>> {
    static FORMS: LazyLock<[Pattern; 2]> = LazyLock::new(|| {
        [
            Pattern::new("{x:x} points for [the |]{words:w}"),
            Pattern::new("[the |]{words:w} [(|counts for |counts |]{x:x} points[)|]"),
        ]
    });
    let parts: Option<Vec<CompositionPart>> = super::phrases(text, range)
        .into_iter()
        .map(|phrase| {
            let c = FORMS.iter().find_map(|f| f.whole(text, phrase))?;
            let words = c.words(text, "words")?;
            let weight = c.decimal("x")?;
            Some(CompositionPart { source: source_of(&words), words, weight, span: text.span(phrase) })
        })
        .collect();
    parts.filter(|p| p.len() > 1)
}

/// The level that a label names: `Township score`.
pub(in crate::provision) fn level_of(words: &str) -> String {
    let words = without_article(words);
    words.trim_end_matches("scores").trim_end_matches("score").trim_end_matches("assessment").trim().to_owned()
}

/// What the words of a part say it is.
fn source_of(words: &str) -> PartSource {
    let lower = words.to_lowercase();
    let mean = ["mean score of ", "average score of ", "mean of ", "average of "];
    if let Some((lead, at)) = mean.iter().find_map(|m| lower.find(m).map(|at| (m, at))) {
        let level = words.get(at + lead.len()..).unwrap_or("");
        let level = without_article(level).split(" weighted by ").next().unwrap_or("").trim().to_owned();
        let weighted = lower.find(" weighted by ").and_then(|at| words.get(at + 13..));
        let statistic =
            weighted.map_or(BelowStatistic::Mean, |by| BelowStatistic::Weighted(without_article(by).to_owned()));
        return PartSource::Below { level, statistic };
    }
    let rounds =
        ["first half", "second half", "half-year", "full year", "year-end", "year end", "quarter", "monthly", "round"];
    if rounds.iter().any(|r| lower.contains(r)) {
        return PartSource::Round(words.to_owned());
    }
    if ["own ", "this scheme", "this assessment"].iter().any(|w| lower.contains(w)) {
        return PartSource::Own;
    }
    PartSource::Elsewhere(words.to_owned())
}
