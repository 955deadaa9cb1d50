//! What the tests of the office stand on: stores of both kinds that are gone afterwards, and acts to take.

mod acts;
mod postgres;

pub use acts::{OFFICER, found, person};
pub use postgres::Cluster;

use crate::office::desk::Desk;
use crate::office::store::blobs::Blobs;
use crate::office::store::{Kind, Store};
use std::path::PathBuf;
use std::sync::OnceLock;

/// A store, a place for blobs and for a key, all new and gone at the end.
pub struct Place {
    /// The address of the store.
    pub url: String,
    folder: tempfile::TempDir,
}

/// The cluster that the tests of this process share.
fn shared() -> &'static Cluster {
    static SHARED: OnceLock<Cluster> = OnceLock::new();
    SHARED.get_or_init(Cluster::start)
}

impl Kind {
    /// The one that tests of pages run on: SQLite, or the one that `KAOCHENG_TEST_STORE` names, so that the same tests run
    /// on both.
    pub fn asked_for() -> Kind {
        match std::env::var("KAOCHENG_TEST_STORE").as_deref() {
            Err(_) | Ok("sqlite") => Kind::Sqlite,
            Ok("postgres") => Kind::Postgres,
            Ok(other) => panic!("KAOCHENG_TEST_STORE is sqlite or postgres, not {other}"),
        }
    }
}

impl Place {
    /// In a database of its own.
    pub fn new(kind: Kind) -> Place {
        let folder = tempfile::tempdir().unwrap();
        let url = match kind {
            Kind::Sqlite => format!("sqlite:{}", folder.path().join("office.db").display()),
            Kind::Postgres => shared().database(),
        };
        Place { url, folder }
    }

    /// Over a database that is there.
    pub fn at(url: String) -> Place {
        Place { url, folder: tempfile::tempdir().unwrap() }
    }

    /// The store.
    pub async fn store(&self) -> Store {
        Store::open(&self.url).await.unwrap()
    }

    /// A desk over the store.
    pub async fn desk(&self) -> Desk {
        Desk::open(self.store().await, self.blobs(), &self.key()).await.unwrap()
    }

    /// The file of the signing key.
    pub fn key(&self) -> PathBuf {
        self.folder.path().join("key")
    }

    /// The directory of blobs.
    pub fn blob_folder(&self) -> PathBuf {
        self.folder.path().join("blobs")
    }

    /// The blobs.
    pub fn blobs(&self) -> Blobs {
        Blobs::open(self.blob_folder().to_str().unwrap()).unwrap()
    }

    /// A file or folder of the test's own.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// Tests that hold on both stores: each becomes one test on SQLite and one on PostgreSQL.
macro_rules! on_both {
    ($($(#[$doc:meta])* async fn $name:ident($place:ident) $body:block)*) => {
        $(
            mod $name {
                #[allow(unused_imports)]
                use super::*;
                use $crate::office::store::Kind;
                use $crate::office::trial::Place;

                async fn holds($place: &Place) $body

                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn on_sqlite() {
                    holds(&Place::new(Kind::Sqlite)).await;
                }

                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn on_postgres() {
                    holds(&Place::new(Kind::Postgres)).await;
                }
            }
        )*
    };
}
pub(crate) use on_both;
