//! `kaocheng serve`: the office, in a browser.

use crate::message::{Failure, Lang};
use crate::office::demo;
use crate::office::desk::Desk;
use crate::office::identity::{FactorKey, Hashing, Identity};
use crate::office::moment::Moment;
use crate::office::rebuild::renew;
use crate::office::rounds::Rounds;
use crate::office::scan::{NotClean, Scanner};
use crate::office::store::Store;
use crate::office::store::blobs::Blobs;
use crate::office::web::{Rates, Server, Settings, SetupCode, serve};
use crate::phrase;
use crate::terminal::Terminal;
use std::fmt::Display;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    /// The folder that holds the office; made if it is not there.
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// The database; else a file in DIR/office.
    #[arg(long, value_name = "URL")]
    store: Option<String>,
    /// Where files are kept: a folder or s3://BUCKET/PREFIX; else a folder in DIR/office.
    #[arg(long, value_name = "URL")]
    blobs: Option<String>,
    /// Where to listen.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// A proxy in front ends TLS and says in X-Forwarded-For where requests come from.
    #[arg(long)]
    behind_proxy: bool,
    /// How many requests a second a person or a program may send in the long run; an address may send three times as many.
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    requests_per_second: u32,
    /// A program that looks for viruses, with its arguments: called with the path of every file before it is taken; 0 is
    /// clean, 1 is not, and everything else keeps the file out as well. No shell is involved.
    #[arg(long, value_name = "COMMAND")]
    scan: Option<String>,
    /// Seconds that the scanner may take over a file.
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=3600))]
    scan_within: u64,
    /// Print a one-time password for this person and stop: when no security administrator can sign in.
    #[arg(long, value_name = "PERSON")]
    one_time: Option<String>,
    /// Fill an empty office with the example, to look around in.
    #[arg(long)]
    demo: bool,
}

impl Args {
    /// The example's office in this folder, at the usual address or, if that is taken, at another.
    pub fn of_demo(dir: PathBuf) -> Args {
        let usual = SocketAddr::from(([127, 0, 0, 1], 8080));
        let free = std::net::TcpListener::bind(usual).is_ok();
        let listen = if free { usual } else { SocketAddr::from(([127, 0, 0, 1], 0)) };
        Args {
            dir,
            store: None,
            blobs: None,
            listen,
            behind_proxy: false,
            requests_per_second: 10,
            scan: None,
            scan_within: 60,
            one_time: None,
            demo: true,
        }
    }
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(broken)?;
    runtime.block_on(office(args, terminal))
}

async fn office(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let folder = args.dir.join("office");
    std::fs::create_dir_all(&folder).map_err(|error| {
        Failure::Data(phrase::NOT_WRITABLE.with(lang, &[("path", &folder.display()), ("reason", &error)]))
    })?;
    let at = |name: &str| folder.join(name);
    let url = args.store.clone().unwrap_or_else(|| format!("sqlite:{}", at("office.db").display()));
    let place = args.blobs.clone().unwrap_or_else(|| at("blobs").display().to_string());
    let store = Store::open(&url).await.map_err(broken)?;
    let blobs = Blobs::open(&place).map_err(|error| broken(format!("{error:?}")))?;
    let key = FactorKey::of_file(&at("identity.key")).map_err(|file| {
        Failure::Data(phrase::NOT_READABLE.with(lang, &[("path", &file.path), ("reason", &file.reason)]))
    })?;
    let hashing = Hashing::new().map_err(|_| broken("a password could not be hashed"))?;
    let identity = Identity::new(store.clone(), hashing, key);
    if !identity.key_is_right().await.map_err(broken)? {
        terminal.print(&phrase::SERVE_OTHER_KEY.with(lang, &[("path", &at("identity.key").display())]))?;
    }
    if let Some(renewed) = renew(&store).await.map_err(broken)?
        && renewed.acts > 0
    {
        let count = renewed.differed.len();
        terminal.print(&phrase::SERVE_RENEWED.with(lang, &[("acts", &renewed.acts), ("count", &count)]))?;
    }
    let desk = Desk::open(store.clone(), blobs.clone(), &at("ledger.key")).await.map_err(broken)?;
    if let Some(person) = &args.one_time {
        return one_time(person, &desk, &identity, terminal).await;
    }
    if args.demo {
        let rounds = Rounds::new(desk.clone(), blobs.clone());
        demo::fill(&rounds, &identity).await.map_err(broken)?;
    }
    let founded = !desk.read().await.map_err(broken)?.charter.is_empty();
    let (setup, words) = SetupCode::fresh().map_err(|_| broken("the operating system gave no randomness"))?;
    let secure = args.behind_proxy || !args.listen.ip().is_loopback();
    let settings = Settings {
        lang,
        secure,
        behind_proxy: args.behind_proxy,
        rates: Rates::per_second(args.requests_per_second),
        scanner: scanner(args, lang).await?,
        clock: Arc::new(Moment::now),
        log: Arc::new(|line| eprintln!("{line}")),
    };
    let server = Arc::new(Server::new(desk, store.clone(), blobs, identity, settings, setup));
    let listener = TcpListener::bind(args.listen).await.map_err(|error| {
        Failure::Data(phrase::SERVE_NOT_LISTENING.with(lang, &[("address", &args.listen), ("reason", &error)]))
    })?;
    let address = listener.local_addr().map_err(broken)?;
    if args.demo {
        terminal.print(&demo_people(lang))?;
    }
    terminal.print(&greeting(address, secure, (!founded).then_some(words.as_str()), lang))?;
    serve(server, listener, stopped()).await.map_err(broken)?;
    store.close().await;
    Ok(())
}

