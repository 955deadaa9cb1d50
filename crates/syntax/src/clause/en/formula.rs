//! Formulas: `Price score = (lowest price / this price) x 40`, `70% × quality + 30% × price`.

use super::arithmetic::{Node, Parser, collect, distinct, holds_name};
use super::draft::Draft;
use super::lexicon::among;
use super::phrase::Phrase;
use super::source::{Range, Source};
use crate::clause::{CohortStatistic, Expr, Formula, InputKind, InputRef, Role, Rule, Sign};

/// Words that stand for `=`.
#[rustfmt::skip]
const EQUALS: &[&str] = &[
    "=", "is calculated as", "are calculated as", "will be calculated as", "shall be calculated as",
    "is computed as", "are computed as", "will be computed as", "is determined as", "calculated as",
    "is calculated by", "are calculated by", "will be calculated by", "shall be calculated by", "calculated by",
    "is obtained by", "are obtained by", "is computed by", "is equal to", "are equal to", "shall be equal to",
    "will be equal to", "is the product of", "equals", "equal", "is calculated as follows :", "are calculated as follows :",
    "will be calculated as follows :", "shall be calculated as follows :", "is calculated using the formula",
    "is calculated using the formula :", "is the ratio of", "is determined by", "are determined by", "is derived by",
];

/// Reads a sentence that holds a formula; false when it holds none.
pub(super) fn read(draft: &mut Draft, sentence: &Range, part: usize) -> bool {
    let source = draft.source;
    let Some((left_end, start)) = equals(source, sentence) else { return false };
    let colon = (sentence.start..left_end).rev().find(|i| source.is(*i, ":") || source.is(*i, ","));
    let name =
        source.trimmed(&(colon.map_or(sentence.start, |c| c + 1)..left_end), &["the", "is", "are", "then", "where"]);
    let end = definitions_start(source, start, sentence.end);
    let count = |mark: &str| (start..end).filter(|i| source.is(*i, mark)).count();
    if count("(") != count(")") {
        return false;
    }
    let body = source.trimmed(&(start..end), &[]);
    let mut parser = Parser { source, at: body.start, end: body.end, depth: 0, quantities: Vec::new() };
    let ratio = source.before(start, sentence.start) == "of" && source.is(start.saturating_sub(2), "ratio");
    let node = if ratio { parser.ratio() } else { parser.sum() };
    let (at, quantities) = (parser.at, parser.quantities);
    let Some(node) = node.filter(|n| source.trimmed(&(at..body.end), &[]).is_empty() && holds_name(n)) else {
        return false;
    };
    if !matches!(node, Node::Add(_) | Node::Sub(..) | Node::Mul(_) | Node::Div(..) | Node::Least(_) | Node::Greatest(_))
        && !source.is(start - 1, "=")
    {
        return false;
    }
    for range in quantities {
        draft.mark(&range, Role::Quantity);
    }
    let defined = definitions(source, &(end..sentence.end));
    let value = build(draft, &node, &defined);
    let label = source.raw(&name);
    draft.mark(&(sentence.start..start), Role::Keyword);
    draft.mark(&(start..end), Role::Keyword);
    define(draft, &defined, &(end..sentence.end));
    let rule = Formula { name: (!label.is_empty()).then_some(label), value, sign: Sign::Earn, limit: None };
    draft.clause(sentence, part, Rule::Formula(rule));
    true
}

