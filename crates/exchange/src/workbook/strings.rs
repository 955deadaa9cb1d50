//! The strings that the cells of a workbook share.

use super::limits::Counter;
use super::xml;
use crate::problem::Kind;
use quick_xml::events::Event;
use std::io::BufRead;
use std::sync::Arc;

/// The text of a string item or an inline string: its runs, without the readings printed above Chinese characters.
#[derive(Default)]
pub(super) struct Runs {
    pub text: String,
    in_text: bool,
    in_reading: bool,
}

impl Runs {
    /// Takes one event inside the item.
    pub fn on(&mut self, event: &Event, counter: &Counter) -> Result<(), Kind> {
        match event {
            Event::Start(e) if e.local_name().as_ref() == "t" => self.in_text = true,
            Event::End(e) if e.local_name().as_ref() == "t" => self.in_text = false,
            Event::Start(e) if e.local_name().as_ref() == "rPh" => self.in_reading = true,
            Event::End(e) if e.local_name().as_ref() == "rPh" => self.in_reading = false,
            Event::Text(text) if self.takes() => self.text.push_str(&text.xml10_content()),
            Event::CData(text) if self.takes() => self.text.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) if self.takes() => self.text.extend(xml::entity(reference)),
            _ => {}
        }
        counter.text(self.text.len())
    }

    fn takes(&self) -> bool {
        self.in_text && !self.in_reading
    }
}

/// All shared strings, trimmed.
pub(super) fn read(input: &mut dyn BufRead, part: &str, counter: &Counter) -> Result<Vec<Arc<str>>, Kind> {
    let mut strings: Vec<Arc<str>> = Vec::new();
    let mut item: Option<Runs> = None;
    xml::events(input, part, |event| {
        counter.strings(strings.len())?;
        match event {
            Event::Empty(e) if e.local_name().as_ref() == "si" => strings.push(Arc::from("")),
            Event::Start(e) if e.local_name().as_ref() == "si" => item = Some(Runs::default()),
            Event::End(e) if e.local_name().as_ref() == "si" => {
                strings.push(Arc::from(item.take().unwrap_or_default().text.trim()));
            }
            other => {
                if let Some(runs) = &mut item {
                    runs.on(other, counter)?;
                }
            }
        }
        Ok(())
    })?;
    Ok(strings)
}
