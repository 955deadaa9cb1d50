//! The checks at their edges: what lies just on either side of the line that a check draws, and the words it finds for
//! it. `checks.rs` shows each of them once; here they are held to the exact number.

mod bands;
mod limits;
mod prose;
mod questions;
mod rewards;
mod sums;
mod terms;
mod tree;

use kaocheng_compile::scheme::{Compiled, Options, compile};
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::document;

/// A document whose policies are decided, with more front matter and a body.
fn scheme(front: &str, body: &str) -> Compiled {
    let policies = "policies:\n  ties: share-rank\n  missing: zero\n  steps: pro-rata\n  not-applicable: full\n";
    bare(&format!("code: test\n{front}{policies}"), body)
}

/// A document with this front matter and no other.
fn bare(front: &str, body: &str) -> Compiled {
    compile(&document::read(&format!("---\n{front}---\n\n{body}")), &Options::default())
}

fn found<'c>(compiled: &'c Compiled, code: &str) -> Vec<&'c Diagnostic> {
    compiled.diagnostics.iter().filter(|d| d.code == code).collect()
}

/// The findings of a code in text order, each by some of its details.
fn all<'c>(compiled: &'c Compiled, code: &str, names: &[&str]) -> Vec<Vec<&'c str>> {
    let details = |d: &&'c Diagnostic| names.iter().map(|n| d.detail(n).unwrap_or("-")).collect();
    found(compiled, code).iter().map(details).collect()
}

/// One detail of every finding of a code, in text order.
fn each<'c>(compiled: &'c Compiled, code: &str, name: &str) -> Vec<&'c str> {
    all(compiled, code, &[name]).concat()
}
