//! The figures of one input, taken bucket by bucket → its column.

use super::part::Bucket;
use crate::bulk::join::{self, Joined};
use crate::bulk::piece::{MOST_DECIMALS, of_table};
use crate::bulk::raw::ABSENT;
use crate::problem::LISTED;
use kaocheng_compile::plan::Input;
use kaocheng_engine::columns::{Absent, Column, Numbers};
use kaocheng_engine::table::Value;
use kaocheng_syntax::clause::InputKind;
use kaocheng_syntax::exact::Exact;
use num_bigint::BigInt;

/// A column in the making.
#[derive(Debug)]
pub(in crate::bulk) struct Filling {
    rows: usize,
    numbers: Filled,
    /// Bits of the rows that have a figure.
    seen: Vec<u64>,
    /// What came for rows that had a figure.
    pub twice: Twice,
    /// Some row of the file holds what is no value of the input.
    pub wrong: bool,
}

/// Figures for rows that had one already.
#[derive(Debug, Default)]
pub(in crate::bulk) struct Twice {
    /// The first of the rows, as many as are told one by one.
    pub units: Vec<u32>,
    /// How many of the figures beyond those are other than the first, and how many are not.
    pub conflicting: usize,
    pub repeated: usize,
}

impl Twice {
    fn add(&mut self, unit: usize, same: bool) {
        if self.units.len() < LISTED {
            self.units.push(u32::try_from(unit).unwrap_or(u32::MAX));
        } else if same {
            self.repeated += 1;
        } else {
            self.conflicting += 1;
        }
    }
}

#[derive(Debug)]
enum Filled {
    /// No figure so far.
    Nothing,
    I32(Vec<i32>, u8),
    I64(Vec<i64>, u8),
    Table {
        values: Vec<Value>,
        at: Vec<u32>,
    },
}

impl Filling {
    pub fn new(rows: usize) -> Filling {
        Filling { rows, numbers: Filled::Nothing, seen: Vec::new(), twice: Twice::default(), wrong: false }
    }

    /// Puts the figures of a bucket in. Of two for one row the first stays.
    pub fn take(&mut self, bucket: &Bucket) {
        self.wrong |= bucket.wrong;
        if bucket.units.is_empty() {
            return;
        }
        self.seen.resize(self.rows.div_ceil(64), 0);
        if !bucket.table.is_empty() || !self.fits(bucket) {
            return self.take_table(bucket);
        }
        let Filling { numbers, seen, twice, .. } = self;
        match numbers {
            Filled::I32(column, _) => put(bucket, seen, |unit, value, new| match column.get_mut(unit) {
                Some(slot) if new => *slot = value as i32,
                Some(slot) => twice.add(unit, i64::from(*slot) == value),
                None => {}
            }),
            Filled::I64(column, decimals) => {
                let more = 10i64.pow(u32::from(*decimals - bucket.decimals));
                put(bucket, seen, |unit, value, new| match column.get_mut(unit) {
                    Some(slot) if new => *slot = value * more,
                    Some(slot) => twice.add(unit, *slot == value * more),
                    None => {}
                });
            }
            Filled::Nothing | Filled::Table { .. } => {}
        }
    }

    /// Makes the column wide enough for the numbers of a bucket; `false` when only a table can hold all.
    fn fits(&mut self, bucket: &Bucket) -> bool {
        let narrow = bucket.values.iter().all(|v| i32::try_from(*v).is_ok());
        match &self.numbers {
            Filled::Table { .. } => return false,
            Filled::Nothing if narrow => self.numbers = Filled::I32(vec![0; self.rows], bucket.decimals),
            Filled::Nothing => self.numbers = Filled::I64(vec![0; self.rows], bucket.decimals),
            Filled::I32(_, decimals) if narrow && *decimals == bucket.decimals => {}
            Filled::I32(column, decimals) => {
                self.numbers = Filled::I64(column.iter().map(|v| i64::from(*v)).collect(), *decimals);
            }
            Filled::I64(..) => {}
        }
        let Filled::I64(column, decimals) = &mut self.numbers else { return true };
        let common = (*decimals).max(bucket.decimals);
        let more = |from: u8| 10i64.checked_pow(u32::from(common - from)).filter(|_| common <= MOST_DECIMALS + 8);
        let (Some(ours), Some(theirs)) = (more(*decimals), more(bucket.decimals)) else { return false };
        let fit = |values: &[i64], more: i64| more == 1 || values.iter().all(|v| v.checked_mul(more).is_some());
        if !fit(column, ours) || !fit(&bucket.values, theirs) {
            return false;
        }
        if ours > 1 {
            column.iter_mut().for_each(|v| *v *= ours);
            *decimals = common;
        }
        true
    }

