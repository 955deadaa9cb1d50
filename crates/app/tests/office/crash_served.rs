//! Killed at any moment while programs send it figures and evidence, the served office has every act and every file that it
//! acknowledged, and nothing half.

use crate::crash::{all_there, cycles_asked};
use crate::ground::{Chance, Ground, sha256};
use crate::served::{Came, Person, Served, command};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;

/// The round of the example that is under way, and a unit that has not reported in it.
const ROUND: &str = "childcare-2026-2";
const UNIT: &str = "YT20";
/// A unit whose values are borrowed.
const OTHER: &str = "YT01";
/// How many send figures at once, each one figure again and again; and how many send evidence.
const FIGURES: usize = 6;
const EVIDENCE: usize = 4;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_served_office_loses_nothing_acknowledged_on_sqlite() {
    cycles(&Ground::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_served_office_loses_nothing_acknowledged_on_postgres() {
    cycles(&Ground::postgres()).await;
}

/// A figure of a unit, and a value that the scheme takes for it.
struct Figure {
    unit: String,
    measure: String,
    value: String,
}

/// Somebody who sends one thing after the other, and what they know of it.
struct Sender {
    name: String,
    /// The figure that they change; `None`: they send evidence.
    figure: Option<Figure>,
    /// The entry that their figure stands in.
    base: Option<u64>,
    /// What was sent and not answered: it is sent again under the same id, as every program should.
    unheard: Option<(String, Json)>,
    count: u64,
    /// What was acknowledged since the last kill: acts by their ids, files by their hashes.
    acts: Vec<(String, u64, Json)>,
    files: Vec<String>,
}

async fn cycles(ground: &Ground) {
    let mut chance = Chance::printed("CRASH_SEED");
    let served = Served::start(command(ground));
    let yt20 = Person::of_example(&served.address, "yt20").await;
    let kaohe = Person::of_example(&served.address, "kaohe").await;
    let mut senders = senders(&served.address, &kaohe).await;
    served.stop();
    let mut kept: BTreeMap<String, (u64, Json)> = BTreeMap::new();
    let mut files = 0;
    for cycle in 0..cycles_asked() {
        if chance.below(8) == 0 {
            killed_while_it_starts(ground, &mut chance);
        }
        senders = killed_under_load(ground, &mut chance, &yt20, senders).await;
        if let Some(cluster) = ground.cluster.as_ref().filter(|_| cycle % 5 == 4) {
            cluster.restart();
        }
        for sender in &mut senders {
            for (id, seq, act) in sender.acts.drain(..) {
                assert!(kept.insert(id, (seq, act)).is_none());
            }
            for hash in sender.files.drain(..) {
                assert!(ground.is_whole(&hash), "{hash} was acknowledged and is gone");
                files += 1;
            }
        }
        all_there(ground, &kept).await;
    }
    println!("{} acts and {files} files acknowledged in {} cycles", kept.len(), cycles_asked());
    assert!(kept.len() > FIGURES && files > 0);
}

/// Senders of figures with values that the scheme takes, and senders of evidence.
async fn senders(at: &str, kaohe: &Person) -> Vec<Sender> {
    let ask = async |what: &str| kaohe.get(at, &format!("/api/v1/rounds/{ROUND}{what}")).await.unwrap().json();
    let (round, units, known) = (ask("").await, ask("/units").await, ask("/figures").await);
    let reported = |measure: &str| {
        let mut all = round["measures"].as_array().unwrap().iter();
        all.any(|known| known["id"] == measure && known["capacity"] == "reported")
    };
    // The villages below a unit, and itself.
    let within = |code: &str| -> Vec<String> {
        let below = units.as_array().unwrap().iter().filter(|unit| unit["parent"] == code || unit["code"] == code);
        below.map(|unit| unit["code"].as_str().unwrap().to_owned()).collect()
    };
    let level = |code: &str| units.as_array().unwrap().iter().find(|u| u["code"] == code).unwrap()["level"].clone();
    let mut borrowed: BTreeMap<(String, String), String> = BTreeMap::new();
    for figure in known["figures"].as_array().unwrap() {
        let text = |name: &str| figure[name].as_str().unwrap().to_owned();
        if within(OTHER).contains(&text("unit")) && reported(&text("measure")) {
            borrowed.insert((level(&text("unit")).to_string(), text("measure")), text("value"));
        }
    }
    let figures_of = |unit: String| {
        let level = level(&unit).to_string();
        let fitting = borrowed.iter().filter(move |((of, _), _)| *of == level);
        fitting.map(move |((_, measure), value)| Figure {
            unit: unit.clone(),
            measure: measure.clone(),
            value: value.clone(),
        })
    };
    let figures: Vec<Figure> = within(UNIT).into_iter().flat_map(figures_of).take(FIGURES).collect();
    assert_eq!(figures.len(), FIGURES, "{borrowed:?}");
    let evidence = (0..EVIDENCE).map(|_| None);
    let sender = |(at, figure)| Sender {
        name: format!("s{at}"),
        figure,
        base: None,
        unheard: None,
        count: 0,
        acts: Vec::new(),
        files: Vec::new(),
    };
    figures.into_iter().map(Some).chain(evidence).enumerate().map(sender).collect()
}

fn killed_while_it_starts(ground: &Ground, chance: &mut Chance) {
    let mut child = command(ground).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(chance.below(600)));
    child.kill().unwrap();
    child.wait().unwrap();
}

/// Everybody sends what they can until the office is killed, at a moment that nobody chose after its first answer.
async fn killed_under_load(ground: &Ground, chance: &mut Chance, yt20: &Person, senders: Vec<Sender>) -> Vec<Sender> {
    let mut served = Served::start(command(ground));
    let begun = Arc::new(Notify::new());
    let send = |sender: Sender| {
        let (at, person, begun) = (served.address.clone(), yt20.clone(), begun.clone());
        tokio::spawn(sender.send(at, person, begun))
    };
    let sending: Vec<_> = senders.into_iter().map(send).collect();
    tokio::time::timeout(Duration::from_secs(120), begun.notified()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(chance.below(500))).await;
    // SIGKILL.
    served.child.kill().unwrap();
    served.child.wait().unwrap();
    let mut stopped = Vec::new();
    for sender in sending {
        stopped.push(sender.await.unwrap());
    }
    stopped
}

impl Sender {
    /// Sends until nobody answers any more.
    async fn send(mut self, at: String, person: Person, begun: Arc<Notify>) -> Sender {
        loop {
            let (id, act) = match self.unheard.take() {
                Some(unheard) => unheard,
                None => match self.next(&at, &person).await {
                    Some(next) => next,
                    None => return self,
                },
            };
            let Ok(came) = person.act(&at, &id, &act).await else {
                self.unheard = Some((id, act));
                return self;
            };
            let seq = taken(&came);
            self.base = Some(seq);
            self.acts.push((id, seq, act));
            begun.notify_one();
        }
    }

    /// What comes next; evidence is sent as a file first. `None`: the office did not answer.
    async fn next(&mut self, at: &str, person: &Person) -> Option<(String, Json)> {
        self.count += 1;
        let id = format!("{}-{}", self.name, self.count);
        if let Some(Figure { unit, measure, value }) = &self.figure {
            let mut row = json!({ "measure": measure, "value": value, "note": id });
            if let Some(base) = self.base {
                row["base"] = json!(base);
            }
            let act = json!({
                "kind": "figures_entered", "round": ROUND, "unit": unit, "capacity": "reported", "rows": [row],
            });
            return Some((id, act));
        }
        let text = format!("{id}\n").repeat(usize::try_from(1 + self.count % 4000).unwrap());
        let came = person.send_file(at, text.clone().into_bytes()).await.ok()?;
        assert_eq!(came.status, 201, "{came:?}");
        let hash = sha256(text.as_bytes());
        assert_eq!(came.json()["blob"], hash.as_str());
        self.files.push(hash.clone());
        let act = json!({
            "kind": "evidence_attached", "round": ROUND, "unit": UNIT, "id": id, "name": "proof.txt",
            "media": "text/plain", "size": text.len(), "blob": hash,
        });
        Some((id, act))
    }
}

/// The number of an act that was taken. Whatever else comes back is a fault: every figure has one who changes it.
fn taken(came: &Came) -> u64 {
    assert_eq!(came.status, 200, "{came:?}");
    came.json()["seq"].as_u64().unwrap()
}
