//! Kinds of unit: 街道:…;乡镇:….

use super::phrase;
use super::text::{Range, Text};

/// Kinds of unit that a label may name.
const KINDS: &[&str] = &[
    "乡镇(街道)",
    "乡镇",
    "乡镇街道",
    "街道",
    "街道办",
    "街道办事处",
    "镇街",
    "镇",
    "乡",
    "县",
    "区",
    "县区",
    "区县",
    "县(市)",
    "县(市、区)",
    "县级市",
    "城区",
    "郊区",
    "城市",
    "城镇",
    "农村",
    "村",
    "行政村",
    "社区",
    "村居",
    "村(社区)",
    "开发区",
    "园区",
    "学校",
    "中学",
    "小学",
    "幼儿园",
    "高中",
    "初中",
    "高校",
    "企业",
    "机关",
    "医院",
    "卫生院",
    "乡镇卫生院",
    "市直部门",
    "市直单位",
    "县直部门",
    "县直单位",
    "区直部门",
    "区直单位",
    "部门",
    "科室",
    "公立医院",
    "民办学校",
    "公办学校",
];
const QUALIFIERS: &[&str] =
    &["抽查", "抽查的", "未抽查", "未抽查的", "被抽查", "未被抽查", "抽检", "未抽检", "各", "其他", "其它", "对"];
const LETTERS: &[&str] = &["A", "B", "C", "D", "一", "二", "三", "四", "甲", "乙", "丙", "丁"];

/// The kind of unit that labels the stretch, and the end of the label.
pub(super) fn label(text: &Text, from: usize, to: usize) -> Option<(Range, usize)> {
    let range = phrase::clean(text, (from, to));
    let colon = (range.0..range.1.min(range.0 + 12)).find(|&i| text.c(i) == ':')?;
    let unit = text.any(text.skip(range.0, QUALIFIERS), KINDS);
    let class = text
        .any(range.0, LETTERS)
        .and_then(|end| text.any(end, &["类"]))
        .map(|end| text.any(end, KINDS).or_else(|| text.any(end, &["单位", "地区"])).unwrap_or(end));
    let named = unit.or(class) == Some(colon);
    let whole = named && colon + 1 < to;
    // Behind a level such as 国家:…, 县:… is a level too.
    whole.then_some(((range.0, colon), colon + 1))
}

/// Whether the text deals with levels of recognition (国家:…;省:…;市:…), so that 县 is one of them.
pub(super) fn names_levels(text: &Text) -> bool {
    (0..text.len()).any(|i| {
        !matches!(text.before(i), '市' | '县')
            && text
                .any(i, &["国家", "国家级", "省", "省级", "部级", "市", "市级"])
                .is_some_and(|end| text.c(end) == ':')
    })
}
