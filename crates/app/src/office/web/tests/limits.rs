//! How often one may ask.

use super::super::limits::Rate;
use super::super::server::ROOM_FOR_BODIES;
use super::*;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_that_asks_too_often_waits_and_others_do_not() {
    let rates = Rates { address: Rate { burst: 5, per_minute: 60 }, ..unlimited() };
    let trial = Trial::with(rates).await;
    let mut browser = trial.browser();
    let mut statuses = Vec::new();
    for _ in 0..7 {
        statuses.push(browser.get("/help").await.status);
    }
    assert_eq!(statuses, [200, 200, 200, 200, 200, 429, 429]);
    assert_eq!(browser.get("/help").await.headers["retry-after"], "1");
    let mut other = trial.browser();
    other.address = "10.7.7.7".to_owned();
    assert_eq!(other.get("/help").await.status, 200);
    trial.pass(2);
    assert_eq!(browser.get("/help").await.status, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_has_one_rate_from_all_addresses() {
    let rates = Rates { person: Rate { burst: 4, per_minute: 60 }, ..unlimited() };
    let trial = Trial::with(rates).await;
    let mut browser = trial.signed_in("office").await;
    let mut statuses = Vec::new();
    for number in 0..5 {
        browser.address = format!("10.8.0.{number}");
        statuses.push(browser.get("/help").await.status);
    }
    assert_eq!(statuses, [200, 200, 200, 200, 429]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn proofs_are_rarer_than_pages_whoever_they_are_for() {
    let rates = Rates { proof: Rate { burst: 3, per_minute: 1 }, ..unlimited() };
    let trial = Trial::with(rates).await;
    let mut browser = trial.browser();
    browser.get("/sign-in").await;
    let mut statuses = Vec::new();
    for name in ["a1", "a2", "a3", "a4"] {
        statuses.push(browser.post("/sign-in", &[("login", name), ("password", "wrong")]).await.status);
    }
    assert_eq!(statuses, [401, 401, 401, 429]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_known_does_not_pay_for_strangers_at_the_same_address() {
    // Two of them are spent on signing in.
    let rates = Rates { address: Rate { burst: 5, per_minute: 60 }, ..unlimited() };
    let trial = Trial::with(rates).await;
    let mut clerk = trial.signed_in("reporter").await;
    let mut stranger = trial.browser();
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(stranger.get("/help").await.status);
    }
    assert_eq!(statuses, [200, 200, 200, 429]);
    for _ in 0..20 {
        assert_eq!(clerk.get("/").await.status, 200);
    }
    // A session that there is not is a stranger's, and so is a token.
    stranger.cookies.insert("session".to_owned(), "ab".repeat(32));
    assert_eq!(stranger.get("/help").await.status, 429);
    stranger.headers.push(("authorization", "Bearer nobody".to_owned()));
    assert_eq!(stranger.get("/api/v1/rounds").await.status, 429);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_county_signs_in_from_one_address() {
    let rates = Rates { proof: Rate { burst: 2, per_minute: 1 }, ..unlimited() };
    let trial = Trial::with(rates).await;
    for _ in 0..3 {
        for role in ["reporter", "signing-leader", "office", "auditor"] {
            trial.signed_in(role).await;
        }
    }
    let mut browser = trial.browser();
    browser.get("/sign-in").await;
    let mut statuses = Vec::new();
    for name in ["a1", "a2", "a3"] {
        statuses.push(browser.post("/sign-in", &[("login", name), ("password", "wrong")]).await.status);
    }
    assert_eq!(statuses, [401, 401, 429]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_who_is_unknown_fills_the_memory() {
    let trial = Trial::founded().await;
    let large = "x".repeat(2 << 20);
    let mut stranger = trial.browser();
    stranger.get("/sign-in").await;
    let path = format!("/rounds/{ROUND}/units/{UNIT}/evidence");
    assert_eq!(stranger.upload(&path, "file", "a.txt", &large).await.status, 401);
    let mut clerk = trial.signed_in("reporter").await;
    // Whatever becomes of it, the body was read.
    let status = clerk.upload(&path, "file", "a.txt", &large).await.status;
    assert!(![401, 413].contains(&status), "{status}");
    assert_eq!(trial.server.bodies.available_permits(), ROOM_FOR_BODIES as usize);
}
