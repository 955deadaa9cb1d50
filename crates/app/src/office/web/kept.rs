//! Forms that were sent after their session had ended: kept, and shown again after signing in.

use super::answer::{Outcome, Trouble};
use super::ask::Ask;
use super::cookies::Cookie;
use super::frame::Frame;
use super::route::Route;
use super::section::Section;
use crate::message::Lang;
use crate::office::identity::{KeptForm, Owner};
use askama::Template;
use axum::response::Response;
use kaocheng_office::deed::Deed;

/// The routes.
pub fn section() -> Section {
    let routes = vec![
        Route::get("/kept", Deed::KeepOwnCredentials, show),
        Route::post("/kept/drop", Deed::KeepOwnCredentials, drop_unsent),
    ];
    Section { routes, ..Section::default() }
}

/// Keeps the form of a request and leads to signing in.
pub async fn keep(ask: &Ask, person: Option<&str>) -> Result<Response, Trouble> {
    let owner = person.map_or(Owner::Browser(&ask.visitor_token), Owner::Person);
    let form = KeptForm { path: ask.path.clone(), fields: ask.form.shown() };
    let kept = ask.server.identity.keep_form(&owner, &form, ask.at).await?;
    let mut answer = ask.see(if kept { "/sign-in?kept=1" } else { "/sign-in" })?;
    Cookie::Visitor.set(answer.headers_mut(), ask.server.settings.secure, &ask.visitor_token);
    Ok(answer)
}

/// The form was sent once more and taken.
pub async fn drop_sent(ask: &Ask) -> Result<(), Trouble> {
    for owner in owners(ask) {
        ask.server.identity.drop_kept_form(&owner, &ask.path).await?;
    }
    Ok(())
}

/// Whether somebody who has just signed in finds a form waiting.
pub async fn waits(ask: &Ask, person: &str) -> Result<bool, Trouble> {
    for owner in [Owner::Person(person), Owner::Browser(&ask.visitor_token)] {
        if ask.server.identity.kept_form(&owner).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

fn owners(ask: &Ask) -> [Owner<'_>; 2] {
    [Owner::Person(&ask.who.person), Owner::Browser(&ask.visitor_token)]
}

#[derive(Template)]
#[template(path = "layout/kept.html")]
struct Page {
    t: Lang,
    frame: Frame,
    path: String,
    fields: Vec<(String, String)>,
}

async fn show(ask: Ask) -> Outcome {
    for owner in owners(&ask) {
        if let Some(form) = ask.server.identity.kept_form(&owner).await? {
            let frame = ask.frame("你填写的内容还在", "What you had typed is still here");
            return ask.page(&Page { t: ask.t, frame, path: form.path, fields: form.fields });
        }
    }
    ask.see("/")
}

async fn drop_unsent(ask: Ask) -> Outcome {
    for owner in owners(&ask) {
        ask.server.identity.drop_kept_form(&owner, ask.form.text("path")).await?;
    }
    ask.see("/")
}
