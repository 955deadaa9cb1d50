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
    let arch = pulp::Arch::new();
    let at = |lane: &Lane<u8>, ix: usize| match lane {
        Lane::Rows(rows) => rows.get(ix).copied().unwrap_or(0),
        Lane::Same(v) => *v,
    };
    match (&a, &b) {
        (Lane::Rows(a), Lane::Rows(b)) => arch.dispatch(|| {
            for (((o, c), a), b) in out.iter_mut().zip(condition).zip(*a).zip(*b) {
                *o = if *c != 0 { *a } else { *b };
            }
        }),
        _ => {
            for (ix, (o, c)) in out.iter_mut().zip(condition).enumerate() {
                *o = if *c != 0 { at(&a, ix) } else { at(&b, ix) };
            }
        }
    }
}
