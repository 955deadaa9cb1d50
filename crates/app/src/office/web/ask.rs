//! A request as a page's handler sees it: who asks, for what, in which language, with what typed in.

use super::answer::{Outcome, Trouble};
use super::cookies::Cookie;
use super::form::Filled;
use super::frame::Frame;
use super::server::Server;
use super::visitor::Visitor;
use crate::message::Lang;
use crate::office::desk::Reading;
use crate::office::identity::secret;
use crate::office::moment::Moment;
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use kaocheng_office::act::Act;
use kaocheng_office::deed::Deed;
use kaocheng_office::office::Office;
use kaocheng_office::standing::Subject;
use sha2::{Digest, Sha256};
use std::sync::{Arc, OnceLock};
use tokio::sync::OwnedSemaphorePermit;

/// A request, permitted by the table of routes, with its form read and found to be ours.
#[derive(Clone)]
pub struct Ask {
    /// The office.
    pub server: Arc<Server>,
    /// The reader's language.
    pub t: Lang,
    /// When.
    pub at: Moment,
    /// Who.
    pub who: Visitor,
    /// The path, without the query.
    pub path: String,
    /// The parts of the path that the route names.
    pub params: Vec<(String, String)>,
    /// The query.
    pub query: Filled,
    /// The form.
    pub form: Filled,
    /// The body as it came, for programs that send JSON.
    pub body: Bytes,
    /// The office's name.
    pub office_name: String,
    /// What every form of the answer carries.
    pub csrf: String,
    /// What the page before this one left to be said.
    pub said: Option<String>,
    /// What ties somebody not signed in to their browser.
    pub visitor_token: String,
    /// What the sender calls this request, for not doing it twice.
    pub key: Option<String>,
    /// The address that it came from, as it is counted.
    pub address: String,
    /// The query as it came.
    pub raw_query: Option<String>,
    /// Whether it reads only.
    pub is_get: bool,
    /// The number of the request, in the log and on error pages.
    pub id: String,
    /// The hash of what was sent, once somebody has asked for it.
    pub(super) sent: OnceLock<[u8; 32]>,
    /// Room in memory for what was sent, for as long as it is held.
    pub(super) room: Option<Arc<OwnedSemaphorePermit>>,
}

