//! `deadline --program KAOCHENG [--clerks N]… [--connections N] [--postgres URL]`: the deadline hour of an office, measured.
//!
//! An office is made by its own pages in an empty folder and served by the real program; then every clerk signs in, fills a
//! sheet of seventy figures, brings evidence in one of ten cases and submits, and the leader of the township signs. What it
//! printed is a table; what does not hold (a refusal, a figure that is not there, a ledger that does not verify) ends it with
//! an error. It asks the addresses of this machine alone.

mod after;
mod browser;
mod county;
mod forms;
mod held;
mod hour;
mod line;
mod opening;
mod server;
mod table;
mod times;

use after::After;
use browser::{Browser, Cookies, Fault};
use county::County;
use hour::Part;
use line::Line;
use server::{Server, Used};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};
use times::Times;

const USAGE: &str = "deadline --program KAOCHENG [--clerks N]... [--connections N] [--postgres URL] [--folder DIR]";

/// What the command line asks for.
struct Asked {
    program: PathBuf,
    clerks: Vec<usize>,
    connections: usize,
    /// The server of PostgreSQL that databases are made on; else SQLite.
    postgres: Option<String>,
    /// Where the office is kept for a look afterwards.
    folder: Option<PathBuf>,
}

/// Everything that was measured of one office.
pub struct Run {
    clerks: usize,
    rush: Part,
    rush_used: [Used; 2],
    work: Part,
    work_used: [Used; 2],
    after: After,
    started: Duration,
    figures: usize,
    acts: u64,
    size: (u64, u64),
}

fn main() -> Result<(), Fault> {
    let asked = asked(std::env::args().skip(1))?;
    // One thread: the processor is for the office.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut runs = Vec::new();
        for clerks in &asked.clerks {
            runs.push(run(&asked, *clerks).await?);
        }
        let store = if asked.postgres.is_some() { "PostgreSQL" } else { "SQLite" };
        println!("{}", table::shown(store, &runs));
        Ok(())
    })
}

async fn run(asked: &Asked, clerks: usize) -> Result<Run, Fault> {
    let folder = match &asked.folder {
        Some(folder) => folder.join(clerks.to_string()),
        None => std::env::temp_dir().join(format!("kaocheng-deadline-{}-{clerks}", std::process::id())),
    };
    std::fs::create_dir_all(&folder)?;
    let made = measured(asked, clerks, &folder).await;
    if asked.folder.is_none() {
        std::fs::remove_dir_all(&folder)?;
    }
    made
}

async fn measured(asked: &Asked, clerks: usize, folder: &Path) -> Result<Run, Fault> {
    let store = store(asked, clerks, folder)?;
    let county = Arc::new(County::new(clerks)?);
    let workers = asked.connections.min(clerks);
    let server = Server::start(&asked.program, folder, &store)?;
    let told = |what: &str| eprintln!("{clerks} clerks: {what}");
    told("the office is made");
    opening::open(&server, &county, workers).await?;
    told("everybody signs in");
    let used = server.used();
    let (rush, sessions) = hour::rush(server.address, &county, workers).await?;
    let rush_used = [used, server.used()];
    told("everybody reports");
    let work = hour::work(server.address, &county, workers, sessions).await?;
    let work_used = [rush_used[1], server.used()];
    told("the round is computed");
    let after = after::go_on(&server, &county).await?;
    told("what is held is held against what was entered");
    let figures = held::figures(server.address, &county, after.office.clone()).await?;
    server.stop()?;
    let since = Instant::now();
    let again = Server::start(&asked.program, folder, &store)?;
    answers(&again).await?;
    let started = since.elapsed();
    again.stop()?;
    let acts = held::ledger(&asked.program, &store)?;
    let size = server::size(folder, &store)?;
    Ok(Run { clerks, rush, rush_used, work, work_used, after, started, figures, acts, size })
}

/// Waits for its first answer: till then the program may not yet listen for the word to stop.
async fn answers(server: &Server) -> Result<(), Fault> {
    let (mut line, mut cookies, mut times) = (Line::to(server.address), Cookies::new(), Times::default());
    let mut browser = Browser { line: &mut line, cookies: &mut cookies, times: &mut times };
    browser.get("health", "/healthz").await.map(|_| ())
}

/// The address of a database with nothing in it.
fn store(asked: &Asked, clerks: usize, folder: &Path) -> Result<String, Fault> {
    let Some(server) = &asked.postgres else {
        let office = folder.join("office");
        std::fs::create_dir_all(&office)?;
        return Ok(format!("sqlite:{}", office.join("office.db").display()));
    };
    let name = format!("deadline_{}_{clerks}", std::process::id());
    let made = Command::new("psql").args([server.as_str(), "-qc", &format!("CREATE DATABASE {name}")]).status()?;
    let (address, _) = server.rsplit_once('/').ok_or("no address of PostgreSQL")?;
    if made.success() { Ok(format!("{address}/{name}")) } else { Err("no database could be made".into()) }
}

fn asked(mut words: impl Iterator<Item = String>) -> Result<Asked, Fault> {
    let mut asked =
        Asked { program: PathBuf::new(), clerks: Vec::new(), connections: 200, postgres: None, folder: None };
    while let Some(word) = words.next() {
        let value = words.next().ok_or(USAGE)?;
        match word.as_str() {
            "--program" => asked.program = PathBuf::from(value),
            "--clerks" => asked.clerks.push(value.parse()?),
            "--connections" => asked.connections = value.parse()?,
            "--postgres" => asked.postgres = Some(value),
            "--folder" => asked.folder = Some(PathBuf::from(value)),
            _ => return Err(USAGE.into()),
        }
    }
    if asked.program.as_os_str().is_empty() || asked.connections == 0 || asked.clerks.contains(&0) {
        return Err(USAGE.into());
    }
    if asked.clerks.is_empty() {
        asked.clerks = vec![300, 3_000];
    }
    Ok(asked)
}
