//! Points that an assessor gives: 酌情扣0.5-3分, 综合评分.

use super::compose::Lead;
use super::each;
use super::number::Unit;
use super::phrase;
use super::reader::Reader;
use super::split::Statement;
use super::text::Range;
use crate::clause::{Amount, InputKind, Judge, Rule, Sign};
use crate::exact::Exact;

impl Reader<'_> {
    /// A judged clause with its bounds.
    pub fn judged(
        &mut self,
        sign: Option<Sign>,
        least: Option<Exact>,
        most: Option<Exact>,
        lead: Lead,
        statement: &Statement,
    ) {
        let range = match lead {
            Lead::Words(range) => Some(range),
            _ => self.topic,
        };
        // 前5名依次加5至1分: places settle which points between the two.
        let placed = range.is_some_and(|r| {
            self.text.nums_in(r).any(|n| n.unit == Unit::Rank) || self.text.has(r, &["排序", "名次", "排名"])
        });
        if placed && least.is_some() {
            return self.unread(statement.range(), "", "第1名加5分,第2名加4分");
        }
        let counted = range
            .and_then(|r| each::marked(self.text, r).or_else(|| each::unmarked(self.text, r, each::Losing::Points)));
        let cases = counted.as_ref().map(|c| {
            c.words.iter().for_each(|w| self.mark_keyword(*w));
            let pieces: Vec<Range> = [c.before, c.verb, c.noun].into_iter().filter(|p| p.0 < p.1).collect();
            let unit = match &c.unit {
                Unit::Own(unit) => Some(unit.clone()),
                _ => None,
            };
            let label = phrase::label(self.text, &pieces);
            let label = if label.is_empty() { phrase::label(self.text, &c.words) } else { label };
            self.named(label, &pieces, InputKind::Count, unit)
        });
        let pieces = vec![range.unwrap_or(statement.found.range)];
        let named: Vec<Range> = match &counted {
            Some(c) => [c.before, c.verb, c.noun].into_iter().filter(|p| p.0 < p.1).collect(),
            None => pieces.clone(),
        };
        let label = phrase::label(self.text, &named);
        let label = if label.is_empty() { phrase::label(self.text, &[statement.found.range]) } else { label };
        let nums: Vec<Range> = pieces.iter().flat_map(|p| self.text.nums_in(*p)).map(|n| (n.start, n.end)).collect();
        // What an assessor weighs may name figures: they are part of what is judged.
        nums.into_iter().for_each(|n| self.mark(n, crate::clause::Role::Quantity));
        let input = self.fresh(label, &pieces, InputKind::Judged, None);
        let positive = |amount: &Exact| *amount != crate::exact::whole(0);
        let judge = Judge {
            input,
            least: least.filter(positive).map(Amount::Points),
            most: most.map(Amount::Points),
            sign: sign.unwrap_or(Sign::Earn),
            cases,
        };
        self.push(statement.range(), statement.place, Rule::Judge(judge));
    }
}
