//! What a text means and what is wrong with it, before it is saved.

use super::edit;
use crate::message::Lang;
use crate::office::assess::{Checking, check};
use crate::office::web::{Ask, Outcome, Trouble};
use askama::Template;

/// The findings and the reading, for the script that asks while somebody types.
#[derive(Template)]
#[template(path = "pages/scheme/checked.html")]
struct Checked {
    t: Lang,
    checking: Checking,
}

/// Checks what is typed and keeps nothing: the part of the page for a script, else the whole page.
pub async fn check_typed(ask: Ask) -> Outcome {
    let text = edit::typed(&ask);
    let checking = checked(text.clone(), ask.t).await?;
    if ask.form.is_set("part") {
        return ask.page(&Checked { t: ask.t, checking });
    }
    let base = ask.form.text("base").to_owned();
    edit::page(&ask, edit::Text { text, base, theirs: None }, checking).await
}

/// Checks a text on a thread of its own.
pub async fn checked(text: String, t: Lang) -> Result<Checking, Trouble> {
    let checking = tokio::task::spawn_blocking(move || check(text.as_bytes(), t));
    checking.await.map_err(|error| Trouble::Broken(format!("checking a scheme: {error}")))
}
