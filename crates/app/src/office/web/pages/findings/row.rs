//! A finding as it is typed: the choices that the scheme gives, and whether the row reads like one of a file of findings.

use crate::message::{Lang, problem_words};
use crate::office::assess::Scheme;
use crate::office::web::{Ask, Filled};
use kaocheng_compile::plan::ItemKind;
use kaocheng_exchange::findings::read_findings;
use kaocheng_office::act::FindingRow;
use kaocheng_office::entity::FindingState;
use kaocheng_syntax::diagnostic::Severity;

/// A value and what it is called.
pub type Choice = (String, String);

/// What a form of findings lets one choose from.
pub struct Choices {
    /// The events that the scheme counts.
    pub events: Vec<Choice>,
    /// The ways of confirming; none where the scheme names none.
    pub routes: Vec<Choice>,
    /// Yes or no.
    pub verified: Vec<Choice>,
}

impl Choices {
    /// Those of a scheme; for claims only what adds points.
    pub fn of(scheme: &Scheme, claim: bool, t: Lang) -> Choices {
        let plan = &scheme.plan;
        let is_bonus = |item: usize| plan.items.get(item).is_some_and(|item| item.kind == ItemKind::Bonus);
        let found = plan.mechanism.found.iter().filter_map(|ix| plan.inputs.get(ix.0));
        let events = found.filter(|input| !claim || is_bonus(input.item));
        let yes_no = [("yes", t.pick("已查实", "verified")), ("no", t.pick("未查实", "not verified"))];
        Choices {
            events: events.map(|input| (input.id.clone(), input.label.clone())).collect(),
            routes: routes(scheme),
            verified: yes_no.map(|(value, words)| (value.to_owned(), words.to_owned())).to_vec(),
        }
    }
}

/// The ways of confirming: number and words.
pub fn routes(scheme: &Scheme) -> Vec<Choice> {
    let route = |route: &kaocheng_syntax::provision::Route| {
        (route.number.to_string(), format!("{}. {}", route.number, route.words))
    };
    scheme.plan.mechanism.routes.iter().map(route).collect()
}

/// The words for an event, which rows name by its id.
pub fn event_words(scheme: &Scheme, event: &str) -> String {
    let found = scheme.plan.inputs.iter().find(|input| input.id == event);
    found.map_or_else(|| event.to_owned(), |input| input.label.clone())
}

/// The words for a way of confirming, which rows name by its number.
pub fn route_words(scheme: &Scheme, route: &str) -> String {
    let found = scheme.plan.mechanism.routes.iter().find(|r| r.number.to_string() == route);
    found.map_or_else(|| route.to_owned(), |r| r.words.clone())
}

/// What a form holds.
pub fn typed(form: &Filled) -> FindingRow {
    let text = |name: &str| form.text(name).to_owned();
    FindingRow {
        event: text("event"),
        date: text("date"),
        count: if form.text("count").is_empty() { "1".to_owned() } else { text("count") },
        aggravators: form.all("aggravators").collect::<Vec<_>>().join(";"),
        evidence: text("evidence"),
        route: text("route"),
        reports: text("reports"),
        independent: text("independent"),
        verified: text("verified"),
        note: text("note"),
    }
}

/// What a file of findings with this row would be told, beside the form.
pub fn check(ask: &Ask, scheme: &Scheme, unit: &str, row: &FindingRow, form: &mut Filled) {
    let t = ask.t;
    if scheme.units.find(unit).is_none() {
        form.wrong("unit", t.pick("请选择名单中的单位", "Choose a unit of the list"));
    }
    if row.event.is_empty() {
        form.wrong("event", t.pick("请选择事项", "Choose what was found"));
    }
    if row.date.is_empty() {
        form.wrong("date", t.pick("请填日期", "Say on which day"));
    }
    if !form.is_right() {
        return;
    }
    if let Some(words) = raised_errors(scheme, unit, row, t).first() {
        form.wrong("", words.clone());
    }
}

/// What is wrong with a finding as it is raised.
pub fn raised_errors(scheme: &Scheme, unit: &str, row: &FindingRow, t: Lang) -> Vec<String> {
    errors(scheme, unit, row, FindingState::Raised, t)
}

/// What is wrong with a file that holds this row alone, in this state.
pub fn errors(scheme: &Scheme, unit: &str, row: &FindingRow, state: FindingState, t: Lang) -> Vec<String> {
    let Some(text) = file(unit, row, state) else { return Vec::new() };
    let read = read_findings("findings.csv", &text, &scheme.plan, &scheme.units);
    let errors = read.problems.iter().filter(|p| p.severity() == Severity::Error);
    errors.map(|problem| problem_words(problem, t)).collect()
}

fn file(unit: &str, row: &FindingRow, state: FindingState) -> Option<Vec<u8>> {
    let cells = [
        ("unit", unit),
        ("kind", &row.event),
        ("date", &row.date),
        ("count", &row.count),
        ("aggravators", &row.aggravators),
        ("evidence", &row.evidence),
        ("route", &row.route),
        ("reports", &row.reports),
        ("independent", &row.independent),
        ("verified", &row.verified),
        ("state", state.word()),
        ("note", &row.note),
    ];
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(cells.map(|(name, _)| name)).ok()?;
    writer.write_record(cells.map(|(_, value)| value)).ok()?;
    writer.into_inner().ok()
}

/// Where a finding is, in words, with the kind of badge.
pub fn state_words(state: FindingState, t: Lang) -> (&'static str, &'static str) {
    match state {
        FindingState::Raised => (t.pick("待认定", "waiting for review"), "late"),
        FindingState::Confirmed => (t.pick("已认定", "confirmed"), "done"),
        FindingState::Rejected => (t.pick("不予认定", "rejected"), "wrong"),
        FindingState::Withdrawn => (t.pick("已撤回", "withdrawn"), "quiet"),
    }
}
