//! A browser: it keeps cookies, and fills in what the forms of the last page carry.

use super::super::Server;
use super::super::serving::router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, header};
use http_body_util::BodyExt;
use std::collections::BTreeMap;
use std::sync::Arc;
use tower::ServiceExt;

/// A browser.
#[derive(Clone)]
pub struct Browser {
    server: Arc<Server>,
    /// Its cookies.
    pub cookies: BTreeMap<String, String>,
    /// The form token of the last page that had one.
    pub csrf: String,
    /// The name of the act of the last page that had one.
    pub act_id: String,
    /// Where its requests come from.
    pub address: String,
    /// Headers that it sends besides.
    pub headers: Vec<(&'static str, String)>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Where it leads.
    pub to: Option<String>,
    /// The headers.
    pub headers: HeaderMap,
    /// The page.
    pub body: String,
}

impl Answer {
    /// Whether a text stands on the page.
    pub fn says(&self, text: &str) -> bool {
        self.body.contains(text)
    }
}

impl Browser {
    /// One that knows nothing yet.
    pub fn new(server: &Arc<Server>) -> Browser {
        Browser {
            server: server.clone(),
            cookies: BTreeMap::new(),
            csrf: String::new(),
            act_id: String::new(),
            address: "10.1.2.3".to_owned(),
            headers: vec![("sec-fetch-site", "same-origin".to_owned())],
        }
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, None, String::new()).await
    }

    /// Sends a form, with what the last page's forms carried unless it is among the fields.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let carried = [("csrf", self.csrf.as_str()), ("act_id", self.act_id.as_str())];
        let carried = carried.into_iter().filter(|(name, _)| !fields.iter().any(|(typed, _)| typed == name));
        let pairs = carried.chain(fields.iter().copied());
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        self.send("POST", path, Some("application/x-www-form-urlencoded"), body).await
    }

    /// Sends a form with a file.
    pub async fn upload(&mut self, path: &str, field: &str, file: &str, content: &str) -> Answer {
        let part = |name: &str, value: &str| {
            format!("--split\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let body = format!(
            "{}{}--split\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{file}\"\r\n\r\n{content}\r\n--split--\r\n",
            part("csrf", &self.csrf),
            part("act_id", &self.act_id),
        );
        self.send("POST", path, Some("multipart/form-data; boundary=split"), body).await
    }

    /// Sends anything.
    pub async fn send(&mut self, method: &str, path: &str, media: Option<&str>, body: String) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "kh.example.cn");
        request = request.header("x-forwarded-for", format!("1.1.1.1, {}", self.address));
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        if let Some(media) = media {
            request = request.header(header::CONTENT_TYPE, media);
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let answer = router(&self.server).oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let (parts, body) = answer.into_parts();
        let body = String::from_utf8_lossy(&body.collect().await.unwrap().to_bytes()).into_owned();
        self.take_cookies(&parts.headers);
        for (field, kept) in [("csrf", &mut self.csrf), ("act_id", &mut self.act_id)] {
            let before = format!("name=\"{field}\" value=\"");
            if let Some((value, _)) = body.split_once(&before).and_then(|(_, rest)| rest.split_once('"')) {
                value.clone_into(kept);
            }
        }
        let to = parts.headers.get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned());
        Answer { status: parts.status.as_u16(), to, headers: parts.headers, body }
    }

    fn take_cookies(&mut self, headers: &HeaderMap) {
        for line in headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (name, rest) = line.split_once('=').unwrap();
            if line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), rest.split(';').next().unwrap().to_owned());
            }
        }
    }
}
