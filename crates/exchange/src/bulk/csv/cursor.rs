//! Text → fields, one after the other. Plain numbers are read on the way and never looked at again.

use std::borrow::Cow;

/// A place in a text of whole records.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    at: usize,
    delimiter: u8,
    /// Line ends passed.
    pub lines: u32,
    /// The record has ended: the next field is the first of another.
    pub ended: bool,
}

/// A number of plain digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Plain {
    pub digits: i64,
    pub decimals: u8,
    /// A percent sign stands behind it.
    pub percent: bool,
}

/// A quoted field that goes on after its closing quote, or never closes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BrokenQuote;

impl<'t> Cursor<'t> {
    pub fn new(text: &'t str, delimiter: u8) -> Cursor<'t> {
        Cursor { text, at: 0, delimiter, lines: 0, ended: true }
    }

    /// Goes to the next record, past empty lines; `false` at the end of the text.
    pub fn record(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b'\n' => self.lines += 1,
                b'\r' => {}
                _ => break,
            }
            self.at += 1;
        }
        self.ended = false;
        self.at < bytes.len()
    }

    pub fn position(&self) -> usize {
        self.at
    }

    /// The next field, if it is a number of plain digits and nothing else; otherwise the place stays.
    pub fn plain(&mut self) -> Option<Plain> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        let negative = bytes.get(at) == Some(&b'-');
        at += usize::from(negative);
        let (mut digits, from) = (0i64, at);
        while let Some(digit @ b'0'..=b'9') = bytes.get(at) {
            digits = digits.wrapping_mul(10).wrapping_add(i64::from(digit - b'0'));
            at += 1;
        }
        let mut count = at - from;
        let mut decimals = 0;
        if count > 0 && bytes.get(at) == Some(&b'.') {
            at += 1;
            let from = at;
            while let Some(digit @ b'0'..=b'9') = bytes.get(at) {
                digits = digits.wrapping_mul(10).wrapping_add(i64::from(digit - b'0'));
                at += 1;
            }
            decimals = at - from;
            if decimals == 0 {
                return None;
            }
            count += decimals;
        }
        // Up to 17 digits and two more for hundredths are never more than the number can hold.
        if count == 0 || count > 17 || decimals > 10 {
            return None;
        }
        let percent = bytes.get(at) == Some(&b'%');
        at += usize::from(percent);
        self.end(at)?;
        let digits = if negative { -digits } else { digits };
        Some(Plain { digits, decimals: u8::try_from(decimals).ok()?, percent })
    }

    /// Ends a field here, if it does end here.
    fn end(&mut self, at: usize) -> Option<()> {
        let bytes = self.text.as_bytes();
        let next = match bytes.get(at) {
            Some(b'\r') if matches!(bytes.get(at + 1), Some(b'\n') | None) => at + 1,
            _ => at,
        };
        match bytes.get(next) {
            None => self.ended = true,
            Some(b'\n') => {
                self.ended = true;
                self.lines += 1;
            }
            Some(byte) if *byte == self.delimiter && next == at => {}
            Some(_) => return None,
        }
        self.at = (next + 1).min(bytes.len());
        Some(())
    }

    /// The next field.
    pub fn field(&mut self) -> Result<Cow<'t, str>, BrokenQuote> {
        let bytes = self.text.as_bytes();
        if bytes.get(self.at) == Some(&b'"') {
            return self.quoted();
        }
        let rest = bytes.get(self.at..).unwrap_or_default();
        let length = memchr::memchr2(self.delimiter, b'\n', rest).unwrap_or(rest.len());
        let field = self.text.get(self.at..self.at + length).unwrap_or_default();
        match bytes.get(self.at + length) {
            None => self.ended = true,
            Some(b'\n') => {
                self.ended = true;
                self.lines += 1;
            }
            Some(_) => {}
        }
        self.at = (self.at + length + 1).min(bytes.len());
        Ok(field.trim().into())
    }

    fn quoted(&mut self) -> Result<Cow<'t, str>, BrokenQuote> {
        let bytes = self.text.as_bytes();
        let mut from = self.at + 1;
        let mut parts: Vec<&'t str> = Vec::new();
        loop {
            let rest = bytes.get(from..).unwrap_or_default();
            let quote = from + memchr::memchr(b'"', rest).ok_or(BrokenQuote)?;
            let doubled = bytes.get(quote + 1) == Some(&b'"');
            parts.push(self.text.get(from..quote + usize::from(doubled)).unwrap_or_default());
            if !doubled {
                let inner = bytes.get(self.at..quote).unwrap_or_default();
                self.lines += u32::try_from(memchr::memchr_iter(b'\n', inner).count()).unwrap_or(u32::MAX);
                self.end(quote + 1).ok_or(BrokenQuote)?;
                break;
            }
            from = quote + 2;
        }
        Ok(match parts.as_slice() {
            [one] => one.trim().into(),
            _ => parts.concat().trim().to_owned().into(),
        })
    }
}

