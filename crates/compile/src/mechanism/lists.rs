//! Sentences about lists → one rule a list: sentences with one name are a union, names of other lists become indexes.

use super::consequence::rewards;
use super::level::{self, Level};
use super::pick::{self, Asking};
use super::{Placed, same_level};
use crate::plan::{
    Builder, ConsequenceRule, ExclusionRule, FactIx, ListIx, ListRule, OutsideFactRule, PickRule, list_key,
};
use crate::policy::{Policies, PolicyName};
use kaocheng_syntax::clause::Language;
use kaocheng_syntax::diagnostic::Diagnostic;
use kaocheng_syntax::document::Document;
use kaocheng_syntax::provision::{Consequence, List, OutsideFact, Pick, ProvisionRule};
use kaocheng_syntax::span::Span;

/// The sentences about one list.
struct Sentences<'a> {
    name: String,
    level: Option<String>,
    all: Vec<(&'a List, Span)>,
}

/// Lowers all lists of a document into the plan.
pub(super) fn lower(
    document: &Document,
    placed: &[Placed],
    builder: &mut Builder,
    policies: &Policies,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let lists = together(document, placed, builder, diagnostics);
    let keys: Vec<Key> = lists.iter().map(|l| Key { name: list_key(&l.name), level: l.level.clone() }).collect();
    let several_levels = level::assessed(&builder.plan).len() > 1;
    for (ix, list) in lists.iter().enumerate() {
        let asking = Asking { list: ix, level: list.level.as_deref(), levels: several_levels };
        let mut lowering = Lowering { builder, diagnostics, keys: &keys, asking };
        let rule = lowering.list(list);
        builder.plan.mechanism.lists.push(rule);
    }
    bar(builder, policies);
    break_circles(builder, diagnostics);
}

/// Puts the sentences of one name and level together, in the order of their first ones. A sentence without a name is a
/// list of its own, named after what follows.
fn together<'a>(
    document: &Document,
    placed: &[Placed<'a>],
    builder: &Builder,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Sentences<'a>> {
    let mut lists: Vec<Sentences> = Vec::new();
    for place in placed {
        let ProvisionRule::List(list) = &place.provision.rule else { continue };
        let span = place.provision.span;
        let level = match level::of_list(document, place, list, &builder.plan) {
            Level::Known(level) => level,
            Level::Open(levels) => {
                let found = Diagnostic::question("list-level-open", span).with("list", list.name.clone());
                diagnostics.push(found.with("levels", levels.join(", ")));
                levels.into_iter().next()
            }
        };
        let plain =
            list.name.chars().filter(|c| !crate::plan::QUOTES.contains(c)).collect::<String>().trim().to_owned();
        let key = list_key(&plain);
        let known = lists.iter_mut().find(|l| !key.is_empty() && list_key(&l.name) == key && l.level == level);
        match known {
            Some(known) => known.all.push((list, span)),
            None => {
                let name = if plain.is_empty() { unnamed(list, &lists, Language::of(&document.source)) } else { plain };
                lists.push(Sentences { name, level, all: vec![(list, span)] });
            }
        }
    }
    lists
}

/// A name for a list that the text does not name: what follows, numbered where that is taken.
fn unnamed(list: &List, before: &[Sentences], language: Language) -> String {
    let word = |zh: &str, en: &str| (if language == Language::Chinese { zh } else { en }).to_owned();
    let named = list.consequences.iter().find_map(|c| match c {
        Consequence::Commend => Some(word("通报表扬", "commended")),
        Consequence::Circulate => Some(word("通报批评", "criticised in a circular")),
        Consequence::Ineligible => Some(word("取消评先", "not eligible")),
        Consequence::Text(words) => Some(words.clone()),
        Consequence::Amount { .. } | Consequence::Matching { .. } => None,
    });
    let word = named.unwrap_or_else(|| word("奖惩", "awards and penalties"));
    let taken = |name: &str| before.iter().any(|l| list_key(&l.name) == list_key(name));
    if !taken(&word) {
        return word;
    }
    (2..).map(|n| format!("{word} {n}")).find(|name| !taken(name)).unwrap_or(word)
}

/// What other lists are found by.
struct Key {
    name: String,
    level: Option<String>,
}

struct Lowering<'a> {
    builder: &'a mut Builder,
    diagnostics: &'a mut Vec<Diagnostic>,
    /// The names of all lists, for comparing.
    keys: &'a [Key],
    asking: Asking<'a>,
}

