//! What part of a step counts: 不足1天按1天计, 不足1个百分点的不扣分.

use super::number::{Num, Unit};
use super::phrase;
use super::reader::Reader;
use super::targets::commensurable;
use super::text::Range;
use crate::clause::{Rule, StepRounding, StepUnit};
use crate::exact::Exact;

/// Parts of a step give nothing.
const NOTHING: &[&str] = &[
    "不计",
    "不扣",
    "不加",
    "不计算",
    "不扣分",
    "不加分",
    "不计分",
    "不得分",
    "不予扣分",
    "不予加分",
    "不予计算",
    "不予计分",
    "不计入",
    "忽略不计",
    "舍去",
    "不作扣分",
    "不再扣分",
    "不计扣分",
];

impl Reader<'_> {
    /// Reads a remark on parts of the steps just before it; whether `range` is one.
    pub fn step_rounding(&mut self, range: Range, part: usize) -> bool {
        let Some((num, rounding)) = self.rounding_in(range) else { return self.unknown_rounding(range) };
        let stepped = self.clauses.iter().rposition(|c| {
            c.part == part
                && match &c.rule {
                    Rule::Steps(steps) => self.is_one_step(&num, &steps.step.size, steps.step.unit, &c.rule),
                    Rule::Each(each) => self.is_one_step(&num, &each.step.size, each.step.unit, &c.rule),
                    _ => false,
                }
        });
        let slot = stepped.and_then(|i| self.clauses.get_mut(i)).and_then(|c| match &mut c.rule {
            Rule::Steps(steps) => Some(&mut steps.rounding),
            Rule::Each(each) => Some(&mut each.rounding),
            _ => None,
        });
        match slot {
            Some(slot) => *slot = Some(rounding),
            // 不足3天的不扣分 beside steps of one day is an exemption; 按3天计 is nothing at all.
            None if rounding == StepRounding::Whole => return false,
            None => {
                for slot in self.roles.iter_mut().take(range.1).skip(range.0) {
                    *slot = None;
                }
                self.unread(range, "", "每超过1天扣1分,不足1天按1天计");
                return true;
            }
        }
        self.mark_keyword(range);
        true
    }

    /// 不足半天按半天计: steps in steps, which no clause has.
    fn unknown_rounding(&mut self, range: Range) -> bool {
        let cleaned = phrase::clean(self.text, range);
        let begins = self.text.any(cleaned.0, &["不足", "不满", "不到", "未满"]).is_some();
        let plain = self.text.nums_in(cleaned).all(|n| n.unit != Unit::Points);
        let rounds = begins
            && plain
            && self.text.has(cleaned, &["按", "以"])
            && self.text.ends(cleaned.1, &["计", "计算", "算", "处理"]);
        if rounds {
            for slot in self.roles.iter_mut().take(range.1).skip(range.0) {
                *slot = None;
            }
            self.unread(range, "", "每超过1天扣1分,不足1天按1天计");
        }
        rounds
    }

    /// 不足1天按1天计: the part of a step that it speaks of, and what becomes of it.
    fn rounding_in(&self, range: Range) -> Option<(Num, StepRounding)> {
        let cleaned = phrase::clean(self.text, range);
        let from = self.text.any(cleaned.0, &["不足", "不满", "不到", "未满", "未达到", "不够"])?;
        let num = self.text.num(from).filter(|n| n.end <= cleaned.1)?.clone();
        let rest = self.text.skip(num.end, &["的部分", "部分", "的", "者", "时", ",", "仍", "也", "均", "则", "一律"]);
        let words = self.text.str((rest, cleaned.1));
        if NOTHING.contains(&words.as_str()) {
            return Some((num, StepRounding::Whole));
        }
        let second = self.text.any(rest, &["按照", "按", "以", "算", "计", "视为", "算作", "计为"])?;
        if let Some(whole) = self.text.num(second) {
            let end = self.text.skip(whole.end, &["计算", "计扣", "扣分", "计分", "处理", "计", "算", "扣", "对待"]);
            let same = whole.value == num.value && end >= cleaned.1;
            return same.then_some((num, StepRounding::Begun));
        }
        let proportional = self.text.str((second, cleaned.1));
        let proportional = ["比例计算", "比例扣分", "比例折算", "比例计", "比例计扣", "比例扣减", "比例计分"]
            .contains(&proportional.as_str());
        proportional.then_some((num, StepRounding::ProRata))
    }

    /// Whether `num` is one step of `size`.
    fn is_one_step(&self, num: &Num, size: &Exact, unit: StepUnit, rule: &Rule) -> bool {
        let measured = match (&num.unit, unit) {
            (Unit::Percent | Unit::PercentagePoint, StepUnit::Percent | StepUnit::PercentagePoint) => true,
            (Unit::Own(_), StepUnit::Own) => self.counts_in(&num.unit, rule),
            _ => false,
        };
        measured && num.value == *size
    }

    fn counts_in(&self, unit: &Unit, rule: &Rule) -> bool {
        let quantity = match rule {
            Rule::Steps(steps) => &steps.quantity,
            Rule::Each(each) => &each.count,
            _ => return false,
        };
        let crate::clause::Expr::Input(input) = quantity else { return false };
        let counted = self.inputs.get(input.0).and_then(|i| i.unit.clone());
        counted.is_none_or(|counted| commensurable(unit, &Unit::Own(counted)))
    }
}
