//! The program `kaocheng`: the only place that touches files, the terminal, the clock and the environment.
//!
//! Every command is one file in `commands/`; it reads what it needs, calls the libraries, and prints.

mod commands;
mod message;
mod page;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Published assessment schemes, run as they are written.
#[derive(Parser)]
#[command(name = "kaocheng", version, about, max_term_width = 100)]
struct Cli {
    /// Language of messages: zh or en; else the locale.
    #[arg(long, global = true, value_enum)]
    lang: Option<message::Lang>,
    /// Output for people or for programs.
    #[arg(long, global = true, value_enum, default_value = "text")]
    format: message::Format,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Score one sentence now.
    Try(commands::r#try::Args),
    /// Show how sentences are understood, one JSON object a line.
    Read(commands::read::Args),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let terminal = message::Terminal::new(cli.lang, cli.format);
    let outcome = match cli.command {
        Command::Try(args) => commands::r#try::run(&args, &terminal),
        Command::Read(args) => commands::read::run(&args, &terminal),
    };
    ExitCode::from(match outcome {
        Ok(()) => 0,
        Err(message::Failure::Problems) => 1,
        Err(message::Failure::Usage(text)) => {
            eprintln!("{text}");
            2
        }
    })
}
