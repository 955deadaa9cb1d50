//! Arithmetic over names: text → `Node`, before any name is an input.

use super::lexicon::among;
use super::source::{Range, Source};
use crate::exact;

/// An expression over names that are not inputs yet.
pub(super) enum Node {
    Number(exact::Exact),
    Name(Range),
    Add(Vec<Node>),
    Sub(Box<Node>, Box<Node>),
    Mul(Vec<Node>),
    Div(Box<Node>, Box<Node>),
    Least(Vec<Node>),
    Greatest(Vec<Node>),
}

pub(super) fn holds_name(node: &Node) -> bool {
    match node {
        Node::Number(_) => false,
        Node::Name(_) => true,
        Node::Add(all) | Node::Mul(all) | Node::Least(all) | Node::Greatest(all) => all.iter().any(holds_name),
        Node::Sub(a, b) | Node::Div(a, b) => holds_name(a) || holds_name(b),
    }
}

pub(super) struct Parser<'s, 't> {
    pub(super) source: &'s Source<'t>,
    pub(super) at: usize,
    pub(super) end: usize,
    pub(super) depth: usize,
    pub(super) quantities: Vec<Range>,
}

impl Parser<'_, '_> {
    fn takes(&mut self, words: &[&str]) -> bool {
        match self.source.longest(self.at, self.end, words) {
            Some(next) => {
                self.at = next;
                true
            }
            None => false,
        }
    }

    /// `A to B multiplied by 40` after `the ratio of`.
    pub(super) fn ratio(&mut self) -> Option<Node> {
        let middle = (self.at..self.end).find(|i| self.source.is(*i, "to"))?;
        let (first, end) = (self.at..middle, self.end);
        self.at = middle + 1;
        let stop = (self.at..end)
            .find(|i| self.source.longest(*i, end, &["multiplied by", "times", "x", "*", ", multiplied by"]).is_some())
            .unwrap_or(end);
        let second = self.source.trimmed(&(self.at..stop), &["the"]);
        let node = Node::Div(Box::new(Node::Name(self.source.trimmed(&first, &["the"]))), Box::new(Node::Name(second)));
        self.at = stop;
        if self.takes(&["multiplied by", "times", "x", "*", ", multiplied by"]) {
            let by = self.factor()?;
            return Some(Node::Mul(vec![node, by]));
        }
        Some(node)
    }

    pub(super) fn sum(&mut self) -> Option<Node> {
        // Deep nesting is a slip or an attack; give up before the stack does.
        self.depth += 1;
        if self.depth > 40 {
            return None;
        }
        let mut left = self.product()?;
        loop {
            if self.takes(&["+", "plus"]) {
                let right = self.product()?;
                left = match left {
                    Node::Add(mut all) => {
                        all.push(right);
                        Node::Add(all)
                    }
                    first => Node::Add(vec![first, right]),
                };
            } else if self.takes(&["-", "minus", "less"]) {
                let right = self.product()?;
                left = Node::Sub(Box::new(left), Box::new(right));
            } else {
                self.depth -= 1;
                return Some(left);
            }
        }
    }

    fn product(&mut self) -> Option<Node> {
        let mut left = self.factor()?;
        loop {
            if self.takes(&[
                "*",
                "x",
                "×",
                "multiplied by",
                "times",
                ", multiplied by",
                "and multiplying by",
                "and multiplying the result by",
                "and then multiplying by",
                ", and multiplying by",
                ", and multiplying the result by",
                ", then multiplying by",
                "and multiplied by",
            ]) {
                let right = self.factor()?;
                left = match left {
                    Node::Mul(mut all) => {
                        all.push(right);
                        Node::Mul(all)
                    }
                    first => Node::Mul(vec![first, right]),
                };
            } else if self.takes(&["/", "÷", "divided by", "over", ":"]) {
                let right = self.factor()?;
                left = Node::Div(Box::new(left), Box::new(right));
            } else if self.source.any(self.at, self.end, &["(", "["]) {
                // `100 (Lowest / Own)`
                let right = self.factor()?;
                left = Node::Mul(vec![left, right]);
            } else {
                return Some(left);
            }
        }
    }

