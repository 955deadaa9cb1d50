//! Parts of sentences → provisions: draws with their exceptions, teams with their leaders, scores with all their parts.

use super::part::Part;
use super::rule::{Composition, Hosting, Provision, ProvisionRule, Teams, TieRule};
use crate::exact::{Exact, whole};
use crate::span::Span;
use num_traits::Zero;

/// Collects the provisions of a section.
#[derive(Debug, Default)]
pub(super) struct Assembly {
    /// Those that are whole.
    pub provisions: Vec<Provision>,
    teams: Option<(TeamsDraft, Span)>,
    /// Teams whose number or size is not said.
    incomplete: Option<Span>,
}

#[derive(Debug, Default)]
struct TeamsDraft {
    count: Option<u32>,
    size: Option<u32>,
    total: Option<u32>,
    leader: Option<String>,
    leader_counts: Option<bool>,
    supervisors: Option<super::rule::Supervisors>,
}

impl Assembly {
    /// Adds a whole provision.
    pub fn push(&mut self, rule: ProvisionRule, span: Span) {
        self.provisions.push(Provision { rule, span });
    }

    /// Whether the last provision is a draw.
    pub fn sampled(&self) -> bool {
        matches!(self.provisions.last().map(|p| &p.rule), Some(ProvisionRule::Sample(_)))
    }

    /// Adds what a stretch says. `false` if it leans on something that was not said.
    pub fn add(&mut self, part: Part, span: Span) -> bool {
        match part {
            Part::Nothing => {}
            Part::Sample(sample) => self.push(ProvisionRule::Sample(sample), span),
            Part::Exception(exception) => {
                let Some(Provision { rule: ProvisionRule::Sample(sample), span: all }) = self.provisions.last_mut()
                else {
                    return false;
                };
                sample.exceptions.push(exception);
                *all = all.to(span);
            }
            Part::Measure(measure) => {
                let Some(Provision { rule: ProvisionRule::Sample(sample), span: all }) = self.provisions.last_mut()
                else {
                    return false;
                };
                sample.measure = Some(measure);
                *all = all.to(span);
            }
            Part::TeamCount(count) => {
                // A second number of teams is that of other teams.
                if self.teams.as_ref().is_some_and(|(draft, _)| draft.count.is_some()) {
                    self.flush_teams();
                }
                self.team(span).count = Some(count);
            }
            Part::TeamSize(size) => self.team(span).size = Some(size),
            Part::TeamTotal(total) => self.team(span).total = Some(total),
            Part::Leader(leader) => self.team(span).leader = Some(leader),
            Part::LeaderCounts(counts) => self.team(span).leader_counts = Some(counts),
            Part::Supervisors(supervisors) => self.team(span).supervisors = Some(supervisors),
            Part::Hosting(hosting) => self.hosting(hosting, span),
            Part::HostingDays { by, days } => self.hosting_days(by, days, span),
            Part::Composition { level, parts, points } => self.composition(level, parts, points, span),
            Part::Frequency(rule) => self.push(ProvisionRule::Frequency(rule), span),
            Part::Ties(rule) => self.push(ProvisionRule::Ties(rule), span),
            Part::TiesThen(items) => {
                let last = self.provisions.last_mut().map(|p| (&mut p.rule, &mut p.span));
                let Some((ProvisionRule::Ties(TieRule::Items(before)), all)) = last else { return false };
                before.extend(items);
                *all = all.to(span);
            }
            Part::Substitution(rule) => self.push(ProvisionRule::Substitution(rule), span),
            Part::Correction(rule) => self.push(ProvisionRule::Correction(rule), span),
            Part::Exchange(rule) => self.push(ProvisionRule::Exchange(rule), span),
            Part::Letters(rule) => self.push(ProvisionRule::Letters(rule), span),
            Part::Rectification(days) => self.push(ProvisionRule::Rectification { days }, span),
        }
        true
    }

