//! The disputes of a round that concern the visitor, and the form for one more.

use super::address;
use crate::message::Lang;
use crate::office::web::naming;
use crate::office::web::naming::part;
use crate::office::web::pages::sheet::entry::when;
use crate::office::web::{Ask, Filled, Frame, Outcome, Trouble};
use askama::Template;
use axum::http::StatusCode;
use kaocheng_office::act::Capacity;
use kaocheng_office::deed::Deed;
use kaocheng_office::entity::{Dispute, DisputeState};
use kaocheng_office::office::{Office, key, last_part, under};
use kaocheng_office::standing::Subject;

#[derive(Template)]
#[template(path = "pages/disputes/list.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
    href: String,
    lines: Vec<Line>,
    units: Vec<(String, String)>,
    measures: Vec<(String, String)>,
    may_file: bool,
}

/// A dispute in the list.
struct Line {
    id: String,
    unit: String,
    measure: String,
    stands: String,
    dispute: Dispute,
    filed: String,
    settled: String,
    may_settle: bool,
    may_withdraw: bool,
}

impl Line {
    /// Where what is wrong with a reply is kept.
    fn reply(&self) -> String {
        format!("reply-{}", self.id)
    }
}

pub async fn show(ask: Ask) -> Outcome {
    let given = ["unit", "measure"].map(|name| (name, ask.query.text(name).to_owned()));
    page(&ask, Filled::with(given), StatusCode::OK).await
}

/// The page, with what was typed and not taken.
pub async fn page(ask: &Ask, form: Filled, status: StatusCode) -> Outcome {
    let round = ask.param("round").to_owned();
    let scheme = ask.server.rounds.scheme(&round, ask.t).await?;
    let office = ask.office().await?;
    let found = office.rounds.get(&key(&[&round])).ok_or(Trouble::NotFound)?;
    let name = |code: &str| {
        let unit = scheme.units.find(code).and_then(|at| scheme.units.all().get(at));
        unit.map_or_else(|| code.to_owned(), |unit| unit.name.clone())
    };
    let issued = || found.issued.iter().flat_map(|issued| &issued.measures);
    let label = |id: &str| issued().find(|m| m.id == id).map_or_else(|| id.to_owned(), |m| m.label.clone());
    let line = |(at, dispute): (&str, &Dispute)| {
        let subject = about(&round, &dispute.unit, &dispute.measure);
        let is_open = dispute.state == DisputeState::Open;
        let figure = office.figure(&round, &dispute.unit, &dispute.measure);
        Line {
            id: last_part(at),
            unit: name(&dispute.unit),
            measure: label(&dispute.measure),
            stands: figure.map(|figure| figure.value.clone()).unwrap_or_default(),
            filed: format!(
                "{} · {} · #{}",
                naming::person(&office, &dispute.filed.by),
                when(&dispute.filed),
                dispute.filed.seq
            ),
            settled: dispute
                .settled
                .as_ref()
                .map(|(by, reply)| format!("{} · {} · {reply}", naming::person(&office, &by.by), when(by)))
                .unwrap_or_default(),
            may_settle: is_open
                && dispute.filed.by != ask.who.person
                && ask.who.may(&office, Deed::SettleDispute, &subject),
            may_withdraw: is_open
                && dispute.filed.by == ask.who.person
                && ask.who.may(&office, Deed::Dispute, &Subject::unit(&round, &dispute.unit)),
            dispute: dispute.clone(),
        }
    };
    let mine = |(_, dispute): &(&str, &Dispute)| concerns(ask, &office, &round, dispute);
    let mut lines: Vec<Line> = under(&office.disputes, &[&round]).filter(mine).map(line).collect();
    lines.sort_by_key(|line| (line.dispute.state != DisputeState::Open, std::cmp::Reverse(line.dispute.filed.seq)));
    let may = |code: &str| ask.who.may(&office, Deed::Dispute, &Subject::unit(&round, code));
    let own = scheme.units.all().iter().filter(|unit| may(&unit.code));
    let units: Vec<_> = own.map(|unit| (unit.code.clone(), format!("{} {}", unit.code, unit.name))).collect();
    let provided = issued().filter(|measure| measure.capacity == Capacity::Provided);
    let measures: Vec<_> = provided
        .map(|m| (m.id.clone(), m.provider.as_ref().map_or_else(|| m.label.clone(), |of| format!("{}({of})", m.label))))
        .collect();
    let may_file = !units.is_empty() && !measures.is_empty();
    let title = found.title.clone();
    drop(office);
    let frame = ask
        .frame("异议", "Disputes")
        .under("/rounds", ask.t.pick("考核", "Rounds"))
        .under(format!("/rounds/{}", part(&round)), title);
    ask.page_with(status, &Page { t: ask.t, frame, form, href: address(&round), lines, units, measures, may_file })
}

fn about(round: &str, unit: &str, measure: &str) -> Subject {
    Subject { measures: vec![measure.to_owned()], ..Subject::unit(round, unit) }
}

/// Whether a dispute is the visitor's business: they see the unit's sheet, supply the figure, or filed it.
fn concerns(ask: &Ask, office: &Office, round: &str, dispute: &Dispute) -> bool {
    let subject = about(round, &dispute.unit, &dispute.measure);
    let supplies = || {
        ask.who.seats.iter().any(|seat| {
            use kaocheng_office::role::{Relation, Role};
            seat.role == Role::Provider && office.relation(&ask.who.person, seat, &subject) == Relation::Assigned
        })
    };
    dispute.filed.by == ask.who.person
        || ask.who.may(office, Deed::SeeSheet, &Subject::unit(round, &dispute.unit))
        || supplies()
}
