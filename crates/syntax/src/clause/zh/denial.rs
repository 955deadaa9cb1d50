//! Denials: 达不到要求,不得分 behind the award that it denies says what happens otherwise, and asks for nothing.

use super::compose::Item;
use super::head::Head;
use super::phrase;
use super::reader::Reader;
use super::split::Statement;
use super::text::Range;
use crate::clause::{Amount, Clause, Condition, Effect, InputKind, Role, Rule, Sign};

/// Words that deny whatever has been said before them.
const DENIALS: &[&str] = &[
    "达不到要求",
    "未达到要求",
    "未达要求",
    "没有达到要求",
    "不达要求",
    "达不到标准",
    "未达到标准",
    "达不到",
    "未达到",
    "不符合要求",
    "不符合",
    "不符合条件",
    "不满足要求",
    "未满足要求",
    "不满足",
    "未按要求",
    "未按要求完成",
    "未按要求落实",
    "未开展",
    "没有开展",
    "未落实",
    "没有落实",
    "未完成",
    "没有完成",
    "未实施",
    "未执行",
    "无",
    "没有",
    "均无",
    "均没有",
    "都没有",
    "以上均无",
    "以上都无",
    "以上均没有",
    "以上都没有",
    "反之",
    "不合格",
    "不达标",
    "未达标",
    "答错",
    "错误",
    "回答错误",
    "不正确",
];

/// What a statement without points denies.
pub(super) enum Denied {
    /// Nothing that has been said: it words a fact of its own.
    Nothing,
    /// The award before it.
    All,
    /// The award before it, or else these words hold.
    Also(Range),
}

