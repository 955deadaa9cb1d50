//! Points by place: `1st place 10 points, 2nd place 8 points`.

use super::assemble::case_effect;
use super::condition::Cond;
use super::draft::{self, Draft};
use super::lexicon;
use super::phrase::Phrase;
use super::piece::{Stmt, Trigger};
use super::source::Source;
use crate::clause::{Band, BandEdge, BandValue, Bands, Expr, InputKind, Role, Rule};
use crate::exact;

/// `1st place 10 points, 2nd place 8 points`.
pub(super) fn ranks(draft: &mut Draft, stmts: &[Stmt]) -> Option<usize> {
    #[rustfmt::skip]
    let nouns = [
        "place", "prize", "position", "rank", "placed", "ranked", "finisher", "winner", "runner-up", "best",
        "fastest", "highest", "lowest", "shortest", "longest",
    ];
    let place = |stmt: &Stmt| -> Option<(u32, Phrase)> {
        match &stmt.trigger {
            Trigger::Nth(n, phrase) => {
                let head = phrase.ranges.first().map_or("", |r| draft.source.word(r.start));
                (phrase.is_empty() || nouns.contains(&head) || finisher(draft.source, phrase))
                    .then(|| (*n, phrase.clone()))
            }
            // `The winner scores 0 points, second 3 points`
            Trigger::Label(phrase) | Trigger::When(Cond::Fact(phrase)) => {
                let words = draft::same(&phrase.label(draft.source));
                let n = match words.as_str() {
                    "winner" | "champion" => 1,
                    "runner-up" => 2,
                    _ => return None,
                };
                Some((n, Phrase::default()))
            }
            _ => None,
        }
    };
    let found: Vec<(u32, Phrase)> = stmts.iter().map_while(place).collect();
    let ordinals = stmts.iter().take(found.len()).any(|s| matches!(s.trigger, Trigger::Nth(..)));
    if found.is_empty() || !ordinals {
        return None;
    }
    let group = stmts.get(..found.len())?;
    let name = found
        .iter()
        .map(|f| f.1.clone())
        .find(|p| !p.is_empty())
        .unwrap_or_else(|| Phrase::implied(group.first().map_or(0, |s| s.range.start), "place".to_owned()));
    let name = match group.iter().find_map(|s| s.header.clone()) {
        Some(header) => header,
        None => name,
    };
    let input = draft.input(&name, InputKind::Rank, None);
    let mut bands = Vec::new();
    for ((n, phrase), stmt) in found.iter().zip(group) {
        if let Trigger::Label(own) | Trigger::When(Cond::Fact(own)) = &stmt.trigger {
            own.ranges.iter().for_each(|r| draft.mark(r, Role::Input(input)));
        }
        for range in &phrase.ranges {
            draft.mark(range, Role::Input(input));
        }
        for i in stmt.range.clone().filter(|i| draft.source.ordinal(*i) == Some(*n)) {
            draft.mark(&(i..i + 1), Role::Quantity);
        }
        let edge = || Some(BandEdge { value: exact::whole(i64::from(*n)), included: Some(true) });
        bands.push(Band { from: edge(), to: edge(), value: BandValue::Effect(case_effect(stmt)?) });
    }
    let otherwise = stmts.get(found.len()).filter(|s| matches!(s.trigger, Trigger::Otherwise));
    let used = found.len() + usize::from(otherwise.is_some());
    let range = group.first()?.range.start..stmts.get(used - 1)?.range.end;
    let otherwise = otherwise.and_then(case_effect);
    draft.clause(&range, group.first()?.part, Rule::Bands(Bands { quantity: Expr::Input(input), bands, otherwise }));
    Some(used)
}

/// `team to finish` of `the first team to finish`.
fn finisher(source: &Source, phrase: &Phrase) -> bool {
    phrase.ranges.first().is_some_and(|r| {
        let last = r.end.checked_sub(1).map_or("", |i| source.word(i));
        matches!(last, "ranked" | "placed" | "finishing" | "finished" | "finishes" | "coming")
            || lexicon::among(lexicon::ACTORS, source.word(r.start))
                && source.any(r.start + 1, r.end, &["to", "across", "home", "over"])
    })
}
