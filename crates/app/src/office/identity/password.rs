//! Passwords: Argon2id, computed beside the async threads and only a few at a time, because each takes memory and a core.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

/// How much one password costs: 19 MiB and two passes, the least that is recommended today. A small server with two cores
/// verifies about twenty a second and never holds more than `AT_ONCE` times this memory.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const AT_ONCE: usize = 4;

/// A password could not be hashed; the caller answers with an error, never with success.
#[derive(Debug)]
pub struct HashingFailed;

/// What a thread is given to do.
type Job = Box<dyn FnOnce() + Send>;

/// A turn among those whose passwords are computed; it ends when all that hold it have let go.
#[derive(Clone, Debug)]
pub struct Turn(#[allow(dead_code)] Arc<OwnedSemaphorePermit>);

/// The one place where passwords are hashed and verified.
#[derive(Clone)]
pub struct Hashing {
    turns: Arc<Semaphore>,
    jobs: Sender<Job>,
    params: Params,
    /// What a sign-in with an unknown name is verified against, so that it takes the same time.
    nobody: Arc<str>,
}

impl Hashing {
    /// With the parameters of the program.
    pub fn new() -> Result<Hashing, HashingFailed> {
        Hashing::with(MEMORY_KIB, PASSES)
    }

    /// With the least parameters there are: for tests, which sign in hundreds of times.
    #[cfg(test)]
    pub fn cheap() -> Hashing {
        Hashing::with(8, 1).unwrap()
    }

    fn with(memory: u32, passes: u32) -> Result<Hashing, HashingFailed> {
        let params = Params::new(memory, passes, 1, None).map_err(|_| HashingFailed)?;
        let nobody = hash_now(&params, &super::secret::token().map_err(|_| HashingFailed)?)?;
        let jobs = threads(AT_ONCE).map_err(|_| HashingFailed)?;
        Ok(Hashing { turns: Arc::new(Semaphore::new(AT_ONCE)), jobs, params, nobody: nobody.into() })
    }

    /// The PHC string of a password, with a salt of its own.
    pub async fn hash(&self, password: &str) -> Result<String, HashingFailed> {
        let (params, password) = (self.params.clone(), password.to_owned());
        self.in_turn(self.turn().await?, move || hash_now(&params, &password)).await?
    }

    /// Waits for its turn among those whose passwords are computed.
    pub async fn turn(&self) -> Result<Turn, HashingFailed> {
        self.turns.clone().acquire_owned().await.map(|permit| Turn(Arc::new(permit))).map_err(|_| HashingFailed)
    }

    /// Whether a password is the one of a PHC string; with `None` (no such person) it takes as long and is never right.
    pub async fn verify(&self, password: &str, kept: Option<&str>) -> Result<bool, HashingFailed> {
        let turn = self.turn().await?;
        self.verify_in(turn, password, kept).await
    }

    /// The same for somebody whose turn it is.
    pub async fn verify_in(&self, turn: Turn, password: &str, kept: Option<&str>) -> Result<bool, HashingFailed> {
        let known = kept.is_some();
        let kept = kept.unwrap_or(&self.nobody).to_owned();
        let password = password.to_owned();
        let right = self.in_turn(turn, move || verify_now(&password, &kept)).await?;
        Ok(right && known)
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        turn: Turn,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, HashingFailed> {
        let (answer, answered) = oneshot::channel();
        let job = Box::new(move || {
            // Whoever asked may have gone away; the turn is theirs until the work is done all the same.
            let _ = answer.send(work());
            drop(turn);
        });
        self.jobs.send(job).map_err(|_| HashingFailed)?;
        answered.await.map_err(|_| HashingFailed)
    }
}

/// The threads that passwords are computed on. Each takes the same memory again: any of the hundreds that a server may run
/// could otherwise be one of them, and what each has ever taken stays with the program.
fn threads(count: usize) -> std::io::Result<Sender<Job>> {
    let (jobs, waiting) = channel::<Job>();
    let waiting = Arc::new(Mutex::new(waiting));
    for _ in 0..count {
        let waiting = waiting.clone();
        let work = move || loop {
            let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
            // Nobody is left who could send one.
            let Ok(job) = next else { return };
            // What breaks fails for whoever asked, and takes no thread with it.
            let _ = catch_unwind(AssertUnwindSafe(job));
        };
        std::thread::Builder::new().name("passwords".to_owned()).spawn(work)?;
    }
    Ok(jobs)
}

fn hash_now(params: &Params, password: &str) -> Result<String, HashingFailed> {
    let salt = super::secret::bytes::<16>().map_err(|_| HashingFailed)?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
    let hash: PasswordHash = argon.hash_password_with_salt(password.as_bytes(), &salt).map_err(|_| HashingFailed)?;
    Ok(hash.to_string())
}

/// The parameters are those in the string: older passwords stay valid when the program asks for more.
fn verify_now(password: &str, kept: &str) -> bool {
    PasswordHash::new(kept).is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_verifies_against_its_hash_alone() {
        let hashing = Hashing::cheap();
        let kept = hashing.hash("青山绿水2026年").await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{kept}");
        assert!(hashing.verify("青山绿水2026年", Some(&kept)).await.unwrap());
        assert!(!hashing.verify("青山绿水2027年", Some(&kept)).await.unwrap());
    }

    #[tokio::test]
    async fn nobody_is_never_right() {
        let hashing = Hashing::cheap();
        assert!(!hashing.verify("", None).await.unwrap());
        assert!(!hashing.verify("anything", Some("not a hash")).await.unwrap());
    }

    #[tokio::test]
    async fn two_hashes_of_one_password_differ() {
        let hashing = Hashing::cheap();
        assert_ne!(hashing.hash("same password").await.unwrap(), hashing.hash("same password").await.unwrap());
    }

    #[tokio::test]
    async fn the_program_asks_for_what_is_recommended() {
        let kept = Hashing::new().unwrap().hash("same password").await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
    }
}
