//! Nothing is reachable that the table of permissions does not open.

use super::super::serving::routes;
use super::*;
use kaocheng_office::standing::Subject;

/// A path with something in the place of every part that it names.
fn filled(path: &str) -> String {
    let mut out = path.replace("{round}", ROUND).replace("{unit}", UNIT);
    while let (Some(from), Some(to)) = (out.find('{'), out.find('}')) {
        out.replace_range(from..=to, "x");
    }
    out
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_route_with_every_role() {
    let trial = Trial::founded().await;
    let mut tried = 0;
    for role in Role::ALL {
        let person = if role == Role::Public { "" } else { role.word() };
        for route in routes(&trial.server) {
            // A session of its own for each, since some routes end it.
            let mut browser = if person.is_empty() { trial.browser() } else { trial.signed_in(person).await };
            browser.get(if person.is_empty() { "/sign-in" } else { "/help" }).await;
            let named = |name: &str, value: &str| route.path.contains(name).then(|| value.to_owned());
            let subject = Subject { round: named("{round}", ROUND), unit: named("{unit}", UNIT), ..Subject::default() };
            let may = {
                let office = trial.server.desk.read().await.unwrap();
                super::super::Visitor::of(&office, person).may(&office, route.deed, &subject)
            };
            let path = filled(route.path);
            let answer = match route.method.as_str() {
                "GET" => browser.get(&path).await,
                _ => browser.post(&path, &[]).await,
            };
            let to_sign_in = answer.to.as_deref().is_some_and(|to| to.starts_with("/sign-in?"));
            let denied = to_sign_in || answer.says("不能查看或办理") || answer.says("登录后才能看");
            assert!(may || denied, "{role:?} {} {path}: {}", route.method, answer.status);
            assert!(!may || !to_sign_in, "{role:?} {} {path} leads to signing in", route.method);
            assert_ne!(answer.status, 500, "{role:?} {} {path}: {:?}", route.method, trial.log());
            tried += 1;
        }
    }
    assert!(tried > 300, "{tried}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_stands_in_no_row_is_not_there() {
    let trial = Trial::founded().await;
    let mut browser = trial.signed_in("office").await;
    assert_eq!(browser.get("/nowhere").await.status, 404);
    assert_eq!(browser.send("DELETE", "/people", None, String::new()).await.status, 403);
    assert_eq!(browser.get("/sign-out").await.status, 405);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn seats_are_those_of_the_ledger_at_every_request() {
    let trial = Trial::founded().await;
    let mut browser = trial.signed_in("system-admin").await;
    assert_eq!(browser.get("/people/new").await.status, 200);
    let taken = Act::SeatsGranted { person: "system-admin".to_owned(), seats: Vec::new() };
    trial.server.desk.act("an", "taken", taken).await.unwrap();
    assert_eq!(browser.get("/people/new").await.status, 403);
    let closed = Act::PersonClosed { person: "system-admin".to_owned(), reason: "调离".to_owned() };
    trial.server.desk.act("xi", "closed", closed).await.unwrap();
    assert_eq!(browser.get("/people/new").await.status, 303);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_form_of_every_page_can_be_sent() {
    let trial = Trial::founded().await;
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Public) {
        let mut browser = trial.signed_in(role.word()).await;
        for route in routes(&trial.server).into_iter().filter(|route| route.method == "GET") {
            let page = browser.get(&filled(route.path)).await;
            for form in page.body.split("<form").skip(1).filter(|form| form.contains("method=\"post\"")) {
                let form = form.split("</form").next().unwrap_or_default();
                assert!(form.contains("name=\"csrf\" value=\""), "{}: {form}", route.path);
            }
            assert!(!page.says("style=\""), "{} has a style that the browser refuses", route.path);
        }
    }
}
