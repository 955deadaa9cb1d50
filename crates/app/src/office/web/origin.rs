//! Whether a request that changes something comes from a page of this office. The form's token is asked for besides; this
//! stops what another site sends before anything is read of it.

use axum::http::{HeaderMap, header};

/// Whether the browser says, or cannot say otherwise, that the request comes from our own page.
pub fn is_ours(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|h| h.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match (text("origin"), headers.get(header::HOST).and_then(|h| h.to_str().ok())) {
        // Browsers before 2020, and programs: the token decides.
        (None, _) => true,
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, from)| from.eq_ignore_ascii_case(host)),
        (Some(_), None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    fn ours(pairs: &[(&'static str, &'static str)]) -> bool {
        let pairs = pairs.iter().map(|(n, v)| (HeaderName::from_static(n), HeaderValue::from_static(v)));
        is_ours(&pairs.collect())
    }

    #[test]
    fn what_the_browser_says_holds() {
        assert!(ours(&[("sec-fetch-site", "same-origin")]));
        assert!(ours(&[("sec-fetch-site", "none")]));
        assert!(!ours(&[("sec-fetch-site", "same-site")]));
        assert!(!ours(&[("sec-fetch-site", "cross-site"), ("origin", "https://a"), ("host", "a")]));
    }

    #[test]
    fn an_older_browser_names_the_origin() {
        assert!(ours(&[("origin", "https://kh.example.cn"), ("host", "kh.example.cn")]));
        assert!(!ours(&[("origin", "https://evil.example"), ("host", "kh.example.cn")]));
        assert!(!ours(&[("origin", "null"), ("host", "kh.example.cn")]));
        assert!(ours(&[("host", "kh.example.cn")]));
    }
}
