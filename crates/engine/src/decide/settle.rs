//! The lists of a plan, each after those it rests on.

use super::finding::{Finding, TieOutcome};
use super::places::{self, Fate, Group, LeftOut};
use super::ranking::{LevelRanking, Scores};
use super::why::{Reason, first_outside, reason_of_place};
use super::{Decisions, Entry, ListDecision, State, Waiting, money, years};
use crate::table::Value;
use kaocheng_compile::plan::{InputIx, ListIx, ListRule, PickRule, Step};
use kaocheng_syntax::provision::End;
use num_traits::Signed;

/// Ranks every level and settles every list.
pub(super) fn settle(scores: &Scores) -> Decisions {
    let plan = scores.plan;
    let levels: Vec<_> = match plan.levels.is_empty() {
        false => plan.levels.iter().map(|l| (l.level.as_deref(), l.total)).collect(),
        true => plan.total.iter().map(|total| (plan.head.level.as_deref(), *total)).collect(),
    };
    let rankings: Vec<LevelRanking> = levels.iter().map(|(level, total)| scores.ranking(*level, *total)).collect();
    let mut settling = Settling { scores, rankings, lists: Vec::new(), findings: Vec::new() };
    // A verified plan has no circles.
    for step in plan.mechanism.steps().unwrap_or_default() {
        match step {
            Step::Places(list) => settling.places(list),
            Step::Years(list) => settling.years(list),
        }
    }
    settling.done()
}

struct Settling<'a> {
    scores: &'a Scores<'a>,
    rankings: Vec<LevelRanking>,
    lists: Vec<ListDecision>,
    findings: Vec<Finding>,
}

