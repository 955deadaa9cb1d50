//! Truths (0 and 1) and reasons (0: there is a value), a byte a row.

use super::{Lane, zip};

pub(in crate::columnar) fn byte_binary(a: Lane<u8>, b: Lane<u8>, out: &mut [u8], f: impl Fn(u8, u8) -> u8 + Copy) {
    zip(a, b, out, f);
}

pub(in crate::columnar) fn byte_map(a: &[u8], out: &mut [u8], f: impl Fn(u8) -> u8 + Copy) {
    pulp::Arch::new().dispatch(|| {
        for (o, a) in out.iter_mut().zip(a) {
            *o = f(*a);
        }
    });
}

/// The first where the condition is 1, else the second.
pub(in crate::columnar) fn byte_choose(condition: &[u8], a: Lane<u8>, b: Lane<u8>, out: &mut [u8]) {
    super::choose_rows(condition, a, b, out);
}
