//! The person or program at the other end: language, form of output, width and colours.

use crate::message::{Failure, Format, Lang};
use kaocheng_syntax::clause::Language;
use std::io::{ErrorKind, IsTerminal, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// Columns where no terminal says how many there are.
const PLAIN_WIDTH: usize = 100;

/// How to speak to the person at the terminal.
pub struct Terminal {
    /// Language asked for; `None`: from the locale.
    lang: Option<Lang>,
    /// People or programs.
    pub format: Format,
    /// Where what is said goes.
    to: To,
}

/// Where what is said goes.
#[derive(Clone)]
enum To {
    /// To the person at the terminal.
    Streams,
    /// Nowhere: a step of the demo whose outcome is told in one line.
    Nowhere,
    /// To a list, for a person who is elsewhere: at a page of the office.
    List(Arc<Mutex<Vec<String>>>),
}

/// What was said to somebody who is elsewhere.
#[derive(Clone, Default)]
pub struct Heard(Arc<Mutex<Vec<String>>>);

impl Heard {
    /// The lines so far.
    pub fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Terminal {
    /// From the command line.
    pub fn new(lang: Option<Lang>, format: Format) -> Terminal {
        Terminal { lang, format, to: To::Streams }
    }

    /// The same, saying nothing.
    pub fn silent(&self) -> Terminal {
        Terminal { lang: self.lang, format: self.format, to: To::Nowhere }
    }

    /// One for a person who is elsewhere, and what is said to them: messages on the side go to the list, output nowhere.
    pub fn elsewhere(lang: Lang) -> (Terminal, Heard) {
        let heard = Heard::default();
        (Terminal { lang: Some(lang), format: Format::Text, to: To::List(heard.0.clone()) }, heard)
    }

    /// The language of messages: asked for, or that of the locale.
    pub fn lang(&self) -> Lang {
        self.lang.unwrap_or_else(Lang::of_locale)
    }

    /// The language asked for, or that of a text.
    pub fn lang_for(&self, text: &str) -> Lang {
        self.lang.unwrap_or(match Language::of(text) {
            Language::Chinese => Lang::Zh,
            Language::English => Lang::En,
        })
    }

    /// Whether programs read the output.
    pub fn is_json(&self) -> bool {
        self.format == Format::Json
    }

    /// A line, or several, on standard output. A reader that has gone away (`| head`) ends the command in silence.
    pub fn print(&self, text: &str) -> Result<(), Failure> {
        self.print_bytes(format!("{text}\n").as_bytes())
    }

    /// Bytes on standard output as they are.
    pub fn print_bytes(&self, bytes: &[u8]) -> Result<(), Failure> {
        if !matches!(self.to, To::Streams) {
            return Ok(());
        }
        let mut out = std::io::stdout().lock();
        let written = out.write_all(bytes).and_then(|()| out.flush());
        written.map_err(|error| match error.kind() {
            ErrorKind::BrokenPipe => Failure::Closed,
            _ => Failure::Data(error.to_string()),
        })
    }

    /// A line on standard error; nobody there to read it is no reason to stop.
    pub fn say(&self, text: &str) {
        match &self.to {
            To::Streams => {
                let _ = writeln!(std::io::stderr().lock(), "{text}");
            }
            To::Nowhere => {}
            To::List(lines) => lines.lock().unwrap_or_else(PoisonError::into_inner).push(text.to_owned()),
        }
    }

    /// Columns of the terminal on standard output.
    pub fn width(&self) -> usize {
        if !std::io::stdout().is_terminal() {
            return PLAIN_WIDTH;
        }
        terminal_size::terminal_size().map_or(PLAIN_WIDTH, |(width, _)| usize::from(width.0).max(40))
    }

    /// Whether standard output shows colours.
    pub fn colours(&self) -> bool {
        std::io::stdout().is_terminal() && colours_wanted()
    }

    /// Whether standard error shows colours.
    pub fn colours_of_messages(&self) -> bool {
        matches!(self.to, To::Streams) && std::io::stderr().is_terminal() && colours_wanted()
    }
}

fn colours_wanted() -> bool {
    let unset = |name| std::env::var_os(name).is_none_or(|v| v.is_empty());
    unset("NO_COLOR") && std::env::var("TERM").map_or(true, |t| t != "dumb")
}