/// The scanner that was asked for: one that is not there must not pass for one that finds nothing.
async fn scanner(args: &Args, lang: Lang) -> Result<Option<Scanner>, Failure> {
    let Some(command) = &args.scan else { return Ok(None) };
    let Some(scanner) = Scanner::of(command, Duration::from_secs(args.scan_within)) else {
        return Err(Failure::Usage(phrase::SERVE_NO_SCANNER.plain(lang).to_owned()));
    };
    match scanner.scan(b"kaocheng\n").await {
        Ok(()) => Ok(Some(scanner)),
        Err(NotClean::Infected(reason) | NotClean::NotScanned(reason)) => {
            let words = [("command", command as &dyn Display), ("reason", &reason)];
            Err(Failure::Data(phrase::SERVE_SCANNER_FAILED.with(lang, &words)))
        }
    }
}

/// Who can sign in to the example's office.
fn demo_people(lang: Lang) -> String {
    let line = |(login, zh, en): &(&str, &str, &str)| format!("  {login:<12} {}", lang.pick(*zh, *en));
    let people: Vec<String> = demo::PEOPLE.iter().map(line).collect();
    phrase::SERVE_DEMO.with(lang, &[("password", &demo::PASSWORD), ("people", &people.join("\n"))])
}

/// What stands on the terminal of whoever starts the office.
fn greeting(address: SocketAddr, secure: bool, setup: Option<&str>, lang: Lang) -> String {
    let mut lines = vec![phrase::SERVE_ADDRESS.with(lang, &[("address", &format!("http://{address}/"))])];
    if let Some(code) = setup {
        lines.push(phrase::SERVE_SETUP.with(lang, &[("address", &format!("http://{address}/setup")), ("code", &code)]));
    }
    if secure {
        lines.push(phrase::SERVE_TLS.plain(lang).to_owned());
    }
    lines.push(phrase::SERVE_STOP.plain(lang).to_owned());
    lines.join("\n")
}

/// The way back in when nobody is left who could give a password: whoever has the machine has the office.
async fn one_time(person: &str, desk: &Desk, identity: &Identity, terminal: &Terminal) -> Result<(), Failure> {
    let office = desk.read().await.map_err(broken)?;
    let found = office.people.get(&kaocheng_office::office::key(&[person]));
    if found.is_none_or(|person| person.closed.is_some()) {
        return Err(Failure::Usage(phrase::SERVE_NOBODY.with(terminal.lang(), &[("person", &person)])));
    }
    drop(office);
    identity.remove_factor(person).await.map_err(broken)?;
    identity.unlock(person).await.map_err(broken)?;
    let password = identity.give_one_time(person, Moment::now()).await.map_err(broken)?;
    terminal.print(&phrase::SERVE_ONE_TIME.with(terminal.lang(), &[("person", &person), ("password", &password)]))
}

/// Ctrl-C, or the supervisor's word to end.
async fn stopped() {
    #[cfg(unix)]
    let ended = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let ended = std::future::pending::<()>();
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = ended => {}
    }
}

fn broken(reason: impl Display) -> Failure {
    Failure::Data(reason.to_string())
}
