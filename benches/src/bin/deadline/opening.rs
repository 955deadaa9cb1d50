//! The office made ready by its own pages: founded, its people from lists, everybody with a password of their own, the scheme
//! issued and reporting open.

use super::browser::{Browser, Cookies, Fault};
use super::county::{County, PASSWORD, ROUND, STAFF};
use super::forms::{Form, plain};
use super::line::Line;
use super::server::Server;
use super::times::Times;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::sync::Mutex;

/// Passwords that were handed out, by sign-in name.
type Handed = BTreeMap<String, String>;

/// Kind of request in the times of this part, which nobody asks for.
const OPENING: &str = "opening";

/// Makes the office ready.
pub async fn open(server: &Server, county: &Arc<County>, workers: usize) -> Result<(), Fault> {
    let (mut line, mut times) = (Line::to(server.address), Times::default());
    let mut visitor = Cookies::new();
    let mut nobody = Browser { line: &mut line, cookies: &mut visitor, times: &mut times };
    let founded = found(&mut nobody, server.code.as_deref().ok_or("no setup code")?).await?;
    let mut sessions = BTreeMap::new();
    for (login, _) in STAFF.iter().take(3) {
        sessions.insert(*login, first_sign_in(server.address, login, &founded).await?);
    }
    let people = county.people();
    for (login, path) in [("xitong", "/people/import"), ("anquan", "/people/import-seats")] {
        let cookies = sessions.get_mut(login).ok_or("nobody of that name")?;
        let mut browser = Browser { line: &mut line, cookies, times: &mut times };
        import(&mut browser, path, people.as_bytes()).await?;
    }
    let cookies = sessions.get_mut("anquan").ok_or("nobody of that name")?;
    let handed = hand_out(&mut Browser { line: &mut line, cookies, times: &mut times }).await?;
    everybody_signs_in(server.address, handed.clone(), workers).await?;
    let mut cookies = sign_in(server.address, "kaohe").await?;
    round(&mut Browser { line: &mut line, cookies: &mut cookies, times: &mut times }, county).await
}

async fn found(browser: &mut Browser<'_>, code: &str) -> Result<Handed, Fault> {
    let page = browser.get(OPENING, "/setup").await?.text();
    let mut form = form(&page, "/setup")?.with("code", code).with("office", "河源市考核办公室");
    // Nobody looks at a phone here.
    form = form.with("password-alone", "yes");
    for (login, role) in STAFF.iter().take(3) {
        form = form.with(&format!("login-{role}"), login).with(&format!("name-{role}"), login);
    }
    Ok(handed(&browser.post(OPENING, &form, &[]).await?.text()))
}

/// Sign-in names with the passwords beside them.
fn handed(page: &str) -> Handed {
    let codes: Vec<String> =
        page.split("<code>").skip(1).filter_map(|rest| rest.split("</code>").next()).map(plain).collect();
    codes.chunks_exact(2).filter_map(|pair| Some((pair.first()?.clone(), pair.last()?.clone()))).collect()
}

/// The form of a page that is sent there; where it is missing, that is a fault of the office.
pub fn form(page: &str, action: &str) -> Result<Form, Fault> {
    Form::to(page, action).ok_or_else(|| format!("the page has no form that is sent to {action}").into())
}

async fn first_sign_in(address: SocketAddr, login: &str, handed: &Handed) -> Result<Cookies, Fault> {
    let (mut line, mut cookies, mut times) = (Line::to(address), Cookies::new(), Times::default());
    let mut browser = Browser { line: &mut line, cookies: &mut cookies, times: &mut times };
    let password = handed.get(login).ok_or_else(|| format!("{login} was given no password"))?;
    choose_password(&mut browser, login, password).await?;
    Ok(cookies)
}

async fn choose_password(browser: &mut Browser<'_>, login: &str, one_time: &str) -> Result<(), Fault> {
    let page = browser.get(OPENING, "/sign-in").await?.text();
    let entered = form(&page, "/sign-in")?.with("login", login).with("password", one_time);
    let page = browser.send(OPENING, &entered, &[], OPENING).await?;
    let chosen = form(&page, "/sign-in/password")?.with("password", PASSWORD).with("password_again", PASSWORD);
    browser.post(OPENING, &chosen, &[]).await.map(|_| ())
}

