//! A round of an example brought into an office gives the points, lists and seal of the command line.

use super::{By, Disputed, RoundError, Rounds};
use crate::example;
use crate::message::Lang;
use crate::office::assess::{Files, compute, seal};
use crate::office::store::Kind;
use crate::office::trial::{OFFICER, Place, found};
use kaocheng_office::act::Act;
use kaocheng_office::role::RoundState;
use serde_json::Value as Json;

fn files_of(name: &str) -> Files {
    let example = example::find(name, Lang::Zh).unwrap();
    let kept = |name: &str| !name.starts_with("expected") && name != "README.md";
    example.files.iter().filter(|(name, _)| kept(name)).map(|(n, b)| ((*n).to_owned(), b.to_vec())).collect()
}

fn by(id: &str) -> By<'_> {
    By { person: OFFICER, id, lang: Lang::Zh }
}

async fn brought(kind: Kind, example: &str) -> (Place, Rounds) {
    let place = Place::new(kind);
    let desk = place.desk().await;
    found(&desk).await;
    let rounds = Rounds::new(desk, place.blobs());
    let opened = Act::RoundOpened { round: "y".into(), title: "2026年度".into(), of_scheme: None };
    rounds.act(by("open"), opened).await.unwrap();
    let told = rounds.bring(by("bring"), "y", files_of(example)).await.unwrap();
    assert!(told.scheme && told.units > 0 && told.figures > 0);
    (place, rounds)
}

async fn run_through(kind: Kind, example: &str) {
    let (_place, rounds) = brought(kind, example).await;
    let measures = rounds.proposed_measures("y", Lang::Zh).await.unwrap();
    assert!(measures.len() > 10, "{measures:?}");
    rounds.issue(by("issue"), "y", "云托办〔2026〕3号", measures).await.unwrap();
    let opened = Act::CollectingOpened { round: "y".into(), due: "2199-12-31".into() };
    rounds.act(by("collect"), opened).await.unwrap();
    let verifying = Act::Advanced { round: "y".into(), to: RoundState::Verifying };
    rounds.act(by("verify"), verifying).await.unwrap();
    rounds.compute(by("compute"), "y").await.unwrap();
    let computation = rounds.computation("y").await.unwrap();
    let result = rounds.result(&computation).await.unwrap();
    // The folder of the example itself, through the same code as `kaocheng score`.
    let alone: Json = serde_json::from_slice(&compute(&files_of(example), None, Lang::Zh).unwrap().result).unwrap();
    assert_eq!(result["levels"], alone["levels"]);
    assert_eq!(result["decisions"]["lists"], alone["decisions"]["lists"]);
    let unit = result["levels"][0]["units"][0]["code"].as_str().unwrap().to_owned();
    let told = rounds.tell("y", &unit, Some(&computation), Lang::Zh).await.unwrap();
    let shown = result["levels"][0]["units"][0]["total"]["exact"].as_str().unwrap().to_owned();
    assert_eq!(told.total.map(|t| kaocheng_syntax::exact::show(&t)), Some(shown));
    let notice = Act::NoticePosted { round: "y".into(), until: "2199-12-31".into(), publication: Default::default() };
    rounds.act(by("notice"), notice).await.unwrap();
    rounds.seal(by("seal"), "y", "演练").await.unwrap();
    let archive = rounds.archive("y").await.unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(archive)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let record = names.iter().find(|n| n.starts_with("sealed/")).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name(record).unwrap(), &mut text).unwrap();
    let (_, again) = seal(&files_of(example), None, Lang::Zh).unwrap();
    let units = |text: &[u8]| serde_json::from_slice::<Json>(text).unwrap()["units"].clone();
    assert_eq!(units(text.as_bytes()), units(&again));
}

/// The round's folder holds disputes beside figures: one that cannot be read would be in the way of computing for good.
#[tokio::test(flavor = "multi_thread")]
async fn a_dispute_proposes_what_the_figure_could_be() {
    let (_place, rounds) = brought(Kind::Sqlite, "childcare-2026").await;
    let measures = rounds.proposed_measures("y", Lang::Zh).await.unwrap();
    rounds.issue(by("issue"), "y", "云托办〔2026〕3号", measures).await.unwrap();
    let opened = Act::CollectingOpened { round: "y".into(), due: "2199-12-31".into() };
    rounds.act(by("collect"), opened).await.unwrap();
    for (at, (proposed, fits)) in [("1", false), ("很多", false), ("1300000", true)].into_iter().enumerate() {
        let id = format!("dispute-{at}");
        let disputed = Disputed {
            id: id.clone(),
            measure: "budget".into(),
            proposed: proposed.into(),
            reason: "与批复不符".into(),
        };
        match rounds.dispute(by(&id), "y", "YT01", disputed).await {
            Ok(_) => assert!(fits, "{proposed}"),
            Err(RoundError::Rows(problems)) => assert!(!fits && problems[0].measure == "budget", "{proposed}"),
            Err(other) => panic!("{proposed}: {other:?}"),
        }
    }
    let verifying = Act::Advanced { round: "y".into(), to: RoundState::Verifying };
    rounds.act(by("verify"), verifying).await.unwrap();
    rounds.compute(by("compute"), "y").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_example_gives_the_points_of_the_command_line() {
    run_through(Kind::Sqlite, "childcare-2026").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_example_gives_the_points_of_the_command_line_on_postgresql() {
    run_through(Kind::Postgres, "childcare-2026").await;
}
