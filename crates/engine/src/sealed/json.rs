//! The canonical form of JSON that hashes are taken over.
//!
//! Keys in the order of their code points, no blanks between tokens, no floating-point numbers (exact numbers stand as
//! text, counts as integers), and in strings only `"`, `\` and control characters escaped. It is what Python gives with
//! `json.dumps(x, sort_keys=True, ensure_ascii=False, separators=(",", ":"))`, in UTF-8.

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A value of the canonical form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// Nothing.
    Null,
    /// A count.
    Whole(i64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// Members by name.
    Object(BTreeMap<String, Json>),
}

impl Json {
    /// An object of these members.
    pub fn object<'m>(members: impl IntoIterator<Item = (&'m str, Json)>) -> Json {
        Json::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// Text, or nothing.
    pub fn maybe(text: Option<&str>) -> Json {
        text.map_or(Json::Null, |t| Json::Text(t.to_owned()))
    }

    /// The canonical text.
    pub fn canonical(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, None);
        out
    }

    /// The same with a line for every member, each level one blank further in: the form of files, for people and `diff`.
    pub fn lines(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, Some(0));
        out.push('\n');
        out
    }

    fn write(&self, out: &mut String, indent: Option<usize>) {
        match self {
            Json::Null => out.push_str("null"),
            Json::Whole(n) => {
                let _ = write!(out, "{n}");
            }
            Json::Text(text) => quoted(text, out),
            Json::List(list) if list.is_empty() => out.push_str("[]"),
            Json::Object(members) if members.is_empty() => out.push_str("{}"),
            Json::List(list) => {
                out.push('[');
                for (ix, value) in list.iter().enumerate() {
                    separate(out, ix, indent);
                    value.write(out, indent.map(|n| n + 1));
                }
                end(out, indent);
                out.push(']');
            }
            Json::Object(members) => {
                out.push('{');
                for (ix, (name, value)) in members.iter().enumerate() {
                    separate(out, ix, indent);
                    quoted(name, out);
                    out.push_str(if indent.is_some() { ": " } else { ":" });
                    value.write(out, indent.map(|n| n + 1));
                }
                end(out, indent);
                out.push('}');
            }
        }
    }
}

fn separate(out: &mut String, ix: usize, indent: Option<usize>) {
    if ix > 0 {
        out.push(',');
    }
    if let Some(n) = indent {
        out.push('\n');
        out.push_str(&" ".repeat(n + 1));
    }
}

fn end(out: &mut String, indent: Option<usize>) {
    if let Some(n) = indent {
        out.push('\n');
        out.push_str(&" ".repeat(n));
    }
}

fn quoted(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            c if c < ' ' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// SHA-256 in hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_canonical_form_is_that_of_the_documentation() {
        let value = Json::object([
            ("b", Json::List(vec![Json::Whole(-3), Json::Null, Json::Text("镇\n\"\\\u{1}\u{7f}".into())])),
            ("a", Json::Object(BTreeMap::new())),
            ("乙", Json::List(Vec::new())),
        ]);
        assert_eq!(value.canonical(), "{\"a\":{},\"b\":[-3,null,\"镇\\n\\\"\\\\\\u0001\u{7f}\"],\"乙\":[]}");
        assert_eq!(
            value.lines(),
            "{\n \"a\": {},\n \"b\": [\n  -3,\n  null,\n  \"镇\\n\\\"\\\\\\u0001\u{7f}\"\n ],\n \"乙\": []\n}\n"
        );
    }

    #[test]
    fn the_digest_is_that_of_sha256sum() {
        assert_eq!(digest(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
