//! The one table of who may do what: role × relation to the unit × state of the round × deed. What no row allows is
//! refused. The checks of the office and the matrix of the tests both come from here.

use crate::role::Role::{
    AuditAdmin, Auditor, Office, Provider, Public, Reporter, Reviewer, SecurityAdmin, SigningLeader, SystemAdmin,
    TeamLeader, TeamMember,
};
use crate::role::RoundState::{Collecting, Computed, Drafted, Drawn, Final, InField, Issued, OnNotice, Verifying};
use crate::role::{Relation, Role, RoundState};

/// What somebody does: an act or a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names say it, the table below says who may
pub enum Deed {
    Found,
    KeepAccounts,
    GrantSeats,
    ResetCredentials,
    KeepOwnCredentials,
    OpenRound,
    WriteScheme,
    BringFiles,
    Issue,
    MoveRound,
    ReportFigures,
    ProvideFigures,
    Judge,
    CorrectFigures,
    AttachEvidence,
    SubmitSheet,
    SignSheet,
    ReturnSheet,
    Dispute,
    SettleDispute,
    KeepRegisters,
    SignLetter,
    HandOver,
    Decide,
    RecordVisit,
    Draw,
    SendTeams,
    GiveFeedback,
    AnswerFeedback,
    RaiseFinding,
    ClaimBonus,
    WithdrawFinding,
    ReviewFinding,
    Compute,
    PostNotice,
    Appeal,
    AnswerAppeal,
    Seal,
    SeePublic,
    SignIn,
    SeePeople,
    SeeRound,
    SeeDraft,
    SeeSheet,
    SeeEvidence,
    SeeProviding,
    SeeRegisters,
    SeeField,
    SeeFindings,
    SeeResults,
    SeeOwnResult,
    SeeAppeals,
    SeeLedger,
    Export,
}

/// How near a seat must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// To its own unit only.
    Own,
    /// To what it was sent to or supplies.
    Assigned,
    /// To anything.
    Any,
}

impl Reach {
    fn covers(self, relation: Relation) -> bool {
        match self {
            Reach::Own => relation == Relation::Own,
            Reach::Assigned => relation == Relation::Assigned,
            Reach::Any => true,
        }
    }
}

/// When a deed is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// It is about no round.
    NoRound,
    /// In these states of its round.
    In(&'static [RoundState]),
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// What is done.
    pub deed: Deed,
    /// By whom, to what.
    pub who: &'static [(Role, Reach)],
    /// When.
    pub when: When,
}

const ALWAYS: When = When::In(&RoundState::ALL);
const SINCE_ISSUE: When = When::In(&[Issued, Collecting, Drawn, InField, Verifying, Computed, OnNotice, Final]);
const OFFICE: (Role, Reach) = (Office, Reach::Any);
const AUDITOR: (Role, Reach) = (Auditor, Reach::Any);
const REVIEWER: (Role, Reach) = (Reviewer, Reach::Any);
const EVERYONE: &[(Role, Reach)] = &[
    (Public, Reach::Any),
    OFFICE,
    (Reporter, Reach::Any),
    (SigningLeader, Reach::Any),
    (Provider, Reach::Any),
    (TeamMember, Reach::Any),
    (TeamLeader, Reach::Any),
    REVIEWER,
    AUDITOR,
    (SystemAdmin, Reach::Any),
    (SecurityAdmin, Reach::Any),
    (AuditAdmin, Reach::Any),
];
/// Those who look at what a unit sent in: the unit, whoever is sent to it, and whoever is over the whole.
const NEAR_THE_UNIT: &[(Role, Reach)] = &[
    (Reporter, Reach::Own),
    (SigningLeader, Reach::Own),
    (TeamMember, Reach::Assigned),
    (TeamLeader, Reach::Assigned),
    OFFICE,
    REVIEWER,
    AUDITOR,
];
/// Those who work on rounds.
const WORKERS: &[(Role, Reach)] = &[
    OFFICE,
    (Reporter, Reach::Any),
    (SigningLeader, Reach::Any),
    (Provider, Reach::Any),
    (TeamMember, Reach::Any),
    (TeamLeader, Reach::Any),
    REVIEWER,
    AUDITOR,
];
const ON_SITE: &[RoundState] = &[Drawn, InField];
const BEFORE_RESULTS: &[RoundState] = &[Collecting, Drawn, InField, Verifying];

