//! Statements → clauses: neighbours that belong together (bands, levels, a base and its steps) become one clause.

use super::amount::Value;
use super::bands;
use super::condition::Cond;
use super::draft::{self, Draft};
use super::each::EachDraft;
use super::groups;
use super::judged::{judge, judged_words};
use super::phrase::Phrase;
use super::piece::{Stmt, Trigger};
use crate::clause::{
    Amount, Comparison, Condition, Each, Effect, Exempt, Expr, InputKind, Members, Rule, Sign, Step, StepUnit, Steps,
    When,
};
use crate::diagnostic::Diagnostic;
use crate::exact;

/// Makes clauses of `stmts`, which follow one another in the text.
pub(super) fn clauses(draft: &mut Draft, stmts: &[Stmt]) {
    let stmts = &bands::with_zero_bands(draft, stmts);
    let mut at = 0;
    while at < stmts.len() {
        if let Some(used) = stmts.get(at..).and_then(|rest| alternatives(draft, rest)) {
            at += used;
            continue;
        }
        // No list of bands or levels is longer; without a bound a long checklist would be read over and over.
        let rest = stmts.get(at..stmts.len().min(at + 64)).unwrap_or(&[]);
        let used = groups::read(draft, rest).unwrap_or_else(|| {
            if let Some(stmt) = rest.first() {
                single(draft, stmt, rest.get(1));
            }
            1 + usize::from(takes_otherwise(rest))
        });
        for stmt in rest.iter().take(used) {
            finish(draft, stmt);
            if let Some(limit) = &stmt.together {
                let cap = crate::clause::Cap { members: Members::Part, sign: Some(sign(stmt)), limit: limit.clone() };
                draft.clause(&stmt.range, stmt.part, Rule::Cap(cap));
            }
        }
        at += used.max(1);
    }
}

/// `+4 if A; 0 if B; -1 in all other cases`: the last holds when none of the facts before it does.
fn alternatives(draft: &mut Draft, stmts: &[Stmt]) -> Option<usize> {
    let fact = |s: &Stmt| match &s.trigger {
        Trigger::When(Cond::Fact(phrase)) if !s.only => Some(phrase.clone()),
        _ => None,
    };
    let facts: Vec<Phrase> = stmts.iter().map_while(fact).collect();
    let count = facts.len();
    let last = stmts.get(count).filter(|s| count >= 2 && matches!(s.trigger, Trigger::Otherwise))?;
    let group = stmts.get(..count)?;
    if group.iter().any(|s| matches!(s.value, Value::Between(..))) || super::levels::are_levels(draft.source, stmts) {
        return None;
    }
    let mut none = Vec::new();
    for (stmt, phrase) in group.iter().zip(&facts) {
        let input = draft.fact(&with_header(stmt, phrase));
        none.push(Condition::Not(Box::new(Condition::Fact(input))));
        if let Some(effect) = case_effect(stmt).filter(|_| !stmt.value.is_nothing()) {
            let condition = Condition::Fact(input);
            draft.clause(&stmt.range, stmt.part, Rule::When(When { condition, effect, otherwise: None }));
        }
        finish(draft, stmt);
    }
    if let Some(effect) = case_effect(last).filter(|_| !last.value.is_nothing()) {
        let condition = Condition::All(none);
        draft.clause(&last.range, last.part, Rule::When(When { condition, effect, otherwise: None }));
    }
    finish(draft, last);
    Some(count + 1)
}

/// Roles for the amounts and what else the statement holds.
fn finish(draft: &mut Draft, stmt: &Stmt) {
    for quantity in &stmt.quantities {
        draft.mark(quantity, crate::clause::Role::Quantity);
    }
    for open in &stmt.dangling {
        draft.unmark(open);
        draft.unread(open, &stmt.range);
    }
    for filler in &stmt.fillers {
        draft.mark(filler, crate::clause::Role::Filler);
    }
    draft.close(&stmt.range);
}

fn takes_otherwise(rest: &[Stmt]) -> bool {
    matches!(rest, [first, second, ..] if matches!(second.trigger, Trigger::Otherwise) && matches!(first.trigger, Trigger::When(_) | Trigger::Label(_) | Trigger::Each(_) | Trigger::Nth(..)))
}

/// What a statement does to the points.
pub(super) fn effect(stmt: &Stmt) -> Option<Effect> {
    let amount = stmt.value.amount()?;
    Some(match (sign(stmt), &stmt.value) {
        (_, value) if value.is_nothing() => Effect::Zero,
        (Sign::Lose, Value::Item) => Effect::Zero,
        (Sign::Lose, _) => Effect::Deduct(amount),
        (Sign::Earn, _) => Effect::Award { amount, bonus: stmt.bonus },
    })
}

