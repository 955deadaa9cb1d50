//! The look of a template: quiet colours, thin lines, white where people write.

use super::text::Text;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

const INK: u32 = 0x1F_3A44;
const PALE: u32 = 0xE6_EFF1;
const PALER: u32 = 0xF4_F7F8;
const LINE: u32 = 0xB8_C7CC;
const GREY: u32 = 0x6B_7C83;
const WARN: u32 = 0xFF_F4DC;

/// The formats of all cells.
pub(super) struct Styles {
    pub title: Format,
    pub hint: Format,
    pub item: Format,
    pub label: Format,
    pub kind: Format,
    pub id: Format,
    pub unit: Format,
    pub plain: Format,
    pub number: Format,
    pub percent: Format,
    pub date: Format,
    pub fact: Format,
    pub value: Format,
    pub step: Format,
    pub guard: Format,
}

impl Styles {
    pub fn new(text: Text) -> Styles {
        let base = Format::new().set_font_name(text.font()).set_font_size(11).set_align(FormatAlign::VerticalCenter);
        let boxed = base.clone().set_border(FormatBorder::Thin).set_border_color(LINE);
        let centred = boxed.clone().set_text_wrap().set_align(FormatAlign::Center);
        let small = centred.clone().set_font_size(9).set_font_color(GREY).set_background_color(PALER);
        let open = boxed.clone().set_unlocked().set_align(FormatAlign::Center);
        Styles {
            title: base.clone().set_font_size(18).set_bold().set_font_color(INK),
            hint: base.clone().set_font_size(10).set_font_color(GREY),
            item: centred.clone().set_bold().set_font_color(0xFF_FFFF).set_background_color(INK),
            label: centred.clone().set_bold().set_font_color(INK).set_background_color(PALE),
            kind: small.clone(),
            id: small.set_font_size(7),
            unit: boxed.clone().set_indent(1).set_background_color(PALER),
            plain: open.clone(),
            number: open.clone().set_num_format("#,##0.##########;-#,##0.##########"),
            date: open.clone().set_num_format("yyyy-mm-dd"),
            percent: open.set_num_format("0.00%"),
            fact: boxed.clone().set_indent(1).set_bold().set_font_color(INK).set_background_color(PALE),
            value: boxed.clone().set_text_wrap().set_align(FormatAlign::Left).set_indent(1),
            step: base.set_text_wrap(),
            guard: boxed.set_text_wrap().set_bold().set_indent(1).set_background_color(WARN),
        }
    }
}

/// The width of a text in columns of a digit: Chinese characters take two.
pub(super) fn width(text: &str) -> u32 {
    text.lines().map(|line| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()).max().unwrap_or(0)
}

/// How many lines a text takes in a column of this width.
pub(super) fn lines(text: &str, column: u32) -> u32 {
    text.lines().map(|line| width(line).div_ceil(column.saturating_sub(1).max(1)).max(1)).sum()
}
