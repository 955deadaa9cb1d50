//! The codes that the sources raise.

use std::collections::BTreeSet;
use std::path::Path;

/// What the sources name.
pub struct Codes {
    /// Codes that stand where only a code can stand.
    pub certain: BTreeSet<String>,
    /// Every text literal.
    pub literals: BTreeSet<String>,
}

/// Reads the sources of all crates, tests inside them left out.
pub fn codes() -> Codes {
    let mut codes = Codes { certain: BTreeSet::new(), literals: BTreeSet::new() };
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for entry in std::fs::read_dir(crates).unwrap() {
        of_folder(&entry.unwrap().path().join("src"), &mut codes);
    }
    codes
}

fn of_folder(folder: &Path, codes: &mut Codes) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.map(|e| e.unwrap().path()) {
        if path.is_dir() {
            of_folder(&path, codes);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]").next().unwrap_or("");
            let lists = ["problem/describe.rs", "register/src/fault.rs", "sealed/fault.rs"];
            let in_code_list = lists.iter().any(|list| path.ends_with(list));
            of_text(text, in_code_list, codes);
        }
    }
}

fn of_text(text: &str, in_code_list: bool, codes: &mut Codes) {
    let constructors = ["error(", "warning(", "question(", "note(", "Diagnostic::new("];
    let mut before = String::new();
    for (ix, part) in text.split('"').enumerate() {
        if ix % 2 == 1 {
            let lead = before.trim_end();
            let made = constructors.iter().any(|c| lead.ends_with(c)) && lead.contains("Diagnostic");
            let named = lead.ends_with("let code =") || (in_code_list && lead.ends_with("=>"));
            if (made || named) && is_code(part) {
                codes.certain.insert(part.to_owned());
            }
            codes.literals.insert(part.to_owned());
        }
        before = part.to_owned();
    }
}

fn is_code(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}
