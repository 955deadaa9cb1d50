//! Lists what the program carries in itself: the pages of all diagnostics, so that it has the words of every message it
//! can give, and the example folders, for `demo` and `new`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() -> std::io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    std::fs::write(out.join("pages.rs"), pages(&root.join("diagnostics"))?)?;
    std::fs::write(out.join("examples.rs"), examples(&root.join("examples"))?)
}

fn pages(folder: &Path) -> std::io::Result<String> {
    println!("cargo:rerun-if-changed={}", folder.display());
    let mut code = String::from("pub static PAGES: &[(&str, &str)] = &[\n");
    for path in entries(folder)?.iter().filter(|p| p.extension().is_some_and(|e| e == "md")) {
        println!("cargo:rerun-if-changed={}", path.display());
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let _ = writeln!(code, "    ({stem:?}, include_str!({:?})),", absolute(path)?);
    }
    code.push_str("];\n");
    Ok(code)
}

/// The folders that `order.txt` names, in its order, then any others that hold a scheme.
fn examples(folder: &Path) -> std::io::Result<String> {
    println!("cargo:rerun-if-changed={}", folder.display());
    let mut code = String::from("pub static EXAMPLES: &[Example] = &[\n");
    let order = std::fs::read_to_string(folder.join("order.txt")).unwrap_or_default();
    let mut names: Vec<String> = order.lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect();
    for path in if folder.is_dir() { entries(folder)? } else { Vec::new() } {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    for name in names.iter().filter(|n| folder.join(n).join("scheme.md").is_file()) {
        println!("cargo:rerun-if-changed={}", folder.join(name).display());
        let _ = writeln!(code, "    Example {{ name: {name:?}, files: &[");
        files(&folder.join(name), "", &mut code)?;
        code.push_str("    ] },\n");
    }
    code.push_str("];\n");
    Ok(code)
}

/// The files of an example with their paths inside it, folders within included.
fn files(folder: &Path, inside: &str, code: &mut String) -> std::io::Result<()> {
    for path in entries(folder)? {
        println!("cargo:rerun-if-changed={}", path.display());
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            files(&path, &format!("{inside}{name}/"), code)?;
        } else if !name.starts_with("expected") {
            let _ =
                writeln!(code, "        ({:?}, include_bytes!({:?})),", format!("{inside}{name}"), absolute(&path)?);
        }
    }
    Ok(())
}

fn entries(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)?.filter_map(|entry| entry.ok().map(|e| e.path())).collect();
    found.sort();
    Ok(found)
}

fn absolute(path: &Path) -> std::io::Result<String> {
    Ok(path.canonicalize()?.display().to_string())
}
