//! `kaocheng read`: how sentences are understood, one JSON object a line.

use super::r#try::{diagnostics_json, kind_name, parse_points, parse_policies};
use crate::message::{Failure, Lang};
use crate::phrase;
use crate::terminal::Terminal;
use kaocheng_compile::plan::{NodeId, Op, Plan};
use kaocheng_compile::policy::{Decided, Policies};
use kaocheng_compile::reading::{self, condition, formula};
use kaocheng_compile::sentence::{self, Sentence};
use kaocheng_syntax::clause::{self, Language, Reading, Role};
use kaocheng_syntax::exact::{Exact, show, whole};
use kaocheng_syntax::provision::{self, Provision};
use num_traits::{One, Zero};
use serde_json::{Value as Json, json};
use std::io::BufRead;

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    /// Points of the item that the sentences stand for; without them they stay symbolic (P).
    #[arg(long, value_name = "P")]
    points: Option<String>,
    /// Settle a policy: steps=whole.
    #[arg(long = "policy", value_name = "NAME=CHOICE")]
    policies: Vec<String>,
    /// The round, where a sentence tells rounds apart.
    #[arg(long)]
    round: Option<String>,
    /// Sentences; else one per line on standard input, where \n stands for a line break.
    sentences: Vec<String>,
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let policies = parse_policies(&args.policies, lang)?;
    let points = parse_points(args.points.as_deref(), lang)?;
    let mut all_ok = true;
    let mut one = |text: &str| {
        let line = read(text, points.as_ref(), &policies, args.round.as_deref(), terminal);
        all_ok &= line["ok"] == json!(true);
        terminal.print(&line.to_string())
    };
    if args.sentences.is_empty() {
        for line in std::io::stdin().lock().lines() {
            let line = line.map_err(|e| Failure::Data(phrase::STDIN_NOT_READ.with(lang, &[("reason", &e)])))?;
            one(&line.replace("\\n", "\n"))?;
        }
    } else {
        args.sentences.iter().try_for_each(|s| one(s))?;
    }
    if all_ok { Ok(()) } else { Err(Failure::Problems) }
}

fn read(text: &str, points: Option<&Exact>, policies: &Policies, round: Option<&str>, terminal: &Terminal) -> Json {
    let reading = clause::read(text, Language::of(text));
    let lang = terminal.lang_for(text);
    // A sentence about draws, teams or lists says nothing of points.
    if let Some(found) = provision::sentence(text, Language::of(text)) {
        return beside(&found, text, lang);
    }
    if !reading.scoring {
        return bare(text, points, lang);
    }
    let rounds = sentence::rounds(&reading);
    let chosen: Vec<Option<&str>> = match (round, rounds.is_empty()) {
        (Some(round), _) => vec![Some(round)],
        (None, true) => vec![None],
        (None, false) => rounds.into_iter().map(Some).collect(),
    };
    let compiled: Vec<Sentence> = chosen.iter().map(|r| sentence::compile(&reading, points, policies, *r)).collect();
    let ok = compiled.iter().all(Sentence::is_ok);
    let words: Vec<String> = compiled.iter().zip(&chosen).map(|(s, r)| reading_words(&s.plan, *r, lang)).collect();
    let mut diagnostics = compiled.iter().flat_map(|s| s.diagnostics.clone()).collect::<Vec<_>>();
    diagnostics.dedup();
    json!({
        "ok": ok,
        "reading": words.join(if lang == Lang::Zh { ";" } else { "; " }),
        "inputs": inputs(&compiled),
        "points": range(&reading, points, policies, chosen.first().copied().flatten()),
        "policies": policies_json(&compiled),
        "diagnostics": diagnostics_json(&diagnostics, text, lang),
        "tokens": tokens(&reading, text),
    })
}

/// What a sentence rules beside points, a line a provision.
fn beside(found: &[Provision], text: &str, lang: Lang) -> Json {
    let lines: Vec<String> = found.iter().map(|p| reading::provision(p, lang.language())).collect();
    json!({
        "ok": true,
        "reading": lines.join(if lang == Lang::Zh { ";" } else { "; " }),
        "inputs": [],
        "points": Json::Null,
        "policies": [],
        "diagnostics": [],
        "provisions": lines,
        "tokens": [{ "text": text, "role": "provision" }],
    })
}

