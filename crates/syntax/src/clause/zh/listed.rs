//! Lists of what happens under one consequence: 有下列情形之一的,不得分:1.…;2.…, and the events under 一票否决.

use super::compare::Bare;
use super::compose::Item;
use super::head::Head;
use super::phrase;
use super::reader::Reader;
use super::split::{Run, Statement};
use super::text::Range;
use crate::clause::{Amount, Condition, Effect, Role, Rule, Sign, When};

/// Words that announce a list.
const ANNOUNCED: &[&str] = &[
    "下列情形之一",
    "以下情形之一",
    "下列情况之一",
    "以下情况之一",
    "下列行为之一",
    "以下行为之一",
    "下列问题之一",
    "以下问题之一",
    "下列条件之一",
    "以下条件之一",
    "如下情形之一",
    "如下情况之一",
    "下列情形",
    "以下情形",
    "下列情况",
    "以下情况",
];
/// Words of what happens.
const EVENTS: &[&str] = &[
    "发生",
    "出现",
    "未",
    "被",
    "弄虚作假",
    "造成",
    "违反",
    "违规",
    "违法",
    "瞒报",
    "谎报",
    "拒不",
    "拒绝",
    "不",
    "受到",
    "存在",
    "引发",
    "导致",
    "因",
    "有",
    "没有",
    "无",
    "擅自",
    "重大",
    "严重",
    "较大",
    "超过",
    "低于",
    "连续",
];
/// Words of how things are run rather than of what happens.
const REMARKS: &[&str] = &[
    "认定",
    "负责",
    "批准",
    "审定",
    "解释",
    "适用于",
    "制度",
    "由县",
    "由市",
    "由省",
    "报县",
    "报市",
    "考核办",
    "领导小组",
    "依据",
    "按照",
    "根据",
];

impl Reader<'_> {
    /// 有下列情形之一的,不得分:… what follows from each of the lines behind. Whether the statement is one.
    pub fn opens_list(&mut self, statement: &Statement, items: &[Item], at: usize) -> bool {
        let effect = match &statement.found.head {
            Head::Veto(effect) => Effect::Veto(*effect),
            Head::Zero => Effect::Zero,
            Head::Points(p) if p.amounts.len() == 1 && p.per.is_none() && !p.mark && !p.each_of => {
                let amount = p.amounts.first().cloned().unwrap_or(Amount::ItemPoints);
                match p.sign {
                    Some(Sign::Lose) => Effect::Deduct(amount),
                    Some(Sign::Earn) => Effect::Award { amount, bonus: p.bonus },
                    None => return false,
                }
            }
            _ => return false,
        };
        let lead = phrase::clean(self.text, statement.lead);
        let announced = self
            .text
            .find(lead, ANNOUNCED)
            .is_some_and(|(_, end)| self.text.str((end, lead.1)).trim_matches(['的', '者', ',', ':']).is_empty());
        let next = items.iter().skip(at + 1).find(|item| {
            !matches!(item, Item::Tail(range, _) if {
                let rest = phrase::clean(self.text, *range);
                rest.0 >= rest.1
            })
        });
        let follows = match next {
            Some(Item::Prose(run)) => self.lists(run.range),
            Some(Item::Tail(range, _)) => self.lists(*range),
            _ => false,
        };
        if !announced || !follows {
            return false;
        }
        self.mark_keyword(statement.found.range);
        self.mark(statement.lead, Role::Keyword);
        self.listed = Some(effect);
        self.listed_clause = None;
        true
    }

    /// A line of a list as a condition with the list's effect; whether it is one.
    pub fn listed_event(&mut self, range: Range, run: Run) -> bool {
        let Some(effect) = self.listed.clone() else { return false };
        let cleaned = phrase::clean(self.text, range);
        if cleaned.0 >= cleaned.1 {
            return false;
        }
        if self.announces(range) {
            self.mark(range, Role::Filler);
            return true;
        }
        if !self.lists(range) {
            if matches!(effect, Effect::Veto(_)) {
                // Under such a heading every line is an event or nobody knows what it is.
                self.unread(cleaned, "", "发生…的");
                return true;
            }
            self.listed = None;
            return false;
        }
        self.enter(run.part);
        let Some(condition) = self.condition(range, run, Bare::Counts) else { return false };
        // 有…之一的,扣5分: five points for any of them, and no more for two.
        let first = self.listed_clause.filter(|_| matches!(effect, Effect::Deduct(_) | Effect::Award { .. }));
        if let Some(Rule::When(when)) = first.and_then(|i| self.clauses.get_mut(i)).map(|c| &mut c.rule) {
            match &mut when.condition {
                Condition::Any(all) => all.push(condition),
                one => *one = Condition::Any(vec![one.clone(), condition]),
            }
            return true;
        }
        let clause = self.push(range, run, Rule::When(When { condition, effect, otherwise: None }));
        self.listed_clause = Some(clause);
        true
    }

    /// 有下列情形之一的,实行一票否决: words that only lead to the list.
    fn announces(&self, range: Range) -> bool {
        self.text.find(range, ANNOUNCED).is_some() && self.text.nums_in(range).all(|n| n.soft)
    }

    fn lists(&self, range: Range) -> bool {
        let cleaned = phrase::clean(self.text, range);
        cleaned.0 < cleaned.1 && self.text.has(cleaned, EVENTS) && !self.text.has(cleaned, REMARKS)
    }
}
