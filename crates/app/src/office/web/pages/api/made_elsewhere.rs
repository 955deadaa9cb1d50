//! Acts that the office makes itself, since what is in them must follow from other things, and acts that are for people:
//! `POST /api/v1/acts` takes none of them and says where each is done.

use crate::office::web::{Scope, Trouble};
use kaocheng_office::act::{Act, Register};

/// Why an act is not taken as it is sent; `Ok`: it is.
pub fn check(act: &Act) -> Result<(), Trouble> {
    let place = match act {
        Act::Founded { .. } => "/setup",
        Act::Secured { .. } => "/account",
        Act::PersonAdded { .. } | Act::PersonClosed { .. } | Act::SeatsGranted { .. } => "/people",
        Act::UnitsListed { .. } => "POST /api/v1/rounds/{round}/units",
        Act::Issued { .. } => "POST /api/v1/rounds/{round}/issue",
        Act::DrawStepped { .. } => "POST /api/v1/rounds/{round}/draw",
        Act::Computed { .. } => "POST /api/v1/rounds/{round}/compute",
        Act::Sealed { .. } => "POST /api/v1/rounds/{round}/seal",
        _ => return Ok(()),
    };
    Err(Trouble::wrong(
        format!("这一项由系统自己记入，不能直接提交；请到 {place} 办理。"),
        format!("The office makes this act itself; it is done at {place}."),
    ))
}

/// What a token must allow for an act.
pub fn scope(act: &Act) -> Scope {
    match act {
        Act::FiguresEntered { .. }
        | Act::EvidenceAttached { .. }
        | Act::EvidenceWithdrawn { .. }
        | Act::SheetSubmitted { .. }
        | Act::DisputeFiled { .. }
        | Act::DisputeWithdrawn { .. }
        | Act::RowEntered { register: Register::Visits, .. }
        | Act::RowStruck { register: Register::Visits, .. }
        | Act::FeedbackGiven { .. }
        | Act::FindingRaised { .. }
        | Act::FindingWithdrawn { .. } => Scope::Report,
        _ => Scope::Run,
    }
}
