//! Runs a program over a block of rows.

use super::block::{At, Frame, Kept};
use super::emit::{Bits, Class, Instr, Operand, Reg, Source, is_of};
use super::kernel::{self, Lane, Quick};
use super::load::{load, load_truth, reasons};
use super::lower::{AnyArg, AnyOp};
use super::program::{Program, Step, Store};
use super::reason;
use super::rep::{Number, Truth};
use super::scores::ScoreColumn;
use crate::columns::{Column, Columns};
use crate::reference::operation;
use crate::table::Value;
use kaocheng_compile::plan::{NodeId, Reason};
use kaocheng_syntax::exact::Exact;
use num_bigint::BigInt;
use num_traits::ToPrimitive;

/// Columns that a program reads, and where the rows of the block stand in them.
pub(super) struct Sources<'a> {
    pub columns: &'a Columns,
    pub earlier: &'a dyn Fn(NodeId) -> Option<&'a ScoreColumn>,
}

/// Where a block stands in the figures, and in columns of its section.
pub(super) struct Position<'a> {
    pub rows: At<'a>,
    pub places: At<'a>,
}

impl<'a> Position<'a> {
    fn of(&self, source: Source) -> &At<'a> {
        match source {
            Source::Input(_) => &self.rows,
            Source::Node(_) | Source::Denominator(_) => &self.places,
        }
    }
}

impl<'a> Sources<'a> {
    fn column(&self, source: Source) -> Option<&'a Column> {
        match source {
            Source::Input(ix) => self.columns.inputs.get(ix),
            Source::Node(node) => (self.earlier)(node).map(|c| &c.values),
            Source::Denominator(node) => (self.earlier)(node).and_then(|c| c.denominators.as_ref()),
        }
    }
}

