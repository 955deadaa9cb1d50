//! One letter: what the unit promises, as the scheme has it, and its leader's signature. It prints as the paper one.

use crate::message::Lang;
use crate::office::assess::Scheme;
use crate::office::web::naming::{address, stamped, unit};
use crate::office::web::{Ask, Filled, Frame, Outcome, Trouble};
use askama::Template;
use axum::http::StatusCode;
use kaocheng_compile::plan::{InputIx, ItemKind};
use kaocheng_office::act::{Act, Capacity, Register};
use kaocheng_office::deed::Deed;
use kaocheng_office::letter::LetterState;
use kaocheng_office::office::key;
use kaocheng_office::standing::Subject;
use kaocheng_syntax::exact::show as exact;

#[derive(Template)]
#[template(path = "pages/letters/one.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
    here: String,
    base: String,
    number: String,
    by: String,
    unit: String,
    round: String,
    /// The scheme that it rests on: its number, if it is issued.
    scheme: String,
    due: String,
    items: Vec<Promise>,
    figures: Vec<String>,
    /// The word of the state, how it looks, and who and when.
    state: (&'static str, &'static str, String),
    reason: String,
    is_notice: bool,
    may_sign: bool,
}

/// What is promised: an item of the scheme, with its points.
struct Promise {
    title: String,
    points: String,
    depth: usize,
}

pub async fn show(ask: Ask) -> Outcome {
    page(&ask, Filled::default(), StatusCode::OK).await
}

async fn page(ask: &Ask, form: Filled, status: StatusCode) -> Outcome {
    let (round, code, id) = (ask.param("round").to_owned(), ask.param("unit").to_owned(), ask.param("id").to_owned());
    let t = ask.t;
    let scheme = ask.server.rounds.scheme(&round, t).await?;
    let office = ask.office().await?;
    let found = office.rounds.get(&key(&[&round])).ok_or(Trouble::NotFound)?;
    let row = office.registers.get(&key(&[&round, Register::Letters.word(), &id])).ok_or(Trouble::NotFound)?;
    let cell = |name: &str| row.cells.get(name).cloned().unwrap_or_default();
    // The path says whose it is, and the table of permissions was asked about that unit.
    if cell("with") != code || row.struck.is_some() {
        return Err(Trouble::NotFound);
    }
    let now = office.letter_state(&round, &id, row);
    let is_waiting = now == LetterState::Waiting;
    let is_notice = now == LetterState::Notice;
    let (state, reason) = match now {
        LetterState::Notice => {
            ((t.pick("任务通知书，不用签字", "task notice, not signed"), "quiet", cell("date")), String::new())
        }
        LetterState::OnPaper(day) => ((t.pick("纸质已签", "signed on paper"), "done", day.to_owned()), String::new()),
        LetterState::Waiting => ((t.pick("待签字", "waiting for the signature"), "late", String::new()), String::new()),
        LetterState::Signed(answer) => {
            let who = format!("{} · #{}", stamped(&office, &answer.stamp), answer.stamp.seq);
            ((t.pick("已签字", "signed"), "done", who), answer.reason.clone())
        }
        LetterState::Refused(answer) => {
            ((t.pick("拒签", "refused"), "wrong", stamped(&office, &answer.stamp)), answer.reason.clone())
        }
    };
    let measures = found.issued.iter().flat_map(|issued| &issued.measures);
    let figures = measures.filter(|m| m.capacity == Capacity::Reported && is_asked(&scheme, &code, &m.id));
    let heading =
        if is_notice { ("任务通知书", "Task notice") } else { ("目标管理责任书", "Responsibility letter") };
    let mut frame = ask
        .frame(heading.0, heading.1)
        .under("/rounds", t.pick("考核", "Rounds"))
        .under(address(&["rounds", &round]), found.title.clone());
    if ask.who.may(&office, Deed::SeeRegisters, &Subject::round(&round)) {
        frame = frame.under(address(&["rounds", &round, "letters"]), t.pick("责任书", "Letters"));
    }
    let page = Page {
        t,
        frame: frame.problem(form.problem("").to_owned()),
        here: address(&["rounds", &round, "letters", &code, &id]),
        base: row.stamp.seq.to_string(),
        number: cell("number"),
        by: unit(&scheme, &cell("by"), t),
        unit: unit(&scheme, &code, t),
        round: found.title.clone(),
        scheme: found.issued.as_ref().map(|issued| issued.number.clone()).unwrap_or_default(),
        due: found.due.clone().unwrap_or_default(),
        items: promised(&scheme, &code),
        figures: figures.map(|m| m.label.clone()).collect(),
        state,
        reason,
        is_notice,
        may_sign: is_waiting && ask.who.may(&office, Deed::SignLetter, &Subject::unit(&round, &code)),
        form,
    };
    drop(office);
    ask.page_with(status, &page)
}

/// Whether the unit, or one below it, supplies the figure.
fn is_asked(scheme: &Scheme, code: &str, measure: &str) -> bool {
    let Some(ix) = scheme.plan.inputs.iter().position(|input| input.id == measure) else { return false };
    let Some(at) = scheme.units.find(code) else { return false };
    let of = |unit: usize| scheme.units.supplies(&scheme.plan, InputIx(ix), unit);
    of(at) || scheme.units.children(at).iter().any(|below| of(*below))
}

/// The items that the scheme scores units of this level by, with their points.
fn promised(scheme: &Scheme, code: &str) -> Vec<Promise> {
    let level = scheme.units.find(code).and_then(|at| scheme.units.all().get(at)).map(|unit| unit.level.as_str());
    let own = |item: &&kaocheng_compile::plan::Item| {
        item.kind == ItemKind::Base && item.points.is_some() && item.level.as_deref().is_none_or(|of| level == Some(of))
    };
    let depth = |item: &kaocheng_compile::plan::Item| {
        std::iter::successors(item.parent, |at| scheme.plan.items.get(*at).and_then(|above| above.parent)).count()
    };
    let promise = |item: &kaocheng_compile::plan::Item| Promise {
        title: item.title.clone(),
        points: item.points.as_ref().map(exact).unwrap_or_default(),
        depth: depth(item).min(4),
    };
    scheme.plan.items.iter().filter(own).map(promise).collect()
}

pub async fn answer(ask: Ask) -> Outcome {
    let (round, id) = (ask.param("round").to_owned(), ask.param("id").to_owned());
    let signed = match ask.form.text("answer") {
        "sign" => true,
        "refuse" => false,
        _ => return Err(Trouble::wrong("请选择签字或拒签。", "Choose to sign or to refuse.")),
    };
    let Ok(base) = ask.form.text("base").parse() else { return Err(Trouble::NotFound) };
    let here = address(&["rounds", &round, "letters", ask.param("unit"), &id]);
    let reason = ask.form.text("reason").to_owned();
    match ask.act(Act::LetterAnswered { round, id, base, signed, reason }).await {
        Ok(_) if signed => ask.done(&here, "已签字。", "Signed."),
        Ok(_) => ask.done(&here, "已记下拒签和原因。", "The refusal and its reason are recorded."),
        Err(Trouble::Refused(refusal)) => {
            let mut form = ask.form.clone();
            let [zh, en] = refusal.words();
            form.wrong("", ask.t.pick(zh, en));
            page(&ask, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other),
    }
}
