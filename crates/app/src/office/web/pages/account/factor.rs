//! Setting up a second factor, and doing away with it.

use super::{again, is_right, wrong_password};
use crate::message::Lang;
use crate::office::identity::Enrolment;
use crate::office::web::{Ask, Filled, Frame, Outcome, Trouble};
use askama::Template;
use kaocheng_office::act::SecurityEvent;

/// What to scan, and where the first code is typed.
#[derive(Template)]
#[template(path = "pages/account/factor.html")]
pub struct Page {
    pub t: Lang,
    pub frame: Frame,
    pub form: Filled,
    pub enrolment: Enrolment,
    /// Where the code goes.
    pub to: &'static str,
}

/// The codes for a lost phone, shown once.
#[derive(Template)]
#[template(path = "pages/account/recovery.html")]
pub struct Codes {
    pub t: Lang,
    pub frame: Frame,
    pub codes: Vec<String>,
    /// Where one goes on to.
    pub on: String,
}

fn frame(ask: &Ask, zh: &str, en: &str) -> Frame {
    ask.frame(zh, en).under("/account", ask.t.pick("账号", "Account"))
}

async fn page(ask: &Ask, form: Filled) -> Result<Page, Trouble> {
    let enrolment = ask.server.identity.enrolment(&ask.who.person, &ask.office_name, ask.at).await?;
    Ok(Page {
        t: ask.t,
        frame: frame(ask, "开启动态口令", "Set up a second factor"),
        form,
        enrolment,
        to: "/account/factor",
    })
}

pub async fn show(ask: Ask) -> Outcome {
    if ask.server.identity.has_factor(&ask.who.person).await? {
        return ask.see("/account");
    }
    let page = page(&ask, Filled::default()).await?;
    ask.page(&page)
}

pub async fn confirm(ask: Ask) -> Outcome {
    let person = &ask.who.person;
    let Some(codes) = ask.server.identity.confirm_factor(person, ask.form.text("code"), ask.at).await? else {
        let mut form = Filled::default();
        let words = ask.t.pick(
            "口令不对。请核对手机的时间是否准确，再输入现在显示的六位数。",
            "That is not the code. Check the clock of the phone, and type the six digits shown now.",
        );
        form.wrong("code", words);
        let page = page(&ask, form).await?;
        return ask.again(&page);
    };
    ask.server.secured(person, person, SecurityEvent::FactorSet);
    show_codes(&ask, codes)
}

pub async fn fresh_recovery(ask: Ask) -> Outcome {
    if !is_right(&ask, "password_recovery").await? {
        return again(&ask, "password_recovery", wrong_password(ask.t)).await;
    }
    if !ask.server.identity.has_factor(&ask.who.person).await? {
        return ask.see("/account");
    }
    let codes = ask.server.identity.fresh_recovery(&ask.who.person, ask.at).await?;
    show_codes(&ask, codes)
}

fn show_codes(ask: &Ask, codes: Vec<String>) -> Outcome {
    let frame = frame(ask, "恢复码", "Recovery codes");
    ask.page(&Codes { t: ask.t, frame, codes, on: "/account".to_owned() })
}

pub async fn remove(ask: Ask) -> Outcome {
    if !is_right(&ask, "password_factor").await? {
        return again(&ask, "password_factor", wrong_password(ask.t)).await;
    }
    let person = &ask.who.person;
    if ask.office().await?.asks_factor(person) {
        let words = ask.t.pick("管理员登录须用动态口令，不能停用。", "Administrators must keep their second factor.");
        return again(&ask, "password_factor", words).await;
    }
    ask.server.identity.remove_factor(person).await?;
    ask.server.secured(person, person, SecurityEvent::FactorRemoved);
    ask.done("/account", "动态口令已停用。", "The second factor is off.")
}
