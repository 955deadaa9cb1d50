//! What decisions rest on beside figures: earlier rounds of the folder.

use crate::folder::{self, Folder};
use crate::message::Failure;
use crate::terminal::Terminal;
use kaocheng_compile::plan::Plan;
use kaocheng_engine::decide::Given;
use kaocheng_engine::table::Units;

/// Reads all of it; a file with an error ends the command.
pub fn read(folder: &Folder, plan: &Plan, _units: &Units, _terminal: &Terminal) -> Result<Given, Failure> {
    let mut given = Given { history: folder::history(&folder.dir), ..Given::default() };
    given.history.year = year(plan);
    Ok(given)
}

/// The year that a round is of: that of the last day of its period.
fn year(plan: &Plan) -> Option<i32> {
    let (_, to) = plan.head.period.as_ref()?;
    to.get(..4)?.parse().ok()
}
