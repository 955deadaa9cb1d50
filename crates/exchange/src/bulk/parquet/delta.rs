//! Whole numbers as Parquet writes the lengths of texts: the first, and packed differences.

use super::hybrid::unpack;

/// Up to `most` numbers from 0 on, and what follows them.
pub(super) fn lengths(bytes: &[u8], most: usize) -> Option<(Vec<usize>, &[u8])> {
    let (block, rest) = number(bytes)?;
    let (minis, rest) = number(rest)?;
    let (total, rest) = number(rest)?;
    let (first, mut rest) = zigzag(rest)?;
    let total = usize::try_from(total).ok().filter(|total| *total <= most)?;
    let (block, minis) = (usize::try_from(block).ok()?, usize::try_from(minis).ok()?);
    let mini = block.checked_div(minis).filter(|mini| *mini > 0 && mini % 8 == 0)?;
    let mut lengths = Vec::with_capacity(total);
    if total > 0 {
        lengths.push(usize::try_from(first).ok()?);
    }
    let (mut last, mut differences) = (first, Vec::new());
    while lengths.len() < total {
        let (least, after) = zigzag(rest)?;
        let (widths, after) = after.split_at_checked(minis)?;
        rest = after;
        for width in widths {
            if lengths.len() == total {
                break;
            }
            if *width > 32 {
                return None;
            }
            let (packed, after) = rest.split_at_checked(mini.checked_mul(usize::from(*width))? / 8)?;
            rest = after;
            differences.clear();
            unpack(packed, u32::from(*width), mini.min(total - lengths.len()), &mut differences);
            for difference in &differences {
                last = last.checked_add(least)?.checked_add(i64::from(*difference))?;
                lengths.push(usize::try_from(last).ok()?);
            }
        }
    }
    Some((lengths, rest))
}

fn number(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let (mut number, mut rest) = (0u64, bytes);
    for shift in (0..64).step_by(7) {
        let (byte, after) = rest.split_first()?;
        rest = after;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some((number, rest));
        }
    }
    None
}

fn zigzag(bytes: &[u8]) -> Option<(i64, &[u8])> {
    let (number, rest) = number(bytes)?;
    Some(((number >> 1).cast_signed() ^ -(number & 1).cast_signed(), rest))
}
