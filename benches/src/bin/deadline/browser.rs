//! A person at a browser: a connection, their cookies, pages that lead to others, and a watch beside it.

use super::forms::{File, Form};
use super::line::{Answer, Line};
use super::times::Times;
use std::collections::BTreeMap;
use std::error::Error;
use std::time::Instant;

/// What can go wrong on the way.
pub type Fault = Box<dyn Error + Send + Sync>;

/// Cookies by name.
pub type Cookies = BTreeMap<String, String>;

/// A browser: the connection is one worker's, the cookies are a person's.
pub struct Browser<'b> {
    /// The connection.
    pub line: &'b mut Line,
    /// The person's cookies.
    pub cookies: &'b mut Cookies,
    /// Where times are noted.
    pub times: &'b mut Times,
}

impl Browser<'_> {
    /// A page.
    pub async fn get(&mut self, kind: &'static str, path: &str) -> Result<Answer, Fault> {
        let answer = self.ask(kind, "GET", path, None).await?;
        expect(answer, kind, path, &[200])
    }

    /// What a program asks for with its token.
    pub async fn program(&mut self, kind: &'static str, path: &str, token: &str) -> Result<Answer, Fault> {
        let head = format!("GET {path} HTTP/1.1\r\nHost: office\r\nAuthorization: Bearer {token}\r\n");
        let since = Instant::now();
        let answer = self.line.ask(&head, &[]).await?;
        self.times.note(kind, since.elapsed());
        expect(answer, kind, path, &[200])
    }

    /// Sends a form and takes what comes, without going on from there.
    pub async fn post(&mut self, kind: &'static str, form: &Form, files: &[File<'_>]) -> Result<Answer, Fault> {
        let body = form.body(files);
        let answer = self.ask(kind, "POST", &form.action, Some(body)).await?;
        expect(answer, kind, &form.action, &[200, 303])
    }

    /// Sends a form and goes on to the page that it leads to.
    pub async fn send(
        &mut self,
        kind: &'static str,
        form: &Form,
        files: &[File<'_>],
        then: &'static str,
    ) -> Result<String, Fault> {
        let answer = self.post(kind, form, files).await?;
        let Some(to) = &answer.location else {
            return Err(format!("{kind} {}: nothing was done: {}", form.action, excerpt(&answer.text())).into());
        };
        let to = to.split('#').next().unwrap_or_default();
        Ok(self.get(then, to).await?.text())
    }

    async fn ask(
        &mut self,
        kind: &'static str,
        method: &str,
        path: &str,
        body: Option<(String, Vec<u8>)>,
    ) -> Result<Answer, Fault> {
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: office\r\nAccept-Language: zh-CN\r\n");
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            head.push_str(&format!("Cookie: {}\r\n", pairs.join("; ")));
        }
        let body = match body {
            Some((media, body)) => {
                head.push_str(&format!("Sec-Fetch-Site: same-origin\r\nContent-Type: {media}\r\n"));
                head.push_str(&format!("Content-Length: {}\r\n", body.len()));
                body
            }
            None => Vec::new(),
        };
        let since = Instant::now();
        let answer = self.line.ask(&head, &body).await.map_err(|error| format!("{kind} {path}: {error}"))?;
        self.times.note(kind, since.elapsed());
        for (name, value) in &answer.cookies {
            match value.is_empty() {
                true => self.cookies.remove(name),
                false => self.cookies.insert(name.clone(), value.clone()),
            };
        }
        Ok(answer)
    }
}

fn expect(answer: Answer, kind: &str, path: &str, wanted: &[u16]) -> Result<Answer, Fault> {
    match wanted.contains(&answer.status) {
        true => Ok(answer),
        false => Err(format!("{kind} {path}: {} {}", answer.status, excerpt(&answer.text())).into()),
    }
}

/// What a page says in the middle of it, for whoever looks for a fault.
fn excerpt(page: &str) -> String {
    let main = page.split_once("<main").map_or(page, |(_, main)| main);
    let words: Vec<&str> = main.split('<').filter_map(|tag| tag.split_once('>')).map(|(_, text)| text.trim()).collect();
    let words: Vec<&str> = words.into_iter().filter(|text| !text.is_empty()).take(12).collect();
    words.join(" | ")
}
