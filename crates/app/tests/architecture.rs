//! The rules of ARCHITECTURE.md that hold by absence: who may import whom, and what no library may touch.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What each crate may import of the workspace.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("kaocheng-syntax", &[]),
    ("kaocheng-compile", &["kaocheng-syntax"]),
    ("kaocheng-engine", &["kaocheng-compile", "kaocheng-syntax"]),
    ("kaocheng-register", &["kaocheng-engine", "kaocheng-syntax"]),
    ("kaocheng-exchange", &["kaocheng-register", "kaocheng-engine", "kaocheng-compile", "kaocheng-syntax"]),
    ("kaocheng-draw", &[]),
    ("kaocheng-ledger", &[]),
    ("kaocheng-office", &["kaocheng-ledger"]),
    ("kaocheng-bench", &["kaocheng-exchange", "kaocheng-engine", "kaocheng-compile", "kaocheng-syntax"]),
    (
        "kaocheng-app",
        &[
            "kaocheng-draw",
            "kaocheng-ledger",
            "kaocheng-office",
            "kaocheng-exchange",
            "kaocheng-register",
            "kaocheng-engine",
            "kaocheng-compile",
            "kaocheng-syntax",
        ],
    ),
];

/// What only `app` may touch, as it would stand in a path.
const OUTSIDE_WORLD: &[&str] =
    &["fs", "net", "env", "process", "thread", "time", "io::stdin", "io::stdout", "io::stderr"];

/// Names that say nothing.
const EMPTY_NAMES: &[&str] = &["utils", "util", "helpers", "helper", "common", "manager", "misc"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn workspace() -> BTreeMap<String, Vec<String>> {
    let metadata =
        cargo_metadata::MetadataCommand::new().manifest_path(root().join("Cargo.toml")).no_deps().exec().unwrap();
    let dependencies = |p: &cargo_metadata::Package| {
        let normal = p.dependencies.iter().filter(|d| d.kind == cargo_metadata::DependencyKind::Normal);
        normal.map(|d| d.name.clone()).collect()
    };
    metadata.packages.iter().map(|p| (p.name.to_string(), dependencies(p))).collect()
}

fn sources(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

fn sources_of(crate_name: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    sources(&root().join("crates").join(crate_name).join("src"), &mut found);
    found
}

#[test]
fn data_flows_one_way() {
    let crates = workspace();
    assert_eq!(crates.len(), MAY_IMPORT.len(), "a crate is missing from the table of this test");
    for (name, allowed) in MAY_IMPORT {
        for dependency in crates[*name].iter().filter(|d| d.starts_with("kaocheng-")) {
            assert!(allowed.contains(&dependency.as_str()), "{name} imports {dependency}");
        }
    }
}

#[test]
fn only_app_touches_the_outside_world() {
    for name in ["syntax", "compile", "engine", "register", "exchange", "draw", "ledger", "office"] {
        for path in sources_of(name) {
            let file = syn::parse_file(&std::fs::read_to_string(&path).unwrap()).unwrap();
            let mut seen = Seen::default();
            syn::visit::visit_file(&mut seen, &file);
            for used in seen.paths {
                let outside = OUTSIDE_WORLD.iter().any(|word| used.starts_with(&format!("std::{word}")));
                assert!(!outside, "{}: {used}", path.display());
            }
            let printing =
                seen.macros.iter().any(|m| ["println", "print", "eprintln", "eprint", "dbg"].contains(&m.as_str()));
            assert!(!printing, "{} prints", path.display());
        }
    }
}

#[test]
fn no_float_between_a_figure_and_a_score() {
    for name in ["syntax", "compile", "engine", "register", "draw", "ledger", "office"] {
        for path in sources_of(name) {
            let file = syn::parse_file(&std::fs::read_to_string(&path).unwrap()).unwrap();
            let mut seen = Seen::default();
            syn::visit::visit_file(&mut seen, &file);
            // Whole numbers in doubles, with the proof that the quotient is exact: the one exception.
            if path.ends_with("columnar/kernel/divide.rs") {
                continue;
            }
            let float = seen.paths.iter().any(|p| p == "f64" || p == "f32") || seen.float_literal;
            assert!(!float, "{} uses a floating-point number", path.display());
        }
    }
}

#[test]
fn names_say_something() {
    for name in ["syntax", "compile", "engine", "register", "exchange", "draw", "ledger", "office", "app"] {
        for path in sources_of(name) {
            let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
            let folder = path.parent().unwrap().file_name().unwrap().to_string_lossy().into_owned();
            for part in [stem, folder] {
                assert!(!EMPTY_NAMES.contains(&part.as_str()), "{}", path.display());
            }
        }
    }
}

#[test]
fn every_crate_says_what_it_turns_into_what() {
    for name in ["syntax", "compile", "engine", "register", "exchange", "draw", "ledger", "office"] {
        let lib = std::fs::read_to_string(root().join("crates").join(name).join("src/lib.rs")).unwrap();
        let head: String = lib.lines().take_while(|l| l.starts_with("//!")).collect();
        assert!(head.contains('→'), "{name} does not say what it turns into what");
        assert!(head.contains("never"), "{name} does not say what it never knows");
    }
}

/// The paths, macros and literals of a file, tests left out.
#[derive(Default)]
struct Seen {
    paths: Vec<String>,
    macros: Vec<String>,
    float_literal: bool,
}

impl<'ast> syn::visit::Visit<'ast> for Seen {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        let test = module.attrs.iter().any(|a| a.path().is_ident("cfg"));
        if !test {
            syn::visit::visit_item_mod(self, module);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        self.paths.push(parts.join("::"));
        syn::visit::visit_path(self, path);
    }

    fn visit_use_tree(&mut self, tree: &'ast syn::UseTree) {
        flatten(tree, String::new(), &mut self.paths);
    }

    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        if let Some(last) = mac.path.segments.last() {
            self.macros.push(last.ident.to_string());
        }
        syn::visit::visit_macro(self, mac);
    }

    fn visit_lit_float(&mut self, _: &'ast syn::LitFloat) {
        self.float_literal = true;
    }
}

fn flatten(tree: &syn::UseTree, before: String, paths: &mut Vec<String>) {
    let join = |name: String| if before.is_empty() { name } else { format!("{before}::{name}") };
    match tree {
        syn::UseTree::Path(path) => flatten(&path.tree, join(path.ident.to_string()), paths),
        syn::UseTree::Name(name) => paths.push(join(name.ident.to_string())),
        syn::UseTree::Rename(rename) => paths.push(join(rename.ident.to_string())),
        syn::UseTree::Glob(_) => paths.push(join("*".to_owned())),
        syn::UseTree::Group(group) => group.items.iter().for_each(|t| flatten(t, before.clone(), paths)),
    }
}
