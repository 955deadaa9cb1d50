//! Decisions for spreadsheets: a row a unit and list.

use super::Deciding;
use kaocheng_engine::decide::{Payment, Reason};
use kaocheng_syntax::exact::show;

/// The lists as CSV, with a byte order mark for office programs. `status` is `listed`, `would-be` (the list waits for an
/// outside fact), `proposed`, or `rejected`.
pub fn csv(deciding: &Deciding) -> Result<Vec<u8>, ::csv::Error> {
    let mut writer = ::csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(["list", "code", "name", "status", "outside quota", "amounts", "why"])?;
    let telling = deciding.telling();
    for (rule, list) in deciding.lists() {
        let mut row = |unit: usize, status: &str, outside: bool, payments: &[Payment], why: Vec<String>| {
            let code = deciding.table.units().all().get(unit).map_or("", |u| u.code.as_str());
            let amounts: Vec<String> = payments.iter().filter(|p| !p.waived).map(amount).collect();
            let outside = if outside { "yes" } else { "no" };
            writer.write_record([
                rule.name.as_str(),
                code,
                telling.unit(unit),
                status,
                outside,
                &amounts.join("; "),
                &why.join(" / "),
            ])
        };
        let why = |reasons: &[Reason]| reasons.iter().map(|r| telling.reason(list.list, r)).collect::<Vec<_>>();
        for entry in &list.entries {
            row(entry.unit, "listed", entry.outside_quota, &entry.payments, why(&entry.why))?;
        }
        for entry in &list.would_be {
            row(entry.unit, "would-be", entry.outside_quota, &[], why(&entry.why))?;
        }
        for proposal in list.proposals.iter().filter(|p| !p.confirmed) {
            let status = if proposal.decided.is_some() { "rejected" } else { "proposed" };
            let (from, years) = (proposal.from, proposal.years.clone());
            let reason = Reason::Years { from, years, confirmation: proposal.decided };
            row(proposal.unit, status, true, &[], why(&[reason]))?;
        }
    }
    writer.into_inner().map_err(|e| ::csv::Error::from(e.into_error()))
}

/// `25000 元`, `25000 元 (县区)`.
fn amount(payment: &Payment) -> String {
    let payer = payment.payer.as_ref().map_or(String::new(), |p| format!(" ({p})"));
    format!("{} {}{payer}", show(&payment.value), payment.unit)
}
