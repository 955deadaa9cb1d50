//! Scoring sentences → [`Reading`]: what they ask for (inputs) and what they say about points (clauses).
//!
//! Two readers, Chinese and English, give the same clauses. A reader accounts for every character: keyword, quantity,
//! input phrase, or one of a closed list of fillers. What is left over is an error with its place; nothing is skipped.

mod en;
mod expr;
mod input;
mod rule;
mod vague;
mod walk;
mod zh;

pub use expr::{Amount, BelowStatistic, CohortStatistic, Comparison, Condition, Expr};
pub use input::{Feed, InputKind, InputPhrase, InputRef};
pub use rule::{
    Applies, Band, BandEdge, BandValue, Bands, Cap, Direction, Each, Effect, Exempt, Formula, Highest, Judge,
    LevelCase, Levels, Members, Multiply, Rule, Sign, Start, Step, StepRounding, StepUnit, Steps, VetoEffect, When,
};

use crate::diagnostic::{Diagnostic, Severity};
use crate::span::Span;

/// The language a scheme, or one of its sentences, is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Chinese, simplified.
    Chinese,
    /// English.
    English,
}

impl Language {
    /// Chinese if the text holds any Chinese character, otherwise English.
    pub fn of(text: &str) -> Language {
        let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || ('\u{3400}'..='\u{4dbf}').contains(&c);
        if text.chars().any(han) { Language::Chinese } else { Language::English }
    }
}

/// Reads the text of one item: one or more sentences, line breaks allowed. Spans are offsets into `text`.
pub fn read(text: &str, language: Language) -> Reading {
    let mut reading = match language {
        Language::Chinese => zh::read(text),
        Language::English => en::read(text),
    };
    vague::report(text, language, &mut reading);
    // A text with a scoring word that gave nothing was not understood, whatever a reader thought of it.
    let errors = reading.diagnostics.iter().any(|d| d.severity == Severity::Error);
    if reading.scoring && reading.clauses.is_empty() && !errors {
        let whole = Span::new(0, text.len());
        let left = text.trim().chars().take(40).collect::<String>();
        reading.diagnostics.push(
            Diagnostic::error("clause-not-read", whole).with("understood", "").with("left", left).with("nearest", ""),
        );
    }
    reading
}

/// Reads the text of a section whose heading is a veto: what happens is listed there, and the heading says what follows
/// from it.
pub fn read_vetoes(text: &str, language: Language) -> Reading {
    match language {
        Language::Chinese => zh::read_listed(text, Effect::Veto(VetoEffect::NotEligible)),
        Language::English => {
            let mut reading = en::read(text);
            let errors = reading.diagnostics.iter().any(|d| d.severity == Severity::Error);
            if reading.clauses.is_empty() && !errors && !text.trim().is_empty() {
                let left = text.trim().chars().take(40).collect::<String>();
                let whole = Span::new(0, text.len());
                let error = Diagnostic::error("clause-not-read", whole).with("understood", "").with("left", left);
                reading.diagnostics.push(error.with("nearest", "Units with a serious accident are not eligible."));
            }
            reading
        }
    }
}

/// How the text of one item (one or more sentences) is understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The facts and figures that the text asks for, in the order in which they first appear.
    pub inputs: Vec<InputPhrase>,
    /// What the text says about points, in text order.
    pub clauses: Vec<Clause>,
    /// Every character of the scoring sentences with the part it plays, in text order and without gaps or overlaps
    /// (white space aside).
    pub tokens: Vec<Token>,
    /// What did not read, and what the text leaves open that only the text can settle.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the text holds a scoring word at all. Without one it is prose, or a bare requirement that is judged.
    pub scoring: bool,
}

/// One statement about points.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// The characters that it comes from.
    pub span: Span,
    /// Which numbered part of the text it stands in (①, (1), `1.` ...), counted from 0. Overrides such as 不得分 act on
    /// their own part when the parts carry points of their own, else on the whole item.
    pub part: usize,
    /// The rounds and kinds of unit that it is limited to; all of them must hold.
    pub applies: Vec<Applies>,
    /// What it says.
    pub rule: Rule,
}

/// A stretch of the text and the part it plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The characters.
    pub span: Span,
    /// Their part.
    pub role: Role,
}

/// The part that characters play in a scoring sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A word of the language: 每, 扣, 不得分, `for each`, `points`.
    Keyword,
    /// A number with its unit: 2.5分, 50%, 3名.
    Quantity,
    /// Words that name an input; the same input may be named more than once.
    Input(InputRef),
    /// Words from the closed list that carry no meaning for the score: 的, 其中, 查资料, `please`.
    Filler,
    /// A condition repeated in other words, such as 否则's counterpart or 100% before 每出现1次扣; it settles nothing new.
    Restated,
    /// 、 ， 。 brackets, quotation marks.
    Punctuation,
    /// ①, (1), 1. at the start of a part.
    Numbering,
    /// A sentence without a scoring word.
    Prose,
    /// Not understood; a diagnostic says so.
    Unread,
}
