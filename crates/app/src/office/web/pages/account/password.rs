//! Changing one's password; every other session ends.

use super::{again, is_right, wrong_password};
use crate::office::web::{Ask, Outcome};
use kaocheng_office::act::SecurityEvent;

pub async fn change(ask: Ask) -> Outcome {
    if !is_right(&ask, "password_now").await? {
        return again(&ask, "password_now", wrong_password(ask.t)).await;
    }
    let (password, repeated) = (ask.form.value("password"), ask.form.value("password_again"));
    if password != repeated {
        return again(&ask, "password_again", ask.t.pick("两次输入的密码不一样。", "The two passwords differ.")).await;
    }
    let here = ask.who.session.as_ref().map(|s| s.id.as_str());
    let person = &ask.who.person;
    if let Err(weak) = ask.server.identity.set_password(person, password, here, ask.at).await? {
        return again(&ask, "password", weak.words(ask.t)).await;
    }
    ask.server.secured(person, person, SecurityEvent::PasswordChanged);
    ask.done("/account", "密码已更换，其他登录都已结束。", "The password is changed; all other sessions have ended.")
}
