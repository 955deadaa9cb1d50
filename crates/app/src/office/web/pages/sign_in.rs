//! Signing in and out.

use crate::message::Lang;
use crate::office::identity::{NewSession, SignIn, Step};
use crate::office::web::ask::inner_address;
use crate::office::web::cookies::Cookie;
use crate::office::web::{Ask, Filled, Frame, Outcome, Route, Section, Trouble};
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use kaocheng_office::act::SecurityEvent;
use kaocheng_office::deed::Deed;
use kaocheng_office::office::key;

pub fn section() -> Section {
    let routes = vec![
        Route::get("/sign-in", Deed::SignIn, show),
        Route::post("/sign-in", Deed::SignIn, enter),
        Route::post("/sign-out", Deed::SignIn, leave),
    ];
    Section { routes, ..Section::default() }
}

#[derive(Template)]
#[template(path = "pages/sign_in.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
    /// A form waits to be sent again.
    kept: bool,
}

async fn show(ask: Ask) -> Outcome {
    if ask.who.is_signed_in() {
        return ask.see("/");
    }
    let kept = ask.query.is_set("kept");
    let form = Filled::with([("next", ask.query.text("next"))]);
    ask.page(&Page { t: ask.t, frame: ask.frame("登录", "Sign in"), form, kept })
}

async fn enter(ask: Ask) -> Outcome {
    slowly(&ask)?;
    let login = ask.form.text("login").to_owned();
    let exists = ask.office().await?.people.get(&key(&[&login])).is_some_and(|p| p.closed.is_none());
    let identity = &ask.server.identity;
    let tried = identity.sign_in(&login, ask.form.value("password"), exists, &ask.address, ask.at).await?;
    let event = |event| {
        if exists {
            ask.server.secured(&login, &login, event);
        }
    };
    match tried {
        SignIn::Begun(session) => {
            proved(&ask);
            let session = held(&ask, session, &login).await?;
            if session.step == Step::In {
                event(SecurityEvent::SignedIn);
            }
            go_on(&ask, &session, &login).await
        }
        SignIn::Refused { locks } => {
            event(if locks { SecurityEvent::LockedOut } else { SecurityEvent::SignInRefused });
            let words = ask.t.pick(
                "登录名或密码不对。一次性密码七天内有效；忘了密码请找安全管理员。",
                "Name or password is wrong. One-time passwords are good for seven days; if you forgot yours, ask the security administrator.",
            );
            once_more(&ask, StatusCode::UNAUTHORIZED, words)
        }
        SignIn::Wait(locked) => wait(&ask, locked.wait),
    }
}

/// The session, held back at its last step for who must set a second factor up first.
pub async fn held(ask: &Ask, session: NewSession, person: &str) -> Result<NewSession, Trouble> {
    let asks = session.step == Step::In && ask.office().await?.asks_factor(person);
    if !asks || ask.server.identity.has_factor(person).await? {
        return Ok(session);
    }
    Ok(ask.server.identity.hold_for_enrolment(session).await?)
}

fn wait(ask: &Ask, seconds: i64) -> Outcome {
    let minutes = (seconds + 59) / 60;
    let words = ask.t.pick(
        format!("输错次数太多，请等 {minutes} 分钟再试，或请安全管理员解除锁定。"),
        format!("Too many wrong attempts. Wait {minutes} min, or ask the security administrator to unlock."),
    );
    let mut answer = once_more(ask, StatusCode::TOO_MANY_REQUESTS, &words)?;
    if let Ok(value) = HeaderValue::from_str(&seconds.to_string()) {
        answer.headers_mut().insert(header::RETRY_AFTER, value);
    }
    Ok(answer)
}

fn once_more(ask: &Ask, status: StatusCode, words: &str) -> Outcome {
    let frame = ask.frame("登录", "Sign in").problem(words);
    ask.page_with(status, &Page { t: ask.t, frame, form: ask.form.clone(), kept: false })
}

/// Attempts to prove who one is are fewer than other requests, whoever they are for.
pub fn slowly(ask: &Ask) -> Result<(), Trouble> {
    let server = &ask.server;
    let taken = server.limits.take(&format!("proof {}", ask.address), server.settings.rates.proof, ask.at);
    taken.map_err(Trouble::TooMany)
}

/// The attempt was right, and is not counted.
pub fn proved(ask: &Ask) {
    ask.server.limits.give_back(&format!("proof {}", ask.address));
}

/// Where a session leads: to its next step, to a form that waits, to where one wanted to go.
pub async fn go_on(ask: &Ask, session: &NewSession, person: &str) -> Outcome {
    let next = inner_address(ask.form.text("next")).unwrap_or("/");
    let with_next = |path: &str| {
        let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
        format!("{path}?next={next}")
    };
    let to = match session.step {
        Step::Factor => with_next("/sign-in/factor"),
        Step::Change => with_next("/sign-in/password"),
        Step::Enrol => with_next("/sign-in/enrol"),
        Step::In if crate::office::web::kept::waits(ask, person).await? => "/kept".to_owned(),
        Step::In => next.to_owned(),
    };
    let mut answer = ask.see(&to)?;
    set_session(ask, &mut answer, session);
    Ok(answer)
}

/// Gives the browser its session.
pub fn set_session(ask: &Ask, answer: &mut Response, session: &NewSession) {
    Cookie::Session.set(answer.headers_mut(), ask.server.settings.secure, &session.token);
}

async fn leave(ask: Ask) -> Outcome {
    if let Some(session) = &ask.who.session {
        ask.server.identity.end_session(&session.person, &session.id).await?;
        if ask.who.is_signed_in() {
            ask.server.secured(&session.person, &session.person, SecurityEvent::SignedOut);
        }
    }
    let mut answer = ask.done("/sign-in", "已退出。", "You are signed out.")?;
    Cookie::Session.clear(answer.headers_mut(), ask.server.settings.secure);
    Ok(answer)
}
