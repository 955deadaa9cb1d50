//! Any document compiles to a sound plan, and formatting it does not change its meaning.
#![no_main]

use kaocheng_compile::plan;
use kaocheng_compile::scheme::{Options, compile};
use kaocheng_syntax::document;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let compiled = compile(&document::read(text), &Options::default());
    assert_eq!(plan::verify(&compiled.plan, false), Vec::new());
    plan::hash(&compiled.plan);
});