/// The same inside a band or level, where nothing is simply no points.
pub(super) fn case_effect(stmt: &Stmt) -> Option<Effect> {
    match effect(stmt)? {
        Effect::Zero if stmt.value.is_nothing() => {
            Some(Effect::Award { amount: Amount::Points(exact::whole(0)), bonus: false })
        }
        other => Some(other),
    }
}

/// Earned unless the words say lost.
pub(super) fn sign(stmt: &Stmt) -> Sign {
    stmt.sign.unwrap_or(Sign::Earn)
}

/// One statement by itself, perhaps with what holds otherwise.
fn single(draft: &mut Draft, stmt: &Stmt, next: Option<&Stmt>) {
    if let Value::Between(least, most) = &stmt.value {
        return judge(draft, stmt, least.clone(), most.clone());
    }
    // `No penalty for the first absence; 2 points for each subsequent absence.`
    if let (true, Some(Sign::Lose), Some(Trigger::Each(_)), Trigger::Label(phrase) | Trigger::When(Cond::Fact(phrase))) =
        (stmt.value.is_nothing(), stmt.sign, next.map(|n| &n.trigger), &stmt.trigger)
        && let Some(n) = phrase.ranges.first().and_then(|r| super::distance::first_ones(draft.source, r))
    {
        draft.free = Some(n);
        for range in &phrase.ranges {
            draft.mark(range, crate::clause::Role::Restated);
        }
        return;
    }
    if stmt.value.is_nothing() && (stmt.sign == Some(Sign::Lose) || stmt.bonus) && exempt(draft, stmt) {
        return;
    }
    let otherwise = next.filter(|n| matches!(n.trigger, Trigger::Otherwise)).and_then(case_effect);
    // Beside counts, `no marks for unanswered questions` counts them too and gives nothing.
    if let (true, Trigger::Label(phrase) | Trigger::When(Cond::Fact(phrase))) = (stmt.value.is_nothing(), &stmt.trigger)
        && matches!(draft.reading.clauses.last().map(|c| &c.rule), Some(Rule::Each(_)))
        && let Some(each) = phrase.ranges.first().and_then(|r| super::events::left_out(draft.source, r))
    {
        return count(draft, stmt, &each);
    }
    match &stmt.trigger {
        Trigger::When(cond) => when(draft, stmt, cond, otherwise),
        Trigger::Label(phrase) => {
            if judged_words(draft, phrase) && !stmt.value.is_nothing() && stmt.value != Value::Item {
                let most = match &stmt.value {
                    Value::Points(points) => Some(points.clone()),
                    _ => None,
                };
                return judge(draft, stmt, exact::whole(0), most);
            }
            when(draft, stmt, &Cond::Fact(phrase.clone()), otherwise);
        }
        Trigger::Each(each) => count(draft, stmt, each),
        Trigger::EachWhen(each, cond) => bands::rated_band(draft, stmt, each, cond),
        Trigger::Nth(1, phrase)
            if stmt.value.is_nothing()
                && matches!(next.map(|n| &n.trigger), Some(Trigger::Each(each)) if each.additional) =>
        {
            draft.free = Some(1);
            let all = phrase.ranges.iter().cloned().chain([stmt.range.clone()]);
            all.for_each(|r| draft.mark(&r, crate::clause::Role::Restated));
        }
        Trigger::Nth(n, phrase) => nth(draft, stmt, *n, phrase),
        Trigger::Otherwise | Trigger::None => lone(draft, stmt),
    }
}

/// An amount with nothing to hang on.
fn lone(draft: &mut Draft, stmt: &Stmt) {
    if let Some(header) = stmt.header.clone() {
        let cond = Cond::Fact(header);
        return when(draft, stmt, &cond, None);
    }
    if let (Some(header), Trigger::None) = (draft.header.clone(), &stmt.trigger) {
        draft.unmark(&header);
        return when(draft, stmt, &Cond::Fact(Phrase::of(header)), None);
    }
    let left = stmt.range.clone();
    for quantity in &stmt.quantities {
        draft.mark(quantity, crate::clause::Role::Quantity);
    }
    let span = draft.source.span(&draft.source.trimmed(&left, &[]));
    let diagnostic = Diagnostic::error("clause-not-read", span)
        .with("understood", stmt.quantities.first().map_or_else(String::new, |r| draft.source.raw(r)))
        .with("left", draft.source.raw(&left))
        .with("nearest", super::nearest::form(draft.source, &left));
    draft.reading.diagnostics.push(diagnostic);
    draft.mark(&left, crate::clause::Role::Unread);
}

