//! What programs do over the interface: who must be who, what is looked into, and a round from its scheme to its seal.

use super::*;
use crate::example;
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

/// A program with a token of a person.
struct Program {
    browser: Browser,
}

impl Program {
    /// Its owner makes the token in the browser, and the program knows nothing else.
    async fn of(trial: &Trial, person: &str) -> Program {
        let mut browser = trial.signed_in(person).await;
        browser.get("/account").await;
        let form = [("label", "t"), ("may", "read"), ("may", "report"), ("may", "run"), ("days", "1")];
        let made = browser.post("/account/tokens", &form).await;
        let token = made.body.split_once("id=\"token\">").unwrap().1.split_once('<').unwrap().0.to_owned();
        let mut browser = trial.browser();
        browser.headers = vec![("authorization", format!("Bearer {token}"))];
        Program { browser }
    }

    async fn post(&mut self, path: &str, body: &Json) -> (u16, Json) {
        let answer = self.browser.send("POST", path, Some("application/json"), body.to_string()).await;
        (answer.status, serde_json::from_str(&answer.body).unwrap())
    }

    async fn get(&mut self, path: &str) -> Json {
        let answer = self.browser.get(path).await;
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        serde_json::from_str(&answer.body).unwrap()
    }

    /// What must be taken.
    async fn done(&mut self, path: &str, body: &Json) -> u64 {
        let (status, told) = self.post(path, body).await;
        assert_eq!(status, 200, "{path} {body}: {told}");
        told["seq"].as_u64().unwrap()
    }

    async fn act(&mut self, id: &str, act: Json) -> u64 {
        self.done("/api/v1/acts", &json!({ "id": id, "act": act })).await
    }

    /// Keeps a file, and gives its name.
    async fn file(&mut self, text: &[u8]) -> String {
        let text = String::from_utf8(text.to_vec()).unwrap();
        let answer = self.browser.send("POST", "/api/v1/blobs", Some("application/octet-stream"), text).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        let told: Json = serde_json::from_str(&answer.body).unwrap();
        told["blob"].as_str().unwrap().to_owned()
    }
}

