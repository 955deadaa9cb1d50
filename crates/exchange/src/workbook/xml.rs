//! Reading the XML of a part: local names only, since producers differ in prefixes and namespaces.

use crate::problem::Kind;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::io::BufRead;

/// The value of an attribute by its local name.
pub(super) fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|a| a.key.local_name().as_ref() == name)
        .and_then(|a| a.normalized_value(XmlVersion::default()).ok().map(|v| v.into_owned()))
}

/// The character of an entity; nothing for entities that the document would have to define.
pub(super) fn entity(reference: &BytesRef) -> Option<char> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return Some(c);
    }
    match reference.xml10_content().as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

/// Gives every event of a part to `on`, until the end or its first problem.
pub(super) fn events(
    input: &mut dyn BufRead,
    part: &str,
    mut on: impl FnMut(&Event) -> Result<(), Kind>,
) -> Result<(), Kind> {
    let broken = || Kind::BrokenWorkbook { part: part.to_owned() };
    let mut reader = Reader::from_reader(input);
    reader.config_mut().allow_unmatched_ends = false;
    let mut buffer = Vec::new();
    let mut depth = 0usize;
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|_| broken())?;
        match event {
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(broken()),
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        // Every open element is remembered, so depth costs memory; real parts are some ten deep.
        if depth > 256 {
            return Err(broken());
        }
        on(&event)?;
    }
}