impl Ask {
    /// A part of the path; empty if the route names none such.
    pub fn param(&self, name: &str) -> &str {
        self.params.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v)
    }

    /// The frame of a page, with its heading.
    pub fn frame(&self, zh: &str, en: &str) -> Frame {
        Frame::new(self, self.t.pick(zh, en))
    }

    /// A page.
    pub fn page(&self, template: &impl askama::Template) -> Outcome {
        self.page_with(StatusCode::OK, template)
    }

    /// A form again, with what is wrong beside the fields (422).
    pub fn again(&self, template: &impl askama::Template) -> Outcome {
        self.page_with(StatusCode::UNPROCESSABLE_ENTITY, template)
    }

    /// A page with a status.
    pub fn page_with(&self, status: StatusCode, template: &impl askama::Template) -> Outcome {
        let html = template.render()?;
        let secure = self.server.settings.secure;
        // Who only reads gets no cookie; who is shown a form needs one to send it.
        let tie = !self.who.is_signed_in() && self.who.session.is_none() && html.contains("name=\"csrf\"");
        let mut answer = Response::new(Body::from(html));
        *answer.status_mut() = status;
        let headers = answer.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(self.t.tag()));
        if tie {
            Cookie::Visitor.set(headers, secure, &self.visitor_token);
        }
        if self.said.is_some() {
            Cookie::Said.clear(headers, secure);
        }
        Ok(answer)
    }

    /// To another page (303), after something was done or because that is where it stands now.
    pub fn see(&self, to: &str) -> Outcome {
        let mut answer = Response::new(Body::empty());
        *answer.status_mut() = StatusCode::SEE_OTHER;
        let to = HeaderValue::from_str(to).map_err(|_| Trouble::Broken(format!("no address: {to}")))?;
        answer.headers_mut().insert(header::LOCATION, to);
        Ok(answer)
    }

    /// To another page, which says what was done.
    pub fn done(&self, to: &str, zh: &str, en: &str) -> Outcome {
        let mut answer = self.see(to)?;
        Cookie::Said.set(answer.headers_mut(), self.server.settings.secure, self.t.pick(zh, en));
        Ok(answer)
    }

    /// A file to keep. Never shown as a page of ours, whatever it says it is.
    pub fn file(&self, name: &str, media: &str, bytes: impl Into<Body>) -> Outcome {
        let mut answer = Response::new(bytes.into());
        let headers = answer.headers_mut();
        let media = HeaderValue::from_str(media).unwrap_or(HeaderValue::from_static("application/octet-stream"));
        headers.insert(header::CONTENT_TYPE, media);
        let encoded = super::naming::part(name);
        if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename*=UTF-8''{encoded}")) {
            headers.insert(header::CONTENT_DISPOSITION, value);
        }
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(super::headers::BROUGHT_FILE));
        Ok(answer)
    }

    /// JSON, for programs.
    pub fn json(&self, status: StatusCode, value: &serde_json::Value) -> Outcome {
        let mut answer = Response::new(Body::from(value.to_string()));
        *answer.status_mut() = status;
        answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Ok(answer)
    }

    /// The office with everything that was taken before this request came, and whatever it has taken since. Nobody's act is
    /// shown while this is held, and none is taken: let go of it (`drop`) before `act`, and before anything slow.
    pub async fn office(&self) -> Result<Reading, Trouble> {
        // Finding out who asks has caught up with the store; asking it again for each look would be most of its work.
        Ok(self.server.desk.shown().await)
    }

    /// Does something: one act in the ledger, by the person who asks. Sent twice, the same form does it once.
    pub async fn act(&self, act: Act) -> Result<u64, Trouble> {
        self.act_part("", act).await
    }

    /// The same for forms that do several things; each has a name of its own.
    pub async fn act_part(&self, part: &str, act: Act) -> Result<u64, Trouble> {
        self.server.act(&self.who.person, &self.act_id(part), act).await
    }

    /// The name of what this request does: that of the form, and of what is in it. A form that is sent twice has the same
    /// one; a form that is changed and sent again from the same page has another.
    pub fn act_id(&self, part: &str) -> String {
        let mut hash = Sha256::new();
        hash.update(self.sent.get_or_init(|| self.hash_of_sent()));
        hash.update(part);
        secret::hex(&hash.finalize()[..16])
    }

    /// What was sent, by whom and where to: found out once for a form that does thousands of things.
    fn hash_of_sent(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        let mut put = |text: &[u8]| {
            hash.update((text.len() as u64).to_be_bytes());
            hash.update(text);
        };
        put(self.key.as_deref().unwrap_or(&self.id).as_bytes());
        put(self.who.person.as_bytes());
        put(self.path.as_bytes());
        for (name, value) in self.form.shown() {
            put(name.as_bytes());
            put(value.as_bytes());
        }
        for file in self.form.files() {
            put(file.field.as_bytes());
            put(file.name.as_bytes());
            put(&file.bytes);
        }
        if self.form.fields().is_empty() && self.form.files().is_empty() {
            put(&self.body);
        }
        hash.finalize().into()
    }

    /// Whether the visitor may do this to this now; `Err`: the trouble to give back.
    pub fn must(&self, office: &Office, deed: Deed, subject: &Subject) -> Result<(), Trouble> {
        if self.who.may(office, deed, subject) {
            return Ok(());
        }
        Err(Trouble::Forbidden(office.state_of(subject)))
    }

    /// Whether it is for programs: then what comes back is JSON.
    pub fn is_of_a_program(&self) -> bool {
        self.path.starts_with("/api/")
    }

    /// The path and query, for coming back to.
    pub fn here(&self) -> String {
        match (&self.raw_query, self.is_get) {
            (Some(query), true) => format!("{}?{query}", self.path),
            _ => self.path.clone(),
        }
    }
}

/// An address within the office, from a field that anybody could have written.
pub fn inner_address(typed: &str) -> Option<&str> {
    let inner = typed.starts_with('/') && !typed.starts_with("//") && !typed.contains(['\\', '\r', '\n', '\t']);
    (inner && typed.is_ascii()).then_some(typed)
}

#[cfg(test)]
mod tests {
    use super::inner_address;

    #[test]
    fn only_addresses_within_the_office() {
        assert_eq!(inner_address("/rounds/a?x=1"), Some("/rounds/a?x=1"));
        for other in ["//evil.example", "/\\evil.example", "https://evil.example", "", "javascript:alert(1)", "/\t/x"] {
            assert_eq!(inner_address(other), None, "{other}");
        }
    }
}
