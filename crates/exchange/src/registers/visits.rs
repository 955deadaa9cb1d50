//! `visits.csv`: visits on site, their feedback sheets, and what happened there that should not.

use super::{Register, read};
use crate::rows::Columns;
use kaocheng_engine::table::Units;
use kaocheng_register::visits::Visit;

const UNIT: usize = 0;
const SITE: usize = 1;
const TEAM: usize = 2;
const DATE: usize = 3;
const SIGNED: usize = 4;
const REASON: usize = 5;
const INCIDENT: usize = 6;

static COLUMNS: Columns<usize> = Columns {
    words: &[
        (UNIT, "unit / 单位", &["单位", "单位编码", "被考核单位", "被调查单位", "unit", "code"]),
        (SITE, "site / 样本点", &["样本点", "调查点", "地点", "site"]),
        (TEAM, "team / 组别", &["组别", "调查组", "组", "team"]),
        (DATE, "date / 日期", &["日期", "调查日期", "date"]),
        (SIGNED, "signed / 签字", &["签字", "是否签字", "反馈单签字", "signed"]),
        (REASON, "reason / 拒签原因", &["拒签原因", "原因", "未签原因", "reason"]),
        (INCIDENT, "incident / 现场事件", &["现场事件", "事件", "违纪情况", "incident"]),
    ],
    needed: &[UNIT, TEAM, DATE, SIGNED],
};

/// Reads a register of visits.
pub fn read_visits(file: &str, bytes: &[u8], units: &Units) -> Register<Visit> {
    read(file, bytes, units, &COLUMNS, |cells, row| {
        let (unit, team, date) = (cells.unit(row, UNIT), cells.needed(row, TEAM), cells.needed_day(row, DATE));
        let signed = cells.yes_no(row, SIGNED, &["已签", "签字", "signed"], &["未签", "拒签", "refused"]);
        Some(Visit {
            unit: unit?,
            site: cells.text(row, SITE),
            team: team?,
            date: date?,
            signed: signed?,
            reason: cells.text(row, REASON),
            incident: cells.text(row, INCIDENT),
        })
    })
}
