//! `kaocheng draw DIR`: what was done, and what comes next.

use crate::columns;
use crate::drawing::folder::Drawing;
use crate::message::Failure;
use crate::phrase::{self, Phrase};
use crate::terminal::Terminal;
use serde_json::{Value as Json, json};

/// Each step, the file that says that it was done, and what it is.
const STEPS: [(&str, &str, Phrase); 4] = [
    ("freeze", "frame.sha256", phrase::DRAW_STEP_FREEZE),
    ("commit", "commitment.txt", phrase::DRAW_STEP_COMMIT),
    ("reveal", "record.json", phrase::DRAW_STEP_REVEAL),
    ("teams", "assignment.csv", phrase::DRAW_STEP_TEAMS),
];

pub fn run(drawing: &Drawing, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let next = STEPS.iter().find(|(_, file, _)| !drawing.has(file)).map(|(step, ..)| *step);
    if terminal.is_json() {
        let done: Vec<Json> =
            STEPS.iter().map(|(step, file, _)| json!({ "step": step, "done": drawing.has(file) })).collect();
        return terminal.print(&json!({ "steps": done, "next": next }).to_string());
    }
    for (step, file, what) in STEPS {
        let mark = if drawing.has(file) { "✓" } else { "·" };
        terminal.print(&format!("{mark} {}  {}", columns::left(step, 8), what.plain(lang)))?;
    }
    if let Some(step) = next {
        terminal.print(&phrase::DRAW_NEXT.with(lang, &[("step", &step)]))?;
    }
    Ok(())
}
