//! Tasks that each give an answer.

use kaocheng_engine::crew::Crew;
use std::sync::Mutex;

/// The answers of all tasks, in the order of the tasks.
pub(super) fn answers<T: Send>(crew: &dyn Crew, tasks: usize, task: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let slots: Vec<Mutex<Option<T>>> = (0..tasks).map(|_| Mutex::new(None)).collect();
    crew.each(tasks, &|ix| {
        let answer = task(ix);
        if let Some(Ok(mut slot)) = slots.get(ix).map(Mutex::lock) {
            *slot = Some(answer);
        }
    });
    slots.into_iter().filter_map(|slot| slot.into_inner().ok().flatten()).collect()
}

/// The answers of tasks that use up what they are given.
pub(super) fn answers_of<G: Send, T: Send>(crew: &dyn Crew, given: Vec<G>, task: impl Fn(G) -> T + Sync) -> Vec<T> {
    let given: Vec<Mutex<Option<G>>> = given.into_iter().map(|g| Mutex::new(Some(g))).collect();
    let taken = answers(crew, given.len(), |ix| {
        let own = given.get(ix)?.lock().ok()?.take()?;
        Some(task(own))
    });
    taken.into_iter().flatten().collect()
}
