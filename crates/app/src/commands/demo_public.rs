//! What the demo shows of a folder beside its scores: the lists, and what anybody can check of the draw and the sealed round.

use crate::commands::{draw, verify};
use crate::deciding::{self, Deciding};
use crate::drawing::folder::Drawing;
use crate::file;
use crate::folder::Folder;
use crate::given;
use crate::message::Failure;
use crate::phrase;
use crate::terminal::Terminal;
use crate::{Cli, Command};
use clap::Parser;
use kaocheng_compile::plan::Plan;
use kaocheng_engine::decide::decide;
use kaocheng_engine::results::score;
use kaocheng_engine::table::Table;

/// How many teams are shown.
const TEAMS: usize = 3;

/// The lists of a scheme that has any, each with a reason.
pub fn lists(folder: &Folder, plan: &Plan, table: &Table, terminal: &Terminal) -> Result<(), Failure> {
    if plan.mechanism.lists.is_empty() {
        return Ok(());
    }
    let lang = terminal.lang();
    let given = &given::read(folder, plan, table.units(), terminal)?;
    let decisions = &decide(plan, table, &score(plan, table), given);
    terminal.print(phrase::DEMO_LISTS.plain(lang))?;
    let told = Deciding { plan, table, given, decisions, level: None, lang };
    terminal.print(&deciding::briefly(&told).join("\n"))?;
    terminal.print("")
}

/// The draw with its teams, and the sealed round: both are checked, as anybody can.
pub fn show(folder: &Folder, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    if folder.dir.join("draw").is_dir() {
        terminal.print(phrase::DEMO_DRAW.plain(lang))?;
        verify::draw_in(&folder.dir, terminal)?;
        teams(folder, terminal)?;
        terminal.print("")?;
    }
    if folder.dir.join("sealed").is_dir() {
        terminal.print(phrase::DEMO_SEALED.plain(lang))?;
        verify::seal_in(&folder.dir, terminal)?;
        terminal.print("")?;
    }
    // Last, since a draw that was not there when a round was sealed is something that the check names.
    draw_anew(folder, terminal)
}

/// The seed of the demo's own draw: no secret, so that everybody's demo draws the same.
const SEED: &str = "40717 20931 88412 05663\n";

/// A draw of its own, step by step as an office holds it; what came of it is told in one line.
fn draw_anew(folder: &Folder, terminal: &Terminal) -> Result<(), Failure> {
    let (dir, lang) = (&folder.dir, terminal.lang());
    let teams = dir.join("draw/teams.csv");
    if !teams.is_file() {
        return Ok(());
    }
    let seed = dir.join("seed.txt").display().to_string();
    file::write(&dir.join("seed.txt"), SEED.as_bytes(), lang)?;
    let people = String::from_utf8_lossy(&file::read(&teams, lang)?).into_owned();
    let drawing = Drawing::new(dir, Some("demo"));
    drawing.make(lang)?;
    drawing.write(&[("teams.csv", &people)], lang)?;
    let steps: [&[&str]; 4] = [
        &["freeze"],
        &["commit", "--seed-file", &seed],
        &["reveal", "--seed-file", &seed, "--public", "640213"],
        &["teams"],
    ];
    let shown = dir.display().to_string();
    for step in steps {
        let words = ["kaocheng", "draw", &shown, "--name", "demo"].into_iter().chain(step.iter().copied());
        let command = Cli::try_parse_from(words).map_err(|e| Failure::Usage(e.to_string()))?.command;
        let Command::Draw(args) = command else { return Ok(()) };
        draw::run(&args, &terminal.silent())?;
    }
    let rows = |name: &str| -> Result<usize, Failure> {
        let bytes = file::read(&dir.join("draw-demo").join(name), lang)?;
        Ok(String::from_utf8_lossy(&bytes).lines().skip(1).count())
    };
    let slots: [(&str, &dyn std::fmt::Display); 2] =
        [("sites", &rows("sample.csv")?), ("units", &rows("assignment.csv")?)];
    terminal.print(&phrase::DEMO_DRAWN.with(lang, &slots))?;
    terminal.print("")
}

/// The first teams with the units that they visit.
fn teams(folder: &Folder, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let path = folder.dir.join("draw/assignment.csv");
    if !path.is_file() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&file::read(&path, lang)?).into_owned();
    let mut visits: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in text.lines().skip(1) {
        let mut cells = line.split(',');
        let (Some(team), Some(unit)) = (cells.next(), cells.nth(1)) else { continue };
        match visits.iter_mut().find(|(known, _)| *known == team) {
            Some((_, units)) => units.push(unit),
            None => visits.push((team, vec![unit])),
        }
    }
    terminal.print(&phrase::DEMO_TEAMS.with(lang, &[("count", &visits.len())]))?;
    for (team, units) in visits.iter().take(TEAMS) {
        terminal.print(&format!("  {team}  {}", units.join(phrase::LIST_APART.plain(lang))))?;
    }
    if visits.len() > TEAMS { terminal.print("  …") } else { Ok(()) }
}
