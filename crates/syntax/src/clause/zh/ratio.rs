//! Points by a formula: 得分=30×处置率, 按完成比例得分, 折算.

use super::compose::Lead;
use super::number::Unit;
use super::phrase;
use super::proportion::Proportion;
use super::reader::Reader;
use super::split::{Run, Statement};
use super::text::Range;
use crate::clause::{Amount, Band, BandValue, Bands, Effect, Expr, Formula, InputKind, InputRef, Role, Rule, Sign};
use crate::exact::whole;

impl Reader<'_> {
    /// 按完成比例得分, 低于90%按比例得分.
    pub fn proportion(&mut self, proportion: &Proportion, lead: Lead, statement: &Statement) {
        let place = statement.place;
        let basis = phrase::clean(self.text, proportion.basis);
        if (basis.0..basis.1).any(|i| matches!(self.text.c(i), '×' | '*' | '÷')) {
            return self.arithmetic(proportion, basis, lead, statement);
        }
        if self.text.nums_in(basis).any(|n| n.unit == Unit::Rank) {
            return self.share_of_first(basis, lead, statement);
        }
        // 降低比例的按比例记分: what falls does not say what is left of the points.
        let falling = matches!(&lead, Lead::Words(range) if self.text.has(*range, &["降低比例", "减少比例"]));
        if falling && proportion.sign == Sign::Earn {
            return self.unread(statement.range(), "", "按完成比例得分");
        }
        let bare = is_bare(&self.text.str(basis));
        let target = self.targets.iter().rposition(|t| t.part == place.part && t.unit == Unit::Percent);
        // 查处10例以上,否则按完成比例得分: a count falls short of its target in proportion too.
        let counted = self.targets.iter().rposition(|t| {
            t.part == place.part
                && matches!(t.unit, Unit::Own(_))
                && matches!(t.bounds.as_slice(), [(_, Expr::Number(_))])
        });
        let target = target.or_else(|| counted.filter(|_| matches!(lead, Lead::Otherwise)));
        if bare
            && proportion.sign == Sign::Earn
            && let Some(index) = target
        {
            return self.proportion_to_target(index, lead, statement);
        }
        self.mark_outside(proportion.basis, statement.found.range);
        let value = if proportion.converted || proportion.factor.is_some() {
            self.converted(proportion, &lead, statement)
        } else {
            self.share(proportion, bare, &lead, statement)
        };
        let Some(value) = value else {
            return self.unread(statement.range(), "", "按完成比例得分");
        };
        if let Lead::Words(range) = lead {
            self.mark(range, Role::Restated);
        }
        self.push(
            statement.range(),
            place,
            Rule::Formula(Formula { name: None, value, sign: proportion.sign, limit: None }),
        );
    }

    /// 按完成数/任务数×10计分: arithmetic in the place of a proportion.
    fn arithmetic(&mut self, proportion: &Proportion, basis: Range, lead: Lead, statement: &Statement) {
        self.mark_outside(proportion.basis, statement.found.range);
        let Some(value) = super::formula::parse(self, basis) else {
            return self.unread(statement.range(), "", "得分=完成数÷任务数×10");
        };
        if let Lead::Words(range) = lead {
            self.mark(range, Role::Filler);
        }
        let rule = Rule::Formula(Formula { name: None, value, sign: proportion.sign, limit: None });
        self.push(statement.range(), statement.place, rule);
    }

    /// 第1名得6分,第2-5名按第1名的比例得分: a share, which the unit's figure has of the first's, of what the first gets.
    fn share_of_first(&mut self, basis: Range, lead: Lead, statement: &Statement) {
        let place = statement.place;
        let compared = match lead {
            Lead::Words(range) => {
                self.text.segments(range).pop().and_then(|s| self.compared(s, super::compare::Bare::No))
            }
            _ => None,
        };
        let first = self.clauses.iter().rposition(|c| c.part == place.part).filter(|&i| self.is_place_award(i));
        let (Some(compared), Some(first)) = (compared.filter(|c| c.unit == Unit::Rank), first) else {
            return self.unread(statement.range(), "", "第1名得6分,第2至5名按第1名的比例得分");
        };
        self.mark_outside(basis, statement.found.range);
        for bound in &compared.bounds {
            self.mark_keyword(bound.words);
        }
        let label = phrase::label(self.text, &[basis]);
        let places: Vec<Range> = self.text.nums_in(basis).map(|n| (n.start, n.end)).collect();
        places.into_iter().for_each(|p| self.mark(p, Role::Quantity));
        let rate = self.fresh(label, &[basis], InputKind::Rate, None);
        let (from, to) = super::bands::edges(&compared);
        let span = self.text.span(statement.range());
        let Some(clause) = self.clauses.get_mut(first) else { return };
        let Rule::When(crate::clause::When {
            condition: crate::clause::Condition::Compare(quantity, _, at),
            effect,
            ..
        }) = &clause.rule
        else {
            return;
        };
        let (Effect::Award { amount, bonus }, Expr::Number(at)) = (effect, at) else { return };
        let share = Expr::Mul(vec![amount_expr(amount), Expr::Input(rate)]);
        let edge = || Some(crate::clause::BandEdge { value: at.clone(), included: Some(true) });
        let shared = Effect::Award { amount: Amount::Computed(share), bonus: *bonus };
        let bands = vec![
            Band { from: edge(), to: edge(), value: BandValue::Effect(effect.clone()) },
            Band { from, to, value: BandValue::Effect(shared) },
        ];
        clause.rule = Rule::Bands(Bands { quantity: quantity.clone(), bands, otherwise: None });
        clause.span = clause.span.to(span);
    }

    /// Whether a clause gives points for one place.
    fn is_place_award(&self, clause: usize) -> bool {
        use crate::clause::{Comparison, Condition, When};
        matches!(
            self.clauses.get(clause).map(|c| &c.rule),
            Some(Rule::When(When {
                condition: Condition::Compare(Expr::Input(_), Comparison::Equal, Expr::Number(_)),
                effect: Effect::Award { .. },
                otherwise: None,
            }))
        )
    }

    fn mark_outside(&mut self, basis: Range, head: Range) {
        self.mark_keyword((head.0, basis.0));
        self.mark_keyword((basis.1, head.1));
    }

    /// ≥90%得满分，低于90%按比例得分: full marks at the target, in proportion to it below.
    fn proportion_to_target(&mut self, index: usize, lead: Lead, statement: &Statement) {
        self.mark_keyword(statement.found.range);
        let Some(input) = self.target_input(index) else { return };
        let Some(target) = self.targets.get(index).cloned() else { return };
        if let Lead::Words(range) = lead {
            let words: Vec<Range> = self
                .text
                .segments(range)
                .iter()
                .filter_map(|s| self.compared(*s, super::compare::Bare::Percent))
                .flat_map(|c| c.bounds.into_iter().map(|b| b.words))
                .collect();
            words.into_iter().for_each(|w| self.mark_keyword(w));
            self.mark(range, Role::Restated);
        }
        let Some((_, bound)) = target.bounds.first().cloned() else { return };
        let at_target = target.clause.and_then(|i| self.clauses.get(i)).and_then(|c| match &c.rule {
            Rule::When(when) => match &when.effect {
                Effect::Award { amount, .. } => Some(amount_expr(amount)),
                _ => None,
            },
            _ => None,
        });
        // 低于60%不得分，60%以上按比例得分: nothing gives full marks at 60%, so the rate itself is the share.
        let counted = matches!(target.unit, Unit::Own(_));
        let share = match at_target {
            _ if counted => Expr::Div(Box::new(Expr::Input(input)), Box::new(bound)),
            Some(_) => Expr::Div(Box::new(Expr::Input(input)), Box::new(bound)),
            None => Expr::Input(input),
        };
        let share = Expr::Min(vec![Expr::Number(whole(1)), share]);
        let value = Expr::Mul(vec![at_target.clone().unwrap_or(Expr::ItemPoints), share]);
        let rule = Rule::Formula(Formula { name: None, value, sign: Sign::Earn, limit: None });
        match (target.clause, at_target) {
            (Some(clause), Some(_)) => {
                let span = self.text.span(statement.range());
                if let Some(clause) = self.clauses.get_mut(clause) {
                    clause.span = clause.span.to(span);
                    clause.rule = rule;
                }
            }
            _ => {
                self.push(statement.range(), statement.place, rule);
            }
        }
    }

    /// The item's points times a rate that the words name.
    fn share(&mut self, proportion: &Proportion, bare: bool, lead: &Lead, statement: &Statement) -> Option<Expr> {
        if let Some((numerator, denominator)) = self.parts_of(proportion.basis) {
            let top = self.figure(&[numerator]);
            let bottom = self.figure(&[denominator]);
            let share = Expr::Div(Box::new(Expr::Input(top)), Box::new(Expr::Input(bottom)));
            // 占 and 比重 are words of the proportion.
            self.mark(proportion.basis, Role::Keyword);
            return Some(Expr::Mul(vec![Expr::ItemPoints, share]));
        }
        let pieces: Vec<Range> = match (bare, lead) {
            (true, _) if self.topic.is_some() => vec![self.topic.unwrap_or(statement.found.range)],
            (true, Lead::Words(range)) => vec![*range],
            (true, _) => vec![statement.found.range],
            _ => vec![proportion.basis],
        };
        if bare {
            self.mark(proportion.basis, Role::Keyword);
        }
        if self.text.nums_in(pieces.first().copied()?).any(|n| !n.soft) && bare {
            return None;
        }
        let input = self.input(&pieces, InputKind::Rate, None);
        if let (Some(factor), false) = (&proportion.factor, bare) {
            self.mark_factor(proportion.basis);
            return Some(Expr::Mul(vec![Expr::Input(input), Expr::Number(factor.clone())]));
        }
        let completed = self
            .inputs
            .get(input.0)
            .is_some_and(|i| i.label.contains("完成") && !i.label.contains("未完成") || i.label.contains("达标率"));
        if proportion.sign == Sign::Lose && completed {
            // 按完成比例扣分 takes away what is not done.
            let missing = Expr::Sub(Box::new(Expr::Number(whole(1))), Box::new(Expr::Input(input)));
            return Some(Expr::Mul(vec![Expr::ItemPoints, missing]));
        }
        let worth = self.proportion_of.take().map_or(Expr::ItemPoints, |a| amount_expr(&a));
        Some(Expr::Mul(vec![worth, Expr::Input(input)]))
    }

    fn mark_factor(&mut self, basis: Range) {
        let nums: Vec<Range> = self.text.nums_in(basis).map(|n| (n.start, n.end)).collect();
        for num in nums {
            for slot in self.roles.iter_mut().take(num.1).skip(num.0) {
                *slot = Some(Role::Quantity);
            }
        }
    }

    /// 按平均值折算: from a scale of 100 to the item's points; 按60%折算: times this.
    fn converted(&mut self, proportion: &Proportion, lead: &Lead, statement: &Statement) -> Option<Expr> {
        let basis = phrase::clean(self.text, proportion.basis);
        if let Some(factor) = proportion.factor.clone() {
            self.mark_factor(proportion.basis);
            self.mark(proportion.basis, Role::Keyword);
            let pieces = match (self.topic, lead) {
                (Some(topic), _) => vec![topic],
                (None, Lead::Words(range)) => vec![*range],
                _ => return None,
            };
            let nums: Vec<Range> =
                pieces.iter().flat_map(|p| self.text.nums_in(*p)).map(|n| (n.start, n.end)).collect();
            nums.into_iter().for_each(|n| self.mark(n, Role::Quantity));
            let input = self.input(&pieces, InputKind::Amount, Some("分".into()));
            return Some(Expr::Mul(vec![Expr::Input(input), Expr::Number(factor)]));
        }
        let words = self.text.str(basis);
        let bare = words.is_empty() || is_bare(&words);
        let pieces = match (bare, lead) {
            (true, Lead::Words(range)) => vec![*range],
            (true, _) => vec![self.topic.unwrap_or(statement.found.range)],
            _ => vec![proportion.basis],
        };
        if ["率", "比例", "占比", "百分比"].iter().any(|w| words.ends_with(w)) && !bare {
            let input = self.input(&pieces, InputKind::Rate, None);
            return Some(Expr::Mul(vec![Expr::ItemPoints, Expr::Input(input)]));
        }
        let input = self.input(&pieces, InputKind::Amount, Some("分".into()));
        self.fed_from_elsewhere(input);
        let share = Expr::Div(Box::new(Expr::Input(input)), Box::new(Expr::Number(whole(100))));
        Some(Expr::Mul(vec![Expr::ItemPoints, share]))
    }

    /// 按省考核得分折算: a result under another scheme.
    fn fed_from_elsewhere(&mut self, input: InputRef) {
        const BY: &[&str] = &["省", "市", "县", "区", "国家", "上级", "州", "部门"];
        let Some(input) = self.inputs.get_mut(input.0) else { return };
        let judged = ["考核", "考评", "测评", "评价", "评估"].iter().any(|w| input.label.contains(w));
        if judged && BY.iter().any(|w| input.label.contains(w)) {
            input.feed = crate::clause::Feed::OtherScheme(input.label.clone());
        }
    }

    /// A占B比重, A/B: numerator and denominator.
    fn parts_of(&self, basis: Range) -> Option<(Range, Range)> {
        let basis = phrase::clean(self.text, basis);
        let end = ["的比例", "的比重", "比重", "比例", "的占比", "的百分比", "百分比", "之比"]
            .iter()
            .find(|w| self.text.ends(basis.1, &[w]))
            .map(|w| basis.1 - w.chars().count())
            .unwrap_or(basis.1);
        let (at, after) = (basis.0..end).find_map(|i| {
            self.text.any(i, &["占", "与", "÷", "/"]).filter(|&a| a < end && self.text.c(a) != '比').map(|a| (i, a))
        })?;
        (at > basis.0 && after < end).then_some(((basis.0, at), (after, end)))
    }

    /// A figure of a formula, named by its words.
    pub fn figure(&mut self, pieces: &[Range]) -> InputRef {
        let label = phrase::label(self.text, pieces);
        let rate = label.ends_with('率') || label.ends_with("比例") || label.ends_with("占比");
        let kind = if rate { InputKind::Rate } else { InputKind::Amount };
        // 管理人数 is not 规范管理人数: figures of a formula are the same only when their words are.
        let key = phrase::key(&label);
        match self.keys.iter().zip(&self.inputs).position(|(k, i)| *k == key && i.kind == kind) {
            Some(known) => {
                for piece in pieces {
                    self.mark(*piece, Role::Input(InputRef(known)));
                }
                InputRef(known)
            }
            None => {
                // A later name may be the end of one that a definition gave: 完成率 after 改造完成率.
                let defined = self
                    .definitions
                    .iter()
                    .map(|d| d.0)
                    .find(|d| rate && self.keys.get(d.0).is_some_and(|k| k.ends_with(&key)));
                match defined {
                    Some(input) => {
                        for piece in pieces {
                            self.mark(*piece, Role::Restated);
                        }
                        input
                    }
                    None => self.fresh(label, pieces, kind, None),
                }
            }
        }
    }

    /// 完成率=完成数÷任务数: what a rate is made of; clauses about the rate are about this.
    fn define(&mut self, name: Range, value: Expr, statement: &Statement) {
        let label = phrase::label(self.text, &[name]);
        let input = self.named(label.clone(), &[], InputKind::Rate, None);
        self.definitions.push((input, hundredths(value)));
        let key = phrase::key(&label);
        self.targets.push(super::reader::Target {
            key,
            input: Some(input),
            pieces: vec![name],
            bounds: Vec::new(),
            unit: Unit::Percent,
            clause: None,
            part: statement.place.part,
        });
    }

    /// 处理率×15分: arithmetic that stands alone is the score.
    pub fn bare_arithmetic(&mut self, run: Run) -> bool {
        let whole = phrase::clean(self.text, run.range);
        let said = ["计算得分", "计算分值", "计算"].iter().find(|w| self.text.ends(whole.1, &[w]));
        let range = (whole.0, whole.1 - said.map_or(0, |w| w.chars().count()));
        let sign = (range.0..range.1).rev().find(|&i| matches!(self.text.c(i), '×' | '*'));
        let Some(sign) = sign else { return false };
        let named = self.text.has((range.0, sign), &["率", "数", "比例", "得分", "成绩", "比"]);
        if !named || self.text.num(sign + 1).is_none() {
            return false;
        }
        if said.is_some() {
            self.mark_keyword((range.1, whole.1));
        }
        match super::formula::parse(self, range) {
            Some(value) => {
                let rule = Formula { name: None, value, sign: Sign::Earn, limit: None };
                self.push(range, run, Rule::Formula(rule));
            }
            None => self.unread(range, "", "得分=完成数÷任务数×10"),
        }
        true
    }

    /// 得分=…
    pub fn formula(&mut self, equals: usize, statement: &Statement) {
        let range = statement.found.range;
        let name = phrase::label(self.text, &[(range.0, equals)]);
        let Some(value) = super::formula::parse(self, (equals + 1, range.1)) else {
            return self.unread(range, &name, "得分=完成数÷任务数×10");
        };
        self.mark((range.0, equals + 1), Role::Keyword);
        if let Lead::Words(lead) = self.lead(statement) {
            self.mark(lead, Role::Filler);
        }
        if is_rate_name(&name) {
            return self.define((range.0, equals), value, statement);
        }
        let lose = name.contains("扣分") || name.contains("减分");
        let sign = if lose { Sign::Lose } else { Sign::Earn };
        self.push(
            statement.range(),
            statement.place,
            Rule::Formula(Formula { name: Some(name).filter(|n| !n.is_empty()), value, sign, limit: None }),
        );
    }
}

