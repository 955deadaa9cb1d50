//! What the commands beside the office begin with: a runtime to wait in, its database and its files, as they are.

use crate::message::{Failure, Lang};
use crate::office::store::Store;
use crate::office::store::blobs::Blobs;
use crate::phrase;
use std::fmt::Display;
use std::future::Future;
use std::path::Path;

/// Runs to its end what waits for a database.
pub fn wait(work: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(broken)?.block_on(work)
}

/// The database of an office that is there.
pub async fn store(url: &str) -> Result<Store, Failure> {
    Store::look(url).await.map_err(broken)
}

/// The files of an office that are there: a folder that was mistyped must not pass for an office without files.
pub fn blobs_there(place: &str, lang: Lang) -> Result<Blobs, Failure> {
    let folder = Path::new(place.strip_prefix("file://").unwrap_or(place));
    if !place.starts_with("s3://") && !folder.is_dir() {
        return Err(Failure::Usage(phrase::OFFICE_NO_BLOBS.with(lang, &[("path", &folder.display())])));
    }
    Blobs::open(place).map_err(broken)
}

/// A reason that is told as it is.
pub fn broken(reason: impl Display) -> Failure {
    Failure::Data(reason.to_string())
}
