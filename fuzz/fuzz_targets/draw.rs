//! Frames and seeds as anybody may write them: read whole or refused, and a frame that reads is its own text.
#![no_main]

use kaocheng_draw::frame::Frame;
use kaocheng_draw::sample::draw;
use kaocheng_draw::seed::{PublicDigits, Seed};
use kaocheng_draw::ticket::Key;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (first, rest) = text.split_once('\n').unwrap_or((text, text));
    let seed = Seed::read(first);
    let Ok(frame) = Frame::read(rest) else { return };
    assert_eq!(frame.text(), rest);
    let Ok(seed) = seed else { return };
    let sample = draw(&frame, &Key::new(&frame.hash(), &seed, &PublicDigits::default()));
    for (stratum, drawn) in frame.strata().iter().zip(&sample.strata) {
        assert_eq!(drawn.sites().len(), stratum.sites.len().min(stratum.draw as usize));
    }
});