/// `10 points x share of complete files`, `Price (60 points): lowest price / price x 60`.
pub(super) fn product(draft: &mut Draft, sentence: &Range, part: usize, found: &[super::amount::Found]) -> bool {
    let source = draft.source;
    let operators = &["x", "*", "multiplied by", "times"];
    let effects: Vec<_> = found.iter().filter(|f| f.usage == super::amount::Use::Effect).collect();
    if let Some(start) = quotient(source, sentence, &effects) {
        return plain(draft, sentence, part, start);
    }
    let [effect] = effects.as_slice() else { return false };
    let colon = (effect.range.end..sentence.end).find(|i| source.is(*i, ":"));
    let start = match (source.longest(effect.range.end, sentence.end, operators), colon) {
        (Some(_), _) => effect.range.start,
        (None, Some(colon)) if source.holds(&(colon..sentence.end), &["/", "*", "x"]) => colon + 1,
        _ => return false,
    };
    let body = source.trimmed(&(start..sentence.end), &[]);
    let mut parser = Parser { source, at: body.start, end: body.end, depth: 0, quantities: Vec::new() };
    let Some(node) = parser.sum().filter(holds_name) else { return false };
    let (at, quantities) = (parser.at, parser.quantities);
    if !source.trimmed(&(at..body.end), &[]).is_empty() {
        return false;
    }
    for range in quantities {
        draft.mark(&range, Role::Quantity);
    }
    let value = build(draft, &node, &[]);
    draft.mark(&effect.range, Role::Quantity);
    draft.mark(sentence, Role::Keyword);
    draft.clause(sentence, part, Rule::Formula(Formula { name: None, value, sign: Sign::Earn, limit: None }));
    true
}

/// `Staff present / staff on the payroll x 10 points`, `Timeliness: reports on time / reports due x 20`: where it starts.
fn quotient(source: &Source, sentence: &Range, effects: &[&super::amount::Found]) -> Option<usize> {
    let times = &["x", "*", "multiplied by", "times"];
    let body = source.trimmed(sentence, &["points", "marks"]);
    let number = body.end.checked_sub(1).filter(|i| source.number(*i).is_some())?;
    let scaled = source.longest_before(number, sentence.start, times)?;
    let colon = (sentence.start..scaled).rev().find(|i| source.is(*i, ":"));
    let start = colon.map_or(sentence.start, |c| c + 1);
    let divided = source.find(&(start..scaled), &["/", "divided by"])?.0 > start;
    let alone = effects.iter().all(|f| f.range.contains(&number));
    let plain = source.find(sentence, super::lexicon::IF).is_none() && !source.holds(sentence, &["="]);
    (divided && alone && plain && (colon.is_some() || !effects.is_empty())).then_some(start)
}

/// A formula without a name from `start` to the end of the sentence.
fn plain(draft: &mut Draft, sentence: &Range, part: usize, start: usize) -> bool {
    let source = draft.source;
    let body = source.trimmed(&(start..sentence.end), &[]);
    let mut parser = Parser { source, at: body.start, end: body.end, depth: 0, quantities: Vec::new() };
    let Some(node) = parser.sum().filter(holds_name) else { return false };
    if !source.trimmed(&(parser.at..body.end), &[]).is_empty() {
        return false;
    }
    let quantities = parser.quantities;
    for range in quantities {
        draft.mark(&range, Role::Quantity);
    }
    let value = build(draft, &node, &[]);
    draft.mark(sentence, Role::Keyword);
    draft.clause(sentence, part, Rule::Formula(Formula { name: None, value, sign: Sign::Earn, limit: None }));
    true
}

/// Whether the sentence may hold a formula in words.
pub(super) fn speaks(source: &Source, sentence: &Range) -> bool {
    equals(source, sentence).is_some_and(|(_, at)| {
        source
            .find(
                &(at..sentence.end),
                &["*", "/", "x", "divided by", "dividing", "multiplied by", "+", "times", "minus", "plus"],
            )
            .is_some()
            || source.before(at, sentence.start) == "of"
    })
}

/// `Where Fm is the lowest price and F the price of the bid`: explains the names of a formula before it.
pub(super) fn explains(draft: &mut Draft, sentence: &Range) -> bool {
    let source = draft.source;
    let after_formula = matches!(draft.reading.clauses.last().map(|c| &c.rule), Some(Rule::Formula(_)));
    let named =
        |label: &str| draft.reading.inputs.iter().any(|p| super::draft::same(&p.label) == super::draft::same(label));
    let formula_name = draft.reading.clauses.last().and_then(|c| match &c.rule {
        Rule::Formula(f) => f.name.clone(),
        _ => None,
    });
    let head = sentence
        .clone()
        .find(|i| matches!(source.word(*i), "is" | "=" | "means" | ":" | "are" | "denotes"))
        .map(|i| source.raw(&source.trimmed(&(sentence.start..i), &["where", "the", "and"])))
        .unwrap_or_default();
    let opens = source.any(sentence.start, sentence.end, &["where", "in", "with"])
        || named(&head)
        || formula_name.is_some_and(|n| n.eq_ignore_ascii_case(&head));
    if !after_formula || !opens || head.is_empty() {
        return false;
    }
    let defined = definitions(source, sentence);
    define(draft, &defined, sentence);
    true
}

