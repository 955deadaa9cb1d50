//! The office as a server: what every request can reach.

use super::answer::Trouble;
use super::limits::{Limits, Rates};
use super::section::{Entry, Section};
use super::setup::SetupCode;
use crate::message::Lang;
use crate::office::assess::Checking;
use crate::office::desk::Desk;
use crate::office::identity::Identity;
use crate::office::moment::Moment;
use crate::office::rounds::{Kept, Rounds};
use crate::office::scan::Scanner;
use crate::office::store::Store;
use crate::office::store::blobs::Blobs;
use kaocheng_office::act::{Act, SecurityEvent};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Where the time comes from; in tests, from the test.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;
/// Where a line of the log goes.
pub type Log = Arc<dyn Fn(&str) + Send + Sync>;

/// Room for large bodies, in kilobytes: four of the largest folders, or a hundred and more files of evidence. Each stands in
/// memory about twice while it is taken in.
pub const ROOM_FOR_BODIES: u32 = 256 << 10;

/// How the office is served.
#[derive(Clone)]
pub struct Settings {
    /// The language where a browser says nothing.
    pub lang: Lang,
    /// People reach it over TLS.
    pub secure: bool,
    /// A proxy in front says where requests come from.
    pub behind_proxy: bool,
    /// How often one may ask.
    pub rates: Rates,
    /// What looks for viruses in files before they are taken.
    pub scanner: Option<Scanner>,
    /// The time.
    pub clock: Clock,
    /// The log.
    pub log: Log,
}

/// Everything that a request can reach.
pub struct Server {
    /// Where acts are taken and the state is read.
    pub desk: Desk,
    /// The database.
    pub store: Store,
    /// Files.
    pub blobs: Blobs,
    /// What is done to rounds as a whole: schemes, figures held against them, points.
    pub rounds: Rounds,
    /// What pages show of computations.
    pub results: Kept<super::pages::Told>,
    /// What the public sees of schemes: how each was read, by text and language.
    pub checkings: Kept<Checking>,
    /// Who people are.
    pub identity: Identity,
    /// How the office is served.
    pub settings: Settings,
    /// Opens the first page of all.
    pub setup: SetupCode,
    pub(super) limits: Limits,
    /// Room in memory for large bodies, in kilobytes: more of them wait to be read.
    pub(super) bodies: Arc<Semaphore>,
    pub(super) sections: Vec<Section>,
}

impl Server {
    /// With all pages of the office.
    pub fn new(
        desk: Desk,
        store: Store,
        blobs: Blobs,
        identity: Identity,
        settings: Settings,
        setup: SetupCode,
    ) -> Server {
        let (limits, sections) = (Limits::default(), super::pages::all());
        let rounds = Rounds::new(desk.clone(), blobs.clone());
        let bodies = Arc::new(Semaphore::new(ROOM_FOR_BODIES as usize));
        let (results, checkings) = (Kept::default(), Kept::default());
        Server { rounds, results, checkings, desk, store, blobs, identity, settings, setup, limits, bodies, sections }
    }

    /// The places in the navigation.
    pub fn entries(&self) -> impl Iterator<Item = Entry> + '_ {
        self.sections.iter().flat_map(|s| s.entries.iter().copied())
    }

    /// The time.
    pub fn now(&self) -> Moment {
        (self.settings.clock)()
    }

    /// Takes an act to the desk.
    pub async fn act(&self, by: &str, id: &str, act: Act) -> Result<u64, Trouble> {
        let accepted = self.desk.act(by, id, act).await?;
        Ok(accepted.seq)
    }

    /// Writes into the ledger what concerns somebody's credentials. It goes its own way: an answer takes the same time
    /// whether there is such a person or not, and what was done to credentials is done even if this cannot be written.
    pub fn secured(self: &Arc<Server>, by: &str, person: &str, event: SecurityEvent) {
        let (server, by, person) = (self.clone(), by.to_owned(), person.to_owned());
        tokio::spawn(async move {
            let Ok(id) = crate::office::identity::secret::token() else { return };
            if let Err(trouble) = server.act(&by, &id[..32], Act::Secured { person, event }).await {
                (server.settings.log)(&format!("not in the ledger: {event:?}: {trouble:?}"));
            }
        });
    }
}