    fn factor(&mut self) -> Option<Node> {
        let source = self.source;
        if self.at >= self.end {
            return None;
        }
        if self.takes(&["dividing"]) {
            let top = self.name_until(&["by"])?;
            self.takes(&["by"]);
            let bottom = self.name_until(&["and", ",", "multiplied", "then"])?;
            return Some(Node::Div(Box::new(Node::Name(top)), Box::new(Node::Name(bottom))));
        }
        if let Some(least) = source.longest(self.at, self.end, &["min ("]) {
            return self.list(least).map(Node::Least);
        }
        if let Some(greatest) = source.longest(self.at, self.end, &["max ("]) {
            return self.list(greatest).map(Node::Greatest);
        }
        if matches!(source.word(self.at), "(" | "[" | "{") {
            self.at += 1;
            let inner = self.sum()?;
            if !matches!(source.word(self.at), ")" | "]" | "}") || self.at >= self.end {
                return None;
            }
            self.at += 1;
            return Some(inner);
        }
        if let Some(value) = source.number(self.at).cloned() {
            let start = self.at;
            self.at += 1;
            let mut value = value;
            if source.is(self.at, "%") && self.at < self.end {
                value /= exact::whole(100);
                self.at += 1;
            }
            if source.any(self.at, self.end, &["points", "marks", "point"]) {
                self.at += 1;
            }
            self.quantities.push(start..self.at);
            if self.takes(&["of", "of the"]) {
                let of = self.factor()?;
                return Some(Node::Mul(vec![Node::Number(value), of]));
            }
            return Some(Node::Number(value));
        }
        self.name().map(Node::Name)
    }

    fn list(&mut self, start: usize) -> Option<Vec<Node>> {
        self.at = start;
        let mut all = vec![self.sum()?];
        while self.takes(&[",", ";"]) {
            all.push(self.sum()?);
        }
        self.takes(&[")"]).then_some(all)
    }

    fn name_until(&mut self, stops: &[&str]) -> Option<Range> {
        let start = self.at;
        while self.at < self.end && !among(stops, self.source.word(self.at)) {
            self.at += 1;
        }
        let range = self.source.trimmed(&(start..self.at), &["the"]);
        (!range.is_empty()).then_some(range)
    }

    /// A name: words up to the next operator. A bracket directly behind it explains it.
    fn name(&mut self) -> Option<Range> {
        let source = self.source;
        let start = self.at;
        while self.at < self.end {
            let word = source.word(self.at);
            let operator = matches!(
                word,
                "*" | "x"
                    | "×"
                    | "/"
                    | "÷"
                    | "+"
                    | "="
                    | ")"
                    | "]"
                    | "}"
                    | ","
                    | ";"
                    | "plus"
                    | "minus"
                    | "times"
                    | "multiplied"
                    | "divided"
            ) || (word == "-" && (source.spaced(self.at) || self.at == start));
            if operator || (self.at == start && matches!(word, "." | ":" | "-" | ">" | "<")) {
                break;
            }
            if matches!(word, "(" | "[") {
                let close = (self.at..self.end).find(|i| matches!(source.word(*i), ")" | "]"))?;
                let inside = self.at + 1..close;
                let explains = self.at > start
                    && !inside
                        .clone()
                        .any(|i| matches!(source.word(i), "*" | "/" | "+" | "x") || source.number(i).is_some());
                if !explains {
                    break;
                }
                self.at = close + 1;
                continue;
            }
            self.at += 1;
        }
        let range = source.trimmed(&(start..self.at), &["the"]);
        (!range.is_empty() && range.clone().any(|i| !source.punct(i))).then_some(range)
    }
}

pub(super) fn distinct(source: &Source, ranges: &[Range]) -> Vec<Range> {
    let mut out: Vec<Range> = Vec::new();
    for range in ranges {
        if !out.iter().any(|r| super::draft::same(&source.raw(r)) == super::draft::same(&source.raw(range))) {
            out.push(range.clone());
        }
    }
    out
}

pub(super) fn collect(node: &Node, out: &mut Vec<Range>) {
    match node {
        Node::Number(_) => {}
        Node::Name(range) => out.push(range.clone()),
        Node::Add(all) | Node::Mul(all) | Node::Least(all) | Node::Greatest(all) => {
            all.iter().for_each(|n| collect(n, out))
        }
        Node::Sub(a, b) | Node::Div(a, b) => {
            collect(a, out);
            collect(b, out);
        }
    }
}
