//! Rows as bits in words of 64.

/// Adds so many bits of `bits`, from bit `first` on, to those of `to` from bit `at` on.
pub(super) fn copy(to: &mut [u64], at: usize, bits: &[u64], first: usize, rows: usize) {
    let word = |ix: usize| bits.get(ix).copied().unwrap_or(0);
    let mut done = 0;
    while done < rows {
        let (to_bit, own) = (at + done, first + done);
        let len = (64 - to_bit % 64).min(64 - own % 64).min(rows - done);
        set(to, to_bit, len, word(own / 64) >> (own % 64));
        done += len;
    }
}

/// Sets so many bits from bit `at` on.
pub(super) fn fill(to: &mut [u64], at: usize, rows: usize) {
    let mut done = 0;
    while done < rows {
        let len = (64 - (at + done) % 64).min(rows - done);
        set(to, at + done, len, u64::MAX);
        done += len;
    }
}

/// Up to 64 bits of one word.
fn set(to: &mut [u64], at: usize, len: usize, bits: u64) {
    let mask = if len == 64 { u64::MAX } else { (1 << len) - 1 };
    if let Some(word) = to.get_mut(at / 64) {
        *word |= (bits & mask) << (at % 64);
    }
}

/// How many are set.
pub(super) fn count(bits: &[u64]) -> usize {
    bits.iter().map(|word| word.count_ones() as usize).sum()
}

/// How many are set of those from `from` up to `to`.
pub(super) fn count_between(bits: &[u64], from: usize, to: usize) -> usize {
    let Some(own) = bits.get(from / 64..to.div_ceil(64)) else { return 0 };
    let before = own.first().map_or(0, |word| word & ((1 << (from % 64)) - 1)).count_ones();
    let after = match to % 64 {
        0 => 0,
        end => own.last().map_or(0, |word| word >> end).count_ones(),
    };
    count(own) - (before + after) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_copied_from_anywhere_to_anywhere() {
        let bits: Vec<u64> = (0..8u64).map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect();
        let bit = |all: &[u64], at: usize| all[at / 64] >> (at % 64) & 1;
        for (at, first, rows) in [(0, 0, 300), (3, 70, 190), (65, 1, 64), (127, 63, 2), (10, 5, 1)] {
            let (mut copied, mut filled) = ([0; 7], [0; 7]);
            copy(&mut copied, at, &bits, first, rows);
            fill(&mut filled, at, rows);
            for row in 0..rows {
                assert_eq!(bit(&copied, at + row), bit(&bits, first + row), "{at} {first} {row}");
                assert_eq!(bit(&filled, at + row), 1);
            }
            assert_eq!(count(&copied), (0..rows).filter(|row| bit(&bits, first + row) == 1).count());
            assert_eq!(count(&filled), rows);
            assert_eq!(count_between(&filled, at, at + rows), rows);
            assert_eq!(count_between(&filled, at + 1, at + rows), rows - 1);
            assert_eq!(count_between(&[u64::MAX; 8], at, at + rows), rows);
        }
    }
}