/// The end of the left side and the start of the right side.
fn equals(source: &Source, sentence: &Range) -> Option<(usize, usize)> {
    sentence
        .clone()
        .find_map(|i| source.longest(i, sentence.end, EQUALS).map(|e| (i, e)))
        .map(|(i, e)| {
            (
                i,
                (e..sentence.end)
                    .find(|j| !among(&["follows", ":", "the", "following", "formula"], source.word(*j)))
                    .unwrap_or(e),
            )
        })
        .or_else(|| {
            // `The score is the share of trained staff multiplied by 10.`
            let is = sentence.clone().find(|i| source.any(*i, sentence.end, &["is", "are"]))?;
            let worded = source.find(&(is..sentence.end), &["multiplied by", "divided by", "minus", "plus"]).is_some();
            let named = source.holds(&(sentence.start..is), &["score", "points", "mark", "marks", "rating"]);
            (worded && named).then_some((is, is + 1))
        })
        .filter(|(i, e)| *i > sentence.start && *e < sentence.end)
}

/// Where `where F is ...` begins.
fn definitions_start(source: &Source, start: usize, end: usize) -> usize {
    (start..end)
        .find(|i| {
            among(&["where", "in which", "wherein", "whereby", ";", "."], source.word(*i))
                || (source.is(*i, ",") && source.any(i + 1, end, &["where", "with", "in", "rounded", "and"]))
                || source.phrase(*i, end, "in which").is_some()
        })
        .unwrap_or(end)
}

/// What `where ...` says of the names.
struct Definition {
    name: String,
    words: Range,
    statistic: Option<CohortStatistic>,
}

fn definitions(source: &Source, range: &Range) -> Vec<Definition> {
    let mut out = Vec::new();
    let mut start = range.start;
    for i in range.start..=range.end {
        let cut = i == range.end || matches!(source.word(i), "," | ";" | "." | "and");
        if !cut {
            continue;
        }
        let piece = source.trimmed(&(start..i), &["where", "and", "in", "which", "with"]);
        if let Some(is) = piece
            .clone()
            .find(|j| matches!(source.word(*j), "is" | "=" | ":" | "means" | "are" | "-" | "represents" | "denotes"))
            .filter(|j| *j > piece.start)
        {
            let words = is + 1..piece.end;
            out.push(Definition {
                name: super::draft::same(&source.raw(&source.trimmed(&(piece.start..is), &["the"]))),
                statistic: statistic(source, &words),
                words,
            });
        }
        start = i + 1;
    }
    out
}

/// `lowest`, `highest`, `average` at the head of a name.
pub(super) fn statistic(source: &Source, range: &Range) -> Option<CohortStatistic> {
    let head = range.clone().find(|i| !among(&["the", "a", "an"], source.word(*i)))?;
    match source.word(head) {
        "lowest" | "minimum" | "shortest" | "least" | "cheapest" | "smallest" | "fastest" | "min" | "min." => {
            Some(CohortStatistic::Least)
        }
        "highest" | "greatest" | "largest" | "longest" | "most" | "biggest" => Some(CohortStatistic::Greatest),
        "maximum" | "max" | "max." => Some(CohortStatistic::Greatest),
        "average" | "mean" => Some(CohortStatistic::Mean),
        _ => None,
    }
}

/// `maximum points`, `points available`, `weight`: what the item is worth.
fn item_points(source: &Source, range: &Range) -> bool {
    let words = source.raw(range).to_lowercase();
    #[rustfmt::skip]
    let names = [
        "maximum points", "maximum score", "maximum marks", "max points", "max score", "max marks",
        "points available", "available points", "the points available", "total points available", "weight",
        "weighting", "maximum available points", "maximum number of points", "item points", "full marks",
        "total marks", "total points", "marks available", "maximum points available", "max. points",
        "maximum possible points", "allocated points", "points allocated", "price weight", "price weighting",
        "criterion weight", "maximum price points", "maximum possible score", "total available points", "weightage",
        "max. score", "maximum mark",
    ];
    names.contains(&words.as_str())
}

