//! The register of responsibility letters → which units have one, which have none, and which letters cross lines.

use crate::fault::{Fault, FaultKind};
use crate::naming::{self, Bodies};
use jiff::civil::Date;
use kaocheng_engine::table::Units;
use kaocheng_syntax::provision::Letters;
use std::collections::{BTreeMap, HashMap};

/// What kind of assignment a document is (R7-01).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LetterKind {
    /// 责任书: signed by both sides.
    Responsibility,
    /// 任务通知书: handed down.
    TaskNotice,
}

/// One letter and one unit that it binds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its number.
    pub number: String,
    /// The body that hands duties down: a unit's code or name, or a body outside the list.
    pub by: String,
    /// The unit that takes them on: an index into the units.
    pub with: usize,
    /// The level at which it is signed, as written; may be empty.
    pub level: String,
    /// When it was signed; `None`: not yet.
    pub date: Option<Date>,
    /// Who signs opposite the unit, where that is not `by` itself; may be empty.
    pub counterparty: String,
    /// 责任书 or 任务通知书.
    pub kind: LetterKind,
    /// The document: its file or archive number; may be empty.
    pub document: String,
}

impl Letter {
    /// Who signs opposite the unit.
    pub fn opposite(&self) -> &str {
        if self.counterparty.is_empty() { &self.by } else { &self.counterparty }
    }
}

/// How the other side of a letter lies to the unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Line {
    /// Above it in the list of units: the ordinary line.
    Above,
    /// A unit of the list, but not above it (R1-04: a company and the street it lies in).
    Across,
    /// No unit of the list.
    Outside,
}

/// The units of one level and their letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelCoverage {
    /// The level.
    pub level: String,
    /// Whether the scheme asks for letters with this level; `true` everywhere when it asks for none in particular.
    pub asked: bool,
    /// Units with a signed responsibility letter, in the order of the list.
    pub signed: Vec<usize>,
    /// Units with a task notice only.
    pub notified: Vec<usize>,
    /// Units with neither (R9B-01).
    pub without: Vec<usize>,
}

/// The whole register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// By level, in the order in which levels first appear among the units.
    pub levels: Vec<LevelCoverage>,
    /// How each letter lies, by row.
    pub lines: Vec<Line>,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

/// Which units have a letter as of a day. A letter without a date, or with a later one, is not signed yet. Levels that
/// head the cascade (units without one above) are listed only when the scheme asks for letters with them or they have
/// one.
pub fn coverage(letters: &[Letter], units: &Units, rules: &[Letters], as_of: Date) -> Coverage {
    let mut kinds: HashMap<usize, Vec<LetterKind>> = HashMap::new();
    for letter in letters.iter().filter(|l| l.date.is_some_and(|d| d <= as_of)) {
        kinds.entry(letter.with).or_default().push(letter.kind);
    }
    let mut levels: Vec<LevelCoverage> = Vec::new();
    let cascade = units.all().iter().any(|unit| unit.parent.is_some());
    for (ix, unit) in units.all().iter().enumerate() {
        let asked = rules.iter().any(|rule| naming::is_kind(&rule.with, unit));
        let own = kinds.get(&ix).map(Vec::as_slice).unwrap_or_default();
        if unit.parent.is_none() && !asked && own.is_empty() && cascade {
            continue;
        }
        let at = levels.iter().position(|l| l.level == unit.level).unwrap_or_else(|| {
            levels.push(LevelCoverage {
                level: unit.level.clone(),
                asked: rules.is_empty(),
                signed: Vec::new(),
                notified: Vec::new(),
                without: Vec::new(),
            });
            levels.len() - 1
        });
        let Some(level) = levels.get_mut(at) else { continue };
        level.asked |= asked;
        if own.contains(&LetterKind::Responsibility) {
            level.signed.push(ix);
        } else if own.is_empty() {
            level.without.push(ix);
        } else {
            level.notified.push(ix);
        }
    }
    let bodies = Bodies::new(units);
    let lines = letters.iter().map(|letter| line(letter, units, &bodies)).collect();
    Coverage { levels, lines, faults: faults(letters) }
}

fn line(letter: &Letter, units: &Units, bodies: &Bodies) -> Line {
    match bodies.find(letter.opposite()).or_else(|| bodies.find(&letter.by)) {
        Some((upper, _)) if naming::is_above(upper, letter.with, units) => Line::Above,
        Some(_) => Line::Across,
        None => Line::Outside,
    }
}

/// One number is one letter: it has one counterparty, and binds a unit once.
fn faults(letters: &[Letter]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut first_of: BTreeMap<&str, usize> = BTreeMap::new();
    let mut first_with: BTreeMap<(&str, usize), usize> = BTreeMap::new();
    for (row, letter) in letters.iter().enumerate().filter(|(_, l)| !l.number.is_empty()) {
        let number = letter.number.as_str();
        let first = *first_of.entry(number).or_insert(row);
        let expected = letters.get(first).map(Letter::opposite).unwrap_or_default();
        let twice = *first_with.entry((number, letter.with)).or_insert(row);
        let number = number.to_owned();
        if expected != letter.opposite() {
            let (found, expected) = (letter.opposite().to_owned(), expected.to_owned());
            let kind = FaultKind::LetterCounterparties { number, found, expected };
            faults.push(Fault { row, first: Some(first), kind });
        } else if twice != row {
            faults.push(Fault { row, first: Some(twice), kind: FaultKind::LetterRepeated { number } });
        }
    }
    faults
}
