//! The words of a scheme for bodies and levels, and the units and bodies that they mean.

use kaocheng_engine::table::{Unit, Units};

/// Whether the words for a kind of unit mean this one: they are its level or its class. Words that join several levels
/// (县区) mean each of them.
pub(crate) fn is_kind(words: &str, unit: &Unit) -> bool {
    let own = [Some(unit.level.as_str()), unit.class.as_deref()];
    own.into_iter().flatten().any(|level| !level.is_empty() && (level == words || words.contains(level)))
}

/// The unit that a body is, by code or else by the only unit of that name.
pub(crate) fn unit_of<'u>(body: &str, units: &'u Units) -> Option<(usize, &'u Unit)> {
    let at = |ix: usize| units.all().get(ix).map(|unit| (ix, unit));
    if let Some(ix) = units.find(body) {
        return at(ix);
    }
    let mut named = units.all().iter().enumerate().filter(|(_, unit)| unit.name == body);
    let first = named.next();
    if named.next().is_some() { None } else { first }
}

/// Whether one unit lies above another.
pub(crate) fn is_above(upper: usize, lower: usize, units: &Units) -> bool {
    let mut at = units.all().get(lower).and_then(|unit| unit.parent);
    while let Some(ix) = at {
        if ix == upper {
            return true;
        }
        at = units.all().get(ix).and_then(|unit| unit.parent);
    }
    false
}