pub(super) fn with_header(stmt: &Stmt, phrase: &Phrase) -> Phrase {
    match &stmt.header {
        Some(header) => header.ranges.iter().cloned().fold(phrase.clone(), Phrase::and),
        None => phrase.clone(),
    }
}

fn when(draft: &mut Draft, stmt: &Stmt, cond: &Cond, otherwise: Option<Effect>) {
    let cond = match cond {
        Cond::Fact(phrase) => &Cond::Fact(with_header(stmt, phrase)),
        Cond::Compare { of, interval, fillers } => {
            &Cond::Compare { of: groups::headed(stmt, of), interval: interval.clone(), fillers: fillers.clone() }
        }
        other => other,
    };
    if let (Cond::Fact(phrase), Value::Points(points), true) =
        (cond, &stmt.value, sign(stmt) == Sign::Earn && !stmt.value.is_nothing())
        && judged_words(draft, phrase)
        && otherwise.is_none()
    {
        return judge(draft, stmt, exact::whole(0), Some(points.clone()));
    }
    let condition = draft.condition(cond);
    let Some(mut effect) = effect(stmt) else { return };
    // After losses, full marks take the place of whatever was lost.
    let losses = draft.reading.clauses.iter().any(|c| loses(&c.rule));
    if losses && otherwise.is_none() && matches!(effect, Effect::Award { amount: Amount::ItemPoints, .. }) {
        effect = Effect::Full { default: false };
    }
    supersede(draft, &condition, cond, stmt);
    draft.clause(&stmt.range, stmt.part, Rule::When(When { condition, effect, otherwise }));
}

fn loses(rule: &Rule) -> bool {
    match rule {
        Rule::Each(each) => each.sign == Sign::Lose,
        Rule::Steps(steps) => steps.sign == Sign::Lose,
        Rule::When(when) => matches!(when.effect, Effect::Deduct(_)),
        _ => false,
    }
}

/// `if both are correct, 10 points` takes the place of `if the first is correct, 6 points`.
fn supersede(draft: &mut Draft, condition: &Condition, cond: &Cond, stmt: &Stmt) {
    let Cond::Fact(phrase) = cond else { return };
    let whole = phrase.start().is_some_and(|i| matches!(draft.source.word(i), "both" | "all"));
    if !whole || sign(stmt) != Sign::Earn || stmt.value.is_nothing() {
        return;
    }
    if let Some(last) = draft.reading.clauses.last_mut()
        && let Rule::When(When { condition: first @ Condition::Fact(_), effect: Effect::Award { .. }, .. }) =
            &mut last.rule
    {
        *first = Condition::All(vec![first.clone(), Condition::Not(Box::new(condition.clone()))]);
    }
}

/// `No points will be deducted if ...`.
fn exempt(draft: &mut Draft, stmt: &Stmt) -> bool {
    let cond = match &stmt.trigger {
        Trigger::When(cond) => cond.clone(),
        Trigger::Label(phrase) => Cond::Fact(phrase.clone()),
        // Nothing is lost for each of these: there is nothing to compute.
        Trigger::Each(each) => {
            draft.input(&each.phrase, InputKind::Count, each.measured.clone());
            let rule = count_rule(draft, stmt, each);
            draft.clause(&stmt.range, stmt.part, rule);
            return true;
        }
        _ => return false,
    };
    let condition = draft.condition(&cond);
    draft.clause(&stmt.range, stmt.part, Rule::Exempt(Exempt { condition, members: Members::Item, sign: sign(stmt) }));
    true
}

fn nth(draft: &mut Draft, stmt: &Stmt, n: u32, phrase: &Phrase) {
    let ordinal = draft
        .source
        .toks
        .iter()
        .enumerate()
        .find(|(i, _)| stmt.range.contains(i) && draft.source.ordinal(*i) == Some(n))
        .map(|(i, _)| i);
    if let Some(i) = ordinal {
        draft.mark(&(i..i + 1), crate::clause::Role::Quantity);
    }
    let input = draft.input(&with_header(stmt, phrase), InputKind::Count, None);
    let Some(effect) = effect(stmt) else { return };
    let condition =
        Condition::Compare(Expr::Input(input), Comparison::AtLeast, Expr::Number(exact::whole(i64::from(n))));
    draft.clause(&stmt.range, stmt.part, Rule::When(When { condition, effect, otherwise: None }));
}

