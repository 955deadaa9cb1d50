//! The reading as it grows: inputs, clauses, the part each token plays, and what did not read.

use super::condition::Cond;
use super::interval::{Edge, Interval};
use super::lexicon;
use super::phrase::{self, Phrase};
use super::source::{Range, Source};
use crate::clause::{
    Applies, Clause, Comparison, Condition, Expr, Feed, InputKind, InputPhrase, InputRef, Reading, Role, Rule, Token,
};
use crate::diagnostic::Diagnostic;
use crate::exact::{self, Exact};

/// The reading as it grows.
pub(super) struct Draft<'s, 't> {
    /// The text.
    pub(super) source: &'s Source<'t>,
    /// What is read so far.
    pub(super) reading: Reading,
    roles: Vec<Option<Role>>,
    /// The number spoken of last, for `it` and for bands that do not repeat it.
    pub(super) quantity: Option<InputRef>,
    /// The last comparison: what `below that` means.
    pub(super) compared: Option<(InputRef, Exact)>,
    /// Sentences without points that set a target: `must not exceed 250 g`.
    pub(super) targets: Vec<(Phrase, Interval)>,
    /// Words that head what follows, from a line of their own.
    pub(super) header: Option<Range>,
    /// So many of what is counted next cost nothing: `The first rescue is free.`
    pub(super) free: Option<u32>,
    /// The round and kind of unit that the clauses being read are limited to.
    pub(super) applies: Vec<Applies>,
}

impl<'s, 't> Draft<'s, 't> {
    /// Nothing is read yet.
    pub(super) fn new(source: &'s Source<'t>) -> Draft<'s, 't> {
        Draft {
            source,
            reading: Reading::default(),
            roles: vec![None; source.len()],
            quantity: None,
            compared: None,
            targets: Vec::new(),
            header: None,
            free: None,
            applies: Vec::new(),
        }
    }

    /// Gives the tokens of `range` a role where they have none yet.
    pub(super) fn mark(&mut self, range: &Range, role: Role) {
        for i in range.clone() {
            if let Some(slot) = self.roles.get_mut(i)
                && slot.is_none()
            {
                *slot = Some(
                    if self.source.punct(i)
                        && !matches!(
                            role,
                            Role::Quantity | Role::Unread | Role::Input(_) | Role::Numbering | Role::Prose
                        )
                    {
                        Role::Punctuation
                    } else {
                        role
                    },
                );
            }
        }
    }

    /// Takes the role away from prose that turns out to name an input.
    pub(super) fn unmark(&mut self, range: &Range) {
        for i in range.clone() {
            if let Some(slot) = self.roles.get_mut(i) {
                *slot = None;
            }
        }
    }

    /// Whether a reader has already claimed all of `range`.
    pub(super) fn covers(&self, range: &Range) -> bool {
        range.clone().all(|i| !self.unmarked(i))
    }

    /// Whether token `i` still has no role.
    pub(super) fn unmarked(&self, i: usize) -> bool {
        self.roles.get(i).is_some_and(Option::is_none)
    }

    /// The input that `phrase` names, new or already there.
    pub(super) fn input(&mut self, phrase: &Phrase, kind: InputKind, unit: Option<String>) -> InputRef {
        let mut label = phrase.label(self.source);
        if label.is_empty() {
            label = phrase.ranges.first().map_or_else(|| "value".to_owned(), |r| self.source.raw(r));
        }
        let key = same(&label);
        let known = self
            .reading
            .inputs
            .iter()
            .position(|p| same(&p.label) == key && (p.kind == kind || compatible(&p.kind, &kind)));
        let found = match known {
            Some(n) => InputRef(n),
            None => {
                self.reading.diagnostics.extend(phrase::leftovers(self.source, phrase));
                let span = phrase
                    .ranges
                    .first()
                    .map_or_else(|| self.source.span(&(0..1)), |r| self.source.span(&self.source.trimmed(r, &[])));
                self.reading.inputs.push(InputPhrase { label, span, kind, unit, link: None, feed: Feed::Supplied });
                InputRef(self.reading.inputs.len() - 1)
            }
        };
        for range in &phrase.ranges {
            self.mark(range, Role::Input(found));
        }
        found
    }

    /// A yes/no input.
    pub(super) fn fact(&mut self, phrase: &Phrase) -> InputRef {
        self.input(phrase, InputKind::YesNo, None)
    }

    /// The number that an interval is about.
    pub(super) fn measured(&mut self, of: &Phrase, interval: &Interval) -> InputRef {
        self.mark(&interval.range, Role::Quantity);
        let named = !of.is_empty() && !of.label(self.source).is_empty();
        let pronoun =
            of.ranges.iter().all(|r| r.len() == 1 && matches!(self.source.word(r.start), "it" | "they" | "this"));
        if of.implied.is_some() && of.ranges.is_empty() {
            return self.dimension(of, interval);
        }
        if !named || (pronoun && self.quantity.is_some()) {
            if let Some(known) = self.quantity.filter(|q| self.fits(*q, interval)) {
                return known;
            }
            if let Some(header) = self.header.clone() {
                self.unmark(&header);
                return self.input(&Phrase::of(header), number_kind(interval, false), interval.unit.clone());
            }
            return self.unnamed(interval);
        }
        let count = interval.unit.is_none()
            && of.ranges.iter().any(|r| r.start >= interval.range.end)
            && interval.dimension.is_none();
        let found = self.input(of, number_kind(interval, count), interval.unit.clone());
        self.quantity = Some(found);
        found
    }

