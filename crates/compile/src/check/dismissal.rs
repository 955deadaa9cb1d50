//! Findings that the office has read and keeps, with its reason: each has a name of its own that holds as long as the
//! words it speaks of do.

use crate::scheme::{Compiled, Dismissed};
use kaocheng_syntax::diagnostic::{Diagnostic, Severity};
use kaocheng_syntax::document::{Document, PolicySetting, Section};
use kaocheng_syntax::span::Span;
use sha2::{Digest, Sha256};

/// The name of a finding: its code, the item it stands in, and the beginning of a hash over its details and its words
/// (`cliff@2.1/4f2a11`). It stays the same when other parts of the scheme change, and changes when its own do.
pub fn identity(document: &Document, diagnostic: &Diagnostic) -> String {
    let mut hash = Sha256::new();
    let mut take = |part: &str| {
        hash.update(part.as_bytes());
        hash.update([0]);
    };
    take(diagnostic.code);
    for (name, value) in &diagnostic.details {
        take(name);
        take(value);
    }
    let section = section_at(&document.sections, diagnostic.span);
    // What stands at the front matter as a whole would change its name by being written down there.
    if section.is_some() {
        take(diagnostic.span.of(&document.source).trim());
    }
    let short: String = hash.finalize().iter().take(3).map(|byte| format!("{byte:02x}")).collect();
    let place = section.unwrap_or("-");
    format!("{}@{place}/{short}", diagnostic.code)
}

/// The id of the innermost section that holds a place.
fn section_at(sections: &[Section], at: Span) -> Option<&str> {
    let holding = sections.iter().find(|s| s.span.contains(at))?;
    section_at(&holding.children, at).or(Some(holding.id.as_str()))
}

/// Takes the dismissed findings out. What must be mended or decided cannot be dismissed; `elsewhere` says whether another
/// round has a finding of that name, so that a dismissal for it is not idle.
pub(crate) fn settle(document: &Document, compiled: &mut Compiled, elsewhere: &dyn Fn(&str) -> bool) {
    for entry in &document.front.dismissed {
        let named = |d: &Diagnostic| identity(document, d) == entry.name.value;
        let Some(at) = compiled.diagnostics.iter().position(named) else {
            if !elsewhere(&entry.name.value) {
                compiled.diagnostics.push(found(Diagnostic::warning("dismissal-unused", entry.name.span), entry));
            }
            continue;
        };
        if matches!(compiled.diagnostics[at].severity, Severity::Error | Severity::Question) {
            compiled.diagnostics.push(found(Diagnostic::error("dismissal-not-possible", entry.name.span), entry));
            continue;
        }
        let finding = compiled.diagnostics.remove(at);
        compiled.dismissed.push(Dismissed { finding, reason: entry.value.value.clone() });
    }
}

fn found(diagnostic: Diagnostic, entry: &PolicySetting) -> Diagnostic {
    diagnostic.with("finding", entry.name.value.clone())
}
