//! Whole numbers of a few bits, one after the other, the lowest bits first.

/// Eight, or four, small numbers become one word before they are put down: a step a number would be the larger part of
/// writing a file.
pub(super) struct Packer<'o> {
    out: &'o mut Vec<u8>,
    word: u64,
    filled: u32,
}

impl<'o> Packer<'o> {
    /// Puts down numbers after what stands in `out`.
    pub fn new(out: &'o mut Vec<u8>) -> Packer<'o> {
        Packer { out, word: 0, filled: 0 }
    }

    /// Numbers of `width` bits, of which each has at least one and at most 16.
    pub fn short(&mut self, numbers: &[u16], width: u32) {
        let rest = if width <= 8 { self.groups::<8>(numbers, width) } else { self.groups::<4>(numbers, width) };
        rest.iter().for_each(|number| self.put(u64::from(*number), width));
    }

    fn groups<'n, const N: usize>(&mut self, numbers: &'n [u16], width: u32) -> &'n [u16] {
        let (groups, rest) = numbers.as_chunks::<N>();
        for group in groups {
            let mut word = 0;
            for (ix, number) in group.iter().enumerate() {
                word |= u64::from(*number) << (ix as u32 * width);
            }
            self.put(word, width * N as u32);
        }
        rest
    }

    /// A number of up to 64 bits; no bit above them is set.
    pub fn put(&mut self, number: u64, bits: u32) {
        if bits == 0 {
            return;
        }
        self.word |= number << self.filled;
        self.filled += bits;
        if self.filled >= 64 {
            self.out.extend_from_slice(&self.word.to_le_bytes());
            self.filled -= 64;
            // What did not fit; nothing where everything did.
            self.word = if self.filled == 0 { 0 } else { number >> (bits - self.filled) };
        }
    }

    /// Puts down the bytes that are not full.
    pub fn done(self) {
        let bytes = self.filled.div_ceil(8) as usize;
        self.out.extend_from_slice(self.word.to_le_bytes().get(..bytes).unwrap_or_default());
    }
}

/// A number in groups of seven bits, the lowest first.
pub(super) fn varint(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_width_comes_back() {
        for width in 1..=16u32 {
            let most = ((1u32 << width) - 1) as u16;
            let numbers: Vec<u16> = (0..77u16).map(|n| n.wrapping_mul(40_503) & most).collect();
            let mut bytes = Vec::new();
            let mut packer = Packer::new(&mut bytes);
            let (some, others) = numbers.split_at(13);
            packer.short(some, width);
            packer.short(others, width);
            packer.done();
            assert_eq!(bytes.len(), (77 * width as usize).div_ceil(8));
            let bit = |at: usize| u16::from(bytes[at / 8] >> (at % 8) & 1);
            let number = |ix: usize| (0..width as usize).map(|b| bit(ix * width as usize + b) << b).sum::<u16>();
            assert_eq!((0..77).map(number).collect::<Vec<_>>(), numbers, "{width}");
        }
    }

    #[test]
    fn numbers_of_64_bits_stand_at_any_bit() {
        let mut bytes = Vec::new();
        let mut packer = Packer::new(&mut bytes);
        packer.put(u64::MAX, 64);
        packer.put(5, 3);
        packer.put(1 << 63, 64);
        packer.done();
        assert_eq!(bytes, [[255; 8].as_slice(), &[5, 0, 0, 0, 0, 0, 0, 0, 4]].concat());
    }
}
