//! A disk that is full: what finds no room is refused with words that say what to do, nothing of it is kept half, and the
//! office goes on as soon as there is room again.

use crate::ground::{Ground, sha256};
use crate::served::{Came, Person, Served, arguments, command};
use serde_json::{Value as Json, json};
use std::process::{Command, Stdio};

const ROUND: &str = "childcare-2026-2";
/// More figures than any disk of this test has room for.
const MOST: u32 = 2000;

/// The same office, with no file of it larger than this: a disk that is full, as far as a test may fill one.
fn with_room_for(ground: &Ground, bytes: u64) -> Command {
    let mut shell = Command::new("sh");
    // A program that is told of a full disk by an error and not by a signal, as it is by a disk. Blocks are of 512 bytes.
    let script = format!("trap '' XFSZ; ulimit -S -f {}; exec \"$@\"", bytes / 512);
    shell.args(["-c", &script, "sh", env!("CARGO_BIN_EXE_kaocheng")]).args(arguments(ground));
    shell.stdout(Stdio::piped()).stderr(Stdio::null());
    shell
}

fn refused_for_room(came: &Came) {
    assert_eq!(came.status, 507, "{came:?}");
    let told = came.json();
    assert_eq!(told["code"], "no-room");
    assert!(told["message_en"].as_str().unwrap().contains("make room"), "{told}");
    assert!(told["message_zh"].as_str().unwrap().contains("腾出空间"), "{told}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_refuses_whole_and_goes_on_with_room() {
    let ground = Ground::sqlite();
    let served = Served::start(command(&ground));
    let yt20 = Person::of_example(&served.address, "yt20").await;
    served.stop();
    let database = std::fs::metadata(ground.path("office.db")).unwrap().len();
    let served = Served::start(with_room_for(&ground, database + (64 << 10)));
    let at = served.address.as_str();
    // A file that is larger than the room, and one that is not.
    let files = ground.kept_files();
    let large = vec![b'x'; usize::try_from(database).unwrap() + (1 << 20)];
    refused_for_room(&yt20.send_file(at, large.clone()).await.unwrap());
    assert_eq!(ground.kept_files(), files);
    let came = yt20.send_file(at, b"small".to_vec()).await.unwrap();
    assert_eq!(came.status, 201, "{came:?}");
    // Figures until there is no room for one more.
    let mut base = None;
    let (mut last, mut acts) = (None, 0);
    for n in 0..MOST {
        let act = figures(n, base);
        let came = yt20.act(at, &format!("n{n}"), &act).await.unwrap();
        if came.status != 200 {
            refused_for_room(&came);
            last = Some((format!("n{n}"), act));
            break;
        }
        base = came.json()["seq"].as_u64();
        acts += 1;
    }
    let (id, act) = last.expect("the disk was never full");
    assert!(acts > 0);
    // It stays so, and what can be looked at still is.
    refused_for_room(&yt20.act(at, &id, &act).await.unwrap());
    let came = yt20.get(at, &format!("/api/v1/rounds/{ROUND}/figures?unit=YT20")).await.unwrap();
    assert_eq!(came.status, 200, "{came:?}");
    let shown = came.json();
    let figure = shown["figures"].as_array().unwrap().iter().find(|figure| figure["measure"] == "meetings").unwrap();
    assert_eq!(figure["entry"].as_u64(), base, "what was refused does not show");
    // Room again, while it runs.
    let pid = served.child.id().to_string();
    let freed = Command::new("prlimit").args(["--pid", &pid, "--fsize=unlimited:"]).status().unwrap();
    assert!(freed.success());
    let came = yt20.act(at, &id, &act).await.unwrap();
    assert_eq!(came.status, 200, "{came:?}");
    assert_eq!(came.json()["seq"].as_u64(), base.map(|seq| seq + 1));
    let came = yt20.send_file(at, large.clone()).await.unwrap();
    assert_eq!(came.status, 201, "{came:?}");
    assert!(ground.is_whole(&sha256(&large)));
    served.stop();
    let (code, said) = ground.verify(&[]);
    assert_eq!(code, 0, "{said}");
}

/// A figure with a long remark, in place of the one in an entry.
fn figures(n: u32, base: Option<u64>) -> Json {
    let note = format!("{n} ").repeat(4000);
    let mut row = json!({ "measure": "meetings", "value": "3", "note": note });
    if let Some(base) = base {
        row["base"] = json!(base);
    }
    json!({ "kind": "figures_entered", "round": ROUND, "unit": "YT20", "capacity": "reported", "rows": [row] })
}
