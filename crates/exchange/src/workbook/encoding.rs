//! Bytes → text: UTF-8 with or without a mark, UTF-16 with one, GB18030.
//!
//! UTF-8 is tried first and strictly. That tells the two apart safely for our files: the header words of a Chinese file
//! (单位, 编码, 名称, 指标 ...) are not valid UTF-8 when written in GB18030, as a test shows for each of them.

use encoding_rs::{GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// The text, or `None` when no encoding fits.
pub(crate) fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let (encoding, rest) = if let Some(rest) = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]) {
        (UTF_8, rest)
    } else if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe]) {
        (UTF_16LE, rest)
    } else if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        (UTF_16BE, rest)
    } else if std::str::from_utf8(bytes).is_ok() {
        (UTF_8, bytes)
    } else {
        (GB18030, bytes)
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(rest)?;
    // A zero byte is a picture, a program or UTF-16 without its mark, never a table.
    if text.contains('\0') { None } else { Some(text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "单位,指标,数值\n蓝溪镇,专职人员,3\n";
        let gb = GB18030.encode(text).0.into_owned();
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let marked = ["\u{feff}", text].concat().into_bytes();
        for bytes in [text.as_bytes().to_vec(), gb, utf16, marked] {
            assert_eq!(decode(&bytes).as_deref(), Some(text));
        }
        assert_eq!(decode(&[0x89, b'P', b'N', b'G', 0, 0, 0xff]), None);
        assert_eq!(decode(&[b'a', 0xff, 0xff]), None);
    }

    #[test]
    fn chinese_headers_in_gb18030_are_never_valid_utf8() {
        for word in words::all().filter(|w| !w.is_ascii()) {
            let bytes = GB18030.encode(word).0.into_owned();
            assert!(std::str::from_utf8(&bytes).is_err(), "{word}");
        }
    }
}
