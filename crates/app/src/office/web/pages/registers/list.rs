//! All registers of a round.

use super::columns::names;
use crate::message::Lang;
use crate::office::web::naming::address;
use crate::office::web::{Ask, Frame, Outcome, Trouble};
use askama::Template;
use kaocheng_office::act::Register;
use kaocheng_office::office::{key, under};

#[derive(Template)]
#[template(path = "pages/registers/list.html")]
struct Page {
    t: Lang,
    frame: Frame,
    registers: Vec<(String, &'static str, usize)>,
}

pub async fn show(ask: Ask) -> Outcome {
    let round = ask.param("round").to_owned();
    let office = ask.office().await?;
    let title = office.rounds.get(&key(&[&round])).ok_or(Trouble::NotFound)?.title.clone();
    let line = |register: Register| {
        let rows = under(&office.registers, &[&round, register.word()]).filter(|(_, row)| row.struck.is_none());
        let [zh, en] = names(register);
        (address(&["rounds", &round, "registers", register.word()]), ask.t.pick(zh, en), rows.count())
    };
    let registers = Register::ALL.into_iter().map(line).collect();
    drop(office);
    let frame = ask
        .frame("登记簿", "Registers")
        .under("/rounds", ask.t.pick("考核", "Rounds"))
        .under(address(&["rounds", &round]), title);
    ask.page(&Page { t: ask.t, frame, registers })
}
