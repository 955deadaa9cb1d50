//! `rectification.csv`: orders to mend what was found.

use super::Register;
use super::table::{Field, read};
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

const FIELDS: &[Field] = &[
    Field { names: "number / 编号", words: &["编号", "文号", "整改单编号", "number"], needed: true },
    Field {
        names: "unit / 单位", words: &["单位", "单位编码", "责任单位", "整改单位", "unit", "code"], needed: true
    },
    Field { names: "item / 考核项目", words: &["考核项目", "考核项", "项目", "item"], needed: false },
    Field {
        names: "found / 查实问题", words: &["查实问题", "问题", "存在问题", "found", "finding"], needed: true
    },
    Field {
        names: "ordered / 下达日期",
        words: &["下达日期", "通知日期", "发现日期", "ordered", "ordered date"],
        needed: true,
    },
    Field {
        names: "deadline / 整改期限",
        words: &["整改期限", "期限", "限期", "整改时限", "截止日期", "deadline", "due"],
        needed: false,
    },
    Field {
        names: "closed / 销号日期",
        words: &["销号日期", "办结日期", "整改完成日期", "完成日期", "closed", "closed date"],
        needed: true,
    },
    Field {
        names: "proof / 佐证材料", words: &["佐证材料", "整改材料", "证明材料", "佐证", "proof"], needed: false
    },
];

/// Reads a register of rectification orders.
pub fn read_rectification(file: &str, bytes: &[u8], units: &Units) -> Register<Order> {
    read(file, bytes, units, FIELDS, |row| {
        let (number, unit, found) = (row.needed(NUMBER), row.unit(UNIT), row.needed(FOUND));
        let (ordered, deadline, closed) = (row.needed_date(ORDERED), row.date(DEADLINE), row.date(CLOSED));
        Some(Order {
            number: number?,
            unit: unit?,
            item: row.text(ITEM),
            found: found?,
            ordered: ordered?,
            deadline: deadline?,
            closed: closed?,
            proof: row.text(PROOF),
        })
    })
}
