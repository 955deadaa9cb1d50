//! The files that an office fills in for a draw → typed rows, or typed problems with their place: who goes out
//! (`teams.csv`), how large the sites are, and who visited whom last time (`assignment.csv`).
//!
//! Whether the people make teams and the measures a frame is `kaocheng-draw`'s; here only cells are read.

use crate::registers::{Register, read};
use crate::rows::Columns;
use kaocheng_engine::table::Units;

/// A member of a team, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The row, counted from 1 as spreadsheets count.
    pub row: u32,
    /// The team.
    pub team: String,
    /// The member's id: never a name.
    pub member: String,
    /// The role, in the words of the file.
    pub role: String,
    /// The unit that the member is from, by code or name; empty for none of those assessed.
    pub home: String,
}

/// The size of a site, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The row.
    pub row: u32,
    /// The site's code.
    pub code: String,
    /// How large it is; what is no whole number is told by the caller, with the site.
    pub size: String,
}

/// A unit that a team visited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visited {
    /// The team.
    pub team: String,
    /// The unit's code.
    pub code: String,
}

const TEAM: usize = 0;
const MEMBER: usize = 1;
const ROLE: usize = 2;
const HOME: usize = 3;

static PEOPLE: Columns<usize> = Columns {
    words: &[
        (TEAM, "team / 调查组", &["调查组", "team"]),
        (MEMBER, "member / 成员", &["成员", "成员编号", "member"]),
        (ROLE, "role / 角色", &["角色", "role"]),
        (HOME, "home / 所在单位", &["所在单位", "home"]),
    ],
    needed: &[TEAM, MEMBER, ROLE, HOME],
};

const CODE: usize = 0;
const SIZE: usize = 1;

static MEASURES: Columns<usize> = Columns {
    words: &[
        (CODE, "code / 编码", &["编码", "code"]),
        (SIZE, "measure / 规模", &["规模", "measure", "size"]),
        (2, "name / 名称", &["名称", "name"]),
    ],
    needed: &[CODE, SIZE],
};

static VISITED: Columns<usize> = Columns {
    words: &[
        (0, "team / 调查组", &["调查组", "team"]),
        (1, "code / 编码", &["编码", "code"]),
        (2, "unit / 单位", &["单位", "unit"]),
    ],
    needed: &[0, 1],
};

/// Reads `teams.csv`.
pub fn read_people(file: &str, bytes: &[u8]) -> Register<Person> {
    read(file, bytes, &Units::default(), &PEOPLE, |cells, row| {
        let [team, member, role, home] = [TEAM, MEMBER, ROLE, HOME].map(|column| cells.text(row, column));
        Some(Person { row: row.number, team, member, role, home })
    })
}

/// Reads the sizes of sites.
pub fn read_measures(file: &str, bytes: &[u8]) -> Register<Measure> {
    read(file, bytes, &Units::default(), &MEASURES, |cells, row| {
        Some(Measure { row: row.number, code: cells.needed(row, CODE)?, size: cells.text(row, SIZE) })
    })
}

/// Reads the `assignment.csv` of another round.
pub fn read_visited(file: &str, bytes: &[u8]) -> Register<Visited> {
    read(file, bytes, &Units::default(), &VISITED, |cells, row| {
        let (team, code) = (cells.needed(row, 0), cells.needed(row, 1));
        Some(Visited { team: team?, code: code? })
    })
}
