//! `kaocheng try`: one sentence scored with values given on the spot.

use crate::message::{Failure, Lang, diagnostic_json, words};
use crate::phrase;
use crate::terminal::Terminal;
use kaocheng_compile::plan::{Op, Plan};
use kaocheng_compile::policy::{Decided, Policies, PolicyName, SettingError};
use kaocheng_compile::reading::formula;
use kaocheng_compile::sentence;
use kaocheng_engine::reference::evaluate;
use kaocheng_engine::table::{Table, Units, Value};
use kaocheng_engine::value;
use kaocheng_syntax::clause::{self, InputKind, Language};
use kaocheng_syntax::diagnostic::{Diagnostic, Severity};
use kaocheng_syntax::exact::{self, Exact, show};
use kaocheng_syntax::span::Span;
use serde_json::json;

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    /// Points of the item that the sentence stands for; without them the result is the signed change.
    #[arg(long, value_name = "P")]
    points: Option<String>,
    /// Settle a policy: steps=whole.
    #[arg(long = "policy", value_name = "NAME=CHOICE")]
    policies: Vec<String>,
    /// The round, where the sentence tells rounds apart.
    #[arg(long)]
    round: Option<String>,
    /// List the inputs as JSON lines instead.
    #[arg(long)]
    inputs: bool,
    /// Show the formula as well.
    #[arg(long)]
    explain: bool,
    /// The sentence, or all of an item's sentences.
    clause: String,
    /// Values in the order in which their inputs first appear: yes, no, 是, 否, 12, 45.25%, a level's word, - for missing.
    #[arg(allow_hyphen_values = true)]
    values: Vec<String>,
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang_for(&args.clause);
    let points = parse_points(args.points.as_deref(), lang)?;
    let policies = parse_policies(&args.policies, lang)?;
    let plan = compile(args, points.as_ref(), &policies, terminal)?;
    if args.inputs {
        return print_inputs(&plan, terminal);
    }
    let table = fill(&plan, args, terminal)?;
    let values = evaluate(&plan, &table);
    let item = &plan.items[0];
    // A sentence that gives a grade and no points is answered with its word.
    let has_points = item.clauses.iter().any(|c| c.points.is_some());
    let (node, result) = match item.grade {
        Some(grade) if !has_points => (grade, values.of(grade, 0)),
        _ => (item.score, values.of(item.score, 0)),
    };
    let shown = match result {
        Value::Number(v) => show(v),
        Value::Word(w) => w.clone(),
        _ => {
            let code = if needs_points(&plan) { "points-needed" } else { "no-result" };
            return problem(&Diagnostic::error(code, Span::default()), terminal, lang);
        }
    };
    let reading = || formula(&plan, node, lang.language(), &|_| None);
    if terminal.is_json() {
        return terminal.print(&json!({ "points": shown, "reading": reading() }).to_string());
    }
    if args.explain {
        terminal.say(&reading());
    }
    terminal.print(&shown)
}

/// Points from the command line.
pub fn parse_points(text: Option<&str>, lang: Lang) -> Result<Option<Exact>, Failure> {
    let Some(text) = text else { return Ok(None) };
    match exact::parse(text.trim()) {
        Some(points) => Ok(Some(points)),
        None => Err(Failure::Usage(phrase::POINTS_NOT_NUMBER.with(lang, &[("text", &text)]))),
    }
}

/// Policies from `name=choice` pairs.
pub fn parse_policies(pairs: &[String], lang: Lang) -> Result<Policies, Failure> {
    let mut policies = Policies::default();
    for pair in pairs {
        let not_a_pair = || Failure::Usage(phrase::POLICY_NOT_PAIR.with(lang, &[("text", pair)]));
        let (name, choice) = pair.split_once('=').ok_or_else(not_a_pair)?;
        policies.decide(name, choice, Decided::Scheme).map_err(|e| Failure::Usage(unfit(&e, name, choice, lang)))?;
    }
    Ok(policies)
}

/// Why a pair decides nothing, and what would.
fn unfit(error: &SettingError, name: &str, choice: &str, lang: Lang) -> String {
    let zh = lang == Lang::Zh;
    match error {
        SettingError::UnknownName => {
            let names: Vec<&str> = PolicyName::all().map(|n| if zh { n.chinese() } else { n.english() }).collect();
            phrase::POLICY_UNKNOWN.with(lang, &[("name", &name), ("names", &names.join(", "))])
        }
        SettingError::UnknownChoice(policy) => {
            let choices: Vec<&str> = policy.choices().iter().map(|c| if zh { c.1 } else { c.0 }).collect();
            let name = if zh { policy.chinese() } else { policy.english() };
            let slots: [(&str, &dyn std::fmt::Display); 3] =
                [("name", &name), ("choices", &choices.join(", ")), ("choice", &choice)];
            phrase::POLICY_CHOICE.with(lang, &slots)
        }
    }
}

