//! What stands beside the figures of a working folder: findings, which score once confirmed, and disputes, which never change a score.

use crate::columns::cut;
use crate::file;
use crate::folder::{Folder, name_of};
use crate::message::{Failure, Lang};
use crate::phrase;
use crate::problems;
use crate::terminal::Terminal;
use kaocheng_compile::plan::Plan;
use kaocheng_engine::finding::{Applied, Finding, Need, Unscored, Why, apply};
use kaocheng_engine::table::{Table, Units};
use kaocheng_exchange::disputes::{Dispute, read_disputes};
use kaocheng_exchange::figures::shown;
use kaocheng_exchange::findings::{problems_of, read_findings, state_word, twice_in_files};
use kaocheng_exchange::problem::Problem;
use kaocheng_syntax::diagnostic::Severity;
use serde_json::{Value as Json, json};

/// How many findings or disputes a note lists.
const NOTED: usize = 8;

/// Findings and disputes of a round.
#[derive(Debug, Default)]
pub struct BesideFigures {
    /// The findings, by unit, kind and date.
    pub findings: Vec<Finding>,
    /// Those that score, as indexes.
    pub scored: Vec<usize>,
    /// Those that do not.
    pub unscored: Vec<Unscored>,
    /// The disputes, by unit, figure and date.
    pub disputes: Vec<Dispute>,
}

/// What several files of one kind hold together, with what is wrong with them.
#[derive(Default)]
struct Problems {
    list: Vec<Problem>,
    unlisted: usize,
    errors: usize,
}

impl Problems {
    fn take(&mut self, list: Vec<Problem>, unlisted: usize, errors: usize) {
        self.list.extend(list);
        self.unlisted += unlisted;
        self.errors += errors;
    }

    /// Shows them; errors end the command.
    fn say(self, terminal: &Terminal) -> Result<(), Failure> {
        problems::say(&self.list, self.unlisted, terminal);
        if self.errors > 0 { Err(Failure::Problems) } else { Ok(()) }
    }
}

impl Folder {
    /// Figures with the findings in them, and the registers.
    pub fn with_findings(
        &self,
        plan: &Plan,
        figures: Table,
        terminal: &Terminal,
    ) -> Result<(Table, BesideFigures), Failure> {
        let units = figures.units().clone();
        let disputes = self.disputes(plan, &units, terminal)?;
        let Some(findings) = self.findings(plan, &units, terminal)? else {
            return Ok((figures, BesideFigures { disputes, ..BesideFigures::default() }));
        };
        let Applied { table, scored, unscored, faults } = apply(plan, &units, &findings, figures);
        let found = problems_of(&faults, &findings, plan, &units);
        let errors = found.len();
        Problems { list: found, unlisted: 0, errors }.say(terminal)?;
        Ok((table, BesideFigures { findings, scored, unscored, disputes }))
    }

    /// The findings of a plan's round; `None` where the folder keeps no such file.
    fn findings(&self, plan: &Plan, units: &Units, terminal: &Terminal) -> Result<Option<Vec<Finding>>, Failure> {
        let lang = terminal.lang();
        let paths = self.files_of("findings", plan, lang)?;
        let mut found = Problems::default();
        let mut files = Vec::new();
        for path in &paths {
            let read = read_findings(&name_of(path), &file::read(path, lang)?, plan, units);
            found.take(read.problems, read.unlisted, read.errors);
            files.push(read.findings);
        }
        let twice = twice_in_files(&files);
        let errors = twice.iter().filter(|p| p.severity() == Severity::Error).count();
        found.take(twice, 0, errors);
        found.say(terminal)?;
        let mut all = files.concat();
        all.sort();
        Ok((!paths.is_empty()).then_some(all))
    }

    /// The disputes of a plan's round.
    pub fn disputes(&self, plan: &Plan, units: &Units, terminal: &Terminal) -> Result<Vec<Dispute>, Failure> {
        let lang = terminal.lang();
        let mut found = Problems::default();
        let mut disputes = Vec::new();
        for path in self.files_of("disputes", plan, lang)? {
            let read = read_disputes(&name_of(&path), &file::read(&path, lang)?, plan, units);
            found.take(read.problems, read.unlisted, read.errors);
            disputes.extend(read.disputes);
        }
        found.say(terminal)?;
        disputes.sort_by(|a, b| a.order().cmp(&b.order()));
        Ok(disputes)
    }
}

impl BesideFigures {
    /// Why a finding does not score; `None` if it does.
    pub fn why(&self, finding: usize) -> Option<&Why> {
        self.unscored.iter().find(|u| u.finding == finding).map(|u| &u.why)
    }

