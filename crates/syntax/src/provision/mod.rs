//! The text of sections on sampling, teams, confirmation, awards and consequences → [`Provision`]s.
//!
//! Like the clause readers these read whole sentences: one that rules something beside points but does not read is a
//! diagnostic, never skipped.

mod rule;

pub use rule::{
    Basis, Consequence, End, Exclusion, Frequency, Hosting, List, Matched, OutsideFact, Pick, Provision, ProvisionRule,
    Ranked, Route, RouteKind, Sample, SampleException, Supervisors, Teams, Within,
};
