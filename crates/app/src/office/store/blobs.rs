//! Files by the SHA-256 of their bytes, in a directory or in S3: whole or not there, and never taken for another.
//!
//! A blob is written before the act that names it, so that no act names what is not there. A blob that no act names is
//! left where it is: it costs room and nothing else.

use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use sha2::{Digest, Sha256};
use std::fmt;
use std::sync::Arc;

/// Where blobs are kept.
#[derive(Clone, Debug)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
}

/// Why a blob was not kept or given.
#[derive(Debug)]
pub enum BlobError {
    /// The name is no SHA-256 in hexadecimal.
    Name(String),
    /// There is no blob of that hash.
    Missing(String),
    /// What stands there has another hash or length: it was cut off or altered.
    Altered {
        /// The hash it should have.
        name: String,
        /// The hash it has.
        found: String,
    },
    /// There is no room for it.
    Full(String),
    /// The place cannot be used, or did not do as asked.
    Place(String),
}

impl fmt::Display for BlobError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BlobError::Name(name) => write!(f, "“{name}” is no SHA-256 in hexadecimal"),
            BlobError::Missing(name) => write!(f, "there is no blob {name}"),
            BlobError::Altered { name, found } => {
                write!(f, "blob {name} was cut off or altered: its bytes have the hash {found}")
            }
            BlobError::Full(reason) | BlobError::Place(reason) => f.write_str(reason),
        }
    }
}

impl std::error::Error for BlobError {}

impl From<object_store::Error> for BlobError {
    fn from(error: object_store::Error) -> Self {
        match super::room::is_out_of_room(&error) {
            true => BlobError::Full(error.to_string()),
            false => BlobError::Place(error.to_string()),
        }
    }
}

impl Blobs {
    /// A directory (made if it is not there), or `s3://BUCKET/PREFIX` with the credentials and the endpoint of the usual
    /// `AWS_…` variables.
    pub fn open(place: &str) -> Result<Blobs, BlobError> {
        match place.strip_prefix("s3://") {
            Some(rest) => Blobs::in_bucket(rest),
            None => Blobs::in_directory(place.strip_prefix("file://").unwrap_or(place)),
        }
    }

    fn in_bucket(rest: &str) -> Result<Blobs, BlobError> {
        // An error says that it was chosen before, which is as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let bucket = AmazonS3Builder::from_env().with_bucket_name(bucket).build()?;
        let prefix = Path::parse(prefix.trim_matches('/')).map_err(|error| BlobError::Place(error.to_string()))?;
        Ok(Blobs { store: Arc::new(PrefixStore::new(bucket, prefix)) })
    }

    fn in_directory(directory: &str) -> Result<Blobs, BlobError> {
        std::fs::create_dir_all(directory).map_err(|error| BlobError::Place(format!("{directory}: {error}")))?;
        // Files and the directories that name them reach the disk before a blob counts as kept.
        let store = LocalFileSystem::new_with_prefix(directory)?.with_fsync(true);
        Ok(Blobs { store: Arc::new(store) })
    }

    /// Keeps bytes and gives their hash. What is there whole is not written again.
    pub async fn put(&self, bytes: impl Into<PutPayload>) -> Result<String, BlobError> {
        let payload: PutPayload = bytes.into();
        let name = hash(payload.iter().map(|part| part.as_ref()));
        let size = u64::try_from(payload.content_length()).unwrap_or(u64::MAX);
        let place = place(&name)?;
        let there = self.store.head(&place).await.is_ok_and(|there| there.size == size);
        // A file of the right length can still be rotten; it is read only where writing it anew could be spared.
        if there && self.get(&name).await.is_ok() {
            return Ok(name);
        }
        self.store.put(&place, payload).await?;
        let written = self.store.head(&place).await?.size;
        if written != size {
            return Err(BlobError::Place(format!("blob {name}: {written} of {size} bytes were kept")));
        }
        Ok(name)
    }

    /// The bytes of a hash, which they have.
    pub async fn get(&self, name: &str) -> Result<Vec<u8>, BlobError> {
        let got = match self.store.get(&place(name)?).await {
            Ok(got) => got,
            Err(object_store::Error::NotFound { .. }) => return Err(BlobError::Missing(name.to_owned())),
            Err(error) => return Err(error.into()),
        };
        let bytes = got.bytes().await?;
        let found = hash([bytes.as_ref()]);
        if found != name {
            return Err(BlobError::Altered { name: name.to_owned(), found });
        }
        Ok(bytes.into())
    }

    /// How many bytes the blob of that hash has; `None`: there is none. Its bytes are looked at when they are read.
    pub async fn size(&self, name: &str) -> Result<Option<u64>, BlobError> {
        match self.store.head(&place(name)?).await {
            Ok(there) => Ok(Some(there.size)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The hashes of all blobs, in order. Unfinished files of a program that was killed are none.
    pub async fn names(&self) -> Result<Vec<String>, BlobError> {
        let mut names = Vec::new();
        let mut listing = self.store.list(None);
        while let Some(found) = std::future::poll_fn(|context| listing.as_mut().poll_next(context)).await {
            let parts: String = found?.location.parts().map(|part| part.as_ref().to_owned()).collect();
            if is_name(&parts) {
                names.push(parts);
            }
        }
        names.sort();
        Ok(names)
    }
}

/// Two digits as a directory, so that none holds too many.
fn place(name: &str) -> Result<Path, BlobError> {
    match name.split_at_checked(2) {
        Some((first, rest)) if is_name(name) => Ok(Path::from_iter([first, rest])),
        _ => Err(BlobError::Name(name.to_owned())),
    }
}

fn is_name(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The SHA-256 of these bytes, one part after the other, in hexadecimal.
fn hash<'p>(parts: impl IntoIterator<Item = &'p [u8]>) -> String {
    let mut hasher = Sha256::new();
    parts.into_iter().for_each(|part| hasher.update(part));
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
