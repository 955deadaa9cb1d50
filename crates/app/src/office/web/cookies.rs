//! The few cookies of the office. None follows anybody: a session, a visitor's form token, a word of success, a language.

use axum::http::{HeaderMap, HeaderValue, header};

/// What a cookie is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookie {
    /// The session of somebody signed in, or half way there.
    Session,
    /// Ties the forms of somebody not signed in to their browser.
    Visitor,
    /// What the next page says: “saved”.
    Said,
    /// The language chosen.
    Language,
}

impl Cookie {
    /// With TLS the name has the prefix that browsers tie to this very host.
    fn name(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Cookie::Session, true) => "__Host-session",
            (Cookie::Session, false) => "session",
            (Cookie::Visitor, true) => "__Host-visitor",
            (Cookie::Visitor, false) => "visitor",
            (Cookie::Said, true) => "__Host-said",
            (Cookie::Said, false) => "said",
            (Cookie::Language, true) => "__Host-lang",
            (Cookie::Language, false) => "lang",
        }
    }

    /// Seconds that the browser keeps it; `None`: as long as it is open.
    fn keeps(self) -> Option<u32> {
        match self {
            Cookie::Session | Cookie::Visitor => None,
            Cookie::Said => Some(60),
            Cookie::Language => Some(365 * 24 * 60 * 60),
        }
    }

    /// Its value in a request.
    pub fn of(self, headers: &HeaderMap, secure: bool) -> Option<String> {
        let all = headers.get_all(header::COOKIE).iter().filter_map(|h| h.to_str().ok());
        let mut pairs = all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(name, _)| *name == self.name(secure)).map(|(_, value)| decoded(value))
    }

    /// Sets it in an answer.
    pub fn set(self, headers: &mut HeaderMap, secure: bool, value: &str) {
        let keeps = self.keeps().map(|s| format!("; Max-Age={s}")).unwrap_or_default();
        self.put(headers, secure, &format!("{}{keeps}", encoded(value)));
    }

    /// Takes it away.
    pub fn clear(self, headers: &mut HeaderMap, secure: bool) {
        self.put(headers, secure, "; Max-Age=0");
    }

    fn put(self, headers: &mut HeaderMap, secure: bool, rest: &str) {
        let name = self.name(secure);
        let secure = if secure { "; Secure" } else { "" };
        if let Ok(value) = HeaderValue::from_str(&format!("{name}={rest}; Path=/; HttpOnly; SameSite=Lax{secure}")) {
            headers.append(header::SET_COOKIE, value);
        }
    }
}

fn encoded(value: &str) -> String {
    form_urlencoded::byte_serialize(value.as_bytes()).collect()
}

fn decoded(value: &str) -> String {
    // A value alone, read as the name of a pair without one.
    let value = value.replace(['&', '='], "");
    form_urlencoded::parse(value.as_bytes()).next().map(|(name, _)| name.into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn set_and_read_again() {
        let mut answer = HeaderMap::new();
        Cookie::Said.set(&mut answer, true, "已保存: 3 项");
        let line = answer[header::SET_COOKIE].to_str().unwrap().to_owned();
        assert!(line.ends_with("; Max-Age=60; Path=/; HttpOnly; SameSite=Lax; Secure"), "{line}");
        let mut request = HeaderMap::new();
        let pair = line.split(';').next().unwrap();
        request.insert(header::COOKIE, HeaderValue::from_str(&format!("a=b; {pair}")).unwrap());
        assert_eq!(Cookie::Said.of(&request, true).as_deref(), Some("已保存: 3 项"));
        assert_eq!(Cookie::Said.of(&request, false), None);
        assert_eq!(Cookie::Session.of(&request, true), None);
    }

    #[test]
    fn over_plain_http_there_is_no_secure() {
        let mut answer = HeaderMap::new();
        Cookie::Session.set(&mut answer, false, "abc");
        assert_eq!(answer[header::SET_COOKIE], "session=abc; Path=/; HttpOnly; SameSite=Lax");
    }
}
