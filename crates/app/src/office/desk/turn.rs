//! One look at the store for many who ask at once.

use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::Mutex;

/// Lets one look serve everybody who had asked before it began. Somebody who asks later waits for the next one: what was
/// kept between may not be missed.
#[derive(Default)]
pub struct Turn {
    asked: AtomicU64,
    served: Mutex<u64>,
}

impl Turn {
    /// Comes back after a look that began after this was called, whoever made it.
    pub async fn after<E, F: Future<Output = Result<(), E>>>(&self, look: impl FnOnce() -> F) -> Result<(), E> {
        let mine = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
        let mut served = self.served.lock().await;
        if *served >= mine {
            return Ok(());
        }
        let all = self.asked.load(Ordering::SeqCst);
        look().await?;
        *served = all;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[tokio::test]
    async fn many_who_ask_share_a_look_that_began_after_they_asked() {
        let turn = Arc::new(Turn::default());
        let looks = Arc::new(AtomicU64::new(0));
        let ask = || {
            let (turn, looks) = (turn.clone(), looks.clone());
            tokio::spawn(async move {
                let before = looks.load(Ordering::SeqCst);
                let look = || async {
                    tokio::task::yield_now().await;
                    looks.fetch_add(1, Ordering::SeqCst);
                    Ok::<(), ()>(())
                };
                turn.after(look).await.unwrap();
                assert!(looks.load(Ordering::SeqCst) > before);
            })
        };
        let asked: Vec<_> = (0..100).map(|_| ask()).collect();
        for one in asked {
            one.await.unwrap();
        }
        assert!(looks.load(Ordering::SeqCst) < 100, "{looks:?}");
        assert_eq!(turn.after(|| async { Err(7) }).await, Err(7));
    }
}