/// Runs every step; `store` writes what is to be kept.
pub(super) fn run(
    program: &Program,
    frame: &mut Frame<'_>,
    sources: &Sources<'_>,
    position: &Position<'_>,
    store: &mut dyn FnMut(&Frame<'_>, &Store),
) {
    for step in &program.steps {
        match step {
            Step::Make(reg) => make(program, frame, sources, position, *reg),
            Step::Store(ix) => {
                if let Some(one) = program.stores.get(*ix) {
                    store(frame, one);
                }
            }
        }
    }
}

fn make(program: &Program, frame: &mut Frame<'_>, sources: &Sources<'_>, position: &Position<'_>, reg: Reg) {
    let (Some(instr), Some((class, _))) = (program.code.get(reg.0), program.places.get(reg.0)) else { return };
    let at = |source: Source| position.of(source);
    match (instr, class) {
        (Instr::Load(source), Class::Byte) => {
            if let Some(column) = sources.column(*source) {
                frame.make_bytes(reg, |_, out| load_truth(column, at(*source), out));
            }
        }
        (Instr::Load(source), class) => {
            let Some(column) = sources.column(*source) else { return };
            match class {
                Class::W32 => frame.make(reg, |_, out: &mut [i32]| load(column, at(*source), out)),
                Class::W64 => frame.make(reg, |_, out: &mut [i64]| load(column, at(*source), out)),
                _ => frame.make(reg, |_, out: &mut [i128]| load(column, at(*source), out)),
            }
        }
        (Instr::Reasons(source), _) => {
            let Some(column) = sources.column(*source) else { return };
            let mut scratch = std::mem::take(&mut frame.scratch);
            frame.make_bytes(reg, |_, out| reasons(&column.absent, at(*source), &mut scratch, out));
            frame.scratch = scratch;
        }
        (Instr::Compare(op, a, b, width), _) => match width {
            Class::W32 => frame.make_bytes(reg, |f, out| kernel::compare(*op, f.lane::<i32>(*a), f.lane(*b), out)),
            Class::W64 => frame.make_bytes(reg, |f, out| kernel::compare(*op, f.lane::<i64>(*a), f.lane(*b), out)),
            _ => frame.make_bytes(reg, |f, out| kernel::compare(*op, f.lane::<i128>(*a), f.lane(*b), out)),
        },
        (Instr::Any(ix), _) => {
            if let Some(op) = program.any.get(*ix) {
                any(frame, sources, position, reg, op);
            }
        }
        (_, Class::W32) => quick_number::<i32>(frame, reg, instr),
        (_, Class::W64) => quick_number::<i64>(frame, reg, instr),
        (_, Class::W128) => number::<i128>(frame, reg, instr),
        (_, _) => bytes(frame, reg, instr),
    }
}

fn quick_number<T: Kept + Quick>(frame: &mut Frame<'_>, reg: Reg, instr: &Instr) {
    match instr {
        Instr::Divide { how, a, b, quick: true } => {
            frame.make(reg, |f, out: &mut [T]| kernel::divide_quick(*how, f.lane(*a), f.lane(*b), out));
        }
        _ => number::<T>(frame, reg, instr),
    }
}

fn number<T: Kept>(frame: &mut Frame<'_>, reg: Reg, instr: &Instr) {
    frame.make(reg, |f, out: &mut [T]| match instr {
        Instr::Arith(op, a, b) => kernel::arith(*op, f.lane(*a), f.lane(*b), out),
        Instr::Linear(linear) => kernel::linear(*linear, f.numbers(linear.of), out),
        Instr::Divide { how, a, b, .. } => kernel::divide(*how, f.lane(*a), f.lane(*b), out),
        Instr::Choose(c, a, b) => kernel::choose(f.bytes(*c), f.lane(*a), f.lane(*b), out),
        Instr::Convert(a) => match f.class(Operand::Reg(*a)) {
            Class::W32 => kernel::convert(f.numbers::<i32>(*a), out, |v| T::of(v.into())),
            Class::W64 => kernel::convert(f.numbers::<i64>(*a), out, |v| T::of(v.into())),
            _ => kernel::convert(f.numbers::<i128>(*a), out, |v| T::of(v)),
        },
        Instr::NumberOfAny(a, scale) => {
            for (out, value) in out.iter_mut().zip(f.any(*a)) {
                *out = T::of(whole_over(value, *scale).unwrap_or(0));
            }
        }
        _ => {}
    });
}

/// A value as a whole number over a scale, if it is one.
fn whole_over(value: &Value, scale: i128) -> Option<i128> {
    (value.number()? * Exact::from_integer(BigInt::from(scale))).to_integer().to_i128()
}

fn bytes(frame: &mut Frame<'_>, reg: Reg, instr: &Instr) {
    frame.make_bytes(reg, |f, out| match instr {
        Instr::Bits(op, a, b) => {
            let (a, b) = (f.byte_lane(*a), f.byte_lane(*b));
            match op {
                Bits::And => kernel::byte_binary(a, b, out, |a, b| a & b),
                Bits::Or => kernel::byte_binary(a, b, out, |a, b| a | b),
                Bits::AndNot => kernel::byte_binary(a, b, out, |a, b| a & (b ^ 1)),
                Bits::FirstReason => kernel::byte_binary(a, b, out, |a, b| if a != 0 { a } else { b }),
            }
        }
        Instr::ChooseByte(c, a, b) => kernel::byte_choose(f.bytes(*c), f.byte_lane(*a), f.byte_lane(*b), out),
        Instr::Not(a) => kernel::byte_map(f.bytes(*a), out, |v| v ^ 1),
        Instr::IsPresent(a) => kernel::byte_map(f.bytes(*a), out, |v| u8::from(v == 0)),
        Instr::IsAbsent(a, kind) => {
            let yes: [u8; 5] = std::array::from_fn(|code| u8::from(is_of(code as u8, *kind)));
            let [_, one, two, three, four] = yes;
            kernel::byte_map(f.bytes(*a), out, |v| {
                (u8::from(v == 1) & one)
                    | (u8::from(v == 2) & two)
                    | (u8::from(v == 3) & three)
                    | (u8::from(v == 4) & four)
            });
        }
        Instr::ZeroIsInapplicable(a) => {
            let code = reason::code(Reason::NotApplicable);
            let a = Operand::Reg(*a);
            match f.class(a) {
                Class::W32 => zero_is(f.lane::<i32>(a), code, out),
                Class::W64 => zero_is(f.lane::<i64>(a), code, out),
                _ => zero_is(f.lane::<i128>(a), code, out),
            }
        }
        Instr::TruthOfAny(a) => {
            out.iter_mut().zip(f.any(*a)).for_each(|(o, v)| *o = u8::from(v.truth() == Some(true)));
        }
        Instr::ReasonOfAny(a) => out.iter_mut().zip(f.any(*a)).for_each(|(o, v)| {
            *o = match v {
                Value::Missing(why) => reason::code(*why),
                _ => 0,
            };
        }),
        _ => {}
    });
}

fn zero_is<T: kernel::Whole>(a: Lane<'_, T>, code: u8, out: &mut [u8]) {
    let Lane::Rows(rows) = a else { return };
    kernel::convert(rows, out, |v| if v == T::default() { code } else { 0 });
}

fn any(frame: &mut Frame<'_>, sources: &Sources<'_>, position: &Position<'_>, reg: Reg, op: &AnyOp) {
    match op {
        AnyOp::Load(source) => {
            let Some(column) = sources.column(*source) else { return };
            let at = position.of(*source);
            let place = |ix: usize| match at {
                At::Span(from) => from + ix,
                At::Runs { rows, .. } | At::List(rows) => rows.get(ix).map_or(usize::MAX, |row| *row as usize),
            };
            frame.make_any(reg, |_, ix| column.value(place(ix)));
        }
        AnyOp::Operation { op, args } => frame.make_any(reg, |f, ix| {
            let values: Vec<Value> = args.iter().map(|(_, arg)| value_of(f, arg, ix)).collect();
            let of = |id: NodeId| args.iter().position(|(node, _)| *node == id).and_then(|at| values.get(at));
            operation(op, &|id| of(id).unwrap_or(&Value::Missing(Reason::NotReported)))
        }),
    }
}

/// The value of an operand in one row of the block.
pub(super) fn value_of(frame: &Frame<'_>, arg: &AnyArg, ix: usize) -> Value {
    let byte = |operand: Operand| match frame.byte_lane(operand) {
        Lane::Rows(rows) => rows.get(ix).copied().unwrap_or(0),
        Lane::Same(v) => v,
    };
    let missing = |operand: Operand| reason::reason(byte(operand)).map(Value::Missing);
    match arg {
        AnyArg::Fixed(value) => value.clone(),
        AnyArg::Any(reg) => frame.any(*reg).get(ix).cloned().unwrap_or(Value::Missing(Reason::NotReported)),
        AnyArg::Truth(Truth { truth, reason }) => missing(*reason).unwrap_or(Value::Truth(byte(*truth) != 0)),
        AnyArg::Number(Number { whole, below, scale, reason }) => missing(*reason).unwrap_or_else(|| {
            let below = below.map_or(1, |b| whole_at(frame, b, ix)).max(1);
            let numerator = BigInt::from(whole_at(frame, *whole, ix));
            Value::Number(Exact::new(numerator, BigInt::from(below) * BigInt::from(*scale)))
        }),
    }
}

fn whole_at(frame: &Frame<'_>, operand: Operand, ix: usize) -> i128 {
    fn at<T: kernel::Whole>(lane: Lane<'_, T>, ix: usize) -> i128 {
        match lane {
            Lane::Rows(rows) => rows.get(ix).copied().unwrap_or_default().wide(),
            Lane::Same(v) => v.wide(),
        }
    }
    match (operand, frame.class(operand)) {
        (Operand::Same(v), _) => v,
        (_, Class::W32) => at(frame.lane::<i32>(operand), ix),
        (_, Class::W64) => at(frame.lane::<i64>(operand), ix),
        _ => at(frame.lane::<i128>(operand), ix),
    }
}
