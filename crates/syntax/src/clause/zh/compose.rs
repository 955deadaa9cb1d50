//! Statements → clauses, one after another, each in the light of those before it.

use super::compare::Bare;
use super::each;
use super::head::{Found, Head, Points};
use super::phrase;
use super::reader::Reader;
use super::split::{Run, Statement};
use super::text::Range;
use crate::clause::{
    Amount, Clause, Condition, Effect, Exempt, Highest, Members, Multiply, Role, Rule, Sign, StepUnit, When,
};

/// A stretch of text in order: a statement, or words without one.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "a text has few of them, and most are the large one")]
pub(super) enum Item {
    /// Words that lead up to points.
    Statement(Statement),
    /// A run in which nothing scores.
    Prose(Run),
    /// What is left of a run after its last statement.
    Tail(Range, Run),
}

/// What stands before a head, with the words already taken from it.
#[derive(Clone, Debug)]
pub(super) enum Lead {
    /// Nothing.
    Empty,
    /// 否则
    Otherwise,
    /// 其余, 其他情况
    Rest,
    /// Words.
    Words(Range),
    /// 须提供书面材料,否则: the words must not hold.
    Unless(Range),
}

impl Reader<'_> {
    /// Reads all items.
    pub fn compose(&mut self, items: &[Item]) {
        let mut at = 0;
        while let Some(item) = items.get(at) {
            at += match item {
                Item::Prose(run) => self.grade_bands(items, at).unwrap_or_else(|| {
                    if self.listed_event(run.range, *run) || self.bare_arithmetic(*run) {
                        return 1;
                    }
                    self.prose(run.range, *run, items.get(at + 1));
                    1
                }),
                Item::Tail(range, run) => {
                    if !self.listed_event(*range, *run) {
                        self.tail(*range, *run);
                    }
                    1
                }
                Item::Statement(statement) => self.statement(statement, items, at).max(1),
            };
        }
        self.highest_before_caps();
    }

    /// Whichever sentence comes first, the greatest is taken before what remains is limited.
    fn highest_before_caps(&mut self) {
        let is_cap = |c: &Clause| matches!(c.rule, Rule::Cap(_));
        for at in 0..self.clauses.len() {
            let highest = self.clauses.get(at).is_some_and(|c| matches!(c.rule, Rule::Highest(_)));
            let cap = self.clauses.iter().take(at).position(is_cap);
            if let (true, Some(cap)) = (highest, cap) {
                let clause = self.clauses.remove(at);
                self.clauses.insert(cap, clause);
                let place = self.places.remove(at);
                self.places.insert(cap, place);
            }
        }
    }

    /// Goes on to a part; what the part before was about ends with it.
    pub fn enter(&mut self, part: usize) {
        if self.part != part {
            self.topic = None;
        }
        self.part = part;
    }

    /// The part of a lead that is left after numbering, 否则, 其余 and the round.
    pub fn lead(&mut self, statement: &Statement) -> Lead {
        let range = self.take_round(statement);
        let from = phrase::clean(self.text, range);
        if from.0 >= from.1 {
            self.mark(range, Role::Filler);
            return Lead::Empty;
        }
        let words = self.text.str(from);
        let bare = words.trim_matches(|c| matches!(c, ',' | '、' | ':' | '的'));
        if bare == "否则" {
            self.mark_keyword(range);
            return Lead::Otherwise;
        }
        if is_rest(bare) {
            self.mark_keyword(range);
            return Lead::Rest;
        }
        if self.text.ends(from.1, &["否则"]) {
            self.mark_keyword((from.1 - 2, from.1));
            return Lead::Unless((from.0, from.1 - 2));
        }
        if let Some(end) = self.text.any(from.0, &["否则,", "否则"]) {
            self.mark_keyword((from.0, end));
            return Lead::Words((end, range.1));
        }
        Lead::Words((from.0, range.1))
    }

    fn statement(&mut self, statement: &Statement, items: &[Item], at: usize) -> usize {
        self.enter(statement.place.part);
        if self.topic_of.take_if(|sentence| *sentence != statement.place.sentence).is_some() {
            self.topic = None;
        }
        if self.step_rounding(statement.range(), statement.place.part) {
            return 1;
        }
        if let Some(taken) =
            self.bands(items, at).or_else(|| self.levels(items, at)).or_else(|| self.judged_tiers(items, at))
        {
            return taken;
        }
        if self.opens_list(statement, items, at) {
            return 1;
        }
        self.listed = self.listed.take().filter(|effect| matches!(effect, Effect::Veto(_)));
        self.mark_head(&statement.found);
        let lead = self.lead(statement);
        let (place, whole) = (statement.place, statement.range());
        self.refine(statement, items, at);
        match statement.found.head.clone() {
            Head::Idle => self.filler(&lead),
            Head::Limit(limit) => self.limit(limit, lead, statement),
            Head::Highest => {
                self.filler(&lead);
                // (不累计加分) in brackets is said of what stands before it, which is one clause anyway.
                let aside = statement.place.aside && self.clauses.len() > 1;
                if !aside && !self.clauses.iter().any(|c| matches!(c.rule, Rule::Highest(_))) {
                    self.push(whole, place, Rule::Highest(Highest { members: Members::Item }));
                }
            }
            Head::Multiply(factor, _) => {
                if let Some(condition) = self.condition_of(lead, statement) {
                    self.push(whole, place, Rule::Multiply(Multiply { condition, members: Members::Item, factor }));
                }
            }
            Head::NoLoss => self.exempt(Sign::Lose, lead, statement, items.get(at + 1)),
            Head::NoGain => self.exempt(Sign::Earn, lead, statement, items.get(at + 1)),
            // Nothing beside it says what the points lie between.
            Head::Linear(_) => {
                for slot in self.roles.iter_mut().take(whole.1).skip(whole.0) {
                    *slot = None;
                }
                self.unread(whole, "", "90%以上得10分;60%以下不得分;60%-90%的,按0分至10分线性插值计分");
            }
            Head::Judged(sign) => self.judged(sign, None, None, lead, statement),
            Head::Between(sign, least, most) => {
                let sign = sign.or(self.last_sign.map(|(s, _)| s));
                self.judged(sign, Some(least), Some(most), lead, statement);
            }
            Head::Proportion(proportion) => self.proportion(&proportion, lead, statement),
            Head::Elsewhere(found) => self.elsewhere(found, lead, statement),
            Head::Formula { equals } => self.formula(equals, statement),
            Head::Veto(effect) => self.consequence(Effect::Veto(effect), lead, statement),
            Head::Grade(word) => self.consequence(Effect::Grade(word), lead, statement),
            Head::Assign(amount) => self.consequence(Effect::Assign(amount), lead, statement),
            Head::NotApplicable => self.consequence(Effect::NotApplicable, lead, statement),
            Head::Full { deemed, default } => {
                let effect = if deemed {
                    Effect::Full { default }
                } else {
                    Effect::Award { amount: Amount::ItemPoints, bonus: false }
                };
                self.scored(effect, lead, statement, items, at);
            }
            Head::Zero => self.scored(Effect::Zero, lead, statement, items, at),
            Head::Points(points) => self.points(&points, lead, statement, items, at),
        }
        1
    }

    /// 召开会议计5分(召开1次计3分,计满5分为止), 每例扣1-3分(错报扣2分,漏报扣3分): the bracket says how the points before it
    /// come about, so they are not given twice.
    fn refine(&mut self, statement: &Statement, items: &[Item], at: usize) {
        let Some(Item::Statement(before)) = at.checked_sub(1).and_then(|i| items.get(i)) else { return };
        let opens = statement.place.aside && !before.place.aside && before.place.range.1 + 1 == statement.place.range.0;
        let scores = matches!(statement.found.head, Head::Points(_)) && statement.lead.0 == statement.place.range.0;
        if !opens || !scores {
            return;
        }
        let bounded = matches!((&before.found.head, items.get(at + 1)), (Head::Points(p), Some(Item::Statement(next)))
            if matches!(&next.found.head, Head::Limit(l) if p.amounts.first() == Some(&l.amount)));
        let ranged = matches!(before.found.head, Head::Between(..));
        if bounded || ranged {
            self.clauses.pop();
            self.places.pop();
        }
    }

    /// Marks the characters of a head.
    pub fn mark_head(&mut self, found: &Found) {
        if matches!(found.head, Head::Formula { .. } | Head::Proportion(_) | Head::Elsewhere(_)) {
            return;
        }
        self.mark_keyword(found.range);
    }

    fn filler(&mut self, lead: &Lead) {
        if let Lead::Words(range) | Lead::Unless(range) = lead {
            self.mark(*range, Role::Filler);
        }
    }

    /// Points in figures.
    fn points(&mut self, points: &Points, lead: Lead, statement: &Statement, items: &[Item], at: usize) {
        let (sign, bonus) = match points.sign {
            Some(sign) => (sign, points.bonus),
            None if points.mark => (Sign::Earn, false),
            None => self.last_sign.unwrap_or((Sign::Earn, false)),
        };
        let Some(amount) = points.amounts.first().cloned() else { return };
        if points.mark {
            return self.marked_points(amount, lead, statement, items, at);
        }
        if self.base_points(&amount, sign, &lead, statement) {
            return;
        }
        self.last_sign = Some((sign, bonus));
        let loose = self.text.any(statement.found.range.0, &["酌情"]).is_some();
        if let (true, Some(sign), Amount::Points(most)) = (loose, points.sign, &amount) {
            return self.judged(Some(sign), None, Some(most.clone()), lead, statement);
        }
        if points.respectively && points.amounts.len() > 1 {
            return self.respectively(points, sign, bonus, lead, statement);
        }
        if let Some(per) = points.per {
            return self.per_case(amount, sign, bonus, per, lead, statement);
        }
        // 无计划、无措施的分别扣1分: one amount for each of them.
        let several = matches!(&lead, Lead::Words(range) if self.text.has(*range, &["、", "或"]));
        let inside = statement.place.range == items.get(at.wrapping_sub(1)).map_or((0, 0), place_of);
        if inside && self.text.any(statement.lead.0, &["其中每", ",其中每"]).is_some() {
            // 扣12分,其中每少报1次扣1分: the points before it are the most that these come to.
            return self.unread(statement.range(), "", "每少报1次扣1分,最多扣12分");
        }
        if points.each_of || points.respectively && several {
            return self.each_of(amount, sign, bonus, lead, statement);
        }
        let effect = match sign {
            Sign::Earn => Effect::Award { amount, bonus },
            Sign::Lose => Effect::Deduct(amount),
        };
        self.scored(effect, lead, statement, items, at);
    }

    /// A condition with an effect for the whole unit, a grade, or an assignment.
    fn consequence(&mut self, effect: Effect, lead: Lead, statement: &Statement) {
        if let Some(limit) = self.restated_limit(&effect, &lead) {
            return self.limit(limit, Lead::Empty, statement);
        }
        let again = matches!(lead, Lead::Empty).then(|| self.last_condition.clone()).flatten();
        let condition = match again {
            Some(condition) => Some(condition),
            None => self.condition_of(lead, statement),
        };
        let Some(condition) = condition else { return };
        self.last_condition = Some(condition.clone());
        let rule = Rule::When(When { condition, effect, otherwise: None });
        // 一票否决，取消评先资格: one consequence in two phrases.
        if self.clauses.last().is_none_or(|c| c.rule != rule) && !self.says_which_veto(&rule, statement) {
            self.push(statement.range(), statement.place, rule);
        }
    }

    /// 超过15分按15分计算: a limit, in other words.
    fn restated_limit(&mut self, effect: &Effect, lead: &Lead) -> Option<super::limit::Limit> {
        let (Effect::Assign(Amount::Points(most)), Lead::Words(range)) = (effect, lead) else { return None };
        let cleaned = phrase::clean(self.text, *range);
        let last = self.text.segments(cleaned).pop()?;
        let from = self.text.skip(last.0, &["累计", "合计", "总分", "得分", "加分", "扣分", "分数"]);
        let from = self.text.any(from, &["超过", "超出", "高于", "多于", "大于"])?;
        let num = self.text.points(from).filter(|n| n.value == *most)?.clone();
        let rest = self.text.str((num.end, last.1));
        if !rest.trim_matches(['的', '者', ',']).is_empty() || last.0 != cleaned.0 {
            return None;
        }
        self.mark_keyword(*range);
        let amount = Amount::Points(most.clone());
        Some(super::limit::Limit { sign: None, amount, whole: true, total: false, single: false, floor: false })
    }

    /// 一票否决，总分计零分: the second phrase says what the first means, in either order.
    fn says_which_veto(&mut self, rule: &Rule, statement: &Statement) -> bool {
        let text = self.text;
        let plain = |range: Range| text.has(range, &["一票否"]);
        let (Some(last), Some(place)) = (self.clauses.last_mut(), self.places.last()) else { return false };
        let (Rule::When(known), Rule::When(new)) = (&mut last.rule, rule) else { return false };
        let (Effect::Veto(_), Effect::Veto(effect)) = (&known.effect, &new.effect) else { return false };
        if known.condition != new.condition || place.sentence != statement.place.sentence {
            return false;
        }
        if plain(statement.found.range) {
            return true;
        }
        let said = (place.range.0, statement.found.range.0);
        if plain(said) {
            known.effect = Effect::Veto(*effect);
            last.span = last.span.to(text.span(statement.found.range));
            return true;
        }
        false
    }

    /// 每次扣2分,第一次不扣分: the count before it without its first occurrence.
    fn first_is_free(&mut self, range: Range, sign: Sign, statement: &Statement) -> bool {
        let cleaned = phrase::clean(self.text, range);
        if !super::occurrence::is_first(&self.text.str(cleaned)) {
            return false;
        }
        let part = statement.place.part;
        let Some(clause) = self.clauses.last_mut().filter(|c| c.part == part) else { return false };
        let Rule::Each(each) = &mut clause.rule else { return false };
        if each.sign != sign || each.step.unit != StepUnit::Own {
            return false;
        }
        each.count = super::occurrence::without_first(each.count.clone(), &crate::exact::whole(1));
        self.mark(range, Role::Keyword);
        true
    }

    /// 不扣分, 不加分.
    fn exempt(&mut self, sign: Sign, lead: Lead, statement: &Statement, next: Option<&Item>) {
        if matches!(lead, Lead::Rest | Lead::Otherwise) {
            return;
        }
        // 不低于95%的不扣分，每低1%扣1分: the figure is the target of what follows.
        if let Lead::Words(range) = lead {
            let counted = matches!(next, Some(Item::Statement(n)) if each::marked(self.text, n.lead).or_else(|| each::unmarked(self.text, n.lead, each::Losing::Points)).is_some());
            if counted && self.target_only(range, statement.place) {
                return;
            }
            if self.first_is_free(range, sign, statement) {
                return;
            }
        }
        let Some(condition) = self.condition_of(lead, statement) else { return };
        let members = if self.parts_score(statement.place.part) { Members::Part } else { Members::Item };
        self.push(statement.range(), statement.place, Rule::Exempt(Exempt { condition, members, sign }));
    }

    fn parts_score(&self, part: usize) -> bool {
        self.clauses.iter().any(|c| c.part == part)
    }

    /// The condition that a lead words; reports a head that has none.
    pub fn condition_of(&mut self, lead: Lead, statement: &Statement) -> Option<Condition> {
        match lead {
            Lead::Words(range) => match self.condition(range, statement.place, Bare::Counts) {
                Some(condition) => Some(condition),
                None => {
                    self.unread(range, "", "有…的,…");
                    None
                }
            },
            Lead::Unless(range) => {
                self.condition(range, statement.place, Bare::Counts).map(|c| Condition::Not(Box::new(c)))
            }
            Lead::Otherwise => self.last_condition.clone().map(|c| Condition::Not(Box::new(c))),
            // 半年考核时此项默认为满分: the round is the whole condition.
            _ if self.round.as_ref().is_some_and(|(_, run)| run.range == statement.place.range) => {
                Some(Condition::Always)
            }
            _ => match self.topic.take() {
                Some(topic) => Some(self.fact(&[topic])),
                None => {
                    let words = self.text.str(statement.found.range);
                    for slot in self.roles.iter_mut().take(statement.found.range.1).skip(statement.found.range.0) {
                        *slot = None;
                    }
                    self.unread(statement.found.range, &words, "发生…的,…");
                    None
                }
            },
        }
    }
}

/// Where a statement stands.
fn place_of(item: &Item) -> Range {
    match item {
        Item::Statement(statement) => statement.place.range,
        Item::Prose(run) | Item::Tail(_, run) => run.range,
    }
}

/// 其余, 其他情况, 其余情形 ...
pub(super) fn is_rest(words: &str) -> bool {
    matches!(
        words,
        "其余" | "其他" | "其它" | "其他情况" | "其它情况" | "其余情况" | "其他情形" | "其余情形" | "其它情形" | "其余的" | "其他的" | "除此之外" | "除此以外" | "不符合以上情况" | "不满足以上条件" | "不符合上述条件" | "未达到以上条件" | "以上均不符合" | "其余名次" | "其他名次" | "其他等次" | "反之"
            | "不符合要求的其他情况" | "无上述情况" | "不满足上述条件" | "不满足要求" if !matches!(words, "不满足要求")
    )
}
