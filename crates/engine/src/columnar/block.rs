//! The registers of one block of rows, and which rows these are.

use super::emit::{Class, Operand, Reg};
use super::kernel::{Lane, Whole};
use super::program::Program;
use crate::table::Value;

/// How many rows a block has at most: the registers that are live at a time then fit the nearest cache.
pub(super) const BLOCK: usize = 1024;

/// Where the rows of a block stand in a column.
pub(super) enum At<'a> {
    /// One after the other, from here on.
    Span(usize),
    /// In runs: place in the block, first row, how many.
    Runs { runs: Vec<(usize, usize, usize)>, rows: &'a [u32] },
    /// Anywhere.
    List(&'a [u32]),
}

impl<'a> At<'a> {
    /// The form that reads these ascending rows fastest.
    pub fn of(rows: &'a [u32]) -> At<'a> {
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return At::Span(0) };
        let (first, last) = (*first as usize, *last as usize);
        if last - first + 1 == rows.len() {
            return At::Span(first);
        }
        if last - first > 4 * rows.len() {
            return At::List(rows);
        }
        let mut runs: Vec<(usize, usize, usize)> = Vec::new();
        for (place, row) in rows.iter().enumerate() {
            match runs.last_mut() {
                Some((_, start, len)) if *start + *len == *row as usize => *len += 1,
                _ => runs.push((place, *row as usize, 1)),
            }
        }
        if runs.len() * 3 > rows.len() { At::List(rows) } else { At::Runs { runs, rows } }
    }
}

/// The registers of a block.
pub(super) struct Frame<'p> {
    program: &'p Program,
    pub len: usize,
    bytes: Vec<Vec<u8>>,
    w32: Vec<Vec<i32>>,
    w64: Vec<Vec<i64>>,
    w128: Vec<Vec<i128>>,
    any: Vec<Vec<Value>>,
    /// Room for what a load passes over.
    pub scratch: Vec<u8>,
}

/// Numbers of one width, as the frame keeps them.
pub(super) trait Kept: Whole {
    fn shelf<'f>(frame: &'f Frame<'_>) -> &'f [Vec<Self>];
    fn shelf_mut<'f>(frame: &'f mut Frame<'_>) -> &'f mut [Vec<Self>];
}

macro_rules! kept {
    ($($t:ty, $field:ident);*) => {$(
        impl Kept for $t {
            fn shelf<'f>(frame: &'f Frame<'_>) -> &'f [Vec<Self>] {
                &frame.$field
            }
            fn shelf_mut<'f>(frame: &'f mut Frame<'_>) -> &'f mut [Vec<Self>] {
                &mut frame.$field
            }
        }
    )*};
}
kept!(i32, w32; i64, w64; i128, w128);

impl<'p> Frame<'p> {
    pub fn new(program: &'p Program) -> Frame<'p> {
        fn shelf<T: Clone>(program: &Program, class: Class, empty: T) -> Vec<Vec<T>> {
            vec![vec![empty; BLOCK]; program.room.get(class as usize).copied().unwrap_or(0)]
        }
        Frame {
            program,
            len: 0,
            bytes: shelf(program, Class::Byte, 0),
            w32: shelf(program, Class::W32, 0),
            w64: shelf(program, Class::W64, 0),
            w128: shelf(program, Class::W128, 0),
            any: shelf(program, Class::Any, Value::Truth(false)),
            scratch: Vec::new(),
        }
    }

    fn place(&self, reg: Reg) -> (Class, usize) {
        self.program.places.get(reg.0).copied().unwrap_or((Class::Byte, usize::MAX))
    }

    pub fn class(&self, operand: Operand) -> Class {
        match operand {
            Operand::Reg(reg) => self.place(reg).0,
            Operand::Same(v) => super::emit::class_of(v, v),
        }
    }

    pub fn numbers<T: Kept>(&self, reg: Reg) -> &[T] {
        T::shelf(self).get(self.place(reg).1).and_then(|all| all.get(..self.len)).unwrap_or_default()
    }

    pub fn lane<T: Kept>(&self, operand: Operand) -> Lane<'_, T> {
        match operand {
            Operand::Reg(reg) => Lane::Rows(self.numbers(reg)),
            Operand::Same(v) => Lane::Same(T::of(v)),
        }
    }

    pub fn bytes(&self, reg: Reg) -> &[u8] {
        self.bytes.get(self.place(reg).1).and_then(|all| all.get(..self.len)).unwrap_or_default()
    }

    pub fn byte_lane(&self, operand: Operand) -> Lane<'_, u8> {
        match operand {
            Operand::Reg(reg) => Lane::Rows(self.bytes(reg)),
            Operand::Same(v) => Lane::Same(v as u8),
        }
    }

    pub fn any(&self, reg: Reg) -> &[Value] {
        self.any.get(self.place(reg).1).and_then(|all| all.get(..self.len)).unwrap_or_default()
    }

    /// Fills a register of numbers; no instruction reads the register that it makes.
    pub fn make<T: Kept>(&mut self, reg: Reg, fill: impl FnOnce(&Self, &mut [T])) {
        let (_, place) = self.place(reg);
        let Some(mut out) = T::shelf_mut(self).get_mut(place).map(std::mem::take) else { return };
        let len = self.len;
        if let Some(rows) = out.get_mut(..len) {
            fill(self, rows);
        }
        if let Some(slot) = T::shelf_mut(self).get_mut(place) {
            *slot = out;
        }
    }

    pub fn make_bytes(&mut self, reg: Reg, fill: impl FnOnce(&Self, &mut [u8])) {
        let (_, place) = self.place(reg);
        let Some(mut out) = self.bytes.get_mut(place).map(std::mem::take) else { return };
        if let Some(rows) = out.get_mut(..self.len) {
            fill(self, rows);
        }
        if let Some(slot) = self.bytes.get_mut(place) {
            *slot = out;
        }
    }

    pub fn make_any(&mut self, reg: Reg, mut value: impl FnMut(&Self, usize) -> Value) {
        let (_, place) = self.place(reg);
        let Some(mut out) = self.any.get_mut(place).map(std::mem::take) else { return };
        for (ix, slot) in out.iter_mut().take(self.len).enumerate() {
            *slot = value(self, ix);
        }
        if let Some(slot) = self.any.get_mut(place) {
            *slot = out;
        }
    }
}
