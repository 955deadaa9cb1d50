//! What files call inputs and units.

use crate::words::key;
use kaocheng_compile::plan::{InputIx, Plan};
use kaocheng_engine::table::Units;
use std::collections::HashMap;

/// Inputs by id and by label.
pub(crate) struct InputNames<'p> {
    plan: &'p Plan,
    ids: HashMap<String, InputIx>,
    labels: HashMap<String, Vec<InputIx>>,
}

/// What a name stands for.
pub(crate) enum Known {
    /// One input.
    One(InputIx),
    /// Several with the same label.
    Several(Vec<String>),
    /// None.
    Nothing,
}

impl<'p> InputNames<'p> {
    pub fn new(plan: &'p Plan) -> InputNames<'p> {
        let mut names = InputNames { plan, ids: HashMap::new(), labels: HashMap::new() };
        for (ix, input) in plan.inputs.iter().enumerate() {
            names.ids.insert(key(&input.id), InputIx(ix));
            names.labels.entry(key(&input.label)).or_default().push(InputIx(ix));
        }
        names
    }

    /// The input that a header names: by id, by label, or by label with a unit or remark in brackets after it.
    pub fn find(&self, name: &str) -> Known {
        let name = key(name);
        if let Some(ix) = self.ids.get(&name) {
            return Known::One(*ix);
        }
        let bare = name.strip_suffix(')').and_then(|n| n.rsplit_once('(')).map(|(bare, _)| bare);
        match self.labels.get(&name).or_else(|| self.labels.get(bare?)).map(Vec::as_slice) {
            Some([one]) => Known::One(*one),
            Some(several) => Known::Several(several.iter().map(|ix| self.plan.inputs[ix.0].id.clone()).collect()),
            None => Known::Nothing,
        }
    }

    /// Labels and ids, for the nearest.
    pub fn all(&self) -> impl Iterator<Item = &'p str> + use<'p> {
        let plan = self.plan;
        let labels = plan.inputs.iter().map(|i| i.label.as_str());
        labels.chain(plan.inputs.iter().map(|i| i.id.as_str()))
    }
}

/// Units by code and by name.
pub(crate) struct UnitNames<'u> {
    units: &'u Units,
    codes: HashMap<String, usize>,
    names: HashMap<String, Vec<usize>>,
}

/// What a unit cell stands for.
pub(crate) enum KnownUnit {
    /// One unit.
    One(usize),
    /// Several with this name.
    Several(Vec<String>),
    /// None.
    Nothing,
}

impl<'u> UnitNames<'u> {
    pub fn new(units: &'u Units) -> UnitNames<'u> {
        let mut names = UnitNames { units, codes: HashMap::new(), names: HashMap::new() };
        for (ix, unit) in units.all().iter().enumerate() {
            names.codes.entry(key(&unit.code)).or_insert(ix);
            names.names.entry(key(&unit.name)).or_default().push(ix);
        }
        names
    }

    /// The unit with this code, else with this name.
    pub fn find(&self, text: &str) -> KnownUnit {
        if let Some(unit) = self.units.find(text.trim()) {
            return KnownUnit::One(unit);
        }
        let text = key(text);
        if let Some(unit) = self.codes.get(&text) {
            return KnownUnit::One(*unit);
        }
        match self.names.get(&text).map(Vec::as_slice) {
            Some([one]) => KnownUnit::One(*one),
            Some(several) => KnownUnit::Several(several.iter().map(|u| self.units.all()[*u].code.clone()).collect()),
            None => KnownUnit::Nothing,
        }
    }

    /// Codes and names, for the nearest.
    pub fn all(&self) -> impl Iterator<Item = &'u str> + use<'u> {
        let units = self.units.all();
        units.iter().map(|u| u.name.as_str()).chain(units.iter().map(|u| u.code.as_str()))
    }
}
