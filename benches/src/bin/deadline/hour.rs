//! The deadline hour: every clerk signs in, reads what there is to do, fills the sheet in a few savings, brings evidence if it
//! is their turn, and submits; the leader signs.

use super::browser::{Browser, Cookies, Fault};
use super::county::{County, PASSWORD, ROUND};
use super::line::Line;
use super::opening::{form, sign_in};
use super::times::Times;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Figures that are typed before each saving.
const A_SAVING: usize = 24;
/// One clerk in so many brings evidence.
const EVIDENCE_EVERY: usize = 10;

/// What a part of the hour came to.
pub struct Part {
    /// Times by kind of request.
    pub times: Times,
    /// How long it took in all.
    pub took: Duration,
}

/// What somebody does at the browser, by the number of the clerk.
trait Work: Send + Sync + 'static {
    fn of(
        &self,
        village: usize,
        line: &mut Line,
        times: &mut Times,
    ) -> impl Future<Output = Result<Option<(usize, Cookies)>, Fault>> + Send;
}

/// Everybody does their work, so many at a time, each worker over a connection of its own.
async fn all<W: Work>(
    address: SocketAddr,
    count: usize,
    workers: usize,
    work: W,
) -> Result<(Part, BTreeMap<usize, Cookies>), Fault> {
    let (next, work) = (Arc::new(AtomicUsize::new(0)), Arc::new(work));
    let since = Instant::now();
    let worker = |_| {
        let (next, work) = (next.clone(), work.clone());
        tokio::spawn(async move {
            let (mut line, mut times, mut kept) = (Line::to(address), Times::default(), BTreeMap::new());
            loop {
                let village = next.fetch_add(1, Ordering::Relaxed);
                if village >= count {
                    return Ok::<_, Fault>((times, kept));
                }
                kept.extend(work.of(village, &mut line, &mut times).await?);
            }
        })
    };
    let (mut times, mut kept) = (Times::default(), BTreeMap::new());
    for one in (0..workers).map(worker).collect::<Vec<_>>() {
        let (more, sessions) = one.await??;
        times.add(more);
        kept.extend(sessions);
    }
    Ok((Part { times, took: since.elapsed() }, kept))
}

/// The rush at the beginning: sign-ins and nothing else. Gives the clerks' sessions.
pub async fn rush(
    address: SocketAddr,
    county: &Arc<County>,
    workers: usize,
) -> Result<(Part, BTreeMap<usize, Cookies>), Fault> {
    all(address, county.villages, workers, Rush { county: county.clone() }).await
}

struct Rush {
    county: Arc<County>,
}

impl Work for Rush {
    async fn of(&self, village: usize, line: &mut Line, times: &mut Times) -> Result<Option<(usize, Cookies)>, Fault> {
        let mut cookies = Cookies::new();
        let mut browser = Browser { line, cookies: &mut cookies, times };
        let page = browser.get("sign-in page", "/sign-in").await?.text();
        let entered = form(&page, "/sign-in")?.with("login", &self.county.clerk(village)).with("password", PASSWORD);
        browser.post("sign in", &entered, &[]).await?;
        Ok(Some((village, cookies)))
    }
}

/// The work itself, of clerks who are signed in.
pub async fn work(
    address: SocketAddr,
    county: &Arc<County>,
    workers: usize,
    clerks: BTreeMap<usize, Cookies>,
) -> Result<Part, Fault> {
    let mut leaders = Vec::new();
    for login in county.leaders() {
        leaders.push(sign_in(address, &login).await?);
    }
    let hour = Hour { county: county.clone(), clerks, leaders };
    Ok(all(address, county.villages, workers, hour).await?.0)
}

struct Hour {
    county: Arc<County>,
    clerks: BTreeMap<usize, Cookies>,
    leaders: Vec<Cookies>,
}

impl Work for Hour {
    async fn of(&self, village: usize, line: &mut Line, times: &mut Times) -> Result<Option<(usize, Cookies)>, Fault> {
        let href = format!("/rounds/{ROUND}/units/{}", self.county.village(village));
        let mut cookies = self.clerks.get(&village).cloned().ok_or("a clerk who is not signed in")?;
        let mut clerk = Browser { line, cookies: &mut cookies, times };
        report(&mut clerk, &self.county, village, &href).await?;
        let mut cookies = self.leaders.get(self.county.township_of(village)).cloned().ok_or("no leader")?;
        let mut leader = Browser { line, cookies: &mut cookies, times };
        let page = leader.get("leader's sheet", &href).await?.text();
        leader.send("sign", &form(&page, &format!("{href}/sign"))?, &[], "sheet after").await?;
        Ok(None)
    }
}

/// What a clerk does from the first page to the submission.
async fn report(clerk: &mut Browser<'_>, county: &County, village: usize, href: &str) -> Result<(), Fault> {
    let first = clerk.get("first page", "/").await?.text();
    if !first.contains(href) {
        return Err(format!("the first page does not lead to {href}").into());
    }
    let mut page = clerk.get("sheet", href).await?.text();
    let unit = county.village(village);
    for figures in county.figures(village).chunks(A_SAVING) {
        let mut sheet = form(&page, href)?;
        for (measure, value) in figures {
            let name = format!("v/{unit}/{measure}");
            if sheet.value(&name).is_none() {
                return Err(format!("the sheet has no field {name}").into());
            }
            sheet.set(&name, value);
        }
        page = clerk.send("save", &sheet, &[], "sheet after").await?;
    }
    if village.is_multiple_of(EVIDENCE_EVERY) {
        let file = county.evidence(village);
        let upload = form(&page, &format!("{href}/evidence"))?;
        page = clerk.send("evidence", &upload, &[("file", "佐证.pdf", &file)], "sheet after").await?;
    }
    clerk.send("submit", &form(&page, &format!("{href}/submit"))?, &[], "sheet after").await.map(|_| ())
}
