//! The program `kaocheng`: the only place that touches files, the terminal, the clock and the environment.
//!
//! Every command is one file in `commands/`; it reads what it needs, calls the libraries, and prints.

mod beside_figures;
mod columns;
mod commands;
mod deciding;
mod drawing;
mod example;
mod figures_file;
mod file;
mod findings;
mod folder;
mod given;
mod help;
mod message;
mod nearest;
mod office;
mod on_disk;
mod page;
mod phrase;
mod problems;
mod progress;
mod ranking;
#[cfg(test)]
mod reference;
mod sealing;
mod terminal;
mod workers;

use clap::{FromArgMatches, Parser, Subcommand};
use message::{Failure, Format};
use std::process::ExitCode;
use terminal::Terminal;

/// Published assessment schemes, run as they are written.
#[derive(Parser)]
#[command(name = "kaocheng", version, max_term_width = 100, disable_help_subcommand = true)]
struct Cli {
    /// Language of messages: zh or en; else the locale.
    #[arg(long, global = true, value_enum)]
    lang: Option<message::Lang>,
    /// Output for people, for programs, or (score, decide) for spreadsheets.
    #[arg(long, global = true, value_enum, default_value = "text")]
    format: Format,
    #[command(subcommand)]
    command: Command,
}

/// In the order in which an office meets them.
#[derive(Subcommand)]
enum Command {
    /// Make a working folder from an example.
    New(commands::new::Args),
    /// Every problem of a scheme, with its place.
    Check(commands::check::Args),
    /// A scheme in canonical form.
    Fmt(commands::fmt::Args),
    /// A scheme from a document or web page, every sentence that did not read marked.
    Draft(commands::draft::Args),
    /// How sentences are understood, one JSON object a line.
    Read(commands::read::Args),
    /// Score one sentence now.
    Try(commands::r#try::Args),
    /// A workbook to fill in.
    Template(commands::template::Args),
    /// Figures in: a dry run first.
    Import(commands::import::Args),
    /// Points and ranks of all units.
    Score(commands::score::Args),
    /// Events that earn or cost points: which score, and what the others still need.
    Findings(commands::findings::Args),
    /// Who is on which list and why: awards, warnings, what follows, what people must decide.
    Decide(commands::decide::Args),
    /// What a finding means, or why a unit has its points.
    Explain(commands::explain::Args),
    /// Every parameter in which two schemes differ.
    Compare(commands::compare::Args),
    /// A sample anybody can repeat: frame, seed, sample, teams.
    Draw(commands::draw::Args),
    /// Whether something published holds, by anyone.
    Verify(commands::verify::Args),
    /// Letters, exchange, assessments, orders and visits: what is there, late or missing.
    Register(commands::register::Args),
    /// Make a round final: a record of all results and of what they rest on.
    Seal(commands::seal::Args),
    /// The office, in a browser.
    Serve(commands::serve::Args),
    /// A whole office in one folder of plain files, while it goes on.
    Backup(commands::backup::Args),
    /// An office made again from a backup, in a new place.
    Restore(commands::restore::Args),
    /// What the office shows, made anew from its ledger.
    Rebuild(commands::rebuild::Args),
    /// Acts from standard input, each acknowledged: for tests.
    #[command(hide = true)]
    OfficeLoad(commands::office_load::Args),
    /// All examples, checked, scored and explained.
    Demo(commands::demo::Args),
}

fn main() -> ExitCode {
    let command = help::command(help::language_asked(std::env::args_os()));
    let matches = command.get_matches_from(commands::r#try::options_first(std::env::args_os()));
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => error.exit(),
    };
    let terminal = Terminal::new(cli.lang, cli.format);
    match run(cli.command, &terminal) {
        Ok(()) | Err(Failure::Closed) => ExitCode::SUCCESS,
        Err(Failure::Problems) => ExitCode::from(1),
        Err(Failure::Data(text)) => {
            terminal.say(&text);
            ExitCode::from(1)
        }
        Err(Failure::Usage(text)) => {
            terminal.say(&text);
            ExitCode::from(2)
        }
    }
}

fn run(command: Command, terminal: &Terminal) -> Result<(), Failure> {
    if terminal.format == Format::Csv && !matches!(command, Command::Score(_) | Command::Decide(_)) {
        return Err(Failure::Usage(phrase::CSV_ONLY_SCORE.plain(terminal.lang()).to_owned()));
    }
    match command {
        Command::New(args) => commands::new::run(&args, terminal),
        Command::Check(args) => commands::check::run(&args, terminal),
        Command::Fmt(args) => commands::fmt::run(&args, terminal),
        Command::Draft(args) => commands::draft::run(&args, terminal),
        Command::Read(args) => commands::read::run(&args, terminal),
        Command::Try(args) => commands::r#try::run(&args, terminal),
        Command::Template(args) => commands::template::run(&args, terminal),
        Command::Import(args) => commands::import::run(&args, terminal),
        Command::Score(args) => commands::score::run(&args, terminal),
        Command::Findings(args) => commands::findings::run(&args, terminal),
        Command::Decide(args) => commands::decide::run(&args, terminal),
        Command::Explain(args) => commands::explain::run(&args, terminal),
        Command::Compare(args) => commands::compare::run(&args, terminal),
        Command::Draw(args) => commands::draw::run(&args, terminal),
        Command::Verify(args) => commands::verify::run(&args, terminal),
        Command::Register(args) => commands::register::run(&args, terminal),
        Command::Seal(args) => commands::seal::run(&args, terminal),
        Command::Serve(args) => commands::serve::run(&args, terminal),
        Command::Backup(args) => commands::backup::run(&args, terminal),
        Command::Restore(args) => commands::restore::run(&args, terminal),
        Command::OfficeLoad(args) => commands::office_load::run(&args, terminal),
        Command::Rebuild(args) => commands::rebuild::run(&args, terminal),
        Command::Demo(args) => commands::demo::run(&args, terminal),
    }
}
