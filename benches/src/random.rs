//! Numbers that look random and depend on nothing but where they are asked for, so that any cell can be made alone.

/// A seed with the sequences that hang on it.
#[derive(Clone, Copy, Debug)]
pub struct Seed(pub u64);

impl Seed {
    /// The number of a cell: the finalizer of splitmix64 over its coordinates.
    pub fn at(self, row: u64, column: u64, turn: u64) -> u64 {
        let place = row.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (column << 8 | turn).wrapping_mul(0xD1B5_4A32_D192_ED03);
        mixed(self.0.wrapping_add(mixed(place)))
    }

    /// A number below `n`, evenly.
    pub fn below(self, n: u64, (row, column, turn): (u64, u64, u64)) -> u64 {
        let wide = u128::from(self.at(row, column, turn)) * u128::from(n);
        (wide >> 64) as u64
    }

    /// Puts a list in an order of its own (Fisher and Yates).
    pub fn shuffle<T>(self, list: &mut [T], column: u64) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at as u64 + 1, (at as u64, column, 0)) as usize);
        }
    }
}

fn mixed(x: u64) -> u64 {
    let x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}
