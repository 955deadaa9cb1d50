//! Instructions put in order and given room: what one group of units runs, block by block.
//!
//! The order follows the stores: each value is stored as soon as it is made, so that a block needs few registers and stays
//! in cache.

use super::emit::{Class, Emitter, Instr, Operand, Reg};
use super::lower::{AnyArg, AnyOp};

/// One step.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    /// Makes a register.
    Make(Reg),
    /// Writes a result: an index into [`Program::stores`].
    Store(usize),
}

/// A result to be written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Store {
    /// Which output.
    pub output: usize,
    pub value: Stored,
    pub reason: Operand,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Stored {
    /// A whole number or a truth.
    Whole(Operand),
    /// A whole number and its denominator.
    Ratio(Operand, Operand),
    Any(AnyArg),
}

/// What a group runs.
#[derive(PartialEq)]
pub(super) struct Program {
    pub steps: Vec<Step>,
    pub stores: Vec<Store>,
    pub code: Vec<Instr>,
    pub any: Vec<AnyOp>,
    /// The class of every register and its place among those of its class.
    pub places: Vec<(Class, usize)>,
    /// How many places each class needs.
    pub room: [usize; 5],
}

impl Program {
    pub fn new(emitter: Emitter<AnyOp>, stores: Vec<Store>) -> Program {
        let steps = schedule(&emitter, &stores);
        let (places, room) = allocate(&emitter, &steps, &stores);
        Program { steps, stores, code: emitter.code, any: emitter.any, places, room }
    }
}

/// What each store needs, just before it.
fn schedule(emitter: &Emitter<AnyOp>, stores: &[Store]) -> Vec<Step> {
    let mut made = vec![false; emitter.code.len()];
    let mut steps = Vec::with_capacity(emitter.code.len() + stores.len());
    for (ix, store) in stores.iter().enumerate() {
        // The flag says that everything a register needs has been asked for.
        let mut open: Vec<(Reg, bool)> = read_by_store(store).into_iter().rev().map(|reg| (reg, false)).collect();
        while let Some((reg, ready)) = open.pop() {
            match made.get_mut(reg.0) {
                Some(made) if !*made => {
                    if ready {
                        *made = true;
                        steps.push(Step::Make(reg));
                    } else {
                        open.push((reg, true));
                        open.extend(read_by(emitter, reg).into_iter().rev().map(|r| (r, false)));
                    }
                }
                _ => {}
            }
        }
        steps.push(Step::Store(ix));
    }
    steps
}

/// A place for every register, taken over as soon as nobody reads it any more.
fn allocate(emitter: &Emitter<AnyOp>, steps: &[Step], stores: &[Store]) -> (Vec<(Class, usize)>, [usize; 5]) {
    let reads = |step: &Step| match step {
        Step::Make(reg) => read_by(emitter, *reg),
        Step::Store(ix) => stores.get(*ix).map(read_by_store).unwrap_or_default(),
    };
    let mut last = vec![usize::MAX; emitter.code.len()];
    for (at, step) in steps.iter().enumerate() {
        for reg in reads(step) {
            if let Some(slot) = last.get_mut(reg.0) {
                *slot = at;
            }
        }
    }
    let mut places = vec![(Class::Byte, 0); emitter.code.len()];
    let mut room = [0; 5];
    let mut free: [Vec<usize>; 5] = Default::default();
    for (at, step) in steps.iter().enumerate() {
        if let Step::Make(reg) = step {
            let class = emitter.info(*reg).class;
            let (Some(free), Some(room)) = (free.get_mut(class as usize), room.get_mut(class as usize)) else {
                continue;
            };
            let place = free.pop().unwrap_or_else(|| {
                *room += 1;
                *room - 1
            });
            if let Some(slot) = places.get_mut(reg.0) {
                *slot = (class, place);
            }
        }
        let mut done = reads(step);
        done.sort_unstable();
        done.dedup();
        for reg in done.into_iter().filter(|reg| last.get(reg.0) == Some(&at)) {
            let Some((class, place)) = places.get(reg.0) else { continue };
            if let Some(free) = free.get_mut(*class as usize) {
                free.push(*place);
            }
        }
    }
    (places, room)
}

fn registers(operands: &[Operand]) -> Vec<Reg> {
    let registers = operands.iter().filter_map(|o| match o {
        Operand::Reg(reg) => Some(*reg),
        Operand::Same(_) => None,
    });
    registers.collect()
}

fn read_by_arg(arg: &AnyArg) -> Vec<Reg> {
    match arg {
        AnyArg::Fixed(_) => Vec::new(),
        AnyArg::Number(n) => registers(&[n.whole, n.below.unwrap_or(Operand::Same(1)), n.reason]),
        AnyArg::Truth(t) => registers(&[t.truth, t.reason]),
        AnyArg::Any(reg) => vec![*reg],
    }
}

fn read_by_store(store: &Store) -> Vec<Reg> {
    let mut all = match &store.value {
        Stored::Whole(v) => registers(&[*v]),
        Stored::Ratio(a, b) => registers(&[*a, *b]),
        Stored::Any(arg) => read_by_arg(arg),
    };
    all.extend(registers(&[store.reason]));
    all
}

/// The registers that the instruction of a register reads.
fn read_by(emitter: &Emitter<AnyOp>, reg: Reg) -> Vec<Reg> {
    let Some(instr) = emitter.code.get(reg.0) else { return Vec::new() };
    match instr {
        Instr::Load(_) | Instr::Reasons(_) => Vec::new(),
        Instr::Convert(a)
        | Instr::ZeroIsInapplicable(a)
        | Instr::Not(a)
        | Instr::IsAbsent(a, _)
        | Instr::IsPresent(a)
        | Instr::NumberOfAny(a, _)
        | Instr::TruthOfAny(a)
        | Instr::ReasonOfAny(a) => vec![*a],
        Instr::Linear(linear) => vec![linear.of],
        Instr::Arith(_, a, b) | Instr::Compare(_, a, b, _) | Instr::Bits(_, a, b) | Instr::Divide { a, b, .. } => {
            registers(&[*a, *b])
        }
        Instr::Choose(c, a, b) | Instr::ChooseByte(c, a, b) => {
            let mut all = vec![*c];
            all.extend(registers(&[*a, *b]));
            all
        }
        Instr::Any(ix) => match emitter.any.get(*ix) {
            Some(AnyOp::Operation { args, .. }) => args.iter().flat_map(|(_, arg)| read_by_arg(arg)).collect(),
            _ => Vec::new(),
        },
    }
}
