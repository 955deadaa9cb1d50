//! Decisions for programs: every rank, list and amount exact, reasons in words.

use super::Deciding;
use kaocheng_compile::plan::{ListRule, hash};
use kaocheng_engine::decide::{Entry, ListDecision, Payment, Reason, State};
use kaocheng_syntax::exact::show;
use serde_json::{Value as Json, json};

/// Everything as one object.
pub fn json(deciding: &Deciding) -> Json {
    let telling = deciding.telling();
    let head = &deciding.plan.head;
    let shown = |level: Option<&str>| deciding.level.is_none() || level == deciding.level;
    let rankings: Vec<Json> = deciding
        .decisions
        .rankings
        .iter()
        .filter(|r| shown(r.level.as_deref()))
        .map(|ranking| {
            let of = ranking.places.iter().filter(|p| p.rank.is_some()).count();
            let place = |p: &kaocheng_engine::decide::Place| {
                json!({
                    "unit": code(deciding, p.unit),
                    "name": telling.unit(p.unit),
                    "rank": p.rank,
                    "shared": p.shared,
                    "substituted": p.stands_in.iter().map(|i| &deciding.plan.items[*i].id).collect::<Vec<_>>(),
                    "total": p.score.as_ref().map(show),
                    "why": telling.place(p, of),
                })
            };
            json!({ "level": ranking.level, "units": ranking.places.iter().map(place).collect::<Vec<_>>() })
        })
        .collect();
    json!({
        "scheme": { "code": head.code, "title": head.title, "round": head.round, "program": hash(deciding.plan) },
        "rankings": rankings,
        "lists": deciding.lists().map(|(rule, list)| one_list(deciding, rule, list)).collect::<Vec<_>>(),
        "findings": deciding.decisions.findings.iter().map(|f| telling.finding(f)).collect::<Vec<_>>(),
    })
}

fn code<'a>(deciding: &Deciding<'a>, unit: usize) -> &'a str {
    deciding.table.units().all().get(unit).map_or("", |u| u.code.as_str())
}

fn one_list(deciding: &Deciding, rule: &ListRule, list: &ListDecision) -> Json {
    let telling = deciding.telling();
    let state = match list.state {
        State::Settled => "settled",
        State::NotCalledFor(_) => "not-called-for",
        State::Pending(_) => "pending",
    };
    let proposal = |p: &kaocheng_engine::decide::Proposal| {
        let decided = p.decided.map(|_| if p.confirmed { "confirmed" } else { "rejected" });
        let years: Vec<Json> = p.years.iter().map(|(year, hash)| json!({ "year": year, "seal": hash })).collect();
        json!({ "unit": code(deciding, p.unit), "years": years, "decided": decided })
    };
    let total =
        |t: &kaocheng_engine::decide::Total| json!({ "value": show(&t.value), "unit": t.unit, "payer": t.payer });
    let outside = |(unit, reason): &(usize, Reason)| json!({ "unit": code(deciding, *unit), "why": telling.reason(list.list, reason) });
    json!({
        "name": rule.name,
        "level": rule.level,
        "award": rule.award,
        "declared": rule.declared,
        "state": state,
        "waits": telling.state(&list.state),
        "entries": list.entries.iter().map(|e| entry(deciding, list, e)).collect::<Vec<_>>(),
        "would_be": list.would_be.iter().map(|e| entry(deciding, list, e)).collect::<Vec<_>>(),
        "first_outside": list.first_outside.iter().map(outside).collect::<Vec<_>>(),
        "proposals": list.proposals.iter().map(proposal).collect::<Vec<_>>(),
        "totals": list.totals.iter().map(total).collect::<Vec<_>>(),
        "consequences": rule.consequences.iter().map(|c| telling.consequence(c)).collect::<Vec<_>>(),
    })
}

fn entry(deciding: &Deciding, list: &ListDecision, entry: &Entry) -> Json {
    let telling = deciding.telling();
    let payment =
        |p: &Payment| json!({ "value": show(&p.value), "unit": p.unit, "payer": p.payer, "stands": !p.waived });
    json!({
        "unit": code(deciding, entry.unit),
        "name": telling.unit(entry.unit),
        "outside_quota": entry.outside_quota,
        "why": entry.why.iter().map(|r| telling.reason(list.list, r)).collect::<Vec<_>>(),
        "payments": entry.payments.iter().map(payment).collect::<Vec<_>>(),
    })
}
