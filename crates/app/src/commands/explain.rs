//! `kaocheng explain`: what a finding means, or why a unit has its points.

use crate::columns::{bar, cut, left, right, two_places, width};
use crate::commands::check::base_points;
use crate::findings;
use crate::folder::Folder;
use crate::given;
use crate::message::{Failure, Lang};
use crate::nearest::nearest;
use crate::page;
use crate::phrase;
use crate::terminal::Terminal;
use kaocheng_compile::plan::{ListIx, Plan};
use kaocheng_engine::decide::{decide, reasons};
use kaocheng_engine::explain::{Telling, explain, show_number, words};
use kaocheng_engine::results::{Results, score, score_drawn};
use kaocheng_engine::table::{Table, Units, Value};
use kaocheng_syntax::document::Document;
use kaocheng_syntax::exact::show;
use serde_json::{Value as Json, json};
use std::path::PathBuf;

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    /// The code of a finding, such as sum-mismatch; or the working folder.
    #[arg(value_name = "CODE|DIR")]
    what: String,
    /// The unit, by code or name.
    unit: Option<String>,
    /// The item, by number (1.1.5) or title; else the whole tree.
    item: Option<String>,
    /// The round; else the scheme's first.
    #[arg(long, value_name = "R")]
    round: Option<String>,
    /// Why the unit has its rank.
    #[arg(long, conflicts_with = "item")]
    rank: bool,
    /// Why the unit is on this list, or why not, and what would have changed it.
    #[arg(long, value_name = "LIST", conflicts_with = "item")]
    list: Option<String>,
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    match &args.unit {
        None => code(&args.what, terminal),
        Some(unit) => unit_and_item(args, unit, terminal),
    }
}

/// The page of a code.
fn code(code: &str, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    if let Some(body) = page::body(code) {
        if terminal.is_json() {
            return terminal.print(&json!({ "code": code, "page": body }).to_string());
        }
        return terminal.print(body.trim_end());
    }
    if PathBuf::from(code).exists() {
        return Err(Failure::Usage(phrase::EXPLAIN_WHICH.with(lang, &[("dir", &code)])));
    }
    let near = near_words(code, page::codes(), lang);
    Err(Failure::Usage(phrase::NO_CODE.with(lang, &[("code", &code), ("nearest", &near)])))
}

/// `; near to it: …`, or nothing.
fn near_words<'a>(word: &str, all: impl Iterator<Item = &'a str>, lang: Lang) -> String {
    let found = nearest(word, all);
    if found.is_empty() {
        return String::new();
    }
    phrase::NEAREST.with(lang, &[("names", &found.join(", "))])
}

fn unit_and_item(args: &Args, unit: &str, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let folder = Folder::open(&PathBuf::from(&args.what), lang)?;
    let plan = folder.plan(args.round.as_deref(), terminal)?.plan;
    let (table, beside) = folder.table_and_beside(&plan, terminal)?;
    let unit = find_unit(unit, &plan, table.units(), lang)?;
    if args.rank || args.list.is_some() {
        return decision(args, &folder, &plan, &table, unit, terminal);
    }
    let level = plan.level_named(&table.units().all()[unit].level).unwrap_or(0);
    let plan = plan.at_level(level);
    let item = args.item.as_ref().map(|i| find_item(i, &plan, lang)).transpose()?;
    let results = score_drawn(&plan, &table, &given::tickets(&folder, &plan, terminal)?);
    let view = View { document: &folder.document, plan: &plan, table: &table, results: &results, unit, lang };
    match (item, terminal.is_json()) {
        (Some(item), false) => {
            let beside = beside.beside(&plan, &table, unit, item, lang).into_iter().map(|line| format!("  {line}"));
            let lines: Vec<String> = view.item(item).into_iter().chain(beside).collect();
            terminal.print(&lines.join("\n"))
        }
        (None, false) => terminal.print(&view.tree(terminal.width()).join("\n")),
        (Some(item), true) => {
            let mut told = view.item_json(item);
            if let Some(told) = told.as_object_mut() {
                told.insert("registers".to_owned(), json!(beside.beside(&plan, &table, unit, item, lang)));
            }
            terminal.print(&told.to_string())
        }
        (None, true) => {
            let items: Vec<Json> = (0..plan.items.len()).map(|i| view.item_json(i)).collect();
            terminal.print(&Json::Array(items).to_string())
        }
    }
}

