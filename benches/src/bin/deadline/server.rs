//! The office as a process: started on a folder, watched, stopped.

use super::browser::Fault;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// `kaocheng serve`, running.
pub struct Server {
    process: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// What opens the first page of all, while there is no office.
    pub code: Option<String>,
}

/// What a process has used.
#[derive(Clone, Copy, Debug, Default)]
pub struct Used {
    /// Most memory so far, in megabytes.
    pub peak: u64,
    /// Memory now, in megabytes.
    pub now: u64,
    /// Time of the processor, in milliseconds.
    pub cpu: u64,
}

impl Server {
    /// Starts the program on a folder and a database, and waits until it listens. Its log goes to a file beside the office.
    pub fn start(program: &Path, folder: &Path, store: &str) -> Result<Server, Fault> {
        let log = File::create(folder.join("log"))?;
        let mut process = Command::new(program)
            .arg("serve")
            .arg(folder)
            .args(["--listen", "127.0.0.1:0", "--store", store, "--lang", "en"])
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()?;
        let out = process.stdout.take().ok_or("nothing is heard of the program")?;
        let (mut address, mut code) = (None, None);
        for line in BufReader::new(out).lines() {
            let line = line?;
            if let Some(rest) = line.split("http://").nth(1).filter(|_| address.is_none()) {
                address = rest.split('/').next().and_then(|at| at.parse().ok());
            }
            if let Some((_, words)) = line.split_once("setup code ") {
                code = Some(words.trim().to_owned());
            }
            // Its last line says how it is stopped.
            if line.contains("Ctrl") {
                break;
            }
        }
        let address = address.ok_or("the program did not say where it listens")?;
        Ok(Server { process, address, code })
    }

    /// What it has used.
    pub fn used(&self) -> Used {
        let pid = self.process.id();
        let read = |what: &str| std::fs::read_to_string(format!("/proc/{pid}/{what}")).unwrap_or_default();
        let status = read("status");
        let megabytes = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            line.and_then(|l| l.trim().split(' ').next()?.parse::<u64>().ok()).unwrap_or_default() / 1024
        };
        let stat = read("stat");
        let after_name = stat.rsplit(')').next().unwrap_or_default();
        // User and system time in hundredths of a second, the twelfth and thirteenth after the name.
        let ticks: u64 = after_name.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<u64>().ok()).sum();
        Used { peak: megabytes("VmHWM:"), now: megabytes("VmRSS:"), cpu: ticks * 10 }
    }

    /// Stops it as a supervisor does, and waits for its end.
    pub fn stop(mut self) -> Result<(), Fault> {
        Command::new("kill").arg("-TERM").arg(self.process.id().to_string()).status()?;
        let ended = self.process.wait()?;
        if ended.success() { Ok(()) } else { Err(format!("the program ended with {ended}").into()) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // After a fault; a program that was stopped has ended.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What a store holds on the disk, in megabytes: the files of a folder, or a database of PostgreSQL.
pub fn size(folder: &Path, store: &str) -> Result<(u64, u64), Fault> {
    let blobs = folder_size(&folder.join("office/blobs"))?;
    if store.starts_with("sqlite:") {
        return Ok((folder_size(&folder.join("office"))?.saturating_sub(blobs) >> 20, blobs >> 20));
    }
    let asked = Command::new("psql").args([store, "-Atc", "SELECT pg_database_size(current_database())"]).output()?;
    let bytes: u64 = String::from_utf8_lossy(&asked.stdout).trim().parse()?;
    Ok((bytes >> 20, blobs >> 20))
}

fn folder_size(folder: &Path) -> std::io::Result<u64> {
    let mut total = 0;
    let mut waiting: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            match entry.file_type()?.is_dir() {
                true => waiting.push(entry.path()),
                false => total += entry.metadata()?.len(),
            }
        }
    }
    Ok(total)
}