    /// What stands below a ranking: findings that wait for something, and disputes that nobody decided.
    pub fn notes(&self, plan: &Plan, table: &Table, lang: Lang) -> Vec<String> {
        let waiting: Vec<String> = self.waiting(|_| true).map(|f| self.waiting_line(f, plan, table, lang)).collect();
        let disputed: Vec<String> =
            self.disputes.iter().filter(|d| d.is_pending(table)).map(|d| dispute_line(d, plan, table, lang)).collect();
        let heads = [phrase::FINDINGS_WAITING, phrase::DISPUTES_OPEN];
        heads.into_iter().zip([waiting, disputed]).flat_map(|(head, lines)| note(head, lines, lang)).collect()
    }

    /// What an item's explanation says besides its points: findings of its inputs that do not score, and disputes of its
    /// figures.
    pub fn beside(&self, plan: &Plan, table: &Table, unit: usize, item: usize, lang: Lang) -> Vec<String> {
        let Some(item) = plan.items.get(item) else { return Vec::new() };
        let inputs = plan.inputs_of(item.score);
        let own = |f: &Finding| f.unit == unit && inputs.contains(&f.kind);
        let waiting = self.findings.iter().enumerate().filter(|(_, f)| own(f)).filter_map(|(ix, f)| {
            let why = why_words(self.why(ix)?, f, lang);
            let what = finding_words(f, plan);
            Some(phrase::FINDING_NOT_SCORED.with(lang, &[("finding", &what), ("why", &why), ("place", &f.place)]))
        });
        let disputed = self.disputes.iter().filter(|d| d.unit == unit && inputs.contains(&d.input));
        waiting.chain(disputed.map(|d| dispute_line(d, plan, table, lang))).collect()
    }

    /// The findings that score once something more is there.
    fn waiting(&self, wanted: impl Fn(&Finding) -> bool) -> impl Iterator<Item = usize> {
        let waits = |u: &&Unscored| matches!(u.why, Why::Needs(_));
        let all = self.unscored.iter().filter(waits).map(|u| u.finding);
        all.filter(move |ix| self.findings.get(*ix).is_some_and(&wanted))
    }

    fn waiting_line(&self, ix: usize, plan: &Plan, table: &Table, lang: Lang) -> String {
        let (Some(finding), Some(why)) = (self.findings.get(ix), self.why(ix)) else { return String::new() };
        let what = format!("{} {}", unit_name(table, finding.unit), finding_words(finding, plan));
        let why = why_words(why, finding, lang);
        phrase::FINDING_NOT_SCORED.with(lang, &[("finding", &what), ("why", &why), ("place", &finding.place)])
    }

    /// Both registers for programs.
    pub fn json(&self, plan: &Plan, table: &Table, lang: Lang) -> Json {
        let findings: Vec<Json> =
            (0..self.findings.len()).filter_map(|ix| self.finding_json(ix, plan, table, lang)).collect();
        let disputes: Vec<Json> = self.disputes.iter().map(|d| dispute_json(d, plan, table, lang)).collect();
        json!({ "findings": findings, "disputes": disputes })
    }

    fn finding_json(&self, ix: usize, plan: &Plan, table: &Table, lang: Lang) -> Option<Json> {
        let finding = self.findings.get(ix)?;
        let unit = table.units().all().get(finding.unit)?;
        let labels: Vec<&str> = finding.aggravators.iter().map(|a| label(plan, a.0)).collect();
        let evidence: Vec<Json> =
            finding.evidence.iter().map(|e| json!({ "words": e.words, "sha256": e.sha256 })).collect();
        let needs: Vec<String> = match self.why(ix) {
            Some(Why::Needs(needs)) => needs.iter().map(|n| need_words(n, lang)).collect(),
            _ => Vec::new(),
        };
        Some(json!({
            "unit": unit.code,
            "name": unit.name,
            "kind": label(plan, finding.kind.0),
            "date": finding.date,
            "count": finding.count,
            "aggravators": labels,
            "evidence": evidence,
            "route": finding.route,
            "reports": finding.reports,
            "independent": finding.independent,
            "verified": finding.verified,
            "state": state_word(finding.state, kaocheng_syntax::clause::Language::English),
            "reason": finding.reason,
            "second": finding.second,
            "scored": self.why(ix).is_none(),
            "needs": needs,
            "place": finding.place,
        }))
    }
}

fn label(plan: &Plan, input: usize) -> &str {
    plan.inputs.get(input).map_or("", |i| i.label.as_str())
}

