//! Composed scores and ties in words.

use kaocheng_syntax::clause::BelowStatistic;
use kaocheng_syntax::exact::{show, whole};
use kaocheng_syntax::provision::{Composition, CompositionPart, PartSource, TieRule};

pub(super) fn composition(composition: &Composition, chinese: bool) -> String {
    let parts: Vec<String> = composition.parts.iter().map(|p| part(p, chinese)).collect();
    let level = composition.level.as_deref();
    if chinese {
        let of = level.map_or(String::new(), |l| format!("({l})"));
        return format!("得分构成{of}:{}", parts.join(" + "));
    }
    let of = level.map_or(String::new(), |l| format!(" ({l})"));
    format!("composition{of}: {}", parts.join(" + "))
}

fn part(part: &CompositionPart, chinese: bool) -> String {
    let share = show(&(&part.weight * whole(100)));
    let source = match (&part.source, chinese) {
        (PartSource::Own, true) => "本方案各项".to_owned(),
        (PartSource::Own, false) => "this scheme's items".to_owned(),
        (PartSource::Item(item), true) => format!("考核项目“{item}”"),
        (PartSource::Item(item), false) => format!("item “{item}”"),
        (PartSource::Below { level, statistic }, _) => below(level, statistic, chinese),
        (PartSource::Round(_), true) => "本方案另一轮次".to_owned(),
        (PartSource::Round(_), false) => "another round of this scheme".to_owned(),
        (PartSource::Elsewhere(_), true) => "另一考核的结果".to_owned(),
        (PartSource::Elsewhere(_), false) => "a result from elsewhere".to_owned(),
    };
    if chinese { format!("{share}% {}({source})", part.words) } else { format!("{share}% {} ({source})", part.words) }
}

fn below(level: &str, statistic: &BelowStatistic, chinese: bool) -> String {
    match (statistic, chinese) {
        (BelowStatistic::Mean, true) => format!("所辖{level}的平均分"),
        (BelowStatistic::Mean, false) => format!("mean of its {level}"),
        (BelowStatistic::Weighted(by), true) => format!("所辖{level}按{by}加权的平均分"),
        (BelowStatistic::Weighted(by), false) => format!("mean of its {level}, weighted by {by}"),
        (BelowStatistic::ShareAtLeast(points), true) => format!("所辖{level}中得分不低于 {} 分的比例", show(points)),
        (BelowStatistic::ShareAtLeast(points), false) => format!("share of its {level} with at least {}", show(points)),
    }
}

pub(super) fn ties(ties: &TieRule, chinese: bool) -> String {
    match (ties, chinese) {
        (TieRule::Share, true) => "并列:得分相同的,名次相同".to_owned(),
        (TieRule::Share, false) => "ties: equals share the rank".to_owned(),
        (TieRule::Draw, true) => "并列:得分相同的,公开抽签".to_owned(),
        (TieRule::Draw, false) => "ties: a public draw".to_owned(),
        (TieRule::Items(items), true) => format!("并列:得分相同的,依次看{}", items.join("、")),
        (TieRule::Items(items), false) => format!("ties: by {}", items.join(", then ")),
    }
}
