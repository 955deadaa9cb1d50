//! `kaocheng draft`: schemes to work on, from a document or a web page as it is.

use crate::columns::cut;
use crate::file;
use crate::message::{Failure, Lang};
use crate::phrase::{self, Phrase};
use crate::terminal::Terminal;
use kaocheng_compile::scheme::{self, Options};
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::document::{self, Document, SectionKind};
use kaocheng_syntax::draft::{DraftDocument, DraftKind, DropReason, Dropped, draft};
use serde_json::{Value as Json, json};
use std::path::{Path, PathBuf};

/// How many sentences or passages are listed.
const LISTED: usize = 12;

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    /// Markdown, a web page or plain text, in UTF-8, UTF-16 or GB18030.
    #[arg(value_name = "DOC")]
    document: PathBuf,
    /// Where the drafts go; else beside the document. Nothing is overwritten.
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Take it for this, instead of by its name and content.
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    /// Write documents without scored items too, and list everything.
    #[arg(long)]
    all: bool,
}

/// What the document is written in.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Kind {
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// Plain text.
    Text,
}

/// One document of the draft with what is in it.
struct Found<'d> {
    draft: &'d DraftDocument,
    items: usize,
    clauses: usize,
    open: usize,
    /// Where it was written; `None` for one that is no scheme.
    path: Option<PathBuf>,
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let bytes = file::read_named(&args.document, lang)?;
    if bytes.starts_with(b"PK") {
        return Err(Failure::Data(phrase::DRAFT_WORD.with(lang, &[("path", &args.document.display())])));
    }
    let (text, encoding) = decode(&bytes)
        .ok_or_else(|| Failure::Data(phrase::DRAFT_ENCODING.with(lang, &[("path", &args.document.display())])))?;
    let kind = args.kind.map_or_else(|| kind_of(&args.document, &text), Kind::library);
    let made = draft(&text, kind);
    let mut found: Vec<Found> = made.documents.iter().map(look_at).collect();
    give_paths(&mut found, args, lang)?;
    for one in &found {
        if let Some(path) = &one.path {
            if let Some(dir) = path.parent() {
                let failed =
                    |e| Failure::Data(phrase::NOT_WRITABLE.with(lang, &[("path", &dir.display()), ("reason", &e)]));
                std::fs::create_dir_all(dir).map_err(|e: std::io::Error| failed(e))?;
            }
            file::write_new(path, one.draft.markdown.as_bytes(), lang)?;
        }
    }
    if terminal.is_json() {
        terminal.print(&json(&found, &made.dropped, encoding).to_string())?;
    } else {
        for line in told(&found, &made.dropped, args, terminal) {
            terminal.print(&line)?;
        }
    }
    if found.iter().any(|f| f.path.is_some()) {
        return Ok(());
    }
    Err(Failure::Data(phrase::DRAFT_NOTHING.with(lang, &[("path", &args.document.display())])))
}

impl Kind {
    fn library(self) -> DraftKind {
        match self {
            Kind::Markdown => DraftKind::Markdown,
            Kind::Html => DraftKind::Html,
            Kind::Text => DraftKind::Text,
        }
    }
}

/// Text from bytes: by their byte order mark, as UTF-8, else as GB18030. `None` for what is no text in any of these.
fn decode(bytes: &[u8]) -> Option<(String, &'static str)> {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, _, broken) = encoding.decode(bytes);
        return (!broken).then(|| (text.into_owned(), encoding.name()));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (!text.contains('\0')).then(|| (text.to_owned(), "UTF-8"));
    }
    let (text, _, broken) = encoding_rs::GB18030.decode(bytes);
    (!broken && !text.contains('\0')).then(|| (text.into_owned(), "GB18030"))
}

/// By its name, else by how it starts.
fn kind_of(path: &Path, text: &str) -> DraftKind {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    match extension.as_str() {
        "md" | "markdown" => return DraftKind::Markdown,
        "html" | "htm" | "xhtml" => return DraftKind::Html,
        _ => {}
    }
    let start: String = text.trim_start().chars().take(2000).collect::<String>().to_lowercase();
    if ["<!doctype html", "<html", "<head", "<body", "<div", "<p>"].iter().any(|tag| start.contains(tag)) {
        return DraftKind::Html;
    }
    let headings = text.lines().filter(|l| l.starts_with("# ") || l.starts_with("## ")).count();
    if headings > 0 { DraftKind::Markdown } else { DraftKind::Text }
}

/// Reads a draft back, as `check` will.
fn look_at(draft: &DraftDocument) -> Found<'_> {
    let document = document::read(&draft.markdown);
    let sections = document.walk();
    let items = sections.iter().filter(|s| s.points.is_some() && s.kind == SectionKind::Item).count();
    let clauses = sections.iter().map(|s| s.reading.clauses.len()).sum();
    Found { draft, items, clauses, open: open_clauses(&document), path: None }
}

/// How many clauses leave a policy open.
fn open_clauses(document: &Document) -> usize {
    let compiled = scheme::compile(document, &Options::default());
    let asked: Vec<&Diagnostic> = compiled.diagnostics.iter().filter(|d| d.code == "policy-open").collect();
    let walk = document.walk();
    let clauses = walk.iter().flat_map(|s| &s.reading.clauses);
    clauses.filter(|c| asked.iter().any(|d| d.span.start < c.span.end && c.span.start < d.span.end)).count()
}

