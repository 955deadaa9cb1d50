//! How cells show their numbers, by style.

use super::{Format, xml};
use crate::problem::Kind;
use quick_xml::events::Event;
use std::collections::HashMap;
use std::io::BufRead;

/// The format of every cell style, in order.
pub(super) fn read(input: &mut dyn BufRead, part: &str) -> Result<Vec<Format>, Kind> {
    let mut codes: HashMap<u32, Format> = HashMap::new();
    let mut formats = Vec::new();
    let mut in_cells = false;
    xml::events(input, part, |event| {
        let (Event::Start(e) | Event::Empty(e)) = event else {
            if let Event::End(e) = event
                && e.local_name().as_ref() == "cellXfs"
            {
                in_cells = false;
            }
            return Ok(());
        };
        let id = || xml::attribute(e, "numFmtId").and_then(|v| v.parse().ok());
        match e.local_name().as_ref() {
            "numFmt" => {
                if let (Some(id), Some(code)) = (id(), xml::attribute(e, "formatCode")) {
                    codes.insert(id, of_code(&code));
                }
            }
            "cellXfs" => in_cells = matches!(event, Event::Start(_)),
            "xf" if in_cells => {
                let id = id().unwrap_or(0);
                formats.push(codes.get(&id).copied().unwrap_or_else(|| built_in(id)));
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(formats)
}

/// The formats that every spreadsheet knows by number; 27 to 36 and 50 to 58 are the dates of East Asian editions.
fn built_in(id: u32) -> Format {
    match id {
        9 | 10 => Format::Percent,
        14..=22 | 27..=36 | 45..=47 | 50..=58 => Format::Date,
        _ => Format::Plain,
    }
}

/// What a format code shows: its letters outside quotes, escapes, colours and conditions.
fn of_code(code: &str) -> Format {
    let mut chars = code.chars();
    let mut percent = false;
    let mut date = false;
    while let Some(c) = chars.next() {
        match c {
            '"' => while chars.next().is_some_and(|c| c != '"') {},
            '\\' | '_' | '*' => {
                chars.next();
            }
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                // [h], [mm], [ss]: elapsed time. [Red], [$¥-804], [>100] are not.
                date |= !inside.is_empty() && inside.chars().all(|c| "hms".contains(c.to_ascii_lowercase()));
            }
            // Only the first section, for positive numbers, decides.
            ';' => break,
            '%' => percent = true,
            c if "ymdhs".contains(c.to_ascii_lowercase()) => date = true,
            _ => {}
        }
    }
    // The word General holds none of the letters of dates, but Chinese editions write G/通用格式.
    match (percent, date) {
        (true, _) => Format::Percent,
        (false, true) => Format::Date,
        _ => Format::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn format_codes_tell_rates_and_dates_from_plain_numbers() {
        for (code, format) in [
            ("0.00%", Format::Percent),
            ("0.0%;[Red]-0.0%", Format::Percent),
            ("yyyy\"年\"m\"月\"d\"日\"", Format::Date),
            ("[$-804]yyyy/m/d", Format::Date),
            ("[h]:mm", Format::Date),
            ("#,##0.00", Format::Plain),
            ("General", Format::Plain),
            ("G/通用格式", Format::Plain),
            ("0\"days\"", Format::Plain),
            ("0\\%", Format::Plain),
            ("[Red]0", Format::Plain),
            ("0_m", Format::Plain),
            ("\"unclosed", Format::Plain),
        ] {
            assert_eq!(of_code(code), format, "{code}");
        }
    }
}
