//! What can be wrong with a draw, its files or its teams. Each kind has a page in `diagnostics/` with its words.

mod describe;

/// A finding, and the row of the file that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What was found.
    pub kind: Kind,
    /// The row, counted from 1, of the file that was being read.
    pub row: Option<u32>,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing goes on before it is mended.
    Error,
    /// Somebody must decide.
    Question,
    /// The draw goes on; people should know.
    Warning,
}

/// What was found. Units, teams and members are named as their files name them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The text is no frame.
    FrameNotRead {
        /// Why.
        fault: FrameFault,
        /// The code or line it is about.
        found: String,
    },
    /// The frame is not the one whose hash was published.
    FrameChanged {
        /// The hash that was published.
        published: String,
        /// The hash of the file.
        found: String,
    },
    /// A measure of size is no whole number from 1 to [`crate::frame::MOST_MEASURE`].
    MeasureNotWhole {
        /// The site's code.
        site: String,
        /// What stands there.
        found: String,
    },
    /// What was typed is no seed. It is never shown.
    SeedMalformed(SeedFault),
    /// The seed was used in an earlier draw.
    SeedUsed {
        /// Where.
        there: String,
    },
    /// The seed and frame are not those that were committed to.
    CommitmentMismatch {
        /// The commitment that was published.
        published: String,
        /// The one of this frame and seed.
        computed: String,
    },
    /// A stratum has fewer sites than are to be drawn: all are taken.
    SampleTooFew {
        /// The stratum.
        stratum: String,
        /// How many sites it has.
        sites: usize,
        /// How many were to be drawn.
        asked: u32,
    },
    /// The published sample of a stratum is not the one the draw gives.
    SampleDiffers {
        /// The stratum.
        stratum: String,
        /// The sites published, replacements in brackets.
        published: String,
        /// Those that the draw gives.
        computed: String,
    },
    /// A published file is not the one the draw gives.
    DrawFileDiffers {
        /// Its name.
        file: &'static str,
        /// The first line that differs.
        line: u32,
    },
    /// The record of a draw does not read.
    RecordNotRead {
        /// The field that is missing or wrong.
        field: String,
    },
    /// A stratum that is named is not in the frame.
    UnknownStratum {
        /// The name.
        found: String,
        /// The nearest one, or a dash.
        nearest: String,
    },
    /// There are more or fewer teams than the rule says.
    TeamCount {
        /// How many there are.
        found: usize,
        /// How many there should be.
        expected: u32,
    },
    /// A team has more or fewer members than the rule says.
    TeamSize {
        /// The team.
        team: String,
        /// How many it has, counted as the rule counts.
        found: usize,
        /// How many it should have.
        expected: u32,
    },
    /// A team without a leader, or with several.
    TeamLeaders {
        /// The team.
        team: String,
        /// How many leaders it has.
        found: usize,
    },
    /// Whether the leader is one of the members is not said.
    LeaderCountOpen {
        /// How many members each team has.
        size: u32,
        /// How many people go out if the leader is one of them.
        with: u64,
        /// How many if not.
        without: u64,
    },
    /// A supervisor leads more or fewer teams than the rule says.
    SupervisorTeams {
        /// The supervisor's id.
        supervisor: String,
        /// How many teams.
        found: usize,
        /// How many there should be.
        expected: u32,
    },
    /// A team without a supervisor, or with several, where the rule names supervisors.
    TeamSupervisors {
        /// The team.
        team: String,
        /// How many it has.
        found: usize,
    },
    /// A member's home unit is not in the list of units.
    UnknownHomeUnit {
        /// What stands there.
        found: String,
        /// The nearest unit, or a dash.
        nearest: String,
    },
    /// A role is none of leader, member and supervisor.
    RoleNotRead {
        /// What stands there.
        found: String,
    },
    /// A person stands in two teams, or twice in one.
    MemberTwice {
        /// The id.
        member: String,
        /// The team where it stands first.
        first: String,
    },
    /// No team may visit a stratum.
    StratumWithoutTeam {
        /// The stratum.
        stratum: String,
    },
    /// Several strata share too few teams.
    TooFewTeams {
        /// The strata.
        strata: Vec<String>,
        /// The only teams that may visit them.
        teams: Vec<String>,
        /// How many strata these can take.
        room: usize,
    },
    /// Several teams may visit too few strata to have their share.
    TooFewStrata {
        /// The teams.
        teams: Vec<String>,
        /// The only strata that they may visit.
        strata: Vec<String>,
        /// How many strata these teams need.
        needed: usize,
    },
    /// A team has more sites on a day than it may.
    TooManySites {
        /// The team.
        team: String,
        /// The day.
        day: String,
        /// How many sites.
        sites: usize,
        /// At most.
        most: u32,
    },
    /// The unit visited provides the vehicle (R2-08, A-13).
    VehicleFromHost {
        /// How many strata do.
        strata: usize,
    },
    /// A unit would provide a vehicle on more days than the scheme says.
    VehicleDays {
        /// The stratum.
        stratum: String,
        /// On how many days.
        days: usize,
        /// At most.
        most: u32,
    },
}

/// Why a text is no frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameFault {
    /// Nothing to draw from.
    Empty,
    /// The first line is not the header.
    Header,
    /// A line has other fields than a frame has, or says other things of its stratum than the lines before.
    Row,
    /// A code stands twice.
    Twice,
    /// A code is empty, or a code or name has blanks at its ends or control characters.
    Characters,
    /// A stratum in which none is drawn.
    NoneDrawn,
    /// It reads, but it is not written as a frame is.
    NotCanonical,
}

/// Why what was typed is no seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeedFault {
    /// Too few or too many digits: so many.
    Length(usize),
    /// Something else than a digit, blank or hyphen, at this character, counted from 1.
    Character(usize),
}

impl FrameFault {
    pub(crate) fn of(self, found: &str) -> Kind {
        Kind::FrameNotRead { fault: self, found: found.to_owned() }
    }
}

impl Kind {
    /// The finding in a row of a file.
    pub fn at(self, row: u32) -> Problem {
        Problem { kind: self, row: Some(row) }
    }

    /// The finding without a row.
    pub fn anywhere(self) -> Problem {
        Problem { kind: self, row: None }
    }
}
