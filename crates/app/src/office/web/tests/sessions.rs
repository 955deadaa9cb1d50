//! Sessions and tokens: how they end.

use super::*;

async fn is_in(browser: &mut Browser) -> bool {
    browser.get("/account").await.status == 200
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_ends_when_idle_and_when_old() {
    let trial = Trial::founded().await;
    let mut browser = trial.signed_in("office").await;
    trial.pass(29 * 60);
    assert!(is_in(&mut browser).await);
    trial.pass(30 * 60);
    assert!(!is_in(&mut browser).await);
    let mut busy = trial.signed_in("office").await;
    for _ in 0..(12 * 3 - 1) {
        trial.pass(20 * 60);
        assert!(is_in(&mut busy).await);
    }
    trial.pass(20 * 60);
    assert!(!is_in(&mut busy).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signing_out_ends_it_on_the_server() {
    let trial = Trial::founded().await;
    let mut browser = trial.signed_in("office").await;
    browser.get("/account").await;
    let stolen = browser.clone();
    let answer = browser.post("/sign-out", &[]).await;
    assert_eq!(answer.status, 303);
    assert!(!browser.cookies.contains_key("session"));
    assert!(!is_in(&mut stolen.clone()).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_password_ends_all_other_sessions() {
    let trial = Trial::founded().await;
    let mut here = trial.signed_in("office").await;
    let mut there = trial.signed_in("office").await;
    here.get("/account").await;
    let fields = |now: &'static str| {
        [("password_now", now), ("password", "大江东去浪淘尽千古风流"), ("password_again", "大江东去浪淘尽千古风流")]
    };
    assert_eq!(here.post("/account/password", &fields("wrong")).await.status, 422);
    assert_eq!(here.post("/account/password", &fields(PASSWORD)).await.status, 303);
    assert!(is_in(&mut here).await);
    assert!(!is_in(&mut there).await);
    assert!(trial.events("office", 3).await.contains(&SecurityEvent::PasswordChanged));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_sees_and_ends_ones_own_sessions_only() {
    let trial = Trial::founded().await;
    let mut here = trial.signed_in("office").await;
    let mut there = trial.signed_in("office").await;
    let mut other = trial.signed_in("reviewer").await;
    let id = |browser: &Browser| crate::office::identity::secret::hash(&browser.cookies["session"]);
    other.get("/account").await;
    other.post("/account/sessions/end", &[("id", &id(&there))]).await;
    assert!(is_in(&mut there).await, "another's session is not one's own");
    here.get("/account").await;
    here.post("/account/sessions/end", &[("id", &id(&there))]).await;
    assert!(!is_in(&mut there).await);
    assert!(is_in(&mut here).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stolen_cookie_is_not_in_the_database() {
    let trial = Trial::founded().await;
    let browser = trial.signed_in("office").await;
    let kept: Vec<String> =
        sqlx::query_scalar("SELECT id FROM sessions").fetch_all(trial.server.store.pool()).await.unwrap();
    assert!(!kept.contains(&browser.cookies["session"]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tokens_open_what_they_say_and_nothing_else() {
    let trial = Trial::founded().await;
    let mut browser = trial.signed_in("office").await;
    browser.get("/account").await;
    let page = browser.post("/account/tokens", &[("label", "统计平台"), ("may", "read"), ("days", "30")]).await;
    let token = page.body.split("id=\"token\">").nth(1).and_then(|rest| rest.split('<').next()).unwrap().to_owned();
    let use_of = async |token: String| {
        let mut program = trial.browser();
        program.headers = vec![("authorization", format!("Bearer {token}"))];
        program.get("/account").await.status
    };
    // The pages of the account are for people.
    assert_eq!(use_of(token.clone()).await, 403);
    let found = trial.server.identity.token(&token, trial.server.now()).await.unwrap().unwrap();
    assert_eq!((found.person.as_str(), found.may.as_slice()), ("office", &["read".to_owned()][..]));
    trial.pass(31 * 24 * 3600);
    assert!(trial.server.identity.token(&token, trial.server.now()).await.unwrap().is_none());
    assert!(trial.server.identity.token("kaocheng_x", trial.server.now()).await.unwrap().is_none());
}
