//! Pages of truths and whole numbers as most writers make them → the rows of a column, in their narrow form.
//!
//! The library hands out every value in the width of the file, with a level of 16 bits beside it. Most columns hold a few
//! different numbers that stand once, in a dictionary: narrowed there, a row is the lookup of its place. Whatever else a
//! file may hold is left to the library.

use super::hybrid::Hybrid;
use super::source::{Holds, Source, reason};
use super::whole::{Filled, Stored, Whole};
use crate::bulk::bits;
use parquet::basic::{Encoding, Type};
use parquet::column::page::Page;

/// Reads a chunk into the rows of its group; `None` where it is of another kind.
pub(super) fn fill<W: Whole>(
    source: &Source,
    group: usize,
    column: usize,
    to: &mut [W],
) -> Result<Option<Filled>, String>
where
    i32: Stored<W>,
    i64: Stored<W>,
{
    let holds = source.holds(column);
    match source.physical(column) {
        Some(Type::BOOLEAN) => pages::<W, Truths>(source, group, column, to),
        Some(Type::INT32) if matches!(holds, Holds::Whole { unsigned: false, .. }) => {
            pages::<W, i32>(source, group, column, to)
        }
        Some(Type::INT64) if matches!(holds, Holds::Whole { unsigned: false, .. }) => {
            pages::<W, i64>(source, group, column, to)
        }
        _ => Ok(None),
    }
}

/// How values stand on a plain page.
trait Plain<W> {
    /// Appends so many values; `None` where there are fewer, or one does not fit.
    fn plain(bytes: &[u8], count: usize, to: &mut Vec<W>) -> Option<()>;

    /// The least and the greatest.
    fn ends(values: &[W]) -> Option<(W, W)>;
}

struct Truths;

impl<W: Whole> Plain<W> for Truths {
    fn plain(bytes: &[u8], count: usize, to: &mut Vec<W>) -> Option<()> {
        let end = to.len() + count;
        let bytes = bytes.get(..count.div_ceil(8))?;
        bytes.iter().for_each(|byte| to.extend(std::array::from_fn::<W, 8, _>(|bit| W::truth(byte >> bit & 1 == 1))));
        to.truncate(end);
        Some(())
    }

    fn ends(values: &[W]) -> Option<(W, W)> {
        // Both are met soon.
        let no = values.iter().any(|value| *value == W::truth(false));
        let yes = values.iter().any(|value| *value == W::truth(true));
        (no || yes).then(|| (W::truth(!no), W::truth(yes)))
    }
}

macro_rules! plain {
    ($($whole:ty),*) => { $(
        impl<W: Whole> Plain<W> for $whole
        where
            $whole: Stored<W>,
        {
            fn plain(bytes: &[u8], count: usize, to: &mut Vec<W>) -> Option<()> {
                const SIZE: usize = size_of::<$whole>();
                let bytes = bytes.get(..count.checked_mul(SIZE)?)?;
                let (all, _) = bytes.as_chunks::<SIZE>();
                let numbers = || all.iter().map(|bytes| <$whole>::from_le_bytes(*bytes));
                let (least, most) = (numbers().min().unwrap_or(0), numbers().max().unwrap_or(0));
                if !W::RANGE.contains(&least.into()) || !W::RANGE.contains(&most.into()) {
                    return None;
                }
                to.extend(numbers().map(Stored::<W>::cast));
                Some(())
            }

            fn ends(values: &[W]) -> Option<(W, W)> {
                Some((*values.iter().min()?, *values.iter().max()?))
            }
        }
    )* };
}

plain!(i32, i64);

fn pages<W: Whole, P: Plain<W>>(
    source: &Source,
    group: usize,
    column: usize,
    to: &mut [W],
) -> Result<Option<Filled>, String> {
    let mut pages = source.pages(group, column)?;
    let rows = to.len();
    let mut chunk = Chunk::new(to, source.optional(column));
    while let Some(page) = pages.get_next_page().map_err(reason)? {
        let read = match &page {
            Page::DictionaryPage { buf, num_values, encoding, .. } => {
                let plain = matches!(encoding, Encoding::PLAIN | Encoding::PLAIN_DICTIONARY);
                plain.then(|| chunk.dictionary::<P>(buf, *num_values as usize)).flatten()
            }
            Page::DataPage { buf, num_values, encoding, def_level_encoding, .. } => {
                let levels = chunk.optional.then_some(*def_level_encoding);
                levels.is_none_or(|encoding| encoding == Encoding::RLE).then_some(()).and_then(|()| {
                    let (levels, rest) = chunk.levels_before(buf)?;
                    chunk.page::<P>(levels, rest, *num_values as usize, *encoding)
                })
            }
            // Pages of the second version are rare, and the library reads them.
            Page::DataPageV2 { .. } => None,
        };
        if read.is_none() {
            return Ok(None);
        }
    }
    Ok((chunk.at == rows).then(|| chunk.done(source.group(group).0 % 64)).flatten())
}

