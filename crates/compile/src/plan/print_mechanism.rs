//! The canonical text of what a plan rules beside points: one line a rule, nothing for a scheme that rules nothing.

use super::print::quoted;
use super::{ConsequenceRule, ListRule, Mechanism, PickRule, Ties};
use kaocheng_syntax::exact::show;
use kaocheng_syntax::provision::{End, RouteKind, Sample, Teams, Within};
use std::fmt::Write;

/// Prints every rule through `line`.
pub(super) fn print(mechanism: &Mechanism, line: &mut dyn FnMut(&str)) {
    mechanism.samples.iter().for_each(|s| line(&sample(s)));
    mechanism.teams.iter().for_each(|t| line(&teams(t)));
    for hosting in &mechanism.hosting {
        let days = hosting.days.map_or(String::new(), |d| format!(" days {d}"));
        line(&format!("hosting {} by {}{days}", all_quoted(&hosting.what), quoted(&hosting.by)));
    }
    for route in &mechanism.routes {
        let kind = match route.kind {
            RouteKind::Reports { least } => format!("reports {least}"),
            RouteKind::Complaint => "complaint".to_owned(),
            RouteKind::Inspection => "inspection".to_owned(),
            RouteKind::Assignment => "assignment".to_owned(),
        };
        line(&format!("route {} {kind}", route.number));
    }
    // Without routes the inputs that findings feed say nothing beside the nodes.
    if !mechanism.routes.is_empty() && !mechanism.found.is_empty() {
        let inputs: Vec<String> = mechanism.found.iter().map(|ix| format!("i{}", ix.0)).collect();
        line(&format!("found {}", inputs.join(" ")));
    }
    match &mechanism.ties {
        Ties::Items(items) => {
            let items: Vec<String> = items.iter().map(|n| format!("n{}", n.0)).collect();
            line(&format!("ties items {}", items.join(" ")));
        }
        // The policy `ties` says both.
        Ties::Share | Ties::Draw => {}
    }
    for (ix, fact) in mechanism.facts.iter().enumerate() {
        line(&format!("f{ix} = {} {}", quoted(&fact.id), quoted(&fact.label)));
    }
    for (ix, list) in mechanism.lists.iter().enumerate() {
        print_list(ix, list, line);
    }
    for frequency in &mechanism.frequencies {
        let (by, of) = (quoted(&frequency.by), quoted(&frequency.of));
        line(&format!("frequency {by} of {of} most {}", frequency.most));
    }
    for exchange in &mechanism.exchanges {
        let (by, what) = (all_quoted(&exchange.departments), quoted(&exchange.what));
        line(&format!("exchange {by} {what} times {}", exchange.times));
    }
    for letters in &mechanism.letters {
        line(&format!("letters {} with {}", quoted(&letters.by), quoted(&letters.with)));
    }
    mechanism.rectification.iter().for_each(|days| line(&format!("rectification days {days}")));
}

fn all_quoted(words: &[String]) -> String {
    words.iter().map(|w| quoted(w)).collect::<Vec<_>>().join(" ")
}

fn sample(sample: &Sample) -> String {
    let mut text = format!("sample {} in {} size {}", quoted(&sample.site), quoted(&sample.stratum), sample.size);
    for exception in &sample.exceptions {
        let _ = write!(text, " except {} {}", quoted(&exception.stratum), exception.size);
    }
    if let Some(measure) = &sample.measure {
        let _ = write!(text, " by {}", quoted(measure));
    }
    text
}

fn teams(teams: &Teams) -> String {
    let mut text = format!("teams {} size {}", teams.count, teams.size);
    if let Some(leader) = &teams.leader {
        let _ = write!(text, " leader {}", quoted(leader));
    }
    match teams.leader_counts {
        Some(true) => text.push_str(" leader-counts"),
        Some(false) => text.push_str(" leader-apart"),
        None => {}
    }
    if let Some(supervisors) = &teams.supervisors {
        let _ = write!(text, " supervisors {} teams {}", quoted(&supervisors.office), supervisors.teams);
    }
    text
}

fn print_list(ix: usize, list: &ListRule, line: &mut dyn FnMut(&str)) {
    let mut head = format!("l{ix} = {} {}", if list.award { "award" } else { "warning" }, quoted(&list.name));
    if let Some(level) = &list.level {
        let _ = write!(head, " level {}", quoted(level));
    }
    if let Some(declared) = list.declared {
        let _ = write!(head, " declared {declared}");
    }
    if let Some(fact) = list.condition {
        let _ = write!(head, " if f{}", fact.0);
    }
    line(&head);
    list.picks.iter().for_each(|p| line(&format!("  pick {}", pick(p))));
    for exclusion in &list.exclusions {
        let succeed = if exclusion.succeed { " succeed" } else { "" };
        line(&format!("  without l{}{succeed}", exclusion.list.0));
    }
    list.barred.iter().for_each(|l| line(&format!("  barred l{}", l.0)));
    list.consequences.iter().for_each(|c| line(&format!("  {}", consequence(c))));
}

fn pick(pick: &PickRule) -> String {
    match pick {
        PickRule::Ranked(r) => {
            let end = if r.end == End::Top { "top" } else { "bottom" };
            let within = match &r.within {
                Within::All => String::new(),
                Within::Each(level) => format!(" each {}", quoted(level)),
                Within::Class(class) => format!(" class {}", quoted(class)),
            };
            format!("{end} {} n{}{within}", r.count, r.basis.0)
        }
        PickRule::Event(input) => format!("event i{}", input.0),
        PickRule::Years { list, years } => format!("years {years} l{}", list.0),
        PickRule::Chosen { count, input } => format!("chosen {count} i{}", input.0),
    }
}

fn consequence(consequence: &ConsequenceRule) -> String {
    match consequence {
        ConsequenceRule::Commend => "commend".to_owned(),
        ConsequenceRule::Circulate => "circulate".to_owned(),
        ConsequenceRule::Ineligible => "ineligible".to_owned(),
        ConsequenceRule::Amount { value, unit, matched } => {
            let mut text = format!("amount {} {}", show(value), quoted(unit));
            for other in matched {
                let _ = write!(text, " matched {} {}", quoted(&other.by), show(&other.ratio));
            }
            text
        }
        ConsequenceRule::Matching { input, ratio, unit } => {
            format!("matching i{} {} {}", input.0, show(ratio), quoted(unit))
        }
        ConsequenceRule::Text(words) => format!("text {}", quoted(words)),
    }
}