fn note(head: phrase::Phrase, mut lines: Vec<String>, lang: Lang) -> Vec<String> {
    if lines.is_empty() {
        return Vec::new();
    }
    let count = lines.len();
    if count > NOTED {
        lines.truncate(NOTED);
        lines.push("…".to_owned());
    }
    std::iter::once(head.with(lang, &[("count", &count)])).chain(lines.into_iter().map(|l| format!("  {l}"))).collect()
}

/// The name of a unit, or its code.
pub fn unit_name(table: &Table, unit: usize) -> &str {
    let row = table.units().all().get(unit);
    row.map_or("", |row| if row.name.is_empty() { &row.code } else { &row.name })
}

/// What was found, how often and when.
pub fn finding_words(finding: &Finding, plan: &Plan) -> String {
    let cases = if finding.count > 1 { format!(" ×{}", finding.count) } else { String::new() };
    format!("{}{cases} {}", cut(label(plan, finding.kind.0), 40), finding.date)
}

/// Why a finding does not score.
pub fn why_words(why: &Why, finding: &Finding, lang: Lang) -> String {
    let with_reason = |word: phrase::Phrase| match finding.reason.as_str() {
        "" => word.plain(lang).to_owned(),
        reason => format!("{} ({reason})", word.plain(lang)),
    };
    match why {
        Why::Rejected => with_reason(phrase::FINDING_REJECTED),
        Why::Withdrawn => with_reason(phrase::FINDING_WITHDRAWN),
        Why::Needs(needs) => {
            let list: Vec<String> = needs.iter().map(|n| need_words(n, lang)).collect();
            let list = list.join(if lang == Lang::Zh { "、" } else { ", " });
            phrase::FINDING_NEEDS.with(lang, &[("list", &list)])
        }
    }
}

fn need_words(need: &Need, lang: Lang) -> String {
    match need {
        Need::Confirmation => phrase::NEED_CONFIRMATION.plain(lang).to_owned(),
        Need::Evidence => phrase::NEED_EVIDENCE.plain(lang).to_owned(),
        Need::Verification => phrase::NEED_VERIFICATION.plain(lang).to_owned(),
        Need::Value => phrase::NEED_VALUE.plain(lang).to_owned(),
        Need::Reason => phrase::NEED_REASON.plain(lang).to_owned(),
        Need::SecondSignature => phrase::NEED_SECOND.plain(lang).to_owned(),
        Need::Route(routes) => {
            let numbers: Vec<String> = routes.iter().map(|(number, _)| number.to_string()).collect();
            phrase::NEED_ROUTE.with(lang, &[("routes", &numbers.join(", "))])
        }
        Need::Reports { least, found } => phrase::NEED_REPORTS.with(lang, &[("least", least), ("found", found)]),
        Need::Independent { least, found } => {
            phrase::NEED_INDEPENDENT.with(lang, &[("least", least), ("found", found)])
        }
    }
}

/// A dispute in one line, with the figure that holds.
fn dispute_line(dispute: &Dispute, plan: &Plan, table: &Table, lang: Lang) -> String {
    let now = shown(plan, dispute.input, table.value(dispute.input, dispute.unit));
    let slots: [(&str, &dyn std::fmt::Display); 8] = [
        ("unit", &unit_name(table, dispute.unit)),
        ("input", &label(plan, dispute.input.0)),
        ("now", &now),
        ("by", &dispute.by),
        ("proposed", &shown(plan, dispute.input, &dispute.proposed)),
        ("date", &dispute.date),
        ("reason", &dispute.reason),
        ("state", &dispute.state.word(lang.language())),
    ];
    let form = if dispute.is_met(table) { phrase::DISPUTE_MET } else { phrase::DISPUTE_LINE };
    form.with(lang, &slots)
}

fn dispute_json(dispute: &Dispute, plan: &Plan, table: &Table, lang: Lang) -> Json {
    json!({
        "unit": table.units().all().get(dispute.unit).map(|u| u.code.clone()),
        "input": label(plan, dispute.input.0),
        "figure": shown(plan, dispute.input, table.value(dispute.input, dispute.unit)),
        "proposed": shown(plan, dispute.input, &dispute.proposed),
        "by": dispute.by,
        "date": dispute.date,
        "reason": dispute.reason,
        "state": dispute.state.word(kaocheng_syntax::clause::Language::English),
        "pending": dispute.is_pending(table),
        "words": dispute_line(dispute, plan, table, lang),
        "place": dispute.place,
    })
}
