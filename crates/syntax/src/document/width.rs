//! Width and spacing: full-width and half-width forms are one and the same wherever words are compared.

/// The half-width twin of a full-width character, and one form for each kind of quotation mark and blank.
pub(crate) fn fold(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\t' => ' ',
        '\u{201e}' | '\u{201f}' => '\u{201c}',
        '\u{2013}' | '\u{2014}' | '\u{2212}' => '-',
        '﹪' => '%',
        _ => c,
    }
}

/// Whether `c` is set in a full-width cell and needs no blank beside it.
pub(crate) fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x2e80..=0x303f | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0xff00..=0xff60 | 0x20000..=0x2fa1f
        | 0x201c | 0x201d | 0x2026 | 0x2014)
}

/// `text` with full-width ASCII made half-width, runs of blanks made one, and none beside a Chinese character.
pub(crate) fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        // A long dash is punctuation of the text, not a minus sign.
        let folded = if matches!(c, '\u{2013}' | '\u{2014}') { c } else { fold(c) };
        if folded.is_whitespace() {
            blank = true;
            continue;
        }
        if blank {
            let beside_wide = out.chars().next_back().is_none_or(|p| is_wide(p) || is_wide(c));
            if !beside_wide {
                out.push(' ');
            }
            blank = false;
        }
        out.push(folded);
    }
    out
}

/// A heading word without case, blanks and brackets' contents: what column heads and keys are compared by.
pub(crate) fn key(text: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::new();
    for c in normalise(text).chars() {
        match c {
            '(' | '[' | '〔' => depth += 1,
            ')' | ']' | '〕' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            ':' | '*' | '_' | '-' | ' ' | '“' | '”' | '.' => {}
            _ => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// A text folded character by character, with the way back to its bytes.
pub(crate) struct Folded {
    /// The folded characters.
    pub chars: Vec<char>,
    /// The byte at which each starts in the text, and the text's length at the end.
    pub at: Vec<usize>,
}

impl Folded {
    /// Folds `text`.
    pub fn new(text: &str) -> Folded {
        let mut chars = Vec::new();
        let mut at = Vec::new();
        for (offset, c) in text.char_indices() {
            chars.push(fold(c));
            at.push(offset);
        }
        at.push(text.len());
        Folded { chars, at }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_and_spacing_are_one() {
        assert_eq!(normalise("　到位率　达到 ５０％ "), "到位率达到50%");
        assert_eq!(normalise("waste   disposal  log"), "waste disposal log");
        assert_eq!(normalise("甲（乙）"), "甲(乙)");
        assert_eq!(key("  Roll-up (how) "), "rollup");
    }
}
