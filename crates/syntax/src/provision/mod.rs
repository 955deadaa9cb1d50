//! What a scheme says beside points: who is drawn, who goes out, how a finding is confirmed, what a score is made of, who
//! is listed, and what follows from it.
//!
//! Sections of kinds such as sampling, teams, discipline and awards are read whole: a sentence with a number or another
//! sign of a rule either reads or is an error with its place; a sentence without one is prose. In sections that score,
//! sentences that only this reader knows (confirmation routes, 市考核占60%) are taken before the clause reader sees them.
//!
//! Text → pieces ([`text`]) → stretches between commas, by patterns ([`pattern`], one table a language) or, for lists, by
//! hand → provisions ([`assemble`]). Nothing here knows what a provision does.

mod assemble;
mod en;
mod group;
mod number;
mod part;
mod pattern;
mod place;
mod rule;
mod section;
mod sources;
mod surface;
mod table;
mod text;
mod zh;

pub(crate) use place::{bare, place};
pub use rule::{
    Basis, Composition, CompositionPart, Consequence, Correction, End, Exchange, Exclusion, Frequency, Hosting,
    Letters, List, Matched, OutsideFact, PartSource, Pick, Provision, ProvisionRule, Ranked, Route, RouteKind, Sample,
    SampleException, Substitution, Supervisors, Teams, TieRule, Within,
};
pub use section::sentence;
pub(crate) use section::{Context, is_ruling, read};
pub(crate) use sources::settle;
pub(crate) use table::table;
