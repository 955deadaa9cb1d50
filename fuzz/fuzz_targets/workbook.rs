//! Any bytes are a file of figures, units, findings or disputes, or have problems; what can be marked can be read again.
#![no_main]

use kaocheng_compile::plan::{Input, InputIx, Plan};
use kaocheng_engine::table::Units;
use kaocheng_exchange::disputes::read_disputes;
use kaocheng_exchange::figures::read_figures;
use kaocheng_exchange::findings::read_findings;
use kaocheng_exchange::mark::{Mark, mark_problems};
use kaocheng_exchange::units::read_units;
use kaocheng_syntax::clause::{Feed, InputKind, Language};
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
    let inputs = vec![
        input("staff", InputKind::Count),
        input("funding", InputKind::Rate),
        input("minutes", InputKind::YesNo),
        input("budget", InputKind::Amount),
    ];
    let mut plan = Plan { inputs, ..Plan::default() };
    plan.mechanism.found = vec![InputIx(0), InputIx(2), InputIx(3)];
    let imported = read_figures("f", bytes, &plan, &Units::single());
    let _ = read_units("u", bytes);
    let _ = read_findings("n", bytes, &plan, &Units::single());
    let _ = read_disputes("d", bytes, &plan, &Units::single());
    let mark = |p: &kaocheng_exchange::problem::Problem| Mark {
        place: p.place.clone(),
        severity: p.severity(),
        text: format!("{} {:?}", p.code(), p.details()),
    };
    let marks: Vec<Mark> = imported.problems.iter().map(mark).collect();
    if let Ok(marked) = mark_problems(bytes, &marks, Language::Chinese) {
        let _ = mark_problems(&marked, &[], Language::English);
    }
});
