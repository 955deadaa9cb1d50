//! What decides between equal scores: 总分相同的,群众满意度得分高者列前.

use crate::provision::part::{Form, Part, form};
use crate::provision::rule::TieRule;

/// The forms of ties.
pub(super) fn forms() -> Vec<Form> {
    vec![
        form(
            "[如|若|如果|][仍|再|还|依然|仍然][出现|][相同|相等|并列][的|时|者|][,|][则|][再|][以|按|按照|看|比较|]{items:w}[得分|成绩|分数|的得分|][高者|高的|较高者|较高的|高|][者|][列前|在前|优先|排前|居前|靠前|排名在前|名次列前|排序在前]",
            |text, c| {
                let words = c.words(text, "items")?;
                let items = super::names(words.trim_end_matches("得分"));
                (!items.is_empty() && ascertainable(&words)).then(|| vec![Part::TiesThen(items)])
            },
        ),
        form(
            "[如|若|如果|][{what:w}|][总分|得分|分数|总成绩|成绩|综合得分|名次][出现|][相同|相等|并列][的|时|者|的单位|的乡镇|][,|][则|][由|以|通过|采取|][公开|现场|][抽签|摇号|抓阄][方式|办法|][确定|决定|产生|排定]{rest:w}",
            |_, _| Some(vec![Part::Ties(TieRule::Draw)]),
        ),
        form(
            "[如|若|如果|][{what:w}|][总分|得分|分数|总成绩|成绩|综合得分|名次][出现|][相同|相等|并列][的|时|者|的单位|的乡镇|][,|][则|][名次|位次|排名|][并列|相同|同列]",
            |_, _| Some(vec![Part::Ties(TieRule::Share)]),
        ),
        form(
            "[如|若|如果|][{what:w}|][总分|得分|分数|总成绩|成绩|综合得分][出现|][相同|相等|并列][的|时|者|的单位|的乡镇|][,|][则|][依次|先后|优先|][比较|看]{items:w}[的得分|得分|成绩|分数|]",
            |text, c| {
                let words = c.words(text, "items")?;
                let items = super::names(words.trim_end_matches("得分"));
                let whole = !words.contains(['高', '低', '前', '序']);
                (!items.is_empty() && whole && ascertainable(&words)).then(|| vec![Part::Ties(TieRule::Items(items))])
            },
        ),
        form(
            "[如|若|如果|][{what:w}|][总分|得分|分数|总成绩|成绩|综合得分][出现|][相同|相等|并列][的|时|者|的单位|的乡镇|][,|][则|][依次|先后|优先|][以|按|按照|看|比较|]{items:w}[得分|成绩|分数|的得分|][依次|][高低|][高者|高的|较高者|较高的|高|的高低|][者|][列前|在前|优先|排前|居前|靠前|排列|排名|排序|确定名次|确定排名|排名在前|名次列前|排序在前]",
            |text, c| {
                let words = c.words(text, "items")?;
                let items = super::names(words.trim_start_matches("依次").trim_end_matches("得分"));
                (!items.is_empty() && ascertainable(&words)).then(|| vec![Part::Ties(TieRule::Items(items))])
            },
        ),
    ]
}

/// Whether words name items: drawing lots and sharing a place are rules of their own, and 仍相同的 begins another.
fn ascertainable(words: &str) -> bool {
    !["抽签", "摇号", "并列", "仍", "再相同", "还相同"].iter().any(|w| words.contains(w))
}
