//! Decisions on the terminal.

use super::Deciding;
use crate::columns::{left, right, two_places, width};
use crate::phrase;
use kaocheng_compile::plan::ListRule;
use kaocheng_engine::decide::{Entry, LevelRanking, ListDecision, Proposal, Reason, State, Total};
use kaocheng_engine::explain::show_number;
use num_traits::Signed;

/// How many ranks stand on top; the whole ranking is that of `score`.
const RANKS: usize = 10;

/// Everything.
pub fn text(deciding: &Deciding) -> String {
    let mut lines = Vec::new();
    for ranking in &deciding.decisions.rankings {
        if deciding.level.is_none() || ranking.level.as_deref() == deciding.level {
            lines.extend(ranks(deciding, ranking));
        }
    }
    for (rule, list) in deciding.lists() {
        lines.push(String::new());
        lines.extend(one_list(deciding, rule, list));
    }
    lines.extend(findings(deciding));
    lines.join("\n")
}

/// The names on each list, a line a list, for below a ranking; of the lists of this level, or of all.
pub fn names_of_lists(deciding: &Deciding) -> Vec<String> {
    let lang = deciding.lang;
    let telling = deciding.telling();
    let apart = phrase::LIST_APART.plain(lang);
    let line = |(rule, list): (&ListRule, &ListDecision)| {
        let names: Vec<&str> = list.entries.iter().map(|e| telling.unit(e.unit)).collect();
        let names = if names.is_empty() { "–".to_owned() } else { names.join(apart) };
        let state = telling.state(&list.state).map_or_else(String::new, |s| format!(" ({s})"));
        phrase::LIST_LINE.with(lang, &[("list", &rule.name), ("names", &names), ("state", &state)])
    };
    deciding.lists().map(line).collect()
}

/// Every list in two lines or three: who is on it, why the last of them is, and who is proposed for it.
pub fn briefly(deciding: &Deciding) -> Vec<String> {
    let telling = deciding.telling();
    let of_one = |((_, list), names): ((&ListRule, &ListDecision), String)| {
        let last = list.entries.last();
        let why = last.and_then(|e| Some((e.unit, telling.reason(list.list, e.why.first()?))));
        let why = why.map(|(unit, why)| format!("      {}: {why}", telling.unit(unit)));
        let open = list.proposals.iter().filter(|p| p.decided.is_none()).map(|p| proposal(deciding, list, p));
        let open: Vec<String> = open.map(|line| format!("    {line}")).collect();
        std::iter::once(format!("  {names}")).chain(why).chain(open).collect::<Vec<_>>()
    };
    deciding.lists().zip(names_of_lists(deciding)).flat_map(of_one).collect()
}

fn ranks(deciding: &Deciding, ranking: &LevelRanking) -> Vec<String> {
    let telling = deciding.telling();
    let of = ranking.places.iter().filter(|p| p.rank.is_some()).count();
    let level = ranking.level.as_deref().unwrap_or(phrase::UNITS.plain(deciding.lang));
    let mut lines = vec![phrase::DECIDE_RANKS.with(deciding.lang, &[("level", &level), ("count", &of)])];
    let marked = ranking.places.iter().any(|p| !p.stands_in.is_empty());
    let names = ranking.places.iter().map(|p| width(telling.unit(p.unit)));
    let widest = names.max().unwrap_or(0).min(24) + if marked { 2 } else { 0 };
    for place in ranking.places.iter().take(RANKS) {
        let rank = place.rank.map_or_else(|| "–".to_owned(), |r| r.to_string());
        let shared = if place.shared { "=" } else { " " };
        let total = place.score.as_ref().map_or_else(|| "–".to_owned(), two_places);
        let on: Vec<&str> = deciding
            .decisions
            .lists_of(place.unit)
            .filter_map(|l| deciding.plan.mechanism.lists.get(l.0))
            .map(|l| l.name.as_str())
            .collect();
        let mark = if place.stands_in.is_empty() { "" } else { " ‡" };
        let name = left(&format!("{}{mark}", telling.unit(place.unit)), widest);
        let line = format!("{}{shared} {name} {}  {}", right(&rank, 4), right(&total, 8), on.join(" · "));
        lines.push(line.trim_end().to_owned());
    }
    if marked {
        lines.push(format!("  ‡ {}", phrase::STAND_IN_MARK.plain(deciding.lang)));
    }
    if ranking.places.len() > RANKS {
        let more = ranking.places.len() - RANKS;
        lines.push(phrase::DECIDE_MORE.with(deciding.lang, &[("count", &more)]));
    }
    lines
}

