//! `groups.csv`: leading groups, with the post of their head and the days that they hold.

use super::{Register, read};
use crate::rows::Columns;
use kaocheng_engine::table::Units;
use kaocheng_register::groups::Group;

const UNIT: usize = 0;
const GROUP: usize = 1;
const HEAD: usize = 2;
const FROM: usize = 3;
const UNTIL: usize = 4;
const DOCUMENT: usize = 5;

static COLUMNS: Columns<usize> = Columns {
    words: &[
        (UNIT, "unit / 单位", &["单位", "单位编码", "unit", "code"]),
        (GROUP, "group / 小组", &["小组", "领导小组", "小组名称", "group"]),
        (HEAD, "head / 组长职务", &["组长职务", "head", "head's post", "post"]),
        (FROM, "from / 起始日期", &["起始日期", "成立日期", "起", "自", "from"]),
        (UNTIL, "until / 终止日期", &["终止日期", "截止日期", "止", "至", "until"]),
        (DOCUMENT, "document / 文件", &["文件", "文号", "document"]),
    ],
    needed: &[UNIT, HEAD, FROM, UNTIL],
};

/// Reads a register of leading groups.
pub fn read_groups(file: &str, bytes: &[u8], units: &Units) -> Register<Group> {
    read(file, bytes, units, &COLUMNS, |cells, row| {
        let (unit, head) = (cells.unit(row, UNIT), cells.needed(row, HEAD));
        let (from, until) = (cells.needed_day(row, FROM), cells.day(row, UNTIL));
        Some(Group {
            unit: unit?,
            name: cells.text(row, GROUP),
            head: head?,
            from: from?,
            until: until?,
            document: cells.text(row, DOCUMENT),
        })
    })
}
