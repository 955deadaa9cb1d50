//! Lists the pages of all diagnostics, so that the program carries the words of every message it can give.

use std::fmt::Write as _;
use std::path::Path;

fn main() -> std::io::Result<()> {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../diagnostics");
    println!("cargo:rerun-if-changed={}", pages.display());
    let mut names: Vec<_> = std::fs::read_dir(&pages)?.filter_map(|entry| entry.ok().map(|e| e.path())).collect();
    names.retain(|p| p.extension().is_some_and(|e| e == "md"));
    names.sort();
    let mut code = String::from("pub static PAGES: &[(&str, &str)] = &[\n");
    for path in &names {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let _ = writeln!(code, "    ({stem:?}, include_str!({:?})),", path.canonicalize()?.display().to_string());
    }
    code.push_str("];\n");
    let out = std::env::var_os("OUT_DIR").unwrap_or_default();
    std::fs::write(Path::new(&out).join("pages.rs"), code)
}
