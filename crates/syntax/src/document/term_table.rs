//! Term tables → [`Term`]s.

use super::blocks::{RawCell, RawRow, RawTable};
use super::columns::TermColumn;
use super::term::Term;
use super::{Spanned, formula, range, width};
use crate::clause::InputKind;
use crate::diagnostic::Diagnostic;
use crate::exact::{self, Exact};

/// Reads the rows of a term table.
pub(crate) fn read(
    table: &RawTable,
    columns: &[(TermColumn, usize)],
    terms: &mut Vec<Term>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for row in &table.rows {
        if let Some(term) = term(row, columns, diagnostics) {
            report_duplicates(&term, terms, diagnostics);
            terms.push(term);
        } else if row.cells.iter().any(|c| !c.text.text.trim().is_empty()) {
            diagnostics.push(Diagnostic::error("term-without-name", row.span));
        }
    }
}

fn report_duplicates(term: &Term, terms: &[Term], diagnostics: &mut Vec<Diagnostic>) {
    let same_id = |t: &&Term| matches!((&t.id, &term.id), (Some(a), Some(b)) if a.value == b.value);
    let found = match terms.iter().find(same_id) {
        Some(_) => term.id.as_ref(),
        None => terms.iter().any(|t| t.label.value == term.label.value).then_some(&term.label),
    };
    if let Some(name) = found {
        diagnostics.push(Diagnostic::error("duplicate-term", name.span).with("name", name.value.clone()));
    }
}

fn term(row: &RawRow, columns: &[(TermColumn, usize)], diagnostics: &mut Vec<Diagnostic>) -> Option<Term> {
    let cell = |role: TermColumn| columns.iter().find(|(r, _)| *r == role).and_then(|(_, i)| row.cells.get(*i));
    let words = |role: TermColumn| cell(role).and_then(spanned);
    let label = words(TermColumn::Label)?;
    let filled = |role: TermColumn| cell(role).filter(|c| !is_empty(c));
    let formula = filled(TermColumn::Formula).and_then(|c| match formula::read(&c.text) {
        Ok(found) => Some(Spanned::new(found, c.span)),
        Err(place) => {
            let span = c.text.source(place);
            let finding = Diagnostic::error("formula-not-read", if span.start == span.end { c.span } else { span });
            diagnostics.push(finding.with("found", c.text.text.clone()).with("term", label.value.clone()));
            None
        }
    });
    let mut refuse_in = |code, c: &RawCell| refuse_cell(diagnostics, code, c, &label.value);
    let kind = filled(TermColumn::Kind).and_then(|c| {
        let kind = kind(&c.text.text);
        if kind.is_none() {
            refuse_in("term-type-unknown", c);
        }
        kind.map(|k| Spanned::new(k, c.span))
    });
    let bounds = filled(TermColumn::Bounds).and_then(|c| {
        let bounds = bounds(&c.text.text);
        if bounds.is_none() {
            refuse_in("term-bounds-not-read", c);
        }
        bounds.map(|b| Spanned::new(b, c.span))
    });
    Some(Term {
        span: row.span,
        id: words(TermColumn::Id),
        aliases: cell(TermColumn::Aliases).map(aliases).unwrap_or_default(),
        formula,
        kind,
        unit: words(TermColumn::Unit),
        provider: words(TermColumn::Provider),
        source: words(TermColumn::Source),
        bounds,
        data_date: words(TermColumn::DataDate),
        level: words(TermColumn::Level),
        roll_up: words(TermColumn::RollUp),
        label,
    })
}

fn refuse_cell(diagnostics: &mut Vec<Diagnostic>, code: &'static str, cell: &RawCell, term: &str) {
    diagnostics.push(Diagnostic::error(code, cell.span).with("found", cell.text.text.clone()).with("term", term));
}

/// A dash or a slash says that there is nothing to say.
fn is_empty(cell: &RawCell) -> bool {
    matches!(cell.text.text.trim(), "" | "-" | "—" | "——" | "/" | "无" | "–")
}

fn spanned(cell: &RawCell) -> Option<Spanned<String>> {
    (!is_empty(cell)).then(|| Spanned::new(width::normalise(&cell.text.text), cell.span))
}

fn aliases(cell: &RawCell) -> Vec<Spanned<String>> {
    let mut found = Vec::new();
    let mut at = 0;
    for part in cell.text.text.split(['、', ',', '，', ';', '；', '\n']) {
        let start = at + (part.len() - part.trim_start().len());
        let word = part.trim();
        if !word.is_empty() && !is_empty(cell) {
            let span = cell.text.source(crate::span::Span::new(start, start + word.len()));
            found.push(Spanned::new(width::normalise(word), span));
        }
        at += part.len();
        at += cell.text.text.get(at..).and_then(|r| r.chars().next()).map_or(0, char::len_utf8);
    }
    found
}

/// The kind of input that a word names.
fn kind(word: &str) -> Option<InputKind> {
    let plain = width::normalise(word);
    let (name, choices) = match plain.split_once([':', '：']) {
        Some((name, rest)) => (name.to_owned(), Some(rest.to_owned())),
        None => (plain, None),
    };
    Some(match width::key(&name).as_str() {
        "是否" | "有无" | "是/否" | "yes/no" | "yesno" | "boolean" => InputKind::YesNo,
        "计数" | "数量" | "个数" | "人数" | "次数" | "件数" | "count" | "number" | "cases" => {
            InputKind::Count
        }
        "金额" | "数值" | "量" | "数" | "amount" | "money" | "measure" | "value" | "days" => InputKind::Amount,
        "比率" | "比例" | "百分比" | "率" | "rate" | "percent" | "percentage" | "share" | "ratio" => {
            InputKind::Rate
        }
        "名次" | "排名" | "rank" => InputKind::Rank,
        "评分" | "评议" | "评定" | "judged" | "judgement" | "judgment" => InputKind::Judged,
        "选择" | "等级" | "级别" | "选项" | "choice" | "level" | "grade" => {
            let choices = choices?;
            let words = choices.split(['、', ',', '，', '/', ';', '；']).map(|w| width::normalise(w.trim()));
            InputKind::Choice(words.filter(|w| !w.is_empty()).collect())
        }
        _ => return None,
    })
}

type Limits = (Option<Exact>, Option<Exact>);

fn bounds(text: &str) -> Option<Limits> {
    let plain = width::normalise(text);
    if let Some((low, high)) = plain.split_once("..") {
        let percent = plain.contains('%');
        let value = |t: &str| {
            let t = t.trim().trim_end_matches('%');
            let value = exact::parse(t)?;
            Some(if percent { value / exact::whole(100) } else { value })
        };
        let end = |t: &str| if t.trim().is_empty() { Some(None) } else { value(t).map(Some) };
        return Some((end(low)?, end(high)?));
    }
    let range = range::read(&plain)?;
    Some((range.from.map(|e| e.value), range.to.map(|e| e.value)))
}