struct Chunk<'t, W> {
    to: &'t mut [W],
    /// Rows that are read.
    at: usize,
    optional: bool,
    /// The numbers of the dictionary, in the form of the column.
    dictionary: Vec<W>,
    /// The places of the least and of the greatest of them, and whether each occurs: that tells the span of all, because
    /// writers put down what occurs. Of a dictionary that holds more, the library finds the span.
    ends: [(u32, bool); 2],
    /// Bits of the rows with a value, those that are read.
    there: Vec<u64>,
    /// The least and the greatest number that stood on a page itself.
    span: Option<(W, W)>,
    places: Vec<u32>,
    values: Vec<W>,
}

impl<'t, W: Whole> Chunk<'t, W> {
    fn new(to: &'t mut [W], optional: bool) -> Chunk<'t, W> {
        let (there, places, values) = Default::default();
        let ends = [(0, true); 2];
        Chunk { to, at: 0, optional, dictionary: Vec::new(), ends, there, span: None, places, values }
    }

    fn dictionary<P: Plain<W>>(&mut self, bytes: &[u8], count: usize) -> Option<()> {
        if !self.dictionary.is_empty() {
            return None;
        }
        P::plain(bytes, count, &mut self.dictionary)?;
        let numbered = || self.dictionary.iter().zip(0..);
        if let (Some((_, least)), Some((_, most))) = (numbered().min(), numbered().max()) {
            self.ends = [(least, false), (most, false)];
        }
        Some(())
    }

    /// The levels that stand before the values, and these.
    fn levels_before<'b>(&self, bytes: &'b [u8]) -> Option<(&'b [u8], &'b [u8])> {
        if !self.optional {
            return Some((&[], bytes));
        }
        let (length, rest) = bytes.split_first_chunk::<4>()?;
        rest.split_at_checked(u32::from_le_bytes(*length) as usize)
    }

    fn page<P: Plain<W>>(&mut self, levels: &[u8], bytes: &[u8], rows: usize, encoding: Encoding) -> Option<()> {
        let end = self.at.checked_add(rows).filter(|end| *end <= self.to.len())?;
        let mut present = rows;
        if self.optional {
            if !Hybrid::new(levels, 1)?.bits(rows, self.at, &mut self.there) {
                return None;
            }
            present = bits::count_between(&self.there, self.at, end);
        }
        match encoding {
            Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY => {
                self.places.clear();
                match bytes.split_first() {
                    Some((width, bytes)) => {
                        if !Hybrid::new(bytes, *width)?.read(present, &mut self.places) {
                            return None;
                        }
                    }
                    // A page without values may be without a width.
                    None if present == 0 => {}
                    None => return None,
                }
                self.use_places()?;
                let there = (present < rows).then_some(self.there.as_slice());
                let rows = self.to.get_mut(self.at..end)?;
                let number = |place: u32| self.dictionary.get(place as usize).copied().unwrap_or_default();
                spread(&self.places, there, self.at, rows, number);
            }
            Encoding::PLAIN => {
                self.values.clear();
                P::plain(bytes, present, &mut self.values)?;
                if let Some((least, most)) = P::ends(&self.values) {
                    let (so_least, so_most) = self.span.unwrap_or((least, most));
                    self.span = Some((so_least.min(least), so_most.max(most)));
                }
                let there = (present < rows).then_some(self.there.as_slice());
                let rows = self.to.get_mut(self.at..end)?;
                spread(&self.values, there, self.at, rows, |value| value);
            }
            _ => return None,
        }
        self.at = end;
        Some(())
    }

    /// Looks over places in the dictionary; `None` where one is outside.
    fn use_places(&mut self) -> Option<()> {
        let entries = self.dictionary.len();
        // All bits that occur: less than the number of entries proves most pages without looking for the greatest place.
        let bits = self.places.iter().fold(0, |bits, place| bits | place);
        if bits as usize >= entries && self.places.iter().max().is_some_and(|most| *most as usize >= entries) {
            return None;
        }
        for (end, occurs) in self.ends.iter_mut().filter(|(_, occurs)| !occurs) {
            *occurs = self.places.iter().fold(false, |occurs, place| occurs | (place == end));
        }
        Some(())
    }

    /// The chunk; its first row is bit `shift` of the bits. `None` where the dictionary holds ends that do not occur.
    fn done(self, shift: usize) -> Option<Filled> {
        let mut absent = Vec::new();
        if self.optional && bits::count_between(&self.there, 0, self.at) < self.at {
            absent = vec![0; (shift + self.at).div_ceil(64)];
            let missing: Vec<u64> = self.there.iter().map(|word| !word).collect();
            bits::copy(&mut absent, shift, &missing, 0, self.at);
        }
        let mut span = self.span;
        for (place, occurs) in self.ends.iter().filter(|_| !self.dictionary.is_empty()) {
            let number = *self.dictionary.get(*place as usize).filter(|_| *occurs)?;
            let (least, most) = span.unwrap_or((number, number));
            span = Some((least.min(number), most.max(number)));
        }
        let span = span.map(|(least, most)| (least.into(), most.into()));
        Some(Filled { span, absent, narrow: false })
    }
}

