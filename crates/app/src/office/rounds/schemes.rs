//! What is made from stored files and does not change as long as they do: kept by the names of the files, the newest few.

use std::sync::{Arc, Mutex, PoisonError};

/// How many are kept of what takes little room: the rounds that an office works on at one time.
const MOST: usize = 16;

/// Things by name, the one used last at the end.
pub struct Kept<T> {
    most: usize,
    things: Mutex<Vec<(String, Arc<T>)>>,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Kept::of(MOST)
    }
}

impl<T> Kept<T> {
    /// Keeps so many.
    pub fn of(most: usize) -> Kept<T> {
        Kept { most, things: Mutex::default() }
    }

    /// The thing of a name.
    pub fn get(&self, name: &str) -> Option<Arc<T>> {
        let mut all = self.things.lock().unwrap_or_else(PoisonError::into_inner);
        let at = all.iter().position(|(kept, _)| kept == name)?;
        let found = all.remove(at);
        let thing = found.1.clone();
        all.push(found);
        Some(thing)
    }

    /// Keeps a thing.
    pub fn keep(&self, name: String, thing: T) -> Arc<T> {
        let thing = Arc::new(thing);
        let mut all = self.things.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|(kept, _)| *kept != name);
        all.push((name, thing.clone()));
        if all.len() > self.most {
            all.remove(0);
        }
        thing
    }
}
