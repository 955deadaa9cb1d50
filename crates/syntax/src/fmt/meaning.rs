//! Whether two documents mean the same, wherever their words stand.

use crate::clause::{Clause, Reading};
use crate::document::shift::place_rule;
use crate::document::{Attribute, Document, FrontMatter, Section, Spanned, Table, Term, TermExpr};
use crate::provision;
use crate::span::Span;

/// Whether both have the same front matter, terms, sections and readings.
pub(super) fn same(a: &Document, b: &Document) -> bool {
    let (sections_a, sections_b) = (a.walk(), b.walk());
    same_front(&a.front, &b.front)
        && a.terms.len() == b.terms.len()
        && a.terms.iter().zip(&b.terms).all(|(a, b)| same_term(a, b))
        && sections_a.len() == sections_b.len()
        && sections_a.iter().zip(&sections_b).all(|(a, b)| same_section(a, b))
}

fn value<T>(spanned: &Option<Spanned<T>>) -> Option<&T> {
    spanned.as_ref().map(|s| &s.value)
}

fn values<T>(spanned: &[Spanned<T>]) -> Vec<&T> {
    spanned.iter().map(|s| &s.value).collect()
}

fn same_front(a: &FrontMatter, b: &FrontMatter) -> bool {
    let period = |p: &Option<crate::document::Period>| p.clone().map(|p| (p.from.value, p.to.value));
    let policies = |f: &[crate::document::PolicySetting]| {
        f.iter().map(|p| (p.name.value.clone(), p.value.value.clone())).collect::<Vec<_>>()
    };
    value(&a.code) == value(&b.code)
        && value(&a.title) == value(&b.title)
        && value(&a.issuer) == value(&b.issuer)
        && value(&a.language) == value(&b.language)
        && values(&a.levels) == values(&b.levels)
        && period(&a.period) == period(&b.period)
        && period(&a.field) == period(&b.field)
        && values(&a.rounds) == values(&b.rounds)
        && value(&a.total) == value(&b.total)
        && value(&a.partial) == value(&b.partial)
        && values(&a.refers) == values(&b.refers)
        && policies(&a.policies) == policies(&b.policies)
        && policies(&a.dismissed) == policies(&b.dismissed)
}

fn same_term(a: &Term, b: &Term) -> bool {
    let formula = |t: &Term| t.formula.as_ref().map(|f| bare_formula(&f.value));
    value(&a.id) == value(&b.id)
        && a.label.value == b.label.value
        && values(&a.aliases) == values(&b.aliases)
        && formula(a) == formula(b)
        && value(&a.kind) == value(&b.kind)
        && value(&a.unit) == value(&b.unit)
        && value(&a.provider) == value(&b.provider)
        && value(&a.source) == value(&b.source)
        && value(&a.bounds) == value(&b.bounds)
        && value(&a.data_date) == value(&b.data_date)
        && value(&a.level) == value(&b.level)
        && value(&a.roll_up) == value(&b.roll_up)
}

/// The formula with every name at no place.
fn bare_formula(expr: &TermExpr) -> TermExpr {
    let all = |all: &[TermExpr]| all.iter().map(bare_formula).collect();
    match expr {
        TermExpr::Number(n) => TermExpr::Number(n.clone()),
        TermExpr::Name(name) => TermExpr::Name(Spanned::new(name.value.clone(), Span::default())),
        TermExpr::Add(e) => TermExpr::Add(all(e)),
        TermExpr::Mul(e) => TermExpr::Mul(all(e)),
        TermExpr::Sub(a, b) => TermExpr::Sub(Box::new(bare_formula(a)), Box::new(bare_formula(b))),
        TermExpr::Div(a, b) => TermExpr::Div(Box::new(bare_formula(a)), Box::new(bare_formula(b))),
    }
}

fn same_section(a: &Section, b: &Section) -> bool {
    let points = |s: &Section| s.points.as_ref().map(|p| (p.value.clone(), p.unit));
    let attributes = |s: &Section| s.attributes.iter().map(words).collect::<Vec<_>>();
    let tables = |s: &Section| s.tables.iter().map(cells).collect::<Vec<_>>();
    a.id == b.id
        && a.title == b.title
        && a.kind == b.kind
        && a.children.len() == b.children.len()
        && a.quotes.len() == b.quotes.len()
        && points(a) == points(b)
        && attributes(a) == attributes(b)
        && tables(a) == tables(b)
        && same_reading(&a.reading, &b.reading)
        && a.provisions.iter().map(provision::bare).eq(b.provisions.iter().map(provision::bare))
}

fn words(attribute: &Attribute) -> (String, String) {
    (attribute.setting.name.value.clone(), attribute.setting.value.value.clone())
}

fn cells(table: &Table) -> Vec<Vec<String>> {
    let text = |c: &crate::document::TableCell| crate::document::width::normalise(&c.text);
    std::iter::once(&table.header).chain(&table.rows).map(|r| r.iter().map(text).collect()).collect()
}

fn same_reading(a: &Reading, b: &Reading) -> bool {
    let codes = |r: &Reading| r.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>();
    a.scoring == b.scoring
        && a.inputs.len() == b.inputs.len()
        && a.inputs
            .iter()
            .zip(&b.inputs)
            .all(|(a, b)| (&a.label, &a.kind, &a.unit, &a.link) == (&b.label, &b.kind, &b.unit, &b.link))
        && codes(a) == codes(b)
        && a.clauses.iter().map(bare_clause).eq(b.clauses.iter().map(bare_clause))
}

/// The clause at no place.
fn bare_clause(clause: &Clause) -> Clause {
    let mut clause = clause.clone();
    clause.span = Span::default();
    place_rule(&mut clause.rule, &|_| Span::default());
    clause
}
