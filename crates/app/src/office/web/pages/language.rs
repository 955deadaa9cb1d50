//! The language of pages: kept in a cookie, for this browser.

use crate::office::web::ask::inner_address;
use crate::office::web::cookies::Cookie;
use crate::office::web::{Ask, Outcome, Route, Section};
use kaocheng_office::deed::Deed;

pub fn section() -> Section {
    Section { routes: vec![Route::get("/language", Deed::SignIn, choose)], ..Section::default() }
}

async fn choose(ask: Ask) -> Outcome {
    let language = if ask.query.text("to") == "zh" { "zh" } else { "en" };
    let mut answer = ask.see(inner_address(ask.query.text("next")).unwrap_or("/"))?;
    Cookie::Language.set(answer.headers_mut(), ask.server.settings.secure, language);
    Ok(answer)
}
