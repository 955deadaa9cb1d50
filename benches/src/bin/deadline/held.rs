//! Whether the office holds what was entered: every figure of every clerk, a ledger that verifies, and projections that are
//! what the acts amount to.

use super::browser::{Browser, Cookies, Fault};
use super::county::{County, ROUND};
use super::line::Line;
use super::opening::form;
use super::times::Times;
use serde_json::Value;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

/// Every figure of every village is there as it was typed, each once, and none besides. Gives their number.
pub async fn figures(address: SocketAddr, county: &County, mut office: Cookies) -> Result<usize, Fault> {
    let (mut line, mut times) = (Line::to(address), Times::default());
    let mut browser = Browser { line: &mut line, cookies: &mut office, times: &mut times };
    let token = token(&mut browser).await?;
    let mut expected = HashMap::new();
    for village in 0..county.villages {
        let unit = county.village(village);
        expected.extend(county.figures(village).into_iter().map(|(measure, v)| ((unit.clone(), measure), bare(&v))));
    }
    let (all, mut after) = (expected.len(), String::new());
    loop {
        let path = format!("/api/v1/rounds/{ROUND}/figures?count=10000&after={}", super::forms::encoded(&after));
        let page: Value = serde_json::from_slice(&browser.program("figures", &path, &token).await?.body)?;
        for figure in page.get("figures").and_then(Value::as_array).into_iter().flatten() {
            let text = |name: &str| figure.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
            let (at, found) = ((text("unit"), text("measure")), bare(&text("value")));
            let typed = expected.remove(&at);
            if typed.as_ref() != Some(&found) {
                return Err(format!("{} {}: {found} is there, {typed:?} was typed", at.0, at.1).into());
            }
        }
        match page.get("next").and_then(Value::as_str) {
            Some(next) => next.clone_into(&mut after),
            None => break,
        }
    }
    match expected.into_keys().next() {
        None => Ok(all),
        Some((unit, measure)) => Err(format!("{unit} {measure} was typed and is not there").into()),
    }
}

/// A value without the zeros that say nothing.
fn bare(value: &str) -> String {
    match value.contains('.') {
        true => value.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => value.to_owned(),
    }
}

async fn token(browser: &mut Browser<'_>) -> Result<String, Fault> {
    let page = browser.get("account", "/account").await?.text();
    let asked = form(&page, "/account/tokens")?.with("label", "deadline").with("may", "read").with("days", "1");
    let page = browser.post("token", &asked, &[]).await?.text();
    let shown = page.split_once("id=\"token\">").and_then(|(_, rest)| rest.split('<').next());
    Ok(shown.ok_or("the page shows no token")?.to_owned())
}

/// The ledger verifies and the projections are what it amounts to. Gives the number of acts.
pub fn ledger(program: &Path, store: &str) -> Result<u64, Fault> {
    let verified = told(program, &["verify", "office", "--store", store])?;
    if verified.get("holds") != Some(&Value::Bool(true)) {
        return Err(format!("the ledger does not hold: {verified}").into());
    }
    let rebuilt = told(program, &["rebuild", "--store", store])?;
    if rebuilt.get("differed").and_then(Value::as_array).is_none_or(|rows| !rows.is_empty()) {
        return Err(format!("projections differ from the acts: {rebuilt}").into());
    }
    Ok(rebuilt.get("acts").and_then(Value::as_u64).unwrap_or_default())
}

fn told(program: &Path, words: &[&str]) -> Result<Value, Fault> {
    let out = Command::new(program).args(words).args(["--format", "json", "--lang", "en"]).output()?;
    let told = serde_json::from_slice(&out.stdout);
    told.map_err(|_| format!("{words:?}: {}", String::from_utf8_lossy(&out.stderr)).into())
}