    fn take_table(&mut self, bucket: &Bucket) {
        self.become_table();
        let Filling { numbers: Filled::Table { values, at }, seen, twice, .. } = self else { return };
        let place = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let first = values.len();
        let places = if bucket.table.is_empty() {
            let power = BigInt::from(10).pow(u32::from(bucket.decimals));
            let number = |v: &i64| Value::Number(Exact::new(BigInt::from(*v), power.clone()));
            values.extend(bucket.values.iter().map(number));
            (0..bucket.values.len()).map(|n| place(first + n)).collect::<Vec<_>>()
        } else {
            values.extend(bucket.table.iter().cloned());
            bucket.values.iter().map(|v| place(first).saturating_add(u32::try_from(*v).unwrap_or(u32::MAX))).collect()
        };
        let mut places = places.into_iter();
        put(bucket, seen, |unit, _, new| {
            let own = places.next().unwrap_or(ABSENT);
            match at.get_mut(unit) {
                Some(slot) if new => *slot = own,
                Some(slot) => twice.add(unit, values.get(*slot as usize) == values.get(own as usize)),
                None => {}
            }
        });
    }

    fn become_table(&mut self) {
        let table = |values: Vec<i64>, decimals: u8| {
            let power = BigInt::from(10).pow(u32::from(decimals));
            let at = (0..u32::try_from(values.len()).unwrap_or(u32::MAX)).collect();
            let number = |v: i64| Value::Number(Exact::new(BigInt::from(v), power.clone()));
            Filled::Table { values: values.into_iter().map(number).collect(), at }
        };
        self.numbers = match std::mem::replace(&mut self.numbers, Filled::Nothing) {
            Filled::Nothing => Filled::Table { values: Vec::new(), at: vec![0; self.rows] },
            Filled::I32(column, decimals) => table(column.into_iter().map(i64::from).collect(), decimals),
            Filled::I64(column, decimals) => table(column, decimals),
            table => table,
        };
    }

    /// The column.
    pub fn done(self, input: &Input) -> Joined {
        let rows = self.rows;
        let mut missing: Vec<u64> = self.seen.iter().map(|word| !word).collect();
        if let (Some(last), rest @ 1..) = (missing.last_mut(), rows % 64) {
            *last &= (1 << rest) - 1;
        }
        let (numbers, decimals) = match self.numbers {
            Filled::Nothing => return Joined { column: Column::missing(rows), span: None },
            Filled::Table { values, at } => return table_column(values, at, &missing),
            Filled::I32(column, decimals) => (Numbers::I32(column), decimals),
            Filled::I64(column, decimals) => (Numbers::I64(column), decimals),
        };
        let absent = Absent::new(missing, Vec::new());
        let span = match &numbers {
            Numbers::I32(column) => span(column, &absent),
            Numbers::I64(column) => span(column, &absent),
            _ => None,
        };
        let bounds = join::bounds(span, &absent);
        let column = Column { numbers, scale: 10i128.pow(u32::from(decimals)), bounds, absent };
        let joined = match input.kind {
            InputKind::Count | InputKind::Rank | InputKind::YesNo if decimals > 0 => join::whole(column, span),
            _ => Joined { column, span },
        };
        if input.kind == InputKind::YesNo { join::truths(joined) } else { joined }
    }
}

/// Gives every figure of a bucket to `take`, with whether it is the first of its row.
fn put(bucket: &Bucket, seen: &mut [u64], mut take: impl FnMut(usize, i64, bool)) {
    for (unit, value) in bucket.units.iter().zip(&bucket.values) {
        let unit = *unit as usize;
        let bit = 1u64 << (unit % 64);
        let new = match seen.get_mut(unit / 64) {
            Some(word) => {
                let new = *word & bit == 0;
                *word |= bit;
                new
            }
            None => false,
        };
        take(unit, *value, new);
    }
}

fn span<T: Copy + Ord + Into<i128>>(column: &[T], absent: &Absent) -> Option<(i128, i128)> {
    let mut span: Option<(T, T)> = None;
    let mut take = |least: Option<T>, most: Option<T>| {
        if let (Some(least), Some(most)) = (least, most) {
            span = Some(span.map_or((least, most), |(l, m)| (l.min(least), m.max(most))));
        }
    };
    for (at, rows) in column.chunks(64).enumerate() {
        match absent.bits().get(at).copied().unwrap_or(0) {
            0 => take(rows.iter().min().copied(), rows.iter().max().copied()),
            absent => {
                let present = || rows.iter().enumerate().filter(|(row, _)| absent >> row & 1 == 0).map(|(_, v)| *v);
                take(present().min(), present().max());
            }
        }
    }
    span.map(|(least, most)| (least.into(), most.into()))
}

fn table_column(values: Vec<Value>, mut at: Vec<u32>, missing: &[u64]) -> Joined {
    for (row, place) in at.iter_mut().enumerate() {
        if missing.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1) {
            *place = ABSENT;
        }
    }
    join::join(vec![of_table(values, at).0])
}
