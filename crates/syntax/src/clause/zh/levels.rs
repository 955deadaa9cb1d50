//! Levels and exclusive cases: 获国家、省、市表彰的,分别加3、2、1分 · 一等奖加5分,二等奖3分 · 达标得满分,单项得50%.

use super::compose::Item;
use super::each;
use super::graded::GRADES;
use super::head::Head;
use super::level_names::LEVELS;
use super::number::Unit;
use super::phrase;
use super::reader::Reader;
use super::split::Statement;
use super::text::{Range, Text};
use crate::clause::{Amount, Effect, InputKind, LevelCase, Levels, Role, Rule, Sign};
use crate::exact::whole;

impl Reader<'_> {
    /// Reads the run of levels that begins at `at`, if there are at least two; the number of items taken.
    pub fn levels(&mut self, items: &[Item], at: usize) -> Option<usize> {
        let mut rows: Vec<&Statement> = Vec::new();
        for item in items.iter().skip(at) {
            let Item::Statement(statement) = item else { break };
            if !self.is_case(statement) {
                break;
            }
            if let Some(first) = rows.first()
                && (statement.place.part != first.place.part
                    || statement.place.class != first.place.class
                    || !self.follows_case(&rows, statement))
            {
                break;
            }
            rows.push(statement);
        }
        if rows.len() < 2 || !self.is_exclusive(&rows) {
            return None;
        }
        let rows: Vec<Statement> = rows.into_iter().cloned().collect();
        self.push_levels(&rows);
        Some(rows.len())
    }

    /// Whether a statement is a case with its points: no count, no comparison.
    fn is_case(&self, statement: &Statement) -> bool {
        let fits = match &statement.found.head {
            Head::Points(p) => p.amounts.len() == 1 && !p.each_of && p.per.is_none() && !p.mark,
            Head::Full { deemed: false, .. } | Head::Zero => true,
            _ => false,
        };
        let lead = phrase::clean(self.text, statement.lead);
        let words = lead.1 - lead.0.min(lead.1);
        let named = |n: &super::number::Num| {
            n.soft && n.unit != Unit::Points || n.unit == Unit::Rank && self.bracketed(n.start, lead)
        };
        fits && words > 0
            && each::marked(self.text, statement.lead).is_none()
            && self.text.nums_in(lead).all(named)
            && self.round_at(statement).is_none()
            && !matches!(self.text.str(lead).as_str(), "否则")
            && !super::compose::is_rest(&self.text.str(lead))
    }

    fn set_quantity(&mut self, range: Range) {
        for slot in self.roles.iter_mut().take(range.1).skip(range.0) {
            *slot = Some(Role::Quantity);
        }
    }

    fn bracketed(&self, at: usize, range: Range) -> bool {
        (range.0..at).any(|i| self.text.c(i) == '(' && self.text.closing(i).is_some_and(|end| end > at))
    }

    /// Whether a case goes on with the list: in the same breath, or as short as a level's name.
    fn follows_case(&self, rows: &[&Statement], statement: &Statement) -> bool {
        let Some(last) = rows.last() else { return true };
        let gap = self.text.str((last.found.range.1, statement.found.range.0));
        let verbless = matches!(&statement.found.head, Head::Points(p) if p.sign.is_none());
        let named = self.level_of(statement.lead, false, rows.first().map(|r| r.lead)).is_some();
        let cleaned = phrase::clean(self.text, statement.lead);
        let new_topic = (cleaned.0..cleaned.1).any(|i| self.text.c(i) == ':');
        let alike = rows.first().is_some_and(|first| self.ends_alike(first.lead, statement.lead))
            && !gap.contains(['。', '\n']);
        if gap.contains(['\n', ';']) && self.falls_from_full(rows, statement) {
            return true;
        }
        (statement.place.sentence == last.place.sentence || named && !gap.contains('。') || alike)
            && !new_topic
            && (verbless || named || self.is_short(statement.lead))
    }

    /// 完整, 基本完整, 不完整: grades of one thing.
    fn ends_alike(&self, a: Range, b: Range) -> bool {
        let (a, b) = (phrase::clean(self.text, a), phrase::clean(self.text, b));
        let tail = |r: Range| self.text.str((r.1.saturating_sub(2).max(r.0), r.1));
        tail(a).chars().count() == 2 && tail(a) == tail(b) && self.is_short(b)
    }

    /// 有方案,有记录,得满分;有记录无方案,得2分;…;无,不得分: full marks, then ever fewer points, each in a line of its own.
    fn falls_from_full(&self, rows: &[&Statement], statement: &Statement) -> bool {
        let mut all = rows.to_vec();
        all.push(statement);
        matches!(rows.first().map(|s| &s.found.head), Some(Head::Full { .. })) && falls(&all)
    }

    fn all_fall_from_full(&self, rows: &[&Statement]) -> bool {
        let ends = rows.last().is_some_and(|s| matches!(s.found.head, Head::Zero));
        let full = rows.first().is_some_and(|s| matches!(s.found.head, Head::Full { .. }));
        ends && full && falls(rows)
    }

    fn is_short(&self, lead: Range) -> bool {
        let lead = phrase::clean(self.text, lead);
        lead.1 - lead.0 <= 14 && self.text.segments(lead).len() <= 1
    }

    /// Whether the cases of a run exclude each other: levels by name, verbs left out, or full, part and none.
    fn is_exclusive(&self, rows: &[&Statement]) -> bool {
        let rest = rows.get(1..).unwrap_or(&[]);
        let verbless = rest.iter().all(|s| matches!(&s.found.head, Head::Points(p) if p.sign.is_none()));
        let named = self.all_named(rows);
        if named || verbless && rest.iter().all(|s| self.is_short(s.lead)) {
            return true;
        }
        if rows.len() > 2 && self.all_fall_from_full(rows) {
            return true;
        }
        let first_full = rows.first().is_some_and(|s| matches!(s.found.head, Head::Full { .. }));
        let last_zero = rows.last().is_some_and(|s| matches!(s.found.head, Head::Zero));
        let share = |s: &&Statement| matches!(&s.found.head, Head::Points(p) if matches!(p.amounts.first(), Some(Amount::ShareOfItem(_) | Amount::Points(_))) && p.sign != Some(Sign::Lose));
        let middle = rows.get(1..rows.len().saturating_sub(1)).unwrap_or(&[]);
        let short = rest.iter().all(|s| self.is_short(s.lead));
        (rows.len() >= 3
            && last_zero
            && short
            && middle.iter().all(share)
            && (first_full || rows.first().is_some_and(&share)))
            || (rows.len() >= 2 && first_full && short && rest.iter().all(share))
    }

    /// The level that `lead` is, or for the first of a list ends with.
    fn level_word(&self, lead: Range, first: bool) -> Option<Range> {
        let lead = phrase::clean(self.text, lead);
        let inner = without_bracket(self.text, strip_quotes(self.text, lead));
        let whole = |words: &[&str]| self.text.any(inner.0, words) == Some(inner.1);
        let suffixed = |words: &[&str]| {
            self.text.any(inner.0, words).is_some_and(|end| {
                self.text.any(end, &["的", "等次", "级", "责任", "等级", "者", "层面", "部门"]) == Some(inner.1)
            })
        };
        if whole(LEVELS) || whole(GRADES) || suffixed(LEVELS) || suffixed(GRADES) {
            return Some(inner);
        }
        if !first {
            return None;
        }
        // 死亡事故:负全责, 获得一等奖: the last words of the first case.
        let after_colon =
            (lead.0..lead.1).rev().find(|&i| matches!(self.text.c(i), ':' | ',')).map_or(lead.0, |i| i + 1);
        let from = (after_colon..inner.1)
            .find(|&i| self.text.any(i, LEVELS).or_else(|| self.text.any(i, GRADES)) == Some(inner.1))?;
        // 评为优, 为良: a single character is a level only after a word that leads to it.
        (inner.1 - from > 1
            || from == after_colon
            || matches!(self.text.before(from), '为' | '获' | '得' | '于' | '是' | ':'))
        .then_some((from, inner.1))
    }

    /// Whether every case of a run is a level.
    fn all_named(&self, rows: &[&Statement]) -> bool {
        let first = rows.first().map(|s| s.lead);
        rows.iter().enumerate().all(|(i, row)| self.level_of(row.lead, i == 0, first).is_some())
    }

    /// The level of a case: its own word, or the beginning of words that the first case has too (省级文明村 after 全国文明村).
    fn level_of(&self, lead: Range, is_first: bool, first: Option<Range>) -> Option<Range> {
        if let Some(word) = self.level_word(lead, is_first) {
            return Some(word);
        }
        let cleaned = phrase::clean(self.text, lead);
        let level = |i: usize| self.text.any(i, LEVELS).filter(|&end| end <= cleaned.1 && end - i > 1);
        let graded = |i: usize| self.text.any(i, GRADES).filter(|&end| end <= cleaned.1 && end - i > 1);
        if is_first {
            return (cleaned.0..cleaned.1)
                .find_map(|i| level(i).map(|end| (i, end)))
                .or_else(|| (cleaned.0..cleaned.1).find_map(|i| graded(i).map(|end| (i, end))));
        }
        // 标准化二级企业…标准化一级企业: what stands before the level stands in the first case too.
        let first = self.text.str(first?);
        let at = level(cleaned.0).map(|_| cleaned.0).or_else(|| {
            (cleaned.0 + 2..cleaned.1)
                .find(|&i| graded(i).is_some())
                .filter(|&i| first.contains(&self.text.str((cleaned.0, i))))
        })?;
        let end = level(at).or_else(|| graded(at))?;
        let rest = self.text.str((end, cleaned.1));
        (first.contains(&rest) || rest.starts_with('(')).then_some((at, end))
    }

    fn push_levels(&mut self, rows: &[Statement]) {
        let Some(first) = rows.first() else { return };
        let mut words: Vec<Range> = Vec::new();
        let mut effects = Vec::new();
        let mut losing = None;
        let all: Vec<&Statement> = rows.iter().collect();
        let named = self.all_named(&all);
        for (i, row) in rows.iter().enumerate() {
            let cleaned = phrase::clean(self.text, row.lead);
            let colon = (cleaned.0..cleaned.1)
                .rev()
                .find(|&j| self.text.c(j) == ':')
                .filter(|_| i == 0)
                .map_or(cleaned.0, |j| j + 1);
            words.push(
                self.level_of(row.lead, i == 0, rows.first().map(|r| r.lead))
                    .filter(|_| named || i > 0)
                    .unwrap_or((colon, cleaned.1)),
            );
            self.mark_head(&row.found);
            let effect = case_effect(&row.found.head, losing);
            losing = Some(match &effect {
                Effect::Deduct(_) => (Sign::Lose, false),
                Effect::Award { bonus, .. } => (Sign::Earn, *bonus),
                _ => losing.unwrap_or((Sign::Earn, false)),
            });
            effects.push(effect);
        }
        self.last_sign = losing;
        let subject = self.subject_of(first, &words);
        let range = (first.range().0, rows.last().map_or(first.found.range.1, |r| r.found.range.1));
        let place = first.place;
        let leads: Vec<Range> = rows.iter().map(|r| r.lead).collect();
        self.choice(subject, &words, effects, &leads, range, place);
    }

    /// What the levels are levels of: the words before the first, or the topic, or the words themselves.
    fn subject_of(&self, first: &Statement, words: &[Range]) -> Vec<Range> {
        let lead = phrase::clean(self.text, first.lead);
        let before = words.first().map_or((lead.0, lead.0), |w| (lead.0, w.0));
        let after = words.first().map_or((lead.1, lead.1), |w| (w.1, lead.1));
        let named: Vec<Range> =
            [before, after].iter().map(|p| phrase::clean(self.text, *p)).filter(|p| p.0 < p.1).collect();
        if !named.is_empty() {
            return named;
        }
        match self.topic {
            Some(topic) => vec![topic],
            None => Vec::new(),
        }
    }

    /// A choice among `words` with their effects.
    pub fn choice(
        &mut self,
        subject: Vec<Range>,
        words: &[Range],
        effects: Vec<Effect>,
        leads: &[Range],
        range: Range,
        place: super::split::Run,
    ) {
        let names: Vec<String> =
            words.iter().map(|w| self.text.str(strip_quotes(self.text, phrase::clean(self.text, *w)))).collect();
        let names = with_common_tail(names);
        let label = match phrase::label(self.text, &subject) {
            label if label.is_empty() => names.join("/"),
            label => label,
        };
        let pieces: Vec<Range> = if subject.is_empty() { words.to_vec() } else { subject };
        let input = self.fresh(label, &pieces, InputKind::Choice(names), None);
        for piece in words.iter().chain(leads) {
            let places: Vec<Range> =
                self.text.nums_in(*piece).filter(|n| n.unit == Unit::Rank).map(|n| (n.start, n.end)).collect();
            places.into_iter().for_each(|p| self.set_quantity(p));
            self.mark(*piece, Role::Input(input));
        }
        let cases = effects.into_iter().enumerate().map(|(word, effect)| LevelCase { word, effect }).collect();
        self.push(range, place, Rule::Levels(Levels { input, cases, highest: None, limit: None }));
    }
}

