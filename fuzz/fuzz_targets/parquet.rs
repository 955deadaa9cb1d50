//! Any bytes are a large file of figures or have problems, as Parquet and as CSV, with a list of units and without.
#![no_main]

use kaocheng_compile::plan::{Input, Plan};
use kaocheng_engine::columns::{Codes, NO_PARENT, UnitColumns};
use kaocheng_engine::crew::Alone;
use kaocheng_exchange::bulk::{read_csv, read_parquet};
use kaocheng_syntax::clause::{Feed, InputKind};
use kaocheng_syntax::span::Span;
use libfuzzer_sys::fuzz_target;

fn input(id: &str, kind: InputKind) -> Input {
    Input {
        id: id.into(),
        label: id.into(),
        kind,
        unit: None,
        item: 0,
        provider: None,
        source: None,
        bounds: (None, None),
        data_date: None,
        level: None,
        feed: Feed::Supplied,
        span: Span::default(),
    }
}

fuzz_target!(|bytes: &[u8]| {
    // Panics of the Parquet library are caught where it is called; the fuzzer must not stop at them. What is not caught
    // still ends the run.
    std::panic::set_hook(Box::new(|_| {}));
    let inputs = vec![
        input("staff", InputKind::Count),
        input("funding", InputKind::Rate),
        input("minutes", InputKind::YesNo),
        input("budget", InputKind::Amount),
        input("award", InputKind::Choice(vec!["省".into()])),
    ];
    let plan = Plan { inputs, ..Plan::default() };
    let levels = (vec![0; 40], vec![String::new()]);
    let codes = Codes::Whole((0..40).collect());
    let units = UnitColumns::new(codes, Codes::default(), levels, Default::default(), vec![NO_PARENT; 40]);
    let units = units.as_ref().ok();
    for read in [read_parquet, read_csv] {
        for given in [None, units] {
            match read("f", bytes.to_vec().into(), &plan, given, &Alone) {
                Ok(read) => assert!(read.columns.inputs.iter().all(|c| c.len() == read.columns.units.len())),
                Err(refused) => assert!(refused.errors > 0),
            }
        }
    }
});