impl Settling<'_> {
    /// Who is on a list by place, event or choice.
    fn places(&mut self, list: ListIx) {
        let rule = self.scores.plan.mechanism.list(list);
        let units = self.scores.assessed(rule.level.as_deref());
        let waiting = self.waiting(rule);
        let mut own = ListDecision {
            list,
            state: State::Settled,
            entries: Vec::new(),
            would_be: Vec::new(),
            groups: Vec::new(),
            turned_away: Vec::new(),
            first_outside: Vec::new(),
            proposals: Vec::new(),
            totals: Vec::new(),
        };
        for (ix, pick) in rule.picks.iter().enumerate() {
            match pick {
                PickRule::Ranked(_) => self.ranked(&mut own, rule, ix, &units),
                PickRule::Event(input) => self.events(&mut own, rule, *input, &units),
                PickRule::Chosen { count, input } => self.chosen(&mut own, rule, *count as usize, *input, &units),
                PickRule::Years { .. } => {}
            }
        }
        own.first_outside = first_outside(self.scores, rule, &own.groups);
        self.close(own, rule, waiting);
    }

    /// What a list waits for before its places can be settled.
    fn waiting(&self, rule: &ListRule) -> Vec<Waiting> {
        let others = rule.exclusions.iter().map(|e| e.list).chain(rule.barred.iter().copied());
        let pending = |l: &ListIx| self.found(*l).is_some_and(|d| matches!(d.state, State::Pending(_)));
        let mut waiting: Vec<Waiting> = others.filter(pending).map(Waiting::List).collect();
        waiting.dedup();
        if let Some(fact) = rule.condition {
            let known =
                self.scores.plan.mechanism.facts.get(fact.0).map(|f| self.scores.given.facts.contains_key(&f.id));
            if known != Some(true) {
                waiting.push(Waiting::Fact(fact));
            }
        }
        waiting
    }

    fn found(&self, list: ListIx) -> Option<&ListDecision> {
        self.lists.iter().find(|l| l.list == list)
    }

    /// Why a unit may not be on a list, if it may not.
    fn left_out(&self, rule: &ListRule, unit: usize) -> Option<LeftOut> {
        let by_places =
            |l: ListIx| self.found(l).is_some_and(|d| d.entries.iter().any(|e| e.unit == unit && !risen(e)));
        let excluded = rule.exclusions.iter().find(|e| by_places(e.list));
        if let Some(exclusion) = excluded {
            return Some(LeftOut::Excluded { list: exclusion.list, succeed: exclusion.succeed });
        }
        if !rule.award {
            return None;
        }
        if let Some(veto) = self.scores.ground().vetoes(unit).first() {
            return Some(LeftOut::Veto(*veto));
        }
        let barred = rule.barred.iter().find(|l| self.found(**l).is_some_and(|d| d.has(unit)));
        barred.map(|l| LeftOut::Barred(*l))
    }

    fn ranked(&mut self, own: &mut ListDecision, rule: &ListRule, pick: usize, units: &[usize]) {
        let Some(PickRule::Ranked(ranked)) = rule.picks.get(pick) else { return };
        let Some(groups) = places::groups(self.scores, ranked, units) else {
            self.findings.push(Finding::NobodyOfGroup { list: own.list, pick });
            return;
        };
        for group in groups {
            let group = places::take(self.scores, ranked, group, pick, &|unit| self.left_out(rule, unit));
            for standing in group.order.iter().filter(|s| s.fate.is_listed()) {
                let reason = reason_of_place(self.scores, rule, &group, standing.unit);
                add(&mut own.entries, standing.unit, reason, false);
            }
            self.look_at(own.list, &group);
            own.groups.push(group);
        }
    }

    /// Ties at the cut and places that nobody took.
    fn look_at(&mut self, list: ListIx, group: &Group) {
        let within = group.within;
        for (fate, outcome) in [
            (Fate::TiedIn, TieOutcome::AllIn),
            (Fate::TiedOut, TieOutcome::NoneIn),
            (Fate::TiedOpen, TieOutcome::DrawNeeded),
        ] {
            let units: Vec<usize> = group.order.iter().filter(|s| s.fate == fate).map(|s| s.unit).collect();
            if !units.is_empty() {
                self.findings.push(Finding::TieAtCut { list, within, units, outcome });
            }
        }
        let may = group.order.iter().filter(|s| !matches!(s.fate, Fate::LeftOut(l) if l.succeeds())).count();
        if may < group.count {
            self.findings.push(Finding::PlacesEmpty { list, within, empty: group.count - may });
        }
    }

    fn events(&mut self, own: &mut ListDecision, rule: &ListRule, input: InputIx, units: &[usize]) {
        let mut unreported = 0;
        for unit in units {
            match happened(self.scores.table.value(input, *unit)) {
                Some(true) => self.admit(own, rule, *unit, Reason::Event { input, happened: Some(true) }, true),
                Some(false) => {}
                None => unreported += 1,
            }
        }
        if unreported > 0 {
            self.findings.push(Finding::EventUnreported { list: own.list, input, units: unreported });
        }
    }

    fn chosen(&mut self, own: &mut ListDecision, rule: &ListRule, most: usize, input: InputIx, units: &[usize]) {
        let is = |u: &&usize| happened(self.scores.table.value(input, **u)) == Some(true);
        let chosen: Vec<usize> = units.iter().filter(is).copied().collect();
        if chosen.len() > most {
            self.findings.push(Finding::TooManyChosen { list: own.list, most, chosen: chosen.len() });
        }
        for unit in chosen {
            self.admit(own, rule, unit, Reason::Chosen { input, chosen: true }, false);
        }
    }

    /// Puts a unit on a list unless it may not be there.
    fn admit(&self, own: &mut ListDecision, rule: &ListRule, unit: usize, reason: Reason, outside_quota: bool) {
        match self.left_out(rule, unit) {
            Some(left_out) if !own.turned_away.contains(&(unit, left_out)) => own.turned_away.push((unit, left_out)),
            Some(_) => {}
            None => add(&mut own.entries, unit, reason, outside_quota),
        }
    }

    /// Counts, and sets the state.
    fn close(&mut self, mut own: ListDecision, rule: &ListRule, mut waiting: Vec<Waiting>) {
        let holds = |w: &Waiting| matches!(w, Waiting::Fact(_));
        let fact = rule.condition.filter(|_| !waiting.iter().any(holds));
        let id = fact.and_then(|f| self.scores.plan.mechanism.facts.get(f.0)).map(|f| &f.id);
        let not_called = id.and_then(|id| self.scores.given.facts.get(id)).is_some_and(|f| !f.holds);
        if let (Some(fact), true) = (fact, not_called) {
            own.entries.clear();
            own.state = State::NotCalledFor(fact);
            self.lists.push(own);
            return;
        }
        if own.groups.iter().any(|g| g.order.iter().any(|s| s.fate == Fate::TiedOpen)) {
            waiting.push(Waiting::Draw);
        }
        let found = own.entries.iter().filter(|e| !e.outside_quota).count();
        let open = own.groups.iter().flat_map(|g| &g.order).any(|s| s.fate == Fate::TiedOpen);
        if let Some(declared) = rule.declared.map(|d| d as usize).filter(|d| *d != found && !open) {
            self.findings.push(Finding::CountDiffers { list: own.list, declared, found });
        }
        if let Some(fact) = waiting.iter().find_map(|w| if let Waiting::Fact(f) = w { Some(*f) } else { None }) {
            own.would_be = std::mem::take(&mut own.entries);
            self.findings.push(Finding::FactUnknown { list: own.list, fact });
        }
        if !waiting.is_empty() {
            own.state = State::Pending(waiting);
        }
        self.high_places(&own, rule);
        self.lists.push(own);
    }

    /// Units listed as the last of their group that are in the upper half of all.
    fn high_places(&mut self, own: &ListDecision, rule: &ListRule) {
        if rule.award {
            return;
        }
        let bottom_by_total = |pick: usize| matches!(rule.picks.get(pick), Some(PickRule::Ranked(r)) if r.end == End::Bottom && r.item.is_none());
        for group in own.groups.iter().filter(|g| bottom_by_total(g.pick)) {
            for standing in group.order.iter().filter(|s| s.fate.is_listed()) {
                let ranking = self.rankings.iter().find(|r| r.places.iter().any(|p| p.unit == standing.unit));
                let place = ranking.and_then(|r| r.places.iter().find(|p| p.unit == standing.unit));
                let of = ranking.map_or(0, |r| r.places.iter().filter(|p| p.rank.is_some()).count());
                if let Some(rank) = place.and_then(|p| p.rank).filter(|rank| rank * 2 <= of) {
                    self.findings.push(Finding::HighPlace { list: own.list, unit: standing.unit, rank, of });
                }
            }
        }
    }

    /// Who is proposed for a list by years running, and who came on it because people confirmed.
    fn years(&mut self, list: ListIx) {
        let scores = self.scores;
        let rule = scores.plan.mechanism.list(list);
        let mut proposals = Vec::new();
        for (ix, pick) in rule.picks.iter().enumerate() {
            let PickRule::Years { list: from, years } = pick else { continue };
            let members: Vec<usize> = self.found(*from).iter().flat_map(|d| &d.entries).map(|e| e.unit).collect();
            let known = |unit: &usize| self.found(list).is_some_and(|d| d.has(*unit)) && *from != list;
            let members: Vec<usize> =
                members.into_iter().filter(|u| !known(u) && self.left_out(rule, *u).is_none()).collect();
            let way = (ix, *from, *years);
            proposals.extend(years::proposals(
                scores.plan,
                scores.table,
                scores.given,
                list,
                way,
                &members,
                &mut self.findings,
            ));
        }
        let called = self.found(list).is_some_and(|d| !matches!(d.state, State::NotCalledFor(_)));
        let Some(own) = self.lists.iter_mut().find(|l| l.list == list).filter(|_| called) else { return };
        for proposal in proposals {
            if let (true, Some(confirmation)) = (proposal.confirmed, proposal.decided) {
                let years = proposal.years.clone();
                let reason = Reason::Years { from: proposal.from, years, confirmation: Some(confirmation) };
                add(&mut own.entries, proposal.unit, reason, true);
            }
            own.proposals.push(proposal);
        }
    }

    fn done(mut self) -> Decisions {
        let (plan, table) = (self.scores.plan, self.scores.table);
        self.lists.sort_by_key(|l| l.list);
        let code = |unit: usize| table.units().all()[unit].code.clone();
        for list in &mut self.lists {
            list.entries.sort_by_cached_key(|e| (place_of(e), code(e.unit)));
            list.would_be.sort_by_cached_key(|e| (place_of(e), code(e.unit)));
            for entry in &mut list.entries {
                entry.payments = money::payments(plan, table, list.list, entry.unit, &mut self.findings);
            }
        }
        money::waive(plan, &mut self.lists, &mut self.findings);
        for list in &mut self.lists {
            list.totals = money::totals(&list.entries);
        }
        self.rewarded_and_warned();
        self.findings.extend(years::idle(&self.scores.given.confirmations, &self.lists));
        Decisions { rankings: self.rankings, lists: self.lists, findings: self.findings }
    }

    fn rewarded_and_warned(&mut self) {
        let award = |l: &&ListDecision| self.scores.plan.mechanism.list(l.list).award;
        let (awards, warnings): (Vec<&ListDecision>, Vec<&ListDecision>) = self.lists.iter().partition(award);
        for (award, warning) in awards.iter().flat_map(|a| warnings.iter().map(move |w| (a, w))) {
            for entry in award.entries.iter().filter(|e| warning.has(e.unit)) {
                let (award, warning, unit) = (award.list, warning.list, entry.unit);
                self.findings.push(Finding::RewardedAndWarned { award, warning, unit });
            }
        }
    }
}

/// Adds a way by which a unit is on a list. Inside the number of places by one way is inside.
fn add(entries: &mut Vec<Entry>, unit: usize, reason: Reason, outside_quota: bool) {
    match entries.iter_mut().find(|e| e.unit == unit) {
        Some(entry) => {
            entry.why.push(reason);
            entry.outside_quota &= outside_quota;
        }
        None => entries.push(Entry { unit, why: vec![reason], outside_quota, payments: Vec::new() }),
    }
}

/// Whether a unit is on a list only because it rose to it.
fn risen(entry: &Entry) -> bool {
    entry.why.iter().all(|r| matches!(r, Reason::Years { .. }))
}

/// The best place by which a unit is on a list; others come after all places.
fn place_of(entry: &Entry) -> (usize, usize) {
    let places = entry.why.iter().filter_map(|r| match r {
        Reason::Place(place) => Some((place.pick, place.place)),
        _ => None,
    });
    places.min().unwrap_or((usize::MAX, 0))
}

/// Whether an event happened: a yes, or a count above 0; `None`: nobody said.
pub(super) fn happened(value: &Value) -> Option<bool> {
    match value {
        Value::Truth(v) => Some(*v),
        Value::Number(v) => Some(v.is_positive()),
        _ => None,
    }
}
