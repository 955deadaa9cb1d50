//! `assessments.csv`: who assessed whom, and when.

use super::{Register, read};
use crate::rows::Columns;
use kaocheng_engine::table::Units;
use kaocheng_register::frequency::Assessment;

const BY: usize = 0;
const UNIT: usize = 1;
const DATE: usize = 2;
const KIND: usize = 3;

static COLUMNS: Columns<usize> = Columns {
    words: &[
        (BY, "by / 考核单位", &["考核单位", "考核机关", "考核主体", "by", "assessed by"]),
        (UNIT, "unit / 被考核单位", &["被考核单位", "被考核单位编码", "单位", "单位编码", "unit", "code"]),
        (DATE, "date / 考核日期", &["考核日期", "考核时间", "日期", "date"]),
        (KIND, "kind / 类型", &["类型", "种类", "考核类型", "kind"]),
    ],
    needed: &[BY, UNIT, DATE],
};

/// Reads a register of assessments.
pub fn read_assessments(file: &str, bytes: &[u8], units: &Units) -> Register<Assessment> {
    read(file, bytes, units, &COLUMNS, |cells, row| {
        let (by, unit, date) = (cells.needed(row, BY), cells.unit(row, UNIT), cells.needed_day(row, DATE));
        Some(Assessment { by: by?, unit: unit?, date: date?, kind: cells.text(row, KIND) })
    })
}
