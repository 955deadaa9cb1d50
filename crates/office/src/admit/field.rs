//! What single fields must hold.

use crate::refusal::Refusal;
use std::collections::BTreeMap;

/// Characters of the longest text that a field takes.
const LONGEST: usize = 20_000;
/// Characters of the longest name.
const LONGEST_NAME: usize = 200;

/// A text that must be there.
pub fn text(field: &'static str, value: &str) -> Result<(), Refusal> {
    let want = ["不能空着，不超过20000字", "something, of 20,000 characters at most"];
    if value.trim().is_empty() || value.chars().count() > LONGEST { refuse(field, value, want) } else { Ok(()) }
}

/// A text that may be empty.
pub fn remark(field: &'static str, value: &str) -> Result<(), Refusal> {
    if value.chars().count() > LONGEST {
        return refuse(field, value, ["不超过20000字", "20,000 characters at most"]);
    }
    Ok(())
}

/// Why somebody signed or refused to: a refusal needs a reason, a signature may have a remark.
pub fn answer(signed: bool, reason: &str) -> Result<(), Refusal> {
    if signed { remark("reason", reason) } else { text("reason", reason) }
}

/// A name: one line.
pub fn name(field: &'static str, value: &str) -> Result<(), Refusal> {
    let fits =
        !value.trim().is_empty() && value.chars().count() <= LONGEST_NAME && !value.chars().any(char::is_control);
    let want = ["一行文字，不超过200字", "one line of 200 characters at most"];
    if fits { Ok(()) } else { refuse(field, value, want) }
}

/// A short name for addresses and keys: letters, digits, `.`, `-`, `_`.
pub fn id(field: &'static str, value: &str) -> Result<(), Refusal> {
    let letters = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let fits = (1..=64).contains(&value.chars().count())
        && value.chars().all(letters)
        && value.chars().next().is_some_and(char::is_alphanumeric);
    let want = ["1至64个字母、数字、点、横线", "1 to 64 letters, digits, dots and hyphens, a letter or digit first"];
    if fits { Ok(()) } else { refuse(field, value, want) }
}

/// A day.
pub fn day(field: &'static str, value: &str) -> Result<jiff::civil::Date, Refusal> {
    let read = (value.len() == 10).then(|| value.parse::<jiff::civil::Date>().ok()).flatten();
    match read {
        Some(day) => Ok(day),
        None => refuse(field, value, ["日期，如2026-07-31", "a day such as 2026-07-31"]),
    }
}

/// The day of a moment, in the office's own offset.
pub fn day_of(at: &str) -> Result<jiff::civil::Date, Refusal> {
    day("at", at.get(..10).unwrap_or(at))
}

/// A moment.
pub fn moment(at: &str) -> Result<(), Refusal> {
    let read = at.parse::<jiff::Timestamp>();
    let want = ["时刻，如2026-07-31T09:30:00+08:00", "a moment such as 2026-07-31T09:30:00+08:00"];
    if read.is_ok() { day_of(at).map(|_| ()) } else { refuse("at", at, want) }
}

/// The hash of a file.
pub fn blob(value: &str) -> Result<(), Refusal> {
    let is_hash = value.len() == 64 && value.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    let want = ["文件的SHA-256,64位十六进制", "the SHA-256 of a file, 64 hexadecimal digits"];
    if is_hash { Ok(()) } else { refuse("blob", value, want) }
}

/// Files by name: no name may lead out of the folder that they are laid out in.
pub fn files(files: &BTreeMap<String, String>) -> Result<(), Refusal> {
    for (name, hash) in files {
        let part = |p: &str| {
            !p.is_empty() && !p.starts_with('.') && !p.chars().any(|c| c.is_control() || matches!(c, '\\' | ':'))
        };
        if name.len() > 200 || !name.split('/').all(part) {
            return refuse("file", name, ["文件夹内的文件名", "the name of a file inside the folder"]);
        }
        blob(hash)?;
    }
    Ok(())
}

/// The refusal of a field.
pub fn refuse<T>(field: &'static str, found: &str, want: [&'static str; 2]) -> Result<T, Refusal> {
    let found: String = found.chars().take(60).collect();
    Err(Refusal::Field { field, found, want })
}
