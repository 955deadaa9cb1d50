//! The files that the program carries for browsers: a sheet of styles, a small script, an icon. Their address holds their
//! hash, so browsers keep them for a year and still have the new one the moment it is there.

use super::answer::{Outcome, Trouble};
use super::ask::Ask;
use super::route::Route;
use super::section::Section;
use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use kaocheng_office::deed::Deed;
use std::sync::LazyLock;

/// Name, type and content.
const FILES: &[(&str, &str, &[u8])] = &[
    ("office.css", "text/css; charset=utf-8", include_bytes!("static/office.css")),
    ("office.js", "text/javascript; charset=utf-8", include_bytes!("static/office.js")),
    ("offline.js", "text/javascript; charset=utf-8", include_bytes!("static/offline.js")),
    ("icon.svg", "image/svg+xml", include_bytes!("static/icon.svg")),
];

static HASHES: LazyLock<Vec<String>> = LazyLock::new(|| {
    use sha2::{Digest, Sha256};
    FILES.iter().map(|(_, _, bytes)| crate::office::identity::secret::hex(&Sha256::digest(bytes)[..8])).collect()
});

/// The address of a file: `/static/1f2e…/office.css`.
pub fn address(name: &str) -> String {
    let found = FILES.iter().zip(HASHES.iter()).find(|((n, _, _), _)| *n == name);
    found.map(|(_, hash)| format!("/static/{hash}/{name}")).unwrap_or_default()
}

/// The routes. A worker rules the pages below its own address, so it stands at the top, without a hash: browsers look for
/// a new one by themselves.
pub fn section() -> Section {
    let routes = vec![
        Route::get("/static/{hash}/{name}", Deed::SignIn, show),
        Route::get("/offline-worker.js", Deed::SignIn, worker),
    ];
    Section { routes, ..Section::default() }
}

/// What keeps the pages of a visit on a phone.
async fn worker(_: Ask) -> Outcome {
    let mut answer = Response::new(Body::from(include_str!("static/offline-worker.js")));
    let media = HeaderValue::from_static("text/javascript; charset=utf-8");
    answer.headers_mut().insert(header::CONTENT_TYPE, media);
    Ok(answer)
}

async fn show(ask: Ask) -> Outcome {
    let (name, hash) = (ask.param("name"), ask.param("hash"));
    let found = FILES.iter().zip(HASHES.iter()).find(|((n, _, _), h)| *n == name && *h == hash);
    let ((_, media, bytes), _) = found.ok_or(Trouble::NotFound)?;
    let mut answer = Response::new(Body::from(*bytes));
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    answer.headers_mut().insert(header::CACHE_CONTROL, forever);
    Ok(answer)
}
