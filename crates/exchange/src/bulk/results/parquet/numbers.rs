//! Whole numbers of a column chunk → its bytes: places in a dictionary where they lie close together, else packed
//! differences.

use super::pack::{Packer, varint};
use parquet::basic::Encoding;

/// Numbers at a time: what a core keeps at hand.
const STRETCH: usize = 8192;

/// How far apart the least and the greatest number may be for a table with a place each.
const WIDEST: i64 = 1 << 15;

/// Numbers of a difference block, and of its parts, as most writers have them.
const BLOCK: usize = 128;
const MINI: usize = 32;

/// A number as the file holds it.
pub(in crate::bulk::results) trait Cell: Copy + Into<i64> {
    fn of(number: i64) -> Self;
    fn write(self, out: &mut Vec<u8>);
}

macro_rules! cell {
    ($($cell:ty),*) => { $(
        impl Cell for $cell {
            fn of(number: i64) -> $cell {
                number as $cell
            }
            fn write(self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_le_bytes());
            }
        }
    )* };
}

cell!(i32, i64);

/// The numbers of a chunk: those of rows from the first up to the last that have one, given once more as often as asked.
pub(super) struct Numbers<'n, T> {
    /// Appends the numbers of some rows.
    pub of: &'n dyn Fn(usize, usize, &mut Vec<T>),
    pub rows: (usize, usize),
    /// How many there are.
    pub count: usize,
    /// Not closer than the least and the greatest of them.
    pub bounds: (i64, i64),
}

/// Values of a dictionary, as they stand on its page.
#[derive(Default)]
pub(super) struct Dictionary {
    pub values: Vec<u8>,
    pub count: u32,
}

impl<T: Cell> Numbers<'_, T> {
    /// Writes all numbers after what stands on the page.
    pub fn write(&self, page: &mut Vec<u8>) -> (Encoding, Option<Dictionary>) {
        if self.count == 0 {
            return (Encoding::PLAIN, None);
        }
        let near = self.bounds.1.checked_sub(self.bounds.0).is_some_and(|span| span < WIDEST);
        match near.then(|| self.places()).flatten() {
            Some((table, dictionary)) => {
                self.write_places(&table, dictionary.count, page);
                (Encoding::RLE_DICTIONARY, Some(dictionary))
            }
            None => {
                self.write_differences(page);
                (Encoding::DELTA_BINARY_PACKED, None)
            }
        }
    }

    fn each_stretch(&self, mut take: impl FnMut(&[T])) {
        let mut own: Vec<T> = Vec::with_capacity(STRETCH);
        for from in (self.rows.0..self.rows.1).step_by(STRETCH) {
            own.clear();
            (self.of)(from, (from + STRETCH).min(self.rows.1), &mut own);
            take(&own);
        }
    }

    /// Where a number stands in the table of places.
    fn slot(&self, number: T) -> usize {
        // One that bounds do not hold, which there is none of, would only share another's place in the table.
        (number.into().wrapping_sub(self.bounds.0) & (WIDEST - 1)) as usize
    }

    /// The place of every number in the dictionary, by its distance from the least; `None` where hardly any occurs again.
    fn places(&self) -> Option<(Vec<u16>, Dictionary)> {
        let mut table = vec![0u16; WIDEST as usize];
        self.each_stretch(|numbers| {
            for number in numbers {
                if let Some(slot) = table.get_mut(self.slot(*number)) {
                    *slot = 1;
                }
            }
        });
        let different: usize = table.iter().map(|occurs| usize::from(*occurs)).sum();
        if different > 16 && different > self.count / 2 {
            return None;
        }
        let mut dictionary = Dictionary::default();
        for (slot, number) in table.iter_mut().zip(self.bounds.0..).filter(|(occurs, _)| **occurs == 1) {
            *slot = dictionary.count as u16;
            dictionary.count += 1;
            T::of(number).write(&mut dictionary.values);
        }
        Some((table, dictionary))
    }

    fn write_places(&self, table: &[u16], different: u32, page: &mut Vec<u8>) {
        write_places(self.count, different, page, |packer, width| {
            let mut places: Vec<u16> = Vec::with_capacity(STRETCH);
            self.each_stretch(|numbers| {
                places.clear();
                places.extend(numbers.iter().map(|number| table.get(self.slot(*number)).copied().unwrap_or(0)));
                packer.short(&places, width);
            });
        });
    }

    fn write_differences(&self, page: &mut Vec<u8>) {
        for number in [BLOCK, BLOCK / MINI, self.count] {
            varint(number as u64, page);
        }
        let mut last: Option<i64> = None;
        let mut block: Vec<i64> = Vec::with_capacity(BLOCK);
        self.each_stretch(|numbers| {
            let mut numbers = numbers.iter().map(|number| (*number).into());
            // A stretch may hold no number at all.
            if last.is_none()
                && let Some(first) = numbers.next()
            {
                last = Some(first);
                varint(zigzag(first), page);
            }
            for number in numbers {
                block.push(number.wrapping_sub(last.unwrap_or(0)));
                last = Some(number);
                if block.len() == BLOCK {
                    write_block(&block, page);
                    block.clear();
                }
            }
        });
        if !block.is_empty() {
            write_block(&block, page);
        }
    }
}

/// Places in a dictionary: their width, and one stretch of all of them packed.
pub(super) fn write_places(
    count: usize,
    different: u32,
    page: &mut Vec<u8>,
    places: impl FnOnce(&mut Packer<'_>, u32),
) {
    // Some readers do not expect numbers of no bits.
    let width = (u32::BITS - different.saturating_sub(1).leading_zeros()).max(1);
    page.push(width as u8);
    varint((count.div_ceil(8) as u64) << 1 | 1, page);
    let end = page.len() + count.div_ceil(8) * width as usize;
    let mut packer = Packer::new(page);
    places(&mut packer, width);
    packer.done();
    page.resize(end, 0);
}

fn zigzag(number: i64) -> u64 {
    (number << 1 ^ number >> 63).cast_unsigned()
}

/// Differences over the least of them, each part of the block as wide as it needs.
fn write_block(differences: &[i64], page: &mut Vec<u8>) {
    let least = differences.iter().copied().min().unwrap_or(0);
    varint(zigzag(least), page);
    let over = |difference: &i64| difference.wrapping_sub(least).cast_unsigned();
    let width = |mini: &[i64]| u64::BITS - mini.iter().map(over).fold(0, |all, one| all | one).leading_zeros();
    let widths = page.len();
    page.resize(widths + BLOCK / MINI, 0);
    for (ix, mini) in differences.chunks(MINI).enumerate() {
        let width = width(mini);
        if let Some(slot) = page.get_mut(widths + ix) {
            *slot = width as u8;
        }
        let end = page.len() + MINI * width as usize / 8;
        let mut packer = Packer::new(page);
        mini.iter().for_each(|difference| packer.put(over(difference), width));
        packer.done();
        page.resize(end, 0);
    }
}
