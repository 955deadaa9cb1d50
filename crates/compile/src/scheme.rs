//! A whole document → a plan for one round.

use crate::lower::open_policy;
use crate::plan::{Builder, Head, Op, Plan};
use crate::policy::{Decided, Policies, PolicyName, PolicyUse, Rounding, SettingError};
use crate::resolve::Terms;
use crate::tree::{Part, Tree, sum_of};
use kaocheng_syntax::clause::VetoEffect;
use kaocheng_syntax::diagnostic::{Diagnostic, Severity};
use kaocheng_syntax::document::{Document, PolicySetting};
use kaocheng_syntax::span::Span;

/// What the caller decides besides the text.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The round; `None`: the first that the front matter names.
    pub round: Option<String>,
}

/// A scheme compiled for one round.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// What could be built.
    pub plan: Plan,
    /// All findings, in text order.
    pub diagnostics: Vec<Diagnostic>,
}

impl Compiled {
    /// Whether nothing stands against running it.
    pub fn runs(&self) -> bool {
        self.diagnostics.iter().all(|d| d.severity != Severity::Error)
    }
}

/// Compiles a document: names and policies resolved, clauses lowered, the scheme checked.
pub fn compile(document: &Document, options: &Options) -> Compiled {
    let mut diagnostics = document.diagnostics.clone();
    let policies = scheme_policies(document, &mut diagnostics);
    let round = choose_round(document, options, &mut diagnostics);
    let mut builder = Builder::default();
    builder.plan.head = head(document, round.clone());
    let terms = Terms::new(&document.terms, builder.plan.head.level.clone(), &mut diagnostics);
    let mut tree = Tree::new(document, builder, terms, round);
    tree.lower(&policies);
    let (mut builder, found) = tree.finish();
    diagnostics.extend(found);
    total(&mut builder, &policies);
    scheme_questions(&mut builder, &policies, document.front.span, &mut diagnostics);
    builder.plan.mechanism.found = crate::plan::found(&builder.plan);
    let plan = builder.plan;
    diagnostics.extend(crate::check::run(document, &plan));
    diagnostics.sort_by_key(|d| (d.span.start, d.severity));
    diagnostics.dedup();
    Compiled { plan, diagnostics }
}

fn head(document: &Document, round: Option<String>) -> Head {
    let front = &document.front;
    let text = |field: &Option<kaocheng_syntax::document::Spanned<String>>| field.as_ref().map(|s| s.value.clone());
    let days =
        |p: &Option<kaocheng_syntax::document::Period>| p.as_ref().map(|p| (p.from.value.clone(), p.to.value.clone()));
    Head {
        code: text(&front.code).unwrap_or_default(),
        title: text(&front.title).unwrap_or_default(),
        round,
        level: text(&front.level),
        period: days(&front.period),
        field: days(&front.field),
        partial: front.partial.as_ref().is_some_and(|p| p.value),
    }
}

fn scheme_policies(document: &Document, diagnostics: &mut Vec<Diagnostic>) -> Policies {
    let mut policies = Policies::default();
    for setting in &document.front.policies {
        if let Err(error) = policies.decide_setting(setting, Decided::Scheme) {
            diagnostics.push(setting_error(setting, &error));
        }
    }
    policies
}

/// The finding of a setting that is none.
pub(crate) fn setting_error(setting: &PolicySetting, error: &SettingError) -> Diagnostic {
    match error {
        SettingError::UnknownName => {
            let names: Vec<&str> = PolicyName::all().map(PolicyName::english).collect();
            Diagnostic::error("policy-unknown", setting.name.span)
                .with("name", setting.name.value.clone())
                .with("names", names.join(", "))
        }
        SettingError::UnknownChoice(policy) => {
            let list = |f: fn(&(&'static str, &'static str)) -> &'static str| {
                policy.choices().iter().map(f).collect::<Vec<_>>().join(", ")
            };
            Diagnostic::error("policy-choice-unknown", setting.value.span)
                .with("policy", policy.english())
                .with("policy_zh", policy.chinese())
                .with("choice", setting.value.value.clone())
                .with("choices", list(|c| c.0))
                .with("choices_zh", list(|c| c.1))
        }
    }
}

fn choose_round(document: &Document, options: &Options, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let rounds = &document.front.rounds;
    match &options.round {
        Some(round) if rounds.iter().any(|r| r.value == *round) => Some(round.clone()),
        Some(round) => {
            let names: Vec<&str> = rounds.iter().map(|r| r.value.as_str()).collect();
            diagnostics.push(
                Diagnostic::error("round-unknown", document.front.span)
                    .with("round", round.clone())
                    .with("rounds", names.join(", ")),
            );
            rounds.first().map(|r| r.value.clone())
        }
        None => rounds.first().map(|r| r.value.clone()),
    }
}

/// The total: base, bonuses and deductions; not below 0; nothing under a veto that says so; rounded where the scheme says.
fn total(builder: &mut Builder, policies: &Policies) {
    let span = Span::default();
    let roots: Vec<Part> = builder.plan.items.iter().filter(|i| i.parent.is_none()).map(Part::of).collect();
    if roots.is_empty() {
        return;
    }
    let zero = builder.zero();
    let sum = sum_of(builder, &roots, policies, span);
    let mut value = match policies.choice(PolicyName::BelowZero).0 {
        2 => sum,
        _ => builder.push(Op::Max(vec![zero, sum]), span),
    };
    if let Rounding::Total(digits) = policies.rounding() {
        value = builder.push(Op::Round(value, digits), span);
    }
    let vetoes: Vec<_> =
        builder.plan.vetoes.iter().filter(|v| v.effect == VetoEffect::TotalZero).map(|v| v.condition).collect();
    if !vetoes.is_empty() {
        let any = builder.push(Op::Or(vetoes), span);
        value = builder.push(Op::If(any, zero, value), span);
    }
    builder.plan.total = Some(value);
}

/// Questions that concern the scheme as a whole are asked once, at its front matter.
fn scheme_questions(builder: &mut Builder, policies: &Policies, span: Span, diagnostics: &mut Vec<Diagnostic>) {
    let relies =
        |name| builder.plan.policies.iter().any(|p: &PolicyUse| p.name == name && p.decided == Decided::Default);
    if relies(PolicyName::Missing) {
        diagnostics.push(open_policy(PolicyName::Missing, span, ""));
    }
    let (choice, decided) = policies.choice(PolicyName::Ties);
    let choice = PolicyName::Ties.choices()[choice].0.to_owned();
    builder.plan.policies.push(PolicyUse { name: PolicyName::Ties, choice, decided, item: None, span });
    if decided == Decided::Default && !builder.plan.items.is_empty() {
        diagnostics.push(open_policy(PolicyName::Ties, span, ""));
    }
}
