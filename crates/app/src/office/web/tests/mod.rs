//! An office in a folder of its own, and browsers that send it requests without a socket.

mod browser;
mod doubles;
mod forms;
mod limits;
mod people;
mod permissions;
mod programs;
mod round;
mod sessions;
mod sign_in;

pub use browser::{Answer, Browser};

use super::{Rates, Server, Settings, SetupCode};
use crate::message::Lang;
use crate::office::identity::{FactorKey, Hashing, Identity};
use crate::office::moment::Moment;
use crate::office::store::Kind;
use crate::office::trial::{OFFICER, Place, found};
use kaocheng_office::act::{Act, SecurityEvent};
use kaocheng_office::role::{Role, Seat};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

/// What everybody signs in with.
pub const PASSWORD: &str = "四个不相干的词 2026";
/// The round that there is.
pub const ROUND: &str = "2026";
/// A unit.
pub const UNIT: &str = "QH";

/// An office to try things on. Its clock stands still until it is told.
pub struct Trial {
    /// The office.
    pub server: Arc<Server>,
    /// The words of the setup code.
    pub setup: String,
    clock: Arc<AtomicI64>,
    log: Arc<Mutex<Vec<String>>>,
    // Last, because the files go with it.
    _place: Place,
}

impl Trial {
    /// Not founded yet.
    pub async fn empty(rates: Rates) -> Trial {
        let place = Place::new(Kind::asked_for());
        let (store, desk) = (place.store().await, place.desk().await);
        let identity = Identity::new(store.clone(), Hashing::cheap(), FactorKey::new([7; 32]));
        let clock = Arc::new(AtomicI64::new(1_795_600_000));
        let log = Arc::new(Mutex::new(Vec::new()));
        let (ticking, kept) = (clock.clone(), log.clone());
        let settings = Settings {
            lang: Lang::Zh,
            secure: false,
            behind_proxy: true,
            rates,
            scanner: None,
            clock: Arc::new(move || Moment::of_seconds(ticking.load(Ordering::SeqCst))),
            log: Arc::new(move |line| kept.lock().unwrap().push(line.to_owned())),
        };
        let (code, setup) = SetupCode::fresh().unwrap();
        let server = Arc::new(Server::new(desk, store, place.blobs(), identity, settings, code));
        Trial { server, setup, clock, log, _place: place }
    }

    /// Founded, with a round, and a person in every role, called by its word (`reporter`), all with `PASSWORD`.
    pub async fn founded() -> Trial {
        Trial::with(unlimited()).await
    }

    /// The same with rates.
    pub async fn with(rates: Rates) -> Trial {
        let trial = Trial::empty(rates).await;
        let desk = &trial.server.desk;
        found(desk).await;
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Public) {
            let person = role.word();
            let seat = match role {
                Role::Provider => Seat { provider: Some("县财政局".to_owned()), ..Seat::of(role) },
                _ if role.is_of_a_unit() => Seat::in_unit(role, UNIT),
                _ => Seat::of(role),
            };
            let added = Act::PersonAdded { person: person.to_owned(), name: role.names()[0].to_owned() };
            let granted = Act::SeatsGranted { person: person.to_owned(), seats: vec![seat] };
            desk.act("xi", &format!("add-{person}"), added).await.unwrap();
            desk.act("an", &format!("seat-{person}"), granted).await.unwrap();
            trial.give_password(person).await;
        }
        trial.give_password(OFFICER).await;
        trial
    }

    /// Gives a person the password of all.
    pub async fn give_password(&self, person: &str) {
        let set = self.server.identity.set_password(person, PASSWORD, None, self.server.now()).await.unwrap();
        assert_eq!(set, Ok(()));
    }

    /// Time goes by.
    pub fn pass(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::SeqCst);
    }

    /// A browser that knows nothing yet.
    pub fn browser(&self) -> Browser {
        Browser::new(&self.server)
    }

    /// A browser in which a person is signed in.
    pub async fn signed_in(&self, person: &str) -> Browser {
        let mut browser = self.browser();
        browser.get("/sign-in").await;
        let answer = browser.post("/sign-in", &[("login", person), ("password", PASSWORD)]).await;
        assert_eq!((answer.status, answer.to.as_deref()), (303, Some("/")), "{person}");
        browser
    }

    /// What the log holds.
    pub fn log(&self) -> Vec<String> {
        self.log.lock().unwrap().clone()
    }

    /// What the ledger says happened to a person's credentials. It is written beside the answer: this waits until there
    /// are as many as are looked for.
    pub async fn events(&self, person: &str, count: usize) -> Vec<SecurityEvent> {
        for _ in 0..2000 {
            let kept = self.server.desk.acts(0, 10_000).await.unwrap();
            let acts = kept.iter().map(|kept| crate::office::desk::read(kept).unwrap().act);
            let event = |act| match act {
                Act::Secured { person: of, event } if of == person => Some(event),
                _ => None,
            };
            let events: Vec<SecurityEvent> = acts.filter_map(event).collect();
            if events.len() >= count {
                return events;
            }
            tokio::task::yield_now().await;
        }
        Vec::new()
    }
}

/// Rates that no test meets by chance.
pub fn unlimited() -> Rates {
    let rate = super::limits::Rate { burst: 1_000_000, per_minute: 1_000_000 };
    Rates { address: rate, person: rate, proof: rate }
}
