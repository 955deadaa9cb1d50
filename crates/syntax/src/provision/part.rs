//! What one stretch of a sentence, between commas, adds to the provisions of its section.

use super::pattern::{Captures, Pattern};
use super::rule::{
    CompositionPart, Correction, Exchange, Frequency, Hosting, Letters, Sample, SampleException, Substitution,
    Supervisors, TieRule,
};
use super::text::{Range, Text};

/// What a stretch adds.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// A draw.
    Sample(Sample),
    /// A stratum of the last draw with a size of its own.
    Exception(SampleException),
    /// The measure by which the last draw's chances go.
    Measure(String),
    /// How many teams.
    TeamCount(u32),
    /// How many people all teams have together.
    TeamTotal(u32),
    /// How many members each team has.
    TeamSize(u32),
    /// Where the leaders come from.
    Leader(String),
    /// Whether the leader is one of the members.
    LeaderCounts(bool),
    /// Who supervises.
    Supervisors(Supervisors),
    /// Who provides what.
    Hosting(Hosting),
    /// For how many days the last hosts provide.
    HostingDays {
        /// By whom.
        by: String,
        /// How long.
        days: u32,
    },
    /// How often at most.
    Frequency(Frequency),
    /// Parts of a composed score; the level if the stretch names it.
    Composition {
        /// Of what.
        level: Option<String>,
        /// The parts.
        parts: Vec<CompositionPart>,
        /// Weights are points, whose sum makes the shares.
        points: bool,
    },
    /// What decides between equals.
    Ties(TieRule),
    /// What decides where the tie rule before leaves units equal.
    TiesThen(Vec<String>),
    /// What stands in where nothing was drawn.
    Substitution(Substitution),
    /// How the sample corrects figures.
    Correction(Correction),
    /// Who hands over what how often.
    Exchange(Exchange),
    /// Who signs with whom.
    Letters(Letters),
    /// Days to mend what was found.
    Rectification(u32),
    /// Dates and methods, which rule nothing that is held here.
    Nothing,
}

impl Part {
    /// Whether it only adds to a draw that another stretch tells of.
    pub fn leans(&self) -> bool {
        matches!(self, Part::Exception(_) | Part::Measure(_))
    }
}

/// A form: how a stretch may be worded, and what it adds then.
pub(super) struct Form {
    /// The wording.
    pattern: Pattern,
    /// What it adds; `None` if the words in the slots do not fit.
    build: fn(&Text, &Captures) -> Option<Vec<Part>>,
}

/// A form with its builder.
pub(super) fn form(pattern: &'static str, build: fn(&Text, &Captures) -> Option<Vec<Part>>) -> Form {
    Form { pattern: Pattern::new(pattern), build }
}

impl Form {
    /// What all of `range` adds in this form.
    pub fn read(&self, text: &Text, range: Range) -> Option<Vec<Part>> {
        self.pattern.first(text, range, &mut |captures| (self.build)(text, captures))
    }
}
