//! Rankings of several classes of units in one phrase → one pick for each class.

use super::pick::{Place, bases, lead, place, within};
use crate::provision::rule::{Basis, End, Pick, Ranked, Within};
use crate::provision::text::{Range, Text};

/// 满意度得分前2名的街道、前2名的镇 or 街道前3名、镇前5名: so many of each class, by one ranking.
pub(super) fn by_class(text: &Text, range: Range) -> Option<Vec<Pick>> {
    let parts = text.split(range, &['、', '和']);
    let places: Option<Vec<Place>> = parts.iter().map(|p| place(text, *p)).collect();
    let places = places.filter(|p| p.len() > 1)?;
    let opening = text.str((parts.first()?.0, places.first()?.range.0));
    let mut opening = lead(&opening).to_owned();
    let mut picks = Vec::new();
    for (number, (part, place)) in parts.iter().zip(&places).enumerate() {
        let before = text.str((part.0, place.range.0));
        let after = text.str((place.range.1, part.1));
        let after = after.trim_start_matches(['的', '者']).trim_end_matches(['的', '者']);
        let class = if after.is_empty() {
            let class = CLASSES.iter().find(|c| before.ends_with(**c))?;
            if number == 0 {
                opening = opening.strip_suffix(class)?.to_owned();
            } else if before != **class {
                return None;
            }
            *class
        } else {
            (number == 0 || before.is_empty()).then_some(())?;
            CLASSES.iter().find(|c| after == **c)?
        };
        picks.push((place.end, place.count, class));
    }
    let (opening, scope) = within(&opening);
    let [basis] = <[Basis; 1]>::try_from(bases(opening)?).ok()?;
    let apart =
        scope == Within::All && picks.iter().enumerate().all(|(i, p)| picks.iter().skip(i + 1).all(|q| p.2 != q.2));
    apart.then(|| {
        let pick = |(end, count, class): (End, u32, &str)| {
            Pick::Ranked(Ranked { end, count, basis: basis.clone(), within: Within::Class(class.to_owned()) })
        };
        picks.into_iter().map(pick).collect()
    })
}

/// Classes of units of one level.
const CLASSES: [&str; 6] = ["街道", "乡镇", "镇", "乡", "县", "区"];
