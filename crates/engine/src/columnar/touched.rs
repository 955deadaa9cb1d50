//! Which units of a section are to be computed again.

use super::scores::ScoreColumn;
use crate::columns::{Column, Numbers};

/// Places in the section's rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Touched {
    /// These, ascending.
    Places(Vec<u32>),
    All,
}

impl Default for Touched {
    fn default() -> Touched {
        Touched::Places(Vec::new())
    }
}

impl Touched {
    pub fn is_none(&self) -> bool {
        matches!(self, Touched::Places(places) if places.is_empty())
    }

    /// How many, of so many.
    pub fn count(&self, of: usize) -> usize {
        match self {
            Touched::Places(places) => places.len(),
            Touched::All => of,
        }
    }

    /// These as well.
    pub fn and(&mut self, other: Touched) {
        match (&mut *self, other) {
            (Touched::All, _) => {}
            (_, Touched::All) => *self = Touched::All,
            (Touched::Places(_), Touched::Places(more)) if more.is_empty() => {}
            (Touched::Places(own), Touched::Places(more)) => {
                own.extend(more);
                own.sort_unstable();
                own.dedup();
            }
        }
    }
}

/// Where a column is another than it was; columns of other forms are other everywhere.
pub(super) fn between(before: Option<&ScoreColumn>, now: Option<&ScoreColumn>) -> Touched {
    let (before, now) = match (before, now) {
        (Some(before), Some(now)) => (before, now),
        (None, None) => return Touched::default(),
        _ => return Touched::All,
    };
    let mut touched = of_columns(&before.values, &now.values);
    touched.and(match (&before.denominators, &now.denominators) {
        (Some(before), Some(now)) => of_columns(before, now),
        (None, None) => Touched::default(),
        _ => Touched::All,
    });
    touched
}

fn of_columns(before: &Column, now: &Column) -> Touched {
    fn differing<T: PartialEq>(before: &[T], now: &[T]) -> Vec<u32> {
        let pairs = before.iter().zip(now).enumerate();
        pairs.filter(|(_, (a, b))| a != b).map(|(place, _)| place as u32).collect()
    }
    if before.scale != now.scale || before.len() != now.len() {
        return Touched::All;
    }
    let mut touched = Touched::Places(match (&before.numbers, &now.numbers) {
        (Numbers::Truth(a), Numbers::Truth(b)) => differing(a, b),
        (Numbers::I16(a), Numbers::I16(b)) => differing(a, b),
        (Numbers::I32(a), Numbers::I32(b)) => differing(a, b),
        (Numbers::I64(a), Numbers::I64(b)) => differing(a, b),
        (Numbers::I128(a), Numbers::I128(b)) => differing(a, b),
        (Numbers::Any(a), Numbers::Any(b)) => differing(a, b),
        _ => return Touched::All,
    });
    touched.and(Touched::Places(before.absent.differing(&now.absent)));
    touched
}
