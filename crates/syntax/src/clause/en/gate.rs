//! Pass marks and penalties without an amount.

use super::draft::Draft;
use super::interval;
use super::lexicon::{self, among};
use super::measure;
use super::phrase::Phrase;
use super::source::{Range, Source};
use super::veto::{VETOES, close};
use crate::clause::{Comparison, Condition, Effect, Expr, InputKind, Judge, Role, Rule, Sign, VetoEffect, When};
use crate::diagnostic::Diagnostic;

/// `A technical score of at least 70 is required to proceed`, `Only firms scoring 70 or more ... shall be opened`.
pub(super) fn gate(draft: &mut Draft, sentence: &Range, part: usize) -> bool {
    let source = draft.source;
    #[rustfmt::skip]
    let gates = &[
        "pass", "proceed", "qualify", "qualified", "considered", "opened", "eligible", "shortlisted", "advance",
        "required", "qualifying", "next", "selected", "progress", "pass mark", "passing", "certified", "accredited",
        "accreditation", "invited",
    ];
    let verdict = VETOES.iter().any(|(p, _)| sentence.clone().any(|i| source.phrase(i, sentence.end, p).is_some()));
    let scored = source.holds(
        sentence,
        &[
            "score", "scores", "scoring", "scored", "points", "marks", "mark", "grade", "total", "rating", "obtain",
            "secure", "achieve", "attain",
        ],
    );
    if verdict
        || !scored
        || !source.holds(sentence, gates)
        || source.holds(sentence, &["awarded", "award", "receive", "receives", "given", "deducted"])
    {
        return false;
    }
    let found = interval::find(source, sentence, false).or_else(|| {
        // `the pass mark is 60%`
        let minimum = source.holds(sentence, &["minimum", "threshold", "passing", "qualifying"]);
        let one: Vec<usize> = sentence
            .clone()
            .filter(|i| {
                source.number(*i).is_some()
                    && !repeats(source, *i)
                    && !source.named_number(*i, sentence.start, sentence.end)
            })
            .collect();
        let alone = one.first().copied().filter(|_| minimum && one.len() == 1).map(|i| (i, i));
        let (_, at) = source
            .find(
                sentence,
                &[
                    "pass mark is",
                    "passing score is",
                    "pass mark :",
                    "pass mark of",
                    "passing mark is",
                    "qualifying score is",
                    "qualifying mark is",
                    "passing score of",
                    "qualifying marks are",
                    "qualifying score of",
                    "threshold is",
                    "threshold of",
                    "minimum score is",
                    "minimum score of",
                    "minimum qualifying score of",
                    "minimum qualifying mark of",
                    "minimum technical score of",
                    "minimum mark of",
                    "minimum score required is",
                    "minimum qualifying score is",
                    "minimum passing score is",
                    "minimum technical score is",
                ],
            )
            .or(alone)?;
        let m = measure::measure(source, at, sentence.end)?;
        let from = Some(interval::Edge { value: m.value, included: Some(true) });
        Some(interval::Interval {
            from,
            to: None,
            percent: m.percent,
            unit: None,
            dimension: None,
            bare: false,
            range: at..m.end,
        })
    });
    let Some(interval) = found
        .filter(|i| i.from.is_some() && i.to.is_none() && i.from.as_ref().is_some_and(|e| e.included == Some(true)))
    else {
        return false;
    };
    let name = score_name(source, sentence, &interval.range);
    let of = if name.is_empty() { Phrase::implied(interval.range.start, "score".to_owned()) } else { Phrase::of(name) };
    let kind = if interval.percent { InputKind::Rate } else { InputKind::Amount };
    let input = draft.input(&of, kind, None);
    draft.mark(&interval.range, Role::Quantity);
    let Some(edge) = &interval.from else { return false };
    let bound = Expr::Number(super::draft::scaled(&edge.value, interval.percent));
    let condition = Condition::Compare(Expr::Input(input), Comparison::Below, bound);
    draft.clause(
        sentence,
        part,
        Rule::When(When { condition, effect: Effect::Veto(VetoEffect::NotEligible), otherwise: None }),
    );
    // A gate says who goes on; the words around its number name no further figure.
    for i in sentence.clone() {
        if draft.unmarked(i)
            && source.number(i).is_some()
            && !source.named_number(i, sentence.start, sentence.end)
            && !repeats(source, i)
        {
            draft.unread(&(i..i + 1), sentence);
        }
    }
    draft.mark(sentence, Role::Filler);
    true
}

