//! Relations: how the parts of a workbook name each other.

use super::package::Package;
use super::xml;
use crate::problem::Kind;
use quick_xml::events::Event;

/// One relation of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Relation {
    /// Its id within the part: `rId3`.
    pub id: String,
    /// The last word of its type: `worksheet`, `styles`.
    pub kind: String,
    /// The part it leads to, from the root of the archive.
    pub target: String,
}

/// The part that holds the relations of `part`.
pub(crate) fn relations_of(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// A target as written in a relation of `part`, from the root of the archive.
fn resolve(part: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut folders: Vec<&str> = part.split('/').collect();
    folders.pop();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                folders.pop();
            }
            name => folders.push(name),
        }
    }
    folders.join("/")
}

/// No part of a real workbook has more relations.
const MOST: usize = 10_000;

/// The relations of a part; none when it has none.
pub(crate) fn read(package: &mut Package, part: &str) -> Result<Vec<Relation>, Kind> {
    let name = relations_of(part);
    let mut found = Vec::new();
    let read = package.stream(&name, |input| {
        xml::events(input, &name, |event| {
            if let Event::Start(e) | Event::Empty(e) = event
                && e.local_name().as_ref() == "Relationship"
                && xml::attribute(e, "TargetMode").as_deref() != Some("External")
                && let (Some(id), Some(kind), Some(target)) =
                    (xml::attribute(e, "Id"), xml::attribute(e, "Type"), xml::attribute(e, "Target"))
            {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                if found.len() >= MOST {
                    return Err(Kind::BrokenWorkbook { part: name.clone() });
                }
                found.push(Relation { id, kind, target: resolve(part, &target) });
            }
            Ok(())
        })
    });
    read.transpose()?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_lead_from_the_part_or_the_root() {
        assert_eq!(resolve("xl/workbook.xml", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl/worksheets/sheet1.xml", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(resolve("xl/workbook.xml", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(resolve("a.xml", "../../../etc/x"), "etc/x");
        assert_eq!(relations_of("xl/workbook.xml"), "xl/_rels/workbook.xml.rels");
    }
}
