//! The round before: which it is, and what units had in it.

use super::read::{Level, Ranked, Result, result_of};
use crate::message::Lang;
use crate::office::web::chart::{Change, changes, thousandths};
use crate::office::web::{Ask, Trouble};
use kaocheng_office::office::{Office, last_part};
use kaocheng_syntax::exact::{self, Exact};
use num_traits::{Signed, Zero};
use std::collections::HashMap;
use std::sync::Arc;

/// The units of another round, by code.
pub type Before = HashMap<String, Ranked>;

/// The other rounds that have results, the newest first, with their titles.
pub fn others(office: &Office, round: &str) -> Vec<(String, String)> {
    let mut found: Vec<_> = office.rounds.iter().filter(|(at, _)| last_part(at) != round).collect();
    found.retain(|(_, other)| other.computed.is_some());
    found.sort_by_key(|(_, other)| std::cmp::Reverse(other.computed));
    found.into_iter().map(|(at, other)| (last_part(at), other.title.clone())).collect()
}

/// The round before this one: of those opened earlier and computed, the one opened last.
pub fn before(office: &Office, round: &str) -> Option<String> {
    let opened = |round: &str| {
        let found = office.rounds.get(&kaocheng_office::office::key(&[round]))?;
        found.course.first().map(|(_, stamp)| stamp.seq)
    };
    let this = opened(round)?;
    let earlier = others(office, round).into_iter().filter_map(|(id, _)| Some((opened(&id)?, id)));
    earlier.filter(|(seq, _)| *seq < this).max().map(|(_, id)| id)
}

/// The result of another round.
pub async fn result(ask: &Ask, round: &str) -> std::result::Result<Arc<Result>, Trouble> {
    let computation = ask.server.rounds.computation(round).await?;
    result_of(ask, &computation).await
}

/// The units of a result, by code.
pub fn by_code(result: &Result) -> Before {
    result.levels.iter().flat_map(|level| &level.units).map(|unit| (unit.code.clone(), unit.clone())).collect()
}

/// What a unit has more than before, as it is shown: +2.35.
pub fn difference(now: Option<&Exact>, before: Option<&Exact>) -> String {
    let Some((now, before)) = now.zip(before) else { return String::new() };
    let more = now - before;
    let rounded = exact::round_half_up(&more.abs(), 2);
    let sign = match (rounded.is_zero(), more.is_negative()) {
        (true, _) => "±",
        (false, true) => "−",
        (false, false) => "+",
    };
    format!("{sign}{}", exact::show(&rounded))
}

/// The chart of a level's changes; `None` if none of its units was there.
pub fn chart(level: &Level, before: &Before, t: Lang) -> Option<String> {
    let pairs: Vec<(&Ranked, &Exact, &Exact)> = level
        .units
        .iter()
        .filter_map(|unit| Some((unit, unit.value.as_ref()?, before.get(&unit.code)?.value.as_ref()?)))
        .collect();
    let all = || pairs.iter().flat_map(|(_, now, was)| [*now, *was]);
    let (least, most) = (all().min()?, all().max()?);
    let room = most - least;
    let change = |(unit, now, was): &(&Ranked, &Exact, &Exact)| Change {
        name: unit.name.clone(),
        before: thousandths(&(*was - least), &room),
        now: thousandths(&(*now - least), &room),
        shown: difference(Some(now), Some(was)),
        less: now < was,
    };
    let more = pairs.iter().filter(|(_, now, was)| now > was).count();
    let less = pairs.iter().filter(|(_, now, was)| now < was).count();
    let about = t.pick(
        format!("{} 个单位与上一轮相比：{more} 个总分上升，{less} 个下降", pairs.len()),
        format!("{} units beside the round before: {more} have more points, {less} fewer", pairs.len()),
    );
    Some(changes(t.pick("总分变化", "How totals changed"), &about, &pairs.iter().map(change).collect::<Vec<_>>()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kaocheng_syntax::exact::{ratio, whole};

    fn unit(code: &str, value: Exact) -> Ranked {
        Ranked { code: code.into(), name: code.into(), value: Some(value), ..Ranked::default() }
    }

    #[test]
    fn differences_have_a_sign() {
        assert_eq!(difference(Some(&ratio(7, 3)), Some(&whole(2))), "+0.33");
        assert_eq!(difference(Some(&whole(2)), Some(&ratio(7, 3))), "−0.33");
        assert_eq!(difference(Some(&whole(2)), Some(&whole(2))), "±0");
        assert_eq!(difference(Some(&whole(2)), None), "");
    }

    #[test]
    fn units_that_were_not_there_stand_in_no_chart() {
        let level = Level { units: vec![unit("A", whole(90)), unit("B", whole(70))], ..Level::default() };
        let before = Before::from([("A".to_owned(), unit("A", whole(80)))]);
        let drawn = chart(&level, &before, Lang::Zh).expect("A was there");
        assert!(drawn.contains("1 个单位") && drawn.contains("+10") && !drawn.contains(">B<"), "{drawn}");
        assert!(chart(&level, &Before::new(), Lang::Zh).is_none());
    }
}