    fn team(&mut self, span: Span) -> &mut TeamsDraft {
        let (draft, all) = self.teams.get_or_insert_with(|| (TeamsDraft::default(), span));
        *all = all.to(span);
        draft
    }

    fn hosting(&mut self, hosting: Hosting, span: Span) {
        let last = self.provisions.last_mut();
        if let Some(Provision { rule: ProvisionRule::Hosting(before), span: all }) = last
            && before.by == hosting.by
            && before.days.is_none()
        {
            before.what.extend(hosting.what);
            *all = all.to(span);
            return;
        }
        self.push(ProvisionRule::Hosting(hosting), span);
    }

    fn hosting_days(&mut self, by: String, days: u32, span: Span) {
        let open = self.provisions.iter_mut().rev().find_map(|p| match &mut p.rule {
            ProvisionRule::Hosting(h) if h.days.is_none() && h.assessed => Some((&mut h.days, &mut p.span)),
            _ => None,
        });
        match open {
            Some((open, all)) => {
                *open = Some(days);
                *all = all.to(span);
            }
            None => {
                let what = vec![if by.is_ascii() { "a car" } else { "用车" }.to_owned()];
                self.push(ProvisionRule::Hosting(Hosting { what, by, assessed: true, days: Some(days) }), span);
            }
        }
    }

    /// Parts of one score may stand in several sentences, until they are 100 %.
    fn composition(
        &mut self,
        level: Option<String>,
        mut parts: Vec<super::rule::CompositionPart>,
        points: bool,
        span: Span,
    ) {
        if points {
            let sum: Exact = parts.iter().map(|p| p.weight.clone()).sum();
            if !sum.is_zero() {
                parts.iter_mut().for_each(|p| p.weight /= sum.clone());
            }
        }
        let last = self.provisions.iter_mut().rev().find_map(|p| match &mut p.rule {
            ProvisionRule::Composition(c) => Some((c, &mut p.span)),
            _ => None,
        });
        if let Some((before, all)) = last.filter(|_| level.is_none() && !points) {
            let sum: Exact = before.parts.iter().chain(&parts).map(|p| p.weight.clone()).sum();
            if sum <= whole(1) {
                before.parts.append(&mut parts);
                *all = all.to(span);
                return;
            }
        }
        self.push(ProvisionRule::Composition(Composition { level, parts }), span);
    }

    /// Ends the teams that are open. If their number or size is not said: that place is kept.
    fn flush_teams(&mut self) {
        let Some((draft, span)) = self.teams.take() else { return };
        match draft.teams() {
            Some(teams) => self.push(ProvisionRule::Teams(teams), span),
            // Leaders and supervisors alone rule nothing that could be checked.
            None if draft.count.is_none() && draft.size.is_none() => {}
            None => self.incomplete = Some(span),
        }
    }

    /// The provisions in text order; and where teams are spoken of without their number or size, that place.
    pub fn finish(mut self) -> (Vec<Provision>, Option<Span>) {
        self.flush_teams();
        self.provisions.sort_by_key(|p| p.span.start);
        (self.provisions, self.incomplete)
    }
}

impl TeamsDraft {
    fn teams(&self) -> Option<Teams> {
        let count = self.count?;
        let size = match (self.size, self.total) {
            (Some(size), None) => size,
            (Some(size), Some(total)) if size.checked_mul(count) == Some(total) => size,
            // 98 people in 14 teams of 6: the leaders are beside the members.
            (Some(size), Some(total)) if size.checked_add(1)?.checked_mul(count) == Some(total) => size,
            (None, Some(total)) if count > 0 && total % count == 0 => total / count,
            _ => return None,
        };
        let beside = self.total.is_some_and(|t| size.checked_mul(count) != Some(t));
        Some(Teams {
            count,
            size,
            leader: self.leader.clone(),
            leader_counts: self.leader_counts.or(beside.then_some(false)),
            supervisors: self.supervisors.clone(),
        })
    }
}
