//! A form that is sent twice does once what it does.

use super::*;

async fn size(trial: &Trial) -> u64 {
    trial.server.store.head().await.unwrap().size
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_sent_twice_is_one_act() {
    let trial = Trial::founded().await;
    let mut browser = trial.signed_in("system-admin").await;
    trial.events("system-admin", 1).await;
    browser.get("/people/new").await;
    let before = size(&trial).await;
    let form = [("login", "chen"), ("name", "陈静")];
    for _ in 0..3 {
        let answer = browser.post("/people/new", &form).await;
        assert_eq!(answer.to.as_deref(), Some("/people/person/chen"));
    }
    assert_eq!(size(&trial).await, before + 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_page_changed_and_sent_again_is_another_act() {
    let trial = Trial::founded().await;
    let mut browser = trial.signed_in("security-admin").await;
    browser.get("/people/person/auditor").await;
    let act_id = browser.act_id.clone();
    for role in ["reviewer", "office"] {
        let form = [("act_id", act_id.as_str()), ("role", role), ("of", "")];
        assert_eq!(browser.post("/people/person/auditor/seats", &form).await.status, 303);
    }
    assert_eq!(trial.server.desk.read().await.unwrap().seats("auditor"), [Seat::of(Role::Office)]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_office_is_founded_once() {
    let trial = Trial::empty(unlimited()).await;
    let mut browser = trial.browser();
    assert_eq!(browser.get("/").await.to.as_deref(), Some("/setup"));
    browser.get("/setup").await;
    let mut form = vec![("code", "xxxx"), ("office", "清河县考核办公室")];
    for (role, login, name) in
        [("system-admin", "xi", "席"), ("security-admin", "an", "安"), ("audit-admin", "shen", "沈")]
    {
        let field = |what: &str| -> &'static str { format!("{what}-{role}").leak() };
        form.extend([(field("login"), login), (field("name"), name)]);
    }
    assert_eq!(browser.post("/setup", &form).await.status, 422);
    assert_eq!(size(&trial).await, 0);
    form[0].1 = &trial.setup;
    let page = browser.post("/setup", &form).await;
    assert_eq!(page.status, 200);
    let again = browser.post("/setup", &form).await;
    assert_eq!((again.status, size(&trial).await), (200, 1));
    assert_eq!(browser.get("/setup").await.status, 404);
    let password = again.body.split("<code>").filter_map(|p| p.split_once("</code>")).nth(1).unwrap().0.to_owned();
    browser.get("/sign-in").await;
    let answer = browser.post("/sign-in", &[("login", "xi"), ("password", &password)]).await;
    assert_eq!(answer.to.as_deref(), Some("/sign-in/password?next=%2F"));
    browser.get("/sign-in/password").await;
    let chosen = [("password", PASSWORD), ("password_again", PASSWORD)];
    assert_eq!(browser.post("/sign-in/password", &chosen).await.status, 303);
    // From now on the first page of all is over, for whoever still has it open.
    let mut late = trial.browser();
    late.get("/sign-in").await;
    assert_eq!(late.post("/setup", &form).await.status, 422);
}
