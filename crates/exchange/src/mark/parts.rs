//! The parts of a workbook while it is marked: those that change are texts, all others are copied as they are.

use super::outline::{Outline, opened, splice};
use crate::problem::Kind;
use crate::workbook::{Limits, Package, Relation, relations_of};
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const TYPES: &str = "[Content_Types].xml";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A workbook in the making.
pub(super) struct Parts<'b> {
    package: Package<'b>,
    /// Parts that are new or changed.
    changed: BTreeMap<String, String>,
}

impl<'b> Parts<'b> {
    pub fn open(bytes: &'b [u8], limits: &Limits) -> Result<Parts<'b>, Kind> {
        Ok(Parts { package: Package::open(bytes, limits)?, changed: BTreeMap::new() })
    }

    pub fn package(&mut self) -> &mut Package<'b> {
        &mut self.package
    }

    /// The text of a part as it is now.
    pub fn text(&mut self, part: &str) -> Result<Option<String>, Kind> {
        if let Some(text) = self.changed.get(part) {
            return Ok(Some(text.clone()));
        }
        let text = self.package.text(part).transpose()?;
        Ok(text.map(|t| t.trim_start_matches('\u{feff}').to_owned()))
    }

    /// The text of a part that must be there, with an open root, and its outline.
    pub fn outline(&mut self, part: &str) -> Result<(String, Outline), Kind> {
        let broken = || Kind::BrokenWorkbook { part: part.to_owned() };
        let text = self.text(part)?.and_then(|t| opened(&t)).ok_or_else(broken)?;
        let outline = Outline::of(&text).ok_or_else(broken)?;
        Ok((text, outline))
    }

    /// Changes a part.
    pub fn put(&mut self, part: &str, text: String) {
        self.changed.insert(part.to_owned(), text);
    }

    /// Changes a part by edits.
    pub fn edit(&mut self, part: &str, text: &str, edits: Vec<(std::ops::Range<usize>, String)>) -> Result<(), Kind> {
        let new = splice(text, edits).ok_or_else(|| Kind::BrokenWorkbook { part: part.to_owned() })?;
        self.put(part, new);
        Ok(())
    }

    /// Whether a part is there.
    pub fn has(&self, part: &str) -> bool {
        self.changed.contains_key(part) || self.package.has(part)
    }

    /// A name for a new part: `xl/comments` and a number that no part has.
    pub fn free(&self, stem: &str, extension: &str) -> String {
        let name = |n: u32| format!("{stem}{n}.{extension}");
        (1..=u32::MAX).map(name).find(|name| !self.has(name)).unwrap_or_else(|| name(0))
    }

    /// The relations of a part as it was.
    pub fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Kind> {
        crate::workbook::read_relations(&mut self.package, part)
    }

    /// Adds a relation from a part to a part and gives its id.
    pub fn relate(&mut self, part: &str, kind: &str, target: &str) -> Result<String, Kind> {
        let name = relations_of(part);
        if !self.has(&name) {
            let empty = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Relationships xmlns=\"{PACKAGE}\"/>");
            self.put(&name, empty);
        }
        let (text, outline) = self.outline(&name)?;
        let id = (1..).map(|n| format!("rIdK{n}")).find(|id| !text.contains(&format!("\"{id}\"")));
        let id = id.unwrap_or_default();
        let prefix = &outline.prefix;
        let new = format!("<{prefix}Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"/{target}\"/>");
        self.edit(&name, &text, vec![(outline.end..outline.end, new)])?;
        Ok(id)
    }

    /// Says what kind of content a part is.
    pub fn declare(&mut self, part: &str, content: &str) -> Result<(), Kind> {
        let (text, outline) = self.outline(TYPES)?;
        let mut new = String::new();
        if part.ends_with(".vml") {
            if !text.to_lowercase().contains("extension=\"vml\"") {
                new = format!("<{}Default Extension=\"vml\" ContentType=\"{content}\"/>", outline.prefix);
            }
        } else if !text.contains(&format!("\"/{part}\"")) {
            new = format!("<{}Override PartName=\"/{part}\" ContentType=\"{content}\"/>", outline.prefix);
        }
        // Defaults come before overrides.
        let at = if part.ends_with(".vml") { outline.before(&["Override"]) } else { outline.end };
        self.edit(TYPES, &text, vec![(at..at, new)])
    }

    /// The archive: parts in their order, new ones at the end.
    pub fn finish(mut self) -> Result<Vec<u8>, Kind> {
        let broken = |part: &str| Kind::BrokenWorkbook { part: part.to_owned() };
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (index, name) in self.package.parts().iter().enumerate() {
            if let Some(text) = self.changed.remove(name) {
                writer.start_file(name, options).map_err(|_| broken(name))?;
                writer.write_all(text.as_bytes()).map_err(|_| broken(name))?;
            } else {
                let part = self.package.archive().by_index_raw(index).map_err(|_| broken(name))?;
                writer.raw_copy_file(part).map_err(|_| broken(name))?;
            }
        }
        for (name, text) in &self.changed {
            writer.start_file(name, options).map_err(|_| broken(name))?;
            writer.write_all(text.as_bytes()).map_err(|_| broken(name))?;
        }
        writer.finish().map(Cursor::into_inner).map_err(|_| broken(TYPES))
    }
}
