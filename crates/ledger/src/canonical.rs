//! A JSON value → its one canonical text (RFC 8785), and bytes → whether they are such a text.
//!
//! Numbers are whole and at most 2⁵³ − 1 in size, as far as every reader agrees on them; other numbers are written as
//! strings by those who know what they mean.

use serde_json::{Number, Value};
use std::fmt;

/// The largest whole number that every reader of JSON keeps exactly.
pub const MOST_INTEGER: i64 = (1 << 53) - 1;

/// How deep arrays and objects may lie in one another.
pub const MOST_DEPTH: usize = 64;

/// Why a value has no canonical text, or bytes are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CanonicalFault {
    /// A number with a fraction or an exponent, or beyond 64 bits.
    NotWhole {
        /// The number.
        found: String,
    },
    /// A whole number beyond [`MOST_INTEGER`].
    TooLarge {
        /// The number.
        found: String,
    },
    /// Arrays and objects lie deeper than [`MOST_DEPTH`].
    TooDeep,
    /// The bytes are no JSON.
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What the reader says.
        reason: String,
    },
    /// The bytes are JSON, but not its canonical text.
    NotCanonical {
        /// The first byte that is another, from 0.
        offset: usize,
    },
}

impl fmt::Display for CanonicalFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CanonicalFault::NotWhole { found } => {
                write!(f, "found the number {found}; numbers are whole here, and others are written as strings")
            }
            CanonicalFault::TooLarge { found } => {
                write!(f, "found the number {found}; beyond {MOST_INTEGER} numbers are written as strings")
            }
            CanonicalFault::TooDeep => {
                write!(f, "arrays and objects lie deeper than {MOST_DEPTH} in one another; that is the most")
            }
            CanonicalFault::NotJson { line, column, reason } => {
                write!(f, "no json at line {line}, column {column} ({reason}); canonical json is right")
            }
            CanonicalFault::NotCanonical { offset } => write!(
                f,
                "the json is not canonical from byte {offset} on; keys are sorted and single, without spaces, and \
                 characters are escaped only where they must be"
            ),
        }
    }
}

impl std::error::Error for CanonicalFault {}

/// The canonical text of a value.
pub fn write(value: &Value) -> Result<String, CanonicalFault> {
    let mut text = String::new();
    write_value(value, MOST_DEPTH, &mut text)?;
    Ok(text)
}

/// The value of bytes that are its canonical text.
pub fn read(bytes: &[u8]) -> Result<Value, CanonicalFault> {
    let not_json = |e: serde_json::Error| {
        let reason = e.to_string();
        let reason = reason.split(" at line ").next().unwrap_or_default().to_owned();
        CanonicalFault::NotJson { line: e.line(), column: e.column(), reason }
    };
    let value = serde_json::from_slice(bytes).map_err(not_json)?;
    let text = write(&value)?;
    if text.as_bytes() == bytes {
        return Ok(value);
    }
    let offset = text.bytes().zip(bytes).take_while(|(a, b)| a == *b).count();
    Err(CanonicalFault::NotCanonical { offset })
}

fn write_value(value: &Value, depth: usize, text: &mut String) -> Result<(), CanonicalFault> {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(true) => text.push_str("true"),
        Value::Bool(false) => text.push_str("false"),
        Value::Number(number) => write_number(number, text)?,
        Value::String(string) => write_string(string, text),
        Value::Array(items) => {
            let depth = depth.checked_sub(1).ok_or(CanonicalFault::TooDeep)?;
            text.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                write_value(item, depth, text)?;
            }
            text.push(']');
        }
        Value::Object(members) => {
            let depth = depth.checked_sub(1).ok_or(CanonicalFault::TooDeep)?;
            let mut sorted: Vec<(&String, &Value)> = members.iter().collect();
            sorted.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            text.push('{');
            for (at, (key, member)) in sorted.into_iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                write_string(key, text);
                text.push(':');
                write_value(member, depth, text)?;
            }
            text.push('}');
        }
    }
    Ok(())
}

fn write_number(number: &Number, text: &mut String) -> Result<(), CanonicalFault> {
    let found = number.to_string();
    match (number.as_i64(), number.as_u64()) {
        (Some(whole), _) if whole.unsigned_abs() <= MOST_INTEGER.unsigned_abs() => text.push_str(&found),
        (None, None) => return Err(CanonicalFault::NotWhole { found }),
        _ => return Err(CanonicalFault::TooLarge { found }),
    }
    Ok(())
}

fn write_string(string: &str, text: &mut String) {
    text.push('"');
    for character in string.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\u{8}' => text.push_str("\\b"),
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\u{c}' => text.push_str("\\f"),
            '\r' => text.push_str("\\r"),
            control if control < ' ' => text.push_str(&format!("\\u{:04x}", u32::from(control))),
            other => text.push(other),
        }
    }
    text.push('"');
}