/// The plan of the sentence, or its diagnostics on standard error.
fn compile(args: &Args, points: Option<&Exact>, policies: &Policies, terminal: &Terminal) -> Result<Plan, Failure> {
    let lang = terminal.lang_for(&args.clause);
    let reading = clause::read(&args.clause, Language::of(&args.clause));
    if !reading.scoring && !args.clause.trim().is_empty() {
        return Ok(sentence::judged(args.clause.trim(), points));
    }
    let rounds = sentence::rounds(&reading);
    if let Some(round) = &args.round
        && !rounds.contains(&round.as_str())
        && !rounds.is_empty()
    {
        let slots: [(&str, &dyn std::fmt::Display); 2] = [("rounds", &rounds.join(", ")), ("round", round)];
        return Err(Failure::Usage(phrase::SENTENCE_ROUND.with(lang, &slots)));
    }
    if args.round.is_none() && rounds.len() > 1 {
        let question = Diagnostic::error("round-needed", Span::default()).with("rounds", rounds.join(", "));
        problem(&question, terminal, lang)?;
    }
    let compiled = sentence::compile(&reading, points, policies, args.round.as_deref());
    report(&compiled.diagnostics, &args.clause, terminal, lang);
    if compiled.is_ok() { Ok(compiled.plan) } else { Err(Failure::Problems) }
}

/// Errors in full; of open questions, the default that is used.
fn report(diagnostics: &[Diagnostic], clause: &str, terminal: &Terminal, lang: Lang) {
    for diagnostic in diagnostics.iter().filter(|d| d.severity <= Severity::Question) {
        let place = diagnostic.span.of(clause);
        let place = if place.is_empty() { String::new() } else { format!("「{place}」 ") };
        terminal.say(&format!("{}: {place}{}", diagnostic.code, words(diagnostic, lang)));
    }
}

fn problem(diagnostic: &Diagnostic, terminal: &Terminal, lang: Lang) -> Result<(), Failure> {
    terminal.say(&format!("{}: {}", diagnostic.code, words(diagnostic, lang)));
    Err(Failure::Problems)
}

fn needs_points(plan: &Plan) -> bool {
    plan.nodes.iter().any(|n| n.op == Op::ItemPoints)
}

fn print_inputs(plan: &Plan, terminal: &Terminal) -> Result<(), Failure> {
    for input in &plan.inputs {
        let choices = match &input.kind {
            InputKind::Choice(words) => json!(words),
            _ => json!(null),
        };
        let mut line = json!({ "name": input.label, "kind": kind_name(&input.kind), "unit": input.unit });
        if !choices.is_null() {
            line["choices"] = choices;
        }
        terminal.print(&line.to_string())?;
    }
    Ok(())
}

/// The name of a kind for programs.
pub fn kind_name(kind: &InputKind) -> &'static str {
    match kind {
        InputKind::YesNo => "yes-no",
        InputKind::Count => "count",
        InputKind::Amount => "amount",
        InputKind::Rate => "rate",
        InputKind::Choice(_) => "choice",
        InputKind::Rank => "rank",
        InputKind::Judged => "judged",
    }
}

fn fill(plan: &Plan, args: &Args, terminal: &Terminal) -> Result<Table, Failure> {
    let lang = terminal.lang_for(&args.clause);
    let mut table = Table::new(plan, Units::single());
    if args.values.len() != plan.inputs.len() {
        let names: Vec<String> = plan.inputs.iter().map(|i| format!("{} ({})", i.label, kind_name(&i.kind))).collect();
        let wrong = Diagnostic::error("value-count", Span::default())
            .with("given", args.values.len().to_string())
            .with("needed", plan.inputs.len().to_string())
            .with("inputs", names.join("; "));
        problem(&wrong, terminal, lang)?;
    }
    for (ix, (input, text)) in plan.inputs.iter().zip(&args.values).enumerate() {
        match value::parse(input, text) {
            Ok(value) => table.set(kaocheng_compile::plan::InputIx(ix), 0, value),
            Err(error) => {
                let wrong = Diagnostic::error("value-not-read", Span::default())
                    .with("value", text.clone())
                    .with("input", input.label.clone())
                    .with("expected", expected(&error, lang));
                problem(&wrong, terminal, lang)?;
            }
        }
    }
    Ok(table)
}

/// What would have been right.
pub fn expected(error: &value::ValueError, lang: Lang) -> String {
    use value::ValueError as E;
    let zh = lang == Lang::Zh;
    let pick = |chinese: &str, english: &str| if zh { chinese.to_owned() } else { english.to_owned() };
    match error {
        E::NotYesNo => pick("是或否", "yes or no"),
        E::NotNumber => pick("一个数", "a number"),
        E::NotWhole => pick("不小于 0 的整数", "a whole number, 0 or more"),
        E::NoPercentSign => pick("带百分号的比率,如 45.25%", "a rate with its percent sign, such as 45.25%"),
        E::UnexpectedPercentSign => pick("不带百分号的数", "a number without a percent sign"),
        E::NotAWord(words) => format!("{}{}", pick("其中之一:", "one of: "), words.join(", ")),
        E::OutOfBounds(least, most) => {
            let show_end = |v: &Option<Exact>| v.as_ref().map_or_else(|| "…".to_owned(), show);
            format!("{} – {}", show_end(least), show_end(most))
        }
    }
}

/// Diagnostics for programs.
pub fn diagnostics_json(diagnostics: &[Diagnostic], source: &str, lang: Lang) -> serde_json::Value {
    diagnostics.iter().map(|d| diagnostic_json(d, source, lang)).collect()
}
