//! Results for spreadsheets: a row a unit, a column an item, totals both to two places and exact.

use super::Ranking;
use crate::columns::two_places;
use kaocheng_engine::table::Value;
use kaocheng_syntax::exact::show;

/// The results as CSV, best unit first. It starts with a byte order mark, without which office programs take Chinese for
/// something else.
pub fn csv(ranking: &Ranking) -> Result<Vec<u8>, ::csv::Error> {
    let mut writer = ::csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let plan = ranking.plan;
    let mut header: Vec<String> = ["rank", "code", "name", "total", "total exact"].map(str::to_owned).to_vec();
    // Only a scheme with such a rule has the column: which items another score stands in for.
    let may_stand_in = plan.items.iter().any(|i| i.substituted.is_some());
    header.extend(may_stand_in.then(|| "stands in".to_owned()));
    header.extend(plan.items.iter().map(|i| format!("{} {}", i.id, i.title)));
    writer.write_record(&header)?;
    for unit in ranking.results.in_order() {
        let row = &ranking.table.units().all()[unit];
        let total = ranking.total(unit);
        let mut record = vec![
            ranking.rank(unit).map_or_else(String::new, |r| r.to_string()),
            row.code.clone(),
            row.name.clone(),
            total.map_or_else(String::new, two_places),
            total.map_or_else(String::new, show),
        ];
        let stood_in = || super::stood_in(ranking, unit).join("; ");
        record.extend(may_stand_in.then(stood_in));
        record.extend((0..plan.items.len()).map(|item| cell(ranking.results.item(plan, item, unit))));
        writer.write_record(&record)?;
    }
    writer.into_inner().map_err(|e| ::csv::Error::from(e.into_error()))
}

fn cell(value: &Value) -> String {
    match value {
        Value::Number(v) => two_places(v),
        Value::Word(w) => w.clone(),
        _ => String::new(),
    }
}
