//! The scanner for viruses that an operator names: a program that is called with a file before anything of it is kept.
//!
//! It is called directly and never by a shell, with the path of a temporary file as its last argument. It ends with 0 if the
//! file is clean and with 1 if it is not, as `clamdscan` does; whatever else it does, the file could not be scanned.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;

/// Files that are scanned at once; more wait for their turn.
const AT_ONCE: usize = 4;
/// How often a scanner is asked whether it has ended.
const LOOK: Duration = Duration::from_millis(10);
/// Bytes of what a scanner says that go into the log.
const SAID: u64 = 500;
/// What the scanner finds of the office's environment: where programs are, and nothing that anybody keeps secret.
const ENVIRONMENT: [&str; 4] = ["PATH", "HOME", "LANG", "TMPDIR"];

/// A scanner.
#[derive(Clone, Debug)]
pub struct Scanner {
    program: String,
    arguments: Vec<String>,
    within: Duration,
    room: Arc<Semaphore>,
}

/// Why a file is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotClean {
    /// The scanner found something in it.
    Infected(String),
    /// Whether it is clean could not be found out.
    NotScanned(String),
}

impl Scanner {
    /// The program and its arguments, apart by spaces, and how long it may take over a file; `None`: there is no program.
    pub fn of(command: &str, within: Duration) -> Option<Scanner> {
        let mut words = command.split_whitespace().map(str::to_owned);
        let (program, arguments) = (words.next()?, words.collect());
        Some(Scanner { program, arguments, within, room: Arc::new(Semaphore::new(AT_ONCE)) })
    }

    /// Scans bytes that are not kept anywhere yet.
    pub async fn scan(&self, bytes: impl AsRef<[u8]> + Send + 'static) -> Result<(), NotClean> {
        let broken = |reason: String| NotClean::NotScanned(reason);
        let place = self.room.clone().acquire_owned().await.map_err(|error| broken(error.to_string()))?;
        let scanner = self.clone();
        let scanning = tokio::task::spawn_blocking(move || {
            // A scan goes on to its end when whoever waits for it has gone, and so does its place.
            let _place = place;
            scanner.on_this_thread(bytes.as_ref())
        });
        scanning.await.map_err(|error| broken(error.to_string()))?
    }

    fn on_this_thread(&self, bytes: &[u8]) -> Result<(), NotClean> {
        let broken = |error: std::io::Error| NotClean::NotScanned(format!("{}: {error}", self.program));
        let mut file = tempfile::Builder::new().prefix("kaocheng-scan-").tempfile().map_err(broken)?;
        file.write_all(bytes).and_then(|()| file.flush()).map_err(broken)?;
        let mut said = tempfile::tempfile().map_err(broken)?;
        let mut child = self.begin(file.path(), &said).map_err(broken)?;
        let ended = self.wait(&mut child).map_err(broken)?;
        let words = last_words(&mut said).map_err(broken)?;
        match ended.map(|status| status.code()) {
            Some(Some(0)) => Ok(()),
            Some(Some(1)) => Err(NotClean::Infected(words)),
            Some(_) => Err(NotClean::NotScanned(format!("{} broke off: {words}", self.program))),
            None => Err(NotClean::NotScanned(format!("{} took more than {} s", self.program, self.within.as_secs()))),
        }
    }

    fn begin(&self, file: &Path, said: &File) -> std::io::Result<Child> {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).arg(file).env_clear();
        command.envs(ENVIRONMENT.iter().filter_map(|name| Some((name, std::env::var_os(name)?))));
        command.stdin(Stdio::null()).stdout(said.try_clone()?).stderr(said.try_clone()?);
        command.spawn()
    }

    /// How it ended; `None`: it had to be ended.
    fn wait(&self, child: &mut Child) -> std::io::Result<Option<ExitStatus>> {
        let since = Instant::now();
        loop {
            if let Some(status) = child.try_wait()? {
                return Ok(Some(status));
            }
            if since.elapsed() >= self.within {
                child.kill()?;
                child.wait()?;
                return Ok(None);
            }
            std::thread::sleep(LOOK);
        }
    }
}

/// The beginning of what it said, on one line.
fn last_words(said: &mut File) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    said.seek(SeekFrom::Start(0))?;
    said.take(SAID).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).split_whitespace().collect::<Vec<_>>().join(" "))
}
