//! Rates held against their denominators: 91.5 % of 20 is no possible rate.

use super::Import;
use crate::problem::{Kind, Place};
use crate::workbook::Cell;
use kaocheng_compile::plan::{InputIx, Op, Plan};
use kaocheng_engine::table::Value;
use kaocheng_syntax::clause::InputKind;
use kaocheng_syntax::exact::{Exact, finite_decimal, is_whole, round_half_up, show, show_percent, whole};
use num_traits::{Signed, Zero};

/// Whether some whole number out of `denominator` gives `rate` when it is rounded as `rate` was: to as many places of a
/// percent as it has. What cannot be told (a denominator that is not a positive whole number) is possible.
pub fn possible_ratio(rate: &Exact, denominator: &Exact) -> bool {
    let percent = rate * whole(100);
    let (Some(decimal), true) = (finite_decimal(&percent), is_whole(denominator) && denominator.is_positive()) else {
        return true;
    };
    let places = decimal.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let Ok(places) = u32::try_from(places) else { return true };
    let near = (rate * denominator).floor();
    [near.clone(), near + whole(1)].iter().any(|part| {
        let shown = part / denominator * whole(100);
        round_half_up(&shown, places) == percent
    })
}

/// The rates just below and above that the denominator can give, in percent to two places.
fn nearest_ratios(rate: &Exact, denominator: &Exact) -> String {
    let below = (rate * denominator).floor();
    let percent = |part: &Exact| {
        let shown = round_half_up(&(part / denominator * whole(100)), 2);
        format!("{}/{} = {}%", show(part), show(denominator), show(&shown))
    };
    let above = &below + whole(1);
    format!("{}, {}", percent(&below), percent(&above))
}

/// Inputs of a plan that it multiplies: a rate and the whole that the rate is of.
pub fn rates_with_denominators(plan: &Plan) -> Vec<(InputIx, InputIx)> {
    let input = |id: &kaocheng_compile::plan::NodeId| match plan.nodes.get(id.0).map(|n| &n.op) {
        Some(Op::Input(ix)) => Some(*ix),
        _ => None,
    };
    let kind = |ix: InputIx| plan.inputs.get(ix.0).map(|i| &i.kind);
    let mut pairs = Vec::new();
    for node in &plan.nodes {
        let Op::Mul(factors) = &node.op else { continue };
        let inputs: Vec<InputIx> = factors.iter().filter_map(input).collect();
        if let [a, b] = inputs[..] {
            match (kind(a), kind(b)) {
                (Some(InputKind::Rate), Some(InputKind::Count)) => pairs.push((a, b)),
                (Some(InputKind::Count), Some(InputKind::Rate)) => pairs.push((b, a)),
                _ => {}
            }
        }
    }
    pairs
}

/// Inputs of a plan that it divides: part and whole, counted in the same thing.
fn parts_and_wholes(plan: &Plan) -> Vec<(InputIx, InputIx)> {
    let input = |id: &kaocheng_compile::plan::NodeId| match plan.nodes.get(id.0).map(|n| &n.op) {
        Some(Op::Input(ix)) => Some(*ix),
        _ => None,
    };
    let same = |a: InputIx, b: InputIx| {
        let (a, b) = (&plan.inputs[a.0], &plan.inputs[b.0]);
        a.kind == b.kind && a.unit == b.unit && matches!(a.kind, InputKind::Count | InputKind::Amount)
    };
    let divisions = plan.nodes.iter().filter_map(|node| match &node.op {
        Op::Div(a, b) => Some((input(a)?, input(b)?)),
        _ => None,
    });
    divisions.filter(|(a, b)| same(*a, *b)).collect()
}

impl Import<'_> {
    /// A rate of a long file with its denominator in the same row.
    pub(super) fn ratio_beside(&mut self, input: InputIx, unit: usize, value: &Value, beside: &Cell, place: &Place) {
        let denominator = match beside {
            Cell::Text(text) => kaocheng_syntax::exact::parse(text),
            other => other.number(),
        };
        if self.plan.inputs[input.0].kind == InputKind::Rate
            && let (Some(rate), Some(denominator)) = (value.number(), denominator)
        {
            self.impossible(unit, rate, &denominator, place);
        }
    }

    fn impossible(&mut self, unit: usize, rate: &Exact, denominator: &Exact, place: &Place) {
        if !possible_ratio(rate, denominator) {
            let kind = Kind::ImpossibleRatio {
                unit: self.units.all()[unit].code.clone(),
                rate: show_percent(rate),
                denominator: show(denominator),
                nearest: nearest_ratios(rate, denominator),
            };
            self.problem(place.clone(), kind);
        }
    }

    /// All pairs of the plan whose two figures are in the file.
    pub(super) fn ratios(&mut self) {
        for (rate, denominator) in rates_with_denominators(self.plan) {
            for (unit, rate, denominator, place) in self.both(rate, denominator) {
                self.impossible(unit, &rate, &denominator, &place);
            }
        }
        for (part, all) in parts_and_wholes(self.plan) {
            for (unit, part, all, place) in self.both(part, all) {
                if part > all && !all.is_zero() {
                    let unit = self.units.all()[unit].code.clone();
                    let kind = Kind::NumeratorOverDenominator { unit, numerator: show(&part), denominator: show(&all) };
                    self.problem(place, kind);
                }
            }
        }
    }

    /// The units for which the file has numbers for both inputs, with the place of the first.
    fn both(&self, a: InputIx, b: InputIx) -> Vec<(usize, Exact, Exact, Place)> {
        let number = |input: InputIx, unit: usize| {
            let (at, place) = self.at.get(&(input, unit))?;
            Some((self.changes.get(*at)?.value.number()?.clone(), place.clone()))
        };
        let pair = |unit: usize| {
            let (first, place) = number(a, unit)?;
            Some((unit, first, number(b, unit)?.0, place))
        };
        (0..self.units.len()).filter_map(pair).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kaocheng_syntax::exact::ratio;

    #[test]
    fn a_rate_must_be_a_whole_number_of_its_denominator() {
        let possible = |n, d, of| possible_ratio(&ratio(n, d), &whole(of));
        assert!(!possible(915, 1000, 20), "91.5 % of 20 is 18.3");
        assert!(possible(90, 100, 20));
        assert!(possible(9231, 10000, 26), "24 of 26 is 92.307… %");
        assert!(possible(692, 1000, 26), "18 of 26 is 69.23… %");
        assert!(!possible(691, 1000, 26));
        assert!(possible(69, 100, 26), "69 % is 18 of 26, rounded");
        assert!(possible(1, 1, 7));
        assert!(possible(0, 1, 7));
        assert!(possible(18, 26, 26), "exactly");
        assert!(possible_ratio(&ratio(915, 1000), &ratio(41, 2)), "half a village cannot be judged");
        assert!(possible_ratio(&ratio(915, 1000), &whole(0)));
    }
}
