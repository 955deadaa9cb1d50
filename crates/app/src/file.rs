//! Files in and out: whole or not at all, with words for whatever goes wrong.

use crate::message::{Failure, Lang};
use crate::phrase;
use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

/// Larger files are not schemes, lists or figures.
const LARGEST: u64 = 256 << 20;

/// Reads a file that the person named on the command line: one that is not there is a slip of usage.
pub fn read_named(path: &Path, lang: Lang) -> Result<Vec<u8>, Failure> {
    if !path.exists() {
        return Err(Failure::Usage(phrase::NO_SUCH_FILE.with(lang, &[("path", &path.display())])));
    }
    read(path, lang)
}

/// Reads a file of figures of any size.
pub fn read_large(path: &Path, lang: Lang) -> Result<Vec<u8>, Failure> {
    let unreadable = |e: std::io::Error| {
        Failure::Data(phrase::NOT_READABLE.with(lang, &[("path", &path.display()), ("reason", &e)]))
    };
    std::fs::read(path).map_err(unreadable)
}

/// Reads a file.
pub fn read(path: &Path, lang: Lang) -> Result<Vec<u8>, Failure> {
    let shown = path.display();
    if path.is_dir() {
        return Err(Failure::Data(phrase::IS_A_FOLDER.with(lang, &[("path", &shown)])));
    }
    let unreadable =
        |e: std::io::Error| Failure::Data(phrase::NOT_READABLE.with(lang, &[("path", &shown), ("reason", &e)]));
    let mut bytes = Vec::new();
    File::open(path).and_then(|f| f.take(LARGEST + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST {
        let limit = LARGEST >> 20;
        return Err(Failure::Data(phrase::FILE_TOO_LARGE.with(lang, &[("path", &shown), ("limit", &limit)])));
    }
    Ok(bytes)
}

/// Writes a file so that it is either the old one or the whole new one, whatever happens in between. What it could not
/// keep of an old file's permissions is no reason to fail.
pub fn write(path: &Path, bytes: &[u8], lang: Lang) -> Result<(), Failure> {
    write_by(path, lang, |file| file.write_all(bytes).map_err(|e| not_writable(path, &e, lang)))
}

/// The same, of what `fill` writes piece by piece; where it fails, the old file stays.
pub fn write_by(path: &Path, lang: Lang, fill: impl FnOnce(&mut File) -> Result<(), Failure>) -> Result<(), Failure> {
    let failed = |e: std::io::Error| not_writable(path, &e, lang);
    // A link is written through to where it leads, instead of being replaced by a file.
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if target.is_dir() {
        return Err(Failure::Data(phrase::IS_A_FOLDER.with(lang, &[("path", &path.display())])));
    }
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut beside = tempfile::Builder::new().prefix(".kaocheng-").tempfile_in(folder).map_err(failed)?;
    fill(beside.as_file_mut())?;
    beside.as_file().sync_all().map_err(failed)?;
    if let Ok(old) = std::fs::metadata(&target) {
        let _ = beside.as_file().set_permissions(old.permissions());
    } else {
        plain_permissions(beside.as_file());
    }
    beside.persist(&target).map_err(|e| failed(e.error))?;
    Ok(())
}

/// What is said of a file that could not be written.
fn not_writable(path: &Path, error: &dyn std::fmt::Display, lang: Lang) -> Failure {
    Failure::Data(phrase::NOT_WRITABLE.with(lang, &[("path", &path.display()), ("reason", error)]))
}

/// Temporary files are for their owner alone; a new scheme or table is for the whole office.
fn plain_permissions(file: &File) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let _ = file.set_permissions(std::fs::Permissions::from_mode(0o644));
    }
    #[cfg(not(unix))]
    let _ = file;
}

/// Writes a file that must not be there yet.
pub fn write_new(path: &Path, bytes: &[u8], lang: Lang) -> Result<(), Failure> {
    let failed = |e: std::io::Error| match e.kind() {
        ErrorKind::AlreadyExists => Failure::Usage(phrase::NEW_EXISTS.with(lang, &[("path", &path.display())])),
        _ => Failure::Data(phrase::NOT_WRITABLE.with(lang, &[("path", &path.display()), ("reason", &e)])),
    };
    let mut file = File::options().write(true).create_new(true).open(path).map_err(failed)?;
    file.write_all(bytes).map_err(failed)
}
