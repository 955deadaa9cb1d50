//! `letters.csv`: responsibility letters and task notices.

use super::{Register, read};
use crate::rows::Columns;
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

static COLUMNS: Columns<usize> = Columns {
    words: &[
        (NUMBER, "number / 编号", &["编号", "文号", "责任书编号", "number"]),
        (BY, "by / 下达单位", &["下达单位", "下达", "发文单位", "上级", "by", "handed down by"]),
        (WITH, "with / 责任单位", &["责任单位", "签订单位", "单位", "单位编码", "with", "unit", "code"]),
        (LEVEL, "level / 层级", &["层级", "级别", "level"]),
        (DATE, "date / 签订日期", &["签订日期", "下达日期", "日期", "date", "signed"]),
        (COUNTERPARTY, "counterparty / 签约方", &["签约方", "对方", "甲方", "counterparty"]),
        (KIND, "kind / 类型", &["类型", "种类", "文书类型", "kind"]),
        (DOCUMENT, "document / 文件", &["文件", "文件名", "档案号", "document"]),
    ],
    needed: &[NUMBER, BY, WITH, DATE],
};

/// Reads a register of letters. One without a kind is a responsibility letter.
pub fn read_letters(file: &str, bytes: &[u8], units: &Units) -> Register<Letter> {
    const KINDS: &[(LetterKind, &[&str])] = &[
        (LetterKind::Responsibility, &["责任书", "目标责任书", "responsibility letter", "letter"]),
        (LetterKind::TaskNotice, &["任务通知书", "通知书", "task notice", "notice"]),
    ];
    read(file, bytes, units, &COLUMNS, |cells, row| {
        let (number, by, with) = (cells.needed(row, NUMBER), cells.needed(row, BY), cells.unit(row, WITH));
        let (date, kind) = (cells.day(row, DATE), cells.word(row, KIND, KINDS));
        Some(Letter {
            number: number?,
            by: by?,
            with: with?,
            level: cells.text(row, LEVEL),
            date: date?,
            counterparty: cells.text(row, COUNTERPARTY),
            kind: kind?.unwrap_or(LetterKind::Responsibility),
            document: cells.text(row, DOCUMENT),
        })
    })
}
