//! Signs of life during long work, on standard error, where a person watches.

use indicatif::{ProgressBar, ProgressStyle};
use std::time::Duration;

/// Runs `work`; a turning sign with `word` stands beside it when somebody watches. Nothing is shown elsewhere.
pub fn while_working<T>(word: &'static str, work: impl FnOnce() -> T) -> T {
    let sign = ProgressBar::new_spinner().with_message(word);
    sign.enable_steady_tick(Duration::from_millis(120));
    let result = work();
    sign.finish_and_clear();
    result
}

/// A bar over so many pieces of work, each named as it starts.
pub fn bar(pieces: u64) -> ProgressBar {
    let bar = ProgressBar::new(pieces);
    if let Ok(style) = ProgressStyle::with_template("{bar:24} {pos}/{len} {msg}") {
        bar.set_style(style);
    }
    bar
}
