//! The text of sections on sampling, teams, confirmation, awards and consequences → [`Provision`]s.
//!
//! Like the clause readers these read whole sentences: one that rules something beside points but does not read is a
//! diagnostic, never skipped.

mod rule;

pub use rule::{
    Basis, Composition, CompositionPart, Consequence, Correction, End, Exchange, Exclusion, Frequency, Hosting,
    Letters, List, Matched, OutsideFact, PartSource, Pick, Provision, ProvisionRule, Ranked, Route, RouteKind, Sample,
    SampleException, Substitution, Supervisors, Teams, TieRule, Within,
};