/// Why a unit has its rank, and why it is on a list or not.
fn decision(
    args: &Args,
    folder: &Folder,
    plan: &Plan,
    table: &Table,
    unit: usize,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let lang = terminal.lang();
    let list = args.list.as_ref().map(|name| find_list(name, plan, lang)).transpose()?;
    let given = &given::read(folder, plan, table.units(), terminal)?;
    let results = &score(plan, table);
    let decisions = &decide(plan, table, results, given);
    let telling = Telling { plan, table, given, decisions, language: lang.language() };
    let rank = if args.rank { telling.rank(unit) } else { Vec::new() };
    let mut listed = None;
    let mut why = Vec::new();
    if let Some(list) = list {
        listed = decisions.list(list).map(|l| l.has(unit));
        let all = reasons(plan, table, results, given, decisions, list, unit);
        why.extend(decisions.list(list).and_then(|l| telling.state(&l.state)));
        why.extend(all.iter().map(|r| telling.reason(list, r)));
    }
    if terminal.is_json() {
        let code = table.units().all().get(unit).map_or("", |u| u.code.as_str());
        let told = json!({ "unit": code, "rank": rank, "list": args.list, "listed": listed, "why": why });
        return terminal.print(&told.to_string());
    }
    let mut lines: Vec<String> = rank;
    if let Some(list) = list {
        let form = if listed == Some(true) { phrase::ON_LIST } else { phrase::NOT_ON_LIST };
        let name = telling.list(list);
        lines.push(format!("{} {}", telling.unit(unit), form.with(lang, &[("list", &name)])));
        lines.extend(why.iter().map(|w| format!("  {w}")));
    }
    terminal.print(&lines.join("\n"))
}

/// The list of this name.
fn find_list(name: &str, plan: &Plan, lang: Lang) -> Result<ListIx, Failure> {
    let names = plan.mechanism.lists.iter().map(|l| l.name.as_str());
    plan.mechanism.find_list(name).ok_or_else(|| {
        let near = near_words(name, names, lang);
        Failure::Usage(phrase::NO_LIST.with(lang, &[("list", &name), ("nearest", &near)]))
    })
}

/// The unit with this code, or the only assessed one with this name.
fn find_unit(text: &str, plan: &Plan, units: &Units, lang: Lang) -> Result<usize, Failure> {
    let assessed = units.by_level(plan).concat();
    let all = units.all();
    let found = match units.find(text) {
        Some(unit) => vec![unit],
        None => {
            let named = |u: &usize| all[*u].name == text;
            let own: Vec<usize> = assessed.iter().copied().filter(named).collect();
            if own.is_empty() { (0..all.len()).filter(named).collect() } else { own }
        }
    };
    match found.as_slice() {
        [one] if assessed.contains(one) => Ok(*one),
        [one] => {
            let slots: [(&str, &dyn std::fmt::Display); 3] = [
                ("unit", &text),
                ("level", &all[*one].level),
                ("assessed", &plan.head.level.as_deref().unwrap_or_default()),
            ];
            Err(Failure::Usage(phrase::NOT_ASSESSED.with(lang, &slots)))
        }
        [] => {
            let names = assessed.iter().flat_map(|u| [all[*u].name.as_str(), all[*u].code.as_str()]);
            let near = near_words(text, names, lang);
            Err(Failure::Usage(phrase::NO_UNIT.with(lang, &[("unit", &text), ("nearest", &near)])))
        }
        several => {
            let codes: Vec<&str> = several.iter().map(|u| all[*u].code.as_str()).collect();
            let codes = codes.join(", ");
            Err(Failure::Usage(phrase::SEVERAL_UNITS.with(lang, &[("unit", &text), ("codes", &codes)])))
        }
    }
}

/// The item with this id or title, or the only one whose title holds the words.
fn find_item(text: &str, plan: &Plan, lang: Lang) -> Result<usize, Failure> {
    let exact = plan.items.iter().position(|i| i.id == text || i.title == text);
    let holding: Vec<usize> =
        (0..plan.items.len()).filter(|i| !text.is_empty() && plan.items[*i].title.contains(text)).collect();
    match (exact, holding.as_slice()) {
        (Some(item), _) => Ok(item),
        (None, [one]) => Ok(*one),
        (None, several) => {
            let titles: Vec<&str> = several.iter().map(|i| plan.items[*i].id.as_str()).collect();
            let near = if titles.is_empty() {
                let names = plan.items.iter().flat_map(|i| [i.id.as_str(), i.title.as_str()]);
                near_words(text, names, lang)
            } else {
                phrase::NEAREST.with(lang, &[("names", &titles.join(", "))])
            };
            Err(Failure::Usage(phrase::NO_ITEM.with(lang, &[("item", &text), ("nearest", &near)])))
        }
    }
}

/// One unit's results, to be told.
pub struct View<'a> {
    /// The scheme.
    pub document: &'a Document,
    /// The plan.
    pub plan: &'a Plan,
    /// The figures.
    pub table: &'a Table,
    /// The results.
    pub results: &'a Results,
    /// The unit.
    pub unit: usize,
    /// The reader's language.
    pub lang: Lang,
}

