//! What holds for any frame and seed.

#![allow(clippy::unwrap_used)]

use kaocheng_draw::assign::{LastRound, Place, assign};
use kaocheng_draw::frame::{Frame, Method, Site, Stratum};
use kaocheng_draw::published::{sample_csv, tickets_csv};
use kaocheng_draw::sample::draw;
use kaocheng_draw::seed::{PublicDigits, Seed};
use kaocheng_draw::team::{Member, Role, Team};
use kaocheng_draw::ticket::Key;
use kaocheng_draw::verify::{Published, Record, verify};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn stratum() -> impl Strategy<Value = Stratum> {
    let sites = prop::collection::btree_map("[A-C][0-9]{1,2}|[村镇]{2}", 1..5000_u64, 0..9);
    (1..5_u32, any::<bool>(), sites, "[甲乙 ,\"]{0,3}").prop_map(|(draw, equal, sites, name)| {
        let measure = |m: u64| if equal { None } else { Some(m) };
        let site = |(code, m): (String, u64)| Site { code, name: String::new(), measure: measure(m) };
        let method = if equal { Method::Equal } else { Method::Measure };
        let sites = sites.into_iter().map(site).collect();
        Stratum { code: String::new(), name: name.trim().to_owned(), draw, method, sites }
    })
}

fn strata() -> impl Strategy<Value = Vec<Stratum>> {
    prop::collection::vec(stratum(), 1..5).prop_map(|mut strata| {
        strata.iter_mut().enumerate().for_each(|(at, s)| s.code = format!("T{at}"));
        strata
    })
}

fn key(frame: &Frame, seed: &str) -> Key {
    Key::new(&frame.hash(), &Seed::read(seed).unwrap(), &PublicDigits::default())
}

fn published(frame: &Frame, seed: &str) -> Published {
    let seed = Seed::read(seed).unwrap();
    let sample = draw(frame, &key(frame, seed.as_str()));
    let record = Record::new(&frame.hash(), &seed, &PublicDigits::default(), &sample);
    Published {
        frame: frame.text(),
        frame_hash: frame.hash(),
        commitment: record.commitment.clone(),
        record,
        sample: sample_csv(&sample),
        tickets: tickets_csv(&sample),
        ties: None,
    }
}

fn codes(published: &Published) -> Vec<&'static str> {
    verify(published).iter().map(|p| p.kind.code()).collect()
}

proptest! {
    #[test]
    fn the_order_of_rows_means_nothing(strata in strata().prop_shuffle(), seed in "[0-9]{20}") {
        let frame = Frame::new(strata.clone()).unwrap();
        let mut turned = strata;
        turned.reverse();
        turned.iter_mut().for_each(|s| s.sites.reverse());
        prop_assert_eq!(&frame, &Frame::new(turned).unwrap());
        prop_assert_eq!(Frame::read(&frame.text()).unwrap(), frame.clone());
        prop_assert!(codes(&published(&frame, &seed)).is_empty());
    }

    #[test]
    fn as_many_are_drawn_as_asked_or_all(strata in strata(), seed in "[0-9]{20}") {
        let frame = Frame::new(strata).unwrap();
        let sample = draw(&frame, &key(&frame, &seed));
        for (stratum, drawn) in frame.strata().iter().zip(&sample.strata) {
            prop_assert_eq!(drawn.sites().len(), stratum.sites.len().min(stratum.draw as usize));
            prop_assert_eq!(drawn.is_short(), stratum.sites.len() < stratum.draw as usize);
            let all: BTreeSet<&str> = drawn.sites().into_iter().chain(drawn.replacements()).collect();
            prop_assert_eq!(all, stratum.sites.iter().map(|s| s.code.as_str()).collect());
        }
        prop_assert_eq!(sample.warnings().len(), sample.strata.iter().filter(|d| d.is_short()).count());
    }

    #[test]
    fn taking_any_site_off_the_frame_is_detected(strata in strata(), seed in "[0-9]{20}", pick in any::<prop::sample::Index>()) {
        let frame = Frame::new(strata.clone()).unwrap();
        prop_assume!(frame.sites() > 0);
        let mut fewer = strata;
        let sites: Vec<(usize, usize)> =
            fewer.iter().enumerate().flat_map(|(s, stratum)| (0..stratum.sites.len()).map(move |at| (s, at))).collect();
        let (s, at) = *pick.get(&sites);
        fewer[s].sites.remove(at);
        let fewer = Frame::new(fewer).unwrap();
        prop_assert_ne!(frame.hash(), fewer.hash());
        let mut told = published(&frame, &seed);
        told.frame = fewer.text();
        prop_assert_eq!(codes(&told), ["frame-changed"]);
        // With the hash replaced as well, the commitment tells.
        told.frame_hash = fewer.hash();
        told.record.frame_hash = fewer.hash();
        prop_assert_eq!(codes(&told), ["commitment-mismatch"]);
    }

    #[test]
    fn assignments_are_balanced_and_without_conflict(
        homes in prop::collection::vec(prop::option::of(0..12_usize), 1..6),
        count in 0..12_usize,
        last in prop::collection::btree_set((0..6_usize, 0..12_usize), 0..6),
        seed in "[0-9]{20}",
    ) {
        let team = |(at, home): (usize, &Option<usize>)| {
            let home = home.iter().map(|h| format!("P{h}")).collect();
            let leader = Member { team: format!("{at}"), id: format!("m{at}"), role: Role::Leader, home, row: 0 };
            Team { id: format!("{at}"), members: vec![leader] }
        };
        let teams: Vec<Team> = homes.iter().enumerate().map(team).collect();
        let places: Vec<Place> = (0..count).map(|p| Place { code: format!("P{p}"), name: format!("P{p}") }).collect();
        let last: LastRound = last.into_iter().map(|(t, p)| (t.to_string(), format!("P{p}"))).collect();
        let key = Key::new("", &Seed::read(&seed).unwrap(), &PublicDigits::default());
        let Ok(tasks) = assign(&teams, &places, &last, &key) else { return Ok(()) };
        let sizes: Vec<usize> = tasks.iter().map(|t| t.places.len()).collect();
        prop_assert!(sizes.iter().max().unwrap() - sizes.iter().min().unwrap() <= 1, "{sizes:?}");
        let all: BTreeSet<&str> = tasks.iter().flat_map(|t| t.places.iter().map(|p| p.code.as_str())).collect();
        prop_assert_eq!(all.len(), count);
        prop_assert_eq!(sizes.iter().sum::<usize>(), count);
        for (task, team) in tasks.iter().zip(&teams) {
            for place in &task.places {
                prop_assert!(team.is_foreign_to(&place.code));
                prop_assert!(!last.contains(&(task.team.clone(), place.code.clone())));
            }
        }
        let mut turned = places;
        turned.reverse();
        prop_assert_eq!(tasks, assign(&teams, &turned, &last, &key).unwrap());
    }

    #[test]
    fn no_text_makes_the_readers_panic(text in any::<String>()) {
        let _ = Frame::read(&text);
        let _ = Frame::read(&format!("stratum,stratum_name,draw,method,site,site_name,measure\n{text}"));
        let _ = Seed::read(&text);
    }
}
