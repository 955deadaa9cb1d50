//! `rectification.csv`: orders to mend what was found.

use super::{Register, read};
use crate::rows::Columns;
use kaocheng_engine::table::Units;
use kaocheng_register::orders::Order;

const NUMBER: usize = 0;
const UNIT: usize = 1;
const ITEM: usize = 2;
const FOUND: usize = 3;
const ORDERED: usize = 4;
const DEADLINE: usize = 5;
const CLOSED: usize = 6;
const PROOF: usize = 7;

static COLUMNS: Columns<usize> = Columns {
    words: &[
        (NUMBER, "number / 编号", &["编号", "文号", "整改单编号", "number"]),
        (UNIT, "unit / 单位", &["单位", "单位编码", "责任单位", "整改单位", "unit", "code"]),
        (ITEM, "item / 考核项目", &["考核项目", "考核项", "项目", "item"]),
        (FOUND, "found / 查实问题", &["查实问题", "问题", "存在问题", "found", "finding"]),
        (ORDERED, "ordered / 下达日期", &["下达日期", "通知日期", "发现日期", "ordered", "ordered date"]),
        (DEADLINE, "deadline / 整改期限", &["整改期限", "期限", "限期", "整改时限", "截止日期", "deadline", "due"]),
        (CLOSED, "closed / 销号日期", &["销号日期", "办结日期", "整改完成日期", "完成日期", "closed", "closed date"]),
        (PROOF, "proof / 佐证材料", &["佐证材料", "整改材料", "证明材料", "佐证", "proof"]),
    ],
    needed: &[NUMBER, UNIT, FOUND, ORDERED, CLOSED],
};

/// Reads a register of rectification orders.
pub fn read_rectification(file: &str, bytes: &[u8], units: &Units) -> Register<Order> {
    read(file, bytes, units, &COLUMNS, |cells, row| {
        let (number, unit, found) = (cells.needed(row, NUMBER), cells.unit(row, UNIT), cells.needed(row, FOUND));
        let (ordered, deadline, closed) =
            (cells.needed_day(row, ORDERED), cells.day(row, DEADLINE), cells.day(row, CLOSED));
        Some(Order {
            number: number?,
            unit: unit?,
            item: cells.text(row, ITEM),
            found: found?,
            ordered: ordered?,
            deadline: deadline?,
            closed: closed?,
            proof: cells.text(row, PROOF),
        })
    })
}