/// Whether 按…得分 names no rate of its own: 按比例, 按照完成比例 after a target.
fn is_bare(words: &str) -> bool {
    matches!(
        words.trim_end_matches('的'),
        "" | "比例"
            | "相应比例"
            | "同比例"
            | "实际比例"
            | "对应比例"
            | "均按比例"
            | "完成比例"
            | "实际完成比例"
            | "完成率"
            | "实际完成率"
            | "一定比例"
    )
}

/// Names of what is measured rather than of points.
fn is_rate_name(name: &str) -> bool {
    ["率", "比", "比例", "占比", "比重", "增幅", "增速", "覆盖面"].iter().any(|w| name.ends_with(w))
}

/// A rate written ×100 stands for so many percent, like one written ×100%.
fn hundredths(value: Expr) -> Expr {
    match value {
        Expr::Mul(factors) => {
            let kept: Vec<Expr> = factors
                .iter()
                .filter(|f| **f != Expr::Number(whole(100)) && **f != Expr::Number(whole(1)))
                .cloned()
                .collect();
            match kept.as_slice() {
                [one] => one.clone(),
                _ => Expr::Mul(kept),
            }
        }
        other => other,
    }
}

pub(super) fn amount_expr(amount: &Amount) -> Expr {
    match amount {
        Amount::Points(points) => Expr::Number(points.clone()),
        Amount::ShareOfItem(share) => Expr::Mul(vec![Expr::ItemPoints, Expr::Number(share.clone())]),
        Amount::ItemPoints => Expr::ItemPoints,
        Amount::Computed(expr) => expr.clone(),
    }
}