/// Somebody's session, of a sign-in that is not timed.
pub async fn sign_in(address: SocketAddr, login: &str) -> Result<Cookies, Fault> {
    let (mut line, mut cookies, mut times) = (Line::to(address), Cookies::new(), Times::default());
    let mut browser = Browser { line: &mut line, cookies: &mut cookies, times: &mut times };
    let page = browser.get(OPENING, "/sign-in").await?.text();
    let entered = form(&page, "/sign-in")?.with("login", login).with("password", PASSWORD);
    browser.send(OPENING, &entered, &[], OPENING).await?;
    Ok(cookies)
}

async fn import(browser: &mut Browser<'_>, path: &str, people: &[u8]) -> Result<(), Fault> {
    let page = browser.get(OPENING, path).await?.text();
    let tried = browser.post(OPENING, &form(&page, path)?, &[("file", "people.csv", people)]).await?.text();
    let take = form(&tried, &format!("{path}/take"))?;
    browser.post(OPENING, &take, &[]).await.map(|_| ())
}

/// One-time passwords, a hundred accounts at a time.
async fn hand_out(browser: &mut Browser<'_>) -> Result<Handed, Fault> {
    let page = browser.get(OPENING, "/people").await?.text();
    let give = form(&page, "/people/passwords")?;
    let mut all = Handed::new();
    loop {
        let more = handed(&browser.post(OPENING, &give, &[]).await?.text());
        if more.is_empty() {
            return Ok(all);
        }
        all.extend(more);
    }
}

/// Everybody chooses a password of their own.
async fn everybody_signs_in(address: SocketAddr, handed: Handed, workers: usize) -> Result<(), Fault> {
    let waiting = Arc::new(Mutex::new(handed));
    let worker = |_| {
        let waiting = waiting.clone();
        tokio::spawn(async move {
            let mut line = Line::to(address);
            while let Some((login, one_time)) = { waiting.lock().await.pop_first() } {
                let (mut cookies, mut times) = (Cookies::new(), Times::default());
                let mut browser = Browser { line: &mut line, cookies: &mut cookies, times: &mut times };
                choose_password(&mut browser, &login, &one_time).await?;
            }
            Ok::<(), Fault>(())
        })
    };
    for one in (0..workers).map(worker).collect::<Vec<_>>() {
        one.await??;
    }
    Ok(())
}

/// The round: opened, its scheme and units brought, issued with every figure reported by the units, reporting open.
async fn round(browser: &mut Browser<'_>, county: &County) -> Result<(), Fault> {
    let base = format!("/rounds/{ROUND}");
    let page = browser.get(OPENING, "/rounds/new").await?.text();
    let opened = form(&page, "/rounds")?.with("title", "2026年村镇工作考核").with("round", ROUND);
    browser.send(OPENING, &opened, &[], OPENING).await?;
    let page = browser.get(OPENING, &format!("{base}/bring")).await?.text();
    let (scheme, units) = (county.scheme(), county.units());
    let files = [("files", "scheme.md", scheme.as_bytes()), ("files", "units.csv", units.as_bytes())];
    browser.send(OPENING, &form(&page, &format!("{base}/bring"))?, &files, OPENING).await?;
    let page = browser.get(OPENING, &format!("{base}/scheme/issue")).await?.text();
    let mut issue = form(&page, &format!("{base}/scheme/issue"))?.with("number", "河考〔2026〕1号");
    for (name, value) in &mut issue.fields {
        match name.as_str() {
            "capacity" => "reported".clone_into(value),
            "provider" => value.clear(),
            _ => {}
        }
    }
    let page = browser.send(OPENING, &issue, &[], OPENING).await?;
    let collecting = form(&page, &format!("{base}/collecting"))?.with("due", "2099-12-31");
    browser.send(OPENING, &collecting, &[], OPENING).await.map(|_| ())
}
