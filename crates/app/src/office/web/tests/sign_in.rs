//! Signing in: right, wrong, too often, half way.

use super::*;
use kaocheng_office::act::Founder;

/// A refusal without what differs from page to page anyway.
fn plain(answer: &Answer, browser: &Browser) -> String {
    answer.body.replace(&browser.csrf, "").replace(&browser.act_id, "")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_learns_which_names_there_are() {
    let trial = Trial::founded().await;
    let closed = Act::PersonClosed { person: "auditor".to_owned(), reason: "调离".to_owned() };
    trial.server.desk.act("xi", "closed", closed).await.unwrap();
    let mut seen = Vec::new();
    // There, never there, closed, there without a password (`xi`).
    for (number, name) in ["reporter", "nobody-x", "auditor", "xi"].into_iter().enumerate() {
        let mut browser = trial.browser();
        browser.address = format!("10.9.9.{number}");
        browser.get("/sign-in").await;
        let mut course = Vec::new();
        for _ in 0..7 {
            let answer = browser.post("/sign-in", &[("login", name), ("password", "wrong")]).await;
            course.push((answer.status, plain(&answer, &browser).replace(name, "")));
        }
        seen.push(course);
    }
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]), "{seen:?}");
    let statuses: Vec<u16> = seen[0].iter().map(|(status, _)| *status).collect();
    assert_eq!(statuses, [401, 401, 401, 401, 401, 429, 429]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn waiting_grows_and_ends_and_even_the_right_password_waits() {
    let trial = Trial::founded().await;
    let mut browser = trial.browser();
    browser.get("/sign-in").await;
    let wrong = [("login", "reporter"), ("password", "wrong")];
    let right = [("login", "reporter"), ("password", PASSWORD)];
    for _ in 0..5 {
        assert_eq!(browser.post("/sign-in", &wrong).await.status, 401);
    }
    assert_eq!(browser.post("/sign-in", &right).await.status, 429);
    trial.pass(31);
    assert_eq!(browser.post("/sign-in", &wrong).await.status, 401);
    trial.pass(31);
    let answer = browser.post("/sign-in", &right).await;
    assert_eq!((answer.status, answer.headers["retry-after"].to_str().unwrap()), (429, "29"));
    trial.pass(30);
    assert_eq!(browser.post("/sign-in", &right).await.status, 303);
    // It starts anew.
    for _ in 0..4 {
        browser.get("/sign-in").await;
    }
    let events = trial.events("reporter", 7).await;
    assert_eq!(events.iter().filter(|e| **e == SecurityEvent::LockedOut).count(), 2, "{events:?}");
    assert_eq!(events.last(), Some(&SecurityEvent::SignedIn), "{events:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_that_tries_many_names_waits() {
    let trial = Trial::founded().await;
    let mut browser = trial.browser();
    browser.get("/sign-in").await;
    let mut last = 0;
    for number in 0..31 {
        let name = format!("name{number}");
        last = browser.post("/sign-in", &[("login", &name), ("password", "wrong")]).await.status;
    }
    assert_eq!(last, 429);
    let mut elsewhere = trial.browser();
    elsewhere.address = "10.4.4.4".to_owned();
    elsewhere.get("/sign-in").await;
    assert_eq!(elsewhere.post("/sign-in", &[("login", "name40"), ("password", "wrong")]).await.status, 401);
}

/// What comes of so many wrong attempts with names that nobody has.
async fn wrong(browser: &mut Browser, from: u32, count: u32) -> Vec<u16> {
    let mut statuses = Vec::new();
    for number in from..from + count {
        let name = format!("name{number}");
        statuses.push(browser.post("/sign-in", &[("login", &name), ("password", "wrong")]).await.status);
    }
    statuses
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_many_sign_in_some_may_mistype() {
    let trial = Trial::founded().await;
    let mut browser = trial.browser();
    browser.get("/sign-in").await;
    assert_eq!(wrong(&mut browser, 0, 29).await, [401; 29]);
    trial.signed_in("reporter").await;
    assert_eq!(wrong(&mut browser, 40, 3).await, [401, 401, 429]);
    // Whoever has signed in today pays for nothing more.
    trial.pass(24 * 3600 + 1);
    trial.signed_in("reporter").await;
    assert_eq!(wrong(&mut browser, 50, 28).await, [401; 28]);
    trial.signed_in("reporter").await;
    assert_eq!(wrong(&mut browser, 90, 3).await, [401, 401, 429]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_who_sign_in_at_once_do_not_count_as_guesses() {
    let trial = Trial::founded().await;
    let (here, mut all) = (tokio::task::LocalSet::new(), tokio::task::JoinSet::new());
    for number in 0..60 {
        let person = format!("clerk{number}");
        let added = Act::PersonAdded { person: person.clone(), name: person.clone() };
        trial.server.desk.act("xi", &person, added).await.unwrap();
        trial.give_password(&person).await;
        let mut browser = trial.browser();
        let signing_in = async move {
            browser.get("/sign-in").await;
            browser.post("/sign-in", &[("login", &person), ("password", PASSWORD)]).await.status
        };
        all.spawn_local_on(signing_in, &here);
    }
    assert_eq!(here.run_until(all.join_all()).await, [303; 60]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_password_that_was_handed_over_is_changed_first() {
    let trial = Trial::founded().await;
    let given = trial.server.identity.give_one_time("reporter", trial.server.now()).await.unwrap();
    let mut browser = trial.browser();
    browser.get("/sign-in?next=/account").await;
    let answer = browser.post("/sign-in", &[("login", "reporter"), ("password", &given), ("next", "/account")]).await;
    assert_eq!(answer.to.as_deref(), Some("/sign-in/password?next=%2Faccount"));
    assert!(browser.get("/account").await.to.unwrap().starts_with("/sign-in?"), "half way is not in");
    browser.get("/sign-in/password").await;
    let choose = |password: &'static str, again: &'static str| [("password", password), ("password_again", again)];
    for (password, again) in
        [("短", "短"), ("足够长的一个密码吧", "另一个足够长的密码"), ("reporter-123456", "reporter-123456")]
    {
        assert_eq!(browser.post("/sign-in/password", &choose(password, again)).await.status, 422, "{password}");
    }
    let same = [("password", given.as_str()), ("password_again", given.as_str())];
    assert_eq!(browser.post("/sign-in/password", &same).await.status, 422);
    let before = browser.cookies["session"].clone();
    let answer = browser.post("/sign-in/password", &choose("大江东去浪淘尽千古风流", "大江东去浪淘尽千古风流")).await;
    assert_eq!(answer.status, 303);
    assert_ne!(browser.cookies["session"], before, "a new token for a new standing");
    assert_eq!(browser.get("/account").await.status, 200);
    let mut other = trial.browser();
    other.get("/sign-in").await;
    assert_eq!(other.post("/sign-in", &[("login", "reporter"), ("password", &given)]).await.status, 401);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_password_that_was_handed_over_grows_old() {
    let trial = Trial::founded().await;
    let given = trial.server.identity.give_one_time("reporter", trial.server.now()).await.unwrap();
    trial.pass(7 * 24 * 3600 + 1);
    let mut browser = trial.browser();
    browser.get("/sign-in").await;
    assert_eq!(browser.post("/sign-in", &[("login", "reporter"), ("password", &given)]).await.status, 401);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_second_factor_is_asked_for_and_good_once() {
    let trial = Trial::founded().await;
    let (identity, at) = (&trial.server.identity, trial.server.now());
    let mut browser = trial.signed_in("office").await;
    let page = browser.get("/account/factor").await;
    assert!(page.says("<svg class=\"qr\""));
    assert_eq!(browser.post("/account/factor", &[("code", "000000")]).await.status, 422);
    let code = identity.code_for_test("office", at).await;
    let page = browser.post("/account/factor", &[("code", &code)]).await;
    assert_eq!(page.status, 200);
    let recovery = page.body.split("<li>").filter_map(|part| part.split_once("</li>")).map(|(code, _)| code);
    let recovery: Vec<&str> = recovery.filter(|code| code.len() == 14 && code.contains('-')).collect();
    assert_eq!(recovery.len(), 8, "{}", page.body);

    let enter = async |code: &str| {
        let mut browser = trial.browser();
        browser.get("/sign-in").await;
        let answer = browser.post("/sign-in", &[("login", "office"), ("password", PASSWORD)]).await;
        assert_eq!(answer.to.as_deref(), Some("/sign-in/factor?next=%2F"));
        assert_eq!(browser.get("/account").await.status, 303, "half way is not in");
        browser.get("/sign-in/factor").await;
        browser.post("/sign-in/factor", &[("code", code)]).await.status
    };
    assert_eq!(enter(&code).await, 401, "the code was used for setting it up");
    trial.pass(60);
    let code = identity.code_for_test("office", trial.server.now()).await;
    assert_eq!(enter(&code).await, 303);
    assert_eq!(enter(&code).await, 401, "a code is good once");
    assert_eq!(enter(recovery[0]).await, 303);
    assert_eq!(enter(recovery[0]).await, 401, "so is a recovery code");
    assert_eq!(enter(&recovery[1].to_uppercase().replace('-', "")).await, 303);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn codes_cannot_be_guessed_at_will() {
    let trial = Trial::founded().await;
    trial.server.identity.enrol_for_test("office", trial.server.now()).await;
    let mut browser = trial.browser();
    browser.get("/sign-in").await;
    browser.post("/sign-in", &[("login", "office"), ("password", PASSWORD)]).await;
    browser.get("/sign-in/factor").await;
    let mut statuses = Vec::new();
    for number in 0..6 {
        statuses.push(browser.post("/sign-in/factor", &[("code", &format!("00000{number}"))]).await.status);
    }
    assert_eq!(statuses, [401, 401, 401, 401, 429, 429], "the password counted as one");
}

/// An office that was founded the usual way: each administrator sets a second factor up before being let in.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn administrators_set_a_second_factor_up_first() {
    let trial = Trial::empty(unlimited()).await;
    let founder = |person: &str, role| Founder { person: person.to_owned(), name: person.to_owned(), role };
    let administrators =
        vec![founder("xi", Role::SystemAdmin), founder("an", Role::SecurityAdmin), founder("shen", Role::AuditAdmin)];
    let founded = Act::Founded { name: "考核办".to_owned(), administrators, password_alone: false };
    trial.server.desk.act("", "founded", founded).await.unwrap();
    trial.server.desk.act("xi", "ban", Act::PersonAdded { person: "ban".into(), name: "办".into() }).await.unwrap();
    for person in ["xi", "ban"] {
        trial.give_password(person).await;
    }
    trial.signed_in("ban").await;
    let mut browser = trial.browser();
    browser.get("/sign-in").await;
    let answer = browser.post("/sign-in", &[("login", "xi"), ("password", PASSWORD)]).await;
    assert_eq!(answer.to.as_deref(), Some("/sign-in/enrol?next=%2F"));
    assert!(browser.get("/people").await.to.unwrap().starts_with("/sign-in?"), "half way is not in");
    assert!(browser.get("/sign-in/enrol?next=/people").await.says("<svg class=\"qr\""));
    assert_eq!(browser.post("/sign-in/enrol", &[("code", "000000")]).await.status, 422);
    assert_eq!(browser.get("/people").await.status, 303);
    let (identity, before) = (&trial.server.identity, browser.cookies["session"].clone());
    let code = identity.code_for_test("xi", trial.server.now()).await;
    let page = browser.post("/sign-in/enrol", &[("code", &code), ("next", "/people")]).await;
    assert_eq!(page.status, 200);
    assert!(page.says("恢复码") && page.says("href=\"/people\""), "{}", page.body);
    assert_ne!(browser.cookies["session"], before, "a new token for a new standing");
    assert_eq!(browser.get("/people").await.status, 200);
    // From now on it is asked for, and its owner cannot do without.
    browser.get("/account").await;
    let answer = browser.post("/account/factor/remove", &[("password_factor", PASSWORD)]).await;
    assert_eq!(answer.status, 422);
    assert!(identity.has_factor("xi").await.unwrap());
    let mut again = trial.browser();
    again.get("/sign-in").await;
    let answer = again.post("/sign-in", &[("login", "xi"), ("password", PASSWORD)]).await;
    assert_eq!(answer.to.as_deref(), Some("/sign-in/factor?next=%2F"));
}