/// So many points for each.
fn count(draft: &mut Draft, stmt: &Stmt, each: &EachDraft) {
    for keyword in &each.keywords {
        draft.mark(keyword, crate::clause::Role::Quantity);
    }
    if let Some(rule) = steps(draft, stmt, each) {
        return draft.clause(&stmt.range, stmt.part, rule);
    }
    let rule = count_rule(draft, stmt, each);
    draft.clause(&stmt.range, stmt.part, rule);
}

fn count_rule(draft: &mut Draft, stmt: &Stmt, each: &EachDraft) -> Rule {
    let mut phrase = each.phrase.clone();
    let bare = phrase.is_empty()
        || each.measured.as_deref().is_some_and(|u| phrase.label(draft.source).eq_ignore_ascii_case(u));
    if bare {
        phrase = with_header(stmt, &phrase);
        if let (true, None, Some(header)) = (each.phrase.is_empty(), &stmt.header, draft.header.clone()) {
            draft.unmark(&header);
            phrase = Phrase::of(header);
        }
    } else if stmt.header.is_some() {
        phrase = with_header(stmt, &phrase);
    }
    let kind = match each.unit {
        StepUnit::Percent | StepUnit::PercentagePoint => InputKind::Rate,
        StepUnit::Own if each.measured.is_some() => InputKind::Amount,
        StepUnit::Own => InputKind::Count,
    };
    if phrase.is_empty() {
        let at = stmt.range.start;
        phrase = Phrase::implied(at, each.measured.clone().unwrap_or_else(|| "percentage".to_owned()));
    }
    let input = draft.input(&phrase, kind, each.measured.clone());
    let mut counted = Expr::Input(input);
    let first = draft.free.take().filter(|_| each.additional && each.first == 1).map_or(each.first, |n| n + 1);
    if first > 1 {
        let before = exact::whole(i64::from(first) - 1);
        counted = Expr::Max(vec![
            Expr::Number(exact::whole(0)),
            Expr::Sub(Box::new(counted), Box::new(Expr::Number(before))),
        ]);
    }
    if let Some(most) = &each.most {
        counted = Expr::Min(vec![counted, Expr::Number(most.clone())]);
    }
    let unit = if each.unit == StepUnit::Percent { StepUnit::PercentagePoint } else { each.unit };
    let rate = stmt.value.amount().unwrap_or(Amount::ItemPoints);
    Rule::Each(Each {
        count: counted,
        step: Step { size: each.size.clone(), unit },
        rate,
        sign: sign(stmt),
        bonus: stmt.bonus && sign(stmt) == Sign::Earn,
        rounding: each.rounding,
        limit: stmt.limit.clone(),
    })
}

/// A count that is the distance from a target.
fn steps(draft: &mut Draft, stmt: &Stmt, each: &EachDraft) -> Option<Rule> {
    let (quantity, target, direction) = match (&each.against, each.elsewhere) {
        (Some(against), _) => {
            let named = with_header(stmt, &each.phrase);
            let of = if each.phrase.is_empty() { named } else { each.phrase.clone() };
            let input = draft.measured(&of, &against.interval);
            (input, draft::scaled(&against.target, against.interval.percent), against.direction)
        }
        (None, Some(direction)) => {
            let (input, target) = elsewhere(draft, each)?;
            for range in &each.phrase.ranges {
                draft.mark(range, crate::clause::Role::Restated);
            }
            (input, target, direction)
        }
        (None, None) => return None,
    };
    Some(Rule::Steps(Steps {
        quantity: Expr::Input(quantity),
        target: Expr::Number(target),
        direction,
        step: Step { size: each.size.clone(), unit: each.unit },
        rate: stmt.value.amount()?,
        sign: sign(stmt),
        base: None,
        target_included: true,
        rounding: each.rounding,
        limit: stmt.limit.clone(),
    }))
}

/// The target that `over the limit` and `below that` speak of.
fn elsewhere(draft: &mut Draft, each: &EachDraft) -> Option<(crate::clause::InputRef, exact::Exact)> {
    let percent = each.unit != StepUnit::Own;
    if let Some((input, target)) = draft.compared.clone() {
        let rate = draft.reading.inputs.get(input.0).is_some_and(|p| p.kind == InputKind::Rate);
        return (rate == percent).then_some((input, target));
    }
    let (phrase, interval) = draft.targets.iter().rev().find(|(_, i)| i.percent == percent).cloned()?;
    let edge = interval.to.clone().or(interval.from.clone())?;
    for range in &phrase.ranges {
        draft.unmark(range);
    }
    draft.unmark(&interval.range);
    let input = draft.measured(&phrase, &interval);
    Some((input, draft::scaled(&edge.value, interval.percent)))
}
