//! `exchange.csv`: what departments hand over, as totals. A file with columns about persons is refused whole (R2-19).

use super::{Register, read};
use crate::rows::Columns;
use kaocheng_engine::table::Units;
use kaocheng_register::calendar::Delivery;
use kaocheng_register::period::Period;

const DEPARTMENT: usize = 0;
const WHAT: usize = 1;
const PERIOD: usize = 2;
const DUE: usize = 3;
const RECEIVED: usize = 4;
const TOTAL: usize = 5;

static COLUMNS: Columns<usize> = Columns {
    words: &[
        (DEPARTMENT, "department / 部门", &["部门", "提供部门", "单位", "department"]),
        (WHAT, "what / 内容", &["内容", "信息种类", "种类", "what", "kind", "content"]),
        (PERIOD, "period / 期间", &["期间", "季度", "月份", "期别", "period", "quarter", "month"]),
        (DUE, "due / 应交日期", &["应交日期", "应报日期", "截止日期", "due", "due date"]),
        (RECEIVED, "received / 收到日期", &["收到日期", "实交日期", "接收日期", "received"]),
        (TOTAL, "total / 记录总数", &["记录总数", "总数", "条数", "汇总条数", "total", "records total", "records"]),
    ],
    needed: &[DEPARTMENT, PERIOD, RECEIVED],
};

/// Reads a register of exchanged figures.
pub fn read_exchange(file: &str, bytes: &[u8]) -> Register<Delivery> {
    read(file, bytes, &Units::default(), &COLUMNS, |cells, row| {
        let (department, period) = (cells.needed(row, DEPARTMENT), cells.needed(row, PERIOD));
        let (due, received, total) = (cells.day(row, DUE), cells.day(row, RECEIVED), cells.count(row, TOTAL));
        Some(Delivery {
            department: department?,
            what: cells.text(row, WHAT),
            period: Period::read(&period?),
            due: due?,
            received: received?,
            total: total?,
        })
    })
}
