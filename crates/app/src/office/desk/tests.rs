//! What the desk keeps to, on both stores.

use super::*;
use crate::office::trial::{OFFICER, found, on_both, person};
use kaocheng_office::refusal::Refusal;

/// The state is what replaying the acts in the store gives, in the rows of the projections too.
pub async fn assert_is_replay(desk: &Desk) {
    let mut snapshot = desk.store().snapshot().await.unwrap();
    let mut replayed = State::new();
    replayed.follow(&snapshot.acts(0, u64::MAX).await.unwrap()).unwrap();
    let rows = snapshot.rows().await.unwrap();
    drop(snapshot);
    let mut expected: Vec<_> = replayed.office.rows().map(|(at, body)| (at.shelf.to_owned(), at.key, body)).collect();
    expected.sort();
    assert_eq!(rows, expected);
    let reading = desk.read().await.unwrap();
    assert!(*reading == replayed.office);
    assert_eq!(reading.tree(), &replayed.tree);
}

on_both! {
    async fn acts_are_kept_and_found_again_after_a_start(place) {
        let desk = place.desk().await;
        found(&desk).await;
        assert_eq!(desk.act("xi", "p1", person("wang")).await.unwrap(), Accepted { seq: 4 });
        assert_is_replay(&desk).await;
        let again = place.desk().await;
        assert!(*again.read().await.unwrap() == *desk.read().await.unwrap());
        assert_eq!(again.read().await.unwrap().tree().root(), desk.read().await.unwrap().tree().root());
        assert_eq!(again.act("xi", "p2", person("zhao")).await.unwrap(), Accepted { seq: 5 });
    }

    async fn an_act_sent_twice_is_taken_once(place) {
        let desk = place.desk().await;
        found(&desk).await;
        for _ in 0..3 {
            assert_eq!(desk.act("xi", "p1", person("wang")).await.unwrap().seq, 4);
        }
        // At once, and through another program.
        let other = place.desk().await;
        let (a, b, c) = tokio::join!(
            desk.act("xi", "p2", person("zhao")),
            desk.act("xi", "p2", person("zhao")),
            other.act("xi", "p2", person("zhao")),
        );
        assert_eq!([a.unwrap().seq, b.unwrap().seq, c.unwrap().seq], [5, 5, 5]);
        let taken = desk.act("xi", "p1", person("qian")).await;
        assert!(matches!(taken, Err(Refused::IdTaken { seq: 4 })), "{taken:?}");
        let by_another = desk.act("an", "p1", person("wang")).await;
        assert!(matches!(by_another, Err(Refused::IdTaken { seq: 4 })), "{by_another:?}");
        for id in ["", "a b", "名", &"x".repeat(101)] {
            assert!(matches!(desk.act("xi", id, person("sun")).await, Err(Refused::Id)), "{id}");
        }
        assert_is_replay(&desk).await;
    }

    async fn refused_acts_do_not_spoil_the_others_of_their_batch(place) {
        let desk = place.desk().await;
        found(&desk).await;
        let each = |n: u32| {
            let desk = desk.clone();
            tokio::spawn(async move {
                // Every third is refused: only the system administrator adds people.
                let by = if n.is_multiple_of(3) { OFFICER } else { "xi" };
                (n, desk.act(by, &format!("n{n}"), person(&format!("p{n}"))).await)
            })
        };
        let all: Vec<_> = (0..300).map(each).collect();
        for one in all {
            match one.await.unwrap() {
                (n, Ok(_)) => assert_ne!(n % 3, 0),
                (n, Err(Refused::NotAdmitted(Refusal::NotAllowed { .. }))) => assert_eq!(n % 3, 0),
                (n, other) => panic!("{n}: {other:?}"),
            }
        }
        assert_eq!(desk.read().await.unwrap().people.len(), 4 + 200);
        assert_is_replay(&desk).await;
    }

    async fn an_act_the_database_would_choke_on_costs_nobody_else(place) {
        let desk = place.desk().await;
        found(&desk).await;
        let nul = Act::PersonClosed { person: OFFICER.to_owned(), reason: "a\0b".to_owned() };
        let (bad, good) = tokio::join!(desk.act("xi", "nul", nul), desk.act("xi", "good", person("wang")));
        assert!(bad.is_err() && good.is_ok(), "{bad:?} {good:?}");
        assert_is_replay(&desk).await;
    }

    async fn a_file_that_an_act_names_is_there_before_it(place) {
        let desk = place.desk().await;
        found(&desk).await;
        let text = "# 方案\n";
        let name = place.blobs().put(text.as_bytes().to_vec()).await.unwrap();
        let other = "0".repeat(64);
        let save = |blob: &str| Act::SchemeSaved { round: "2026".to_owned(), text: blob.to_owned(), replaces: None };
        let refused = desk.act(OFFICER, "s1", save(&other)).await;
        assert!(matches!(&refused, Err(Refused::NoFile(blob)) if *blob == other), "{refused:?}");
        // Whoever may not do it learns no more than that.
        let by_another = desk.act("xi", "s2", save(&other)).await;
        assert!(matches!(by_another, Err(Refused::NotAdmitted(Refusal::NotAllowed { .. }))), "{by_another:?}");
        let files = [("a.csv".to_owned(), name.clone()), ("b.csv".to_owned(), other)].into();
        let half = desk.act(OFFICER, "s3", Act::FilesBrought { round: "2026".to_owned(), files }).await;
        assert!(matches!(half, Err(Refused::NoFile(_))), "{half:?}");
        assert_eq!(desk.act(OFFICER, "s1", save(&name)).await.unwrap(), Accepted { seq: 4 });
        assert_is_replay(&desk).await;
    }

    async fn two_desks_on_one_store_behave_as_one(place) {
        let (one, two) = (place.desk().await, place.desk().await);
        found(&one).await;
        let each = |n: u32| {
            let desk = if n.is_multiple_of(2) { one.clone() } else { two.clone() };
            let other = if n.is_multiple_of(2) { two.clone() } else { one.clone() };
            tokio::spawn(async move {
                let name = format!("p{n}");
                desk.act("xi", &format!("n{n}"), person(&name)).await.unwrap();
                // What one has taken, the other shows at once.
                assert!(other.read().await.unwrap().people.contains_key(&name));
            })
        };
        let all: Vec<_> = (0..200).map(each).collect();
        for one in all {
            one.await.unwrap();
        }
        // Two people at one thing: one of them is told.
        let (a, b) = tokio::join!(one.act("xi", "x1", person("same")), two.act("xi", "x2", person("same")));
        assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
        assert_is_replay(&one).await;
        assert_is_replay(&two).await;
        assert_eq!(one.read().await.unwrap().people.len(), 205);
    }

    async fn checkpoints_are_signed_and_kept(place) {
        let desk = place.desk().await;
        assert_eq!(desk.checkpoint().await.unwrap(), None);
        found(&desk).await;
        let note = desk.checkpoint().await.unwrap().unwrap();
        for n in 0..5 {
            desk.act("xi", &format!("n{n}"), person(&format!("p{n}"))).await.unwrap();
        }
        let key = desk.verifier().await.unwrap().unwrap();
        let opened = kaocheng_ledger::checkpoint::Checkpoint::open(note.as_bytes(), &[key]).unwrap().checkpoint;
        assert_eq!((opened.size, opened.root), (4, desk.read().await.unwrap().tree().root_at(4).unwrap()));
        let mut kept = desk.store().snapshot().await.unwrap();
        let kept = kept.checkpoints().await.unwrap();
        // The first batch, the one that was asked for, and the newest.
        assert_eq!(kept.iter().map(|(size, _)| *size).collect::<Vec<_>>(), [1, 4, 9]);
        assert_eq!(kept[1].1, note);
    }

    async fn a_ledger_that_was_changed_under_the_desk_is_not_gone_on_with(place) {
        let desk = place.desk().await;
        found(&desk).await;
        let store = place.store().await;
        sqlx::query("UPDATE head SET size = 3").execute(store.pool()).await.unwrap();
        assert!(matches!(desk.read().await, Err(DeskError::Broken(_))));
        assert!(matches!(desk.act("xi", "p1", person("wang")).await, Err(Refused::NotKept(_))));
        assert!(Desk::open(place.store().await, place.blobs(), &place.key()).await.is_err());
        let last = "0".repeat(64);
        sqlx::query("UPDATE head SET size = 4, last = $1").bind(last).execute(store.pool()).await.unwrap();
        assert!(matches!(desk.read().await, Err(DeskError::Broken(_))));
        assert!(matches!(desk.act("xi", "p1", person("wang")).await, Err(Refused::NotKept(_))));
    }
}
