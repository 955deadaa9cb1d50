//! How a finding is confirmed: 经3名以上群众分别反映并查实的 · 信访举报查实的 · 上级交办查实的.

use crate::provision::number;
use crate::provision::rule::{Route, RouteKind};
use crate::provision::text::{Range, Text};

/// Whether a piece opens a list of routes: 确认办法如下.
pub(in crate::provision) fn opens(words: &str) -> bool {
    let named = [
        "确认办法",
        "查实办法",
        "认定办法",
        "确认方式",
        "确认途径",
        "认定方式",
        "查实途径",
        "核实办法",
        "认定途径",
        "办法之一确认",
        "方式之一确认",
        "途径之一确认",
        "情形之一确认",
        "办法之一认定",
        "方式之一认定",
        "途径之一认定",
    ];
    named.iter().any(|w| words.contains(w))
        && (words.ends_with(':') || words.contains("如下") || words.ends_with("之一"))
}

/// Whether words say that something was verified.
pub(in crate::provision) fn verified(words: &str) -> bool {
    ["查实", "核实", "属实", "查证", "确认"].iter().any(|w| words.contains(w))
}

/// Reads a route. It must say that the finding was verified, and how it came up.
pub(in crate::provision) fn read(text: &Text, range: Range, number: u32) -> Option<Route> {
    let words = text.str(range);
    if !verified(&words) {
        return None;
    }
    let has = |all: &[&str]| all.iter().any(|w| words.contains(w));
    let kind = if has(&["反映", "指认", "证实"]) && !has(&["信访", "举报"]) {
        RouteKind::Reports { least: reporters(text, range)? }
    } else if has(&["交办", "批示", "转办"]) {
        RouteKind::Assignment
    } else if has(&["信访", "举报", "投诉", "来信", "来访"]) {
        RouteKind::Complaint
    } else if has(&["调研", "检查", "督查", "巡查", "抽查", "暗访", "督导", "审计"]) {
        RouteKind::Inspection
    } else {
        return None;
    };
    Some(Route { number, kind, words: words.trim_end_matches(['。', ';']).to_owned() })
}

/// 3名以上群众: the least number of people.
fn reporters(text: &Text, range: Range) -> Option<u32> {
    (range.0..range.1).find_map(|at| {
        let (end, least) = number::whole(text, at, range.1)?;
        if !matches!(text.c(end), '名' | '人' | '个' | '位') {
            return None;
        }
        let after = text.str((end + 1, (end + 5).min(range.1)));
        let before = text.str((at.saturating_sub(2), at));
        let at_least = after.starts_with("以上") || after.starts_with("及以上") || after.starts_with("(含)以上");
        (at_least || before.ends_with("至少") || before.ends_with("不少")).then_some(least)
    })
}
