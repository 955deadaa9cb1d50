//! Full points that the losses behind are taken from: 未发生事故得满分,每发生一次扣1分.

use super::compose::Item;
use super::each;
use super::phrase;
use super::reader::Reader;
use super::split::Statement;
use super::text::Range;
use crate::clause::{Amount, Effect, Role, Rule};
use crate::exact::whole;

impl Reader<'_> {
    /// 未发生事故得满分，每发生一次扣1分: the points that the losses behind are taken from, instead of a fact.
    pub fn starts_full(&mut self, effect: &Effect, range: Range, statement: &Statement, next: Option<&Item>) -> bool {
        let Some(Item::Statement(next)) = next else { return false };
        let Effect::Award { amount, bonus } = effect else { return false };
        let full = matches!(amount, Amount::ItemPoints);
        if *bonus && !full && !matches!(amount, Amount::Points(_)) {
            return false;
        }
        if !*bonus && (self.falls_in_proportion(next) || self.says_proportion(statement, next)) {
            return self.proportional_start(range, amount.clone());
        }
        if !self.loses_from(next, full) {
            return false;
        }
        let compared = self.single_comparison(range);
        let perfect_rate = compared.as_ref().is_some_and(|c| {
            c.unit == super::number::Unit::Percent
                && c.bounds.iter().any(|b| b.value == super::compare::Value::Number(whole(1)))
        });
        let label = phrase::label(self.text, &[range]);
        let perfect = compared.is_none()
            && (phrase::is_perfect(&label) || phrase::is_denied(&label, &phrase::label(self.text, &[next.lead])));
        if !(perfect_rate
            || perfect
            || (full || !*bonus && self.text.has(next.lead, &["发现", "查出", "超标"]))
                && compared.is_none()
                && next.place.part == statement.place.part
                && self.names_nothing(next)
            || compared.is_none() && matches!(next.found.head, super::head::Head::Proportion(_))
            || compared.is_none() && next.place.range == statement.place.range && self.falls_short(next))
        {
            return false;
        }
        for num in self.text.nums_in(range).map(|n| (n.start, n.end)).collect::<Vec<_>>() {
            self.mark(num, Role::Quantity);
        }
        self.topic_of = None;
        self.topic = compared.is_none().then(|| occurrence(self.text, range));
        self.mark(range, Role::Restated);
        self.push(
            (range.0, statement.found.range.1),
            statement.place,
            Rule::Start(crate::clause::Start { amount: amount.clone() }),
        );
        true
    }

    /// 完成任务得满分，未完成的按比例得分: the rate behind says it all.
    fn falls_in_proportion(&self, next: &Statement) -> bool {
        use super::head::Head;
        let earns = matches!(&next.found.head, Head::Proportion(p) if p.sign == crate::clause::Sign::Earn);
        let lead = phrase::clean(self.text, next.lead);
        earns
            && self.text.has(lead, &["未", "低于", "不足", "不达", "超出", "没有", "否则", "部分", "其余", "达不到"])
            && self.text.nums_in(lead).next().is_none()
    }

    /// 证件办理计75分,按完成比例计分: the proportion says how the points come about.
    fn says_proportion(&self, statement: &Statement, next: &Statement) -> bool {
        use super::head::Head;
        let lead = phrase::clean(self.text, next.lead);
        matches!(&next.found.head, Head::Proportion(p) if p.sign == crate::clause::Sign::Earn)
            && next.place.range == statement.place.range
            && lead.0 >= lead.1
    }

    fn proportional_start(&mut self, range: Range, amount: Amount) -> bool {
        if self.single_comparison(range).is_some() {
            return false;
        }
        self.proportion_of = Some(amount);
        self.topic = Some(range);
        true
    }

    /// Whether the next statement takes points away for each case, or all of them, so that it settles what 满分 needs.
    fn loses_from(&self, next: &Statement, full: bool) -> bool {
        use super::head::Head;
        let losing = matches!(&next.found.head, Head::Points(p) if p.sign == Some(crate::clause::Sign::Lose));
        // 达合格得满分，不达标按占比扣分.
        if matches!(&next.found.head, Head::Proportion(p) if p.sign == crate::clause::Sign::Lose) {
            return true;
        }
        let counted =
            each::marked(self.text, next.lead).or_else(|| each::unmarked(self.text, next.lead, each::Losing::Points));
        let countable = counted
            .as_ref()
            .is_some_and(|c| !matches!(c.unit, super::number::Unit::Percent | super::number::Unit::PercentagePoint));
        let per_case = matches!(&next.found.head, Head::Points(p) if p.per.is_some());
        if losing && (countable || per_case) {
            return true;
        }
        // 100%得满分，出现任何违规不得分.
        full && matches!(next.found.head, Head::Zero)
            && self
                .text
                .any(phrase::clean(self.text, next.lead).0, &["出现", "发生", "存在", "发现", "有任何"])
                .is_some()
    }

    /// 开展活动得3分,少1次扣0.5分: whether a statement counts what is short of the words before it.
    fn falls_short(&self, next: &Statement) -> bool {
        let counted =
            each::marked(self.text, next.lead).or_else(|| each::unmarked(self.text, next.lead, each::Losing::Points));
        counted.is_some_and(|c| {
            let blank = |r: Range| {
                let r = phrase::clean(self.text, r);
                r.0 >= r.1
            };
            let absent = self.text.has(next.lead, &["缺席", "缺勤", "旷会", "旷课"]);
            absent || c.motion == each::Motion::Fall && blank(c.before) && blank(c.noun)
        })
    }

    /// Whether a statement counts without naming what: 每发生一次, 低于目标每少1人.
    fn names_nothing(&self, next: &Statement) -> bool {
        each::marked(self.text, next.lead).is_some_and(|c| {
            let before = phrase::clean(self.text, c.before);
            before.0 >= before.1
        })
    }
}

/// 未发生重大事故 → 发生重大事故: what the losses behind count.
fn occurrence(text: &super::text::Text, range: Range) -> Range {
    let last = text.segments(phrase::clean(text, range)).pop().unwrap_or(range);
    match text.find(last, &["未发生", "未出现", "未发现", "无", "未", "没有", "不存在"]) {
        Some((at, end)) => {
            let from = if text.any(at, &["未发生", "未出现", "未发现", "不存在"]).is_some() {
                at + 1
            } else {
                end
            };
            (from, last.1)
        }
        None => last,
    }
}
