//! The unit above each unit of a section, by its number among the units that have any below: arrays over these are short,
//! and stay in cache, where arrays over all units would be fresh memory each time.

use crate::columns::{NO_PARENT, UnitColumns};

/// Stands where there is no unit above.
pub(super) const NOBODY: u32 = u32::MAX;

/// The units that have any below, numbered in the order of the units.
pub(super) struct Heads {
    bits: Vec<u64>,
    /// How many stand before each word of bits.
    before: Vec<u32>,
    pub count: usize,
}

impl Heads {
    pub fn new(units: &UnitColumns) -> Heads {
        let word = |units: &[bool]| units.iter().enumerate().fold(0, |word, (ix, has)| word | u64::from(*has) << ix);
        let bits: Vec<u64> = units.has_below().chunks(64).map(word).collect();
        let mut count = 0;
        let before = bits.iter().map(|word| {
            let before = count;
            count += word.count_ones();
            before
        });
        let before = before.collect();
        Heads { bits, before, count: count as usize }
    }

    /// The number of a unit, if it has any below.
    pub fn of(&self, row: u32) -> Option<usize> {
        let at = row as usize / 64;
        let (word, before) = (self.bits.get(at)?, self.before.get(at)?);
        let bit = 1u64 << (row % 64);
        (word & bit != 0).then(|| (before + (word & (bit - 1)).count_ones()) as usize)
    }

    fn any(&self, rows: &[u32]) -> bool {
        rows.iter().any(|row| self.bits.get(*row as usize / 64).is_some_and(|word| word >> (row % 64) & 1 == 1))
    }
}

/// The units of a section by the unit above.
#[derive(Default)]
pub(super) struct Families {
    /// The number of the unit above, by place in the section, or [`NOBODY`].
    pub heads: Vec<u32>,
    /// They ascend: units below the same one stand side by side, those of none at the end.
    pub in_order: bool,
    /// Whether any unit of the section has units below itself.
    pub any_below: bool,
}

impl Families {
    pub fn new(units: &UnitColumns, heads: &Heads, rows: &[u32]) -> Families {
        let parents = units.parents();
        // Most units stand below the same one as the unit before.
        let mut last = (NO_PARENT, NOBODY);
        let head = |row: &u32| {
            let parent = parents.get(*row as usize).copied().unwrap_or(NO_PARENT);
            if parent != last.0 {
                last = (parent, heads.of(parent).map_or(NOBODY, |head| head as u32));
            }
            last.1
        };
        let own: Vec<u32> = rows.iter().map(head).collect();
        Families { in_order: own.is_sorted(), heads: own, any_below: heads.any(rows) }
    }
}