/// The table.
pub const RULES: &[Rule] = &[
    // The office itself. `Found` is open while there is no office; the desk takes it once.
    Rule { deed: Deed::Found, who: &[(Public, Reach::Any)], when: When::NoRound },
    Rule { deed: Deed::KeepAccounts, who: &[(SystemAdmin, Reach::Any)], when: When::NoRound },
    Rule { deed: Deed::GrantSeats, who: &[(SecurityAdmin, Reach::Any)], when: When::NoRound },
    Rule { deed: Deed::ResetCredentials, who: &[(SecurityAdmin, Reach::Any)], when: When::NoRound },
    // Whose they are is asked beside the table: nobody keeps those of another.
    Rule { deed: Deed::KeepOwnCredentials, who: EVERYONE, when: When::NoRound },
    Rule {
        deed: Deed::SeePeople,
        who: &[(SystemAdmin, Reach::Any), (SecurityAdmin, Reach::Any), (AuditAdmin, Reach::Any), AUDITOR],
        when: When::NoRound,
    },
    Rule { deed: Deed::SignIn, who: EVERYONE, when: When::NoRound },
    // The scheme and the way of the round.
    Rule { deed: Deed::OpenRound, who: &[OFFICE], when: When::NoRound },
    Rule { deed: Deed::WriteScheme, who: &[OFFICE], when: When::In(&[Drafted]) },
    Rule {
        deed: Deed::BringFiles,
        who: &[OFFICE],
        when: When::In(&[Drafted, Issued, Collecting, Drawn, InField, Verifying]),
    },
    Rule { deed: Deed::Issue, who: &[OFFICE], when: When::In(&[Drafted]) },
    Rule {
        deed: Deed::MoveRound,
        who: &[OFFICE],
        when: When::In(&[Issued, Collecting, Drawn, InField, Computed, OnNotice]),
    },
    // Reporting.
    Rule { deed: Deed::ReportFigures, who: &[(Reporter, Reach::Own)], when: When::In(&[Collecting]) },
    Rule { deed: Deed::AttachEvidence, who: &[(Reporter, Reach::Own)], when: When::In(&[Collecting]) },
    Rule { deed: Deed::SubmitSheet, who: &[(Reporter, Reach::Own)], when: When::In(&[Collecting]) },
    Rule { deed: Deed::SignSheet, who: &[(SigningLeader, Reach::Own)], when: When::In(&[Collecting]) },
    Rule { deed: Deed::ReturnSheet, who: &[(SigningLeader, Reach::Own), OFFICE], when: When::In(&[Collecting]) },
    Rule { deed: Deed::ProvideFigures, who: &[(Provider, Reach::Assigned)], when: When::In(BEFORE_RESULTS) },
    Rule {
        deed: Deed::Dispute,
        who: &[(Reporter, Reach::Own), (TeamMember, Reach::Assigned), (TeamLeader, Reach::Assigned), OFFICE],
        when: When::In(BEFORE_RESULTS),
    },
    Rule { deed: Deed::SettleDispute, who: &[(Provider, Reach::Assigned), REVIEWER], when: When::In(BEFORE_RESULTS) },
    Rule {
        deed: Deed::KeepRegisters,
        who: &[OFFICE],
        when: When::In(&[Drafted, Issued, Collecting, Drawn, InField, Verifying, Computed, OnNotice]),
    },
    // Letters bind before anything is reported, and departments hand over all through the round.
    Rule {
        deed: Deed::SignLetter,
        who: &[(SigningLeader, Reach::Own)],
        when: When::In(&[Issued, Collecting, Drawn, InField, Verifying]),
    },
    Rule {
        deed: Deed::HandOver,
        who: &[(Provider, Reach::Assigned)],
        when: When::In(&[Issued, Collecting, Drawn, InField, Verifying]),
    },
    // The draw and the field.
    Rule { deed: Deed::Draw, who: &[OFFICE], when: When::In(&[Issued, Collecting, Drawn]) },
    Rule { deed: Deed::SendTeams, who: &[OFFICE], when: When::In(ON_SITE) },
    Rule {
        deed: Deed::Judge,
        who: &[(TeamMember, Reach::Assigned), (TeamLeader, Reach::Assigned)],
        when: When::In(&[InField]),
    },
    Rule {
        deed: Deed::RecordVisit,
        who: &[(TeamMember, Reach::Assigned), (TeamLeader, Reach::Assigned)],
        when: When::In(&[InField]),
    },
    Rule { deed: Deed::GiveFeedback, who: &[(TeamLeader, Reach::Assigned)], when: When::In(&[InField]) },
    Rule { deed: Deed::AnswerFeedback, who: &[(SigningLeader, Reach::Own)], when: When::In(&[InField, Verifying]) },
    // Findings, and what is settled before points.
    Rule {
        deed: Deed::RaiseFinding,
        who: &[(TeamMember, Reach::Assigned), (TeamLeader, Reach::Assigned), OFFICE],
        when: When::In(&[Collecting, Drawn, InField, Verifying, OnNotice]),
    },
    Rule { deed: Deed::ClaimBonus, who: &[(Reporter, Reach::Own)], when: When::In(&[Collecting]) },
    Rule {
        deed: Deed::WithdrawFinding,
        who: &[(TeamMember, Reach::Assigned), (TeamLeader, Reach::Assigned), (Reporter, Reach::Own), OFFICE],
        when: When::In(BEFORE_RESULTS),
    },
    Rule {
        deed: Deed::ReviewFinding,
        who: &[REVIEWER],
        when: When::In(&[Collecting, Drawn, InField, Verifying, OnNotice]),
    },
    Rule { deed: Deed::CorrectFigures, who: &[OFFICE], when: When::In(&[Verifying, OnNotice]) },
    // Results.
    Rule { deed: Deed::Compute, who: &[OFFICE], when: When::In(&[Verifying, Computed, OnNotice]) },
    Rule { deed: Deed::Decide, who: &[REVIEWER], when: When::In(&[Computed, OnNotice]) },
    Rule { deed: Deed::PostNotice, who: &[OFFICE], when: When::In(&[Computed]) },
    Rule {
        deed: Deed::Appeal,
        who: &[(Reporter, Reach::Own), (SigningLeader, Reach::Own)],
        when: When::In(&[OnNotice]),
    },
    Rule { deed: Deed::AnswerAppeal, who: &[REVIEWER], when: When::In(&[OnNotice]) },
    Rule { deed: Deed::Seal, who: &[OFFICE], when: When::In(&[OnNotice]) },
    // Looks.
    Rule { deed: Deed::SeePublic, who: EVERYONE, when: SINCE_ISSUE },
    Rule { deed: Deed::SeeRound, who: WORKERS, when: ALWAYS },
    Rule { deed: Deed::SeeDraft, who: &[OFFICE, REVIEWER, AUDITOR], when: ALWAYS },
    Rule { deed: Deed::SeeSheet, who: NEAR_THE_UNIT, when: SINCE_ISSUE },
    Rule { deed: Deed::SeeEvidence, who: NEAR_THE_UNIT, when: SINCE_ISSUE },
    Rule { deed: Deed::SeeProviding, who: &[(Provider, Reach::Any), OFFICE, REVIEWER, AUDITOR], when: SINCE_ISSUE },
    Rule { deed: Deed::SeeRegisters, who: &[OFFICE, REVIEWER, AUDITOR], when: ALWAYS },
    Rule {
        deed: Deed::SeeField,
        who: &[(TeamMember, Reach::Any), (TeamLeader, Reach::Any), OFFICE, REVIEWER, AUDITOR],
        when: SINCE_ISSUE,
    },
    Rule { deed: Deed::SeeFindings, who: &[OFFICE, REVIEWER, AUDITOR], when: SINCE_ISSUE },
    Rule {
        deed: Deed::SeeResults,
        who: &[OFFICE, REVIEWER, AUDITOR],
        when: When::In(&[Verifying, Computed, OnNotice, Final]),
    },
    Rule {
        deed: Deed::SeeOwnResult,
        who: &[(Reporter, Reach::Own), (SigningLeader, Reach::Own), OFFICE, REVIEWER, AUDITOR],
        when: When::In(&[OnNotice, Final]),
    },
    Rule {
        deed: Deed::SeeAppeals,
        who: &[(Reporter, Reach::Any), (SigningLeader, Reach::Any), OFFICE, REVIEWER, AUDITOR],
        when: When::In(&[OnNotice, Final]),
    },
    Rule { deed: Deed::SeeLedger, who: &[AUDITOR, (AuditAdmin, Reach::Any)], when: When::NoRound },
    Rule { deed: Deed::Export, who: &[OFFICE, AUDITOR], when: ALWAYS },
];

impl Deed {
    /// Its row; a deed without one would be refused to everyone, and a test holds that there is none.
    pub fn rule(self) -> Option<&'static Rule> {
        RULES.iter().find(|rule| rule.deed == self)
    }

    /// Whether it is about a round.
    pub fn is_of_a_round(self) -> bool {
        self.rule().is_some_and(|rule| rule.when != When::NoRound)
    }
}

/// Whether somebody of this role, standing so to the unit, may do this while the round is in this state (`None`: the deed
/// is about no round).
pub fn allowed(role: Role, relation: Relation, state: Option<RoundState>, deed: Deed) -> bool {
    deed.rule().is_some_and(|rule| {
        let open = match (rule.when, state) {
            (When::NoRound, _) => true,
            (When::In(states), Some(state)) => states.contains(&state),
            (When::In(_), None) => false,
        };
        open && rule.who.iter().any(|(who, reach)| *who == role && reach.covers(relation))
    })
}
