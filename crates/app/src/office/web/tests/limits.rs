//! How often one may ask.

use super::super::limits::Rate;
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
