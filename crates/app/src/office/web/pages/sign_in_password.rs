//! Choosing a password of one's own, after signing in with one that was handed over.

use super::sign_in;
use crate::message::Lang;
use crate::office::identity::Step;
use crate::office::web::{Ask, Filled, Frame, Outcome, Route, Section};
use askama::Template;
use kaocheng_office::act::SecurityEvent;
use kaocheng_office::deed::Deed;

pub fn section() -> Section {
    let routes = vec![
        Route::get("/sign-in/password", Deed::KeepOwnCredentials, show).half_way(Step::Change),
        Route::post("/sign-in/password", Deed::KeepOwnCredentials, choose).half_way(Step::Change),
    ];
    Section { routes, ..Section::default() }
}

#[derive(Template)]
#[template(path = "pages/sign_in_password.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
    login: String,
}

fn page(ask: &Ask, form: Filled) -> Page {
    let login = ask.who.session.as_ref().map(|s| s.person.clone()).unwrap_or_default();
    Page { t: ask.t, frame: ask.frame("换成自己的密码", "Choose a password of your own"), form, login }
}

async fn show(ask: Ask) -> Outcome {
    if ask.who.is_signed_in() {
        return ask.see("/account");
    }
    let form = Filled::with([("next", ask.query.text("next"))]);
    ask.page(&page(&ask, form))
}

async fn choose(ask: Ask) -> Outcome {
    let Some(session) = ask.who.session.clone().filter(|s| s.step == Step::Change) else { return ask.see("/account") };
    let mut form = Filled::with([("next", ask.form.text("next"))]);
    let (password, again) = (ask.form.value("password"), ask.form.value("password_again"));
    if password != again {
        form.wrong("password_again", ask.t.pick("两次输入的密码不一样。", "The two passwords differ."));
        return ask.again(&page(&ask, form));
    }
    let identity = &ask.server.identity;
    if identity.is_password(&session.person, password, ask.at).await? {
        form.wrong(
            "password",
            ask.t.pick("新密码不能是那个一次性密码。", "The new password may not be the one-time one."),
        );
        return ask.again(&page(&ask, form));
    }
    if let Err(weak) = identity.set_password(&session.person, password, Some(&session.id), ask.at).await? {
        form.wrong("password", weak.words(ask.t));
        return ask.again(&page(&ask, form));
    }
    let next = identity.advance(&session, Step::In, ask.at).await?;
    let next = sign_in::held(&ask, next, &session.person).await?;
    ask.server.secured(&session.person, &session.person, SecurityEvent::PasswordChanged);
    if next.step == Step::In {
        ask.server.secured(&session.person, &session.person, SecurityEvent::SignedIn);
    }
    sign_in::go_on(&ask, &next, &session.person).await
}
