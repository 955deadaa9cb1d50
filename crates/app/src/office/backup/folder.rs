//! The files of a backup: written with their hashes, and read against them.

use super::{BackupError, FORMAT, of_file};
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// What a backup says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The version of the tables.
    pub tables: u64,
    /// How many acts.
    pub size: u64,
    /// The root over them, in hexadecimal.
    pub root: String,
    /// When it was made.
    pub at: String,
    /// Every file but the manifest, with its SHA-256.
    pub files: BTreeMap<String, String>,
}

const MANIFEST: &str = "manifest.json";

/// The SHA-256 of the manifest, so that a byte of it that changed is found as well.
const SUM: &str = "manifest.sha256";

impl Manifest {
    /// The two files that it is kept in: itself and its hash. A folder that has the one without the other is not whole.
    pub fn kept_in(&self) -> [(&'static str, String); 2] {
        let text = self.text();
        let sum = sum(text.as_bytes());
        [(MANIFEST, text), (SUM, sum)]
    }

    fn text(&self) -> String {
        let json = json!({
            "format": FORMAT,
            "tables": self.tables,
            "size": self.size,
            "root": self.root,
            "at": self.at,
            "files": self.files,
        });
        format!("{json:#}\n")
    }

    fn read(text: &[u8]) -> Option<(u64, Manifest)> {
        let json: Json = serde_json::from_slice(text).ok()?;
        let files = json.get("files")?.as_object()?.iter();
        let files = files.map(|(name, hash)| Some((name.clone(), hash.as_str()?.to_owned()))).collect::<Option<_>>()?;
        let word = |name: &str| Some(json.get(name)?.as_str()?.to_owned());
        let number = |name: &str| json.get(name)?.as_u64();
        let manifest =
            Manifest { tables: number("tables")?, size: number("size")?, root: word("root")?, at: word("at")?, files };
        Some((number("format")?, manifest))
    }
}

/// A folder that is being filled: beside its place until it is whole.
pub struct Filling {
    place: PathBuf,
    folder: tempfile::TempDir,
    files: BTreeMap<String, String>,
}

impl Filling {
    /// Begins a folder at a place where nothing is.
    pub fn begin(place: &Path) -> Result<Filling, BackupError> {
        if place.exists() {
            return Err(BackupError::Exists(place.to_owned()));
        }
        let parent = parent(place);
        let folder = tempfile::Builder::new().prefix(".backup-").tempdir_in(parent).map_err(of_file(place))?;
        Ok(Filling { place: place.to_owned(), folder, files: BTreeMap::new() })
    }

    /// Begins a file.
    pub fn file(&self, name: &str) -> Result<FileBegun, BackupError> {
        let path = self.folder.path().join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(of_file(&path))?;
        }
        let file = std::fs::File::create_new(&path).map_err(of_file(&path))?;
        Ok(FileBegun { name: name.to_owned(), path, out: BufWriter::new(file), hasher: Sha256::new() })
    }

    /// Ends a file: it is on the disk, and in the manifest.
    pub fn end(&mut self, file: FileBegun) -> Result<(), BackupError> {
        let FileBegun { name, path, out, hasher } = file;
        let inner = out.into_inner().map_err(|error| BackupError::File(path.clone(), error.to_string()))?;
        inner.sync_all().map_err(of_file(&path))?;
        self.files.insert(name, hex(hasher));
        Ok(())
    }

    /// Puts the folder in its place.
    pub fn finish(self, mut manifest: Manifest) -> Result<Manifest, BackupError> {
        manifest.files = self.files;
        for (name, text) in manifest.kept_in() {
            let path = self.folder.path().join(name);
            let mut out = std::fs::File::create_new(&path).map_err(of_file(&path))?;
            out.write_all(text.as_bytes()).and_then(|()| out.sync_all()).map_err(of_file(&path))?;
        }
        let folder = self.folder.keep();
        std::fs::rename(&folder, &self.place).map_err(of_file(&self.place))?;
        let above = parent(&self.place);
        std::fs::File::open(above).and_then(|above| above.sync_all()).map_err(of_file(above))?;
        Ok(manifest)
    }
}

