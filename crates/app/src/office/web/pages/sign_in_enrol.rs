//! Setting a second factor up before one is let in, for those who must have one.

use super::account::factor::{Codes, Page};
use super::sign_in;
use crate::office::identity::{Session, Step};
use crate::office::web::{Ask, Filled, Outcome, Route, Section, Trouble};
use kaocheng_office::act::SecurityEvent;
use kaocheng_office::deed::Deed;

pub fn section() -> Section {
    let routes = vec![
        Route::get("/sign-in/enrol", Deed::KeepOwnCredentials, show).half_way(Step::Enrol),
        Route::post("/sign-in/enrol", Deed::KeepOwnCredentials, confirm).half_way(Step::Enrol),
    ];
    Section { routes, ..Section::default() }
}

async fn page(ask: &Ask, session: &Session, form: Filled) -> Result<Page, Trouble> {
    let enrolment = ask.server.identity.enrolment(&session.person, &ask.office_name, ask.at).await?;
    let frame = ask.frame("请先开启动态口令", "Set up a second factor first");
    Ok(Page { t: ask.t, frame, form, enrolment, to: "/sign-in/enrol" })
}

/// The session that waits here.
fn waiting(ask: &Ask) -> Option<Session> {
    ask.who.session.clone().filter(|session| session.step == Step::Enrol)
}

async fn show(ask: Ask) -> Outcome {
    let Some(session) = waiting(&ask) else { return ask.see("/account") };
    let form = Filled::with([("next", ask.query.text("next"))]);
    let page = page(&ask, &session, form).await?;
    ask.page(&page)
}

async fn confirm(ask: Ask) -> Outcome {
    sign_in::slowly(&ask)?;
    let Some(session) = waiting(&ask) else { return ask.see("/account") };
    let identity = &ask.server.identity;
    let Some(codes) = identity.confirm_factor(&session.person, ask.form.text("code"), ask.at).await? else {
        let mut form = Filled::with([("next", ask.form.text("next"))]);
        let words = ask.t.pick(
            "口令不对。请核对手机的时间是否准确，再输入现在显示的六位数。",
            "That is not the code. Check the clock of the phone, and type the six digits shown now.",
        );
        form.wrong("code", words);
        let page = page(&ask, &session, form).await?;
        return ask.again(&page);
    };
    let next = identity.advance(&session, Step::In, ask.at).await?;
    for event in [SecurityEvent::FactorSet, SecurityEvent::SignedIn] {
        ask.server.secured(&session.person, &session.person, event);
    }
    let on = crate::office::web::ask::inner_address(ask.form.text("next")).unwrap_or("/").to_owned();
    let frame = ask.frame("恢复码", "Recovery codes");
    let mut answer = ask.page(&Codes { t: ask.t, frame, codes, on })?;
    sign_in::set_session(&ask, &mut answer, &next);
    Ok(answer)
}
