//! How pages name things: people, units and moments; and where the pages of a round are.

use crate::message::Lang;
use crate::office::assess::Scheme;
use crate::office::moment::Moment;
use kaocheng_office::entity::Stamp;
use kaocheng_office::field_names::field_name;
use kaocheng_office::office::{Office, key, last_part};

/// A part of an address, encoded.
pub fn part(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

/// An address of these parts, each encoded: `/rounds/2026/field`.
pub fn address(parts: &[&str]) -> String {
    parts.iter().map(|text| format!("/{}", part(text))).collect()
}

/// The name of a person; the sign-in name if the office knows nobody of it.
pub fn person(office: &Office, login: &str) -> String {
    office.people.get(&key(&[login])).map_or_else(|| login.to_owned(), |person| person.name.clone())
}

/// Who and when: 张华 2026-07-31 09:30.
pub fn stamped(office: &Office, stamp: &Stamp) -> String {
    let when = Moment::of_text(&stamp.at).map_or_else(|| stamp.at.clone(), Moment::local);
    format!("{} {when}", person(office, &stamp.by))
}

/// The name of a unit with its code: 东岭村（A0101）.
pub fn unit(scheme: &Scheme, code: &str, t: Lang) -> String {
    let found = scheme.units.find(code).and_then(|ix| scheme.units.all().get(ix));
    match found.filter(|unit| !unit.name.is_empty()) {
        Some(unit) => t.pick(format!("{}（{}）", unit.name, unit.code), format!("{} ({})", unit.name, unit.code)),
        None => code.to_owned(),
    }
}

/// A sentence with the names of units where it has their codes: 到YT01走访 → 到东汀街道走访.
pub fn with_names(sentence: &str, scheme: &Scheme) -> String {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let mut told = String::new();
    let mut rest = sentence;
    while let Some(from) = rest.find(is_part) {
        let (before, at) = rest.split_at(from);
        let (word, after) = at.split_at(at.find(|c| !is_part(c)).unwrap_or(at.len()));
        let found = scheme.units.find(word).and_then(|ix| scheme.units.all().get(ix));
        told.push_str(before);
        told.push_str(found.map(|unit| unit.name.as_str()).filter(|name| !name.is_empty()).unwrap_or(word));
        rest = after;
    }
    told + rest
}

/// What a field of a form is called on pages; those of figures have the unit and the measure behind a letter.
pub fn field(name: &str, t: Lang) -> String {
    let (kind, of) = name.split_once('/').unwrap_or((name, ""));
    let [zh, en] = match kind {
        "v" => field_name("value"),
        "n" => field_name("note"),
        other => field_name(other),
    };
    let words = t.pick(zh, en);
    if of.is_empty() { words.to_owned() } else { format!("{words} {}", last_part(of)) }
}

/// Whether a field carries only what a form needs to be taken: what its author saw, the page, the step.
pub fn is_carried(name: &str) -> bool {
    let (kind, of) = name.split_once('/').unwrap_or((name, ""));
    matches!(kind, "act_id" | "base" | "page" | "step" | "next" | "back" | "kept")
        || (!of.is_empty() && matches!(kind, "o" | "m" | "b"))
}

/// All units, to choose from: code and name.
pub fn units(scheme: &Scheme, t: Lang) -> Vec<(String, String)> {
    scheme.units.all().iter().map(|one| (one.code.clone(), unit(scheme, &one.code, t))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::assess::Files;

    #[test]
    fn sentences_name_units_instead_of_their_codes() {
        let files = crate::example::find("childcare-2026", Lang::Zh).map(|found| found.files).unwrap_or_default();
        let files: Files = files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
        let scheme = Scheme::new(&files, None, Lang::Zh).unwrap();
        assert_eq!(with_names("到YT01走访并记录", &scheme), "到东汀街道走访并记录");
        assert_eq!(with_names("考核 · YT02", &scheme), "考核 · 西汀街道");
        assert_eq!(with_names("YT01-1、XYT01、YT01x", &scheme), "桃红井村、XYT01、YT01x", "only whole codes");
    }

    #[test]
    fn fields_are_called_as_on_their_pages() {
        assert_eq!(field("reason", Lang::Zh), "理由");
        assert_eq!(field("v/YT01/childcare-places", Lang::En), "figure childcare-places");
        assert!(
            is_carried("b/YT01/childcare-places") && is_carried("base") && !is_carried("by") && !is_carried("note")
        );
    }
}
