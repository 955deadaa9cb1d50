//! Registers of a block → parts of output columns.

use super::block::Frame;
use super::emit::{Class, Operand};
use super::kernel::{Lane, Whole};
use super::output::{Part, Slice};
use super::program::{Store, Stored};
use super::run::value_of;

/// Which rows of a part a block writes.
pub(super) enum Into<'a> {
    /// One after the other, from here on (a multiple of 64).
    Span(usize),
    /// These.
    Each(&'a [usize]),
}

impl Into<'_> {
    fn place(&self, ix: usize) -> Option<usize> {
        match self {
            Into::Span(from) => Some(from + ix),
            Into::Each(all) => all.get(ix).copied(),
        }
    }
}

/// Writes one result. `first` is the place of the part's first row among those of the section.
pub(super) fn store(frame: &Frame<'_>, one: &Store, part: &mut Part<'_>, into: &Into<'_>, first: usize) {
    match &one.value {
        Stored::Whole(whole) => number(frame, *whole, one.reason, 0, &mut part.numbers, into),
        Stored::Ratio(whole, below) => {
            number(frame, *whole, one.reason, 0, &mut part.numbers, into);
            if let Some(slice) = &mut part.below {
                number(frame, *below, one.reason, 1, slice, into);
            }
        }
        Stored::Any(arg) => {
            if let Slice::Any(all) = &mut part.numbers {
                for ix in 0..frame.len {
                    if let Some(slot) = into.place(ix).and_then(|place| all.get_mut(place)) {
                        *slot = value_of(frame, arg, ix);
                    }
                }
            }
        }
    }
    reasons(frame, one.reason, part, into, first);
}

/// Writes numbers; rows without a value hold `absent`.
fn number(frame: &Frame<'_>, whole: Operand, reason: Operand, absent: i128, slice: &mut Slice<'_>, into: &Into<'_>) {
    if let Slice::Byte(out) = slice {
        let reason = frame.byte_lane(reason);
        return write(frame.byte_lane(whole), reason, into, out, frame.len, |v| v);
    }
    match frame.class(whole) {
        Class::W32 => by_width(frame.lane::<i32>(whole), frame.byte_lane(reason), absent, slice, into, frame.len),
        Class::W64 => by_width(frame.lane::<i64>(whole), frame.byte_lane(reason), absent, slice, into, frame.len),
        _ => by_width(frame.lane::<i128>(whole), frame.byte_lane(reason), absent, slice, into, frame.len),
    }
}

fn by_width<T: Whole>(
    whole: Lane<'_, T>,
    reason: Lane<'_, u8>,
    absent: i128,
    slice: &mut Slice<'_>,
    into: &Into<'_>,
    len: usize,
) {
    macro_rules! write_as {
        ($out:expr, $t:ty) => {
            write_or(whole, reason, absent as $t, into, $out, len, |v| v.wide() as $t)
        };
    }
    match slice {
        Slice::W16(out) => write_as!(out, i16),
        Slice::W32(out) => write_as!(out, i32),
        Slice::W64(out) => write_as!(out, i64),
        Slice::W128(out) => write_as!(out, i128),
        Slice::Byte(_) | Slice::Any(_) => {}
    }
}

fn write<A: Copy + Send + Sync, B: Copy + Default + Send + Sync>(
    values: Lane<'_, A>,
    reason: Lane<'_, u8>,
    into: &Into<'_>,
    out: &mut [B],
    len: usize,
    f: impl Fn(A) -> B + Copy + Send + Sync,
) {
    write_or(values, reason, B::default(), into, out, len, f);
}

fn write_or<A: Copy + Send + Sync, B: Copy + Send + Sync>(
    values: Lane<'_, A>,
    reason: Lane<'_, u8>,
    absent: B,
    into: &Into<'_>,
    out: &mut [B],
    len: usize,
    f: impl Fn(A) -> B + Copy + Send + Sync,
) {
    let arch = pulp::Arch::new();
    match (into, values, reason) {
        (Into::Span(from), values, Lane::Same(code)) => {
            let Some(out) = out.get_mut(*from..*from + len) else { return };
            match values {
                _ if code != 0 => out.fill(absent),
                Lane::Same(v) => out.fill(f(v)),
                Lane::Rows(rows) => arch.dispatch(|| {
                    for (o, v) in out.iter_mut().zip(rows) {
                        *o = f(*v);
                    }
                }),
            }
        }
        (Into::Span(from), Lane::Rows(rows), Lane::Rows(codes)) => {
            let Some(out) = out.get_mut(*from..*from + len) else { return };
            arch.dispatch(|| {
                for ((o, v), code) in out.iter_mut().zip(rows).zip(codes) {
                    *o = if *code == 0 { f(*v) } else { absent };
                }
            });
        }
        (into, values, codes) => {
            for ix in 0..len {
                let code = at(codes, ix).unwrap_or(0);
                let value = if code == 0 { at(values, ix).map_or(absent, f) } else { absent };
                if let Some(slot) = into.place(ix).and_then(|place| out.get_mut(place)) {
                    *slot = value;
                }
            }
        }
    }
}

fn at<T: Copy>(lane: Lane<'_, T>, ix: usize) -> Option<T> {
    match lane {
        Lane::Rows(rows) => rows.get(ix).copied(),
        Lane::Same(v) => Some(v),
    }
}

/// Writes why rows have no value.
fn reasons(frame: &Frame<'_>, reason: Operand, part: &mut Part<'_>, into: &Into<'_>, first: usize) {
    let Some(bits) = part.bits.as_deref_mut() else { return };
    let codes = frame.byte_lane(reason);
    if matches!(codes, Lane::Same(0)) {
        return;
    }
    if let (Into::Span(from), Lane::Rows(codes)) = (into, codes) {
        pack(codes, bits.get_mut(from / 64..).unwrap_or_default());
        if codes.iter().all(|code| *code <= 1) {
            return;
        }
    }
    for ix in 0..frame.len {
        let code = at(codes, ix).unwrap_or(0);
        let (Some(place), Some(why)) = (into.place(ix), super::reason::reason(code)) else { continue };
        if let Some(word) = bits.get_mut(place / 64) {
            *word |= 1 << (place % 64);
        }
        if code > 1 {
            part.reasons.push(((first + place) as u32, why));
        }
    }
}

/// A bit for every byte that is not 0.
fn pack(codes: &[u8], bits: &mut [u64]) {
    for (word, codes) in bits.iter_mut().zip(codes.chunks(64)) {
        *word = codes.iter().enumerate().fold(0, |word, (ix, code)| word | u64::from(*code != 0) << ix);
    }
}
