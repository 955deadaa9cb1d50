//! Appeals: filed by a unit, answered by a reviewer, carried out by the office.

use crate::message::Lang;
use crate::office::moment::Moment;
use crate::office::rounds::By;
use crate::office::web::{Ask, Filled, Frame, Outcome, Task, Visitor, naming};
use askama::Template;
use kaocheng_office::act::{Act, FigureRow};
use kaocheng_office::deed::Deed;
use kaocheng_office::entity::Appeal;
use kaocheng_office::office::{Office, key, last_part, under};
use kaocheng_office::role::{Role, RoundState};
use kaocheng_office::standing::Subject;

#[derive(Template)]
#[template(path = "pages/results/appeals.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
    round: String,
    appeals: Vec<Line>,
    answers: bool,
    corrects: bool,
    measures: Vec<(String, String)>,
}

struct Line {
    id: String,
    appeal: Appeal,
    /// The unit's name.
    unit: String,
    /// The item's title; empty: the whole result.
    item: String,
    filed: String,
    answered: String,
}

impl Page {
    /// The address of something that is done to an appeal.
    fn of(&self, line: &Line, what: &str) -> String {
        format!("/rounds/{}/appeals/{}/{what}", self.round, line.id)
    }
}

pub async fn show(ask: Ask) -> Outcome {
    let round = ask.param("round").to_owned();
    let scheme = ask.server.rounds.scheme(&round, ask.t).await.ok();
    let (title, appeals, answers, corrects, measures) = {
        let office = ask.office().await?;
        let found = office.rounds.get(&key(&[&round]));
        let subject = Subject::round(&round);
        let sees_all = [Role::Office, Role::Reviewer, Role::Auditor].iter().any(|role| ask.who.has(*role));
        // A unit sees its own; whoever is over the whole sees all.
        let mine = |appeal: &Appeal| {
            sees_all || office.may(&ask.who.person, Deed::SeeOwnResult, &Subject::unit(&round, &appeal.unit))
        };
        let lines = under(&office.appeals, &[&round]).filter(|(_, appeal)| mine(appeal));
        let title_of = |id: &str| {
            let found = scheme.as_ref().and_then(|s| s.plan.items.iter().find(|item| item.id == id));
            found.map_or_else(|| id.to_owned(), |item| item.title.clone())
        };
        let line = |(at, appeal): (&str, &Appeal)| Line {
            id: last_part(at),
            unit: scheme.as_ref().map_or_else(|| appeal.unit.clone(), |s| naming::unit(s, &appeal.unit, ask.t)),
            item: title_of(&appeal.item),
            filed: naming::stamped(&office, &appeal.filed),
            answered: appeal.answer.as_ref().map(|a| naming::stamped(&office, &a.stamp)).unwrap_or_default(),
            appeal: appeal.clone(),
        };
        let lines: Vec<Line> = lines.map(line).collect();
        let issued = found.and_then(|r| r.issued.as_ref());
        let measures = issued.into_iter().flat_map(|i| &i.measures).map(|m| (m.id.clone(), m.label.clone())).collect();
        let may = |deed| ask.who.may(&office, deed, &subject);
        let title = found.map(|r| r.title.clone()).unwrap_or_default();
        (title, lines, may(Deed::AnswerAppeal), may(Deed::CorrectFigures), measures)
    };
    let frame = ask
        .frame("申诉", "Appeals")
        .under("/rounds", ask.t.pick("考核", "Rounds"))
        .under(format!("/rounds/{round}"), title);
    let (t, form) = (ask.t, Filled::default());
    ask.page(&Page { t, frame, form, round, appeals, answers, corrects, measures })
}

pub async fn file(ask: Ask) -> Outcome {
    let (round, unit) = (ask.param("round").to_owned(), ask.param("unit").to_owned());
    let (item, text) = (ask.form.text("item").to_owned(), ask.form.text("text").to_owned());
    let id = ask.act_id("");
    ask.act(Act::AppealFiled { round: round.clone(), id, unit, item, text }).await?;
    ask.done(&format!("/rounds/{round}/appeals"), "申诉已提出", "The appeal is filed")
}

pub async fn answer(ask: Ask) -> Outcome {
    let (round, id) = (ask.param("round").to_owned(), ask.param("id").to_owned());
    let (upheld, reply) = (ask.form.text("upheld") == "yes", ask.form.text("reply").to_owned());
    ask.act(Act::AppealAnswered { round: round.clone(), id, upheld, reply }).await?;
    ask.done(&format!("/rounds/{round}/appeals"), "已答复", "The appeal is answered")
}

pub async fn correct(ask: Ask) -> Outcome {
    let (round, id) = (ask.param("round").to_owned(), ask.param("id").to_owned());
    let measure = ask.form.text("measure").to_owned();
    let (unit, there, provider) = {
        let office = ask.office().await?;
        let appeal = office.appeals.get(&key(&[&round, &id]));
        let Some(unit) = appeal.map(|a| a.unit.clone()) else { return Err(crate::office::web::Trouble::NotFound) };
        let issued = office.rounds.get(&key(&[&round])).and_then(|r| r.issued.as_ref());
        let found = issued.and_then(|i| i.measures.iter().find(|m| m.id == measure));
        let provider = found.and_then(|m| m.provider.clone()).unwrap_or_default();
        let there = office.figure(&round, &unit, &measure).cloned();
        (unit, there, provider)
    };
    let source = there.as_ref().map_or(provider, |figure| figure.source.clone());
    let row = FigureRow {
        measure,
        value: ask.form.text("value").to_owned(),
        source,
        date: there.as_ref().map(|f| f.date.clone()).unwrap_or_default(),
        note: ask.form.text("note").to_owned(),
        base: there.map(|figure| figure.stamp.seq),
    };
    let act = ask.act_id("");
    let by = By { person: &ask.who.person, id: &act, lang: ask.t };
    ask.server.rounds.correct(by, &round, &unit, vec![row], &format!("appeal:{id}")).await?;
    let words = ["数据已改正，请重新计分", "The figure is corrected; compute again"];
    ask.done(&format!("/rounds/{round}/results"), words[0], words[1])
}

/// Appeals that wait for an answer, or to be carried out.
pub fn tasks(office: &Office, who: &Visitor, _: Moment, t: Lang) -> Vec<Task> {
    let mut tasks = Vec::new();
    for (at, round) in office.rounds.iter().filter(|(_, r)| r.state == RoundState::OnNotice) {
        let id = last_part(at);
        for (_, appeal) in under(&office.appeals, &[&id]) {
            let words = match &appeal.answer {
                None if who.has(Role::Reviewer) => t.pick("答复申诉", "Answer an appeal"),
                Some(answer) if answer.upheld && appeal.carried_out.is_empty() && who.has(Role::Office) => {
                    t.pick("按采纳的申诉改正数据", "Carry out an upheld appeal")
                }
                _ => continue,
            };
            tasks.push(Task {
                words: words.to_owned(),
                about: format!("{} · {}", round.title, appeal.unit),
                href: format!("/rounds/{id}/appeals"),
                due: round.notice_until.clone(),
                urgent: false,
            });
        }
    }
    tasks
}
