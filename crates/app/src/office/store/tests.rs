//! Migrations, blobs, backups and rebuilds, on both stores.

use super::blobs::{BlobError, Blobs};
use super::*;
use crate::office::backup::{self, BackupError};
use crate::office::desk::tests::assert_is_replay;
use crate::office::desk::{Desk, DeskError};
use crate::office::rebuild::{FOLDED_BY, How, rebuild, renew};
use crate::office::trial::{Cluster, found, on_both, person};
use kaocheng_office::office::FOLD;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

on_both! {
    async fn a_database_of_version_1_is_brought_forward(place) {
        let old = Store::open_at_version(&place.url, 1).await.unwrap();
        old.set("kept", "以前").await.unwrap();
        old.close().await;
        assert!(matches!(Store::look(&place.url).await, Err(StoreError::Older { found: 1, .. })));
        let store = place.store().await;
        assert_eq!(store.setting("kept").await.unwrap().as_deref(), Some("以前"));
        assert!(store.snapshot().await.unwrap().tables(store.kind()).await.unwrap().contains(&"sessions".to_owned()));
        // A second start changes nothing; a newer program's tables are refused.
        place.store().await.close().await;
        sqlx::query("INSERT INTO versions (version) VALUES (99)").execute(store.pool()).await.unwrap();
        let newer = Store::open(&place.url).await.unwrap_err();
        assert!(matches!(newer, StoreError::Newer { found: 99, known: NEWEST }), "{newer}");
    }

    async fn rows_of_another_fold_are_made_anew_at_a_start(place) {
        found(&place.desk().await).await;
        let store = place.store().await;
        assert_eq!(store.setting(FOLDED_BY).await.unwrap(), Some(FOLD.to_string()));
        // As an older program would have left them: its version, and a row that this one folds otherwise.
        let mut writing = store.begin().await.unwrap();
        let old = RowChange { shelf: "people".into(), key: "li".into(), body: Some("{\"name\":\"旧\",\"seats\":[]}".into()) };
        writing.put_rows(&[old]).await.unwrap();
        writing.set(FOLDED_BY, &(FOLD - 1).to_string()).await.unwrap();
        writing.commit().await.unwrap();
        let desk = place.desk().await;
        assert_is_replay(&desk).await;
        assert_ne!(desk.read().await.unwrap().people["li"].name, "旧");
        assert_eq!(store.setting(FOLDED_BY).await.unwrap(), Some(FOLD.to_string()));
        // Rows of the same version are taken as they are; those of a newer program are not touched.
        assert_eq!(renew(&store).await.unwrap(), None);
        store.set(FOLDED_BY, &(FOLD + 1).to_string()).await.unwrap();
        assert!(matches!(Desk::open(store, place.blobs(), &place.key()).await, Err(DeskError::Newer { .. })));
    }

    async fn rebuilding_mends_rows_and_says_which(place) {
        let desk = place.desk().await;
        found(&desk).await;
        let store = place.store().await;
        assert_eq!(rebuild(&store).await.unwrap().differed, []);
        for sql in [
            "DELETE FROM projection WHERE shelf = 'rounds'",
            "UPDATE projection SET body = '{}' WHERE shelf = 'charter'",
            "INSERT INTO projection (shelf, key, body) VALUES ('people', 'nobody', '{}')",
        ] {
            sqlx::query(sql).execute(store.pool()).await.unwrap();
        }
        let how: Vec<How> = rebuild(&store).await.unwrap().differed.iter().map(|d| d.how).collect();
        assert_eq!(how, [How::Other, How::Surplus, How::Missing]);
        assert_is_replay(&desk).await;
    }

    async fn a_backup_restored_is_the_same_office(place) {
        let desk = place.desk().await;
        found(&desk).await;
        let blobs = place.blobs();
        let name = blobs.put(b"evidence".to_vec()).await.unwrap();
        desk.store().set("setting", "值").await.unwrap();
        let written = backup::write(desk.store(), &blobs, &place.path("backup")).await.unwrap();
        assert_eq!((written.manifest.size, written.blobs, written.rotten.len()), (4, 1, 0));
        for kind in [Kind::Sqlite, Kind::Postgres] {
            let other = Place::new(kind);
            let counts = backup::restore(&place.path("backup"), &other.url, &other.blobs()).await.unwrap();
            assert_eq!(counts, (4, 1));
            let again = other.desk().await;
            assert_is_replay(&again).await;
            assert_eq!(again.read().await.unwrap().tree().root(), desk.read().await.unwrap().tree().root());
            let rows = async |store: &Store| store.snapshot().await.unwrap().rows().await.unwrap();
            assert_eq!(rows(again.store()).await, rows(desk.store()).await);
            assert_eq!(other.blobs().get(&name).await.unwrap(), b"evidence");
            assert_eq!(again.store().setting("setting").await.unwrap().as_deref(), Some("值"));
            let twice = backup::restore(&place.path("backup"), &other.url, &other.blobs()).await;
            assert!(matches!(twice, Err(BackupError::NotEmpty)), "{twice:?}");
        }
        let exists = backup::write(desk.store(), &blobs, &place.path("backup")).await;
        assert!(matches!(exists, Err(BackupError::Exists(_))));
        std::fs::write(place.path("backup").join("ledger.jsonl"), "{}\n").unwrap();
        let altered = backup::restore(&place.path("backup"), &Place::new(Kind::Sqlite).url, &blobs).await;
        assert!(matches!(altered, Err(BackupError::Altered(_))), "{altered:?}");
    }

    async fn every_byte_of_the_ledger_that_is_changed_is_found(place) {
        let desk = place.desk().await;
        found(&desk).await;
        let store = place.store().await;
        for kept in store.acts(0, 10).await.unwrap() {
            for at in 0..kept.entry.bytes.len() {
                let mut bytes = kept.entry.bytes.clone();
                bytes[at] ^= 1;
                let write = |bytes: Vec<u8>| {
                    sqlx::query("UPDATE acts SET bytes = $1 WHERE seq = $2").bind(bytes).bind(kept.seq as i64)
                };
                write(bytes).execute(store.pool()).await.unwrap();
                assert!(rebuild(&store).await.is_err(), "act {} byte {at}", kept.seq);
                write(kept.entry.bytes.clone()).execute(store.pool()).await.unwrap();
            }
        }
        assert!(rebuild(&store).await.is_ok());
    }
}

