//! How long the way from text to scores takes: parse, compile and reference-score of an office-sized scheme, and a scheme
//! of 60 leaves over 10,000 units. `make bench` prints the figures; `benches/README.md` keeps them by commit.

use kaocheng_compile::plan::{InputIx, Plan};
use kaocheng_compile::scheme::{Options, compile};
use kaocheng_engine::results::score;
use kaocheng_engine::table::{Table, UnitRow, Units, Value};
use kaocheng_syntax::clause::InputKind;
use kaocheng_syntax::document::{self, Document};
use kaocheng_syntax::exact::{ratio, whole};
use std::hint::black_box;

const COUNTY: &str = include_str!("../../../examples/county-2016/scheme.md");

fn main() {
    divan::main();
}

/// A scheme of 60 items in six forms, as an office would write it.
fn sixty_leaves() -> String {
    let mut text = String::from("---\ncode: bench\n---\n# 基准\n");
    for group in 0..10 {
        text.push_str(&format!("\n## {}、第{}部分(36分)\n", group + 1, group + 1));
        let leaves = [
            "台账健全的,计6分。",
            "每配备1名工作人员,计2分,计满6分为止。",
            "每发现1处问题扣0.5分,扣完为止。",
            "完成率达到90%的,计6分;每降低1个百分点,扣0.2分;低于60%的,不计分。",
            "覆盖率90%以上的,得6分;80%以上不满90%的,得4分;60%以上不满80%的,得2分;不满60%的,不得分。",
            "迟报的,每次扣1分,扣完为止。",
        ];
        for (ix, leaf) in leaves.iter().enumerate() {
            text.push_str(&format!("\n### {}. 项目{}(6分)\n\n{leaf}\n", ix + 1, ix + 1));
        }
    }
    text
}

fn plan_of(document: &Document) -> Plan {
    compile(document, &Options::default()).plan
}

/// Figures for every unit, from a fixed sequence.
fn table(plan: &Plan, units: usize) -> Table {
    let level = plan.head.level.clone().unwrap_or_default();
    let row = |n: usize| UnitRow {
        code: format!("{n:05}"),
        name: format!("单位{n}"),
        level: level.clone(),
        class: String::new(),
        parent: String::new(),
    };
    let units = Units::new((0..units).map(row).collect()).unwrap_or_default();
    let count = units.len();
    let mut table = Table::new(plan, units);
    let mut state = 1u64;
    for (ix, input) in plan.inputs.iter().enumerate() {
        for unit in 0..count {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            let n = (state >> 33) as i64;
            let value = match &input.kind {
                InputKind::YesNo => Value::Truth(n % 4 != 0),
                InputKind::Rate => Value::Number(ratio(n % 10_001, 10_000)),
                InputKind::Choice(words) => Value::Choice(vec![n as usize % words.len().max(1)]),
                _ => Value::Number(whole(n % 7)),
            };
            table.set(InputIx(ix), unit, value);
        }
    }
    table
}

#[divan::bench]
fn parse_county_2016() -> Document {
    document::read(black_box(COUNTY))
}

#[divan::bench]
fn compile_county_2016(bencher: divan::Bencher) {
    let document = document::read(COUNTY);
    bencher.bench(|| plan_of(black_box(&document)));
}

#[divan::bench]
fn score_county_2016_28_units(bencher: divan::Bencher) {
    let plan = plan_of(&document::read(COUNTY));
    let table = table(&plan, 28);
    bencher.bench(|| score(black_box(&plan), black_box(&table)));
}

#[divan::bench]
fn parse_and_compile_60_leaves() -> Plan {
    plan_of(&document::read(black_box(&sixty_leaves())))
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn score_60_leaves_10_000_units(bencher: divan::Bencher) {
    let plan = plan_of(&document::read(&sixty_leaves()));
    let table = table(&plan, 10_000);
    bencher.bench_local(|| score(black_box(&plan), black_box(&table)));
}
