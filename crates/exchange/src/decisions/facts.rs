//! `facts.csv`: whether the outside facts hold on which lists depend, and what shows it.

use crate::problem::{Found, Kind, Problem};
use crate::rows::{Cells, Columns};
use crate::words::{key, shorten};
use crate::workbook::Row;
use kaocheng_compile::plan::Plan;
use kaocheng_engine::decide::OutsideFact;
use kaocheng_engine::table::Units;
use std::collections::BTreeMap;

/// What a file of facts holds.
#[derive(Debug, Default)]
pub struct FactsRead {
    /// The facts by id; `None` when a problem is an error.
    pub facts: Option<BTreeMap<String, OutsideFact>>,
    /// What was found; the first of them if there are very many.
    pub problems: Vec<Problem>,
    /// Problems beyond those listed.
    pub unlisted: usize,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Column {
    Fact,
    Value,
    Evidence,
    Date,
}

static COLUMNS: Columns<Column> = Columns {
    words: &[
        (Column::Fact, "fact / 事实", &["事实", "fact", "编号", "id"]),
        (Column::Value, "value / 是否成立", &["是否成立", "value", "成立", "holds"]),
        (Column::Evidence, "evidence / 依据", &["依据", "evidence", "证据", "佐证材料"]),
        (Column::Date, "date / 日期", &["日期", "date", "认定日期"]),
    ],
    needed: &[Column::Fact, Column::Value, Column::Evidence, Column::Date],
};

/// Reads a file of facts for a plan. A fact is named by its id (`fact:1`) or by its own words.
pub fn read_facts(file: &str, bytes: &[u8], plan: &Plan) -> FactsRead {
    let mut found = Found::default();
    let mut facts = BTreeMap::new();
    let mut there: BTreeMap<String, String> = BTreeMap::new();
    let no_units = Units::default();
    if let Some(rows) = COLUMNS.open(file, bytes, &mut found) {
        let mut reading = Reading { plan, cells: Cells::new(&rows, &no_units, &mut found) };
        for row in rows.rows() {
            let Some((id, fact)) = reading.row(row) else { continue };
            let here = rows.here.row(row.number);
            if let Some(there) = there.get(&id) {
                let kind = Kind::AnswerTwice { there: there.clone() };
                reading.cells.problem(row, Column::Fact, kind);
            }
            there.entry(id.clone()).or_insert_with(|| here.to_string());
            facts.entry(id).or_insert(fact);
        }
    }
    let Found { list: problems, unlisted, errors } = found;
    FactsRead { facts: (errors == 0).then_some(facts), problems, unlisted }
}

struct Reading<'r> {
    plan: &'r Plan,
    cells: Cells<'r, Column>,
}

impl Reading<'_> {
    fn row(&mut self, row: &Row) -> Option<(String, OutsideFact)> {
        let id = self.fact(row);
        let holds = self.value(row);
        let evidence = self.cells.needed(row, Column::Evidence);
        let date = self.cells.needed_day(row, Column::Date).map(|day| day.to_string());
        Some((id?, OutsideFact { holds: holds?, evidence: evidence?, date: date? }))
    }

    fn fact(&mut self, row: &Row) -> Option<String> {
        let text = self.cells.needed(row, Column::Fact)?;
        let facts = &self.plan.mechanism.facts;
        let found = facts.iter().find(|f| key(&f.id) == key(&text) || key(&f.label) == key(&text));
        if found.is_none() {
            let names = facts.iter().flat_map(|f| [f.label.as_str(), f.id.as_str()]);
            let nearest = self.cells.nearest.of(&text, names).map(shorten);
            self.cells.problem(row, Column::Fact, Kind::UnknownFact { found: shorten(&text), nearest });
        }
        found.map(|f| f.id.clone())
    }

    fn value(&mut self, row: &Row) -> Option<bool> {
        self.cells.needed(row, Column::Value)?;
        self.cells.yes_no(row, Column::Value, &["成立"], &["不成立"])?
    }
}