fn at(tail: &str) -> String {
    format!("/api/v1/rounds/{ROUND}{tail}")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_token_nothing_is_read_of_what_is_sent() {
    let trial = Trial::founded().await;
    for path in ["/api/v1/acts", "/api/v1/blobs", &at("/compute"), &at("/issue"), &at("/draw"), &at("/seal")] {
        let answer = trial.browser().send("POST", path, Some("application/json"), "{}".to_owned()).await;
        assert_eq!(answer.status, 401, "{path}: {answer:?}");
        assert_eq!(answer.headers["www-authenticate"], "Bearer", "{path}");
        assert!(answer.says("\"code\":\"sign-in-first\""), "{answer:?}");
    }
    // Whoever is signed in in a browser is no program: what another page sends in their name is not taken.
    let mut browser = trial.signed_in("office").await;
    let answer = browser.send("POST", &at("/compute"), Some("application/json"), "{}".to_owned()).await;
    assert_eq!(answer.status, 403, "{answer:?}");
    let mut office = Program::of(&trial, "office").await;
    let answer = office.browser.send("POST", "/api/v1/rounds", None, String::new()).await;
    assert_eq!((answer.status, answer.headers["allow"].to_str().unwrap()), (405, "GET, HEAD"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_round_from_its_scheme_to_its_seal() {
    let trial = Trial::founded().await;
    let mut office = Program::of(&trial, "office").await;
    let files = example::find("childcare-2026", Lang::Zh).unwrap().files;
    let file = |name: &str| files.iter().find(|(known, _)| *known == name).unwrap().1;
    let record: Json = serde_json::from_slice(file("draw/record.json")).unwrap();
    // The scheme and the units.
    let scheme = office.file(file("scheme.md")).await;
    let nothing = "0".repeat(64);
    let missing = json!({ "kind": "scheme_saved", "round": ROUND, "text": nothing });
    let (status, told) = office.post("/api/v1/acts", &json!({ "id": "none", "act": missing })).await;
    assert!(status == 422 && told["message_en"].as_str().unwrap().contains("There is no file"), "{told}");
    office.act("scheme", json!({ "kind": "scheme_saved", "round": ROUND, "text": scheme })).await;
    let units = office.file(file("units.csv")).await;
    let (status, _) = office.post(&at("/units"), &json!({ "blob": nothing, "name": "units.csv" })).await;
    assert_eq!(status, 422);
    office.done(&at("/units"), &json!({ "blob": units, "name": "units.csv" })).await;
    let row = json!({ "measure": "system-document", "value": "是", "source": "乡镇" });
    let brought = json!({
        "kind": "figures_entered", "round": ROUND, "unit": "YT01", "capacity": "brought", "rows": [row],
    });
    office.act("figure", brought).await;
    // Issuing: as proposed, but for one measure.
    let measures = office.get(&at("/measures")).await;
    let first = measures[0]["id"].as_str().unwrap();
    let choice = |provider: Option<&str>| json!({ "measure": first, "capacity": "provided", "provider": provider });
    let issue = |choice: Json| json!({ "number": "1号", "choices": [choice] });
    let (status, told) = office.post(&at("/issue"), &issue(choice(None))).await;
    assert!(status == 422 && told["message_en"].as_str().unwrap().contains("needs its name"), "{told}");
    office.browser.headers.push(("idempotency-key", "issue-1".to_owned()));
    let issued = office.done(&at("/issue"), &issue(choice(Some("县财政局")))).await;
    assert_eq!(office.done(&at("/issue"), &issue(choice(Some("县财政局")))).await, issued, "sent twice, done once");
    office.browser.headers.pop();
    let round = office.get(&at("")).await;
    assert_eq!((&round["measures"][0]["provider"], &round["state"]), (&json!("县财政局"), &json!("issued")));
    // The draw.
    office.act("collect", json!({ "kind": "collecting_opened", "round": ROUND, "due": "2199-12-31" })).await;
    let (status, told) = office.post(&at("/draw"), &json!({ "step": "committed", "seed": "12" })).await;
    assert!(status == 422 && told["message_en"].as_str().unwrap().contains("20 to 100 digits"), "{told}");
    for step in ["frozen", "committed", "revealed"] {
        let sent = json!({ "step": step, "seed": record["seed"], "public": record["public"] });
        office.browser.headers.push(("idempotency-key", format!("draw-{step}")));
        let taken = office.done(&at("/draw"), &sent).await;
        assert_eq!(office.done(&at("/draw"), &sent).await, taken, "sent twice, done once");
        office.browser.headers.pop();
    }
    let (status, told) = office.post(&at("/draw"), &json!({ "step": "frozen" })).await;
    assert!(matches!((status, told["code"].as_str().unwrap()), (409, "exists") | (422, "wrong")), "{told}");
    // Points, the notice, the seal.
    office.act("verify", json!({ "kind": "advanced", "round": ROUND, "to": "verifying" })).await;
    office.done(&at("/compute"), &json!({})).await;
    office.act("notice", json!({ "kind": "notice_posted", "round": ROUND, "until": "2199-12-31" })).await;
    let (status, told) = office.post(&at("/seal"), &json!({})).await;
    assert!(status >= 400, "before its last day the notice ends for a reason only: {told}");
    office.done(&at("/seal"), &json!({ "early": "演练" })).await;
    assert_eq!(office.get(&at("")).await["state"], "final");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn evidence_of_programs_is_looked_into() {
    let trial = Trial::founded().await;
    let mut reporter = Program::of(&trial, "reporter").await;
    let markup = b"<script>alert(1)</script>";
    let blob = reporter.file(markup).await;
    let attached = |name: &str, media: &str, blob: &str, size: usize| {
        let act = json!({
            "kind": "evidence_attached", "round": ROUND, "unit": UNIT, "id": "e1", "name": name, "media": media,
            "size": size, "blob": blob,
        });
        json!({ "id": format!("e-{name}-{media}-{size}"), "act": act })
    };
    let (status, told) = reporter.post("/api/v1/acts", &attached("a.txt", "text/plain", &blob, markup.len())).await;
    assert!(status == 422 && told["message_en"].as_str().unwrap().contains("This kind of file"), "{told}");
    let text = "一、二、三\n";
    let blob = reporter.file(text.as_bytes()).await;
    let (status, told) = reporter.post("/api/v1/acts", &attached("a.txt", "image/png", &blob, text.len())).await;
    assert!(status == 422 && told["message_en"].as_str().unwrap().contains("is text/plain"), "{told}");
    // Of a file that is not there, only whoever might name it learns so; the round is not open for evidence.
    let unknown: String = Sha256::digest(b"nobody sent this").iter().map(|byte| format!("{byte:02x}")).collect();
    let (status, told) = reporter.post("/api/v1/acts", &attached("a.txt", "text/plain", &unknown, 3)).await;
    assert_eq!((status, told["code"].as_str()), (403, Some("not-allowed")), "{told}");
}
