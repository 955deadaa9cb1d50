//! Orders by what is most urgent: overdue, open, closed.

use super::{Asked, Report, table};
use crate::columns::cut;
use crate::phrase;
use kaocheng_exchange::registers::read_rectification;
use kaocheng_register::orders::{Order, OrderState, Standing, Standings, standings};
use serde_json::{Value as Json, json};

/// What was found is cut beyond this many columns.
const FOUND: usize = 40;

pub fn report(file: &str, bytes: &[u8], asked: &Asked) -> Report {
    let register = read_rectification(file, bytes, asked.units);
    if register.errors > 0 {
        return Report::refused(register);
    }
    let found = standings(&register.rows, asked.rules.rectification.or(asked.days), asked.as_of);
    let lines = lines(&found, &register.rows, asked);
    let json = json_of(&found, &register.rows, asked);
    Report::new(register, &found.faults, lines, json)
}

/// Most urgent first: the longest overdue, then what is due next.
fn sorted(found: &Standings) -> Vec<&Standing> {
    let urgency = |state: OrderState| match state {
        OrderState::Overdue(days) => (0, -i64::from(days)),
        OrderState::Open(Some(days)) => (1, i64::from(days)),
        OrderState::Open(None) => (2, 0),
        OrderState::ClosedLate(_) | OrderState::Closed => (3, 0),
    };
    let mut orders: Vec<&Standing> = found.orders.iter().collect();
    orders.sort_by_key(|order| (urgency(order.state), order.row));
    orders
}

fn lines(found: &Standings, rows: &[Order], asked: &Asked) -> Vec<String> {
    let lang = asked.lang;
    let heads = [
        phrase::REGISTER_STATE,
        phrase::REGISTER_NUMBER,
        phrase::UNIT,
        phrase::REGISTER_DEADLINE,
        phrase::REGISTER_FOUND,
    ];
    let mut all = vec![heads.iter().map(|head| head.plain(lang).to_owned()).collect::<Vec<_>>()];
    for standing in sorted(found) {
        let Some(order) = rows.get(standing.row) else { continue };
        let words =
            if order.item.is_empty() { order.found.clone() } else { format!("{}: {}", order.item, order.found) };
        all.push(vec![
            state(standing.state, asked),
            order.number.clone(),
            table::unit(order.unit, asked),
            standing.deadline.map_or_else(|| "–".to_owned(), |d| d.to_string()),
            cut(&words, FOUND),
        ]);
    }
    let mut lines = table::lines(&all);
    let count = |of: fn(OrderState) -> bool| found.orders.iter().filter(|o| of(o.state)).count();
    let slots: [(&str, &dyn std::fmt::Display); 4] = [
        ("open", &count(|s| matches!(s, OrderState::Open(_)))),
        ("overdue", &count(|s| matches!(s, OrderState::Overdue(_)))),
        ("closed", &count(|s| s == OrderState::Closed)),
        ("late", &count(|s| matches!(s, OrderState::ClosedLate(_)))),
    ];
    lines.push(phrase::REGISTER_ORDERS.with(lang, &slots));
    lines
}

fn state(state: OrderState, asked: &Asked) -> String {
    let lang = asked.lang;
    match state {
        OrderState::Overdue(days) => phrase::REGISTER_OVERDUE.with(lang, &[("days", &days)]),
        OrderState::Open(Some(days)) => phrase::REGISTER_OPEN_DAYS.with(lang, &[("days", &days)]),
        OrderState::Open(None) => phrase::REGISTER_OPEN_NO_DAYS.plain(lang).to_owned(),
        OrderState::ClosedLate(days) => phrase::REGISTER_CLOSED_LATE.with(lang, &[("days", &days)]),
        OrderState::Closed => phrase::REGISTER_CLOSED.plain(lang).to_owned(),
    }
}

fn json_of(found: &Standings, rows: &[Order], asked: &Asked) -> Json {
    let order = |standing: &Standing| {
        let order = rows.get(standing.row)?;
        let (state, days) = match standing.state {
            OrderState::Overdue(days) => ("overdue", Some(days)),
            OrderState::Open(days) => ("open", days),
            OrderState::ClosedLate(days) => ("closed-late", Some(days)),
            OrderState::Closed => ("closed", None),
        };
        Some(json!({
            "number": order.number,
            "unit": table::code(order.unit, asked),
            "item": order.item,
            "found": order.found,
            "ordered": order.ordered.to_string(),
            "deadline": standing.deadline.map(|d| d.to_string()),
            "closed": order.closed.map(|d| d.to_string()),
            "proof": order.proof,
            "state": state,
            "days": days,
        }))
    };
    json!({ "orders": sorted(found).into_iter().filter_map(order).collect::<Vec<_>>() })
}
