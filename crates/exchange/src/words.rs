//! The header words of our files, in Chinese and English, and how headers are compared.

/// What a column holds besides figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    /// The unit, by code or name.
    Unit,
    /// Its code and nothing else.
    Code,
    /// Its name.
    Name,
    /// Its level.
    Level,
    /// The unit above it.
    Parent,
    /// Its class.
    Class,
    /// The input of a long file.
    Input,
    /// The value of a long file.
    Value,
    /// The denominator of a rate of a long file.
    Denominator,
    /// Who supplied a figure.
    Source,
    /// Its date.
    Date,
    /// A remark.
    Note,
    /// A running number of rows.
    Number,
}

const WORDS: &[(Role, &[&str])] = &[
    (Role::Unit, &["单位", "考核单位", "被考核单位", "unit"]),
    (Role::Code, &["编码", "单位编码", "代码", "单位代码", "机构编码", "code", "unit code", "unit_code"]),
    (Role::Name, &["名称", "单位名称", "机构名称", "name", "unit name", "unit_name"]),
    (Role::Level, &["层级", "级别", "单位层级", "level"]),
    (Role::Parent, &["上级", "上级编码", "上级单位", "上级单位编码", "parent"]),
    (Role::Class, &["类别", "单位类别", "class"]),
    (Role::Input, &["指标", "指标名称", "指标编号", "考核指标", "数据项", "input", "indicator", "measure"]),
    (Role::Value, &["数值", "填报值", "指标值", "value", "figure"]),
    (Role::Denominator, &["分母", "denominator"]),
    (Role::Source, &["来源", "数据来源", "填报单位", "source"]),
    (Role::Date, &["日期", "填报日期", "数据日期", "date"]),
    (Role::Note, &["备注", "note", "notes", "remark"]),
    (Role::Number, &["序号", "no", "no.", "#"]),
];

/// What a header says its column holds.
pub(crate) fn role(header: &str) -> Option<Role> {
    let header = key(header);
    WORDS.iter().find(|(_, words)| words.iter().any(|w| key(w) == header)).map(|(role, _)| *role)
}

/// All header words.
#[cfg(test)]
pub(crate) fn all() -> impl Iterator<Item = &'static str> {
    WORDS.iter().flat_map(|(_, words)| words.iter().copied())
}

/// Words of a row that adds others up.
pub(crate) fn is_total(text: &str) -> bool {
    ["合计", "总计", "小计", "平均", "total", "subtotal", "average", "sum"].contains(&key(text).as_str())
}

/// A header or label for comparison: width, case and blanks do not matter, nor a colon or star at its end.
pub(crate) fn key(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '【' | '〔' => '[',
        '】' | '〕' => ']',
        '。' => '.',
        '、' => ',',
        other => other,
    };
    let plain: String = text
        .chars()
        .map(narrow)
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{feff}' | '\u{200b}'))
        .flat_map(char::to_lowercase)
        .collect();
    plain.trim_end_matches([':', '*']).to_owned()
}

/// Text from a file as it may stand in a message: one line, not longer than a message can bear.
pub(crate) fn shorten(text: &str) -> String {
    const MOST: usize = 40;
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if line.chars().count() <= MOST {
        return line;
    }
    line.chars().take(MOST - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_compared_without_width_case_or_blanks() {
        assert_eq!(role(" 单 位 编码:"), Some(Role::Code));
        assert_eq!(role("Ｃｏｄｅ"), Some(Role::Code));
        assert_eq!(role("Unit Code*"), Some(Role::Code));
        assert_eq!(role("单位名称简写"), None);
        assert_eq!(key("到位率（上半年）"), key("到位率(上半年)"));
    }
}
