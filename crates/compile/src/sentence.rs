//! One sentence, or the text of one item, compiled by itself: what `try` and `read` run.

use crate::lower::{Bindings, Lowering, lower_item};
use crate::plan::{Builder, Input, InputIx, Item, ItemKind, Op, Plan};
use crate::policy::Policies;
use kaocheng_syntax::clause::{Applies, BelowStatistic, Clause, Expr, Feed, InputKind, Reading};
use kaocheng_syntax::diagnostic::{Diagnostic, Severity};
use kaocheng_syntax::exact::Exact;
use kaocheng_syntax::span::Span;
use num_traits::Zero;
use std::collections::HashSet;

/// A sentence as a plan of one item.
pub struct Sentence {
    /// The plan; its inputs stand in the order in which the text first names them.
    pub plan: Plan,
    /// What did not read, what is open, what is missing.
    pub diagnostics: Vec<Diagnostic>,
}

impl Sentence {
    /// Whether it read whole.
    pub fn is_ok(&self) -> bool {
        self.diagnostics.iter().all(|d| d.severity != Severity::Error)
    }
}

/// The rounds that a text tells apart, in text order.
pub fn rounds(reading: &Reading) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for applies in reading.clauses.iter().flat_map(|c| &c.applies) {
        if let Applies::Round(round) = applies
            && !found.contains(&round.as_str())
        {
            found.push(round);
        }
    }
    found
}

/// Compiles a reading by itself. Without `points` the result is the signed change, and points that the text needs stay
/// symbolic. Clauses of other rounds than `round` are left out; without a round, all take part.
pub fn compile(reading: &Reading, points: Option<&Exact>, policies: &Policies, round: Option<&str>) -> Sentence {
    let mut diagnostics = reading.diagnostics.clone();
    let clauses: Vec<&Clause> = reading.clauses.iter().filter(|c| in_round(c, round)).collect();
    let mut builder = Builder::default();
    let bindings = bind(&mut builder, reading, &clauses);
    let points_node = points.map(|p| builder.number(p.clone(), Span::default()));
    let mut lowering = Lowering::new(&mut builder, &bindings, points_node, policies, "1");
    lowering.lone = true;
    let value = lower_item(lowering, &clauses, points.is_some());
    diagnostics.extend(value.diagnostics);
    builder.item(Item {
        id: "1".to_owned(),
        title: String::new(),
        parent: None,
        level: None,
        kind: ItemKind::Base,
        points: points.cloned(),
        score: value.score,
        grade: value.grade,
        clauses: value.clauses,
        default: value.default,
        substituted: None,
        span: Span::default(),
        heading: Span::default(),
    });
    builder.plan.total = Some(value.score);
    builder.plan.head.round = round.map(str::to_owned);
    Sentence { plan: builder.plan, diagnostics }
}

/// The plan of a requirement without a scoring word: an assessor judges it, from 0 to the item's points.
pub fn judged(label: &str, points: Option<&Exact>) -> Plan {
    let mut builder = Builder::default();
    let bounds = (Some(Exact::zero()), points.cloned());
    let ix = builder.input(Input { bounds, ..input(1, label, InputKind::Judged, None, Span::new(0, label.len())) });
    let score = builder.push(Op::Input(ix), Span::default());
    builder.item(Item {
        id: "1".to_owned(),
        title: String::new(),
        parent: None,
        level: None,
        kind: ItemKind::Base,
        points: points.cloned(),
        score,
        grade: None,
        clauses: Vec::new(),
        default: false,
        substituted: None,
        span: Span::default(),
        heading: Span::default(),
    });
    builder.plan.total = Some(score);
    builder.plan
}

fn in_round(clause: &Clause, round: Option<&str>) -> bool {
    let Some(round) = round else { return true };
    let other = |a: &Applies| matches!(a, Applies::Round(r) if r != round);
    !clause.applies.iter().any(other)
}

fn input(number: usize, label: &str, kind: InputKind, unit: Option<String>, span: Span) -> Input {
    Input {
        id: number.to_string(),
        label: label.to_owned(),
        kind,
        unit,
        item: 0,
        provider: None,
        source: None,
        bounds: (None, None),
        data_date: None,
        level: None,
        feed: Feed::Supplied,
        span,
    }
}

/// An input of the text or a cohort figure that stands in for one, with its place.
enum Source {
    Phrase(usize),
    Cohort(String, InputKind),
    Below(String, InputKind),
}

/// Makes one input for every phrase and every cohort figure, in text order.
fn bind(builder: &mut Builder, reading: &Reading, clauses: &[&Clause]) -> Bindings {
    let mut sources: Vec<(Span, Source)> = Vec::new();
    for (ix, phrase) in reading.inputs.iter().enumerate() {
        if used(clauses, ix) {
            sources.push((phrase.span, Source::Phrase(ix)));
        }
    }
    for clause in clauses {
        clause.rule.expressions(&mut |expr| {
            if let Expr::Cohort { statistic, of, label, span } = expr {
                use kaocheng_syntax::clause::CohortStatistic as S;
                let kind = match statistic {
                    S::RankFromGreatest | S::RankFromLeast => InputKind::Rank,
                    _ => kind_of(of, reading),
                };
                sources.push((*span, Source::Cohort(label.clone(), kind)));
            }
            if let Expr::Below { statistic, label, span, .. } = expr {
                let share = matches!(statistic, BelowStatistic::ShareAtLeast(_));
                let kind = if share { InputKind::Rate } else { InputKind::Amount };
                sources.push((*span, Source::Below(label.clone(), kind)));
            }
        });
    }
    sources.sort_by_key(|(span, _)| span.start);
    let mut told = HashSet::new();
    sources.retain(|(_, source)| match source {
        Source::Phrase(_) => true,
        Source::Cohort(label, _) => told.insert(("cohort", label.clone())),
        Source::Below(label, _) => told.insert(("below", label.clone())),
    });
    let mut bindings = Bindings::default();
    let mut indexes: Vec<Option<InputIx>> = vec![None; reading.inputs.len()];
    for (number, (span, source)) in sources.into_iter().enumerate() {
        match source {
            Source::Phrase(ix) => {
                let phrase = &reading.inputs[ix];
                let made = input(number + 1, &phrase.label, phrase.kind.clone(), phrase.unit.clone(), span);
                indexes[ix] = Some(builder.input(made));
            }
            Source::Cohort(label, kind) => {
                let made = builder.input(input(number + 1, &label, kind, None, span));
                bindings.cohorts.insert(label, made);
            }
            Source::Below(label, kind) => {
                let made = builder.input(input(number + 1, &label, kind, None, span));
                let node = builder.push(Op::Input(made), span);
                bindings.below.insert(label, node);
            }
        }
    }
    for (ix, phrase) in reading.inputs.iter().enumerate() {
        let node = match indexes[ix] {
            Some(input) => builder.push(Op::Input(input), phrase.span),
            None => builder.zero(),
        };
        bindings.inputs.push(node);
        bindings.kinds.push(phrase.kind.clone());
    }
    bindings
}

fn kind_of(expr: &Expr, reading: &Reading) -> InputKind {
    match expr {
        Expr::Input(ix) => reading.inputs.get(ix.0).map_or(InputKind::Amount, |p| p.kind.clone()),
        Expr::Div(..) => InputKind::Rate,
        _ => InputKind::Amount,
    }
}

/// Whether any of the clauses uses an input. What only the inside of a cohort figure names is asked for through it.
fn used(clauses: &[&Clause], input: usize) -> bool {
    let mut found = false;
    for clause in clauses {
        clause.rule.inputs(&mut |ix| found |= ix.0 == input);
    }
    found
}
