//! Signs of life during long work, on standard error, where a person watches.

use indicatif::{ProgressBar, ProgressStyle};
use kaocheng_engine::crew::Crew;
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

/// Runs `work` with a crew whose tasks move a bar; `word` stands beside it. Nothing is shown where nobody watches.
pub fn watched<T>(crew: &dyn Crew, word: &str, work: impl FnOnce(&dyn Crew) -> T) -> T {
    let bar = ProgressBar::new(0).with_message(word.to_owned());
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {bar:24} {percent}% {elapsed}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    let result = work(&Watched { crew, bar: &bar });
    bar.finish_and_clear();
    result
}

/// A crew, and the bar that shows how far it is with what it was given so far.
struct Watched<'c> {
    crew: &'c dyn Crew,
    bar: &'c ProgressBar,
}

impl Crew for Watched<'_> {
    fn size(&self) -> usize {
        self.crew.size()
    }

    fn each(&self, tasks: usize, task: &(dyn Fn(usize) + Sync)) {
        self.bar.inc_length(tasks as u64);
        self.crew.each(tasks, &|own| {
            task(own);
            self.bar.inc(1);
        });
    }
}