/// Up to so many values of 64 rows are put down one by one, and up to so many runs of values one after the other: beyond,
/// what cannot be foreseen costs more than looking at every row.
const FEW: usize = 12;
const FEW_RUNS: u32 = 6;

/// Gives the rows that have a value theirs; the first row is bit `first` of `there`, without which every row has one.
fn spread<V: Copy + Default, W: Whole>(
    values: &[V],
    there: Option<&[u64]>,
    first: usize,
    to: &mut [W],
    make: impl Fn(V) -> W,
) {
    let Some(there) = there else {
        return to.iter_mut().zip(values).for_each(|(to, value)| *to = make(*value));
    };
    let (mut values, mut bit, mut to) = (values, first, to);
    while !to.is_empty() {
        let len = (64 - bit % 64).min(to.len());
        let (own, rest) = to.split_at_mut(len);
        let mut word = there.get(bit / 64).copied().unwrap_or(0) >> (bit % 64);
        if len < 64 {
            word &= (1 << len) - 1;
        }
        let present = word.count_ones() as usize;
        let (mine, after) = values.split_at_checked(present).unwrap_or((values, &[]));
        if present == len {
            own.iter_mut().zip(mine).for_each(|(to, value)| *to = make(*value));
        } else if present <= FEW {
            own.fill(W::default());
            one_by_one(word, mine, own, &make);
        } else if (word & !(word << 1)).count_ones() <= FEW_RUNS {
            own.fill(W::default());
            run_by_run(word, mine, own, &make);
        } else {
            row_by_row(word, mine, own, &make);
        }
        values = after;
        bit += len;
        to = rest;
    }
}

fn one_by_one<V: Copy, W>(mut word: u64, values: &[V], rows: &mut [W], make: &impl Fn(V) -> W) {
    for value in values {
        if let Some(slot) = rows.get_mut(word.trailing_zeros() as usize) {
            *slot = make(*value);
        }
        word &= word.wrapping_sub(1);
    }
}

fn run_by_run<V: Copy, W>(mut word: u64, mut values: &[V], rows: &mut [W], make: &impl Fn(V) -> W) {
    while word != 0 {
        let from = word.trailing_zeros();
        let length = (word >> from).trailing_ones();
        let (own, after) = values.split_at_checked(length as usize).unwrap_or((values, &[]));
        let to = rows.get_mut(from as usize..(from + length) as usize).unwrap_or_default();
        to.iter_mut().zip(own).for_each(|(to, value)| *to = make(*value));
        values = after;
        word = word.checked_shr(from + length).and_then(|rest| rest.checked_shl(from + length)).unwrap_or(0);
    }
}

/// Which rows lack a value cannot be foreseen: no jump may depend on it.
fn row_by_row<V: Copy + Default, W: Whole>(word: u64, values: &[V], rows: &mut [W], make: &impl Fn(V) -> W) {
    let mut padded = [V::default(); 65];
    padded.iter_mut().zip(values).for_each(|(to, value)| *to = *value);
    let mut next = 0usize;
    for (row, slot) in rows.iter_mut().enumerate() {
        let here = word >> row & 1;
        *slot = make(padded.get(next).copied().unwrap_or_default()).only_if(here);
        next += here as usize;
    }
}

/// What becomes 0 without a jump.
pub(super) trait Zero {
    /// The number itself for 1, 0 for 0.
    fn only_if(self, one: u64) -> Self;
}

macro_rules! zero {
    ($($number:ty),*) => { $(
        impl Zero for $number {
            fn only_if(self, one: u64) -> $number {
                self & (0 as $number).wrapping_sub(one as $number)
            }
        }
    )* };
}

zero!(u8, i16, i32, i64, i128);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_that_has_a_value_gets_its_own() {
        let words = [
            0,
            u64::MAX,
            1,
            1 << 63,
            0x8000_0000_0000_0001,
            0x00ff_ff00_0fff_fff0,
            0x5555_5555_5555_5555,
            0x0123_4567_89ab_cdef,
            u64::MAX - 1,
            u64::MAX >> 1,
        ];
        let there: Vec<u64> = words.iter().flat_map(|a| words.iter().flat_map(move |b| [*a, *b])).collect();
        for (first, rows) in [(0, 64 * there.len()), (7, 64 * there.len() - 20), (63, 2), (64, 30)] {
            let has = |row: usize| there[(first + row) / 64] >> ((first + row) % 64) & 1 == 1;
            let values: Vec<i32> = (0..rows).filter(|row| has(*row)).map(|row| row as i32 + 1).collect();
            let mut to = vec![-1i32; rows];
            spread(&values, Some(&there), first, &mut to, |value| value);
            let expected: Vec<i32> = (0..rows).map(|row| if has(row) { row as i32 + 1 } else { 0 }).collect();
            assert_eq!(to, expected, "{rows} rows from {first}");
        }
    }
}
