//! Lists of units: `The top 15 townships are named Advanced Units and awarded 25,000 yuan each`.

use super::{consequence, phrases, subject};
use crate::provision::group::{Found, Group, empty};
use crate::provision::pattern::Pattern;
use crate::provision::rule::{Consequence, Exclusion, List, Matched, OutsideFact, Pick};
use crate::provision::text::{Range, Text};
use std::sync::LazyLock;

/// `The county adds the same amount`, in a sentence of its own.
pub(in crate::provision) fn matched(text: &Text, range: Range) -> Option<Matched> {
    consequence::matched(text, range)
}

/// Who is on a list, in a cell of its own.
pub(in crate::provision) fn subject(text: &Text, range: Range) -> Option<Vec<Pick>> {
    subject::read(text, range)
}

/// What follows, in a cell of its own.
pub(in crate::provision) fn consequence(text: &Text, range: Range) -> Option<Consequence> {
    consequence::read(text, range)
}

/// The name of a list in a heading.
pub(in crate::provision) fn bare_name(words: &str) -> Option<String> {
    subject::name(words)
}

/// Reads a piece that may be about lists. `heading` is the list that the heading names.
pub(in crate::provision) fn read(text: &Text, range: Range, heading: Option<&str>) -> Found {
    if let Some(list) = declared(text, range).or_else(|| chosen(text, range)) {
        return list;
    }
    let (condition, range) = condition(text, range);
    let segments = text.split(range, &[',']);
    // The verb of the main clause: what stands before it is who is on the list.
    for (verb, at) in verbs(text, range) {
        let head = subject::trim_commas(text, (range.0, at));
        let Some(picks) = subject::read(text, head) else { continue };
        let mut group = Group { picks, condition, words: Some(head), ..Group::default() };
        let ranked = group.picks.iter().any(|p| !matches!(p, Pick::Event(_)));
        return match follow(text, (at + verb, range.1), &mut group) {
            Ok(()) => Found::Lists(finish(text, group, heading)),
            Err(_) if !ranked && segments.len() < 2 => Found::Nothing,
            Err(reached) => Found::Failed(reached),
        };
    }
    Found::Nothing
}

fn finish(text: &Text, group: Group, heading: Option<&str>) -> Vec<List> {
    group.finish(|words| match (heading, words) {
        (Some(heading), _) => heading.to_owned(),
        (None, Some(words)) => super::without_article(&text.str(words)).to_owned(),
        (None, None) => String::new(),
    })
}

/// Places where the verb of a main clause may stand, each with its length.
fn verbs(text: &Text, range: Range) -> Vec<(usize, usize)> {
    const VERBS: &[&str] = &[
        " are to be ",
        " is to be ",
        " will be ",
        " shall be ",
        " may be ",
        " are ",
        " is ",
        " receive ",
        " receives ",
        " get ",
        " gets ",
        " lose ",
        " loses ",
        " pay ",
        " pays ",
        " must ",
        " may not ",
        " attend ",
        " attends ",
        " report ",
        " reports ",
        " explain ",
        " explains ",
    ];
    let mut found = Vec::new();
    let mut at = range.0;
    while at < range.1 {
        if let Some(end) = text.closes(at).filter(|end| *end <= range.1) {
            at = end;
            continue;
        }
        let here = VERBS.iter().find(|v| v.chars().enumerate().all(|(i, c)| text.c(at + i) == c));
        if let Some(verb) = here {
            // A verb of its own, such as receive, is part of what it says follows.
            let auxiliary = verb.ends_with("be ") || matches!(*verb, " are " | " is ");
            found.push((if auxiliary { verb.len() } else { 1 }, at));
        }
        at += 1;
    }
    found
}

/// Reads what follows, phrase after phrase. On failure: how far it was understood.
fn follow(text: &Text, range: Range, group: &mut Group) -> Result<(), usize> {
    let all = phrases(text, range);
    let mut at = 0;
    while let Some(phrase) = all.get(at).copied() {
        // A phrase may hold `and` or a comma inside: the longest that reads is taken.
        let taken = (at..all.len()).rev().find_map(|last| {
            let whole = (phrase.0, all.get(last)?.1);
            one(text, whole, group).then_some(last + 1)
        });
        match taken {
            Some(next) => at = next,
            None => return Err(phrase.0),
        }
    }
    if group.settled { Ok(()) } else { Err(range.0) }
}

/// Takes one statement of what follows.
fn one(text: &Text, range: Range, group: &mut Group) -> bool {
    if let Some(exclusion) = exclusion(text, range) {
        group.exclusions.push(exclusion);
        return group.settled;
    }
    if let Some(name) = named(text, range) {
        if group.name.is_some() {
            return false;
        }
        group.name = Some(name);
        group.settled = true;
        return true;
    }
    if let Some(amounts) = amounts(text, range) {
        let words = group.words.map_or_else(String::new, |w| text.str(w));
        return group.zip(amounts, super::without_article(&words));
    }
    if consequence::matched(text, range).is_some_and(|m| group.matched(&m)) {
        return true;
    }
    // `and` inside the text's own words is kept only where the parts alone say nothing.
    let parts = phrases(text, range);
    match consequence::read(text, range) {
        Some(Consequence::Text(words)) if parts.len() == 1 => {
            group.follow(Consequence::Text(words));
            true
        }
        Some(Consequence::Text(_)) | None => false,
        Some(consequence) => {
            group.follow(consequence);
            true
        }
    }
}

