//! `kaocheng draw DIR ties`: the revealed seed → a ticket for every unit assessed, by which equal scores are told apart.

use crate::drawing::folder::Drawing;
use crate::folder::Folder;
use crate::message::Failure;
use crate::phrase;
use crate::terminal::Terminal;
use kaocheng_compile::plan::Ties;
use kaocheng_draw::ties::{FILE, ties_csv};
use serde_json::json;

pub fn run(folder: &Folder, round: Option<&str>, drawing: &Drawing, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    drawing.must_have("record.json", "reveal", lang)?;
    drawing.must_lack(FILE, lang)?;
    let plan = folder.plan(round, terminal)?.plan;
    if plan.mechanism.ties != Ties::Draw {
        return Err(Failure::Data(phrase::TIES_NOT_BY_DRAW.plain(lang).to_owned()));
    }
    let units = folder.units(&plan, terminal)?;
    let levels: Vec<&str> = plan.levels.iter().filter_map(|l| l.level.as_deref()).collect();
    let assessed = units.all().iter().filter(|u| levels.is_empty() || levels.contains(&u.level.as_str()));
    let codes: Vec<&str> = assessed.map(|u| u.code.as_str()).collect();
    let text = ties_csv(&drawing.record(terminal)?.key(), codes.iter().copied());
    drawing.write(&[(FILE, &text)], lang)?;
    let path = drawing.path(FILE);
    if terminal.is_json() {
        return terminal.print(&json!({ "file": path.display().to_string(), "units": codes.len() }).to_string());
    }
    let slots: [(&str, &dyn std::fmt::Display); 2] = [("units", &codes.len()), ("path", &path.display())];
    terminal.print(&phrase::TIES_DRAWN.with(lang, &slots))
}
