//! Units by column.

use std::collections::HashMap;

/// The parent of a unit that has none.
pub const NO_PARENT: u32 = u32::MAX;

/// Texts of all rows: codes or names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Codes {
    /// One text after the other; row `n` ends where `ends[n]` says.
    Text {
        /// All texts, one after the other.
        text: String,
        /// Where each ends, in bytes.
        ends: Vec<usize>,
    },
    /// Whole numbers, shown as such.
    Whole(Vec<i64>),
}

impl Default for Codes {
    fn default() -> Codes {
        Codes::Text { text: String::new(), ends: Vec::new() }
    }
}

impl Codes {
    /// How many.
    pub fn len(&self) -> usize {
        match self {
            Codes::Text { ends, .. } => ends.len(),
            Codes::Whole(all) => all.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text of a row; empty outside.
    pub fn get(&self, row: usize) -> std::borrow::Cow<'_, str> {
        match self {
            Codes::Text { text, ends } => {
                let from = row.checked_sub(1).and_then(|r| ends.get(r)).copied().unwrap_or(0);
                ends.get(row).and_then(|to| text.get(from..*to)).unwrap_or_default().into()
            }
            Codes::Whole(all) => all.get(row).map(i64::to_string).unwrap_or_default().into(),
        }
    }

    /// Adds a text; whole numbers become texts.
    pub fn push(&mut self, new: &str) {
        if let Codes::Whole(all) = self {
            let all = std::mem::take(all);
            *self = Codes::default();
            all.iter().for_each(|n| self.push(&n.to_string()));
        }
        if let Codes::Text { text, ends } = self {
            text.push_str(new);
            ends.push(text.len());
        }
    }
}

/// All units, in the order of their file.
#[derive(Clone, Debug, Default)]
pub struct UnitColumns {
    codes: Codes,
    names: Codes,
    levels: Vec<u16>,
    level_names: Vec<String>,
    classes: Vec<u16>,
    class_names: Vec<String>,
    parents: Vec<u32>,
    /// How many units stand above each.
    depths: Vec<u8>,
    /// Whether any unit stands below each.
    has_below: Vec<bool>,
}

/// Why columns do not make a tree of units. Rows count from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitColumnsError {
    /// Columns of different lengths.
    Ragged,
    /// The unit above is no row.
    UnknownParent(usize),
    /// The units above it lead back to it, or it stands more than 200 units deep.
    Cycle(usize),
}

impl UnitColumns {
    /// Units from their columns: `names` may be empty; `levels` and `classes` are indexes into their names, an empty
    /// `classes` stands for none; `parents` are rows, or [`NO_PARENT`].
    pub fn new(
        codes: Codes,
        names: Codes,
        (levels, level_names): (Vec<u16>, Vec<String>),
        (classes, class_names): (Vec<u16>, Vec<String>),
        parents: Vec<u32>,
    ) -> Result<UnitColumns, UnitColumnsError> {
        let rows = codes.len();
        let fits = |len: usize| len == rows;
        let named = levels.iter().all(|l| usize::from(*l) < level_names.len())
            && classes.iter().all(|c| usize::from(*c) < class_names.len());
        if !fits(levels.len()) || !fits(parents.len()) || !named {
            return Err(UnitColumnsError::Ragged);
        }
        if !(names.is_empty() || fits(names.len())) || !(classes.is_empty() || fits(classes.len())) {
            return Err(UnitColumnsError::Ragged);
        }
        if let Some(row) = parents.iter().position(|p| *p != NO_PARENT && *p as usize >= rows) {
            return Err(UnitColumnsError::UnknownParent(row));
        }
        let depths = depths(&parents)?;
        let mut has_below = vec![false; rows];
        for parent in &parents {
            if let Some(slot) = has_below.get_mut(*parent as usize) {
                *slot = true;
            }
        }
        Ok(UnitColumns { codes, names, levels, level_names, classes, class_names, parents, depths, has_below })
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.parents.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.parents.is_empty()
    }

    /// The codes.
    pub fn codes(&self) -> &Codes {
        &self.codes
    }

    /// The names; empty where the file has none.
    pub fn names(&self) -> &Codes {
        &self.names
    }

    /// The level of every unit: an index into [`UnitColumns::level_names`].
    pub fn levels(&self) -> &[u16] {
        &self.levels
    }

    /// All levels that occur.
    pub fn level_names(&self) -> &[String] {
        &self.level_names
    }

    /// The class of every unit, an index into [`UnitColumns::class_names`]; empty where no unit has one.
    pub fn classes(&self) -> &[u16] {
        &self.classes
    }

    /// All classes that occur; an empty one stands for none.
    pub fn class_names(&self) -> &[String] {
        &self.class_names
    }

    /// The row of the unit above each, or [`NO_PARENT`].
    pub fn parents(&self) -> &[u32] {
        &self.parents
    }

    /// How many units stand above each.
    pub fn depths(&self) -> &[u8] {
        &self.depths
    }

    /// Whether any unit stands directly below each.
    pub fn has_below(&self) -> &[bool] {
        &self.has_below
    }

    /// The row of every code.
    pub fn by_code(&self) -> HashMap<String, usize> {
        (0..self.len()).map(|row| (self.codes.get(row).into_owned(), row)).collect()
    }
}

/// How many units stand above each; 201 and more is taken for a circle.
fn depths(parents: &[u32]) -> Result<Vec<u8>, UnitColumnsError> {
    const UNKNOWN: u8 = u8::MAX;
    const MOST: u8 = 200;
    let mut depths = vec![UNKNOWN; parents.len()];
    let mut path: Vec<usize> = Vec::new();
    for start in 0..parents.len() {
        // Most files name a unit after those above it.
        let above = parents.get(start).and_then(|parent| depths.get(*parent as usize)).copied();
        if let (Some(above @ ..MOST), Some(slot @ &mut UNKNOWN)) = (above, depths.get_mut(start)) {
            *slot = above + 1;
            continue;
        }
        let mut at = start;
        let mut depth = loop {
            match depths.get(at).copied() {
                Some(UNKNOWN) => {}
                Some(known) => break known + 1,
                None => break 0,
            }
            path.push(at);
            if path.len() > usize::from(MOST) {
                return Err(UnitColumnsError::Cycle(start));
            }
            at = parents.get(at).map_or(usize::MAX, |p| if *p == NO_PARENT { usize::MAX } else { *p as usize });
        };
        while let Some(row) = path.pop() {
            if depth > MOST {
                return Err(UnitColumnsError::Cycle(start));
            }
            if let Some(slot) = depths.get_mut(row) {
                *slot = depth;
            }
            depth += 1;
        }
    }
    Ok(depths)
}
