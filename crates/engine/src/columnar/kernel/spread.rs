//! Bits → bytes.

/// Bits of rows from `from` on, a byte (0 or 1) each, until `out` is full; bits beyond the words are 0.
pub(in crate::columnar) fn spread(words: &[u64], from: usize, out: &mut [u8]) {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const OWN: u64 = 0x8040_2010_0804_0201;
    const BELOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    let bit = |row: usize| words.get(row / 64).map_or(0, |w| (w >> (row % 64) & 1) as u8);
    let lead = (8 - from % 8) % 8;
    let lead = lead.min(out.len());
    let (first, rest) = out.split_at_mut(lead);
    first.iter_mut().enumerate().for_each(|(ix, o)| *o = bit(from + ix));
    let from = from + lead;
    let (eights, last) = rest.as_chunks_mut::<8>();
    let done = from + eights.len() * 8;
    for (ix, eight) in eights.iter_mut().enumerate() {
        let row = from + ix * 8;
        let byte = words.get(row / 64).map_or(0, |w| w >> (row % 64) & 0xff);
        // Byte n of the product keeps bit n of the eight, and adding 127 carries it into the top.
        let kept = byte.wrapping_mul(EACH) & OWN;
        let tops = (kept & BELOW).wrapping_add(BELOW) | kept;
        *eight = (tops >> 7 & EACH).to_le_bytes();
    }
    last.iter_mut().enumerate().for_each(|(ix, o)| *o = bit(done + ix));
}

#[cfg(test)]
mod tests {
    use super::spread;

    #[test]
    fn every_bit_reaches_its_byte() {
        let words = [0x8000_0000_0000_0001, 0xdead_beef_0bad_cafe, u64::MAX, 0x0102_0408_1020_4080];
        for from in 0..80 {
            for len in 0..150 {
                let mut out = vec![9; len];
                spread(&words, from, &mut out);
                let plain = (from..from + len).map(|r| (words[r / 64] >> (r % 64) & 1) as u8);
                assert_eq!(out, plain.collect::<Vec<_>>(), "{len} from {from}");
            }
        }
    }
}