    /// `wider than` without a noun: the width of what was spoken of.
    fn dimension(&mut self, of: &Phrase, interval: &Interval) -> InputRef {
        let word = of.implied.clone().unwrap_or_default();
        let known = self
            .reading
            .inputs
            .iter()
            .position(|p| p.label.to_lowercase().contains(&word) && p.kind == InputKind::Amount);
        if let Some(n) = known {
            return InputRef(n);
        }
        let place = Phrase::implied(interval.range.start, word);
        self.input(&place, InputKind::Amount, interval.unit.clone())
    }

    /// No words name the number: its unit does, or the comparison itself.
    fn unnamed(&mut self, interval: &Interval) -> InputRef {
        // `10% per day late ...; after 5 days ...`: the days spoken of before.
        let unit = |p: &InputPhrase| p.unit.as_deref().map(same);
        let alike = |p: &InputPhrase| {
            p.kind == InputKind::Amount && unit(p).is_some() && unit(p) == interval.unit.as_deref().map(same)
        };
        let mut known = self.reading.inputs.iter().enumerate().filter(|(_, p)| alike(p)).map(|(n, _)| InputRef(n));
        if let (Some(one), None) = (known.next(), known.next()) {
            return one;
        }
        let name = match (&interval.unit, interval.percent) {
            (_, true) => "percentage".to_owned(),
            (Some(unit), _) => unit.clone(),
            (None, _) => "number".to_owned(),
        };
        let place = Phrase::implied(interval.range.start, name);
        let found = self.input(&place, number_kind(interval, false), interval.unit.clone());
        self.quantity = Some(found);
        found
    }

    fn fits(&self, input: InputRef, interval: &Interval) -> bool {
        self.reading.inputs.get(input.0).is_some_and(|p| (p.kind == InputKind::Rate) == interval.percent)
    }

    /// A condition with its inputs.
    pub(super) fn condition(&mut self, cond: &Cond) -> Condition {
        match cond {
            Cond::Fact(phrase) => Condition::Fact(self.fact(phrase)),
            Cond::Compare { of, interval, fillers } => {
                for filler in fillers {
                    self.mark(filler, Role::Filler);
                }
                let input = self.measured(of, interval);
                self.compares(input, interval)
            }
            Cond::Versus { of, how, other, statistic } => super::versus::condition(self, of, *how, other, *statistic),
            Cond::All(all) => Condition::All(all.iter().map(|c| self.condition(c)).collect()),
            Cond::Any(any) => Condition::Any(any.iter().map(|c| self.condition(c)).collect()),
            Cond::Not(inner) => Condition::Not(Box::new(self.condition(inner))),
        }
    }

    /// `input` lies in `interval`.
    pub(super) fn compares(&mut self, input: InputRef, interval: &Interval) -> Condition {
        let edge = |e: &Edge| scaled(&e.value, interval.percent);
        if let Some(e) = interval.from.as_ref().or(interval.to.as_ref()) {
            self.compared = Some((input, edge(e)));
        }
        let value = || Expr::Input(input);
        let low = interval.from.as_ref().map(|e| {
            let how = if e.included == Some(false) { Comparison::Above } else { Comparison::AtLeast };
            Condition::Compare(value(), how, Expr::Number(edge(e)))
        });
        let high = interval.to.as_ref().map(|e| {
            let how = if e.included == Some(false) { Comparison::Below } else { Comparison::AtMost };
            Condition::Compare(value(), how, Expr::Number(edge(e)))
        });
        match (low, high) {
            (Some(_), Some(_)) if interval.from == interval.to => {
                let at = interval.from.as_ref().map(edge).unwrap_or_default();
                Condition::Compare(value(), Comparison::Equal, Expr::Number(at))
            }
            (Some(low), Some(high)) => Condition::All(vec![low, high]),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => Condition::Always,
        }
    }

    /// Adds a clause that comes from `range`.
    pub(super) fn clause(&mut self, range: &Range, part: usize, rule: Rule) {
        let span = self.source.span(&self.source.trimmed(range, &[]));
        self.reading.clauses.push(Clause { span, part, applies: self.applies.clone(), rule });
    }

    /// Whether what is read now holds for one kind of unit only.
    pub(super) fn limited(&self) -> bool {
        self.applies.iter().any(|a| matches!(a, Applies::UnitClass(_)))
    }

