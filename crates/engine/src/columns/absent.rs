//! Which rows of a column have no value, and why.

use kaocheng_compile::plan::Reason;

/// The rows without a value: a bit a row, and the reasons of those that are not simply unreported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Absent {
    /// Bit `row % 64` of word `row / 64` is set where there is no value; empty where every row has one.
    bits: Vec<u64>,
    /// Reasons other than [`Reason::NotReported`], by ascending row.
    reasons: Vec<(u32, Reason)>,
}

impl Absent {
    /// Every one of `rows` rows without a value: not reported.
    pub fn all(rows: usize) -> Absent {
        let mut bits = vec![u64::MAX; rows.div_ceil(64)];
        if let (Some(last), rest @ 1..) = (bits.last_mut(), rows % 64) {
            *last = (1 << rest) - 1;
        }
        Absent { bits, reasons: Vec::new() }
    }

    /// From words of bits (set: no value) and the reasons of some of these rows, in any order.
    pub fn new(bits: Vec<u64>, mut reasons: Vec<(u32, Reason)>) -> Absent {
        reasons.retain(|(_, reason)| *reason != Reason::NotReported);
        reasons.sort_unstable_by_key(|(row, _)| *row);
        if bits.iter().all(|word| *word == 0) {
            return Absent::default();
        }
        Absent { bits, reasons }
    }

    /// Whether every row has a value.
    pub fn is_empty(&self) -> bool {
        self.bits.is_empty()
    }

    /// Why a row has no value; `None` where it has one.
    pub fn reason(&self, row: usize) -> Option<Reason> {
        let word = self.bits.get(row / 64)?;
        if word >> (row % 64) & 1 == 0 {
            return None;
        }
        let other = self.reasons.binary_search_by_key(&row, |(r, _)| *r as usize).ok();
        Some(other.and_then(|ix| self.reasons.get(ix)).map_or(Reason::NotReported, |(_, reason)| *reason))
    }

    /// The words of bits; empty where every row has a value.
    pub fn bits(&self) -> &[u64] {
        &self.bits
    }

    /// The reasons of rows from `from` up to `to`, other than not reported.
    pub fn reasons_between(&self, from: usize, to: usize) -> &[(u32, Reason)] {
        let place = |row: usize| self.reasons.partition_point(|(r, _)| (*r as usize) < row);
        self.reasons.get(place(from)..place(to)).unwrap_or_default()
    }

    /// The words of bits, and the reasons other than not reported.
    pub fn into_parts(self) -> (Vec<u64>, Vec<(u32, Reason)>) {
        (self.bits, self.reasons)
    }

    /// The rows that lack a value in one of both only, or for another reason; ascending.
    pub fn differing(&self, other: &Absent) -> Vec<u32> {
        let word = |of: &Absent, ix: usize| of.bits.get(ix).copied().unwrap_or(0);
        let mut rows = Vec::new();
        for ix in 0..self.bits.len().max(other.bits.len()) {
            let mut differs = word(self, ix) ^ word(other, ix);
            while differs != 0 {
                rows.push((ix * 64) as u32 + differs.trailing_zeros());
                differs &= differs - 1;
            }
        }
        if self.reasons != other.reasons {
            let both = self.reasons.iter().chain(&other.reasons).map(|(row, _)| *row);
            rows.extend(both.filter(|row| self.reason(*row as usize) != other.reason(*row as usize)));
            rows.sort_unstable();
            rows.dedup();
        }
        rows
    }

    /// Says that a row of `rows` has no value.
    pub fn set(&mut self, row: usize, rows: usize, reason: Reason) {
        self.bits.resize(rows.div_ceil(64), 0);
        if let Some(word) = self.bits.get_mut(row / 64) {
            *word |= 1 << (row % 64);
        }
        let at = self.reasons.binary_search_by_key(&row, |(r, _)| *r as usize);
        match at {
            Ok(ix) => {
                self.reasons.remove(ix);
                self.set(row, rows, reason);
            }
            Err(ix) if reason != Reason::NotReported => self.reasons.insert(ix, (row as u32, reason)),
            Err(_) => {}
        }
    }

    /// Says that a row has a value.
    pub fn clear(&mut self, row: usize) {
        if let Some(word) = self.bits.get_mut(row / 64) {
            *word &= !(1 << (row % 64));
        }
        if let Ok(ix) = self.reasons.binary_search_by_key(&row, |(r, _)| *r as usize) {
            self.reasons.remove(ix);
        }
    }
}
