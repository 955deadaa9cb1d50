//! Draws: `Two villages in each township are drawn at random, one in Xingshan Town`.

use super::without_article;
use crate::provision::part::{Form, Part, form};
use crate::provision::pattern::Captures;
use crate::provision::rule::{Sample, SampleException};
use crate::provision::text::Text;

/// The forms of draws.
pub(super) fn forms() -> Vec<Form> {
    vec![
        form(
            "{size:n} {site:w} [is|are] [drawn|selected|sampled|chosen|picked][ at random|] [in|from|per|for] [each |every |]{stratum:w}[ at random|][ with [a |][probability |chances |chance |][proportional|in proportion] to {measure:w}|][ ({bracket:s})|]",
            sample,
        ),
        form(
            "{size:n} {site:w} [per|in each|in every|from each|from every|of each|for each] {stratum:w} [is|are] [drawn|selected|sampled|chosen|picked][ at random|][ with [a |][probability |chances |chance |][proportional|in proportion] to {measure:w}|][ ({bracket:s})|]",
            sample,
        ),
        form(
            "[in|from] [each|every] {stratum:w}[,|] {size:n} {site:w} [is|are] [drawn|selected|sampled|chosen|picked][ at random|][ with [a |][probability |chances |chance |][proportional|in proportion] to {measure:w}|][ ({bracket:s})|]",
            sample,
        ),
        form(
            "[{who:w} |][draws|draw|selects|select|samples|sample] {size:n} {site:w}[ at random|] [in|from|per|for] [each |every |]{stratum:w}[ at random|]",
            sample,
        ),
        form("[and |but |only |except |with |but only ]{size:n}[ {site:q}|] [in|from|for] {stratum:w}", exception),
        form("{size:n}[ {site:q}|] [in|from|for] {stratum:w}", exception),
        form(
            "[and |but |except |][in|from|for] {stratum:w}[,|:|] [only |]{size:n}[ {site:q}|][ is drawn| are drawn|]",
            exception,
        ),
        form("{stratum:w}[:| has| gives|] {size:n}", exception),
        form("[with [a |][probability |chances |chance |]|][proportional|in proportion] to {measure:w}", |text, c| {
            Some(vec![Part::Measure(without_article(&c.words(text, "measure")?).to_owned())])
        }),
        form("[all|every] {what:w} [has|have|with] [the same|an equal|equal] [chance|chances|probability]", |_, _| {
            Some(vec![Part::Nothing])
        }),
    ]
}

fn sample(text: &Text, c: &Captures) -> Option<Vec<Part>> {
    let (stratum, inside) = aside(&c.words(text, "stratum")?);
    let inside = inside.or_else(|| c.words(text, "bracket"));
    let site = c.words(text, "site")?;
    let measure = c.words(text, "measure").map(|m| without_article(&m).to_owned());
    let size = c.whole("size")?;
    let stratum = without_article(&stratum).to_owned();
    // `subdistrict and two villages in each town` are two draws, not one.
    if [" each ", " in ", " per "].iter().any(|w| stratum.contains(w)) {
        return None;
    }
    let mut parts = vec![Part::Sample(Sample { stratum, site, size, exceptions: Vec::new(), measure })];
    for words in inside.iter().flat_map(|i| i.split([',', ';'])) {
        let text = Text::new(words, crate::clause::Language::English);
        parts.extend(forms().iter().skip(4).take(4).find_map(|f| f.read(&text, (0, text.len())))?);
    }
    Some(parts)
}

/// `township (Xingshan Town: one)`: the words before the bracket and its inside.
fn aside(words: &str) -> (String, Option<String>) {
    match words.split_once('(').and_then(|(before, rest)| Some((before.trim(), rest.strip_suffix(')')?))) {
        Some((before, inside)) => (before.to_owned(), Some(inside.to_owned())),
        None => (words.to_owned(), None),
    }
}

fn exception(text: &Text, c: &Captures) -> Option<Vec<Part>> {
    let size = c.whole("size")?;
    let strata = c.words(text, "stratum")?;
    // `two in each county` is a draw of its own, not a place with a name.
    let lower = strata.to_lowercase();
    if ["each ", "every ", "all "].iter().any(|w| lower.starts_with(w)) {
        return None;
    }
    let each = |stratum: String| Part::Exception(SampleException { stratum, size });
    Some(super::names(&strata).into_iter().map(each).collect())
}
