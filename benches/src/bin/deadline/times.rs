//! How long each kind of request took.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

/// Times by kind of request, in microseconds.
#[derive(Clone, Debug, Default)]
pub struct Times {
    by_kind: BTreeMap<&'static str, Vec<u32>>,
}

/// Times of a kind.
#[derive(Clone, Copy, Debug)]
pub struct Spread {
    /// How many there were.
    pub count: usize,
    /// Half were faster.
    pub p50: Millis,
    /// Nine in ten were faster.
    pub p90: Millis,
    /// Ninety-nine in a hundred were faster.
    pub p99: Millis,
}

/// A time, shown in milliseconds with one decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Millis(pub u32);

impl fmt::Display for Millis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 + 50) / 100;
        write!(f, "{}.{}", tenths / 10, tenths % 10)
    }
}

impl Times {
    /// One took this long.
    pub fn note(&mut self, kind: &'static str, took: Duration) {
        let micros = u32::try_from(took.as_micros()).unwrap_or(u32::MAX);
        self.by_kind.entry(kind).or_default().push(micros);
    }

    /// Those of another beside these.
    pub fn add(&mut self, other: Times) {
        for (kind, mut times) in other.by_kind {
            self.by_kind.entry(kind).or_default().append(&mut times);
        }
    }

    /// How many there are in all.
    pub fn count(&self) -> usize {
        self.by_kind.values().map(Vec::len).sum()
    }

    /// The spread of each kind, in the order of their names.
    pub fn spreads(&self) -> BTreeMap<&'static str, Spread> {
        self.by_kind.iter().map(|(kind, times)| (*kind, spread(times.clone()))).collect()
    }
}

fn spread(mut times: Vec<u32>) -> Spread {
    times.sort_unstable();
    let at = |percent: usize| {
        let ix = (times.len() * percent / 100).min(times.len().saturating_sub(1));
        Millis(times.get(ix).copied().unwrap_or_default())
    };
    Spread { count: times.len(), p50: at(50), p90: at(90), p99: at(99) }
}
