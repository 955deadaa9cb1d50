//! A whole document → a plan for one round.

use crate::lower::open_policy;
use crate::plan::{Builder, Head, Plan};
use crate::policy::{Decided, Policies, PolicyName, PolicyUse, SettingError};
use crate::resolve::Terms;
use crate::tree::Tree;
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
    /// Findings that the office keeps, with its reasons; they are not among `diagnostics`.
    pub dismissed: Vec<Dismissed>,
}

/// A finding that was read and kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dismissed {
    /// What was found.
    pub finding: Diagnostic,
    /// Why it is kept.
    pub reason: String,
}

impl Compiled {
    /// Whether nothing stands against running it.
    pub fn runs(&self) -> bool {
        self.diagnostics.iter().all(|d| d.severity != Severity::Error)
    }
}

/// Compiles a document: names and policies resolved, clauses lowered, the scheme checked; findings that the office keeps
/// with a reason stand apart.
pub fn compile(document: &Document, options: &Options) -> Compiled {
    let mut compiled = compile_round(document, options);
    if !document.front.dismissed.is_empty() {
        let rounds = document.front.rounds.iter().map(|r| Some(r.value.clone()));
        let others: Vec<Compiled> = rounds
            .filter(|r| *r != compiled.plan.head.round)
            .map(|round| compile_round(document, &Options { round }))
            .collect();
        let elsewhere = |name: &str| {
            let named = |d: &Diagnostic| crate::check::identity(document, d) == name;
            others.iter().any(|c| c.diagnostics.iter().any(named))
        };
        crate::check::settle(document, &mut compiled, &elsewhere);
        compiled.diagnostics.sort_by_key(|d| (d.span.start, d.severity));
    }
    compiled
}

/// The same for those who only run it: of what the checks find, only what stands against that. A scheme with findings that
/// the office keeps is checked whole, because only then is it known whether they are still found.
pub fn compile_to_run(document: &Document, options: &Options) -> Compiled {
    if document.front.dismissed.is_empty() {
        compile_with(document, options, crate::check::run_for_errors)
    } else {
        compile(document, options)
    }
}

fn compile_round(document: &Document, options: &Options) -> Compiled {
    compile_with(document, options, crate::check::run)
}

fn compile_with(document: &Document, options: &Options, check: fn(&Document, &Plan) -> Vec<Diagnostic>) -> Compiled {
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
    let policies = crate::mechanism::lower(document, &mut builder, policies, &mut diagnostics);
    scheme_questions(&mut builder, &policies, document.front.span, &mut diagnostics);
    builder.plan.mechanism.found = crate::plan::found(&builder.plan);
    let plan = builder.plan;
    diagnostics.extend(check(document, &plan));
    diagnostics.sort_by_key(|d| (d.span.start, d.severity));
    diagnostics.dedup();
    Compiled { plan, diagnostics, dismissed: Vec::new() }
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
        level: front.levels.first().map(|l| l.value.clone()),
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
