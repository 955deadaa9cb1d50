//! `kaocheng verify office`: any byte that changed is found, and so is a history that was written anew.

use crate::ground::{Chance, Ground, added, brought, said};
use sqlx::{AnyConnection, Row};

/// Bytes changed in acts.
const BYTES: usize = 12;

/// An office with some acts.
fn office(ground: &Ground) {
    ground.found();
    for n in 0..4 {
        ground.take(&[added(&format!("p{n}")), brought(&format!("b{n}"), &format!("text {n}"))]);
    }
    let (code, said) = ground.verify(&[]);
    assert_eq!(code, 0, "{said}");
}

async fn run(connection: &mut AnyConnection, sql: &str) {
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned())).execute(connection).await.unwrap();
}

async fn every_change_is_found(ground: &Ground) {
    office(ground);
    let mut chance = Chance::printed("VERIFY_SEED");
    let mut connection = ground.connection().await;
    for _ in 0..BYTES {
        let seq = i64::try_from(chance.below(12)).unwrap();
        let select = sqlx::query("SELECT bytes FROM acts WHERE seq = $1").bind(seq);
        let bytes: Vec<u8> = select.fetch_one(&mut connection).await.unwrap().get(0);
        let mut other = bytes.clone();
        let at = chance.place(bytes.len());
        other[at] ^= 1 << chance.below(8);
        for (value, holds) in [(other, false), (bytes, true)] {
            let update = sqlx::query("UPDATE acts SET bytes = $1 WHERE seq = $2").bind(value).bind(seq);
            update.execute(&mut connection).await.unwrap();
            let (code, said) = ground.verify(&[]);
            assert_eq!(code, i32::from(!holds), "act {seq}, byte {at}: {said}");
        }
    }
    for (table, column, at) in [
        ("acts", "id", "seq = 3"),
        ("acts", "leaf", "seq = 11"),
        ("acts", "leaf", "seq = 2"),
        ("head", "last", "size > 0"),
        ("checkpoints", "note", "size = 12"),
        ("projection", "body", "key = 'p1'"),
        ("settings", "value", "name LIKE 'ledger.key.%'"),
    ] {
        let sql = format!("SELECT {column} FROM {table} WHERE {at}");
        let row = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_one(&mut connection).await.unwrap();
        let text: String = row.get(0);
        let mut letters: Vec<char> = text.chars().collect();
        let place = chance.place(letters.len());
        letters[place] = if letters[place] == 'x' { 'y' } else { 'x' };
        for (value, holds) in [(letters.into_iter().collect(), false), (text, true)] {
            let sql = format!("UPDATE {table} SET {column} = $1 WHERE {at}");
            let update = sqlx::query(sqlx::AssertSqlSafe(sql)).bind::<String>(value);
            update.execute(&mut connection).await.unwrap();
            let (code, said) = ground.verify(&[]);
            assert_eq!(code, i32::from(!holds), "{table}.{column}, place {place}: {said}");
        }
    }
    for (change, back) in [
        ("UPDATE acts SET seq = 900000 WHERE seq = 11", "UPDATE acts SET seq = 11 WHERE seq = 900000"),
        ("UPDATE head SET size = 11", "UPDATE head SET size = 12"),
        ("UPDATE checkpoints SET size = 99 WHERE size = 12", "UPDATE checkpoints SET size = 12 WHERE size = 99"),
    ] {
        run(&mut connection, change).await;
        assert_eq!(ground.verify(&[]).0, 1, "{change}");
        run(&mut connection, back).await;
    }
    assert_eq!(ground.verify(&[]).0, 0);
    rewritten(ground, &mut connection).await;
}

