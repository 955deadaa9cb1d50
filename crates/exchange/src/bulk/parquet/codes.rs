//! The columns that say which unit a row is of, whole: numbers or texts.

use super::source::{Holds, Source};
use super::text::texts;
use super::whole::fill;
use crate::bulk::raw::Raw;
use crate::bulk::tasks::answers;
use kaocheng_engine::crew::Crew;

/// What may be read as a code, a level, a name.
pub(super) fn is_raw(holds: Holds) -> bool {
    matches!(holds, Holds::Whole { decimals: 0, .. } | Holds::Text)
}

/// One chunk.
pub(super) fn chunk(source: &Source, group: usize, column: usize, once: bool) -> Result<Raw, String> {
    if source.holds(column) == Holds::Text {
        return texts(source, group, column, once).map(Raw::Text);
    }
    let (from, to) = source.group(group);
    let mut values = vec![0i64; to - from];
    let filled = fill(source, group, column, &mut values)?;
    if filled.narrow {
        return Err("a code beyond 64 bits".to_owned());
    }
    Ok(Raw::Whole { values, absent: filled.absent, shift: from % 64 })
}

/// All chunks of a column.
pub(super) fn column(source: &Source, column: usize, once: bool, crew: &dyn Crew) -> Result<Vec<Raw>, String> {
    answers(crew, source.groups(), |group| chunk(source, group, column, once)).into_iter().collect()
}