impl Lowering<'_> {
    fn list(&mut self, sentences: &Sentences) -> ListRule {
        let mut picks: Vec<PickRule> = Vec::new();
        let mut exclusions: Vec<ExclusionRule> = Vec::new();
        let mut consequences: Vec<ConsequenceRule> = Vec::new();
        let mut condition = None;
        for (list, span) in &sentences.all {
            for pick in &list.picks {
                let lowered = self.pick(pick, &sentences.name, *span);
                picks.extend(lowered.filter(|p| !picks.contains(p)));
            }
            for exclusion in &list.exclusions {
                let found = self.named(&exclusion.list, *span);
                let rule = found.map(|list| ExclusionRule { list, succeed: exclusion.succeed });
                exclusions.extend(rule.filter(|r| !exclusions.contains(r)));
            }
            for follows in &list.consequences {
                let lowered = pick::consequence(follows, &self.asking, self.builder);
                if !consequences.contains(&lowered) {
                    consequences.push(lowered);
                }
            }
            if let Some(fact) = &list.condition {
                condition = condition.or_else(|| Some(self.fact(fact)));
            }
        }
        let award = rewards(&consequences, &picks);
        ListRule {
            name: sentences.name.clone(),
            level: sentences.level.clone(),
            declared: self.declared(sentences),
            picks,
            exclusions,
            barred: Vec::new(),
            consequences,
            condition,
            award,
            span: sentences.all.first().map_or_else(Span::default, |(_, span)| *span),
        }
    }

    /// The number that the text declares; two sentences must not declare two.
    fn declared(&mut self, sentences: &Sentences) -> Option<u32> {
        let mut first = None;
        for (list, span) in &sentences.all {
            match (first, list.declared) {
                (None, declared) => first = declared,
                (Some(first), Some(other)) if first != other => self.diagnostics.push(
                    Diagnostic::warning("list-count-twice", *span)
                        .with("list", sentences.name.clone())
                        .with("first", first.to_string())
                        .with("second", other.to_string()),
                ),
                _ => {}
            }
        }
        first
    }

    fn pick(&mut self, pick: &Pick, name: &str, span: Span) -> Option<PickRule> {
        match pick {
            Pick::Ranked(ranked) => pick::ranked(ranked, &self.asking, self.builder, span, self.diagnostics),
            Pick::Event(fact) => Some(PickRule::Event(pick::event(fact, &self.asking, self.builder))),
            Pick::Years { list, years } => {
                Some(PickRule::Years { list: self.named(list, span)?, years: (*years).max(2) })
            }
            Pick::Chosen { count } => {
                let input = pick::chosen(name, &self.asking, self.builder, span);
                Some(PickRule::Chosen { count: *count, input })
            }
        }
    }

    /// The list of this name: that of the same level, where several levels have one.
    fn named(&mut self, name: &str, span: Span) -> Option<ListIx> {
        let key = list_key(name);
        let same = |k: &Key| k.name == key;
        let own = |k: &Key| same(k) && k.level.as_deref() == self.asking.level;
        let found = self.keys.iter().position(own).or_else(|| self.keys.iter().position(same));
        if found.is_none() {
            let names: Vec<&str> = self.keys.iter().map(|k| k.name.as_str()).collect();
            let lists = names.join(", ");
            self.diagnostics.push(Diagnostic::error("list-unknown", span).with("list", name).with("lists", lists));
        }
        found.map(ListIx)
    }

    /// The fact with these words, once for the whole round.
    fn fact(&mut self, fact: &OutsideFact) -> FactIx {
        let facts = &mut self.builder.plan.mechanism.facts;
        let known = facts.iter().position(|f| super::names::folded(&f.label) == super::names::folded(&fact.words));
        FactIx(known.unwrap_or_else(|| {
            let id = format!("fact:{}", facts.len() + 1);
            facts.push(OutsideFactRule { id, label: fact.words.clone(), span: fact.span });
            facts.len() - 1
        }))
    }
}

/// Which lists bar from award lists: those that say so, and all that warn where the policy says so.
fn bar(builder: &mut Builder, policies: &Policies) {
    let exclude = policies.choice(PolicyName::ListOverlap).0 == 1;
    let lists = &mut builder.plan.mechanism.lists;
    let barring = |l: &ListRule| !l.award && (exclude || l.consequences.contains(&ConsequenceRule::Ineligible));
    for ix in 0..lists.len() {
        let Some(own) = lists.get(ix).filter(|l| l.award) else { continue };
        let others = lists.iter().enumerate().filter(|(_, l)| barring(l) && same_level(l, own));
        let barred: Vec<ListIx> = others.map(|(other, _)| ListIx(other)).collect();
        if let Some(own) = lists.get_mut(ix) {
            own.barred = barred;
        }
    }
}

/// Lists must not leave each other's units out in a circle: nobody could say which comes first.
fn break_circles(builder: &mut Builder, diagnostics: &mut Vec<Diagnostic>) {
    while let Err(circle) = builder.plan.mechanism.steps() {
        let mechanism = &mut builder.plan.mechanism;
        let names: Vec<&str> =
            circle.iter().filter_map(|l| mechanism.lists.get(l.0)).map(|l| l.name.as_str()).collect();
        let span = circle.first().and_then(|l| mechanism.lists.get(l.0)).map_or_else(Span::default, |l| l.span);
        diagnostics.push(Diagnostic::error("list-circle", span).with("lists", names.join(" → ")));
        for ix in circle {
            if let Some(list) = mechanism.lists.get_mut(ix.0) {
                list.exclusions.clear();
                list.barred.clear();
                list.picks.retain(|p| !matches!(p, PickRule::Years { .. }));
            }
        }
    }
}
