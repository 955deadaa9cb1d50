//! `facts.csv`: whether the outside facts hold on which lists depend, and what shows it.

use crate::nearest::Nearest;
use crate::problem::{Cell, Found, Kind, Problem};
use crate::register::{Columns, Register};
use crate::words::{key, shorten};
use crate::workbook::Row;
use kaocheng_compile::date;
use kaocheng_compile::plan::Plan;
use kaocheng_engine::decide::OutsideFact;
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

const COLUMNS: Columns<Column> = Columns {
    words: &[
        (Column::Fact, "fact / 事实", &["事实", "fact", "编号", "id"]),
        (Column::Value, "value / 是否成立", &["是否成立", "value", "成立", "holds"]),
        (Column::Evidence, "evidence / 依据", &["依据", "evidence", "证据", "佐证材料"]),
        (Column::Date, "date / 日期", &["日期", "date", "认定日期"]),
    ],
    needed: &[Column::Fact, Column::Value, Column::Evidence, Column::Date],
};

const YES: [&str; 5] = ["是", "成立", "yes", "true", "y"];
const NO: [&str; 5] = ["否", "不成立", "no", "false", "n"];

/// Reads a file of facts for a plan. A fact is named by its id (`fact:1`) or by its own words.
pub fn read_facts(file: &str, bytes: &[u8], plan: &Plan) -> FactsRead {
    let mut found = Found::default();
    let mut facts = BTreeMap::new();
    let mut there: BTreeMap<String, String> = BTreeMap::new();
    if let Some(register) = COLUMNS.open(file, bytes, &mut found) {
        let mut reading = Reading { plan, register: &register, found: &mut found, nearest: Nearest::default() };
        for row in register.rows() {
            let Some((id, fact)) = reading.row(row) else { continue };
            let here = register.here.row(row.number);
            if let Some(there) = there.get(&id) {
                let kind = Kind::AnswerTwice { there: there.clone() };
                reading.problem(row, Column::Fact, kind);
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
    register: &'r Register<Column>,
    found: &'r mut Found,
    nearest: Nearest,
}

impl Reading<'_> {
    fn row(&mut self, row: &Row) -> Option<(String, OutsideFact)> {
        let id = self.fact(row);
        let holds = self.value(row);
        let evidence = self.text(row, Column::Evidence);
        let date = self.date(row);
        Some((id?, OutsideFact { holds: holds?, evidence: evidence?, date: date? }))
    }

    fn problem(&mut self, row: &Row, column: Column, kind: Kind) {
        self.found.push(self.register.place(row, column).problem(kind));
    }

    fn text(&mut self, row: &Row, column: Column) -> Option<String> {
        let text = self.register.text(row, column);
        if text.is_empty() {
            self.problem(row, column, Kind::AnswerIncomplete { column: COLUMNS.name(column) });
            return None;
        }
        Some(text)
    }

    fn fact(&mut self, row: &Row) -> Option<String> {
        let text = self.text(row, Column::Fact)?;
        let facts = &self.plan.mechanism.facts;
        let found = facts.iter().find(|f| key(&f.id) == key(&text) || key(&f.label) == key(&text));
        if found.is_none() {
            let names = facts.iter().flat_map(|f| [f.label.as_str(), f.id.as_str()]);
            let nearest = self.nearest.of(&text, names).map(shorten);
            self.problem(row, Column::Fact, Kind::UnknownFact { found: shorten(&text), nearest });
        }
        found.map(|f| f.id.clone())
    }

    fn value(&mut self, row: &Row) -> Option<bool> {
        let text = self.text(row, Column::Value)?;
        let is = |words: &[&str]| words.iter().any(|w| key(w) == key(&text));
        match (is(&YES), is(&NO)) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => {
                let cell = Cell { input: COLUMNS.name(Column::Value).to_owned(), found: shorten(&text) };
                self.problem(row, Column::Value, Kind::NotYesNo(cell));
                None
            }
        }
    }

    fn date(&mut self, row: &Row) -> Option<String> {
        let text = self.register.text(row, Column::Date);
        let day = date::read(&text, false).filter(|day| date::read(&text, true) == Some(*day));
        if day.is_none() {
            self.problem(row, Column::Date, Kind::DateNotRead { date: shorten(&text) });
        }
        day.map(|d| d.to_string())
    }
}