fn one_list(deciding: &Deciding, rule: &ListRule, list: &ListDecision) -> Vec<String> {
    let lang = deciding.lang;
    let telling = deciding.telling();
    let kind = if rule.award { phrase::LIST_AWARD } else { phrase::LIST_WARNING }.plain(lang);
    let slots: [(&str, &dyn std::fmt::Display); 3] =
        [("list", &rule.name), ("kind", &kind), ("count", &list.entries.len())];
    let mut lines = vec![phrase::LIST_HEAD.with(lang, &slots)];
    let follows: Vec<String> = rule.consequences.iter().map(|c| telling.consequence(c)).collect();
    if !follows.is_empty() {
        lines.push(format!("  {}", follows.join(phrase::LIST_APART.plain(lang))));
    }
    lines.extend(telling.state(&list.state).map(|s| format!("  ! {s}")));
    lines.extend(list.entries.iter().flat_map(|e| entry(deciding, list, e)));
    if matches!(list.state, State::Pending(_)) && !list.would_be.is_empty() {
        let names: Vec<&str> = list.would_be.iter().map(|e| telling.unit(e.unit)).collect();
        let names = names.join(phrase::LIST_APART.plain(lang));
        lines.push(format!("  {}", phrase::LIST_WOULD_BE.with(lang, &[("names", &names)])));
    }
    for (unit, reason) in &list.first_outside {
        let slots: [(&str, &dyn std::fmt::Display); 2] =
            [("unit", &telling.unit(*unit)), ("why", &telling.reason(list.list, reason))];
        lines.push(format!("  {}", phrase::LIST_FIRST_OUTSIDE.with(lang, &slots)));
    }
    lines.extend(list.proposals.iter().filter(|p| !p.confirmed).map(|p| proposal(deciding, list, p)));
    lines.extend(list.totals.iter().map(|t| total(deciding, t)));
    lines
}

fn entry(deciding: &Deciding, list: &ListDecision, entry: &Entry) -> Vec<String> {
    let telling = deciding.telling();
    let why: Vec<String> = entry.why.iter().map(|r| telling.reason(list.list, r)).collect();
    let mut lines = vec![format!("  · {}: {}", telling.unit(entry.unit), why.join(" / "))];
    lines.extend(entry.payments.iter().map(|p| format!("      {}", telling.payment(p))));
    lines
}

fn proposal(deciding: &Deciding, list: &ListDecision, proposal: &Proposal) -> String {
    let telling = deciding.telling();
    let reason = Reason::Years { from: proposal.from, years: proposal.years.clone(), confirmation: proposal.decided };
    let slots: [(&str, &dyn std::fmt::Display); 2] =
        [("unit", &telling.unit(proposal.unit)), ("why", &telling.reason(list.list, &reason))];
    format!("  {}", phrase::LIST_PROPOSED.with(deciding.lang, &slots))
}

fn total(deciding: &Deciding, total: &Total) -> String {
    let lang = deciding.lang;
    let amount = format!("{} {}", show_number(&total.value.abs()), total.unit);
    let payer = total.payer.as_ref().map_or(String::new(), |p| format!(" ({p})"));
    let form = if total.value.is_negative() { phrase::LIST_FINES } else { phrase::LIST_COSTS };
    format!("  {}", form.with(lang, &[("amount", &amount), ("payer", &payer)]))
}

fn findings(deciding: &Deciding) -> Vec<String> {
    let telling = deciding.telling();
    let told: Vec<String> = deciding.decisions.findings.iter().map(|f| format!("  {}", telling.finding(f))).collect();
    if told.is_empty() {
        return told;
    }
    let head = phrase::DECIDE_LOOK.plain(deciding.lang).to_owned();
    [String::new(), head].into_iter().chain(told).collect()
}
