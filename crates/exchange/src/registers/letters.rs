//! `letters.csv`: responsibility letters and task notices.

use super::Register;
use super::table::{Field, read};
use kaocheng_engine::table::Units;
use kaocheng_register::letters::{Letter, LetterKind};

const NUMBER: usize = 0;
const BY: usize = 1;
const WITH: usize = 2;
const LEVEL: usize = 3;
const DATE: usize = 4;
const COUNTERPARTY: usize = 5;
const KIND: usize = 6;
const DOCUMENT: usize = 7;

const FIELDS: &[Field] = &[
    Field { names: "number / 编号", words: &["编号", "文号", "责任书编号", "number"], needed: true },
    Field {
        names: "by / 下达单位",
        words: &["下达单位", "下达", "发文单位", "上级", "by", "handed down by"],
        needed: true,
    },
    Field {
        names: "with / 责任单位",
        words: &["责任单位", "签订单位", "单位", "单位编码", "with", "unit", "code"],
        needed: true,
    },
    Field { names: "level / 层级", words: &["层级", "级别", "level"], needed: false },
    Field {
        names: "date / 签订日期", words: &["签订日期", "下达日期", "日期", "date", "signed"], needed: true
    },
    Field {
        names: "counterparty / 签约方", words: &["签约方", "对方", "甲方", "counterparty"], needed: false
    },
    Field { names: "kind / 类型", words: &["类型", "种类", "文书类型", "kind"], needed: false },
    Field { names: "document / 文件", words: &["文件", "文件名", "档案号", "document"], needed: false },
];

/// Reads a register of letters. One without a kind is a responsibility letter.
pub fn read_letters(file: &str, bytes: &[u8], units: &Units) -> Register<Letter> {
    const KINDS: &[(LetterKind, &[&str])] = &[
        (LetterKind::Responsibility, &["责任书", "目标责任书", "responsibility letter", "letter"]),
        (LetterKind::TaskNotice, &["任务通知书", "通知书", "task notice", "notice"]),
    ];
    read(file, bytes, units, FIELDS, |row| {
        let (number, by, with) = (row.needed(NUMBER), row.needed(BY), row.unit(WITH));
        let (date, kind) = (row.date(DATE), row.word(KIND, KINDS, "责任书 / 任务通知书, letter / notice"));
        Some(Letter {
            number: number?,
            by: by?,
            with: with?,
            level: row.text(LEVEL),
            date: date?,
            counterparty: row.text(COUNTERPARTY),
            kind: kind?.unwrap_or(LetterKind::Responsibility),
            document: row.text(DOCUMENT),
        })
    })
}