/// Whether points fall from statement to statement, down to none.
fn falls(rows: &[&Statement]) -> bool {
    let mut last: Option<&crate::exact::Exact> = None;
    rows.iter().skip(1).all(|row| match &row.found.head {
        Head::Points(p) if p.sign == Some(Sign::Earn) && !p.bonus => match p.amounts.first() {
            Some(Amount::Points(points)) => {
                let falls = last.is_none_or(|l| points < l);
                last = Some(points);
                falls
            }
            _ => false,
        },
        Head::Zero => true,
        _ => false,
    })
}

/// 国家级(排名前三): a bracket that says more of the level is no part of its name.
fn without_bracket(text: &Text, range: Range) -> Range {
    let open =
        (range.0 + 1..range.1).find(|&i| text.c(i) == '(').filter(|&o| text.closing(o) == range.1.checked_sub(1));
    open.map_or(range, |open| (range.0, open))
}

/// 一、二、三等奖: the end of the last word belongs to all of them.
fn with_common_tail(mut names: Vec<String>) -> Vec<String> {
    let digit = |c: char| super::number::is_chinese_digit(c);
    let tail = names.last().and_then(|last| {
        let tail: String = last.chars().skip(1).collect();
        (last.starts_with(digit) && matches!(tail.as_str(), "等奖" | "等" | "级" | "类" | "等次")).then_some(tail)
    });
    if let Some(tail) = tail {
        for name in names.iter_mut().filter(|n| n.chars().count() == 1 && n.starts_with(digit)) {
            name.push_str(&tail);
        }
    }
    names
}

pub(super) fn strip_quotes(text: &Text, range: Range) -> Range {
    if range.1 > range.0 + 1 && text.c(range.0) == '"' && text.c(range.1 - 1) == '"' {
        (range.0 + 1, range.1 - 1)
    } else {
        range
    }
}

/// What a case gives; points without a verb follow the case before.
fn case_effect(head: &Head, before: Option<(Sign, bool)>) -> Effect {
    match head {
        Head::Points(p) => {
            let (sign, bonus) = match p.sign {
                Some(sign) => (sign, p.bonus),
                None => before.unwrap_or((Sign::Earn, false)),
            };
            let amount = p.amounts.first().cloned().unwrap_or(Amount::Points(whole(0)));
            match sign {
                Sign::Earn => Effect::Award { amount, bonus },
                Sign::Lose => Effect::Deduct(amount),
            }
        }
        Head::Full { .. } => Effect::Award { amount: Amount::ItemPoints, bonus: false },
        _ => Effect::Zero,
    }
}
