//! The files that somebody sends, as the files of a working folder: single ones, and those inside ZIP archives, no more and
//! no larger than a round can need, with names that stay inside the folder.

use crate::message::Lang;
use crate::office::assess::Files;
use crate::office::web::Upload;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Files at the most.
const MOST: usize = 2_000;
/// Bytes of all of them, unpacked.
const LARGEST: u64 = 256 << 20;

/// The files of uploads; `Err`: what is wrong, in the reader's language.
pub fn unpacked(uploads: &[Upload], t: Lang) -> Result<Files, String> {
    let mut files = Files::new();
    for upload in uploads {
        if upload.name.to_lowercase().ends_with(".zip") {
            unzip(&upload.bytes, &mut files, t)?;
        } else {
            take(&mut files, &upload.name, upload.bytes.to_vec(), t)?;
        }
    }
    if files.is_empty() {
        return Err(t.pick("没有收到文件。", "No file arrived.").to_owned());
    }
    Ok(without_outer(files))
}

fn unzip(bytes: &[u8], files: &mut Files, t: Lang) -> Result<(), String> {
    let broken = |_| t.pick("压缩包不完整，或不是 ZIP 格式。", "The archive is damaged, or no ZIP archive.").to_owned();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > MOST {
        return Err(too_many(t));
    }
    let mut left = LARGEST.saturating_sub(files.values().map(|f| f.len() as u64).sum());
    for ix in 0..archive.len() {
        let entry = archive.by_index(ix).map_err(broken)?;
        let name = entry.name().map_err(broken)?.replace('\\', "/");
        if entry.is_dir() || entry.is_symlink() || is_of_the_machine(&name) {
            continue;
        }
        // The size that the archive tells is not believed: reading stops one byte past what is left.
        let mut content = Vec::new();
        let not_read = |_| broken(zip::result::ZipError::FileNotFound);
        entry.take(left + 1).read_to_end(&mut content).map_err(not_read)?;
        left = left.checked_sub(content.len() as u64).ok_or_else(|| too_large(t))?;
        take(files, &name, content, t)?;
    }
    Ok(())
}

fn take(files: &mut Files, name: &str, bytes: Vec<u8>, t: Lang) -> Result<(), String> {
    if is_of_the_machine(name) {
        return Ok(());
    }
    if !is_inside(name) {
        let shown: String = name.chars().filter(|c| !c.is_control()).take(80).collect();
        return Err(t.pick(format!("文件名“{shown}”不能用。"), format!("The file name “{shown}” cannot be used.")));
    }
    if files.insert(name.to_owned(), bytes).is_some() {
        return Err(t.pick(format!("文件“{name}”出现了两次。"), format!("The file {name} is there twice.")));
    }
    if files.len() > MOST {
        return Err(too_many(t));
    }
    Ok(())
}

/// Whether a name stays inside the folder.
fn is_inside(name: &str) -> bool {
    let part =
        |p: &str| !p.is_empty() && !p.starts_with('.') && !p.chars().any(|c| c.is_control() || matches!(c, '\\' | ':'));
    name.len() <= 200 && name.split('/').all(part)
}

/// What systems leave in folders for themselves.
fn is_of_the_machine(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or_default();
    name.starts_with("__MACOSX/") || matches!(last, ".DS_Store" | "Thumbs.db" | "desktop.ini") || last.starts_with("~$")
}

/// Archives of a folder hold the folder itself; its name is left away.
fn without_outer(files: Files) -> Files {
    let outer = files.keys().next().and_then(|name| name.split_once('/')).map(|(outer, _)| format!("{outer}/"));
    let Some(outer) = outer.filter(|outer| files.keys().all(|name| name.starts_with(outer))) else { return files };
    let inner = |(name, bytes): (String, Vec<u8>)| (name.strip_prefix(&outer).unwrap_or(&name).to_owned(), bytes);
    files.into_iter().map(inner).collect()
}

fn too_many(t: Lang) -> String {
    t.pick(format!("文件太多，最多 {MOST} 个。"), format!("There are too many files; {MOST} at most."))
}

fn too_large(t: Lang) -> String {
    let most = LARGEST >> 20;
    t.pick(format!("解开后超过 {most} 兆字节。"), format!("Unpacked, it is more than {most} MB."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Bytes;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn upload(name: &str, bytes: Vec<u8>) -> Upload {
        Upload { field: "files".into(), name: name.into(), bytes: Bytes::from(bytes) }
    }

    fn zip_of(names: &[&str]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for name in names {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(b"x").unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    fn names(uploads: &[Upload]) -> Result<Vec<String>, String> {
        unpacked(uploads, Lang::En).map(|files| files.into_keys().collect())
    }

    #[test]
    fn the_folder_in_an_archive_is_left_away() {
        let archive = zip_of(&["考核/scheme.md", "考核/draw/frame.csv", "__MACOSX/考核/x", "考核/.DS_Store"]);
        assert_eq!(names(&[upload("a.zip", archive)]).unwrap(), ["draw/frame.csv", "scheme.md"]);
    }

    #[test]
    fn no_name_leads_out_of_the_folder() {
        for name in ["../x.csv", "a/../x.csv", "/etc/x", "a//x", "C:/x", ".ssh/x", "a\\..\\x"] {
            assert!(names(&[upload("a.zip", zip_of(&[name]))]).is_err(), "{name}");
        }
    }

    #[test]
    fn broken_archives_and_doubles_are_refused() {
        assert!(names(&[upload("a.zip", b"PK nonsense".to_vec())]).is_err());
        assert!(names(&[upload("a.csv", vec![1]), upload("a.csv", vec![2])]).is_err());
        assert!(names(&[]).is_err());
    }
}
