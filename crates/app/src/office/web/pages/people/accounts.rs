//! Opening and closing accounts: the system administration's work.

use super::address;
use crate::message::Lang;
use crate::office::web::{Ask, Filled, Frame, Outcome, Trouble};
use askama::Template;
use kaocheng_office::act::Act;

#[derive(Template)]
#[template(path = "pages/people/new.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
}

fn page(ask: &Ask, form: Filled) -> Page {
    let frame = ask.frame("建立账号", "Open an account").under("/people", ask.t.pick("人员", "People"));
    Page { t: ask.t, frame, form }
}

pub async fn show(ask: Ask) -> Outcome {
    ask.page(&page(&ask, Filled::default()))
}

pub async fn add(ask: Ask) -> Outcome {
    let (person, name) = (ask.form.text("login").to_owned(), ask.form.text("name").to_owned());
    match ask.act(Act::PersonAdded { person: person.clone(), name }).await {
        Ok(_) => ask.done(
            &address(&person),
            "账号已建立。岗位和密码由安全管理员办理。",
            "The account is open. Seats and password come from the security administrator.",
        ),
        Err(Trouble::Refused(refusal)) => {
            let [zh, en] = refusal.words();
            let mut page = page(&ask, ask.form.clone());
            page.frame = page.frame.problem(ask.t.pick(zh, en));
            ask.again(&page)
        }
        Err(other) => Err(other),
    }
}

pub async fn close(ask: Ask) -> Outcome {
    let person = ask.param("person").to_owned();
    ask.act(Act::PersonClosed { person: person.clone(), reason: ask.form.text("reason").to_owned() }).await?;
    let identity = &ask.server.identity;
    identity.end_sessions(&person, None).await?;
    identity.end_tokens(&person).await?;
    ask.done(&address(&person), "账号已停用。", "The account is closed.")
}
