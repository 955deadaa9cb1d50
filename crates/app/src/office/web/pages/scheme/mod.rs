//! The scheme of a round: written with its reading beside it, checked while it is typed, issued with who enters what; and the
//! list of units.

mod check;
mod edit;
mod issue;
mod units;

use crate::office::web::{Ask, Route, Section, Trouble};
use kaocheng_office::deed::Deed;
use kaocheng_office::entity::Round;
use kaocheng_office::role::RoundState;
use kaocheng_office::standing::Subject;

/// The longest text, with room for how forms write it.
const LARGEST_TEXT: usize = 4 << 20;
/// The largest list of units.
const LARGEST_LIST: usize = 32 << 20;

pub fn section() -> Section {
    let routes = vec![
        Route::get("/rounds/{round}/scheme", Deed::SeeRound, edit::show),
        Route::post("/rounds/{round}/scheme", Deed::WriteScheme, edit::save).upload(LARGEST_TEXT),
        Route::post("/rounds/{round}/scheme/check", Deed::WriteScheme, check::check_typed).upload(LARGEST_TEXT),
        Route::get("/rounds/{round}/scheme/issue", Deed::Issue, issue::show),
        Route::post("/rounds/{round}/scheme/issue", Deed::Issue, issue::issue).upload(LARGEST_TEXT),
        Route::get("/rounds/{round}/units-list", Deed::SeeRound, units::show),
        Route::post("/rounds/{round}/units-list", Deed::WriteScheme, units::list).upload(LARGEST_LIST),
    ];
    Section { routes, ..Section::default() }
}

/// The round of the path. A draft is for those alone who work on it.
async fn seen(ask: &Ask) -> Result<Round, Trouble> {
    let found = ask.server.rounds.round(ask.param("round")).await?;
    if found.state == RoundState::Drafted {
        let office = ask.office().await?;
        ask.must(&office, Deed::SeeDraft, &Subject::round(ask.param("round")))?;
    }
    Ok(found)
}