impl View<'_> {
    /// An item: its points, the scheme's own sentences, figures, clauses with numbers, and what it would take.
    pub fn item(&self, item: usize) -> Vec<String> {
        let language = self.lang.language();
        let told = explain(self.plan, self.table, self.results, self.unit, item, language);
        let mut lines = words(&told, self.plan, language);
        let mut quotes: Vec<String> = self.sentences(item).into_iter().map(|s| format!("  │ {s}")).collect();
        let above = findings::trail(self.document, self.plan.items[item].heading);
        if !above.is_empty() {
            quotes.insert(0, format!("  {above}"));
        }
        lines.splice(1.min(lines.len())..1.min(lines.len()), quotes);
        lines
    }

    /// The sentences of an item that its clauses come from, as the scheme has them.
    fn sentences(&self, item: usize) -> Vec<String> {
        let source = &self.document.source;
        let mut found: Vec<String> = Vec::new();
        let heading = self.plan.items[item].heading;
        // A limit in the heading is quoted by the heading itself.
        for clause in self.plan.items[item].clauses.iter().filter(|c| c.span != heading) {
            let from = source
                .get(..clause.span.start)
                .and_then(|t| t.rfind(SENTENCE_ENDS))
                .map_or(0, |at| at + source.get(at..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8));
            let end = source.get(clause.span.end..).and_then(|t| t.find(SENTENCE_ENDS));
            let to = end.map_or(source.len(), |n| {
                let at = clause.span.end + n;
                at + source.get(at..).and_then(|t| t.chars().next()).filter(|c| *c != '\n').map_or(0, char::len_utf8)
            });
            let text = source
                .get(from..to)
                .unwrap_or("")
                .trim()
                .trim_start_matches(['#', '-', '*', '>', '|', ' '])
                .trim_end_matches(['|', ' ']);
            for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
                if !found.iter().any(|f| f == line) {
                    found.push(line.to_owned());
                }
            }
        }
        found
    }

    /// The same for programs.
    pub fn item_json(&self, item: usize) -> Json {
        let language = self.lang.language();
        let told = explain(self.plan, self.table, self.results, self.unit, item, language);
        let lines = words(&told, self.plan, language);
        let score = match &told.score {
            Value::Number(v) => json!(show(v)),
            Value::Word(w) => json!(w),
            _ => Json::Null,
        };
        json!({
            "item": told.id,
            "trail": told.trail,
            "points": told.points.as_ref().map(show),
            "score": score,
            "default": told.default,
            "substituted": told.stands_in,
            "sentences": self.sentences(item),
            "lines": lines.into_iter().skip(1).map(|l| l.trim().to_owned()).collect::<Vec<_>>(),
        })
    }

    /// All items with their points, indented, and the unit's place.
    pub fn tree(&self, columns: usize) -> Vec<String> {
        let row = &self.table.units().all()[self.unit];
        let round = self.plan.head.round.as_ref().map_or(String::new(), |r| format!(" · {r}"));
        let mut lines = vec![format!("{} {} · {}{round}", row.name, row.code, self.plan.head.title), String::new()];
        let titles: Vec<String> = (0..self.plan.items.len()).map(|i| self.indented(i)).collect();
        let widest = titles.iter().map(|t| width(t)).max().unwrap_or(0).min(columns.saturating_sub(34).max(20));
        for (item, title) in titles.iter().enumerate() {
            lines.push(self.tree_line(item, &cut(title, widest), widest));
        }
        lines.push(String::new());
        lines.push(self.rank_line());
        lines
    }

    fn indented(&self, item: usize) -> String {
        let depth = self.plan.trail(item).len().saturating_sub(1);
        let entry = &self.plan.items[item];
        format!("{}{} {}", "  ".repeat(depth), entry.id, entry.title)
    }

    fn tree_line(&self, item: usize, title: &str, columns: usize) -> String {
        let entry = &self.plan.items[item];
        let value = self.results.item(self.plan, item, self.unit);
        let score = match value {
            Value::Number(v) => two_places(v),
            Value::Word(w) => w.clone(),
            _ => "–".to_owned(),
        };
        let points = entry.points.as_ref().map_or(String::new(), |p| format!("/ {}", show(p)));
        let drawn = match (value.number(), &entry.points) {
            (Some(v), Some(p)) => bar(v, p, 10),
            _ => String::new(),
        };
        let default =
            if entry.default { format!("° {}", phrase::DEFAULT_MARK.plain(self.lang)) } else { String::new() };
        let stand_in = if self.results.stands_in(self.plan, item, self.unit) {
            format!("‡ {}", phrase::STAND_IN_MARK.plain(self.lang))
        } else {
            String::new()
        };
        let line =
            format!("{}  {} {} {drawn} {default}{stand_in}", left(title, columns), right(&score, 8), left(&points, 6));
        line.trim_end().to_owned()
    }

    fn rank_line(&self) -> String {
        let total = self.results.total(self.plan, self.unit).and_then(Value::number);
        let total = total.map_or_else(|| "–".to_owned(), show_number);
        let of = format!(" / {}", show(&base_points(self.plan)));
        let Some(rank) = self.results.rank(self.unit) else {
            return phrase::NOT_RANKED.with(self.lang, &[("total", &total), ("of", &of)]);
        };
        let count = self.results.ranks.iter().flatten().count();
        let tied = self.results.ranks.iter().filter(|r| **r == Some(rank)).count() > 1;
        let form = if tied { phrase::RANKED_TIED } else { phrase::RANKED };
        form.with(self.lang, &[("total", &total), ("of", &of), ("rank", &rank), ("count", &count)])
    }
}

/// What a sentence ends with. A stop between digits would be a decimal point, and English stops are left to line ends.
const SENTENCE_ENDS: [char; 3] = ['。', '\n', '!'];
