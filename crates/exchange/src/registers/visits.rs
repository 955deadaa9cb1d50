//! `visits.csv`: visits on site, their feedback sheets, and what happened there that should not.

use super::Register;
use super::table::{Field, read};
use kaocheng_engine::table::Units;
use kaocheng_register::visits::Visit;

const UNIT: usize = 0;
const SITE: usize = 1;
const TEAM: usize = 2;
const DATE: usize = 3;
const SIGNED: usize = 4;
const REASON: usize = 5;
const INCIDENT: usize = 6;

const FIELDS: &[Field] = &[
    Field {
        names: "unit / 单位",
        words: &["单位", "单位编码", "被考核单位", "被调查单位", "unit", "code"],
        needed: true,
    },
    Field { names: "site / 样本点", words: &["样本点", "调查点", "地点", "site"], needed: false },
    Field { names: "team / 组别", words: &["组别", "调查组", "组", "team"], needed: true },
    Field { names: "date / 日期", words: &["日期", "调查日期", "date"], needed: true },
    Field { names: "signed / 签字", words: &["签字", "是否签字", "反馈单签字", "signed"], needed: true },
    Field {
        names: "reason / 拒签原因", words: &["拒签原因", "原因", "未签原因", "reason"], needed: false
    },
    Field {
        names: "incident / 现场事件", words: &["现场事件", "事件", "违纪情况", "incident"], needed: false
    },
];

/// Reads a register of visits.
pub fn read_visits(file: &str, bytes: &[u8], units: &Units) -> Register<Visit> {
    read(file, bytes, units, FIELDS, |row| {
        let (unit, team, date) = (row.unit(UNIT), row.needed(TEAM), row.needed_date(DATE));
        let signed = row.yes_no(SIGNED);
        Some(Visit {
            unit: unit?,
            site: row.text(SITE),
            team: team?,
            date: date?,
            signed: signed?,
            reason: row.text(REASON),
            incident: row.text(INCIDENT),
        })
    })
}
