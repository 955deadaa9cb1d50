//! Amounts that follow from lists: who pays what, and which fines stand.

use super::{Entry, Finding, ListDecision};
use crate::table::Table;
use kaocheng_compile::plan::{ConsequenceRule, ListIx, Penalties, Plan};
use kaocheng_syntax::exact::Exact;
use num_traits::{Signed, Zero};

/// Money to or from one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Payment {
    /// How much: positive to the unit, negative from it.
    pub value: Exact,
    /// The currency as written.
    pub unit: String,
    /// Who adds it to what the office gives; `None`: the office itself.
    pub payer: Option<String>,
    /// It does not stand, because a higher fine does.
    pub waived: bool,
}

/// What a list costs, or brings, in all.
#[derive(Clone, Debug, PartialEq)]
pub struct Total {
    /// The sum of payments that stand and have one sign.
    pub value: Exact,
    /// The currency.
    pub unit: String,
    /// Who pays, beside the office.
    pub payer: Option<String>,
}

/// The payments of one unit on a list; an amount whose figure is missing is told.
pub(super) fn payments(
    plan: &Plan,
    table: &Table,
    list: ListIx,
    unit: usize,
    findings: &mut Vec<Finding>,
) -> Vec<Payment> {
    let mut all = Vec::new();
    let mut pay = |value: Exact, unit: &str, payer: Option<&str>| {
        all.push(Payment { value, unit: unit.to_owned(), payer: payer.map(str::to_owned), waived: false });
    };
    for consequence in &plan.mechanism.list(list).consequences {
        match consequence {
            ConsequenceRule::Amount { value, unit, matched } => {
                pay(value.clone(), unit, None);
                matched.iter().for_each(|other| pay(value * &other.ratio, unit, Some(&other.by)));
            }
            ConsequenceRule::Matching { input, ratio, unit: currency } => match table.value(*input, unit).number() {
                Some(given) => pay(given * ratio, currency, None),
                None => findings.push(Finding::AmountMissing { list, unit, input: *input }),
            },
            _ => {}
        }
    }
    all
}

/// Under the policy `penalties: highest` only a unit's highest fine stands, in each currency.
pub(super) fn waive(plan: &Plan, lists: &mut [ListDecision], findings: &mut Vec<Finding>) {
    if plan.mechanism.penalties != Penalties::Highest {
        return;
    }
    let mut fines: Vec<(usize, String, Exact, ListIx)> = Vec::new();
    for list in lists.iter() {
        for entry in &list.entries {
            let own = entry.payments.iter().filter(|p| p.value.is_negative());
            fines.extend(own.map(|p| (entry.unit, p.unit.clone(), p.value.clone(), list.list)));
        }
    }
    for list in lists.iter_mut() {
        for entry in &mut list.entries {
            for payment in entry.payments.iter_mut().filter(|p| p.value.is_negative()) {
                let same = fines.iter().filter(|(u, c, ..)| *u == entry.unit && *c == payment.unit);
                // Of equal fines that of the first list stands.
                let highest = same.min_by(|a, b| a.2.cmp(&b.2).then(a.3.cmp(&b.3)));
                let Some((.., stands)) = highest.filter(|h| h.3 != list.list) else { continue };
                payment.waived = true;
                findings.push(Finding::FineWaived { list: list.list, stands: *stands, unit: entry.unit });
            }
        }
    }
}

/// What a list's entries cost or bring, by payer, currency and sign, in the order in which they first come.
pub(super) fn totals(entries: &[Entry]) -> Vec<Total> {
    let mut all: Vec<Total> = Vec::new();
    for payment in entries.iter().flat_map(|e| &e.payments).filter(|p| !p.waived && !p.value.is_zero()) {
        let same = |t: &&mut Total| {
            t.unit == payment.unit && t.payer == payment.payer && t.value.is_positive() == payment.value.is_positive()
        };
        match all.iter_mut().find(same) {
            Some(total) => total.value += &payment.value,
            None => all.push(Total {
                value: payment.value.clone(),
                unit: payment.unit.clone(),
                payer: payment.payer.clone(),
            }),
        }
    }
    all
}
