//! What people read: the language, the words of diagnostics, outcomes of commands.

use crate::page;
use kaocheng_exchange::problem::Problem;
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

    /// The words in this language, where both stand side by side.
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// The language's tag: `zh-CN` or `en`.
    pub fn tag(self) -> &'static str {
        self.pick("zh-CN", "en")
    }

    /// That of the locale; English where it says nothing.
    pub fn of_locale() -> Lang {
        let set = |name: &&str| std::env::var(name).ok().filter(|v| !v.is_empty());
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(set);
        if locale.is_some_and(|l| l.starts_with("zh")) { Lang::Zh } else { Lang::En }
    }
}

/// Output for people or for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For spreadsheets (`score` only).
    Csv,
}

/// Why a command did not succeed.
#[derive(Debug)]
pub enum Failure {
    /// The scheme or data has problems, which were printed: exit code 1.
    Problems,
    /// The scheme or data cannot be used, for this reason: exit code 1.
    Data(String),
    /// The command was not used as it is meant: exit code 2.
    Usage(String),
    /// Nobody reads the output any more: nothing more to do.
    Closed,
}

/// The words of a diagnostic.
pub fn words(diagnostic: &Diagnostic, lang: Lang) -> String {
    of_code(diagnostic.code, &|name| detail(diagnostic, name, lang), &diagnostic.details, lang)
}

/// The words of a problem in a file of figures or units.
pub fn problem_words(problem: &Problem, lang: Lang) -> String {
    let details = problem.details();
    let named = |name: &str| details.iter().find(|(n, _)| *n == name).map(|(_, v)| v.clone());
    let own = |name: &str| if lang == Lang::Zh { named(&format!("{name}_zh")) } else { None };
    let find = |name: &str| own(name).or_else(|| named(name));
    of_code(problem.code(), &find, &details, lang)
}

/// A detail in the reader's language: `choices_zh` goes before `choices` in Chinese.
fn detail(diagnostic: &Diagnostic, name: &str, lang: Lang) -> Option<String> {
    let own = format!("{name}_zh");
    let chinese = if lang == Lang::Zh { diagnostic.detail(&own) } else { None };
    chinese.or_else(|| diagnostic.detail(name)).map(str::to_owned)
}

/// Fills a code's template; a code without a page shows itself and its details.
pub fn of_code(
    code: &str,
    detail: &dyn Fn(&str) -> Option<String>,
    all: &[(&'static str, String)],
    lang: Lang,
) -> String {
    let Some(template) = page::template(code, lang) else {
        let details: Vec<String> = all.iter().map(|(n, v)| format!("{n}={v}")).collect();
        return format!("{code} {}", details.join(" "));
    };
    fill(template, detail)
}

/// Puts details into the `{slots}` of a template.
pub fn fill(template: &str, detail: &dyn Fn(&str) -> Option<String>) -> String {
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

/// A diagnostic of a lone sentence for programs.
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