/// The end of the ledger is cut off and written anew with the right key: only who kept a checkpoint can tell.
async fn rewritten(ground: &Ground, connection: &mut AnyConnection) {
    let select = sqlx::query("SELECT note FROM checkpoints WHERE size = 12");
    let note: String = select.fetch_one(&mut *connection).await.unwrap().get(0);
    std::fs::write(ground.path("kept.txt"), note).unwrap();
    std::fs::write(ground.path("nothing.txt"), "nothing").unwrap();
    let (code, said) = ground.verify(&["--checkpoint", "kept.txt"]);
    assert!(code == 0 && said.contains("not rewritten"), "{said}");
    assert_eq!(ground.verify(&["--checkpoint", "nothing.txt"]).0, 2);
    assert_eq!(ground.verify(&["--checkpoint", "absent.txt"]).0, 2);
    assert_eq!(ground.verify(&["--key", "nonsense"]).0, 2);
    for sql in [
        "DELETE FROM acts WHERE seq >= 10",
        "DELETE FROM checkpoints",
        "UPDATE head SET size = 10, last = (SELECT leaf FROM acts WHERE seq = 9)",
    ] {
        run(connection, sql).await;
    }
    assert_eq!(ground.run(&["rebuild", "--store", &ground.url]).status.code(), Some(0));
    let (code, said) = ground.verify(&["--checkpoint", "kept.txt"]);
    assert!(code == 1 && said.contains("cut off"), "{said}");
    ground.take(&[added("q1"), added("q2"), added("q3")]);
    let (code, said) = ground.verify(&[]);
    assert_eq!(code, 0, "{said}");
    let (code, said) = ground.verify(&["--checkpoint", "kept.txt"]);
    assert!(code == 1 && said.contains("history was rewritten"), "{said}");
    // A key that was put in the place of the one that signed shows as well.
    std::fs::remove_file(ground.path("key")).unwrap();
    ground.take(&[added("q4")]);
    run(connection, "DELETE FROM settings WHERE name LIKE 'ledger.key.%'").await;
    assert_eq!(ground.verify(&[]).0, 1);
    ground.take(&[added("q5")]);
    let (code, said) = ground.verify(&["--checkpoint", "kept.txt"]);
    assert!(code == 1 && said.contains("no trusted key"), "{said}");
}

#[tokio::test]
async fn every_change_is_found_on_sqlite() {
    every_change_is_found(&Ground::sqlite()).await;
}

#[tokio::test]
async fn every_change_is_found_on_postgres() {
    every_change_is_found(&Ground::postgres()).await;
}

/// The files under a folder.
fn files(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

#[test]
fn a_backup_is_verified_restored_and_every_changed_byte_of_it_found() {
    let ground = Ground::sqlite();
    office(&ground);
    let out = ground.run(&["backup", "--store", &ground.url, "--blobs", "blobs", "kept"]);
    assert_eq!(said(&out).0, 0, "{}", said(&out).1);
    let out = ground.run(&["backup", "--store", &ground.url, "--blobs", "blobs", "kept"]);
    assert_eq!(said(&out).0, 1, "nothing is written over");
    assert_eq!(ground.run(&["backup", "--store", &ground.url, "--blobs", "nowhere", "b"]).status.code(), Some(2));
    let check = || said(&ground.run(&["verify", "office", "kept"]));
    assert_eq!(check().0, 0, "{}", check().1);
    let mut chance = Chance::printed("VERIFY_SEED");
    let mut all = Vec::new();
    files(&ground.path("kept"), &mut all);
    for path in all {
        let bytes = std::fs::read(&path).unwrap();
        if bytes.is_empty() {
            continue;
        }
        let mut other = bytes.clone();
        let at = chance.place(bytes.len());
        other[at] ^= 1 << chance.below(8);
        std::fs::write(&path, other).unwrap();
        assert_eq!(check().0, 1, "{}: byte {at}", path.display());
        std::fs::write(&path, bytes).unwrap();
    }
    let out = ground.run(&["restore", "kept", "--store", "sqlite:again.db", "--blobs", "again"]);
    assert_eq!(said(&out).0, 0, "{}", said(&out).1);
    let out = ground.run(&["verify", "office", "--store", "sqlite:again.db"]);
    assert_eq!(said(&out).0, 0, "{}", said(&out).1);
    let out = ground.run(&["restore", "kept", "--store", "sqlite:again.db", "--blobs", "again"]);
    assert_eq!(said(&out).0, 1, "only into a new store");
    assert_eq!(ground.run(&["verify", "office"]).status.code(), Some(2));
}