fn parent(place: &Path) -> &Path {
    place.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file that is being written.
pub struct FileBegun {
    name: String,
    path: PathBuf,
    out: BufWriter<std::fs::File>,
    hasher: Sha256,
}

impl FileBegun {
    /// Bytes at its end.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), BackupError> {
        self.hasher.update(bytes);
        self.out.write_all(bytes).map_err(of_file(&self.path))
    }

    /// A line at its end.
    pub fn line(&mut self, line: &[u8]) -> Result<(), BackupError> {
        self.write(line)?;
        self.write(b"\n")
    }
}

/// A backup that is there.
#[derive(Debug)]
pub struct Backup {
    folder: PathBuf,
    /// What it says of itself.
    pub manifest: Manifest,
}

impl Backup {
    /// Reads the manifest of a folder.
    pub fn open(folder: &Path) -> Result<Backup, BackupError> {
        let path = folder.join(MANIFEST);
        let text = std::fs::read(&path).map_err(of_file(&path))?;
        let known = std::fs::read(folder.join(SUM)).unwrap_or_default();
        match Manifest::read(&text) {
            None => Err(BackupError::Altered(vec![MANIFEST.to_owned()])),
            Some((format, _)) if format > FORMAT => Err(BackupError::Newer),
            Some(_) if known != sum(&text).as_bytes() => Err(BackupError::Altered(vec![MANIFEST.to_owned()])),
            Some((_, manifest)) => Ok(Backup { folder: folder.to_owned(), manifest }),
        }
    }

    /// The files that are missing or are not as the manifest says, and those that it does not name.
    pub fn altered(&self) -> Vec<String> {
        let wrong =
            |(name, hash): (&String, &String)| (self.hash(name).as_ref().ok() != Some(hash)).then(|| name.clone());
        let mut altered: Vec<String> = self.manifest.files.iter().filter_map(wrong).collect();
        let mut there = Vec::new();
        listed(&self.folder, "", &mut there);
        altered.extend(
            there.into_iter().filter(|name| name != MANIFEST && name != SUM && !self.manifest.files.contains_key(name)),
        );
        altered
    }

    fn hash(&self, name: &str) -> std::io::Result<String> {
        let mut file = std::fs::File::open(self.folder.join(name))?;
        let (mut hasher, mut part) = (Sha256::new(), vec![0; 1 << 16]);
        loop {
            match file.read(&mut part)? {
                0 => return Ok(hex(hasher)),
                read => hasher.update(part.get(..read).unwrap_or_default()),
            }
        }
    }

    /// A file.
    pub fn read(&self, name: &str) -> Result<Vec<u8>, BackupError> {
        let path = self.folder.join(name);
        std::fs::read(&path).map_err(of_file(&path))
    }

    /// The lines of a file.
    pub fn lines(&self, name: &str) -> Result<Vec<Vec<u8>>, BackupError> {
        let mut bytes = self.read(name)?;
        // A file whose last line was cut off still shows it; nothing after the last line end is no line.
        if bytes.last() == Some(&b'\n') {
            bytes.pop();
        } else if bytes.is_empty() {
            return Ok(Vec::new());
        }
        Ok(bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect())
    }

    /// The objects of a file, one a line.
    pub fn objects(&self, name: &str) -> Result<Vec<Json>, BackupError> {
        let read = |line: &Vec<u8>| serde_json::from_slice(line);
        let objects: Result<Vec<Json>, _> = self.lines(name)?.iter().map(read).collect();
        objects.map_err(|error| BackupError::File(self.folder.join(name), error.to_string()))
    }
}

/// The files under a folder, by their paths in it.
fn listed(folder: &Path, before: &str, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = format!("{before}{}", entry.file_name().to_string_lossy());
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => listed(&entry.path(), &format!("{name}/"), found),
            _ => found.push(name),
        }
    }
}

/// What stands in the file of the manifest's hash.
fn sum(text: &[u8]) -> String {
    let mut hasher = Sha256::new();
    hasher.update(text);
    format!("{}\n", hex(hasher))
}

fn hex(hasher: Sha256) -> String {
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
