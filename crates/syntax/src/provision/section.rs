//! The text of one section → its provisions, what did not read, and the stretches that no other reader may look at.

use super::assemble::Assembly;
use super::group::Found as ListFound;
use super::part::Part;
use super::rule::{List, Pick, Provision, ProvisionRule};
use super::surface::{self, Surface};
use super::text::{Piece, Range, Text};
use super::zh::list::Around;
use crate::clause::Language;
use crate::diagnostic::Diagnostic;
use crate::document::SectionKind;
use crate::normal::NumberingStyle;
use crate::span::Span;

/// Where a text stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context<'a> {
    /// The kind of its section.
    pub kind: SectionKind,
    /// The heading.
    pub title: &'a str,
}

/// What a section's text rules beside points.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// In text order.
    pub provisions: Vec<Provision>,
    /// What did not read.
    pub diagnostics: Vec<Diagnostic>,
    /// Stretches that were read here.
    pub taken: Vec<Span>,
}

/// Whether sections of this kind rule things beside points, so that every ruling sentence in them must read.
pub(crate) fn is_ruling(kind: SectionKind) -> bool {
    use SectionKind as K;
    matches!(
        kind,
        K::Sampling
            | K::Teams
            | K::Discipline
            | K::Awards
            | K::Composition
            | K::Confirmation
            | K::Authority
            | K::Exchange
            | K::Ranking
    )
}

/// Reads the text of a section.
pub(crate) fn read(source: &str, language: Language, context: Context) -> Found {
    let text = Text::new(source, language);
    let surface = surface::of(language);
    let around = Around { heading: heading_list(context, language), bases: Vec::new() };
    let mut reader = Reader {
        text: &text,
        surface,
        context,
        ruling: is_ruling(context.kind),
        assembly: Assembly::default(),
        found: Found::default(),
        around,
        routes: (context.kind == SectionKind::Confirmation).then(Routes::default),
    };
    for piece in text.pieces() {
        reader.piece(piece);
    }
    reader.finish()
}

/// What sentences that stand alone rule beside points; `None` if a part of them does not read.
pub fn sentence(text: &str, language: Language) -> Option<Vec<Provision>> {
    let kinds = [SectionKind::Awards, SectionKind::Composition, SectionKind::Confirmation];
    kinds.into_iter().find_map(|kind| {
        let found = read(text, language, Context { kind, title: "" });
        let taken = |at: usize| found.taken.iter().any(|s| s.start <= at && at < s.end);
        let whole = text.char_indices().all(|(at, c)| !c.is_alphanumeric() || taken(at));
        (whole && found.diagnostics.is_empty() && !found.provisions.is_empty()).then_some(found.provisions)
    })
}

/// The list that a heading names: “重点管理”单位.
fn heading_list(context: Context, language: Language) -> Option<String> {
    let quoted = context.title.contains(['“', '"', '「', '‘']);
    let text = Text::new(context.title, language);
    let name = (surface::of(language).list_name)(&text.str((0, text.len())))?;
    (context.kind == SectionKind::Awards && quoted).then_some(name)
}

/// An open list of confirmation routes.
#[derive(Debug, Default)]
struct Routes {
    style: Option<NumberingStyle>,
    count: u32,
}

struct Reader<'a> {
    text: &'a Text,
    surface: &'static Surface,
    context: Context<'a>,
    ruling: bool,
    assembly: Assembly,
    found: Found,
    around: Around,
    routes: Option<Routes>,
}

/// No sentence that rules something is longer; what is has lost its full stops.
const LONGEST_PIECE: usize = 600;

/// A stretch is made of at most so many parts between commas.
const LONGEST_STRETCH: usize = 4;

