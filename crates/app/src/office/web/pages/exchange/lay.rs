//! A year of the calendar laid out by the scheme: a row for every department and period that has none.

use super::calendar::page;
use crate::office::web::naming::address;
use crate::office::web::{Ask, Outcome};
use axum::http::StatusCode;
use kaocheng_office::act::{Act, Register};
use kaocheng_office::office::under;
use kaocheng_register::period::Period;
use std::collections::{BTreeMap, BTreeSet};

pub async fn lay(ask: Ask) -> Outcome {
    let round = ask.param("round").to_owned();
    let scheme = ask.server.rounds.scheme(&round, ask.t).await?;
    let (year, days) = (ask.form.text("year").parse::<i16>(), ask.form.text("days").parse::<u16>());
    let (Ok(year @ 2000..=2100), Ok(days @ 0..=365)) = (year, days) else {
        let mut form = ask.form.clone();
        form.wrong("", ask.t.pick("年份为2000至2100，天数为0至365。", "A year from 2000 to 2100, and 0 to 365 days."));
        return page(&ask, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let there: BTreeSet<(String, Period)> = {
        let office = ask.office().await?;
        let rows = under(&office.registers, &[&round, Register::Exchange.word()]);
        let cell =
            |row: &kaocheng_office::entity::RegisterRow, name: &str| row.cells.get(name).cloned().unwrap_or_default();
        let standing = rows.filter(|(_, row)| row.struck.is_none());
        standing.map(|(_, row)| (cell(row, "department"), Period::read(&cell(row, "period")))).collect()
    };
    let mut count = 0;
    for rule in &scheme.plan.mechanism.exchanges {
        for period in Period::rhythm(Some(year), rule.times).unwrap_or_default() {
            let due = period.last_day().and_then(|last| last.checked_add(jiff::Span::new().days(i64::from(days))).ok());
            for department in &rule.departments {
                let has = there.iter().any(|(name, of)| *of == period && name.contains(department.as_str()));
                if has {
                    continue;
                }
                let part = format!("{department}/{period}");
                let cells = [
                    ("department", department.clone()),
                    ("period", period.to_string()),
                    ("due", due.map(|day| day.to_string()).unwrap_or_default()),
                ];
                let cells: BTreeMap<String, String> =
                    cells.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
                let (round, id) = (round.clone(), ask.act_id(&part));
                let row = Act::RowEntered { round, register: Register::Exchange, id, cells, base: None };
                ask.act_part(&part, row).await?;
                count += 1;
            }
        }
    }
    let (zh, en) = (format!("已排出 {count} 项。"), format!("Laid out: {count}."));
    ask.done(&address(&["rounds", &round, "exchange"]), &zh, &en)
}
