//! The page that says what went wrong, with everything that was typed: nobody types a sheet twice because of us.

use super::answer::Trouble;
use super::ask::Ask;
use super::frame::Frame;
use crate::message::Lang;
use askama::Template;
use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use kaocheng_office::refusal::Refusal;
use serde_json::json;

#[derive(Template)]
#[template(path = "layout/trouble.html")]
struct Page {
    t: Lang,
    frame: Frame,
    words: String,
    /// What was typed, to be copied.
    typed: Vec<(String, String)>,
    /// Sending it once more may help.
    again: bool,
    path: String,
    id: String,
}

/// The answer to a request that came to nothing.
pub async fn show(ask: &Ask, trouble: Trouble) -> Response {
    if let Trouble::Broken(reason) | Trouble::NoRoom(reason) | Trouble::NotScanned(reason) = &trouble {
        (ask.server.settings.log)(&format!("{} {}: {reason}", ask.at, ask.id));
    }
    let is_program = ask.is_of_a_program();
    if !is_program && ask.is_get && matches!(trouble, Trouble::SignInFirst) {
        let next: String = form_urlencoded::byte_serialize(ask.here().as_bytes()).collect();
        if let Ok(answer) = ask.see(&format!("/sign-in?next={next}")) {
            return answer;
        }
    }
    let mut answer = if is_program { for_programs(ask, &trouble) } else { for_people(ask, &trouble) };
    *answer.status_mut() = trouble.status();
    if is_program && matches!(trouble, Trouble::SignInFirst) {
        answer.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    if let Trouble::TooMany(wait) = trouble
        && let Ok(wait) = HeaderValue::from_str(&wait.to_string())
    {
        answer.headers_mut().insert(header::RETRY_AFTER, wait);
    }
    answer
}

fn for_people(ask: &Ask, trouble: &Trouble) -> Response {
    let t = ask.t;
    let again = matches!(
        trouble,
        Trouble::TooMany(_) | Trouble::Broken(_) | Trouble::NoRoom(_) | Trouble::NotScanned(_) | Trouble::NotOurForm
    );
    let page = Page {
        t,
        frame: Frame::new(ask, trouble.title(t)),
        words: trouble.words(t),
        typed: ask.form.shown(),
        again: again && !ask.is_get && ask.form.files().is_empty(),
        path: ask.path.clone(),
        id: ask.id.clone(),
    };
    match ask.page(&page) {
        Ok(answer) => answer,
        Err(_) => Response::new(Body::from(format!("{}\n{}\n", trouble.title(t), trouble.words(t)))),
    }
}

fn for_programs(ask: &Ask, trouble: &Trouble) -> Response {
    let body = json!({
        "code": trouble.code(),
        "message_zh": trouble.words(Lang::Zh),
        "message_en": trouble.words(Lang::En),
        "place": place(trouble),
        "request": ask.id,
    });
    let mut answer = Response::new(Body::from(body.to_string()));
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    answer
}

/// What a refusal is about: a field, a measure, a row, a kind of thing.
fn place(trouble: &Trouble) -> Option<String> {
    let Trouble::Refused(refusal) = trouble else { return None };
    match refusal {
        Refusal::Field { field, .. } => Some((*field).to_owned()),
        Refusal::NoSuch { what, .. } | Refusal::Exists { what, .. } | Refusal::Over { what, .. } => {
            Some((*what).to_owned())
        }
        Refusal::Stale(rows) => rows.first().map(|row| row.mine.measure.clone()),
        Refusal::StaleRow { id } => Some(id.clone()),
        Refusal::StaleText => Some("text".to_owned()),
        _ => None,
    }
}
