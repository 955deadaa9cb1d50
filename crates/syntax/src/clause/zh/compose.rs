//! Statements → clauses, one after another, each in the light of those before it.

use super::compare::Bare;
use super::denial::Denied;
use super::each;
use super::head::{Found, Head, Points};
use super::phrase;
use super::reader::Reader;
use super::split::{Run, Statement};
use super::text::Range;
use crate::clause::{
    Amount, Clause, Condition, Each, Effect, Exempt, Highest, Members, Multiply, Role, Rule, Sign, StepUnit, When,
};
use crate::exact::whole;

/// A stretch of text in order: a statement, or words without one.
#[derive(Clone, Debug)]
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
        if points.respectively && points.amounts.len() > 1 {
            return self.respectively(points, sign, bonus, lead, statement);
        }
        if let Some(per) = points.per {
            return self.per_case(amount, sign, bonus, per, lead, statement);
        }
        if points.each_of {
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

    /// 有正式文件的, 计5分 and everything else that is not a mark, a list or a count.
    pub fn scored(&mut self, effect: Effect, lead: Lead, statement: &Statement, items: &[Item], at: usize) {
        match lead {
            Lead::Words(range) if self.repeats_subject(range, statement, items, at) => {
                self.mark(range, Role::Restated);
                self.scored_alone(effect, statement, &[], 0);
            }
            Lead::Words(range) if effect == Effect::Zero => match self.denied_award(range, statement) {
                Denied::Nothing => self.scored_words(effect, range, statement, items, at),
                Denied::Also(rest) => self.scored_words(effect, rest, statement, items, at),
                Denied::All => {}
            },
            Lead::Words(range) => self.scored_words(effect, range, statement, items, at),
            Lead::Otherwise | Lead::Rest => self.otherwise(effect, statement),
            Lead::Unless(range) => {
                let Some(condition) = self.condition_of(Lead::Unless(range), statement) else { return };
                self.push(
                    (range.0, statement.found.range.1),
                    statement.place,
                    Rule::When(When { condition, effect, otherwise: None }),
                );
            }
            Lead::Empty => self.scored_alone(effect, statement, items, at),
        }
    }

    /// 考试作弊的,测评定为差,测评成绩为0: the second effect of one condition, on a part of the same score.
    fn repeats_subject(&self, range: Range, statement: &Statement, items: &[Item], at: usize) -> bool {
        let Some(Item::Statement(before)) = at.checked_sub(1).and_then(|i| items.get(i)) else { return false };
        let consequence =
            matches!(before.found.head, Head::Grade(_) | Head::Veto(_)) && before.place.range == statement.place.range;
        let cleaned = phrase::clean(self.text, range);
        consequence
            && matches!(statement.found.head, Head::Zero)
            && self.text.ends(cleaned.1, &["成绩", "得分", "分数", "测评", "考核", "总分", "评定", "考评"])
            && self.text.segments(cleaned).len() == 1
    }

    fn scored_words(&mut self, effect: Effect, range: Range, statement: &Statement, items: &[Item], at: usize) {
        if let Some((sign, most)) = self.as_seen_fit(&effect, range) {
            return self.judged(Some(sign), None, Some(most), Lead::Words(range), statement);
        }
        let losing = match effect {
            Effect::Deduct(_) => each::Losing::Points,
            Effect::Zero => each::Losing::All,
            _ => each::Losing::Nothing,
        };
        let range =
            if matches!(effect, Effect::Zero) { self.spare(range, statement, items.get(at + 1)) } else { range };
        let range = if matches!(effect, Effect::Zero | Effect::Deduct(_)) { self.denied_demand(range) } else { range };
        let marked = each::marked(self.text, range);
        let counted = marked.or_else(|| self.counts_without_each(&effect, range, losing, items, at));
        match (counted, effect) {
            (Some(counted), Effect::Award { amount, bonus }) => {
                self.counted(counted, amount, Sign::Earn, bonus, statement)
            }
            (Some(counted), Effect::Deduct(amount)) => self.counted(counted, amount, Sign::Lose, false, statement),
            (Some(counted), Effect::Zero) => self.counted_verdict(counted, Effect::Zero, statement),
            (_, effect) => self.when(effect, range, statement, items.get(at + 1)),
        }
    }

    /// 视情况每次加1分: at most so many, as an assessor sees fit.
    fn as_seen_fit(&self, effect: &Effect, range: Range) -> Option<(Sign, crate::exact::Exact)> {
        let last = self.text.segments(range).pop()?;
        self.text.find(last, &["视情况", "视情节", "视情", "酌情"])?;
        match effect {
            Effect::Award { amount: Amount::Points(most), .. } => Some((Sign::Earn, most.clone())),
            Effect::Deduct(Amount::Points(most)) => Some((Sign::Lose, most.clone())),
            _ => None,
        }
    }

    /// 提供原件,未提供的不得分: the demand before its own denial is said twice.
    fn denied_demand(&mut self, range: Range) -> Range {
        let segments = self.text.segments(range);
        let [first, .., last] = segments.as_slice() else { return range };
        let label = phrase::label(self.text, &[*last]);
        let demand = self.text.str((first.0, last.0));
        let denied = phrase::positive(&label).is_some_and(|p| demand.contains(&p) && !demand.contains(&label));
        if self.text.nums_in((first.0, last.0)).any(|n| !n.soft) {
            return self.figures_demanded(&segments).map_or(range, |demand| {
                self.unscored_condition(demand);
                *last
            });
        }
        if !denied {
            return range;
        }
        self.mark((first.0, last.0), Role::Restated);
        *last
    }

    /// 每月检查不少于1次,不检查不得分: what is demanded in figures before its own denial, which is what scores.
    fn figures_demanded(&self, segments: &[Range]) -> Option<Range> {
        let [first, middle @ .., last] = segments else { return None };
        let denial = phrase::clean(self.text, *last);
        let negative = self.text.any(denial.0, &["未", "不", "无", "没", "缺"]).is_some();
        let plain = self.text.nums_in(denial).all(|n| n.soft) && !self.text.has(denial, &["或"]);
        let open = |s: &Range| !matches!(self.text.c(s.1.saturating_sub(1)), '的' | '者');
        let demanding = |c: super::compare::Compared| {
            c.bounds.iter().all(|b| {
                use crate::clause::Comparison as C;
                matches!(b.comparison, C::AtLeast) && matches!(b.value, super::compare::Value::Number(_))
            })
        };
        let demands =
            std::iter::once(first).chain(middle).all(|s| open(s) && self.compared(*s, Bare::No).is_none_or(&demanding));
        let any = std::iter::once(first).chain(middle).any(|s| self.compared(*s, Bare::No).is_some());
        (negative && plain && demands && any).then_some((first.0, last.0))
    }

    /// Words that ask for something which no points depend on: kept as prose, with a warning.
    fn unscored_condition(&mut self, range: Range) {
        let cleaned = phrase::clean(self.text, range);
        let words = self.text.str(cleaned);
        for slot in self.roles.iter_mut().take(range.1).skip(range.0) {
            *slot = Some(Role::Prose);
        }
        let span = self.text.span(cleaned);
        self.diagnostics.push(crate::diagnostic::Diagnostic::warning("unscored-condition", span).with("phrase", words));
    }

    /// 严查违法行为,年内无案例不得分,得3分: the words before the last comma are what the points behind are for.
    fn spare(&mut self, range: Range, statement: &Statement, next: Option<&Item>) -> Range {
        let Some(Item::Statement(next)) = next else { return range };
        let bare = phrase::clean(self.text, next.lead);
        let earns = matches!(&next.found.head, Head::Points(p) if p.sign == Some(Sign::Earn));
        let segments = self.text.segments(range);
        match segments.as_slice() {
            [first, .., last] if earns && bare.0 >= bare.1 && next.place.range == statement.place.range => {
                self.topic = Some((first.0, last.0.saturating_sub(1)));
                *last
            }
            _ => range,
        }
    }

    /// Whether a figure without 每 is counted: always for losses, for earnings when a bonus or a ceiling follows.
    fn counts_without_each(
        &self,
        effect: &Effect,
        range: Range,
        losing: each::Losing,
        items: &[Item],
        at: usize,
    ) -> Option<each::Counted> {
        let counted = each::unmarked(self.text, range, losing)?;
        let capped =
            matches!(items.get(at + 1), Some(Item::Statement(next)) if matches!(next.found.head, Head::Limit(_)));
        let several = self.text.segments(range).iter().filter(|s| self.text.nums_in(**s).next().is_some()).count() > 1;
        match effect {
            Effect::Deduct(_) | Effect::Zero => Some(counted),
            Effect::Award { .. } if several || each::is_periodic(self.text, range) => None,
            Effect::Award { bonus, .. } => (*bonus || capped || counted.size == whole(1)).then_some(counted),
            _ => None,
        }
    }

    /// A verdict without words of its own takes the sentence before it: …,防止反弹。得5分。
    fn scored_alone(&mut self, effect: Effect, statement: &Statement, items: &[Item], at: usize) {
        let place = statement.place;
        if self.round.as_ref().is_some_and(|(_, run)| run.range == place.range) {
            let when = When { condition: Condition::Always, effect, otherwise: None };
            self.push(statement.range(), place, Rule::When(when));
            return;
        }
        let before = at.checked_sub(1).and_then(|i| items.get(i));
        let prose = match before {
            Some(Item::Prose(run)) if run.part == place.part => Some(run.range),
            Some(Item::Tail(range, run)) if run.part == place.part => Some(*range),
            _ => None,
        };
        if let Some(range) = prose.filter(|_| !matches!(effect, Effect::Zero)) {
            for slot in self.roles.iter_mut().take(range.1).skip(range.0).filter(|r| matches!(r, Some(Role::Prose))) {
                *slot = None;
            }
            let cleaned = phrase::clean(self.text, range);
            return self.scored_words(effect, cleaned, statement, items, at);
        }
        if let Some(topic) = self.topic.take() {
            return self.when(effect, topic, statement, None);
        }
        match (&effect, &self.last_condition) {
            // 取消资格, 不得分: a second effect of the same condition.
            (Effect::Zero | Effect::Deduct(_), Some(condition)) => {
                let condition = condition.clone();
                self.push(statement.range(), place, Rule::When(When { condition, effect, otherwise: None }));
            }
            _ => {
                let range = statement.found.range;
                for slot in self.roles.iter_mut().take(range.1).skip(range.0) {
                    *slot = None;
                }
                let words = self.text.str(range);
                self.unread(range, &words, "有正式文件的,计5分");
            }
        }
    }

    /// 否则不得分, 其余不得分.
    fn otherwise(&mut self, effect: Effect, statement: &Statement) {
        let part = statement.place.part;
        let last = self
            .clauses
            .iter_mut()
            .rev()
            .find(|c| c.part == part && !matches!(c.rule, Rule::Cap(_) | Rule::Highest(_)));
        match last.map(|c| &mut c.rule) {
            Some(Rule::When(when)) if when.otherwise.is_none() => when.otherwise = Some(effect),
            Some(Rule::Bands(bands)) if bands.otherwise.is_none() => bands.otherwise = Some(effect),
            // Every other case gives nothing anyway, and where points are lost, all of them stay.
            _ if matches!(effect, Effect::Zero) => {}
            Some(Rule::Each(Each { sign: Sign::Lose, .. })) if is_full(&effect) => {}
            _ => {
                let range = statement.range();
                for slot in self.roles.iter_mut().take(range.1).skip(range.0) {
                    *slot = None;
                }
                self.unread(range, "", "有会议记录的,计5分,否则不得分");
            }
        }
    }
}

/// 得满分, 不扣分.
fn is_full(effect: &Effect) -> bool {
    matches!(effect, Effect::Full { .. } | Effect::Award { amount: Amount::ItemPoints, .. })
}

/// 其余, 其他情况, 其余情形 ...
pub(super) fn is_rest(words: &str) -> bool {
    matches!(
        words,
        "其余" | "其他" | "其它" | "其他情况" | "其它情况" | "其余情况" | "其他情形" | "其余情形" | "其它情形" | "其余的" | "其他的" | "除此之外" | "除此以外" | "不符合以上情况" | "不满足以上条件" | "不符合上述条件" | "未达到以上条件" | "以上均不符合" | "其余名次" | "其他名次" | "其他等次" | "反之"
            | "不符合要求的其他情况" | "无上述情况" | "不满足上述条件" | "不满足要求" if !matches!(words, "不满足要求")
    )
}