/// Names become inputs; the best of all units becomes a cohort figure of the other name beside it.
fn build(draft: &mut Draft, node: &Node, defined: &[Definition]) -> Expr {
    let mut names = Vec::new();
    collect(node, &mut names);
    let best = |draft: &Draft, r: &Range| {
        statistic(draft.source, r).or_else(|| {
            defined.iter().find(|d| d.name == super::draft::same(&draft.source.raw(r))).and_then(|d| d.statistic)
        })
    };
    let plain: Vec<Range> =
        names.iter().filter(|r| !item_points(draft.source, r) && best(draft, r).is_none()).cloned().collect();
    // A cohort figure needs exactly one own figure to be the best of.
    let own: Option<InputRef> = match distinct(draft.source, &plain).as_slice() {
        [one] => Some(input(draft, one)),
        _ => None,
    };
    lower(draft, node, defined, own)
}

fn input(draft: &mut Draft, range: &Range) -> InputRef {
    let words = draft.source.raw(range).to_lowercase();
    let rate = words.ends_with(" rate")
        || words == "rate"
        || words.ends_with("percentage")
        || words.starts_with("percentage ")
        || words.starts_with("proportion ")
        || words.starts_with("% ");
    let kind = if rate { InputKind::Rate } else { InputKind::Amount };
    // The operators around a name bound it; `points obtained` is as good a name as any.
    let known = draft.reading.diagnostics.len();
    let found = draft.input(&Phrase::of(range.clone()), kind, None);
    let added = draft.reading.diagnostics.split_off(known.min(draft.reading.diagnostics.len()));
    draft.reading.diagnostics.extend(added.into_iter().filter(|d| d.code != "scoring-word-in-phrase"));
    found
}

fn lower(draft: &mut Draft, node: &Node, defined: &[Definition], own: Option<InputRef>) -> Expr {
    let each = |draft: &mut Draft, all: &[Node]| all.iter().map(|n| lower(draft, n, defined, own)).collect::<Vec<_>>();
    match node {
        Node::Number(value) => Expr::Number(value.clone()),
        Node::Add(all) => Expr::Add(each(draft, all)),
        Node::Mul(all) => Expr::Mul(each(draft, all)),
        Node::Least(all) => Expr::Min(each(draft, all)),
        Node::Greatest(all) => Expr::Max(each(draft, all)),
        Node::Sub(a, b) => Expr::Sub(Box::new(lower(draft, a, defined, own)), Box::new(lower(draft, b, defined, own))),
        Node::Div(a, b) => Expr::Div(Box::new(lower(draft, a, defined, own)), Box::new(lower(draft, b, defined, own))),
        Node::Name(range) if item_points(draft.source, range) => {
            draft.mark(range, Role::Keyword);
            Expr::ItemPoints
        }
        Node::Name(range) => {
            let source = draft.source;
            let best = statistic(source, range).or_else(|| {
                defined.iter().find(|d| d.name == super::draft::same(&source.raw(range))).and_then(|d| d.statistic)
            });
            match (best, own) {
                (Some(statistic), Some(own)) => {
                    draft.mark(range, Role::Input(own));
                    let label = Phrase::of(range.clone()).label(source);
                    Expr::Cohort { statistic, of: Box::new(Expr::Input(own)), label, span: source.span(range) }
                }
                _ => Expr::Input(input(draft, range)),
            }
        }
    }
}

/// Gives the words of definitions the role of what they define.
fn define(draft: &mut Draft, defined: &[Definition], range: &Range) {
    for definition in defined {
        let known = draft.reading.inputs.iter().position(|p| super::draft::same(&p.label) == definition.name);
        let role = known.map_or(Role::Restated, |n| Role::Input(InputRef(n)));
        draft.mark(&definition.words, role);
    }
    draft.mark(range, Role::Restated);
}
