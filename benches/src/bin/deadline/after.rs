//! What comes after the hour: the round computed and put on notice, and the pages of a full office.

use super::browser::{Browser, Cookies, Fault};
use super::county::{County, ROUND};
use super::line::Line;
use super::opening::{form, sign_in};
use super::server::{Server, Used};
use super::times::Times;
use std::time::{Duration, Instant};

/// How often each page is asked for.
const TURNS: usize = 10;

/// What came of it.
pub struct After {
    /// How long the computation took.
    pub computed: Duration,
    /// What the server had used before and after it.
    pub used: [Used; 2],
    /// Times of pages, one asked for after another.
    pub pages: Times,
    /// Bytes of each page.
    pub sizes: Vec<(&'static str, usize)>,
    /// The state of the office is computed and on notice; whoever asks for more is this person.
    pub office: Cookies,
}

/// Goes on with the round, and turns over pages.
pub async fn go_on(server: &Server, county: &County) -> Result<After, Fault> {
    let (mut line, mut pages, mut sizes) = (Line::to(server.address), Times::default(), Vec::new());
    let mut office = sign_in(server.address, "kaohe").await?;
    let mut auditor = sign_in(server.address, "shenji").await?;
    let mut clerk = sign_in(server.address, &county.clerk(0)).await?;
    let mut admin = sign_in(server.address, "anquan").await?;
    let mut times = Times::default();
    let mut browser = Browser { line: &mut line, cookies: &mut office, times: &mut times };
    let base = format!("/rounds/{ROUND}");
    let glance = browser.get("glance", &base).await?.text();
    let advance = super::forms::Form::all(&glance).into_iter().find(|form| form.value("to") == Some("verifying"));
    browser.send("advance", &advance.ok_or("the round cannot go on to verifying")?, &[], "glance").await?;
    let page = browser.get("results", &format!("{base}/results")).await?.text();
    let before = server.used();
    let since = Instant::now();
    let page = browser.send("compute", &form(&page, &format!("{base}/compute"))?, &[], "results").await;
    let (computed, used) = (since.elapsed(), [before, server.used()]);
    let notice = form(&page?, &format!("{base}/notice"))?.with("until", "2099-12-31");
    browser.send("notice", &notice, &[], "results").await?;
    let village = county.village(county.villages / 2);
    let mut public = Cookies::new();
    let of_office: [(&'static str, String); 6] = [
        ("the office's first page", "/".into()),
        ("a round at a glance", base.clone()),
        ("ranking", format!("{base}/results")),
        ("a unit's result", format!("{base}/results/{village}")),
        ("a unit's sheet", format!("{base}/units/{village}")),
        ("the working folder to take away", format!("{base}/export")),
    ];
    let asked = of_office.map(|(kind, path)| (0, kind, path)).into_iter().chain([
        (1, "ledger", "/ledger".to_owned()),
        (1, "ledger, one kind of act", "/ledger?kind=sheet_returned".to_owned()),
        (2, "a clerk's own result", format!("{base}/own/{}", county.village(0))),
        (3, "people", "/people".to_owned()),
        (4, "public page of the round", format!("/public/{ROUND}")),
        (4, "public checkpoint", "/ledger/checkpoint".to_owned()),
    ]);
    let mut people = [&mut office, &mut auditor, &mut clerk, &mut admin, &mut public];
    for (who, kind, path) in asked {
        let Some(cookies) = people.get_mut(who) else { continue };
        let mut browser = Browser { line: &mut line, cookies, times: &mut pages };
        let mut bytes = 0;
        for _ in 0..TURNS {
            bytes = browser.get(kind, &path).await?.body.len();
        }
        sizes.push((kind, bytes));
    }
    Ok(After { computed, used, pages, sizes, office })
}
