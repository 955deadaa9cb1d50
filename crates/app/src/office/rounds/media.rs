//! Which type a file is of, by what is in it. Its name only settles between types that look the same.

use std::io::Cursor;
use zip::ZipArchive;

/// A workbook.
pub const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// A Word document.
const DOCUMENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The type of a file's content; `None`: none of those that are taken as evidence, or its name ends as another type's.
pub fn of(name: &str, bytes: &[u8]) -> Option<&'static str> {
    let end = name.rsplit_once('.').map(|(_, end)| end.to_lowercase()).unwrap_or_default();
    by_content(name, bytes).filter(|media| ends(media).contains(&end.as_str()))
}

/// How the names of files of a type end. Whoever keeps the file opens it by its name.
fn ends(media: &str) -> &'static [&'static str] {
    match media {
        "application/pdf" => &["pdf"],
        "image/png" => &["png"],
        "image/jpeg" => &["jpg", "jpeg"],
        "text/csv" => &["csv"],
        "text/plain" => &["txt"],
        "application/zip" => &["zip"],
        SHEET => &["xlsx"],
        DOCUMENT => &["docx"],
        _ => &[],
    }
}

fn by_content(name: &str, bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"%PDF-") {
        Some("application/pdf")
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some("image/png")
    } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        Some("image/jpeg")
    } else if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        archive(bytes)
    } else if is_text(bytes) {
        Some(if name.to_lowercase().ends_with(".csv") { "text/csv" } else { "text/plain" })
    } else {
        None
    }
}

fn archive(bytes: &[u8]) -> Option<&'static str> {
    let archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let holds = |part: &str| archive.index_for_name(part).is_some();
    let with_macros = archive.file_names().flatten().any(|name| name.ends_with("vbaProject.bin"));
    match () {
        () if with_macros => None,
        () if holds("xl/workbook.xml") => Some(SHEET),
        () if holds("word/document.xml") => Some(DOCUMENT),
        () if holds("[Content_Types].xml") => None,
        () => Some("application/zip"),
    }
}

/// Text holds no control characters but tabs and ends of lines, in whatever encoding; what begins like markup is none.
fn is_text(bytes: &[u8]) -> bool {
    let control = |b: &u8| (*b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c)) || *b == 0x7f;
    let markup = bytes.trim_ascii_start().first() == Some(&b'<');
    !bytes.is_empty() && !markup && !bytes.iter().any(control)
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn the_content_says_what_a_file_is() {
        assert_eq!(of("a.PDF", b"%PDF-1.7\n"), Some("application/pdf"));
        assert_eq!(of("a.txt", b"%PDF-1.7\n"), None);
        assert_eq!(of("a.bat", b"format c:\n"), None);
        assert_eq!(of("a.pdf", b"MZ\x90\x00"), None);
        assert_eq!(of("a.png", b"<script>alert(1)</script>"), None);
        assert_eq!(of("a.csv", "单位,数\n甲,1\n".as_bytes()), Some("text/csv"));
        assert_eq!(of("a.zip", b"PK\x03\x04broken"), None);
        assert_eq!(of("a.txt", b""), None);
    }
}
