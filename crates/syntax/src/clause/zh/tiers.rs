//! Tiers: grades with the points an assessor may give (优8-10分,良6-7分), and grades with the range of a figure
//! (合格≥80%;70%≤有差距<80%).

use super::compare::Bare;
use super::compose::Item;
use super::graded::GRADES;
use super::head::Head;
use super::number::Unit;
use super::phrase;
use super::reader::Reader;
use super::split::{Run, Statement};
use super::text::Range;
use crate::clause::{Amount, Band, BandEdge, BandValue, Bands, Effect, Expr, InputKind, Judge, Rule, Sign};
use crate::exact::Exact;

/// A grade and the stretch of a figure that earns it.
struct Tier {
    grade: Range,
    from: Option<BandEdge>,
    to: Option<BandEdge>,
    unit: Unit,
}

impl Reader<'_> {
    /// 优8-10分,良6-7分,中4-5分: an assessor gives points up to the most of the best tier. The number of items taken.
    pub fn judged_tiers(&mut self, items: &[Item], at: usize) -> Option<usize> {
        let between = |item| match item {
            Item::Statement(statement) if tier_most(&statement.found.head).is_some() => Some(statement),
            _ => None,
        };
        let rows: Vec<Statement> = items.iter().skip(at).cloned().map_while(between).collect();
        let graded = rows.iter().take_while(|s| self.tier_grade(s).is_some()).count();
        // 完整的得8-10分;较完整的得5-7分: stretches that fall without a gap in which both could hold.
        let falling = if falls(&rows) { rows.len() } else { 0 };
        let rows: Vec<&Statement> = rows.iter().take(graded.max(falling)).collect();
        let (first, last) = (*rows.first()?, *rows.last()?);
        let most = rows.iter().filter_map(|s| tier_most(&s.found.head)).max()?.clone();
        if rows.len() < 2 || rows.iter().any(|s| s.place.part != first.place.part) {
            return None;
        }
        let rows: Vec<Statement> = rows.iter().map(|s| (*s).clone()).collect();
        let (place, range) = (first.place, (first.range().0, last.found.range.1));
        let opening = rows.first()?;
        let words = phrase::clean(self.text, opening.lead);
        let grade = self.tier_grade(opening).unwrap_or((words.1, words.1));
        let before = phrase::clean(self.text, (opening.lead.0, grade.0));
        let named = if before.0 < before.1 { Some(before) } else { self.topic };
        let label = match named {
            Some(words) => phrase::label(self.text, &[words]),
            None => {
                rows.iter().filter_map(|s| self.tier_grade(s)).map(|g| self.text.str(g)).collect::<Vec<_>>().join("/")
            }
        };
        let label = if label.is_empty() { phrase::label(self.text, &[words]) } else { label };
        let input = self.fresh(label, &[named.unwrap_or(words)], InputKind::Judged, None);
        for row in &rows {
            self.mark_keyword(row.found.range);
            self.mark_keyword(row.lead);
        }
        let judge = Judge { input, least: None, most: Some(Amount::Points(most)), sign: Sign::Earn, cases: None };
        self.push(range, place, Rule::Judge(judge));
        self.last_sign = Some((Sign::Earn, false));
        Some(rows.len())
    }

    /// The grade that a statement's lead ends with, if points between two bounds follow.
    fn tier_grade(&self, statement: &Statement) -> Option<Range> {
        tier_most(&statement.found.head)?;
        let lead = phrase::clean(self.text, statement.lead);
        let whole = |from: usize| self.text.any(from, GRADES) == Some(lead.1);
        let from = (lead.0..lead.1).find(|&i| whole(i))?;
        let alone = from == lead.0 || matches!(self.text.before(from), ',' | ':' | '为' | '、' | '(');
        (alone || lead.1 - from > 1).then_some((from, lead.1))
    }

    /// 合格≥80%;70%≤有差距<80%;偏离目标<70%: grades by the range a figure lies in. The number of items taken.
    pub fn grade_bands(&mut self, items: &[Item], at: usize) -> Option<usize> {
        let mut tiers: Vec<(Tier, Run)> = Vec::new();
        let mut taken = 0;
        for item in items.iter().skip(at) {
            let Item::Prose(run) = item else { break };
            let found: Option<Vec<Tier>> = self.text.segments(run.range).iter().map(|s| self.tier(*s)).collect();
            let Some(found) = found.filter(|f| !f.is_empty()) else { break };
            tiers.extend(found.into_iter().map(|t| (t, *run)));
            taken += 1;
        }
        let (first, run) = tiers.first().map(|(t, run)| (t.unit.clone(), *run))?;
        if tiers.len() < 2 || tiers.iter().any(|(t, _)| t.unit != first) {
            return None;
        }
        let range = (run.range.0, tiers.last().map_or(run.range.1, |(_, r)| r.range.1));
        self.enter(run.part);
        let grade = tiers.first().map(|(t, _)| t.grade)?;
        let topic = self.topic.filter(|t| t.0 < t.1);
        let label = topic.map_or(String::new(), |t| phrase::label(self.text, &[t]));
        let (kind, unit) = self.kind_of(&first, &label);
        let input = self.fresh(label, &[topic.unwrap_or(grade)], kind, unit);
        let bands = tiers
            .into_iter()
            .map(|(t, _)| Band {
                value: BandValue::Effect(Effect::Grade(self.text.str(t.grade))),
                from: t.from,
                to: t.to,
            })
            .collect();
        self.mark_keyword(range);
        self.push(range, run, Rule::Bands(Bands { quantity: Expr::Input(input), bands, otherwise: None }));
        Some(taken)
    }

    /// 合格≥80%, 70%≤有差距<80%: a grade as what is compared.
    fn tier(&self, segment: Range) -> Option<Tier> {
        let compared = super::compare::compared(self.text, segment, Bare::No)?;
        let pieces: Vec<Range> =
            compared.label.iter().map(|l| phrase::clean(self.text, *l)).filter(|p| p.0 < p.1).collect();
        let [grade] = pieces.as_slice() else { return None };
        if self.text.any(grade.0, GRADES) != Some(grade.1) {
            return None;
        }
        let (from, to) = super::bands::edges(&compared);
        Some(Tier { grade: *grade, from, to, unit: compared.unit })
    }
}

/// Whether each stretch of points lies below the one before.
fn falls(rows: &[Statement]) -> bool {
    let bounds: Vec<(&Exact, &Exact)> = rows
        .iter()
        .filter_map(|s| match &s.found.head {
            Head::Between(_, least, most) => Some((least, most)),
            _ => None,
        })
        .collect();
    bounds.len() == rows.len() && bounds.windows(2).all(|w| matches!(w, [(least, _), (_, most)] if most <= least))
}

/// The most that points between two bounds can be.
fn tier_most(head: &Head) -> Option<&Exact> {
    match head {
        Head::Between(sign, _, most) if *sign != Some(Sign::Lose) => Some(most),
        _ => None,
    }
}
