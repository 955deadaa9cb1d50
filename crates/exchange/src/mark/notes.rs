//! Notes: their texts in one part, their boxes (which old programs need to show them) in another.

use super::outline::Outline;
use super::parts::Parts;
use super::{escape, outline};
use crate::problem::{Kind, Place};
use std::collections::BTreeMap;
use std::fmt::Write;

const AUTHOR: &str = "kaocheng";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const VML: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";

/// How a box of ours is known.
const OURS: &str = "alt=\"kaocheng\"";

/// Writes the notes of a sheet and gives the id of the drawing that the sheet must refer to. None when the sheet has no
/// notes and needs none.
pub(super) fn write(
    parts: &mut Parts,
    sheet: &str,
    cells: &BTreeMap<(u32, u32), String>,
) -> Result<Option<String>, Kind> {
    let related = parts.relations(sheet)?;
    let of = |kind: &str| related.iter().find(|r| r.kind == kind).map(|r| (r.id.clone(), r.target.clone()));
    let (comments, drawing) = (of("comments"), of("vmlDrawing"));
    if cells.is_empty() && comments.is_none() {
        return Ok(None);
    }
    let comments = match comments {
        Some((_, part)) => part,
        None => {
            let part = parts.free("xl/kaochengComments", "xml");
            parts.relate(sheet, "comments", &part)?;
            parts.declare(&part, COMMENTS)?;
            parts.put(
                &part,
                format!("<comments xmlns=\"{MAIN}\"><authors></authors><commentList></commentList></comments>"),
            );
            part
        }
    };
    let boxes = texts(parts, &comments, cells)?;
    let (id, drawing) = match drawing {
        Some(known) => known,
        None => {
            let part = parts.free("xl/drawings/kaochengNotes", "vml");
            let id = parts.relate(sheet, "vmlDrawing", &part)?;
            parts.declare(&part, VML)?;
            parts.put(&part, EMPTY_DRAWING.to_owned());
            (id, part)
        }
    };
    draw(parts, &drawing, &boxes)?;
    Ok(Some(id))
}

/// Adds the texts and gives the cells that need a box: those that had no note.
fn texts(parts: &mut Parts, part: &str, cells: &BTreeMap<(u32, u32), String>) -> Result<Vec<(u32, u32)>, Kind> {
    let broken = || Kind::BrokenWorkbook { part: part.to_owned() };
    let (text, outer) = parts.outline(part)?;
    let p = &outer.prefix;
    let inside = |name: &str| -> Result<(std::ops::Range<usize>, String), Kind> {
        let place = outer.child(name).ok_or_else(broken)?;
        let list = text.get(place.clone()).and_then(outline::opened).ok_or_else(broken)?;
        let outline = Outline::of(&list).ok_or_else(broken)?;
        Ok((place, list.get(outline.root.end..outline.end).unwrap_or_default().to_owned()))
    };
    let (authors_at, authors) = inside("authors")?;
    let (list_at, list) = inside("commentList")?;
    let names = children(&authors).ok_or_else(broken)?;
    let author = format!("<{p}author>{AUTHOR}</{p}author>");
    let ours = names.iter().position(|a| *a == author);
    let number = ours.unwrap_or(names.len());
    let by_us = format!("authorId=\"{number}\"");
    let mut kept = String::new();
    let mut boxes = Vec::new();
    let mut rest = cells.clone();
    for comment in children(&list).ok_or_else(broken)? {
        let tag = comment.split('>').next().unwrap_or_default();
        if ours.is_some() && tag.contains(&by_us) {
            continue;
        }
        let cell = rest.keys().find(|cell| tag.contains(&format!("ref=\"{}\"", name(**cell)))).copied();
        match cell.and_then(|cell| rest.remove(&cell)) {
            Some(ours) => kept.push_str(&beside(comment, &ours, p)),
            None => kept.push_str(comment),
        }
    }
    for (cell, note) in &rest {
        boxes.push(*cell);
        let _ = write!(
            kept,
            "<{p}comment ref=\"{}\" authorId=\"{number}\"><{p}text><{p}t xml:space=\"preserve\">{}</{p}t></{p}text></{p}comment>",
            name(*cell),
            escape(note)
        );
    }
    let authors = if ours.is_some() { authors } else { authors + &author };
    parts.edit(
        part,
        &text,
        vec![
            (authors_at, format!("<{p}authors>{authors}</{p}authors>")),
            (list_at, format!("<{p}commentList>{kept}</{p}commentList>")),
        ],
    )?;
    Ok(boxes)
}

/// The elements of a list.
fn children(list: &str) -> Option<Vec<&str>> {
    // A list without its own root is given one; the places move by its length.
    let wrapped = format!("<a>{list}</a>");
    let places = Outline::of(&wrapped)?.children;
    places.into_iter().map(|(_, place)| list.get(place.start - 3..place.end - 3)).collect()
}

fn name((row, column): (u32, u32)) -> String {
    Place::default().cell(row, column).cell_name().unwrap_or_default()
}

/// Somebody's own note keeps its words; ours follow, once.
fn beside(comment: &str, ours: &str, p: &str) -> String {
    let ours = escape(ours);
    let end = format!("</{p}text>");
    match comment.rfind(&end).map(|at| comment.split_at(at)) {
        Some((head, tail)) if !head.contains(&ours) => {
            format!("{head}<{p}r><{p}t xml:space=\"preserve\">\n{ours}</{p}t></{p}r>{tail}")
        }
        _ => comment.to_owned(),
    }
}

/// Takes our old boxes out of a drawing and puts the new ones in. Drawings of notes are not always well-formed, so this
/// goes by text.
fn draw(parts: &mut Parts, part: &str, cells: &[(u32, u32)]) -> Result<(), Kind> {
    let broken = || Kind::BrokenWorkbook { part: part.to_owned() };
    let text = parts.text(part)?.ok_or_else(broken)?;
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("<v:shape ") {
        let (head, shape) = rest.split_at(at);
        let end = shape.find("</v:shape>").map_or(shape.len(), |end| end + "</v:shape>".len());
        let (shape, tail) = shape.split_at(end);
        out.push_str(head);
        if !shape.contains(OURS) {
            out.push_str(shape);
        }
        rest = tail;
    }
    out.push_str(rest);
    let end = out.rfind("</").ok_or_else(broken)?;
    let tail = out.split_off(end);
    if !out.contains("id=\"_x0000_t202\"") {
        out.push_str(SHAPE_TYPE);
    }
    for (number, (row, column)) in (7001..).zip(cells) {
        let (row, column) = (row.saturating_sub(1), column.saturating_sub(1));
        let _ = write!(
            out,
            "<v:shape id=\"_x0000_s{number}\" type=\"#_x0000_t202\" {OURS} style=\"position:absolute;width:220pt;\
             height:80pt;z-index:1;visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\">\
             <v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>\
             <v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>\
             <x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>\
             <x:Anchor>{}, 15, {row}, 4, {}, 15, {}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>\
             <x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>",
            column.saturating_add(1),
            column.saturating_add(4),
            row.saturating_add(5)
        );
    }
    out.push_str(&tail);
    parts.put(part, out);
    Ok(())
}

const EMPTY_DRAWING: &str = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" \
    xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\">\
    <o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"7\"/></o:shapelayout></xml>";

const SHAPE_TYPE: &str = "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" \
    path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>\
    <v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";
