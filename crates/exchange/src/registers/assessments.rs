//! `assessments.csv`: who assessed whom, and when.

use super::Register;
use super::table::{Field, read};
use kaocheng_engine::table::Units;
use kaocheng_register::frequency::Assessment;

const BY: usize = 0;
const UNIT: usize = 1;
const DATE: usize = 2;
const KIND: usize = 3;

const FIELDS: &[Field] = &[
    Field {
        names: "by / 考核单位", words: &["考核单位", "考核机关", "考核主体", "by", "assessed by"], needed: true
    },
    Field {
        names: "unit / 被考核单位",
        words: &["被考核单位", "被考核单位编码", "单位", "单位编码", "unit", "code"],
        needed: true,
    },
    Field { names: "date / 考核日期", words: &["考核日期", "考核时间", "日期", "date"], needed: true },
    Field { names: "kind / 类型", words: &["类型", "种类", "考核类型", "kind"], needed: false },
];

/// Reads a register of assessments.
pub fn read_assessments(file: &str, bytes: &[u8], units: &Units) -> Register<Assessment> {
    read(file, bytes, units, FIELDS, |row| {
        let (by, unit, date) = (row.needed(BY), row.unit(UNIT), row.needed_date(DATE));
        Some(Assessment { by: by?, unit: unit?, date: date?, kind: row.text(KIND) })
    })
}
