//! What people read: the language, the words of diagnostics, outcomes of commands.

use crate::page;
use kaocheng_syntax::clause::Language;
use kaocheng_syntax::diagnostic::{Diagnostic, Severity};
use serde_json::{Value as Json, json};

/// Language of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Lang {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The same, as the libraries name it.
    pub fn language(self) -> Language {
        match self {
            Lang::Zh => Language::Chinese,
            Lang::En => Language::English,
        }
    }
}

/// Output for people or for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Why a command did not succeed.
pub enum Failure {
    /// The scheme or data has problems, which were printed: exit code 1.
    Problems,
    /// The command was not used as it is meant: exit code 2.
    Usage(String),
}

/// How to speak to the person at the terminal.
pub struct Terminal {
    /// Language asked for; `None`: from the locale.
    lang: Option<Lang>,
    /// People or programs.
    pub format: Format,
}

impl Terminal {
    /// From the command line.
    pub fn new(lang: Option<Lang>, format: Format) -> Terminal {
        Terminal { lang, format }
    }

    /// The language of messages: asked for, or that of the locale.
    pub fn lang(&self) -> Lang {
        self.lang.unwrap_or_else(|| {
            let locale =
                ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|v| std::env::var(v).ok().filter(|v| !v.is_empty()));
            if locale.is_some_and(|l| l.starts_with("zh")) { Lang::Zh } else { Lang::En }
        })
    }

    /// The language asked for, or that of a text.
    pub fn lang_for(&self, text: &str) -> Lang {
        self.lang.unwrap_or(match Language::of(text) {
            Language::Chinese => Lang::Zh,
            Language::English => Lang::En,
        })
    }
}

/// The words of a diagnostic.
pub fn words(diagnostic: &Diagnostic, lang: Lang) -> String {
    fill(diagnostic.code, &|name| detail(diagnostic, name, lang), &diagnostic.details, lang)
}

/// A detail in the reader's language: `choices_zh` goes before `choices` in Chinese.
fn detail(diagnostic: &Diagnostic, name: &str, lang: Lang) -> Option<String> {
    let own = format!("{name}_zh");
    let chinese = if lang == Lang::Zh { diagnostic.detail(&own) } else { None };
    chinese.or_else(|| diagnostic.detail(name)).map(str::to_owned)
}

/// Fills a code's template; a code without a page shows itself and its details.
pub fn fill(code: &str, detail: &dyn Fn(&str) -> Option<String>, all: &[(&'static str, String)], lang: Lang) -> String {
    let Some(template) = page::template(code, lang) else {
        let details: Vec<String> = all.iter().map(|(n, v)| format!("{n}={v}")).collect();
        return format!("{code} {}", details.join(" "));
    };
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}') {
            Some((name, tail)) => {
                out.push_str(&detail(name).unwrap_or_default());
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The name of a severity for programs.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Question => "question",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// A diagnostic for programs.
pub fn diagnostic_json(diagnostic: &Diagnostic, source: &str, lang: Lang) -> Json {
    json!({
        "code": diagnostic.code,
        "severity": severity(diagnostic.severity),
        "message": words(diagnostic, lang),
        "start": diagnostic.span.start,
        "end": diagnostic.span.end,
        "text": diagnostic.span.of(source),
    })
}
