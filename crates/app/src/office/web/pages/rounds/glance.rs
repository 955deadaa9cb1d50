//! A round at a glance: where it is and how it came there, what moves it on, who has reported, what is open.

use super::reporting::{Line, Stage, lines, tally};
use super::{at, steps_of::Steps};
use crate::message::Lang;
use crate::office::moment::Moment;
use crate::office::web::chart::{Share, progress};
use crate::office::web::{Ask, Filled, Frame, Outcome, naming};
use askama::Template;
use axum::http::StatusCode;
use kaocheng_office::deed::Deed;
use kaocheng_office::entity::{DisputeState, FindingState, Round};
use kaocheng_office::office::{Office, under};
use kaocheng_office::role::RoundState;
use kaocheng_office::standing::Subject;

/// Units on a page of the table.
const ON_A_PAGE: usize = 100;

#[derive(Template)]
#[template(path = "pages/rounds/glance.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
    round: Round,
    base: String,
    course: Vec<Came>,
    steps: Steps,
    links: Vec<(String, &'static str)>,
    /// The pages about the visitor's own units.
    own: Vec<(String, String)>,
    sees_units: bool,
    stages: Vec<Count>,
    progress: String,
    late: usize,
    shown: Vec<Line>,
    /// The stage that the table is kept to; empty: all.
    only: String,
    page: usize,
    pages: usize,
    disputes: usize,
    findings: usize,
    sees_findings: bool,
    stale: bool,
}

impl Page {
    fn pager(&self) -> String {
        format!("{}?only={}&", self.base, self.only)
    }
}

/// A state that the round came to.
struct Came {
    state: RoundState,
    when: String,
    who: String,
}

/// How many units are at a stage.
struct Count {
    stage: Stage,
    count: usize,
}

pub async fn show(ask: Ask) -> Outcome {
    page(&ask, Filled::default()).await
}

/// The page, with a form that could not be taken.
pub async fn page(ask: &Ask, form: Filled) -> Outcome {
    let (name, t) = (ask.param("round"), ask.t);
    let subject = Subject::round(name);
    let scheme = ask.server.rounds.scheme(name, t).await.ok();
    let found = ask.server.rounds.round(name).await?;
    let office = ask.office().await?;
    let may = |deed: Deed| ask.who.may(&office, deed, &subject);
    let sees_units = found.issued.is_some() && may(Deed::SeeProviding) && may(Deed::SeeFindings);
    let today = ask.at.local();
    let today = today.get(..10).unwrap_or_default();
    let mut all = if sees_units { lines(&office, name, scheme.as_deref(), today) } else { Vec::new() };
    let count = |(stage, count): (Stage, usize)| Count { stage, count };
    let stages: Vec<Count> = tally(&all).into_iter().map(count).collect();
    let share = |count: &Count| Share { name: count.stage.words(t).to_owned(), count: count.count };
    let shares: Vec<Share> = stages.iter().rev().map(share).collect();
    let late = all.iter().filter(|l| l.late).count();
    let only = ask.query.text("only").to_owned();
    match only.as_str() {
        "" => {}
        "late" => all.retain(|l| l.late),
        "disputed" => all.retain(|l| l.disputes > 0),
        word => all.retain(|l| l.stage.word() == word),
    }
    let pages = all.len().div_ceil(ON_A_PAGE).max(1);
    let at_page = ask.query.text("page").parse().unwrap_or(1).clamp(1, pages);
    let shown = all.into_iter().skip((at_page - 1) * ON_A_PAGE).take(ON_A_PAGE).collect();
    let open = under(&office.disputes, &[name]).filter(|(_, d)| d.state == DisputeState::Open);
    let raised = under(&office.findings, &[name]).filter(|(_, f)| f.state == FindingState::Raised);
    let (disputes, findings) = (open.count(), raised.count());
    let frame = Frame::new(ask, &found.title).under("/rounds", t.pick("考核", "Rounds"));
    let page = Page {
        t,
        frame,
        base: at(name, ""),
        course: course(&office, &found),
        steps: Steps::of(ask, &office, name, &found),
        links: links(ask, &office, name, &found),
        own: super::own::links(ask, &office, name),
        sees_units,
        stages,
        progress: progress(t.pick("各阶段单位数", "Units by stage"), &shares),
        late,
        shown,
        only,
        page: at_page,
        pages,
        disputes,
        findings,
        sees_findings: may(Deed::SeeFindings),
        stale: found.computed.is_some() && found.seal.is_none() && may(Deed::SeeResults) && office.is_stale(name),
        round: found,
        form,
    };
    drop(office);
    let status = if page.form.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    ask.page_with(status, &page)
}

fn course(office: &Office, round: &Round) -> Vec<Came> {
    let came = |(state, stamp): &(RoundState, kaocheng_office::entity::Stamp)| Came {
        state: *state,
        when: local(&stamp.at),
        who: naming::person(office, &stamp.by),
    };
    round.course.iter().map(came).collect()
}

/// A moment of the ledger in the office's time.
pub fn local(moment: &str) -> String {
    Moment::of_text(moment).map_or_else(|| moment.to_owned(), Moment::local)
}

/// The parts of the round that the visitor may see now.
fn links(ask: &Ask, office: &Office, name: &str, round: &Round) -> Vec<(String, &'static str)> {
    let t = ask.t;
    let see_scheme = if round.state == RoundState::Drafted { Deed::SeeDraft } else { Deed::SeeRound };
    // Disputes are about figures, which nobody has entered before the scheme is issued.
    let see_disputes = if round.issued.is_some() { Deed::SeeRound } else { Deed::SeeDraft };
    let parts = [
        ("/scheme", t.pick("方案", "Scheme"), see_scheme),
        ("/units-list", t.pick("单位名单", "Units"), see_scheme),
        ("/bring", t.pick("带入文件夹", "Bring a folder"), Deed::BringFiles),
        ("/provide", t.pick("部门提供数据", "Figures of departments"), Deed::SeeProviding),
        ("/exchange", t.pick("交换日历", "Exchange calendar"), Deed::SeeProviding),
        ("/letters", t.pick("责任书", "Responsibility letters"), Deed::SeeRegisters),
        ("/draw", t.pick("抽样", "Draw"), Deed::SeeField),
        ("/teams", t.pick("考核组", "Teams"), Deed::SeeField),
        ("/field", t.pick("现场考核", "In the field"), Deed::SeeField),
        ("/findings", t.pick("查实事项", "Findings"), Deed::SeeFindings),
        ("/disputes", t.pick("数据异议", "Disputes"), see_disputes),
        ("/registers", t.pick("登记簿", "Registers"), Deed::SeeRegisters),
        ("/results", t.pick("得分与排名", "Points and ranks"), Deed::SeeResults),
        ("/decisions", t.pick("名单决定", "Decisions on lists"), Deed::SeeResults),
        ("/appeals", t.pick("申诉", "Appeals"), Deed::SeeAppeals),
        ("/export", t.pick("导出文件夹", "Export the folder"), Deed::Export),
    ];
    let subject = Subject::round(name);
    let seen = parts.into_iter().filter(|(_, _, deed)| ask.who.may(office, *deed, &subject));
    let mut seen: Vec<_> = seen.map(|(tail, label, _)| (at(name, tail), label)).collect();
    if ask.who.may(office, Deed::SeeLedger, &Subject::default()) {
        let query = form_urlencoded::Serializer::new(String::new()).append_pair("round", name).finish();
        seen.push((format!("/ledger?{query}"), t.pick("这一轮的台账", "The ledger of the round")));
    }
    seen
}
