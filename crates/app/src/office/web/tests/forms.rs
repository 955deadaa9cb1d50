//! Forms: whose they are, how large, and what becomes of what was typed.

use super::*;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_without_its_token_does_nothing_and_keeps_what_was_typed() {
    let trial = Trial::founded().await;
    let mut browser = trial.signed_in("system-admin").await;
    for csrf in ["", "x", &"0".repeat(64)] {
        let answer = browser.post("/people/new", &[("csrf", csrf), ("login", "chen"), ("name", "陈静的全名")]).await;
        assert_eq!(answer.status, 403);
        assert!(answer.says("陈静的全名"), "{}", answer.body);
    }
    assert!(!trial.server.desk.read().await.unwrap().people.contains_key("chen"));
    // The token of another sign-in is none either.
    let other = trial.signed_in("office").await;
    let answer = browser.post("/people/new", &[("csrf", &other.csrf), ("login", "chen"), ("name", "陈静")]).await;
    assert_eq!(answer.status, 403);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_of_another_site_does_nothing_even_with_the_token() {
    let trial = Trial::founded().await;
    let mut browser = trial.signed_in("system-admin").await;
    browser.get("/people/new").await;
    browser.headers = vec![("sec-fetch-site", "cross-site".to_owned())];
    assert_eq!(browser.post("/people/new", &[("login", "chen"), ("name", "陈静")]).await.status, 403);
    browser.headers = vec![("origin", "https://evil.example".to_owned())];
    assert_eq!(browser.post("/people/new", &[("login", "chen"), ("name", "陈静")]).await.status, 403);
    browser.headers = vec![("origin", "https://kh.example.cn".to_owned())];
    assert_eq!(browser.post("/people/new", &[("login", "chen"), ("name", "陈静")]).await.status, 303);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_typed_outlives_its_session() {
    let trial = Trial::founded().await;
    let mut browser = trial.signed_in("system-admin").await;
    browser.get("/people/new").await;
    trial.pass(31 * 60);
    let answer = browser.post("/people/new", &[("login", "chen"), ("name", "陈静")]).await;
    assert_eq!(answer.to.as_deref(), Some("/sign-in?kept=1"));
    assert!(!trial.server.desk.read().await.unwrap().people.contains_key("chen"));
    assert!(browser.get("/sign-in?kept=1").await.says("已经留下"));
    let answer = browser.post("/sign-in", &[("login", "system-admin"), ("password", PASSWORD)]).await;
    assert_eq!(answer.to.as_deref(), Some("/kept"));
    let page = browser.get("/kept").await;
    assert!(page.says("陈静") && page.says("action=\"/people/new\""), "{}", page.body);
    let answer = browser.post("/people/new", &[("kept", "1"), ("login", "chen"), ("name", "陈静")]).await;
    assert_eq!(answer.to.as_deref(), Some("/people/person/chen"));
    assert_eq!(browser.get("/kept").await.status, 303);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_person_typed_is_not_shown_to_another() {
    let trial = Trial::founded().await;
    let mut browser = trial.signed_in("system-admin").await;
    browser.get("/people/new").await;
    trial.pass(31 * 60);
    browser.post("/people/new", &[("login", "chen"), ("name", "陈静")]).await;
    browser.get("/sign-in").await;
    let answer = browser.post("/sign-in", &[("login", "office"), ("password", PASSWORD)]).await;
    assert_eq!(answer.to.as_deref(), Some("/"));
    assert_eq!(browser.get("/kept").await.status, 303);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_that_nobody_remembers_keeps_its_form_for_the_browser() {
    let trial = Trial::founded().await;
    let mut browser = trial.signed_in("system-admin").await;
    browser.get("/people/new").await;
    browser.cookies.insert("session".to_owned(), "0".repeat(64));
    let answer = browser.post("/people/new", &[("login", "chen"), ("name", "陈静")]).await;
    assert_eq!(answer.to.as_deref(), Some("/sign-in?kept=1"));
    browser.get("/sign-in").await;
    let answer = browser.post("/sign-in", &[("login", "system-admin"), ("password", PASSWORD)]).await;
    assert_eq!(answer.to.as_deref(), Some("/kept"));
    assert!(browser.get("/kept").await.says("陈静"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn too_much_is_refused() {
    let trial = Trial::founded().await;
    let mut browser = trial.signed_in("system-admin").await;
    browser.get("/people/new").await;
    let long = "长".repeat(1 << 19);
    assert_eq!(browser.post("/people/new", &[("login", "chen"), ("name", &long)]).await.status, 413);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_office_refuses_is_shown_with_the_form() {
    let trial = Trial::founded().await;
    let mut browser = trial.signed_in("system-admin").await;
    browser.get("/people/new").await;
    let answer = browser.post("/people/new", &[("login", "不 合 要 求"), ("name", "陈静")]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.says("value=\"陈静\"") && answer.says("role=\"alert\""), "{}", answer.body);
    let answer = browser.post("/people/new", &[("login", "office"), ("name", "<script>")]).await;
    assert!(answer.says("&#60;script&#62;") && !answer.says("<script>"), "{}", answer.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_says_what_browsers_must_refuse() {
    let trial = Trial::founded().await;
    let mut browser = trial.browser();
    for path in ["/", "/sign-in", "/nowhere", "/healthz", "/people"] {
        let answer = browser.get(path).await;
        let header = |name: &str| answer.headers.get(name).map(|h| h.to_str().unwrap().to_owned()).unwrap_or_default();
        let policy = header("content-security-policy");
        assert!(policy.contains("default-src 'self'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header("x-frame-options"), "DENY", "{path}");
        assert_eq!(header("cache-control"), "no-store", "{path}");
        assert_eq!(header("referrer-policy"), "same-origin", "{path}");
    }
    let page = browser.get("/help").await;
    for file in ["office.css", "office.js", "icon.svg"] {
        let address = super::super::assets::address(file);
        assert!(page.says(&address), "{file}");
        let answer = browser.get(&address).await;
        assert_eq!(answer.status, 200);
        assert!(answer.headers["cache-control"].to_str().unwrap().contains("immutable"));
    }
    assert_eq!(browser.get("/static/0000000000000000/office.css").await.status, 404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_are_in_the_language_that_was_chosen() {
    let trial = Trial::founded().await;
    let mut browser = trial.browser();
    assert!(browser.get("/help").await.says("使用说明"));
    browser.headers.push(("accept-language", "en-GB,en;q=0.8,zh;q=0.5".to_owned()));
    let page = browser.get("/help").await;
    assert!(page.says("What each role does") && page.says("<html lang=\"en\">"));
    assert_eq!(browser.get("/language?to=zh&next=/help").await.to.as_deref(), Some("/help"));
    assert!(browser.get("/help").await.says("使用说明"));
    assert_eq!(browser.get("/language?to=en&next=//evil.example").await.to.as_deref(), Some("/"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_names_nobody() {
    let trial = Trial::founded().await;
    let mut browser = trial.signed_in("security-admin").await;
    browser.get("/people/person/reporter?q=secret").await;
    let log = trial.log().join("\n");
    assert!(log.contains("GET /people/person/{person} 200"), "{log}");
    for private in ["reporter", "security-admin", "secret", "10.1.2.3", PASSWORD] {
        assert!(!log.contains(private), "{private}: {log}");
    }
}