/// A requirement without a scoring word: prose, or judged as a whole when it is an item.
fn bare(text: &str, points: Option<&Exact>, lang: Lang) -> Json {
    let most = points.map_or_else(|| "P".to_owned(), show);
    let (word, name) = match lang {
        Lang::Zh => ("没有计分用语:由考评人员在 0 与本项分值之间评分", "考评得分"),
        Lang::En => ("no scoring word: judged by an assessor between 0 and the item's points", "points judged"),
    };
    json!({
        "ok": true,
        "reading": word,
        "inputs": [{ "name": name, "kind": "judged", "unit": null }],
        "points": { "least": "0", "most": most },
        "policies": [{ "name": "bare-points", "choice": "judged", "decided": "default" }],
        "diagnostics": [],
        "tokens": [{ "text": text, "role": "prose" }],
    })
}

fn reading_words(plan: &Plan, round: Option<&str>, lang: Lang) -> String {
    let item = &plan.items[0];
    let language = lang.language();
    let mut text = match item.grade {
        Some(grade) if item.clauses.iter().all(|c| c.points.is_none()) => formula(plan, grade, language, &|_| None),
        _ => formula(plan, item.score, language, &|_| None),
    };
    for clause in &item.clauses {
        if let kaocheng_compile::plan::Shape::Override {
            condition: c,
            what: kaocheng_compile::plan::OverrideKind::Veto,
        } = clause.shape
        {
            let word = if lang == Lang::Zh { "一票否决" } else { "veto if" };
            text = format!("{text}; {word} {}", condition(plan, c, language, &|_| None));
        }
    }
    match round {
        Some(round) => format!("{round}: {text}"),
        None => text,
    }
}

fn inputs(compiled: &[Sentence]) -> Json {
    let mut lines: Vec<Json> = Vec::new();
    for input in compiled.iter().flat_map(|s| &s.plan.inputs) {
        let mut line = json!({ "name": input.label, "kind": kind_name(&input.kind), "unit": input.unit });
        if let clause::InputKind::Choice(words) = &input.kind {
            line["choices"] = json!(words);
        }
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    Json::Array(lines)
}

/// Least and most points. Without the item's points they are found as a line in P from two values of it.
fn range(reading: &Reading, points: Option<&Exact>, policies: &Policies, round: Option<&str>) -> Json {
    let ends = |points: Option<&Exact>| {
        let plan = sentence::compile(reading, points, policies, round).plan;
        let score = plan.items[0].score;
        let interval = plan.node(score).range.interval();
        (interval, plan.nodes.iter().any(|n| n.op == Op::ItemPoints), NodeId(score.0))
    };
    let (interval, symbolic, _) = ends(points);
    let plain = |v: &Option<Exact>| v.as_ref().map(show);
    if !symbolic {
        return json!({ "least": plain(&interval.least), "most": plain(&interval.most) });
    }
    let (one, two) = (whole(1000), whole(2000));
    let (a, b) = (ends(Some(&one)).0, ends(Some(&two)).0);
    let line = |x: &Option<Exact>, y: &Option<Exact>| {
        let (x, y) = (x.as_ref()?, y.as_ref()?);
        let slope = (y - x) / &one;
        let rest = x - &slope * &one;
        Some(in_points(&slope, &rest))
    };
    json!({ "least": line(&a.least, &b.least), "most": line(&a.most, &b.most) })
}

fn in_points(slope: &Exact, rest: &Exact) -> String {
    let p = if slope.is_one() { "P".to_owned() } else { format!("{}P", show(slope)) };
    match (slope.is_zero(), rest.is_zero()) {
        (true, _) => show(rest),
        (_, true) => p,
        _ => format!("{p} + {}", show(rest)),
    }
}

fn policies_json(compiled: &[Sentence]) -> Json {
    let mut lines: Vec<Json> = Vec::new();
    for used in compiled.iter().flat_map(|s| &s.plan.policies) {
        let decided = match used.decided {
            Decided::Default => "default",
            Decided::Scheme => "scheme",
            Decided::Item => "item",
            Decided::Text => "text",
        };
        let line = json!({ "name": used.name.english(), "choice": used.choice, "decided": decided });
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    Json::Array(lines)
}

fn tokens(reading: &Reading, text: &str) -> Json {
    let role = |role: Role| match role {
        Role::Keyword => "keyword",
        Role::Quantity => "quantity",
        Role::Input(_) => "input",
        Role::Filler => "filler",
        Role::Restated => "restated",
        Role::Punctuation => "punctuation",
        Role::Numbering => "numbering",
        Role::Prose => "prose",
        Role::Unread => "unread",
    };
    reading.tokens.iter().map(|t| json!({ "text": t.span.of(text), "role": role(t.role) })).collect()
}
