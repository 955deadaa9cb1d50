//! All letters of a round: who has signed, who has not, and which units have none.

use crate::message::Lang;
use crate::office::assess::Scheme;
use crate::office::web::naming::{address, stamped, unit};
use crate::office::web::{Ask, Frame, Outcome, Trouble};
use askama::Template;
use kaocheng_office::act::Register;
use kaocheng_office::deed::Deed;
use kaocheng_office::entity::RegisterRow;
use kaocheng_office::letter::LetterState;
use kaocheng_office::office::{Office, key, last_part, under};
use kaocheng_office::standing::Subject;

#[derive(Template)]
#[template(path = "pages/letters/list.html")]
struct Page {
    t: Lang,
    frame: Frame,
    here: String,
    register: String,
    may_draft: bool,
    letters: Vec<Line>,
    waiting: usize,
    /// Units that a letter is asked of and that have none.
    without: Vec<String>,
}

/// A letter.
struct Line {
    number: String,
    by: String,
    unit: String,
    href: String,
    /// The word of its state, and how it looks.
    state: (&'static str, &'static str),
    told: String,
}

pub async fn show(ask: Ask) -> Outcome {
    let round = ask.param("round").to_owned();
    let scheme = ask.server.rounds.scheme(&round, ask.t).await?;
    let office = ask.office().await?;
    let title = office.rounds.get(&key(&[&round])).ok_or(Trouble::NotFound)?.title.clone();
    let rows: Vec<(String, &RegisterRow)> = under(&office.registers, &[&round, Register::Letters.word()])
        .filter(|(_, row)| row.struck.is_none())
        .map(|(at, row)| (last_part(at), row))
        .collect();
    let mut letters: Vec<Line> = rows.iter().map(|(id, row)| line(&ask, &office, &scheme, id, row)).collect();
    letters.sort_by(|one, other| one.number.cmp(&other.number));
    let has = |code: &str| rows.iter().any(|(_, row)| row.cells.get("with").is_some_and(|with| with == code));
    let without =
        asked(&scheme).into_iter().filter(|code| !has(code)).map(|code| unit(&scheme, &code, ask.t)).collect();
    let waits = |(id, row): &&(String, &RegisterRow)| office.letter_state(&round, id, row) == LetterState::Waiting;
    let waiting = rows.iter().filter(waits).count();
    let may_draft = ask.who.may(&office, Deed::KeepRegisters, &Subject::round(&round));
    drop(office);
    let frame = ask
        .frame("责任书", "Responsibility letters")
        .under("/rounds", ask.t.pick("考核", "Rounds"))
        .under(address(&["rounds", &round]), title);
    let register = address(&["rounds", &round, "registers", Register::Letters.word()]);
    let here = address(&["rounds", &round, "letters"]);
    ask.page(&Page { t: ask.t, frame, here, register, may_draft, letters, waiting, without })
}

/// The units that letters are signed with: those of the levels that the scheme names, else those assessed.
pub fn asked(scheme: &Scheme) -> Vec<String> {
    let rules = &scheme.plan.mechanism.letters;
    let level = scheme.plan.head.level.as_deref();
    let is_asked = |of: &str| match rules.is_empty() {
        true => level.is_none_or(|level| level == of),
        false => rules.iter().any(|rule| rule.with == of || rule.with.contains(of)),
    };
    let units = scheme.units.all().iter();
    units.filter(|unit| !unit.level.is_empty() && is_asked(&unit.level)).map(|unit| unit.code.clone()).collect()
}

fn line(ask: &Ask, office: &Office, scheme: &Scheme, id: &str, row: &RegisterRow) -> Line {
    let (t, round) = (ask.t, ask.param("round"));
    let cell = |name: &str| row.cells.get(name).cloned().unwrap_or_default();
    let with = cell("with");
    let (state, told) = match office.letter_state(round, id, row) {
        LetterState::Notice => ((t.pick("任务通知书", "task notice"), "quiet"), cell("date")),
        LetterState::OnPaper(day) => ((t.pick("纸质已签", "signed on paper"), "done"), day.to_owned()),
        LetterState::Waiting => ((t.pick("待签字", "waiting for the signature"), "late"), String::new()),
        LetterState::Signed(answer) => ((t.pick("已签字", "signed"), "done"), stamped(office, &answer.stamp)),
        LetterState::Refused(answer) => {
            ((t.pick("拒签", "refused"), "wrong"), format!("{} {}", stamped(office, &answer.stamp), answer.reason))
        }
    };
    Line {
        number: cell("number"),
        by: cell("by"),
        unit: unit(scheme, &with, t),
        href: address(&["rounds", round, "letters", &with, id]),
        state,
        told,
    }
}