impl Reader<'_> {
    /// 未签订协议,不得分: whether the words deny the one fact of the part that gives points.
    pub fn denied_award(&mut self, range: Range, statement: &Statement, rest: &[Item]) -> Denied {
        let cleaned = phrase::clean(self.text, range);
        if self.text.nums_in(cleaned).any(|n| !n.soft) {
            return Denied::Nothing;
        }
        let beside = self.award_beside(statement, rest);
        let Some((award, label)) = self.only_award(statement.place.part).or_else(|| beside.clone()) else {
            return Denied::Nothing;
        };
        if beside.is_some() && !self.denies(cleaned, &label) && self.text.find(cleaned, &["或"]).is_none() {
            return self.denied_beside(award, range, statement);
        }
        let rest = if self.denies(cleaned, &label) {
            None
        } else {
            let Some((at, end)) = self.text.find(cleaned, &["或者", "或"]) else { return Denied::Nothing };
            let (first, second) = ((cleaned.0, at), phrase::clean(self.text, (end, cleaned.1)));
            let (one, other) = (self.denies(first, &label), self.denies(second, &label));
            if !one && !other || second.0 >= second.1 {
                return Denied::Nothing;
            }
            // 无岗位职责,或履职不认真 after 职责明确,履职认真: both contradict the award.
            let both = one && (other || self.contradicts(second, &label)) || other && self.contradicts(first, &label);
            if !one && !both {
                return Denied::Nothing;
            }
            if both { None } else { Some((first, second)) }
        };
        if let Some(Clause { rule: Rule::When(when), .. }) = self.clauses.get_mut(award) {
            when.otherwise.get_or_insert(Effect::Zero);
        }
        match rest {
            Some((first, second)) => {
                self.mark(first, Role::Restated);
                self.mark((first.1, second.0), Role::Keyword);
                Denied::Also(second)
            }
            None => {
                self.mark(range, Role::Restated);
                Denied::All
            }
        }
    }

    /// A得1分;B得2分,没有不得分: the award that stands just before in the same sentence, where others stand in others.
    fn award_beside(&self, statement: &Statement, rest: &[Item]) -> Option<(usize, String)> {
        let here = statement.place;
        let (index, clause) = self.clauses.iter().enumerate().next_back()?;
        let earning = |c: &Clause| super::caps::sign_of(&c.rule) == Some(Sign::Earn) && c.part == here.part;
        let all = || self.clauses.iter().zip(&self.places).rev().skip(1).filter(|(c, _)| c.part == here.part);
        let apart = all().all(|(c, place)| !earning(c) || place.range != here.range);
        let scores = |item: &Item| {
            matches!(item, Item::Statement(s) if s.place.part == here.part && s.place.range != here.range
                && matches!(s.found.head, Head::Points(_)))
        };
        let several = all().any(|(_, place)| place.range != here.range) || rest.iter().any(scores);
        let Rule::When(when) = &clause.rule else { return None };
        let beside = self.places.get(index).is_some_and(|p| p.range == here.range);
        let points = matches!(&when.effect, Effect::Award { amount: Amount::Points(_), .. });
        let fresh =
            points && when.otherwise.is_none() && earning(clause) && matches!(when.condition, Condition::Fact(_));
        (several && apart && beside && fresh).then(|| (index, self.facts_of(&when.condition)))
    }

    /// B得2分,无专栏不得分: what takes the two points alone.
    fn denied_beside(&mut self, award: usize, range: Range, statement: &Statement) -> Denied {
        let Some(condition) = self.condition(range, statement.place, super::compare::Bare::Counts) else {
            return Denied::Nothing;
        };
        if let Some(Clause { rule: Rule::When(when), .. }) = self.clauses.get_mut(award) {
            let opposite = matches!(&condition, Condition::Not(inner) if **inner == when.condition);
            if !opposite {
                let first = std::mem::replace(&mut when.condition, Condition::Always);
                when.condition = Condition::All(vec![first, Condition::Not(Box::new(condition))]);
            }
            when.otherwise = Some(Effect::Zero);
        }
        Denied::All
    }

    /// The one clause of the part that gives points, if it gives them for a condition, and the words of its facts.
    fn only_award(&self, part: usize) -> Option<(usize, String)> {
        let mut earning = self
            .clauses
            .iter()
            .enumerate()
            .filter(|(_, c)| c.part == part && super::caps::sign_of(&c.rule) == Some(Sign::Earn));
        let (index, clause) = earning.next()?;
        let Rule::When(when) = &clause.rule else { return None };
        let restated = when.otherwise.as_ref().is_none_or(|o| *o == Effect::Zero);
        (earning.next().is_none() && restated).then(|| (index, self.facts_of(&when.condition)))
    }

    fn facts_of(&self, condition: &Condition) -> String {
        match condition {
            Condition::Fact(input) => self
                .inputs
                .get(input.0)
                .filter(|i| i.kind == InputKind::YesNo)
                .map_or(String::new(), |i| i.label.clone()),
            Condition::All(all) | Condition::Any(all) => all.iter().map(|c| self.facts_of(c)).collect(),
            _ => String::new(),
        }
    }

    /// Whether `range` denies what `label` words: 未签订合同或协议 after 签订劳动合同,签订培训协议.
    fn denies(&self, range: Range, label: &str) -> bool {
        let words = self.text.str(phrase::clean(self.text, range));
        let words = words.trim_matches(|c| matches!(c, ',' | '、'));
        if DENIALS.contains(&words) {
            return true;
        }
        let Some(denied) = without_denial(words) else { return false };
        let pieces = denied.split(['或', '、', '和', '及', ',']).filter(|p| !p.is_empty());
        pieces.clone().count() > 0 && pieces.into_iter().all(|p| p.chars().count() >= 2 && follows_in(p, label))
    }
}

impl Reader<'_> {
    /// Whether `range` lacks something that `label` speaks of: 无岗位职责 beside 职责明确.
    fn contradicts(&self, range: Range, label: &str) -> bool {
        let words = self.text.str(phrase::clean(self.text, range));
        let lacking = words.starts_with(['未', '无', '不', '没', '缺']);
        let chars: Vec<char> = words.chars().skip(1).collect();
        lacking && chars.windows(2).any(|pair| label.contains(&pair.iter().collect::<String>()))
    }
}

/// 未签订协议 → 签订协议, 检查不合格 → 检查合格.
fn without_denial(words: &str) -> Option<String> {
    ["未能", "没有", "未", "没", "无", "不"].iter().find_map(|no| {
        let (front, back) = words.split_once(no)?;
        (!back.is_empty()).then(|| format!("{front}{back}"))
    })
}

/// Whether all characters of `words` stand in `label` in this order.
fn follows_in(words: &str, label: &str) -> bool {
    let mut rest = label.chars();
    words.chars().all(|c| rest.any(|l| l == c))
}
