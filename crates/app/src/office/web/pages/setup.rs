//! The first page of all: the office's name and its three administrators. Open while there is no office, to whoever has
//! the code from the terminal.

use crate::message::Lang;
use crate::office::web::{Ask, Filled, Frame, Outcome, Route, Section, Trouble};
use askama::Template;
use kaocheng_office::act::{Act, Founder};
use kaocheng_office::deed::Deed;
use kaocheng_office::refusal::Refusal;
use kaocheng_office::role::Role;

pub fn section() -> Section {
    let routes = vec![Route::get("/setup", Deed::Found, show), Route::post("/setup", Deed::Found, found)];
    Section { routes, ..Section::default() }
}

const THREE: [Role; 3] = [Role::SystemAdmin, Role::SecurityAdmin, Role::AuditAdmin];

#[derive(Template)]
#[template(path = "pages/setup.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
    three: [Role; 3],
}

impl Page {
    fn words(&self, role: &Role) -> &'static str {
        super::help::words(*role, self.t)
    }
}

#[derive(Template)]
#[template(path = "pages/setup_done.html")]
struct Done {
    t: Lang,
    frame: Frame,
    accounts: Vec<Account>,
}

/// An account with the password to hand over.
struct Account {
    role: Role,
    name: String,
    login: String,
    password: String,
}

fn page(ask: &Ask, form: Filled) -> Page {
    Page { t: ask.t, frame: ask.frame("建立考核办公室", "Found the office"), form, three: THREE }
}

async fn show(ask: Ask) -> Outcome {
    if !ask.office().await?.charter.is_empty() {
        return Err(Trouble::NotFound);
    }
    ask.page(&page(&ask, Filled::default()))
}

async fn found(ask: Ask) -> Outcome {
    super::sign_in::slowly(&ask)?;
    let mut form = ask.form.clone();
    if !ask.server.setup.is(form.text("code")) {
        form.wrong("code", ask.t.pick("不是启动时显示的那个码。", "That is not the code that the terminal shows."));
        return ask.again(&page(&ask, form));
    }
    let founder = |role: Role| Founder {
        person: form.text(&format!("login-{}", role.word())).to_owned(),
        name: form.text(&format!("name-{}", role.word())).to_owned(),
        role,
    };
    let administrators: Vec<Founder> = THREE.into_iter().map(founder).collect();
    let act = Act::Founded {
        name: form.text("office").to_owned(),
        administrators: administrators.clone(),
        password_alone: form.has("password-alone", "yes"),
    };
    // A form sent twice founds once and still shows passwords that work.
    if let Err(trouble) = ask.act(act).await {
        let Trouble::Refused(refusal) = trouble else { return Err(trouble) };
        return refused(&ask, form, &refusal);
    }
    let mut accounts = Vec::new();
    for Founder { person, name, role } in administrators {
        // The form of long ago, sent once more by a browser that was left open, changes nothing.
        if ask.server.identity.has_own_password(&person).await? {
            return Err(Trouble::NotFound);
        }
        let password = ask.server.identity.give_one_time(&person, ask.at).await?;
        accounts.push(Account { role, name, login: person, password });
    }
    let frame = ask.frame("考核办公室已建立", "The office is founded");
    ask.page(&Done { t: ask.t, frame, accounts })
}

/// What the office does not admit, beside the field that it is about.
fn refused(ask: &Ask, form: Filled, refusal: &Refusal) -> Outcome {
    let [zh, en] = refusal.words();
    let words = ask.t.pick(zh, en);
    let mut page = page(ask, form);
    page.frame = page.frame.problem(words);
    ask.again(&page)
}
