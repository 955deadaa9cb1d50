//! Units and figures for a plan, pushed to the ends of what is allowed.

use crate::chance::Chance;
use kaocheng_compile::plan::{Input, InputIx, Op, Plan, Reason};
use kaocheng_engine::table::{Table, UnitRow, Units, Value};
use kaocheng_syntax::clause::{InputKind, Language};
use kaocheng_syntax::exact::{Exact, parse, ratio, whole};
use num_traits::{Signed, Zero};
use std::collections::BTreeMap;

/// A unit of the generator; the unit above by its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub code: String,
    pub level: String,
    pub class: String,
    pub above: Option<String>,
}

/// Values by the input's id and label and the unit's code: they outlive sentences that are taken away.
pub type Figures = BTreeMap<(String, String), Value>;

/// Units of all levels of a scheme, of villages below them and now and then of a level that it does not name.
pub fn places(chance: &mut Chance, levels: &[&'static str], language: Language) -> Vec<Place> {
    let (village, other) = if language == Language::Chinese { ("村", "园区") } else { ("village", "zone") };
    let classes: &[&str] = match language {
        Language::Chinese => &["", "街道", "乡镇", "开发区"],
        Language::English => &["", "urban townships", "rural townships", "zones"],
    };
    let mut chain: Vec<&str> = levels.to_vec();
    if chain.is_empty() {
        chain.push(if language == Language::Chinese { "乡镇" } else { "township" });
    }
    if !chain.contains(&village) {
        chain.push(village);
    }
    if chance.once_in(4) {
        chain.insert(chance.below(chain.len() + 1), other);
    }
    let count = *chance.of(&[1, 2, 3, 5, 8, 13, 20, 30, 40, 40]);
    let mut all: Vec<(usize, Place)> = Vec::new();
    for number in 0..count {
        let depth = if number < chain.len() { number } else { chance.below(chain.len()) };
        let above: Vec<&str> = all
            .iter()
            .filter(|(d, _)| *d < depth && (*d + 1 == depth || number % 5 == 0))
            .map(|(_, p)| p.code.as_str())
            .collect();
        let above = if above.is_empty() || chance.once_in(8) { None } else { Some((*chance.of(&above)).to_owned()) };
        let place = Place {
            code: format!("U{}", (number * 7) % 41),
            level: chain[depth].to_owned(),
            class: (*chance.of(classes)).to_owned(),
            above,
        };
        all.push((depth, place));
    }
    all.into_iter().map(|(_, place)| place).collect()
}

/// The table of these figures; what is not among them is not reported.
pub fn table(plan: &Plan, places: &[Place], figures: &Figures) -> Table {
    let row = |p: &Place| UnitRow {
        code: p.code.clone(),
        name: p.code.clone(),
        level: p.level.clone(),
        class: p.class.clone(),
        parent: p.above.clone().unwrap_or_default(),
    };
    let units = Units::new(places.iter().map(row).collect()).unwrap_or_else(|e| panic!("units: {e:?}"));
    let mut table = Table::new(plan, units);
    for (ix, input) in plan.inputs.iter().enumerate() {
        for unit in 0..table.units().len() {
            let key = (name(input), table.units().all()[unit].code.clone());
            if let Some(value) = figures.get(&key).filter(|v| is_allowed(input, v)) {
                table.set(InputIx(ix), unit, value.clone());
            }
        }
    }
    table
}

/// What figures call an input.
pub fn name(input: &Input) -> String {
    match input.is_stand_in() {
        true => format!("{} (stands in)", input.label),
        false => input.label.clone(),
    }
}

/// How the figures of one input look, so that columns of every width occur.
#[derive(Clone, Copy, Debug)]
enum Texture {
    /// Near the numbers that the scheme speaks of.
    Edges,
    /// Two decimal places.
    Decimals,
    /// Small whole numbers, many of them equal.
    Small,
    /// Counts that no narrow column holds.
    Huge,
    /// Fractions without a common denominator.
    Fractions,
    /// Anything of the above.
    Mixed,
}

/// Figures for every input of a plan and every unit.
pub fn figures(chance: &mut Chance, plan: &Plan, places: &[Place]) -> Figures {
    let constants: Vec<Exact> =
        plan.nodes.iter().filter_map(|n| if let Op::Number(v) = &n.op { Some(v.clone()) } else { None }).collect();
    let absent = *chance.of(&[0, 0, 2, 5, 20]);
    let mut all = Figures::new();
    for input in &plan.inputs {
        let texture = *chance.of(&[
            Texture::Edges,
            Texture::Edges,
            Texture::Decimals,
            Texture::Decimals,
            Texture::Small,
            Texture::Small,
            Texture::Huge,
            Texture::Fractions,
            Texture::Mixed,
        ]);
        let absent = if chance.once_in(20) { 1 } else { absent };
        for place in places {
            let value = match absent > 0 && chance.once_in(absent) {
                true => Value::Missing(*chance.of(&REASONS)),
                false => value(chance, input, texture, &constants),
            };
            all.insert((name(input), place.code.clone()), value);
        }
    }
    all
}

const REASONS: [Reason; 4] = [Reason::NotReported, Reason::Refused, Reason::NotApplicable, Reason::Excused];

fn value(chance: &mut Chance, input: &Input, texture: Texture, constants: &[Exact]) -> Value {
    match &input.kind {
        InputKind::YesNo => Value::Truth(chance.once_in(2)),
        InputKind::Choice(words) => {
            let several = chance.within(0, 2);
            let mut chosen: Vec<usize> = (0..several).map(|_| chance.below(words.len())).collect();
            chosen.sort_unstable();
            chosen.dedup();
            Value::Choice(chosen)
        }
        _ => {
            let whole_only = matches!(input.kind, InputKind::Count | InputKind::Rank);
            for _ in 0..8 {
                let number = number(chance, input, texture, constants);
                let value = Value::Number(if whole_only { number.floor() } else { number });
                if is_allowed(input, &value) {
                    return value;
                }
            }
            let ends = [&input.bounds.0, &input.bounds.1].into_iter().flatten().cloned().map(Value::Number);
            ends.chain([Value::Number(whole(1))])
                .find(|v| is_allowed(input, v))
                .unwrap_or(Value::Missing(Reason::NotReported))
        }
    }
}

fn number(chance: &mut Chance, input: &Input, texture: Texture, constants: &[Exact]) -> Exact {
    let rate = input.kind == InputKind::Rate;
    match texture {
        Texture::Edges => edge(chance, input, constants),
        Texture::Decimals => ratio(chance.below(12_001) as i64, if rate { 10_000 } else { 100 }),
        Texture::Small if rate => ratio(chance.below(11) as i64, 10),
        Texture::Small => whole(chance.below(6) as i64),
        Texture::Huge => {
            let huge = [
                "1000000000",
                "1000000000000000",
                "999999999999999",
                "2147483648",
                "9223372036854775808",
                "1e0",
                "100000000000000000000000000000000000000000",
            ];
            let size = parse(huge[chance.below(huge.len())]).unwrap_or_else(|| whole(32_768));
            let spread = size + whole(chance.below(3) as i64 - 1);
            if chance.once_in(3) { spread / whole(7) } else { spread }
        }
        Texture::Fractions => {
            let below = *chance.of(&[3, 7, 13, 26, 97, 101, 1_000_003, 999_999_937]);
            ratio(chance.below(2 * below) as i64, below as i64)
        }
        Texture::Mixed => {
            let other = [Texture::Edges, Texture::Decimals, Texture::Small, Texture::Huge, Texture::Fractions];
            let chosen = *chance.of(&other);
            number(chance, input, chosen, constants)
        }
    }
}

/// On, just below or just above an end or a number of the scheme.
fn edge(chance: &mut Chance, input: &Input, constants: &[Exact]) -> Exact {
    let ends: Vec<Exact> = [&input.bounds.0, &input.bounds.1].into_iter().flatten().cloned().collect();
    let at = match chance.below(4) {
        0 if !ends.is_empty() => chance.of(&ends).clone(),
        1 => chance.of(&[Exact::zero(), whole(1), ratio(18, 26), ratio(1, 3), whole(-1), whole(100)]).clone(),
        _ if !constants.is_empty() => chance.of(constants).clone(),
        _ => Exact::zero(),
    };
    let by =
        chance.of(&[whole(0), whole(0), whole(1), ratio(1, 100), ratio(1, 10_000), ratio(1, 1_000_000_000)]).clone();
    if chance.once_in(2) { at - by } else { at + by }
}

/// Whether people may type this value for an input.
fn is_allowed(input: &Input, value: &Value) -> bool {
    let kind = &input.kind;
    match value {
        Value::Missing(_) => true,
        Value::Truth(_) => *kind == InputKind::YesNo,
        Value::Word(_) => false,
        Value::Choice(chosen) => matches!(kind, InputKind::Choice(words) if chosen.iter().all(|w| *w < words.len())),
        Value::Number(v) => {
            let within =
                input.bounds.0.as_ref().is_none_or(|l| v >= l) && input.bounds.1.as_ref().is_none_or(|m| v <= m);
            let fits = match kind {
                InputKind::YesNo | InputKind::Choice(_) => false,
                InputKind::Count => v.is_integer() && !v.is_negative(),
                InputKind::Rank => v.is_integer() && v.is_positive(),
                InputKind::Judged => !v.is_negative(),
                InputKind::Amount | InputKind::Rate => true,
            };
            within && fits
        }
    }
}
