//! Runs and bit-packed groups: how Parquet writes levels and places in a dictionary.

use crate::bulk::bits;

/// Decodes one stream after the other of numbers of `width` bits.
pub(super) struct Hybrid<'p> {
    rest: &'p [u8],
    width: u32,
}

impl<'p> Hybrid<'p> {
    /// `None` for a width that no place in a dictionary has.
    pub fn new(bytes: &'p [u8], width: u8) -> Option<Hybrid<'p>> {
        (width <= 32).then_some(Hybrid { rest: bytes, width: u32::from(width) })
    }

    /// Adds the next `wanted` numbers; `false` when there are fewer.
    pub fn read(&mut self, wanted: usize, to: &mut Vec<u32>) -> bool {
        let end = to.len() + wanted;
        to.reserve(wanted);
        while to.len() < end {
            let left = end - to.len();
            let read = match self.length() {
                Some(header) if header & 1 == 0 => self.run(header >> 1, left, to),
                Some(header) => self.packed(header >> 1, left, to),
                None => false,
            };
            if !read {
                return false;
            }
        }
        true
    }

    /// Adds the next `wanted` numbers of one bit each to bits, of which there are `have`; `false` when there are fewer.
    pub fn bits(&mut self, wanted: usize, have: usize, to: &mut Vec<u64>) -> bool {
        let end = have + wanted;
        to.resize(end.div_ceil(64), 0);
        let mut at = have;
        while at < end {
            match self.length() {
                Some(header) if header & 1 == 0 => {
                    let length = (header >> 1).min(end - at);
                    let Some((value, rest)) = self.rest.split_first() else { return false };
                    self.rest = rest;
                    if length == 0 || *value > 1 {
                        return false;
                    }
                    if *value == 1 {
                        bits::fill(to, at, length);
                    }
                    at += length;
                }
                Some(header) => {
                    let groups = header >> 1;
                    let (packed, rest) = self.rest.split_at_checked(groups).unwrap_or((self.rest, &[]));
                    self.rest = rest;
                    let length = groups.saturating_mul(8).min(end - at);
                    if length == 0 || packed.len() < length.div_ceil(8) {
                        return false;
                    }
                    let mut left = length;
                    for eight in packed.chunks(8) {
                        let mut window = [0; 8];
                        window.iter_mut().zip(eight).for_each(|(to, byte)| *to = *byte);
                        let own = left.min(64);
                        bits::copy(to, at, &[u64::from_le_bytes(window)], 0, own);
                        (at, left) = (at + own, left - own);
                    }
                }
                None => return false,
            }
        }
        true
    }

    /// A number in groups of seven bits, the lowest first.
    fn length(&mut self) -> Option<usize> {
        let mut number = 0usize;
        for shift in (0..35).step_by(7) {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn run(&mut self, length: usize, left: usize, to: &mut Vec<u32>) -> bool {
        let bytes = self.width.div_ceil(8) as usize;
        let Some((value, rest)) = self.rest.split_at_checked(bytes) else { return false };
        self.rest = rest;
        let value = value.iter().rev().fold(0u32, |n, b| n << 8 | u32::from(*b));
        to.resize(to.len() + length.min(left), value);
        length > 0
    }

    fn packed(&mut self, groups: usize, left: usize, to: &mut Vec<u32>) -> bool {
        let Some(bytes) = groups.checked_mul(self.width as usize) else { return false };
        // The last group may be cut short after the last number in it.
        let (packed, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, &[]));
        self.rest = rest;
        let numbers = groups.saturating_mul(8).min(left);
        if packed.len() < (numbers.saturating_mul(self.width as usize)).div_ceil(8) {
            return false;
        }
        unpack(packed, self.width, numbers, to);
        groups > 0
    }
}

/// Numbers of `width` bits each, the lowest bits first.
pub(super) fn unpack(packed: &[u8], width: u32, numbers: usize, to: &mut Vec<u32>) {
    let end = to.len() + numbers;
    match width {
        0 => {}
        1..=8 => packed.chunks(width as usize).take(numbers.div_ceil(8)).for_each(|eight| {
            let mut window = [0; 8];
            window.iter_mut().zip(eight).for_each(|(to, byte)| *to = *byte);
            to.extend_from_slice(&each::<8>(u64::from_le_bytes(window), width));
        }),
        9..=16 => packed.chunks(width as usize).take(numbers.div_ceil(8)).for_each(|eight| {
            let mut window = [0; 16];
            window.iter_mut().zip(eight).for_each(|(to, byte)| *to = *byte);
            let word = u128::from_le_bytes(window);
            to.extend_from_slice(&each::<4>(word as u64, width));
            to.extend_from_slice(&each::<4>((word >> (4 * width)) as u64, width));
        }),
        _ => unpack_wide(packed, width, numbers, to),
    }
    // The last group may be longer than asked; numbers of no bits are all 0.
    to.resize(end, 0);
}

/// The numbers that stand in one word.
fn each<const N: usize>(word: u64, width: u32) -> [u32; N] {
    let mask = (1u64 << width) - 1;
    std::array::from_fn(|ix| (word >> (ix as u32 * width) & mask) as u32)
}

fn unpack_wide(packed: &[u8], width: u32, numbers: usize, to: &mut Vec<u32>) {
    let mask = (1u64 << width) - 1;
    let group = width as usize;
    for eight in packed.chunks(group).take(numbers.div_ceil(8)) {
        let mut window = [0u8; 40];
        window.iter_mut().zip(eight).for_each(|(to, byte)| *to = *byte);
        let number = |ix: usize| {
            let bit = ix * group;
            let from = bit / 8;
            let bytes = window.get(from..from + 8).and_then(|b| <[u8; 8]>::try_from(b).ok()).unwrap_or_default();
            (u64::from_le_bytes(bytes) >> (bit % 8) & mask) as u32
        };
        to.extend((0..8).map(number));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_and_groups_of_every_width() {
        for width in 0..=32u8 {
            let most = if width == 32 { u32::MAX } else { (1u32 << width) - 1 };
            let numbers: Vec<u32> = (0..24u32).map(|n| n.wrapping_mul(0x9e37_79b9) & most).collect();
            let mut bytes = vec![3 << 1 | 1];
            let mut bits = vec![0u8; 3 * usize::from(width)];
            for (ix, n) in numbers.iter().enumerate() {
                for bit in 0..usize::from(width) {
                    let at = ix * usize::from(width) + bit;
                    bits[at / 8] |= ((n >> bit & 1) as u8) << (at % 8);
                }
            }
            bytes.extend(bits);
            bytes.push(5 << 1);
            bytes.extend(&most.to_le_bytes()[..usize::from(width).div_ceil(8)]);
            let (mut read, mut hybrid) = (Vec::new(), Hybrid::new(&bytes, width).unwrap());
            assert!(hybrid.read(20, &mut read) || width > 0, "{width}");
            let mut all = Vec::new();
            assert!(Hybrid::new(&bytes, width).unwrap().read(29, &mut all), "{width}");
            assert_eq!(all, numbers.into_iter().chain([most; 5]).collect::<Vec<_>>(), "{width}");
            assert!(!Hybrid::new(&bytes, width).unwrap().read(30, &mut all));
        }
    }
}
