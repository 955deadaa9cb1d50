//! What has been understood so far: inputs, clauses, the part that every character plays.

use super::phrase;
use super::text::{Range, Text};
use crate::clause::{
    Applies, Clause, CohortStatistic, Comparison, Condition, Effect, Expr, Feed, InputKind, InputPhrase, InputRef,
    Role, Rule, Sign,
};
use crate::diagnostic::Diagnostic;
use crate::span::Span;

use super::number::Unit;
use super::split::Run;

/// A figure that steps can be measured against.
#[derive(Clone, Debug)]
pub(super) struct Target {
    /// The quantity's label, as compared.
    pub key: String,
    /// The quantity, once something asks for it.
    pub input: Option<InputRef>,
    /// Where the quantity is named.
    pub pieces: Vec<Range>,
    /// The bounds of the good side: one, or two for a band (95%-100%).
    pub bounds: Vec<(Comparison, Expr)>,
    /// What it is measured in.
    pub unit: Unit,
    /// The clause that gives points at the target.
    pub clause: Option<usize>,
    /// Where it stands.
    pub part: usize,
}

/// The state of reading one text.
pub(super) struct Reader<'t> {
    /// The text.
    pub text: &'t Text,
    /// Inputs in order of discovery; unused ones are dropped at the end.
    pub inputs: Vec<InputPhrase>,
    /// What each input is compared by.
    pub keys: Vec<String>,
    /// The part in which each input is first named.
    pub parts: Vec<usize>,
    /// The part that is being read.
    pub part: usize,
    /// The clauses so far.
    pub clauses: Vec<Clause>,
    /// The sentence and run of each clause.
    pub places: Vec<Run>,
    /// The part that each character plays.
    pub roles: Vec<Option<Role>>,
    /// Findings so far.
    pub diagnostics: Vec<Diagnostic>,
    /// Figures that steps can be measured against, oldest first.
    pub targets: Vec<Target>,
    /// The round that the text speaks of, and the run in which it was named.
    pub round: Option<(String, Run)>,
    /// Words that what follows is about: 食品安全卫生(3分,发生事故不得分).
    pub topic: Option<Range>,
    /// The sentence in which a topic with its points in brackets stands: it names nothing beyond.
    pub topic_of: Option<usize>,
    /// The verb of the last points.
    pub last_sign: Option<(Sign, bool)>,
    /// The condition of the last clause, for 否则 and a second effect.
    pub last_condition: Option<Condition>,
    /// Clauses that count a shortfall from a target not yet named: their index, input and unit.
    pub shortfalls: Vec<(usize, InputRef, Unit)>,
    /// How many cases count, where the words before 每次 say it.
    pub most_cases: Option<crate::exact::Exact>,
    /// What follows from each of the things that the text lists: 有下列情形之一的,不得分.
    pub listed: Option<Effect>,
    /// The clause that the list has begun.
    pub listed_clause: Option<usize>,
    /// How many occurrences do not count: 第二次起每次扣….
    pub free: Option<crate::exact::Exact>,
    /// What full completion is worth, where the proportion behind does not say it.
    pub proportion_of: Option<crate::clause::Amount>,
    /// Rates that the text defines by a formula: their input and what it stands for.
    pub definitions: Vec<(InputRef, Expr)>,
    /// Figures of all units together that were named: a later 平均水平 of the same input is the same figure.
    pub cohorts: Vec<(CohortStatistic, InputRef, String, Span)>,
    /// Whether rounds are told apart in this text.
    pub rounds: bool,
}

