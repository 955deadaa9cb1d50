//! Draws, teams, hosts and confirmation routes in words.

use super::count;
use kaocheng_syntax::provision::{Hosting, Route, RouteKind, Sample, Teams};

pub(super) fn sample(sample: &Sample, chinese: bool) -> String {
    let Sample { stratum, site, size, exceptions, measure } = sample;
    if chinese {
        let all: Vec<String> = exceptions.iter().map(|e| format!("{} {} 个", e.stratum, e.size)).collect();
        let except = if all.is_empty() { String::new() } else { format!("({})", all.join("、")) };
        let chance = measure.as_ref().map_or("机会均等".to_owned(), |m| format!("机会与{m}成正比"));
        return format!("抽样:每个{stratum}抽 {size} 个{site}{except},{chance}");
    }
    let all: Vec<String> = exceptions.iter().map(|e| format!("{}: {}", e.stratum, e.size)).collect();
    let except = if all.is_empty() { String::new() } else { format!(" ({})", all.join(", ")) };
    let chance = measure.as_ref().map_or("equal chances".to_owned(), |m| format!("chances in proportion to {m}"));
    format!("draw: {size} {site} in each {stratum}{except}, {chance}")
}

pub(super) fn teams(teams: &Teams, chinese: bool) -> String {
    let Teams { count: n, size, leader, leader_counts, supervisors } = teams;
    if chinese {
        let counts = match leader_counts {
            Some(true) => "(含组长)",
            Some(false) => "(不含组长)",
            None => "(组长是否计入,没有写明)",
        };
        let mut line = format!("调查组:{n} 个组,每组 {size} 人{counts}");
        line += &leader.as_ref().map_or(String::new(), |l| format!(",组长由{l}担任"));
        line += &supervisors.as_ref().map_or(String::new(), |s| format!(",{}每人督导 {} 个组", s.office, s.teams));
        return line;
    }
    let counts = match leader_counts {
        Some(true) => " (the leader among them)",
        Some(false) => " (the leader beside them)",
        None => " (whether the leader is one of them is not said)",
    };
    let mut line = format!("teams: {n} of {}{counts}", count(*size, "member"));
    line += &leader.as_ref().map_or(String::new(), |l| format!(", led by {l}"));
    let supervised = |s: &kaocheng_syntax::provision::Supervisors| {
        format!(", each {} supervises {}", s.office, count(s.teams, "team"))
    };
    line += &supervisors.as_ref().map_or(String::new(), supervised);
    line
}

pub(super) fn hosting(hosting: &Hosting, chinese: bool) -> String {
    let Hosting { what, by, assessed, days } = hosting;
    if chinese {
        let what = what.join("、");
        let days = days.map_or(String::new(), |d| format!(",{d} 天"));
        if by == "自理" {
            return format!("保障:{what}由调查组自理{days}");
        }
        let conflict = if *assessed { "(被考核单位)" } else { "" };
        return format!("保障:{what}由{by}{conflict}提供{days}");
    }
    let days = days.map_or(String::new(), |d| format!(", {}", count(d, "day")));
    let conflict = if *assessed { " (units assessed)" } else { "" };
    format!("hosting: {} by {by}{conflict}{days}", what.join(", "))
}

pub(super) fn route(route: &Route, chinese: bool) -> String {
    let (number, words) = (route.number, &route.words);
    let kind = match (route.kind, chinese) {
        (RouteKind::Reports { least }, true) => format!("至少 {least} 人分别反映并查实"),
        (RouteKind::Complaint, true) => "信访举报并查实".to_owned(),
        (RouteKind::Inspection, true) => "检查中查实".to_owned(),
        (RouteKind::Assignment, true) => "上级交办并查实".to_owned(),
        (RouteKind::Reports { least }, false) => format!("reported by at least {least} people apart, and verified"),
        (RouteKind::Complaint, false) => "a complaint, verified".to_owned(),
        (RouteKind::Inspection, false) => "found by inspection".to_owned(),
        (RouteKind::Assignment, false) => "assigned by superiors, and verified".to_owned(),
    };
    if chinese {
        format!("确认途径 {number}:{kind}(“{words}”)")
    } else {
        format!("route {number}: {kind} (“{words}”)")
    }
}
