//! Who a person is in a round: role, seat, and how a seat stands to what is done.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A role, as the office knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Anyone, not signed in.
    Public,
    /// The assessment office (考核办).
    Office,
    /// The clerk who reports for a unit (填报人).
    Reporter,
    /// The leader who signs for a unit (签批领导).
    SigningLeader,
    /// A department that supplies figures (数据提供部门).
    Provider,
    /// A member of a team on site (组员).
    TeamMember,
    /// The leader of a team (组长).
    TeamLeader,
    /// The second person on findings, bonuses and appeals (复核人).
    Reviewer,
    /// The auditor, who sees everything and changes nothing (审计).
    Auditor,
    /// Keeps accounts (系统管理员); grants nothing.
    SystemAdmin,
    /// Grants seats and resets credentials (安全管理员); makes no accounts.
    SecurityAdmin,
    /// Watches both (审计管理员).
    AuditAdmin,
}

impl Role {
    /// All of them.
    pub const ALL: [Role; 12] = [
        Role::Public,
        Role::Office,
        Role::Reporter,
        Role::SigningLeader,
        Role::Provider,
        Role::TeamMember,
        Role::TeamLeader,
        Role::Reviewer,
        Role::Auditor,
        Role::SystemAdmin,
        Role::SecurityAdmin,
        Role::AuditAdmin,
    ];

    /// Chinese and English name.
    pub fn names(self) -> [&'static str; 2] {
        match self {
            Role::Public => ["公众", "public"],
            Role::Office => ["考核办", "assessment office"],
            Role::Reporter => ["填报人", "reporter"],
            Role::SigningLeader => ["签批领导", "signing leader"],
            Role::Provider => ["数据提供部门", "data provider"],
            Role::TeamMember => ["考核组员", "team member"],
            Role::TeamLeader => ["考核组长", "team leader"],
            Role::Reviewer => ["复核人", "reviewer"],
            Role::Auditor => ["审计", "auditor"],
            Role::SystemAdmin => ["系统管理员", "system administrator"],
            Role::SecurityAdmin => ["安全管理员", "security administrator"],
            Role::AuditAdmin => ["审计管理员", "audit administrator"],
        }
    }

    /// The word in files and programs: `signing-leader`.
    pub fn word(self) -> &'static str {
        match self {
            Role::Public => "public",
            Role::Office => "office",
            Role::Reporter => "reporter",
            Role::SigningLeader => "signing-leader",
            Role::Provider => "provider",
            Role::TeamMember => "team-member",
            Role::TeamLeader => "team-leader",
            Role::Reviewer => "reviewer",
            Role::Auditor => "auditor",
            Role::SystemAdmin => "system-admin",
            Role::SecurityAdmin => "security-admin",
            Role::AuditAdmin => "audit-admin",
        }
    }

    /// The role of a word, in English or Chinese.
    pub fn of_word(word: &str) -> Option<Role> {
        let word = word.trim();
        Role::ALL.into_iter().find(|r| r.word() == word || r.names().contains(&word))
    }

    /// The three administrations, no two of which one person may hold, nor one beside any other role.
    pub fn is_administration(self) -> bool {
        matches!(self, Role::SystemAdmin | Role::SecurityAdmin | Role::AuditAdmin)
    }

    /// Roles that mean nothing without a unit.
    pub fn is_of_a_unit(self) -> bool {
        matches!(self, Role::Reporter | Role::SigningLeader)
    }
}

/// What a person sits for: a role, and the unit, department or round that it is bound to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
pub struct Seat {
    /// The role.
    pub role: Role,
    /// The unit's code, for reporters and signing leaders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The department, in the words of the scheme, for providers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
}

impl Seat {
    /// A seat bound to nothing.
    pub fn of(role: Role) -> Seat {
        Seat { role, unit: None, provider: None }
    }

    /// A seat in a unit.
    pub fn in_unit(role: Role, unit: &str) -> Seat {
        Seat { role, unit: Some(unit.to_owned()), provider: None }
    }
}

/// How a seat stands to the unit (or figure) that something is done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// It is the seat's own unit.
    Own,
    /// The seat's department supplies the figure, or the person was sent to the unit.
    Assigned,
    /// Neither, or nothing about a unit at all.
    Elsewhere,
}

impl Relation {
    /// All of them.
    pub const ALL: [Relation; 3] = [Relation::Own, Relation::Assigned, Relation::Elsewhere];
}

/// Where a round is. States follow one another in this order; a reopening goes back from `Computed` or `OnNotice` to
/// `Verifying`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RoundState {
    /// The scheme is being written.
    Drafted,
    /// Scheme, reading and hash are published.
    Issued,
    /// Units and providers report.
    Collecting,
    /// Reporting is closed and the sites are drawn.
    Drawn,
    /// Teams are on site.
    InField,
    /// Findings, disputes and claims are settled.
    Verifying,
    /// Points and ranks are there, for the office.
    Computed,
    /// The result is on public notice and appeals are open.
    OnNotice,
    /// Sealed.
    Final,
}

impl RoundState {
    /// All of them, in order.
    pub const ALL: [RoundState; 9] = [
        RoundState::Drafted,
        RoundState::Issued,
        RoundState::Collecting,
        RoundState::Drawn,
        RoundState::InField,
        RoundState::Verifying,
        RoundState::Computed,
        RoundState::OnNotice,
        RoundState::Final,
    ];

    /// Chinese and English name.
    pub fn names(self) -> [&'static str; 2] {
        match self {
            RoundState::Drafted => ["起草", "drafted"],
            RoundState::Issued => ["已印发", "issued"],
            RoundState::Collecting => ["填报", "collecting"],
            RoundState::Drawn => ["已抽样", "drawn"],
            RoundState::InField => ["现场考核", "in the field"],
            RoundState::Verifying => ["核实", "verifying"],
            RoundState::Computed => ["已计分", "computed"],
            RoundState::OnNotice => ["公示", "on notice"],
            RoundState::Final => ["已封存", "final"],
        }
    }
}
