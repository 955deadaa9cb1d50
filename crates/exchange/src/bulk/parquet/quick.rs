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
    Ok((chunk.at == rows).then(|| chunk.done(source.group(group).0 % 64)))
}

struct Chunk<'t, W> {
    to: &'t mut [W],
    /// Rows that are read.
    at: usize,
    optional: bool,
    /// The numbers of the dictionary, in the form of the column, after the one that stands for none.
    dictionary: Vec<W>,
    /// Which of them occur.
    used: Vec<bool>,
    /// How many do not, so far.
    unused: usize,
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
        let (dictionary, used) = (vec![W::default()], vec![false]);
        Chunk { to, at: 0, optional, dictionary, used, unused: 0, there, span: None, places, values }
    }

    fn dictionary<P: Plain<W>>(&mut self, bytes: &[u8], count: usize) -> Option<()> {
        if self.dictionary.len() > 1 {
            return None;
        }
        P::plain(bytes, count, &mut self.dictionary)?;
        self.used.resize(self.dictionary.len(), false);
        self.unused = self.dictionary.len() - 1;
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

    /// Places in the file's dictionary → in ours; `None` where one is outside.
    fn use_places(&mut self) -> Option<()> {
        let entries = self.dictionary.len() - 1;
        // All bits that occur: less than the number of entries proves most pages without looking for the greatest place.
        let bits = self.places.iter().fold(0, |bits, place| bits | place);
        if bits as usize >= entries && self.places.iter().max().is_some_and(|most| *most as usize >= entries) {
            return None;
        }
        self.places.iter_mut().for_each(|place| *place += 1);
        if self.unused > 0 {
            for place in &self.places {
                if let Some(used @ false) = self.used.get_mut(*place as usize) {
                    *used = true;
                    self.unused -= 1;
                }
            }
        }
        Some(())
    }

    /// The chunk; its first row is bit `shift` of the bits.
    fn done(self, shift: usize) -> Filled {
        let mut absent = Vec::new();
        if self.optional && bits::count_between(&self.there, 0, self.at) < self.at {
            absent = vec![0; (shift + self.at).div_ceil(64)];
            let missing: Vec<u64> = self.there.iter().map(|word| !word).collect();
            bits::copy(&mut absent, shift, &missing, 0, self.at);
        }
        let mut span = self.span;
        for (number, used) in self.dictionary.iter().zip(self.used) {
            if used {
                let (least, most) = span.unwrap_or((*number, *number));
                span = Some((least.min(*number), most.max(*number)));
            }
        }
        Filled { span: span.map(|(least, most)| (least.into(), most.into())), absent, narrow: false }
    }
}

/// Gives the rows that have a value theirs; the first row is bit `first` of `there`, without which every row has one.
fn spread<V: Copy + Default + Zero, W: Whole>(
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
        } else {
            // Which rows lack a value cannot be foreseen: no jump may depend on it.
            let mut padded = [V::default(); 65];
            padded.iter_mut().zip(mine).for_each(|(to, value)| *to = *value);
            let mut next = 0usize;
            for (row, slot) in own.iter_mut().enumerate() {
                let here = word >> row & 1;
                *slot = make(padded.get(next).copied().unwrap_or_default().only_if(here));
                next += here as usize;
            }
        }
        values = after;
        bit += len;
        to = rest;
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

zero!(u8, i16, i32, i64, i128, u32);
