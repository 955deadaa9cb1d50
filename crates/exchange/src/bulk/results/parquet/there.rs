//! Which rows of a column chunk have a value, and how Parquet writes it: levels of one bit, in runs or as they are.

use super::pack::varint;
use crate::bulk::bits;

/// A bit a row, set where there is a value.
pub(in crate::bulk::results) struct There {
    words: Vec<u64>,
    rows: usize,
}

impl There {
    /// None of so many rows has a value yet.
    pub fn nowhere(rows: usize) -> There {
        There { words: vec![0; rows.div_ceil(64)], rows }
    }

    /// Rows from `from` up to `to` have values.
    pub fn all(&mut self, from: usize, to: usize) {
        bits::fill(&mut self.words, from, to - from);
    }

    /// Rows from `from` on are as so many bits say, of which the first is bit `first` of `own`.
    pub fn copy(&mut self, from: usize, own: &[u64], first: usize, rows: usize) {
        bits::copy(&mut self.words, from, own, first, rows);
    }

    /// How many rows have a value.
    pub fn count(&self) -> usize {
        bits::count(&self.words)
    }

    /// The level of every row, for the library.
    pub fn levels(&self) -> Vec<i16> {
        let words = self.words.iter().flat_map(|word| (0..64).map(move |bit| (word >> bit & 1) as i16));
        words.take(self.rows).collect()
    }

    /// Writes the levels behind their length.
    pub fn write(&self, out: &mut Vec<u8>) {
        let start = out.len();
        out.extend_from_slice(&[0; 4]);
        let mut rest = self.words.as_slice();
        let mut rows = self.rows;
        while !rest.is_empty() {
            let (like, len) = stretch(rest);
            let (own, after) = rest.split_at_checked(len).unwrap_or((rest, &[]));
            rest = after;
            let own_rows = (64 * len).min(rows);
            rows -= own_rows;
            match like {
                Some(level) => {
                    varint((own_rows as u64) << 1, out);
                    out.push(level);
                }
                None => {
                    let bytes = own_rows.div_ceil(8);
                    varint((bytes as u64) << 1 | 1, out);
                    let end = out.len() + bytes;
                    own.iter().for_each(|word| out.extend_from_slice(&word.to_le_bytes()));
                    out.truncate(end);
                }
            }
        }
        let length = u32::try_from(out.len() - start - 4).unwrap_or(u32::MAX).to_le_bytes();
        if let Some(slot) = out.get_mut(start..start + 4) {
            slot.copy_from_slice(&length);
        }
    }
}

/// The words at the beginning that are all of one kind: only ones, only zeros, or anything else. The last word of a chunk
/// that ends within it is full of ones only where it is a mixture with the zeros after its end.
fn stretch(words: &[u64]) -> (Option<u8>, usize) {
    let like = |word: &u64| match *word {
        0 => Some(0),
        u64::MAX => Some(1),
        _ => None,
    };
    let first = words.first().and_then(like);
    (first, words.iter().take_while(|word| like(word) == first).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_runs_where_they_can_be() {
        let mut there = There::nowhere(200);
        there.all(0, 128);
        there.all(130, 131);
        let mut out = Vec::new();
        there.write(&mut out);
        // A run of 128 ones, 64 rows as they are, a run of eight zeros.
        assert_eq!(out, [14, 0, 0, 0, 0x80, 2, 1, 17, 4, 0, 0, 0, 0, 0, 0, 0, 16, 0]);
    }
}
