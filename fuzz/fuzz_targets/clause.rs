//! Any text reads without a panic in both languages; what reads compiles to a sound plan and can be evaluated.
#![no_main]

use kaocheng_compile::{plan, policy::Policies, sentence};
use kaocheng_engine::reference::evaluate;
use kaocheng_engine::table::{Table, Units};
use kaocheng_syntax::clause::{self, Language};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for language in [Language::Chinese, Language::English] {
        let reading = clause::read(text, language);
        for token in &reading.tokens {
            assert!(text.get(token.span.start..token.span.end).is_some());
        }
        let compiled = sentence::compile(&reading, None, &Policies::default(), None);
        assert_eq!(plan::verify(&compiled.plan, true), Vec::new());
        evaluate(&compiled.plan, &Table::new(&compiled.plan, Units::single()));
    }
});
