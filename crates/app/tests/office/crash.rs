//! Killed at any moment under load, the office has every act that it acknowledged, and nothing half.

use crate::ground::{Chance, Ground, added, brought};
use serde_json::Value as Json;
use sqlx::Row;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::sync::mpsc;
use std::time::Duration;

/// Lines that a run is offered at most.
const OFFERED: u64 = 400;

#[tokio::test]
async fn nothing_acknowledged_is_lost_on_sqlite() {
    cycles(&Ground::sqlite()).await;
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_on_postgres() {
    cycles(&Ground::postgres()).await;
}

/// How often an office is killed.
pub fn cycles_asked() -> u64 {
    std::env::var("CRASH_CYCLES").ok().and_then(|text| text.parse().ok()).unwrap_or(20)
}

async fn cycles(ground: &Ground) {
    let count = cycles_asked();
    let mut chance = Chance::printed("CRASH_SEED");
    ground.found();
    let mut kept: BTreeMap<String, (u64, Json)> = BTreeMap::new();
    let mut unheard: Vec<Json> = Vec::new();
    for cycle in 0..count {
        // What was not heard of is sent again, as a browser does: it may or may not have been kept.
        let mut offered = std::mem::take(&mut unheard);
        for n in 0..OFFERED {
            let name = format!("c{cycle}n{n}");
            offered.push(match n % 4 {
                0 => brought(&name, &format!("{name},").repeat(1 + chance.place(40_000))),
                _ => added(&name),
            });
        }
        let heard = killed(ground, &mut chance, &offered);
        if let Some(cluster) = ground.cluster.as_ref().filter(|_| cycle % 5 == 4) {
            cluster.restart();
        }
        for line in offered {
            let id = line["id"].as_str().unwrap().to_owned();
            match heard.get(&id) {
                Some(seq) => assert!(kept.insert(id, (*seq, line["act"].clone())).is_none()),
                None => unheard.push(line),
            }
        }
        // Enough of what was not heard of; the rest would only grow.
        unheard.truncate(100);
        // Opened anew, as a restart does, and closed.
        let mut office = ground.load();
        drop(office.stdin.take());
        assert!(office.wait_with_output().unwrap().status.success());
        all_there(ground, &kept).await;
    }
    println!("{} acts acknowledged in {count} cycles", kept.len());
    assert!(!kept.is_empty());
}

/// Offers lines to the office, kills it at a moment that nobody chose, and gives what it had acknowledged until then.
fn killed(ground: &Ground, chance: &mut Chance, offered: &[Json]) -> BTreeMap<String, u64> {
    let mut office = ground.load();
    let mut input = office.stdin.take().unwrap();
    let output = BufReader::new(office.stdout.take().unwrap());
    let (begun, ready) = mpsc::channel();
    let lines: Vec<String> = offered.iter().map(Json::to_string).collect();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            for line in &lines {
                if writeln!(input, "{line}").is_err() {
                    break;
                }
            }
        });
        let heard = scope.spawn(move || {
            let mut heard = BTreeMap::new();
            for line in output.lines().map_while(Result::ok) {
                let words: Vec<&str> = line.split(' ').collect();
                match words.as_slice() {
                    // A line that was cut off by the kill acknowledges nothing that could be told apart; a whole one has
                    // three words, and the program writes each in one piece.
                    ["kept", id, seq] => {
                        heard.insert((*id).to_owned(), seq.parse().unwrap());
                    }
                    ["ready"] => begun.send(()).unwrap_or_default(),
                    _ => panic!("{line}"),
                }
            }
            heard
        });
        // One in eight is killed while it starts.
        if chance.below(8) > 0 {
            ready.recv_timeout(Duration::from_secs(60)).unwrap();
        }
        std::thread::sleep(Duration::from_millis(chance.below(400)));
        // SIGKILL.
        office.kill().unwrap();
        office.wait().unwrap();
        heard.join().unwrap()
    })
}

/// Every acknowledged act stands under its number with its files whole; chain, checkpoints and what is shown hold.
pub async fn all_there(ground: &Ground, kept: &BTreeMap<String, (u64, Json)>) {
    let (code, said) = ground.verify(&[]);
    assert_eq!(code, 0, "{said}");
    let mut connection = ground.connection().await;
    let rows = sqlx::query("SELECT id, seq, bytes FROM acts").fetch_all(&mut connection).await.unwrap();
    let acts: BTreeMap<String, (i64, Vec<u8>)> =
        rows.iter().map(|row| (row.get(0), (row.get(1), row.get(2)))).collect();
    for (id, (seq, act)) in kept {
        let (at, bytes) = acts.get(id).unwrap_or_else(|| panic!("{id} was acknowledged and is gone"));
        assert_eq!(u64::try_from(*at).unwrap(), *seq, "{id}");
        let record: Json = serde_json::from_slice(bytes).unwrap();
        assert_eq!(&record["act"], act, "{id}");
    }
    // Whatever act is there, heard of or not, its files are.
    let mut checked = BTreeSet::new();
    for (id, (_, bytes)) in &acts {
        let record: Json = serde_json::from_slice(bytes).unwrap();
        let act = &record["act"];
        let several = act["files"].as_object().into_iter().flat_map(|files| files.values());
        let single = ["text", "file", "blob", "record", "result", "inputs"].map(|name| &act[name]);
        // A text may be a sentence as well as the name of a file.
        let names = several.chain(single).filter_map(Json::as_str).filter(|name| is_hash(name));
        for hash in names {
            assert!(checked.contains(hash) || ground.is_whole(hash), "{id}: {hash}");
            checked.insert(hash.to_owned());
        }
    }
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
