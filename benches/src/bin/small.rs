//! `small`: what an office meets, as one line of JSON in seconds: a scheme of 300 items from text to plan, and 10,000 rounds
//! of 30 units of examples/childcare-2026, each with other figures, scored again in one process by both evaluators.

use kaocheng_bench::random::Seed;
use kaocheng_compile::plan::{InputIx, Plan};
use kaocheng_compile::scheme::{Options, compile};
use kaocheng_engine::columnar;
use kaocheng_engine::columns::columns_of;
use kaocheng_engine::crew::Alone;
use kaocheng_engine::results;
use kaocheng_engine::table::{Table, UnitRow, Units, Value};
use kaocheng_syntax::clause::InputKind;
use kaocheng_syntax::document;
use kaocheng_syntax::exact::{ratio, whole};
use std::hint::black_box;
use std::time::{Duration, Instant};

const CHILDCARE: &str = include_str!("../../../examples/childcare-2026/scheme.md");
const ITEMS: usize = 300;
const ROUNDS: usize = 10_000;
const UNITS: usize = 30;

fn main() {
    let text = scheme();
    let mut compiles: Vec<Duration> = Vec::new();
    for _ in 0..9 {
        let started = Instant::now();
        let plan = compile(&document::read(black_box(&text)), &Options::default()).plan;
        compiles.push(started.elapsed());
        assert!(plan.items.len() > ITEMS, "{} items", plan.items.len());
    }
    compiles.sort_unstable();
    let plan = compile(&document::read(CHILDCARE), &Options::default()).plan;
    let mut table = Table::new(&plan, units(&plan));
    let (mut by_columns, mut by_reference) = (Duration::ZERO, Duration::ZERO);
    for round in 0..ROUNDS {
        fill(&plan, &mut table, round as u64);
        let started = Instant::now();
        let columns = columns_of(&plan, &table).unwrap_or_default();
        black_box(columnar::score(&plan, &columns, &Alone));
        by_columns += started.elapsed();
        let started = Instant::now();
        black_box(results::score(&plan, &table));
        by_reference += started.elapsed();
    }
    println!(
        "{{\"compile_300\": {:.4}, \"rounds_by_columns\": {:.3}, \"rounds_by_reference\": {:.3}}}",
        compiles.get(compiles.len() / 2).copied().unwrap_or_default().as_secs_f64(),
        by_columns.as_secs_f64(),
        by_reference.as_secs_f64()
    );
}

/// A scheme of 300 items in six forms.
fn scheme() -> String {
    let mut text = String::from("---\ncode: small\n---\n# 基准\n");
    let items = [
        "台账健全的,计6分。",
        "每配备1名工作人员,计2分,计满6分为止。",
        "每发现1处问题扣0.5分,扣完为止。",
        "完成率达到90%的,计6分;每降低1个百分点,扣0.2分;低于60%的,不计分。",
        "覆盖率90%以上的,得6分;80%以上不满90%的,得4分;60%以上不满80%的,得2分;不满60%的,不得分。",
        "迟报的,每次扣1分,扣完为止。",
    ];
    for part in 1..=ITEMS / items.len() {
        text.push_str(&format!("\n## {part}、第{part}部分(36分)\n"));
        for (ix, item) in items.iter().enumerate() {
            text.push_str(&format!("\n### {}. 项目{}(6分)\n\n{item}\n", ix + 1, ix + 1));
        }
    }
    text
}

fn units(plan: &Plan) -> Units {
    let row = |n: usize| UnitRow {
        code: format!("{n:05}"),
        name: format!("单位{n}"),
        level: plan.head.level.clone().unwrap_or_default(),
        class: String::new(),
        parent: String::new(),
    };
    Units::new((0..UNITS).map(row).collect()).unwrap_or_default()
}

/// The figures of a round.
fn fill(plan: &Plan, table: &mut Table, round: u64) {
    for (ix, input) in plan.inputs.iter().enumerate() {
        for unit in 0..UNITS {
            let n = Seed(round).below(1 << 30, (unit as u64, ix as u64, 0)) as i64;
            let value = match &input.kind {
                InputKind::YesNo => Value::Truth(n % 4 != 0),
                InputKind::Rate => Value::Number(ratio(n % 10_001, 10_000)),
                InputKind::Choice(words) => Value::Choice(vec![n as usize % words.len().max(1)]),
                _ => Value::Number(whole(n % 7)),
            };
            table.set(InputIx(ix), unit, value);
        }
    }
}
