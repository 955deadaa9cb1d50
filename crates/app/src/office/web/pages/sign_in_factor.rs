//! The second factor, after the password.

use super::sign_in;
use crate::message::Lang;
use crate::office::identity::{SignIn, Step};
use crate::office::web::{Ask, Filled, Frame, Outcome, Route, Section, Trouble};
use askama::Template;
use axum::http::StatusCode;
use kaocheng_office::act::SecurityEvent;
use kaocheng_office::deed::Deed;

pub fn section() -> Section {
    let routes = vec![
        Route::get("/sign-in/factor", Deed::KeepOwnCredentials, show).half_way(Step::Factor),
        Route::post("/sign-in/factor", Deed::KeepOwnCredentials, enter).half_way(Step::Factor),
    ];
    Section { routes, ..Section::default() }
}

#[derive(Template)]
#[template(path = "pages/sign_in_factor.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
}

fn frame(ask: &Ask) -> Frame {
    ask.frame("动态口令", "Second factor")
}

async fn show(ask: Ask) -> Outcome {
    if ask.who.is_signed_in() {
        return ask.see("/");
    }
    let form = Filled::with([("next", ask.query.text("next"))]);
    ask.page(&Page { t: ask.t, frame: frame(&ask), form })
}

async fn enter(ask: Ask) -> Outcome {
    sign_in::slowly(&ask)?;
    let Some(session) = ask.who.session.clone().filter(|s| s.step == Step::Factor) else { return ask.see("/") };
    let person = session.person.clone();
    let event = |event| ask.server.secured(&person, &person, event);
    let words = match ask.server.identity.second_factor(&session, ask.form.text("code"), ask.at).await? {
        SignIn::Begun(next) => {
            sign_in::proved(&ask);
            if next.step == Step::In {
                event(SecurityEvent::SignedIn);
            }
            return sign_in::go_on(&ask, &next, &person).await;
        }
        SignIn::Refused { locks } => {
            event(if locks { SecurityEvent::LockedOut } else { SecurityEvent::SignInRefused });
            ask.t.pick(
                "口令不对。请输入手机上现在显示的六位数；用过的口令不能再用。",
                "That is not the code. Type the six digits shown now; a code is good once.",
            )
        }
        SignIn::Wait(locked) => return Err(Trouble::TooMany(locked.wait)),
    };
    let mut form = Filled::with([("next", ask.form.text("next"))]);
    form.wrong("code", words);
    ask.page_with(StatusCode::UNAUTHORIZED, &Page { t: ask.t, frame: frame(&ask), form })
}
