//! The rows of a comparison.

/// A parameter of a scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Parameter {
    /// The levels assessed.
    Levels,
    /// The round compared.
    Round,
    /// The reference period.
    Period,
    /// The field window.
    Field,
    /// The total points.
    Total,
    /// The choice of a policy.
    Policy,
    /// An item that only one of them has; its points.
    Item,
    /// The points of an item that both have.
    Points,
    /// How a clause scores.
    Clause,
    /// What is ruled beside points.
    Provision,
}

impl Parameter {
    /// Its name, English and Chinese.
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Parameter::Levels => ("levels assessed", "考核对象"),
            Parameter::Round => ("round", "轮次"),
            Parameter::Period => ("reference period", "考核期"),
            Parameter::Field => ("field window", "调查时间"),
            Parameter::Total => ("total points", "总分"),
            Parameter::Policy => ("policy", "口径"),
            Parameter::Item => ("item", "考核项"),
            Parameter::Points => ("points", "分值"),
            Parameter::Clause => ("clause", "计分条款"),
            Parameter::Provision => ("rule beside points", "分值以外的规定"),
        }
    }
}

/// One parameter in which two schemes differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The item, policy or list that it belongs to; empty for the scheme as a whole.
    pub place: String,
    /// Which parameter.
    pub parameter: Parameter,
    /// What the first says; `None` where it says nothing.
    pub first: Option<String>,
    /// What the second says.
    pub second: Option<String>,
}

/// The rows found so far.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) all: Vec<Difference>,
}

impl Rows {
    /// A row, if the two differ.
    pub(super) fn pair(&mut self, place: &str, parameter: Parameter, first: Option<String>, second: Option<String>) {
        if first != second {
            self.all.push(Difference { place: place.to_owned(), parameter, first, second });
        }
    }
}
