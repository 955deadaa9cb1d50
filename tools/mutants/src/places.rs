//! Source text → where a mutant can be switched in.

use proc_macro2::Span;
use std::collections::HashMap;
use std::ops::Range;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Arm, Block, Expr, ReturnType, Signature, Type};

/// Places by the offset at which the changed text of a mutant begins.
#[derive(Default)]
pub struct Places {
    /// First statement of a body → after its opening brace.
    pub bodies: HashMap<usize, usize>,
    /// Operator or struct field → the whole expression in which it is changed. Operators of one chain share the chain,
    /// because a changed operator can bind otherwise.
    pub wraps: HashMap<usize, Range<usize>>,
    /// Match arm → end of its pattern.
    pub arms: HashMap<usize, usize>,
    /// Guard of an arm → end of the arm's pattern.
    pub guards: HashMap<usize, usize>,
    /// End of an arm's pattern → its guard.
    pub guard_at: HashMap<usize, Range<usize>>,
}

/// The offset of a place: lines from 1, columns in characters from 0.
pub fn offset(source: &str, line: usize, column: usize) -> usize {
    let start: usize = source.split_inclusive('\n').take(line - 1).map(str::len).sum();
    start + source[start..].chars().take(column).map(char::len_utf8).sum::<usize>()
}

impl Places {
    pub fn of(source: &str) -> syn::Result<Places> {
        let mut finder = Finder { source, places: Places::default(), chain: None };
        finder.visit_file(&syn::parse_file(source)?);
        Ok(finder.places)
    }
}

struct Finder<'s> {
    source: &'s str,
    places: Places,
    /// The chain of operators that the expression visited next belongs to.
    chain: Option<Range<usize>>,
}

impl Finder<'_> {
    fn range(&self, span: Span) -> Range<usize> {
        let (start, end) = (span.start(), span.end());
        offset(self.source, start.line, start.column)..offset(self.source, end.line, end.column)
    }

    fn body(&mut self, signature: &Signature, block: &Block) {
        // A constant function cannot ask for the switch, and `impl Trait` is one type only.
        let opaque = matches!(&signature.output, ReturnType::Type(_, ty) if matches!(**ty, Type::ImplTrait(_)));
        if signature.constness.is_none()
            && !opaque
            && let Some(first) = block.stmts.first()
        {
            let start = self.range(first.span()).start;
            let open = self.range(block.brace_token.span.open()).end;
            self.places.bodies.insert(start, open);
        }
    }
}

fn holds_let(expr: &Expr) -> bool {
    match expr {
        Expr::Let(_) => true,
        Expr::Binary(b) => holds_let(&b.left) || holds_let(&b.right),
        _ => false,
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.body(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.body(&item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(block) = &item.default {
            self.body(&item.sig, block);
        }
        visit::visit_trait_item_fn(self, item);
    }

    fn visit_arm(&mut self, arm: &'ast Arm) {
        let start = self.range(arm.span()).start;
        let pattern = self.range(arm.pat.span()).end;
        self.places.arms.insert(start, pattern);
        if let Some((_, guard)) = &arm.guard {
            let guard = self.range(guard.span());
            self.places.guards.insert(guard.start, pattern);
            self.places.guard_at.insert(pattern, guard);
        }
        self.chain = None;
        visit::visit_arm(self, arm);
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        let own = self.range(expr.span());
        let outer = self.chain.take();
        match expr {
            Expr::Binary(binary) => {
                let chain = (!holds_let(expr)).then(|| outer.unwrap_or(own));
                let operator = self.range(binary.op.span()).start;
                if let Some(chain) = &chain {
                    self.places.wraps.insert(operator, chain.clone());
                }
                for side in [&binary.left, &binary.right] {
                    self.chain = chain.clone().filter(|_| matches!(**side, Expr::Binary(_) | Expr::Unary(_)));
                    self.visit_expr(side);
                }
                self.chain = None;
            }
            Expr::Unary(unary) => {
                self.places.wraps.insert(self.range(unary.op.span()).start, outer.unwrap_or(own));
                visit::visit_expr(self, expr);
            }
            Expr::Struct(made) => {
                for field in &made.fields {
                    self.places.wraps.insert(self.range(field.span()).start, own.clone());
                }
                visit::visit_expr(self, expr);
            }
            _ => visit::visit_expr(self, expr),
        }
    }
}