/// Cuts a text into about so many pieces of whole records.
pub(super) fn cut(text: &str, pieces: usize, delimiter: u8) -> Result<Vec<&str>, (usize, BrokenQuote)> {
    let size = (text.len() / pieces.max(1)).max(1 << 16);
    let quoted = memchr::memchr(b'"', text.as_bytes()).is_some();
    let (mut cuts, mut from) = (Vec::new(), 0);
    while from < text.len() {
        let to = if quoted { after_quotes(text, from, size, delimiter)? } else { after_line(text, from + size) };
        cuts.push(text.get(from..to).unwrap_or_default());
        from = to.max(from + 1);
    }
    Ok(cuts)
}

/// The first start of a line from a place on.
fn after_line(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    memchr::memchr(b'\n', rest).map_or(text.len(), |length| at + length + 1)
}

/// The first start of a record at least so far on. Which line ends are inside quotes only the fields before them tell.
fn after_quotes(text: &str, from: usize, size: usize, delimiter: u8) -> Result<usize, (usize, BrokenQuote)> {
    let mut at = from;
    while at < text.len() && at - from < size {
        let end = after_line(text, at);
        let line = text.get(at..end).unwrap_or_default();
        if memchr::memchr(b'"', line.as_bytes()).is_none() {
            at = end;
            continue;
        }
        let mut cursor = Cursor::new(text.get(at..).unwrap_or_default(), delimiter);
        cursor.record();
        while !cursor.ended {
            let line = at;
            cursor.field().map_err(|broken| (line, broken))?;
        }
        at += cursor.position().max(1);
    }
    Ok(at.min(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Result<Vec<Vec<String>>, BrokenQuote> {
        let (mut cursor, mut records) = (Cursor::new(text, b','), Vec::new());
        while cursor.record() {
            let mut record = Vec::new();
            while !cursor.ended {
                record.push(cursor.field()?.into_owned());
            }
            records.push(record);
        }
        Ok(records)
    }

    #[test]
    fn fields_are_what_office_programs_write() {
        let text = "a, b ,c\r\n\n\"x, \"\"y\"\"\nz\",,5\" pipe\r\nlast,";
        let expected = [vec!["a", "b", "c"], vec!["x, \"y\"\nz", "", "5\" pipe"], vec!["last", ""]];
        let read = fields(text).unwrap();
        assert_eq!(read, expected);
        assert_eq!(fields("\"a\"b,c\n"), Err(BrokenQuote));
        assert_eq!(fields("a,\"b\n"), Err(BrokenQuote));
    }

    #[test]
    fn plain_numbers_and_nothing_else() {
        let plain = |text: &str| Cursor::new(text, b',').plain().map(|p| (p.digits, p.decimals, p.percent));
        assert_eq!(plain("-12.50,"), Some((-1250, 2, false)));
        assert_eq!(plain("45.25%\r\n"), Some((4525, 2, true)));
        assert_eq!(plain("7"), Some((7, 0, false)));
        for text in ["", ",", "-", "1.", ".5", "1 ", "1e3", "\"1\"", "１", "123456789012345678"] {
            assert_eq!(plain(text), None, "{text}");
        }
    }

    #[test]
    fn cuts_fall_between_records() {
        let record = "1,\"a\nb\",2\n";
        let text = record.repeat(40_000);
        let cuts = cut(&text, 4, b',').unwrap();
        assert!(cuts.len() > 3 && cuts.iter().all(|c| c.len() % record.len() == 0));
        assert_eq!(cuts.concat(), text);
    }
}
