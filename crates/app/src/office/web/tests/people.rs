//! The administrations, each at its own work.

use super::*;

const LIST: &str = "姓名,登录名,岗位,单位编码\n王芳,wangfang,填报人,QH\n王芳,wangfang,签批领导,QH\n李强,liqiang,考核办,\n坏,坏 名,考核办,\n";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_is_tried_and_then_taken_by_each_administration() {
    let trial = Trial::founded().await;
    let mut system = trial.signed_in("system-admin").await;
    system.get("/people/import").await;
    let page = system.upload("/people/import", "file", "people.csv", LIST).await;
    assert_eq!(page.status, 200);
    assert!(page.says("不能办理") && page.says("办理这 3 行"), "{}", page.body);
    assert!(!trial.server.desk.read().await.unwrap().people.contains_key("wangfang"), "a trial takes nothing");
    let rows = [("wangfang", "王芳"), ("liqiang", "李强")];
    let fields: Vec<(&str, &str)> =
        rows.iter().flat_map(|(login, name)| [("login", *login), ("name", *name), ("role", ""), ("of", "")]).collect();
    assert_eq!(system.post("/people/import/take", &fields).await.to.as_deref(), Some("/people"));
    assert!(system.get("/people").await.says("王芳"));

    let mut security = trial.signed_in("security-admin").await;
    security.get("/people/import-seats").await;
    let page = security.upload("/people/import-seats", "file", "people.csv", LIST).await;
    assert!(page.says("填报人（QH）、签批领导（QH）"), "{}", page.body);
    let seats = [("填报人", "QH"), ("签批领导", "QH")];
    let fields: Vec<(&str, &str)> = seats
        .iter()
        .flat_map(|(role, of)| [("login", "wangfang"), ("name", ""), ("role", *role), ("of", *of)])
        .collect();
    assert_eq!(security.post("/people/import-seats/take", &fields).await.status, 303);
    assert_eq!(trial.server.desk.read().await.unwrap().seats("wangfang").len(), 2);

    let page = security.get("/people").await;
    assert!(page.says("没有密码"));
    let page = security.post("/people/passwords", &[]).await;
    assert!(page.says("wangfang") && page.says("liqiang"), "{}", page.body);
    assert_eq!(trial.events("wangfang", 1).await, [SecurityEvent::PasswordReset]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn seats_that_do_not_go_together_are_refused_with_what_was_chosen() {
    let trial = Trial::founded().await;
    let mut security = trial.signed_in("security-admin").await;
    security.get("/people/person/office").await;
    let form = [("role", "office"), ("of", ""), ("role", "system-admin"), ("of", "")];
    let page = security.post("/people/person/office/seats", &form).await;
    assert_eq!(page.status, 422);
    assert!(page.says("value=\"system-admin\" selected"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reset_ends_the_old_password_and_its_sessions() {
    let trial = Trial::founded().await;
    let mut victim = trial.signed_in("reporter").await;
    let mut security = trial.signed_in("security-admin").await;
    security.get("/people/person/reporter").await;
    let page = security.post("/people/person/reporter/password", &[]).await;
    let password = page.body.split("<code>").filter_map(|p| p.split_once("</code>")).nth(1).unwrap().0.to_owned();
    assert_eq!(victim.get("/account").await.status, 303);
    victim.get("/sign-in").await;
    assert_eq!(victim.post("/sign-in", &[("login", "reporter"), ("password", PASSWORD)]).await.status, 401);
    assert_eq!(victim.post("/sign-in", &[("login", "reporter"), ("password", &password)]).await.status, 303);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_administrator_unlocks() {
    let trial = Trial::founded().await;
    let mut clerk = trial.browser();
    clerk.get("/sign-in").await;
    for _ in 0..5 {
        clerk.post("/sign-in", &[("login", "reporter"), ("password", "wrong")]).await;
    }
    let mut security = trial.signed_in("security-admin").await;
    assert!(security.get("/people/person/reporter").await.says("解除锁定"));
    assert_eq!(security.post("/people/person/reporter/unlock", &[]).await.status, 303);
    assert_eq!(clerk.post("/sign-in", &[("login", "reporter"), ("password", PASSWORD)]).await.status, 303);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_account_is_out_at_once() {
    let trial = Trial::founded().await;
    let mut clerk = trial.signed_in("reporter").await;
    let mut system = trial.signed_in("system-admin").await;
    system.get("/people/person/reporter").await;
    assert_eq!(system.post("/people/person/reporter/close", &[("reason", "调离")]).await.status, 303);
    assert_eq!(clerk.get("/account").await.status, 303);
}
