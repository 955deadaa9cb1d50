//! One-time passwords, unlocking, a lost telephone: the security administration's work.

use super::address;
use crate::message::Lang;
use crate::office::web::{Ask, Frame, Outcome, Trouble};
use askama::Template;
use kaocheng_office::act::{Act, SecurityEvent};
use kaocheng_office::office::{key, last_part};

/// Accounts that are given passwords in one request: each costs a moment of a core.
const AT_ONCE: usize = 100;

#[derive(Template)]
#[template(path = "pages/people/passwords.html")]
struct Page {
    t: Lang,
    frame: Frame,
    people: Vec<Given>,
}

/// A password to hand over.
struct Given {
    login: String,
    name: String,
    password: String,
}

pub async fn give(ask: Ask) -> Outcome {
    let login = ask.param("person").to_owned();
    let name = name_of(&ask, &login).await?;
    reset(&ask, &login).await?;
    let password = ask.server.identity.give_one_time(&login, ask.at).await?;
    show(&ask, vec![Given { login, name, password }])
}

pub async fn give_all(ask: Ask) -> Outcome {
    let known = ask.server.identity.standings(ask.at).await?;
    let waiting: Vec<(String, String)> = {
        let office = ask.office().await?;
        let open = office.people.iter().filter(|(_, person)| person.closed.is_none());
        let named = open.map(|(key, person)| (last_part(key), person.name.clone()));
        named.filter(|(login, _)| known.get(login).is_none_or(|s| !s.has_password)).take(AT_ONCE).collect()
    };
    let mut people = Vec::new();
    for (login, name) in waiting {
        reset(&ask, &login).await?;
        let password = ask.server.identity.give_one_time(&login, ask.at).await?;
        people.push(Given { login, name, password });
    }
    show(&ask, people)
}

/// The ledger first: no password is given that nobody knows of. A request that is sent twice gives two, of which the later
/// is good, and both stand in the ledger.
async fn reset(ask: &Ask, login: &str) -> Result<(), Trouble> {
    let act = Act::Secured { person: login.to_owned(), event: SecurityEvent::PasswordReset };
    ask.act_part(login, act).await.map(|_| ())
}

fn show(ask: &Ask, people: Vec<Given>) -> Outcome {
    let frame = ask.frame("一次性密码", "One-time passwords").under("/people", ask.t.pick("人员", "People"));
    ask.page(&Page { t: ask.t, frame, people })
}

pub async fn unlock(ask: Ask) -> Outcome {
    let login = ask.param("person").to_owned();
    ask.act(Act::Secured { person: login.clone(), event: SecurityEvent::Unlocked }).await?;
    ask.server.identity.unlock(&login).await?;
    ask.done(&address(&login), "已解除锁定。", "Unlocked.")
}

pub async fn remove_factor(ask: Ask) -> Outcome {
    let login = ask.param("person").to_owned();
    // In the ledger as a reset of credentials, which is what this seat may do to others.
    reset(&ask, &login).await?;
    ask.server.identity.remove_factor(&login).await?;
    ask.server.identity.end_sessions(&login, None).await?;
    ask.done(&address(&login), "动态口令已停用。", "The second factor is off.")
}

async fn name_of(ask: &Ask, login: &str) -> Result<String, Trouble> {
    let office = ask.office().await?;
    office.people.get(&key(&[login])).map(|p| p.name.clone()).ok_or(Trouble::NotFound)
}
