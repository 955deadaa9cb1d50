//! That sessions are in use, told to the store many at a time: with three thousand at work, a transaction for each would keep
//! the ledger waiting for the disk.

use crate::office::moment::Moment;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Seconds between two tellings.
const EVERY: i64 = 10;

/// Sessions whose use the store has not been told of yet. Cloning it gives the same.
///
/// What a program that is killed had not told makes a session seem idle since the use before: its owner may have to sign
/// in again somewhat early, and nobody is let in late.
#[derive(Clone, Debug, Default)]
pub struct Touches(Arc<Mutex<Waiting>>);

#[derive(Debug, Default)]
struct Waiting {
    seen: HashMap<String, Moment>,
    told: Option<Moment>,
}

impl Touches {
    /// Notes that a session is in use, and gives all that are to be told now: none, if others were told a moment ago.
    pub fn note(&self, id: &str, at: Moment) -> Vec<(String, Moment)> {
        // Whoever held the lock and broke left moments behind, which are still moments.
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.seen.insert(id.to_owned(), at);
        if waiting.told.is_some_and(|told| (told.seconds()..told.seconds() + EVERY).contains(&at.seconds())) {
            return Vec::new();
        }
        waiting.told = Some(at);
        waiting.seen.drain().collect()
    }

    /// When a session was last seen, where the store does not know it yet.
    pub fn seen(&self, id: &str) -> Option<Moment> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).seen.get(id).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Moment {
        Moment::of_seconds(second)
    }

    #[test]
    fn many_are_told_together_and_none_is_forgotten() {
        let touches = Touches::default();
        assert_eq!(touches.note("a", at(100)), [("a".to_owned(), at(100))]);
        assert_eq!(touches.note("b", at(101)), []);
        assert_eq!(touches.note("c", at(109)), []);
        assert_eq!((touches.seen("a"), touches.seen("b")), (None, Some(at(101))));
        let mut told = touches.note("d", at(110));
        told.sort();
        let expected = [("b", 101), ("c", 109), ("d", 110)].map(|(id, second)| (id.to_owned(), at(second)));
        assert_eq!(told, expected);
        assert_eq!(touches.seen("b"), None);
        // A clock that was set back keeps nobody waiting.
        assert_eq!(touches.note("e", at(50)).len(), 1);
    }
}
