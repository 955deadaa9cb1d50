//! Lists of levels and lists of points in step: 获国家、省、市表彰的,分别加3、2、1分.

use super::compose::Lead;
use super::each;
use super::graded::GRADES;
use super::head::Points;
use super::level_names::LEVELS;
use super::levels::strip_quotes;
use super::number::Unit;
use super::phrase;
use super::reader::Reader;
use super::split::Statement;
use super::text::Range;
use crate::clause::{Amount, Each, Effect, Expr, InputKind, Role, Rule, Sign, Step, StepUnit};

impl Reader<'_> {
    /// 分别加3、2、1分: one amount for each of a list of levels, counts or figures.
    pub fn respectively(&mut self, points: &Points, sign: Sign, bonus: bool, lead: Lead, statement: &Statement) {
        if self.zipped_bands(&points.amounts, sign, bonus, &lead, statement) {
            return;
        }
        let range = match lead {
            Lead::Words(range) => range,
            _ => match self.topic.take() {
                Some(topic) => topic,
                None => return self.unread(statement.found.range, "", "获国家、省、市表彰的,分别加3、2、1分"),
            },
        };
        let counted = each::marked(self.text, range);
        let listed = counted.as_ref().map_or(range, |c| if c.before.0 < c.before.1 { c.before } else { range });
        let Some((words, before, after)) = self.members(listed, points.amounts.len()) else {
            self.unread(range, &self.text.str(statement.found.range), "获国家、省、市表彰的,分别加3、2、1分");
            return;
        };
        let effects: Vec<Effect> = points
            .amounts
            .iter()
            .map(|a| match sign {
                Sign::Earn => Effect::Award { amount: a.clone(), bonus },
                Sign::Lose => Effect::Deduct(a.clone()),
            })
            .collect();
        let whole_range = (range.0, statement.found.range.1);
        match counted {
            Some(counted) if !self.highest_follows(statement) => {
                self.each_level(&words, before, after, counted, &points.amounts, (sign, bonus), statement)
            }
            other => {
                other.iter().flat_map(|c| c.words.clone()).for_each(|w| self.mark_keyword(w));
                let subject: Vec<Range> = [before, after]
                    .into_iter()
                    .filter(|p| {
                        let c = phrase::clean(self.text, *p);
                        c.0 < c.1
                    })
                    .collect();
                self.choice(subject, &words, effects, &[range], whole_range, statement.place);
            }
        }
    }

    /// Whether the text later says that only the highest counts, so that 每人次 names one level and not a count of each.
    fn highest_follows(&self, statement: &Statement) -> bool {
        self.text.has((statement.found.range.1, self.text.len()), &["最高项", "最高级别", "就高", "最高奖", "最高等级"])
    }

    /// 每人次分别加12、8、5分: a count for each level.
    #[allow(clippy::too_many_arguments)]
    fn each_level(
        &mut self,
        words: &[Range],
        before: Range,
        after: Range,
        counted: each::Counted,
        amounts: &[Amount],
        verb: (Sign, bool),
        statement: &Statement,
    ) {
        counted.words.iter().for_each(|w| self.mark_keyword(*w));
        let unit = match &counted.unit {
            Unit::Own(unit) => Some(unit.clone()),
            _ => None,
        };
        for (word, amount) in words.iter().zip(amounts) {
            let pieces = [before, *word, after];
            let label = phrase::label(self.text, &pieces);
            let input = self.fresh(label, &[*word], InputKind::Count, unit.clone());
            let step = Step { size: counted.size.clone(), unit: StepUnit::Own };
            let each = Each {
                count: Expr::Input(input),
                step,
                rate: amount.clone(),
                sign: verb.0,
                bonus: verb.1,
                rounding: None,
                limit: None,
            };
            self.push(statement.range(), statement.place, Rule::Each(each));
        }
        self.mark(statement.lead, Role::Filler);
    }

    /// The `count` members of a list in `range`, with the words before and after them.
    fn members(&self, range: Range, count: usize) -> Option<(Vec<Range>, Range, Range)> {
        let segments = self.text.segments(range);
        // The nearest list is the one that the points are dealt out to.
        let candidates = segments.iter().rev().copied().chain([range]);
        for candidate in candidates {
            let pieces = self.text.split(candidate, |c| matches!(c, '、' | '/' | ','));
            for pieces in [pieces.clone(), self.split_last(&pieces)] {
                if pieces.len() == count {
                    return self.trim_members(pieces, range);
                }
                // Another list stands before or after: the members are those that are levels.
                let leveled: Vec<Range> = pieces.iter().copied().filter(|p| self.level_in(*p).is_some()).collect();
                if leveled.len() == count {
                    return self.trim_members(leveled, range);
                }
            }
        }
        None
    }

    /// Splits the last piece at 和, 或, 及: 国家级、省级和市级.
    fn split_last(&self, pieces: &[Range]) -> Vec<Range> {
        let mut pieces = pieces.to_vec();
        let Some(last) = pieces.pop() else { return pieces };
        match self.text.find(last, &["和", "或者", "或", "及", "与", "以及"]) {
            Some((at, end)) if at > last.0 => pieces.extend([(last.0, at), (end, last.1)]),
            _ => pieces.push(last),
        }
        pieces
    }

    fn level_in(&self, piece: Range) -> Option<Range> {
        let piece = strip_quotes(self.text, phrase::clean(self.text, piece));
        let at_end = (piece.0..piece.1)
            .find(|&i| self.text.any(i, LEVELS).or_else(|| self.text.any(i, GRADES)) == Some(piece.1))
            .map(|i| (i, piece.1));
        let at_start = self
            .text
            .any(piece.0, LEVELS)
            .or_else(|| self.text.any(piece.0, GRADES))
            .filter(|&end| end <= piece.1)
            .map(|end| (piece.0, end));
        at_end.or(at_start)
    }

    /// Cuts what leads up to the first member and what follows the last.
    fn trim_members(&self, pieces: Vec<Range>, range: Range) -> Option<(Vec<Range>, Range, Range)> {
        let mut words: Vec<Range> = pieces.iter().map(|p| phrase::clean(self.text, *p)).collect();
        let typical = words
            .get(1..words.len().saturating_sub(1))
            .filter(|m| !m.is_empty())
            .map(|m| m.iter().map(|w| w.1 - w.0).max().unwrap_or(1));
        let last_at = words.len().checked_sub(1)?;
        if let Some(first) = words.first_mut() {
            let level = (first.0..first.1)
                .find(|&i| self.text.any(i, LEVELS).or_else(|| self.text.any(i, GRADES)) == Some(first.1));
            first.0 = level.unwrap_or_else(|| typical.map_or(first.0, |t| first.1.saturating_sub(t).max(first.0)));
        }
        if let Some(last) = words.get_mut(last_at) {
            let level =
                self.text.any(last.0, LEVELS).or_else(|| self.text.any(last.0, GRADES)).filter(|&end| end <= last.1);
            last.1 = level.unwrap_or_else(|| {
                typical.filter(|t| last.1 - last.0 > t + 3).map_or(last.1, |t| (last.0 + t).min(last.1))
            });
        }
        let (first, last) = (*words.first()?, *words.last()?);
        Some((words, (range.0, first.0), (last.1, range.1)))
    }
}