    /// Gives the rest of a piece its roles; words outside the closed lists are errors.
    pub(super) fn close(&mut self, range: &Range) {
        let mut unread: Option<Range> = None;
        for i in range.clone() {
            if !self.unmarked(i) {
                continue;
            }
            if self.source.punct(i) {
                self.mark(&(i..i + 1), Role::Punctuation);
            } else if self.source.number(i).is_none() && known(self.source.word(i)) {
                self.mark(&(i..i + 1), Role::Keyword);
            } else {
                unread = Some(match unread {
                    Some(r) if r.end == i => r.start..i + 1,
                    Some(r) => {
                        self.unread(&r, range);
                        i..i + 1
                    }
                    None => i..i + 1,
                });
            }
        }
        if let Some(r) = unread {
            self.unread(&r, range);
        }
    }

    /// An error at `left`, the part of `sentence` that is not understood.
    pub(super) fn unread(&mut self, left: &Range, sentence: &Range) {
        self.mark(left, Role::Unread);
        let understood = self.source.raw(&(sentence.start..left.start));
        let diagnostic = Diagnostic::error("clause-not-read", self.source.span(left))
            .with("understood", understood)
            .with("left", self.source.raw(left))
            .with("nearest", super::nearest::form(self.source, sentence));
        self.reading.diagnostics.push(diagnostic);
    }

    /// The reading, its tokens covering the text.
    pub(super) fn finish(mut self) -> Reading {
        for i in 0..self.source.len() {
            if self.unmarked(i) {
                let role = if self.source.punct(i) { Role::Punctuation } else { Role::Prose };
                if let Some(slot) = self.roles.get_mut(i) {
                    *slot = Some(role);
                }
            }
        }
        let mut tokens: Vec<Token> = Vec::new();
        for (tok, role) in self.source.toks.iter().zip(&self.roles) {
            let role = role.unwrap_or(Role::Prose);
            match tokens.last_mut() {
                Some(last) if last.role == role && role != Role::Numbering => last.span.end = tok.span.end,
                _ => tokens.push(Token { span: tok.span, role }),
            }
        }
        self.reading.tokens = tokens;
        super::order::by_place(&mut self.reading);
        self.reading.diagnostics.sort_by_key(|d| (d.span.start, d.span.end));
        self.reading.diagnostics.dedup();
        self.reading
    }
}

/// A percentage as its hundredth.
pub(super) fn scaled(value: &Exact, percent: bool) -> Exact {
    if percent { value / exact::whole(100) } else { value.clone() }
}

/// The kind of input that is compared so.
pub(super) fn number_kind(interval: &Interval, count: bool) -> InputKind {
    if interval.percent {
        InputKind::Rate
    } else if count && interval.unit.is_none() {
        InputKind::Count
    } else {
        InputKind::Amount
    }
}

fn compatible(a: &InputKind, b: &InputKind) -> bool {
    let number = |k: &InputKind| matches!(k, InputKind::Count | InputKind::Amount);
    number(a) && number(b)
}

/// A label without case and plural, so that `late report` and `Late reports` are one.
pub(super) fn same(label: &str) -> String {
    label
        .to_lowercase()
        .split_whitespace()
        .map(|w| w.trim_end_matches("(s)").trim_end_matches('s').trim_end_matches(['\'', '’']))
        .filter(|w| !matches!(*w, "the" | "a" | "an"))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether a word is in one of the closed lists.
fn known(word: &str) -> bool {
    #[rustfmt::skip]
    let lists: &[&[&str]] = &[
        lexicon::POINTS, lexicon::POINT_ADJECTIVES, lexicon::EARN, lexicon::LOSE, lexicon::LOSS_NOUNS,
        lexicon::GAIN_NOUNS, lexicon::AUXILIARIES, lexicon::DETERMINERS,
    ];
    let phrases: &[&[&str]] = &[lexicon::IF, lexicon::UNLESS, lexicon::EACH, lexicon::OTHERWISE];
    #[rustfmt::skip]
    let small = &[
        "for", "of", "in", "by", "with", "and", "or", "but", "on", "at", "to", "from", "then", "result", "results",
        "resulting", "lead", "leads", "not", "cannot", "up", "as", "follows", "made", "taken", "set", "additional",
        "further", "automatic", "away", "entitled", "thereof", "part", "full", "complete", "whole", "while",
        "whereas", "plus", "respectively", "over", "towards", "under", "score", "scores", "extra", "automatically",
        "eligible", "rate", "also", "more", "used", "thus", "so", "that", "there", "against", "just", "points", "no",
        "any", "immediate", "late", "time", "final", "point", "flat", "fixed", "reserved", "provided", "distributed",
        "paid", "which", "who", "corresponding", "amounting", "accounts", "account", "subsequent", "and", "time",
        "technical", "service", "instead", "never", "otherwise", "increased", "raised", "%", "without", "both",
        "either", "take", "takes", "taking", "whereas", "marking", "reduces", "lowers", "decreases", "applies",
    ];
    lists.iter().any(|l| l.contains(&word))
        || small.contains(&word)
        || phrases.iter().any(|l| l.iter().any(|p| p.split(' ').any(|w| w == word)))
}
