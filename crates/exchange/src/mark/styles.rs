//! The fills of marks, as differential styles: they lie over a cell's own style and change nothing of it.

use super::outline::{Outline, opened};
use super::parts::Parts;
use crate::problem::Kind;

/// The numbers of our differential styles.
pub(super) struct Fills {
    pub error: usize,
    pub warning: usize,
    pub head: usize,
}

const ERROR: &str = "FFFFC7CE";
const WARNING: &str = "FFFFEB9C";
const HEAD: &str = "FFE6EFF1";

/// Adds the styles to a workbook, or finds them from an earlier marking.
pub(super) fn add(parts: &mut Parts, part: &str) -> Result<Fills, Kind> {
    let broken = || Kind::BrokenWorkbook { part: part.to_owned() };
    let (text, outline) = parts.outline(part)?;
    let p = &outline.prefix;
    let fill = |colour: &str| {
        format!(
            "<{p}fill><{p}patternFill patternType=\"solid\"><{p}bgColor rgb=\"{colour}\"/></{p}patternFill></{p}fill>"
        )
    };
    let ours = [
        format!("<{p}dxf>{}</{p}dxf>", fill(ERROR)),
        format!("<{p}dxf>{}</{p}dxf>", fill(WARNING)),
        format!("<{p}dxf><{p}font><{p}b/></{p}font>{}</{p}dxf>", fill(HEAD)),
    ];
    let place = outline.child("dxfs");
    let old = place.clone().and_then(|r| text.get(r)).unwrap_or_default();
    let inner = match old {
        "" => String::new(),
        old => {
            let list = opened(old).ok_or_else(broken)?;
            let outline = Outline::of(&list).ok_or_else(broken)?;
            list.get(outline.root.end..outline.end).unwrap_or_default().to_owned()
        }
    };
    let wrapped = format!("<dxfs>{inner}</dxfs>");
    let listed = Outline::of(&wrapped).ok_or_else(broken)?.children;
    let mut all: Vec<&str> = listed.iter().filter_map(|(_, r)| wrapped.get(r.clone())).collect();
    let mut numbers = Vec::new();
    for style in &ours {
        let at = all.iter().position(|s| s == style).unwrap_or(all.len());
        if at == all.len() {
            all.push(style);
        }
        numbers.push(at);
    }
    let new = format!("<{p}dxfs count=\"{}\">{}</{p}dxfs>", all.len(), all.concat());
    let at = outline.before(&["tableStyles", "colors", "extLst"]);
    parts.edit(part, &text, vec![(place.unwrap_or(at..at), new)])?;
    match numbers[..] {
        [error, warning, head] => Ok(Fills { error, warning, head }),
        _ => Err(broken()),
    }
}
