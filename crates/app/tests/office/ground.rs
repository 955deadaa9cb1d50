//! An office's database, files and key in a place of their own, and the program that runs on them.

use crate::postgres::Cluster;
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Connection, Row};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;

/// Where an office is.
pub struct Ground {
    /// The address of its database.
    pub url: String,
    /// The cluster of that database, if it is not a file.
    pub cluster: Option<Arc<Cluster>>,
    folder: tempfile::TempDir,
}

impl Ground {
    /// Over a file.
    pub fn sqlite() -> Ground {
        let folder = tempfile::tempdir().unwrap();
        Ground { url: format!("sqlite:{}", folder.path().join("office.db").display()), cluster: None, folder }
    }

    /// Over a server of its own.
    pub fn postgres() -> Ground {
        let cluster = Cluster::start();
        Ground { url: cluster.database(), cluster: Some(Arc::new(cluster)), folder: tempfile::tempdir().unwrap() }
    }

    /// A file or folder of its own.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program that takes acts from its standard input.
    pub fn load(&self) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kaocheng"));
        command.args(["office-load", "--store", &self.url, "--blobs"]).arg(self.path("blobs"));
        command.arg("--key").arg(self.path("key")).stdin(Stdio::piped()).stdout(Stdio::piped());
        command.spawn().unwrap()
    }

    /// Takes acts one after the other, all of which must be kept.
    pub fn take(&self, lines: &[Json]) {
        for line in lines {
            let mut office = self.load();
            writeln!(office.stdin.take().unwrap(), "{line}").unwrap();
            let out = office.wait_with_output().unwrap();
            let out = String::from_utf8(out.stdout).unwrap();
            assert!(out.contains("\nkept "), "{line}: {out}");
        }
    }

    /// Founds the office: its administrators, somebody of the assessment office, a round.
    pub fn found(&self) {
        let founder = |person: &str, role: &str| json!({ "person": person, "name": person, "role": role });
        let administrators =
            [founder("xi", "system-admin"), founder("an", "security-admin"), founder("shen", "audit-admin")];
        self.take(&[
            line("", "founded", json!({ "kind": "founded", "name": "考核办", "administrators": administrators })),
            added("li"),
            line("an", "seats", json!({ "kind": "seats_granted", "person": "li", "seats": [{ "role": "office" }] })),
            line("li", "round", json!({ "kind": "round_opened", "round": "2026", "title": "2026年度" })),
        ]);
    }

    /// Runs the program.
    pub fn run(&self, words: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kaocheng"));
        command.args(words).env_remove("LC_ALL").env("LANG", "en").current_dir(self.folder.path());
        command.output().unwrap()
    }

    /// Verifies the database, with what else is asked: the exit code, and all that was said.
    pub fn verify(&self, more: &[&str]) -> (i32, String) {
        let all = [["verify", "office", "--store", self.url.as_str()].as_slice(), more].concat();
        said(&self.run(&all))
    }

    /// A connection to the database, past the office.
    pub async fn connection(&self) -> AnyConnection {
        sqlx::any::install_default_drivers();
        AnyConnection::connect(&self.url).await.unwrap()
    }

    /// Everything that is kept in the folder of files, with what was left unfinished.
    pub fn kept_files(&self) -> BTreeSet<PathBuf> {
        let mut found = BTreeSet::new();
        let mut folders = vec![self.path("blobs")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() { folders.push(path) } else { assert!(found.insert(path)) }
            }
        }
        found
    }

    /// How many acts there are, but for sign-ins: those are written beside the answer, at any moment after it.
    pub async fn size(&self) -> usize {
        let mut connection = self.connection().await;
        let rows = sqlx::query("SELECT bytes FROM acts").fetch_all(&mut connection).await.unwrap();
        let is_other = |row: &AnyRow| {
            let record: Json = serde_json::from_slice(&row.get::<Vec<u8>, _>(0)).unwrap();
            record["act"]["kind"] != "secured"
        };
        rows.iter().filter(|row| is_other(row)).count()
    }

    /// Whether a file of the office is whole.
    pub fn is_whole(&self, hash: &str) -> bool {
        let path = self.path("blobs").join(&hash[..2]).join(&hash[2..]);
        std::fs::read(path).is_ok_and(|bytes| sha256(&bytes) == hash)
    }
}

/// The exit code and everything that was said.
pub fn said(out: &Output) -> (i32, String) {
    let text = [out.stdout.as_slice(), out.stderr.as_slice()].concat();
    (out.status.code().unwrap(), String::from_utf8(text).unwrap())
}

/// An act as a line.
pub fn line(by: &str, id: &str, act: Json) -> Json {
    json!({ "by": by, "id": id, "act": act })
}

/// A person added under an id of the same name.
pub fn added(person: &str) -> Json {
    line("xi", person, json!({ "kind": "person_added", "person": person, "name": format!("{person} 某") }))
}

/// A file brought into the round, with its text.
pub fn brought(id: &str, text: &str) -> Json {
    let name = format!("notes/{}.csv", id.len());
    let mut line = line(
        "li",
        id,
        json!({ "kind": "files_brought", "round": "2026", "files": { (name): sha256(text.as_bytes()) } }),
    );
    line["files"] = json!([text]);
    line
}

/// In hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Numbers that look random and are the same for the same seed.
pub struct Chance(u64);

impl Chance {
    /// From the environment, or new; printed, so that a failure can be had again.
    pub fn printed(variable: &str) -> Chance {
        let given = std::env::var(variable).ok().and_then(|text| text.parse().ok());
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
        let seed = given.unwrap_or_else(|| u64::from(now.subsec_nanos()) ^ now.as_secs());
        println!("{variable}={seed}");
        Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// Below a number.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) % end
    }

    /// A place in something of this length.
    pub fn place(&mut self, length: usize) -> usize {
        usize::try_from(self.below(u64::try_from(length).unwrap())).unwrap()
    }
}
