//! What somebody typed: fields and files of a form or of an address, and what is wrong with them.

use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;
use std::collections::HashMap;
use std::sync::OnceLock;

/// A file that came with a form. What type the browser says it is of is not kept: nobody believes it.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The field.
    pub field: String,
    /// The file's name, without folders.
    pub name: String,
    /// The content.
    pub bytes: Bytes,
}

/// Fields and files.
#[derive(Clone, Debug, Default)]
pub struct Filled {
    fields: Vec<(String, String)>,
    files: Vec<Upload>,
    problems: Vec<(String, String)>,
    /// Where each field of a large form stands first, once somebody has looked for one.
    places: OnceLock<HashMap<String, usize>>,
}

/// Fields that are as quickly looked through as looked up.
const FEW: usize = 32;

/// A body that is no form.
#[derive(Debug)]
pub struct NoForm;

impl Filled {
    /// Of an address's query or a body of the usual kind.
    pub fn of_pairs(text: &[u8]) -> Filled {
        Filled { fields: form_urlencoded::parse(text).into_owned().collect(), ..Filled::default() }
    }

    /// Values to begin with, for a form that is shown the first time.
    pub fn with<N: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (N, V)>) -> Filled {
        let fields = pairs.into_iter().map(|(n, v)| (n.into(), v.into())).collect();
        Filled { fields, ..Filled::default() }
    }

    /// Of a request's body, which is no longer than the route allows.
    pub async fn of_body(media: &str, body: Bytes) -> Result<Filled, NoForm> {
        if !media.starts_with("multipart/form-data") {
            return Ok(Filled::of_pairs(&body));
        }
        let request = Request::builder().header(header::CONTENT_TYPE, media).body(body.into()).map_err(|_| NoForm)?;
        let mut parts = Multipart::from_request(request, &()).await.map_err(|_| NoForm)?;
        let mut filled = Filled::default();
        while let Some(part) = parts.next_field().await.map_err(|_| NoForm)? {
            let field = part.name().unwrap_or_default().to_owned();
            let Some(name) = part.file_name().map(base_name) else {
                filled.fields.push((field, part.text().await.map_err(|_| NoForm)?));
                continue;
            };
            let bytes = part.bytes().await.map_err(|_| NoForm)?;
            // A file field left empty comes as an empty file without a name.
            if !(name.is_empty() && bytes.is_empty()) {
                filled.files.push(Upload { field, name, bytes });
            }
        }
        Ok(filled)
    }

    /// A field without the space around it; empty if it is not there.
    pub fn text(&self, name: &str) -> &str {
        self.value(name).trim()
    }

    /// A field as it was typed; empty if it is not there.
    pub fn value(&self, name: &str) -> &str {
        let place = match self.fields.len() {
            0..=FEW => self.fields.iter().position(|(n, _)| n == name),
            _ => self.places.get_or_init(|| self.first_places()).get(name).copied(),
        };
        place.and_then(|at| self.fields.get(at)).map_or("", |(_, v)| v)
    }

    /// A sheet has hundreds of fields and is asked for each of them several times.
    fn first_places(&self) -> HashMap<String, usize> {
        let mut places = HashMap::with_capacity(self.fields.len());
        for (at, (name, _)) in self.fields.iter().enumerate() {
            places.entry(name.clone()).or_insert(at);
        }
        places
    }

    /// Every value of a field, in order.
    pub fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.fields.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// Whether a field has this value: a box that is ticked, a choice that is made.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|v| v == value)
    }

    /// Whether a field is there at all.
    pub fn is_set(&self, name: &str) -> bool {
        self.fields.iter().any(|(n, _)| n == name)
    }

    /// All fields, in order.
    pub fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    /// A file.
    pub fn file(&self, name: &str) -> Option<&Upload> {
        self.files.iter().find(|f| f.field == name)
    }

    /// All files.
    pub fn files(&self) -> &[Upload] {
        &self.files
    }

    /// Says what is wrong with a field; it is shown beside it.
    pub fn wrong(&mut self, name: &str, words: impl Into<String>) {
        self.problems.push((name.to_owned(), words.into()));
    }

    /// What is wrong with a field; empty if nothing is.
    pub fn problem(&self, name: &str) -> &str {
        self.problems.iter().find(|(n, _)| n == name).map_or("", |(_, words)| words)
    }

    /// Whether nothing is wrong.
    pub fn is_right(&self) -> bool {
        self.problems.is_empty()
    }

    /// What may be shown to its author again: no secrets, nothing of the machinery.
    pub fn shown(&self) -> Vec<(String, String)> {
        let secret = |name: &str| name.starts_with("password") || name.starts_with("code");
        self.fields.iter().filter(|(n, _)| n != "csrf" && n != "kept" && !secret(n)).cloned().collect()
    }
}

/// A name without the folders that some browsers send along.
fn base_name(name: &str) -> String {
    name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_come_in_order_and_several_times() {
        let filled = Filled::of_pairs("a=1&b=%E6%B8%85+x&a=2".as_bytes());
        assert_eq!(filled.all("a").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(filled.text("b"), "清 x");
        assert_eq!(filled.text("c"), "");
    }

    #[test]
    fn a_large_form_gives_the_first_of_a_name_too() {
        let body: Vec<String> = (0..100).map(|n| format!("f{}={n}", n % 60)).collect();
        let filled = Filled::of_pairs(body.join("&").as_bytes());
        assert_eq!((filled.value("f3"), filled.value("f59"), filled.value("f60")), ("3", "59", ""));
        assert_eq!(filled.all("f3").collect::<Vec<_>>(), ["3", "63"]);
    }

    #[tokio::test]
    async fn files_come_with_names_without_folders() {
        let body = "--x\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nok\r\n--x\r\nContent-Disposition: form-data; \
                    name=\"file\"; filename=\"C:\\\\a\\\\b.csv\"\r\nContent-Type: text/csv\r\n\r\n1,2\r\n--x--\r\n";
        let filled = Filled::of_body("multipart/form-data; boundary=x", Bytes::from(body)).await.unwrap();
        assert_eq!(filled.text("note"), "ok");
        let file = filled.file("file").unwrap();
        assert_eq!((file.name.as_str(), &file.bytes[..]), ("b.csv", &b"1,2"[..]));
    }

    #[tokio::test]
    async fn a_broken_body_is_refused() {
        assert!(Filled::of_body("multipart/form-data; boundary=x", Bytes::from("nonsense")).await.is_err());
        assert!(Filled::of_body("multipart/form-data", Bytes::from("")).await.is_err());
    }

    #[test]
    fn secrets_are_not_shown_again() {
        let filled = Filled::of_pairs(b"csrf=1&password=2&password_again=3&code=4&login=5");
        assert_eq!(filled.shown(), [("login".to_owned(), "5".to_owned())]);
    }
}