#[tokio::test]
async fn blobs_that_were_cut_off_or_altered_are_never_given() {
    let folder = tempfile::tempdir().unwrap();
    let blobs = Blobs::open(folder.path().to_str().unwrap()).unwrap();
    let name = blobs.put(b"figures".to_vec()).await.unwrap();
    assert_eq!(blobs.put(b"figures".to_vec()).await.unwrap(), name);
    let file = folder.path().join(&name[..2]).join(&name[2..]);
    for bytes in [b"figur".as_slice(), b"fIgures", b""] {
        std::fs::write(&file, bytes).unwrap();
        assert!(matches!(blobs.get(&name).await, Err(BlobError::Altered { .. })));
        // Whoever brings it again mends it.
        assert_eq!(blobs.put(b"figures".to_vec()).await.unwrap(), name);
        assert_eq!(blobs.get(&name).await.unwrap(), b"figures");
    }
    std::fs::write(folder.path().join(&name[..2]).join(format!("{}#1", &name[2..])), "fig").unwrap();
    assert_eq!(blobs.names().await.unwrap(), [name]);
    assert!(matches!(blobs.get(&"0".repeat(64)).await, Err(BlobError::Missing(_))));
    assert!(matches!(blobs.get("../key").await, Err(BlobError::Name(_))));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_falls_down_and_comes_back_loses_no_acknowledged_act() {
    let cluster = Cluster::start();
    let place = crate::office::trial::Place::at(cluster.database());
    let desk = place.desk().await;
    found(&desk).await;
    let (back, tried_again) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
    let authors = (0..4).map(|author| {
        let (desk, back, tried_again) = (desk.clone(), back.clone(), tried_again.clone());
        tokio::spawn(async move {
            let (mut taken, mut after) = (0, 0);
            // Until the database is back, and some acts more.
            while after < 20 {
                let name = format!("p{author}-{taken}");
                // Sent again under the same id until it is taken.
                while let Err(refused) = desk.act("xi", &name, person(&name)).await {
                    assert!(refused.is_of_the_store(), "{refused}");
                    tried_again.fetch_add(1, Ordering::SeqCst);
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
                taken += 1;
                after += u64::from(back.load(Ordering::SeqCst));
            }
            taken
        })
    });
    let authors: Vec<_> = authors.collect();
    tokio::time::sleep(Duration::from_millis(300)).await;
    tokio::task::block_in_place(|| cluster.restart());
    back.store(true, Ordering::SeqCst);
    let mut acknowledged = 0;
    for author in authors {
        acknowledged += author.await.unwrap();
    }
    assert!(tried_again.load(Ordering::SeqCst) > 0, "the database never went away from anybody");
    assert_eq!(desk.read().await.unwrap().people.len(), 4 + acknowledged);
    assert_is_replay(&desk).await;
}
