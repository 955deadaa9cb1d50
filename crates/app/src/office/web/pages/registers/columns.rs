//! What registers and their columns are called, and what their cells take.

use kaocheng_office::act::Register;

/// Chinese and English name of a register.
pub fn names(register: Register) -> [&'static str; 2] {
    match register {
        Register::Letters => ["责任书", "Responsibility letters"],
        Register::Groups => ["领导小组", "Leading groups"],
        Register::Exchange => ["信息交换", "Exchange calendar"],
        Register::Assessments => ["考核次数", "Assessments"],
        Register::Rectification => ["限期整改", "Rectification orders"],
        Register::Visits => ["走访", "Visits"],
        Register::Facts => ["外部事实", "Outside facts"],
        Register::Decisions => ["名单的决定", "Decisions on lists"],
    }
}

/// Chinese and English heading of a column, as files of the register have it.
pub fn heading(register: Register, column: &str) -> [&'static str; 2] {
    match (register, column) {
        (Register::Letters, "by") => ["下达单位", "Handed down by"],
        (Register::Letters, "with") => ["责任单位", "With"],
        (Register::Letters, "date") => ["签订日期", "Signed"],
        (Register::Rectification, "number") | (Register::Letters, "number") => ["编号", "Number"],
        (Register::Assessments, "by") => ["考核单位", "Assessed by"],
        (Register::Decisions, "by") => ["决定单位", "By"],
        (Register::Visits, "reason") => ["拒签原因", "Why not signed"],
        (Register::Facts, "fact") => ["事实", "Fact"],
        (_, "kind") => ["类型", "Kind"],
        (_, "document") => ["文件", "Document"],
        (_, "unit") => ["单位", "Unit"],
        (_, "group") => ["小组", "Group"],
        (_, "head") => ["组长职务", "Head's post"],
        (_, "from") => ["起始日期", "From"],
        (_, "until") => ["终止日期", "Until"],
        (_, "department") => ["部门", "Department"],
        (_, "period") => ["期间", "Period"],
        (_, "due") => ["应交日期", "Due"],
        (_, "received") => ["收到日期", "Received"],
        (_, "total") => ["记录总数", "Records"],
        (_, "item") => ["考核项目", "Item"],
        (_, "found") => ["查实问题", "Found"],
        (_, "ordered") => ["下达日期", "Ordered"],
        (_, "deadline") => ["整改期限", "Deadline"],
        (_, "closed") => ["销号日期", "Closed"],
        (_, "proof") => ["佐证材料", "Proof"],
        (_, "site") => ["样本点", "Site"],
        (_, "team") => ["组别", "Team"],
        (_, "date") => ["日期", "Date"],
        (_, "signed") => ["签字", "Signed"],
        (_, "incident") => ["现场事件", "Incident"],
        (_, "value") => ["是否成立", "Holds"],
        (_, "evidence") => ["依据", "Evidence"],
        (_, "list") => ["名单", "List"],
        (_, "decision") => ["决定", "Decision"],
        (_, "reason") => ["理由", "Reason"],
        _ => ["", ""],
    }
}

/// How a cell is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A line.
    Text,
    /// A day.
    Day,
    /// A whole number.
    Number,
    /// A unit of the list.
    Unit,
    /// One of a few words: what files take, in Chinese, in English.
    Word(&'static [(&'static str, &'static str, &'static str)]),
    /// One of the outside facts that the scheme names.
    Fact,
}

/// How the cells of a column are typed.
pub fn typed(register: Register, column: &str) -> Typed {
    const LETTERS: &[(&str, &str, &str)] =
        &[("letter", "责任书", "responsibility letter"), ("notice", "任务通知书", "task notice")];
    const HOLDS: &[(&str, &str, &str)] = &[("yes", "成立", "holds"), ("no", "不成立", "does not hold")];
    match (register, column) {
        (Register::Exchange, "received") => Typed::Day,
        (_, "date" | "from" | "until" | "due" | "ordered" | "deadline" | "closed") => Typed::Day,
        (_, "total") => Typed::Number,
        (Register::Letters, "with") | (_, "unit") => Typed::Unit,
        (Register::Letters, "kind") => Typed::Word(LETTERS),
        (Register::Facts, "value") => Typed::Word(HOLDS),
        (Register::Facts, "fact") => Typed::Fact,
        _ => Typed::Text,
    }
}

/// Whether the reader of the register's file does without the cell.
pub fn is_optional(register: Register, column: &str) -> bool {
    match register {
        Register::Letters => matches!(column, "date" | "kind" | "document"),
        Register::Groups => matches!(column, "group" | "until" | "document"),
        Register::Exchange => matches!(column, "received" | "total"),
        Register::Assessments => column == "kind",
        Register::Rectification => matches!(column, "item" | "deadline" | "closed" | "proof"),
        Register::Visits | Register::Facts | Register::Decisions => false,
    }
}

/// Whether rows are entered on the pages of registers; others have pages of their own.
pub fn is_kept_here(register: Register) -> bool {
    !matches!(register, Register::Visits | Register::Decisions)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_a_heading() {
        for register in Register::ALL {
            for column in register.columns() {
                assert_ne!(heading(register, column), ["", ""], "{register:?} {column}");
            }
        }
    }
}
