//! The published test vectors, which were worked out apart from this crate.

#![allow(clippy::unwrap_used)]

use kaocheng_draw::assign::{LastRound, Place, assign};
use kaocheng_draw::commitment::commitment;
use kaocheng_draw::frame::Frame;
use kaocheng_draw::published::{sample_csv, tickets_csv};
use kaocheng_draw::sample::draw;
use kaocheng_draw::seed::{PublicDigits, Seed};
use kaocheng_draw::team::{Member, Role, Team};
use kaocheng_draw::ticket::Key;
use serde_json::Value as Json;

fn vectors(part: &str) -> Vec<Json> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../spec/draw-vectors.json");
    let file: Json = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    file[part].as_array().unwrap().clone()
}

fn text<'j>(json: &'j Json, field: &str) -> &'j str {
    json[field].as_str().unwrap()
}

fn key(json: &Json) -> Key {
    let seed = Seed::read(text(json, "seed")).unwrap();
    Key::new(text(json, "frame_sha256"), &seed, &PublicDigits::read(text(json, "public")).unwrap())
}

#[test]
fn draws_are_those_that_were_worked_out() {
    let draws = vectors("draws");
    assert_eq!(draws.len(), 7);
    for case in draws {
        let name = text(&case, "name");
        let frame = Frame::read(text(&case, "frame")).unwrap();
        assert_eq!(frame.hash(), text(&case, "frame_sha256"), "{name}");
        let seed = Seed::read(text(&case, "seed")).unwrap();
        assert_eq!(commitment(&frame.hash(), &seed), text(&case, "commitment"), "{name}");
        let key = key(&case);
        assert_eq!(key.text(), text(&case, "key_text"), "{name}");
        let sample = draw(&frame, &key);
        assert_eq!(tickets_csv(&sample), text(&case, "tickets"), "{name}");
        assert_eq!(sample_csv(&sample), text(&case, "sample"), "{name}");
    }
}

#[test]
fn assignments_are_the_cheapest_of_all() {
    let assignments = vectors("assignments");
    assert_eq!(assignments.len(), 4);
    for case in assignments {
        let teams: Vec<Team> = case["home"].as_object().unwrap().iter().map(|(id, home)| team(id, home)).collect();
        let places = case["places"].as_array().unwrap().iter().map(|p| p.as_str().unwrap().to_owned());
        let places: Vec<Place> = places.map(|code| Place { name: code.clone(), code }).collect();
        let pair = |p: &Json| (p[0].as_str().unwrap().to_owned(), p[1].as_str().unwrap().to_owned());
        let last: LastRound = case["last"].as_array().unwrap().iter().map(pair).collect();
        for task in assign(&teams, &places, &last, &key(&case)).unwrap() {
            let codes: Vec<&str> = task.places.iter().map(|p| p.code.as_str()).collect();
            let expected: Vec<&str> =
                case["tasks"][&task.team].as_array().unwrap().iter().map(|p| p.as_str().unwrap()).collect();
            assert_eq!(codes, expected, "team {} of {case}", task.team);
        }
    }
}

fn team(id: &str, home: &Json) -> Team {
    let home = home.as_array().unwrap().iter().map(|h| h.as_str().unwrap().to_owned()).collect();
    let leader = Member { team: id.to_owned(), id: format!("{id}-1"), role: Role::Leader, home, row: 1 };
    Team { id: id.to_owned(), members: vec![leader] }
}