/// `placed under Key Management`.
fn named(text: &Text, range: Range) -> Option<String> {
    static FORM: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            "[then |also |directly |][named|placed under|put under|listed as|placed on|put on|entered on|declared|designated|designated as|awarded the title|awarded the title of|classed as|listed under|moved to|recognised as|recognized as] [the list |the title |]{name:w}",
        )
    });
    let name = subject::name(&FORM.whole(text, range)?.words(text, "name")?)?;
    (!name.contains(" and ")).then_some(name)
}

/// `awarded 50,000, 30,000 and 10,000 yuan respectively`.
fn amounts(text: &Text, range: Range) -> Option<Vec<Consequence>> {
    let words = text.str(range).to_lowercase();
    let body = words.strip_prefix("awarded ").or(words.strip_prefix("receive "))?.strip_suffix("respectively")?;
    let body = body.trim().trim_end_matches(',');
    let (numbers, unit) = body.rsplit_once(' ')?;
    let parts: Vec<String> = numbers.replace(" and ", ", ").split(", ").map(|p| p.trim().to_owned()).collect();
    let amount = |part: &String| {
        let value = crate::exact::parse(part.trim_end_matches(unit).trim())?;
        Some(Consequence::Amount { value, unit: unit.to_owned(), matched: Vec::new() })
    };
    (parts.len() > 1).then_some(())?;
    parts.iter().map(amount).collect()
}

/// `if it is already under Key Management the next in line takes its place`.
pub(in crate::provision) fn exclusion(text: &Text, range: Range) -> Option<Exclusion> {
    static FORMS: LazyLock<[(Pattern, bool); 3]> = LazyLock::new(|| {
        [
            (
                Pattern::new(
                    "[and |][if|where|when] [it|one|the last|that township|this township|the unit|a unit|the last township] is already [under|on|listed as|listed under|placed under] {list:w}[,|] the [next in line|next|next one] [takes its place|follows|moves up|takes the place]",
                ),
                true,
            ),
            (
                Pattern::new(
                    "[those|units|townships|one|any] already [under|on|listed as|listed under|placed under] {list:w} [make way for the next in line|give way to the next in line|are replaced by the next in line]",
                ),
                true,
            ),
            (
                Pattern::new(
                    "[those|units|townships|one|any] already [under|on|listed as|listed under|placed under] {list:w} [are left out|are excluded|do not count|are not counted|is left out]",
                ),
                false,
            ),
        ]
    });
    FORMS.iter().find_map(|(form, succeed)| {
        let c = form.whole(text, range)?;
        Some(Exclusion { list: subject::name(&c.words(text, "list")?)?, succeed: *succeed })
    })
}

/// `If the city is not among the first three, …`.
fn condition(text: &Text, range: Range) -> (Option<OutsideFact>, Range) {
    let lower = text.str(range).to_lowercase();
    let opens = ["if ", "unless ", "where ", "should "].iter().any(|w| lower.starts_with(w));
    let parts = text.split(range, &[',']);
    match parts.as_slice() {
        [first, second, ..] if opens => {
            let fact = OutsideFact { words: text.str(*first), span: text.span(*first) };
            (Some(fact), (second.0, range.1))
        }
        _ => (None, range),
    }
}

/// `The Key Management list has five units`.
fn declared(text: &Text, range: Range) -> Option<Found> {
    static FORMS: LazyLock<[Pattern; 2]> = LazyLock::new(|| {
        [
            Pattern::new("[the |]{name:q} list [has|holds|names] {n:n} {units:q}"),
            Pattern::new("{name:q}: {n:n} {units:q}"),
        ]
    });
    FORMS.iter().find_map(|form| {
        let c = form.whole(text, range)?;
        let mut list = empty(subject::name(&c.words(text, "name")?)?);
        list.declared = c.whole("n");
        Some(Found::Lists(vec![list]))
    })
}

/// `Ten units are chosen as Special Contributors and awarded 10,000 yuan each`.
fn chosen(text: &Text, range: Range) -> Option<Found> {
    static FORM: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new("[up to |]{n:n} {units:q} [are|is] [chosen|selected|elected|picked] as {rest:s}")
    });
    let c = FORM.whole(text, range)?;
    let rest = c.range("rest")?;
    let all = phrases(text, rest);
    let first = *all.first()?;
    let mut list = empty(subject::name(&text.str(first))?);
    list.picks.push(Pick::Chosen { count: c.whole("n")? });
    let mut group = Group { lists: vec![list], settled: true, ..Group::default() };
    match all.get(1) {
        Some(next) => match follow(text, (next.0, rest.1), &mut group) {
            Ok(()) => Some(Found::Lists(finish(text, group, None))),
            Err(reached) => Some(Found::Failed(reached)),
        },
        None => Some(Found::Lists(finish(text, group, None))),
    }
}
