//! The outline of a part: its root and the root's children by place, so that text can be spliced in and out.

use quick_xml::Reader;
use quick_xml::events::Event;
use std::ops::Range;

/// Root and children of a part.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The prefix of the root with its colon: `x:`; mostly empty.
    pub prefix: String,
    /// The root's start tag.
    pub root: Range<usize>,
    /// The root has no content and no end tag.
    pub closed: bool,
    /// Where the root's content ends.
    pub end: usize,
    /// Children: local name and place.
    pub children: Vec<(String, Range<usize>)>,
}

impl Outline {
    /// The outline of a well-formed text; `None` for anything else.
    pub fn of(text: &str) -> Option<Outline> {
        let mut reader = Reader::from_str(text);
        let mut outline = Outline::default();
        let mut depth = 0usize;
        loop {
            let from = usize::try_from(reader.buffer_position()).ok()?;
            let event = reader.read_event().ok()?;
            let to = usize::try_from(reader.buffer_position()).ok()?;
            match event {
                Event::Start(e) => {
                    match depth {
                        0 => outline.open(e.name().as_ref(), from..to),
                        1 => outline.children.push((e.local_name().as_ref().to_owned(), from..to)),
                        _ => {}
                    }
                    depth += 1;
                }
                Event::Empty(e) => match depth {
                    0 => {
                        outline.open(e.name().as_ref(), from..to);
                        outline.closed = true;
                        outline.end = to;
                    }
                    1 => outline.children.push((e.local_name().as_ref().to_owned(), from..to)),
                    _ => {}
                },
                Event::End(_) => {
                    depth = depth.checked_sub(1)?;
                    match (depth, outline.children.last_mut()) {
                        (0, _) => outline.end = from,
                        (1, Some((_, place))) => place.end = to,
                        _ => {}
                    }
                }
                Event::Eof => return (depth == 0 && outline.root.end > 0).then_some(outline),
                _ => {}
            }
        }
    }

    fn open(&mut self, name: &str, root: Range<usize>) {
        self.prefix = name.split_once(':').map(|(prefix, _)| format!("{prefix}:")).unwrap_or_default();
        self.root = root;
    }

    /// The first child with this name.
    pub fn child(&self, name: &str) -> Option<Range<usize>> {
        self.children.iter().find(|(n, _)| n == name).map(|(_, place)| place.clone())
    }

    /// Where a child belongs that comes before all of these.
    pub fn before(&self, later: &[&str]) -> usize {
        self.children.iter().find(|(n, _)| later.contains(&n.as_str())).map_or(self.end, |(_, place)| place.start)
    }
}

/// A text with an open root: `<a/>` as `<a></a>`, so that there is a place for children.
pub(super) fn opened(text: &str) -> Option<String> {
    let outline = Outline::of(text)?;
    if !outline.closed {
        return Some(text.to_owned());
    }
    let tag = text.get(outline.root.clone())?;
    let name: String = tag.chars().skip(1).take_while(|c| !c.is_whitespace() && *c != '/' && *c != '>').collect();
    let open = tag.strip_suffix("/>")?;
    Some([text.get(..outline.root.start)?, open, "></", &name, ">", text.get(outline.root.end..)?].concat())
}

/// Puts texts in at places of the original text, and takes ranges out. Places must lie on character boundaries.
pub(super) fn splice(text: &str, mut edits: Vec<(Range<usize>, String)>) -> Option<String> {
    edits.sort_by_key(|(place, _)| (place.start, place.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (place, new) in edits {
        out.push_str(text.get(at..place.start)?);
        out.push_str(&new);
        at = place.end;
    }
    out.push_str(text.get(at..)?);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_are_found_at_their_places() {
        let text = "<?xml version=\"1.0\"?><x:a b=\"1\"><x:c><x:c/></x:c>é<x:d/></x:a>";
        let outline = Outline::of(text).unwrap();
        assert_eq!(outline.prefix, "x:");
        let found: Vec<&str> = outline.children.iter().map(|(_, place)| &text[place.clone()]).collect();
        assert_eq!(found, ["<x:c><x:c/></x:c>", "<x:d/>"]);
        assert_eq!(&text[outline.end..], "</x:a>");
        assert_eq!(&text[outline.before(&["d", "e"])..], "<x:d/></x:a>");
        assert!(Outline::of("<a><b></a>").is_none());
        assert!(Outline::of("").is_none());
    }

    #[test]
    fn closed_roots_open_and_edits_apply_from_left_to_right() {
        assert_eq!(opened("<a b=\"c\"/>").as_deref(), Some("<a b=\"c\"></a>"));
        assert_eq!(splice("0123", vec![(2..3, "x".into()), (0..0, "y".into())]).as_deref(), Some("y01x3"));
    }
}