impl Reader<'_> {
    fn piece(&mut self, piece: Piece) {
        if piece.range.1 - piece.range.0 > LONGEST_PIECE {
            if self.ruling {
                self.unread(piece);
            }
            return;
        }
        if self.route(piece) || self.opens_routes(piece) || self.stretches(piece) || self.lists(piece) {
            return;
        }
        if self.ruling {
            self.unread(piece);
        }
    }

    /// Takes a piece away from the other readers.
    fn take(&mut self, range: Range) {
        self.found.taken.push(self.text.span(range));
    }

    /// A numbered line of an open list of routes.
    fn route(&mut self, piece: Piece) -> bool {
        let Some(routes) = &mut self.routes else { return false };
        let style = piece.numbering.map(|n| n.style);
        let alone = self.context.kind == SectionKind::Confirmation;
        let goes_on = style.is_some() && (routes.style.is_none() || routes.style == style);
        let words = self.text.str(piece.range);
        let route = alone && (self.surface.verified)(&words) && !(self.surface.opens_routes)(&words);
        if !(goes_on || route) {
            if !alone {
                self.routes = None;
            }
            return false;
        }
        routes.style = style.or(routes.style);
        routes.count += 1;
        let number = routes.count;
        match (self.surface.route)(self.text, piece.range, number) {
            Some(route) => {
                let span = self.text.span(piece.range);
                self.assembly.push(ProvisionRule::Route(route), span);
            }
            None => self.error(piece, piece.range.0, (self.surface.example)(SectionKind::Confirmation)),
        }
        self.take(piece.whole);
        true
    }

    /// 确认办法如下: only its own stretch is taken; what stands before it may be about points.
    fn opens_routes(&mut self, piece: Piece) -> bool {
        let parts = self.text.split(piece.range, &[',']);
        let Some(last) = parts.last().copied() else { return false };
        if !(self.surface.opens_routes)(&self.text.str((last.0, piece.whole.1))) {
            return false;
        }
        self.routes = Some(Routes::default());
        if parts.len() == 1 || self.ruling {
            self.take(piece.whole);
            return true;
        }
        self.take((last.0, piece.whole.1));
        false
    }

    /// Reads a piece by the forms of stretches.
    fn stretches(&mut self, piece: Piece) -> bool {
        // In an item 得分=市考核得分×60%+… is how its points are computed, and the clause reader's.
        if self.context.kind == SectionKind::Item && self.text.str(piece.range).contains(['=', '＝']) {
            return false;
        }
        let label = self.text.split(piece.range, &[':']);
        let ranges = match label.as_slice() {
            [first, second] if first.1 - first.0 <= 20 => vec![piece.range, *second],
            _ => vec![piece.range],
        };
        for range in ranges {
            let Some(parts) = self.parts(range) else { continue };
            let level = label.first().filter(|_| range != piece.range).map(|l| self.text.str(*l));
            // 乡镇综合得分:甲占70%,乙占30% is one score: the label opens it, and what follows goes on with it.
            let mut opened = false;
            let after_ties = matches!(
                self.assembly.provisions.last().map(|p| &p.rule),
                Some(ProvisionRule::Ties(super::rule::TieRule::Items(_)))
            );
            let opens_ties = parts.iter().any(|(p, _)| matches!(p, Part::Ties(_)));
            // 仍相同的,… goes on with the rule before it.
            if !after_ties && !opens_ties && parts.iter().any(|(p, _)| matches!(p, Part::TiesThen(_))) {
                continue;
            }
            for (part, span) in parts {
                let part = match (part, &level) {
                    (Part::Composition { level: None, parts, points }, Some(label)) if !opened => {
                        opened = true;
                        let level = Some((self.surface.level_of)(label)).filter(|l| !l.is_empty());
                        Part::Composition { level, parts, points }
                    }
                    (part, _) => part,
                };
                self.assembly.add(part, span);
            }
            self.take(piece.whole);
            return true;
        }
        false
    }

    /// The parts of a range that reads whole, each with its place.
    fn parts(&self, range: Range) -> Option<Vec<(Part, Span)>> {
        if self.context.kind == SectionKind::Composition
            && let Some(parts) = (self.surface.by_points)(self.text, range)
        {
            return Some(vec![(Part::Composition { level: None, parts, points: true }, self.text.span(range))]);
        }
        let segments = self.text.split(range, &[',']);
        let words = self.text.str(range).to_lowercase();
        let goes_on = self.surface.goes_on.iter().any(|w| words.starts_with(w));
        let mut found: Vec<(Part, Span)> = Vec::new();
        let mut at = 0;
        while at < segments.len() {
            let here = found.iter().any(|(p, _)| matches!(p, Part::Sample(_)));
            let sampled = here || (goes_on && self.assembly.sampled());
            let (parts, taken) = self.longest(&segments, at, sampled)?;
            let first = segments.get(at)?;
            let last = segments.get(at + taken - 1)?;
            let span = self.text.span((first.0, last.1));
            found.extend(parts.into_iter().map(|part| (part, span)));
            at += taken;
        }
        let rules = found.iter().any(|(p, _)| !matches!(p, Part::Nothing));
        rules.then_some(found)
    }

    /// The longest stretch from segment `at` on that has a form. Exceptions lean on a draw that was told of before.
    fn longest(&self, segments: &[Range], at: usize, sampled: bool) -> Option<(Vec<Part>, usize)> {
        (1..=LONGEST_STRETCH.min(segments.len() - at)).rev().find_map(|length| {
            let range = (segments.get(at)?.0, segments.get(at + length - 1)?.1);
            let parts = (self.surface.forms)().iter().find_map(|form| {
                let parts = form.read(self.text, range)?;
                let opens = parts.iter().any(|p| matches!(p, Part::Sample(_)));
                parts.iter().all(|p| self.allowed(p) && (sampled || opens || !p.leans())).then_some(parts)
            })?;
            Some((parts, length))
        })
    }

    /// In a section that scores, only what cannot be about points is taken.
    fn allowed(&self, part: &Part) -> bool {
        let anywhere = matches!(
            part,
            Part::Composition { .. }
                | Part::Substitution(_)
                | Part::Correction(_)
                | Part::Ties(_)
                | Part::TiesThen(_)
                | Part::Frequency(_)
        );
        self.ruling || anywhere
    }

    /// Reads a piece about lists.
    fn lists(&mut self, piece: Piece) -> bool {
        let holds = matches!(self.context.kind, SectionKind::Awards | SectionKind::Discipline | SectionKind::Ranking);
        if !holds && !self.lists_units(piece) {
            return false;
        }
        if self.adds(piece) {
            return true;
        }
        match (self.surface.list)(self.text, piece.range, &self.around) {
            ListFound::Lists(lists) => {
                let span = self.text.span(piece.range);
                for list in lists {
                    if list.picks.iter().any(|p| matches!(p, Pick::Ranked(_))) {
                        self.around.bases.clone_from(&list.picks);
                    }
                    self.assembly.push(ProvisionRule::List(list), span);
                }
                self.take(piece.whole);
                true
            }
            ListFound::Failed(at) if self.ruling => {
                self.error(piece, at, (self.surface.example)(SectionKind::Awards));
                self.take(piece.whole);
                true
            }
            _ => false,
        }
    }

    /// Whether a piece in a section that scores puts units on a list and speaks of no points.
    fn lists_units(&self, piece: Piece) -> bool {
        let words = self.text.str(piece.range).to_lowercase();
        let beside = matches!(self.context.kind, SectionKind::Bonus | SectionKind::Deduction | SectionKind::Veto);
        let listed = self.surface.listing.iter().any(|w| words.contains(w));
        beside && listed && !crate::document::speaks_of_points(&words)
    }

    /// What a sentence adds to the list before it: 同时县区按同等数额奖励, 已列入甲的依次顺延.
    fn adds(&mut self, piece: Piece) -> bool {
        let Some(Provision { rule: ProvisionRule::List(list), .. }) = self.assembly.provisions.last_mut() else {
            return false;
        };
        if let Some(exclusion) = (self.surface.left_out)(self.text, piece.range) {
            list.exclusions.push(exclusion);
        } else {
            let Some(matched) = (self.surface.matched)(self.text, piece.range) else { return false };
            if !super::group::add_match(&mut list.consequences, &matched) {
                return false;
            }
        }
        self.take(piece.whole);
        true
    }

    /// An error if a piece that did not read has a sign of a rule.
    fn unread(&mut self, piece: Piece) {
        let words = self.text.str(piece.range).to_lowercase();
        let rhythm =
            self.context.kind == SectionKind::Exchange && self.surface.rhythms.iter().any(|r| words.contains(r));
        if !rhythm && !(self.surface.has_trigger)(self.text, piece.range) {
            return;
        }
        let segments = self.text.split(piece.range, &[',']);
        let mut at = 0;
        let short = piece.range.1 - piece.range.0 <= LONGEST_PIECE;
        while let Some((_, taken)) = segments.get(at).filter(|_| short).and_then(|_| self.longest(&segments, at, true))
        {
            at += taken;
        }
        let reached = segments.get(at).map_or(piece.range.0, |s| s.0);
        self.error(piece, reached, (self.surface.example)(self.context.kind));
        self.take(piece.whole);
    }

    fn error(&mut self, piece: Piece, reached: usize, nearest: &str) {
        let reached = reached.clamp(piece.range.0, piece.range.1);
        let short = |words: String| words.chars().take(60).collect::<String>();
        let understood = short(self.text.str((piece.range.0, reached)));
        let left = short(self.text.str((reached, piece.range.1)));
        let left = if left.is_empty() { short(self.text.str(piece.range)) } else { left };
        let span = self.text.span(piece.range);
        self.found.diagnostics.push(
            Diagnostic::error("provision-not-read", span)
                .with("understood", understood)
                .with("left", left)
                .with("nearest", nearest),
        );
    }

    fn finish(mut self) -> Found {
        let (mut provisions, incomplete) = self.assembly.finish();
        one_name(&mut provisions);
        if let Some(span) = incomplete.filter(|_| self.ruling) {
            self.found.diagnostics.push(
                Diagnostic::error("provision-not-read", span)
                    .with("understood", "")
                    .with("left", "")
                    .with("nearest", (self.surface.example)(SectionKind::Teams)),
            );
        }
        self.found.provisions = provisions;
        self.found
    }
}

/// 单项预警 and 单项预警单位 in one section are one list.
fn one_name(provisions: &mut [Provision]) {
    let lists = |p: &Provision| match &p.rule {
        ProvisionRule::List(list) => Some(list.name.clone()),
        _ => None,
    };
    let names: Vec<String> = provisions.iter().filter_map(lists).collect();
    let short = |name: &str| name.strip_suffix("单位").filter(|s| names.iter().any(|n| n == s)).map(str::to_owned);
    for provision in provisions {
        let ProvisionRule::List(List { name, picks, exclusions, .. }) = &mut provision.rule else { continue };
        let years = picks.iter_mut().filter_map(|p| match p {
            Pick::Years { list, .. } => Some(list),
            _ => None,
        });
        for name in years.chain(exclusions.iter_mut().map(|e| &mut e.list)).chain([name]) {
            if let Some(short) = short(name) {
                *name = short;
            }
        }
    }
}
