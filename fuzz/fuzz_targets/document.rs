//! Any bytes give a document whose spans all lie in its source.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let document = kaocheng_syntax::document::read_bytes(data);
    for section in document.walk() {
        assert!(document.source.get(section.span.start..section.span.end).is_some());
        for provision in &section.provisions {
            assert!(document.source.get(provision.span.start..provision.span.end).is_some());
        }
        for token in &section.reading.tokens {
            assert!(document.source.get(token.span.start..token.span.end).is_some());
        }
    }
    for diagnostic in &document.diagnostics {
        assert!(document.source.get(diagnostic.span.start..diagnostic.span.end).is_some());
    }
});
