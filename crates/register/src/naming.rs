//! The words of a scheme for bodies and levels, and the units and bodies that they mean.

use kaocheng_engine::table::{Unit, Units};
use std::collections::HashMap;

/// Whether the words for a kind of unit mean this one: they are its level or its class. Words that join several levels
/// (县区) mean each of them.
pub(crate) fn is_kind(words: &str, unit: &Unit) -> bool {
    let own = [Some(unit.level.as_str()), unit.class.as_deref()];
    own.into_iter().flatten().any(|level| !level.is_empty() && (level == words || words.contains(level)))
}

/// Units as bodies that act.
pub(crate) struct Bodies<'u> {
    units: &'u Units,
    /// The unit of each name; `None` where several have it.
    named: HashMap<&'u str, Option<usize>>,
}

impl<'u> Bodies<'u> {
    /// The names of all units.
    pub fn new(units: &'u Units) -> Bodies<'u> {
        let mut named: HashMap<&str, Option<usize>> = HashMap::new();
        for (ix, unit) in units.all().iter().enumerate() {
            named.entry(&unit.name).and_modify(|only| *only = None).or_insert(Some(ix));
        }
        Bodies { units, named }
    }

    /// The unit that a body is, by code or else by the only unit of that name.
    pub fn find(&self, body: &str) -> Option<(usize, &'u Unit)> {
        let ix = self.units.find(body).or_else(|| self.named.get(body).copied().flatten())?;
        self.units.all().get(ix).map(|unit| (ix, unit))
    }
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