pub(super) fn repeats(source: &Source, i: usize) -> bool {
    i >= 2 && source.is(i - 1, "(") && source.number(i - 2) == source.number(i)
        || source.is(i + 1, "(") && source.number(i + 2) == source.number(i)
        // `49 out of 70`: of what.
        || i >= 3 && source.is(i - 1, "of") && source.is(i - 2, "out") && source.number(i - 3).is_some()
}

/// `technical score` nearest before the number, else after it.
pub(super) fn score_name(source: &Source, sentence: &Range, interval: &Range) -> Range {
    let nouns = &["score", "mark", "grade", "total", "rating", "result"];
    let noun = (sentence.start..interval.start)
        .rev()
        .chain(interval.end..sentence.end)
        .find(|i| among(nouns, source.word(*i)));
    let Some(noun) = noun else { return 0..0 };
    let mut start = noun;
    while start > sentence.start
        && among(
            &[
                "technical",
                "total",
                "overall",
                "final",
                "quality",
                "average",
                "written",
                "combined",
                "aggregate",
                "evaluation",
                "exam",
                "financial",
                "functionality",
            ],
            source.word(start - 1),
        )
    {
        start -= 1;
    }
    start..noun + 1
}

/// A penalty whose amount the text does not give: left to a judge, and asked about.
pub(super) fn open_penalty(draft: &mut Draft, sentence: &Range, part: usize) -> bool {
    let source = draft.source;
    #[rustfmt::skip]
    let verbs = &[
        "will be penalized", "will be penalised", "shall be penalized", "shall be penalised", "are penalized",
        "are penalised", "is penalized", "is penalised", "may be penalized", "may be penalised",
        "penalties will be assessed", "penalties will be applied", "penalties may be applied",
        "penalties shall be applied", "a penalty will be applied", "a penalty may be applied",
        "points will be deducted", "points may be deducted", "marks will be deducted", "marks may be deducted",
        "points shall be deducted", "marks shall be deducted", "points are deducted", "marks are deducted",
        "penalties apply", "penalty applies", "a penalty applies", "points can be deducted", "marks can be deducted",
        "lose points", "lose marks", "and will be penalized", "and will be penalised",
    ];
    let Some((start, end)) = source.find(sentence, verbs) else { return false };
    if source.holds(sentence, &["follows", "following", "once"]) {
        return false;
    }
    let right = end..sentence.end;
    let next = source.longest(right.start, right.end, lexicon::IF).or_else(|| {
        source.longest(right.start, right.end, &["for", "against", "to", "on", "at the discretion of the judges for"])
    });
    let left = source.trimmed(&(sentence.start..start), &["and", "or"]);
    let words = match next {
        Some(next) => source.trimmed(&(next..right.end), &[]),
        None => source
            .longest(left.start, left.end, lexicon::IF)
            .map_or(left.clone(), |n| source.trimmed(&(n..left.end), &[])),
    };
    if words.is_empty() {
        return false;
    }
    draft.mark(&(start..end), Role::Keyword);
    let input = draft.input(&Phrase::of(words), InputKind::Judged, None);
    draft.clause(sentence, part, Rule::Judge(Judge { input, least: None, most: None, sign: Sign::Lose, cases: None }));
    let what = draft.reading.inputs.get(input.0).map_or_else(String::new, |p| p.label.clone());
    draft
        .reading
        .diagnostics
        .push(Diagnostic::question("penalty-amount-open", source.span(&(start..end))).with("phrase", what));
    if next.is_some() {
        draft.mark(&left, Role::Filler);
    }
    close(draft, sentence);
    true
}