impl<'t> Reader<'t> {
    /// Nothing understood yet.
    pub fn new(text: &'t Text) -> Reader<'t> {
        Reader {
            text,
            inputs: Vec::new(),
            keys: Vec::new(),
            parts: Vec::new(),
            part: 0,
            clauses: Vec::new(),
            places: Vec::new(),
            roles: vec![None; text.len()],
            diagnostics: Vec::new(),
            targets: Vec::new(),
            round: None,
            topic: None,
            topic_of: None,
            last_sign: None,
            last_condition: None,
            shortfalls: Vec::new(),
            most_cases: None,
            free: None,
            listed: None,
            listed_clause: None,
            proportion_of: None,
            definitions: Vec::new(),
            cohorts: Vec::new(),
            rounds: false,
        }
    }

    /// Gives `role` to the characters of `range` that have none yet.
    pub fn mark(&mut self, range: Range, role: Role) {
        for slot in self.roles.iter_mut().take(range.1).skip(range.0) {
            slot.get_or_insert(role);
        }
    }

    /// Marks a keyword together with the figures inside it.
    pub fn mark_keyword(&mut self, range: Range) {
        let nums: Vec<Range> = self.text.nums_in(range).map(|n| (n.start, n.end)).collect();
        for num in nums {
            self.mark(num, Role::Quantity);
        }
        self.mark(range, Role::Keyword);
    }

    /// The input named by `pieces`, new or known.
    pub fn input(&mut self, pieces: &[Range], kind: InputKind, unit: Option<String>) -> InputRef {
        let label = phrase::label(self.text, pieces);
        self.named(label, pieces, kind, unit)
    }

    /// The input called `label`, which is named by `pieces`.
    pub fn named(&mut self, label: String, pieces: &[Range], kind: InputKind, unit: Option<String>) -> InputRef {
        let label = if label.is_empty() { "指标值".to_owned() } else { label };
        let key = phrase::key(&label);
        let near = |i: usize| self.parts.get(i) == Some(&self.part);
        let found = (0..self.inputs.len()).find(|&i| match (self.keys.get(i), self.inputs.get(i)) {
            (Some(known), Some(input)) => {
                same(known, &key, &input.kind, &kind, near(i)) && same_unit(&input.unit, &unit)
            }
            _ => false,
        });
        let index = found.unwrap_or_else(|| {
            let span = self.span_of(pieces);
            self.inputs.push(InputPhrase { label, span, kind, unit, link: None, feed: Feed::Supplied });
            self.keys.push(key);
            self.parts.push(self.part);
            self.inputs.len() - 1
        });
        for piece in pieces {
            self.mark(*piece, Role::Input(InputRef(index)));
        }
        InputRef(index)
    }

    /// An input that is new whatever it is called.
    pub fn fresh(&mut self, label: String, pieces: &[Range], kind: InputKind, unit: Option<String>) -> InputRef {
        let label = if label.is_empty() { "指标值".to_owned() } else { label };
        self.keys.push(phrase::key(&label));
        self.parts.push(self.part);
        let span = self.span_of(pieces);
        self.inputs.push(InputPhrase { label, span, kind, unit, link: None, feed: Feed::Supplied });
        let index = self.inputs.len() - 1;
        for piece in pieces {
            self.mark(*piece, Role::Input(InputRef(index)));
        }
        InputRef(index)
    }

    fn span_of(&self, pieces: &[Range]) -> crate::span::Span {
        let cleaned = pieces.iter().map(|p| phrase::clean(self.text, *p)).find(|p| p.0 < p.1);
        self.text.span(cleaned.or_else(|| pieces.first().copied()).unwrap_or((0, 0)))
    }

    /// The yes/no condition that `range` words, or the opposite of one that the text has already named.
    pub fn fact(&mut self, pieces: &[Range]) -> Condition {
        let label = phrase::label(self.text, pieces);
        let key = phrase::key(&label);
        let last = label.rsplit(',').next().unwrap_or(&label).to_owned();
        let opposite = [&label, &last].iter().find_map(|l| {
            let positive = phrase::positive(l).map(|p| phrase::key(&p))?;
            self.facts()
                .find(|(_, known)| {
                    **known == positive
                        || (positive.chars().count() >= 3 && known.ends_with(&positive) && !negated(known, &positive))
                })
                .map(|(i, _)| i)
        });
        // 体检合格…不合格: the fact just before, however short its word.
        let opposite = opposite.or_else(|| {
            let positive = phrase::positive(&last).map(|p| phrase::key(&p))?;
            let (index, known) = self.facts().last()?;
            (label == last
                && known.ends_with(&positive)
                && !negated(known, &positive)
                && !qualified(known, &positive)
                && self.parts.get(index) == Some(&self.part))
            .then_some(index)
        });
        let opposite = opposite.or_else(|| {
            self.facts().find(|(_, known)| phrase::positive(known).is_some_and(|p| p == key)).map(|(i, _)| i)
        });
        if let Some(index) = opposite {
            for piece in pieces {
                self.mark(*piece, Role::Input(InputRef(index)));
            }
            return Condition::Not(Box::new(Condition::Fact(InputRef(index))));
        }
        Condition::Fact(self.named(label, pieces, InputKind::YesNo, None))
    }

    fn facts(&self) -> impl Iterator<Item = (usize, &String)> {
        self.keys.iter().enumerate().filter(|(i, _)| self.inputs.get(*i).is_some_and(|p| p.kind == InputKind::YesNo))
    }

    /// Adds a clause that stands at `range`.
    pub fn push(&mut self, range: Range, place: Run, rule: Rule) -> usize {
        let round = self.round.as_ref().map(|(round, _)| Applies::Round(round.clone()));
        let class = place.class.map(|class| Applies::UnitClass(self.text.str(class)));
        let applies = round.into_iter().chain(class).collect();
        self.clauses.push(Clause { span: self.text.span(range), part: place.part, applies, rule });
        self.places.push(place);
        self.clauses.len() - 1
    }

    /// Reports a stretch that did not read, once.
    pub fn unread(&mut self, range: Range, understood: &str, nearest: &str) {
        let range = phrase::clean(self.text, range);
        if range.0 >= range.1 {
            return;
        }
        for slot in self.roles.iter_mut().take(range.1).skip(range.0) {
            *slot = Some(Role::Unread);
        }
        let span = self.text.span(range);
        let left = self.text.str(range);
        self.diagnostics.push(
            Diagnostic::error("clause-not-read", span)
                .with("left", left)
                .with("understood", understood.to_owned())
                .with("nearest", nearest.to_owned()),
        );
    }
}

fn negated(known: &str, positive: &str) -> bool {
    known.strip_suffix(positive).is_some_and(|front| front.ends_with(['未', '无', '不', '没']))
}

fn same_unit(a: &Option<String>, b: &Option<String>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a == b || super::targets::same_classifier(a, b),
        _ => true,
    }
}

/// Whether two mentions name one input: the same words, or for quantities of one part the second a shorter form of the
/// first (计划生育事业费到位率 … 到位率).
fn same(known: &str, key: &str, known_kind: &InputKind, kind: &InputKind, near: bool) -> bool {
    if known_kind != kind {
        return false;
    }
    if known == key {
        return true;
    }
    near && matches!(kind, InputKind::Rate | InputKind::Amount | InputKind::Rank)
        && key.chars().count() >= 2
        && known.ends_with(key)
}

/// 基本完整, 较好: a grade of its own rather than what a denial denies.
fn qualified(known: &str, positive: &str) -> bool {
    known.strip_suffix(positive).is_some_and(|front| front.ends_with(['本', '较', '分', '比']))
}
