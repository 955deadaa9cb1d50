//! All findings of a round, and the claims of units apart from them.

use super::row::{event_words, state_words};
use crate::message::Lang;
use crate::office::web::naming::{address, stamped, unit};
use crate::office::web::{Ask, Frame, Outcome, Trouble};
use askama::Template;
use kaocheng_office::deed::Deed;
use kaocheng_office::entity::FindingState;
use kaocheng_office::office::{key, last_part, under};
use kaocheng_office::standing::Subject;

const STATES: [FindingState; 4] =
    [FindingState::Raised, FindingState::Confirmed, FindingState::Rejected, FindingState::Withdrawn];

#[derive(Template)]
#[template(path = "pages/findings/list.html")]
struct Page {
    t: Lang,
    frame: Frame,
    new: Option<String>,
    filters: Vec<Filter>,
    tables: Vec<Table>,
}

/// A state to show alone.
struct Filter {
    href: String,
    words: &'static str,
    count: usize,
    current: bool,
}

/// Findings, or claims.
struct Table {
    id: &'static str,
    title: &'static str,
    none: &'static str,
    lines: Vec<Line>,
}

/// A finding in a list.
pub struct Line {
    pub href: String,
    pub unit: String,
    pub event: String,
    pub date: String,
    pub count: String,
    pub state: &'static str,
    pub badge: &'static str,
    pub raised: String,
}

pub async fn show(ask: Ask) -> Outcome {
    let round = ask.param("round").to_owned();
    let scheme = ask.server.rounds.scheme(&round, ask.t).await?;
    let here = address(&["rounds", &round, "findings"]);
    let wanted = STATES.into_iter().find(|state| state.word() == ask.query.text("state"));
    let office = ask.office().await?;
    let title = office.rounds.get(&key(&[&round])).ok_or(Trouble::NotFound)?.title.clone();
    let mut lines: [Vec<Line>; 2] = [Vec::new(), Vec::new()];
    let mut counts = [0; STATES.len()];
    let mut all: Vec<_> = under(&office.findings, &[&round]).collect();
    all.sort_by_key(|(_, finding)| std::cmp::Reverse(finding.raised.seq));
    for (at, finding) in all {
        for (count, _) in counts.iter_mut().zip(STATES).filter(|(_, state)| *state == finding.state) {
            *count += 1;
        }
        if wanted.is_some_and(|state| state != finding.state) {
            continue;
        }
        let (state, badge) = state_words(finding.state, ask.t);
        let line = Line {
            href: address(&["rounds", &round, "findings", "one", &last_part(at)]),
            unit: unit(&scheme, &finding.unit, ask.t),
            event: event_words(&scheme, &finding.row.event),
            date: finding.row.date.clone(),
            count: finding.row.count.clone(),
            state,
            badge,
            raised: stamped(&office, &finding.raised),
        };
        let [findings, claims] = &mut lines;
        if finding.claim { claims.push(line) } else { findings.push(line) }
    }
    let may_raise = ask.who.may(&office, Deed::RaiseFinding, &Subject::round(&round));
    drop(office);
    let all = Filter {
        href: here.clone(),
        words: ask.t.pick("全部", "all"),
        count: counts.iter().sum(),
        current: wanted.is_none(),
    };
    let filter = |(state, count): (FindingState, usize)| Filter {
        href: format!("{here}?state={}", state.word()),
        words: state_words(state, ask.t).0,
        count,
        current: wanted == Some(state),
    };
    let filters = std::iter::once(all).chain(STATES.into_iter().zip(counts).map(filter)).collect();
    let [findings, claims] = lines;
    let tables = vec![
        Table {
            id: "findings",
            title: ask.t.pick("查实事项", "Findings"),
            none: ask.t.pick("没有这样的查实事项。", "There is no such finding."),
            lines: findings,
        },
        Table {
            id: "claims",
            title: ask.t.pick("单位申报的加分", "Bonuses that units claim"),
            none: ask.t.pick("没有这样的申报。", "There is no such claim."),
            lines: claims,
        },
    ];
    let frame = ask
        .frame("查实事项", "Findings")
        .under("/rounds", ask.t.pick("考核", "Rounds"))
        .under(address(&["rounds", &round]), title);
    let new = may_raise.then(|| format!("{here}/new"));
    ask.page(&Page { t: ask.t, frame, new, filters, tables })
}