/// `notice.md`, or `notice-1.md`, `notice-2.md` where there are several; `notice-draft.md` beside `notice.md` itself.
fn give_paths(found: &mut [Found], args: &Args, lang: Lang) -> Result<(), Failure> {
    let beside = args.document.parent().map(Path::to_owned).unwrap_or_default();
    let dir = args.out.clone().unwrap_or(beside);
    let stem = args.document.file_stem().map_or_else(|| "draft".to_owned(), |s| s.to_string_lossy().into_owned());
    let is_scheme = |f: &Found| f.items > 0 || args.all;
    let several = found.iter().filter(|f| is_scheme(f)).count() > 1;
    let mut number = 0;
    for one in found.iter_mut().filter(|f| f.items > 0 || args.all) {
        number += 1;
        let name = if several { format!("{stem}-{number}.md") } else { format!("{stem}.md") };
        let path = dir.join(name);
        let path = if path == args.document { dir.join(format!("{stem}-draft.md")) } else { path };
        if path.exists() {
            return Err(Failure::Usage(phrase::NEW_EXISTS.with(lang, &[("path", &path.display())])));
        }
        one.path = Some(path);
    }
    Ok(())
}

fn told(found: &[Found], dropped: &[Dropped], args: &Args, terminal: &Terminal) -> Vec<String> {
    let lang = terminal.lang();
    let columns = terminal.width().saturating_sub(16);
    let listed = if args.all { usize::MAX } else { LISTED };
    let mut lines = Vec::new();
    for one in found {
        let title = if one.draft.title.is_empty() { "–" } else { &one.draft.title };
        let Some(path) = &one.path else {
            lines.push(phrase::DRAFT_NO_ITEMS.with(lang, &[("line", &one.draft.line), ("title", &title)]));
            continue;
        };
        let slots: [(&str, &dyn std::fmt::Display); 3] =
            [("path", &path.display()), ("title", &title), ("items", &one.items)];
        lines.push(phrase::DRAFT_SCHEME.with(lang, &slots));
        let slots: [(&str, &dyn std::fmt::Display); 3] =
            [("read", &one.clauses), ("open", &one.open), ("unread", &one.draft.not_read.len())];
        lines.push(format!("  {}", phrase::DRAFT_READ.with(lang, &slots)));
        let unread = one.draft.not_read.iter();
        lines.extend(unread.take(listed).map(|n| format!("    {:>4} [{}] {}", n.line, n.code, cut(&n.text, columns))));
        lines.extend(more(one.draft.not_read.len(), listed, lang));
    }
    if !dropped.is_empty() {
        lines.push(phrase::DRAFT_DROPPED.with(lang, &[("count", &dropped.len())]));
        let line = |d: &Dropped| {
            let text = d.text.split_whitespace().collect::<Vec<_>>().join(" ");
            format!("    {:>4} ({}) {}", d.line, reason(d.reason).plain(lang), cut(&text, columns))
        };
        lines.extend(dropped.iter().take(listed).map(line));
        lines.extend(more(dropped.len(), listed, lang));
    }
    lines
}

fn more(count: usize, listed: usize, lang: Lang) -> Option<String> {
    (count > listed).then(|| format!("    {}", phrase::DRAFT_MORE.with(lang, &[("count", &(count - listed))])))
}

fn reason(reason: DropReason) -> Phrase {
    match reason {
        DropReason::BeforeFirst => phrase::DROP_BEFORE,
        DropReason::Advertisement => phrase::DROP_ADVERTISEMENT,
        DropReason::Repeated => phrase::DROP_REPEATED,
        DropReason::Navigation => phrase::DROP_NAVIGATION,
        DropReason::Divider => phrase::DROP_DIVIDER,
    }
}

fn json(found: &[Found], dropped: &[Dropped], encoding: &str) -> Json {
    let one = |f: &Found| {
        let unread: Vec<Json> =
            f.draft.not_read.iter().map(|n| json!({ "line": n.line, "code": n.code, "text": n.text })).collect();
        json!({
            "title": f.draft.title,
            "line": f.draft.line,
            "file": f.path.as_ref().map(|p| p.display().to_string()),
            "items": f.items,
            "clauses": f.clauses,
            "open": f.open,
            "not_read": unread,
        })
    };
    let dropped: Vec<Json> = dropped
        .iter()
        .map(|d| json!({ "line": d.line, "reason": reason(d.reason).plain(Lang::En), "text": d.text }))
        .collect();
    json!({ "encoding": encoding, "documents": found.iter().map(one).collect::<Vec<_>>(), "dropped": dropped })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_in_the_encodings_of_offices() {
        let gb = encoding_rs::GB18030.encode("考核方案").0;
        assert_eq!(decode(&gb), Some(("考核方案".to_owned(), "GB18030")));
        assert_eq!(decode("考核".as_bytes()), Some(("考核".to_owned(), "UTF-8")));
        assert_eq!(decode(b"\xff\xfe\x03\x80"), Some(("考".to_owned(), "UTF-16LE")));
        assert_eq!(decode(b"\x00\x01\x02"), None);
        assert_eq!(decode(b"\xff\xff\xff"), None);
    }

    #[test]
    fn kinds_are_told_by_name_and_start() {
        assert_eq!(kind_of(Path::new("a.htm"), ""), DraftKind::Html);
        assert_eq!(kind_of(Path::new("a"), " <!DOCTYPE html><p>"), DraftKind::Html);
        assert_eq!(kind_of(Path::new("a.txt"), "# 一\n正文"), DraftKind::Markdown);
        assert_eq!(kind_of(Path::new("a.txt"), "一、总则"), DraftKind::Text);
    }
}
