//! `exchange.csv`: what departments hand over, as totals. A file with columns about persons is refused whole (R2-19).

use super::Register;
use super::table::{Field, read};
use kaocheng_engine::table::Units;
use kaocheng_register::calendar::Delivery;
use kaocheng_register::period::Period;

const DEPARTMENT: usize = 0;
const WHAT: usize = 1;
const PERIOD: usize = 2;
const DUE: usize = 3;
const RECEIVED: usize = 4;
const TOTAL: usize = 5;

const FIELDS: &[Field] = &[
    Field { names: "department / 部门", words: &["部门", "提供部门", "单位", "department"], needed: true },
    Field {
        names: "what / 内容", words: &["内容", "信息种类", "种类", "what", "kind", "content"], needed: false
    },
    Field {
        names: "period / 期间",
        words: &["期间", "季度", "月份", "期别", "period", "quarter", "month"],
        needed: true,
    },
    Field {
        names: "due / 应交日期", words: &["应交日期", "应报日期", "截止日期", "due", "due date"], needed: false
    },
    Field {
        names: "received / 收到日期", words: &["收到日期", "实交日期", "接收日期", "received"], needed: true
    },
    Field {
        names: "total / 记录总数",
        words: &["记录总数", "总数", "条数", "汇总条数", "total", "records total", "records"],
        needed: false,
    },
];

/// Reads a register of exchanged figures.
pub fn read_exchange(file: &str, bytes: &[u8]) -> Register<Delivery> {
    read(file, bytes, &Units::default(), FIELDS, |row| {
        let (department, period) = (row.needed(DEPARTMENT), row.needed(PERIOD));
        let (due, received, total) = (row.date(DUE), row.date(RECEIVED), row.count(TOTAL));
        Some(Delivery {
            department: department?,
            what: row.text(WHAT),
            period: Period::read(&period?),
            due: due?,
            received: received?,
            total: total?,
        })
    })
}
