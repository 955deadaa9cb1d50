//! `groups.csv`: leading groups, with the post of their head and the days that they hold.

use super::Register;
use super::table::{Field, read};
use kaocheng_engine::table::Units;
use kaocheng_register::groups::Group;

const UNIT: usize = 0;
const GROUP: usize = 1;
const HEAD: usize = 2;
const FROM: usize = 3;
const UNTIL: usize = 4;
const DOCUMENT: usize = 5;

const FIELDS: &[Field] = &[
    Field { names: "unit / 单位", words: &["单位", "单位编码", "unit", "code"], needed: true },
    Field { names: "group / 小组", words: &["小组", "领导小组", "小组名称", "group"], needed: false },
    Field { names: "head / 组长职务", words: &["组长职务", "head", "head's post", "post"], needed: true },
    Field {
        names: "from / 起始日期", words: &["起始日期", "成立日期", "起", "自", "from"], needed: true
    },
    Field {
        names: "until / 终止日期", words: &["终止日期", "截止日期", "止", "至", "until"], needed: true
    },
    Field { names: "document / 文件", words: &["文件", "文号", "document"], needed: false },
];

/// Reads a register of leading groups.
pub fn read_groups(file: &str, bytes: &[u8], units: &Units) -> Register<Group> {
    read(file, bytes, units, FIELDS, |row| {
        let (unit, head) = (row.unit(UNIT), row.needed(HEAD));
        let (from, until) = (row.needed_date(FROM), row.date(UNTIL));
        Some(Group {
            unit: unit?,
            name: row.text(GROUP),
            head: head?,
            from: from?,
            until: until?,
            document: row.text(DOCUMENT),
        })
    })
}
