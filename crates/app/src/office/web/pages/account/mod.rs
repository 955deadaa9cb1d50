//! One's own account: password, second factor, sessions, tokens of programs.

pub(super) mod factor;
mod password;
mod sessions;
mod tokens;

use crate::message::Lang;
use crate::office::identity::{OwnSession, OwnToken};
use crate::office::web::{Ask, Filled, Frame, Outcome, Route, Scope, Section};
use askama::Template;
use axum::http::StatusCode;
use kaocheng_office::deed::Deed;

pub fn section() -> Section {
    let own = Deed::KeepOwnCredentials;
    let routes = vec![
        Route::get("/account", own, show),
        Route::post("/account/password", own, password::change),
        Route::get("/account/factor", own, factor::show),
        Route::post("/account/factor", own, factor::confirm),
        Route::post("/account/factor/remove", own, factor::remove),
        Route::post("/account/recovery", own, factor::fresh_recovery),
        Route::post("/account/sessions/end", own, sessions::end),
        Route::post("/account/tokens", own, tokens::make),
        Route::post("/account/tokens/end", own, tokens::end),
    ];
    Section { routes, ..Section::default() }
}

#[derive(Template)]
#[template(path = "pages/account/account.html")]
struct Page {
    t: Lang,
    frame: Frame,
    form: Filled,
    login: String,
    has_factor: bool,
    recovery_left: usize,
    here: String,
    sessions: Vec<OwnSession>,
    tokens: Vec<OwnToken>,
    scopes: [Scope; 3],
}

impl Page {
    /// A scope in words.
    fn scope(&self, scope: &Scope) -> &'static str {
        let [zh, en] = scope.names();
        self.t.pick(zh, en)
    }

    /// What a token may do, in words.
    fn may(&self, token: &OwnToken) -> String {
        let known = Scope::ALL.into_iter().filter(|scope| token.may.iter().any(|word| word == scope.word()));
        let words: Vec<&str> = known.map(|scope| self.t.pick(scope.names()[0], scope.names()[1])).collect();
        words.join(self.t.pick("、", ", "))
    }
}

async fn show(ask: Ask) -> Outcome {
    page(&ask, Filled::default(), StatusCode::OK).await
}

/// The page, with a form that was sent to it.
async fn page(ask: &Ask, form: Filled, status: StatusCode) -> Outcome {
    let (identity, person) = (&ask.server.identity, ask.who.person.as_str());
    let page = Page {
        t: ask.t,
        frame: ask.frame("账号", "Account"),
        form,
        login: person.to_owned(),
        has_factor: identity.has_factor(person).await?,
        recovery_left: identity.recovery_left(person).await?,
        here: ask.who.session.as_ref().map(|s| s.id.clone()).unwrap_or_default(),
        sessions: identity.sessions(person, ask.at).await?,
        tokens: identity.tokens(person, ask.at).await?,
        scopes: Scope::ALL,
    };
    ask.page_with(status, &page)
}

/// The page with what is wrong in the form.
async fn again(ask: &Ask, field: &str, words: &str) -> Outcome {
    let mut form = ask.form.clone();
    form.wrong(field, words);
    page(ask, form, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// Whether the password typed to confirm something is right; tried as rarely as at the door.
async fn is_right(ask: &Ask, field: &str) -> Result<bool, crate::office::web::Trouble> {
    super::sign_in::slowly(ask)?;
    Ok(ask.server.identity.is_password(&ask.who.person, ask.form.value(field), ask.at).await?)
}

/// What is said when it is not.
fn wrong_password(t: Lang) -> &'static str {
    t.pick("密码不对。", "The password is wrong.")
}
