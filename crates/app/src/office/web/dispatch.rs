//! The way of every request: how often, who, what was typed, whether it is ours, whether it is allowed; then the page.

use super::answer::{Outcome, Trouble};
use super::ask::Ask;
use super::cookies::Cookie;
use super::form::Filled;
use super::route::Route;
use super::server::{ROOM_FOR_BODIES, Server};
use super::visitor::Visitor;
use super::{headers, kept, limits, log, origin, scanning, serving, trouble_page};
use crate::message::Lang;
use crate::office::identity::{Session, Step, secret};
use axum::RequestPartsExt;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{ConnectInfo, RawPathParams, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use kaocheng_office::standing::Subject;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// Seconds in which a body must have come.
const BODY_WITHIN: Duration = Duration::from_secs(300);

/// Answers a request by a route.
pub async fn answer(server: Arc<Server>, route: Route, request: Request) -> Response {
    let line = log::Line::begin(&server, &route, request.method());
    let (mut parts, body) = request.into_parts();
    let params = parts.extract::<RawPathParams>().await;
    let params = params.map(|p| p.iter().map(|(n, v)| (n.to_owned(), v.to_owned())).collect()).unwrap_or_default();
    let mut ask = blank(&server, &parts, params, line.id.clone());
    let outcome = walk(&mut ask, &route, &parts, body).await;
    let mut answer = match outcome {
        Ok(answer) => answer,
        Err(trouble) => trouble_page::show(&ask, trouble).await,
    };
    if answer.status() == StatusCode::METHOD_NOT_ALLOWED
        && let Ok(methods) = HeaderValue::from_str(&serving::methods(&server, route.path))
    {
        answer.headers_mut().insert(header::ALLOW, methods);
    }
    headers::add(answer.headers_mut(), server.settings.secure);
    line.end(&server, answer.status());
    answer
}

/// The request before anything is known of who sends it.
fn blank(server: &Arc<Server>, parts: &Parts, params: Vec<(String, String)>, id: String) -> Ask {
    let settings = &server.settings;
    let address = limits::address_key(address_of(parts, settings.behind_proxy));
    Ask {
        server: server.clone(),
        t: language(&parts.headers, settings.secure, settings.lang),
        at: server.now(),
        who: Visitor::default(),
        path: parts.uri.path().to_owned(),
        params,
        query: Filled::of_pairs(parts.uri.query().unwrap_or_default().as_bytes()),
        form: Filled::default(),
        body: Bytes::new(),
        office_name: String::new(),
        csrf: String::new(),
        said: None,
        visitor_token: String::new(),
        key: None,
        address,
        raw_query: parts.uri.query().map(str::to_owned),
        is_get: parts.method == Method::GET || parts.method == Method::HEAD,
        id,
        sent: OnceLock::new(),
        room: None,
    }
}

async fn walk(ask: &mut Ask, route: &Route, parts: &Parts, body: Body) -> Outcome {
    let server = ask.server.clone();
    let settings = &server.settings;
    let rates = settings.rates;
    // A whole office sits behind one address: who is known is counted as a person, and only strangers by where they ask
    // from. Those who bring nothing to be known by are counted before anything is looked up for them.
    let (address, at) = (format!("address {}", ask.address), ask.at);
    let stranger = || server.limits.take(&address, rates.address, at).map_err(Trouble::TooMany);
    let brings_nothing =
        bearer(&parts.headers).is_none() && Cookie::Session.of(&parts.headers, settings.secure).is_none();
    if brings_nothing {
        stranger()?;
    }
    let identified = identify(ask, route, &parts.headers).await;
    let known = ask.who.session.as_ref().map_or(ask.who.person.as_str(), |session| session.person.as_str());
    match known {
        "" if brings_nothing => {}
        "" => stranger()?,
        person => server.limits.take(&format!("person {person}"), rates.person, at).map_err(Trouble::TooMany)?,
    }
    let ended = identified?;
    // A program proves who it is before anything of what it sends is read.
    if !ask.is_get && ask.is_of_a_program() && !ask.who.is_signed_in() {
        return Err(Trouble::SignInFirst);
    }
    if !ask.is_get {
        let is_known = ended.is_some() || ask.who.session.is_some() || ask.who.token.is_some();
        read_body(ask, route, &parts.headers, body, is_known).await?;
        if let Some(answer) = check_form(ask, route, ended.as_ref(), &parts.headers).await? {
            return Ok(answer);
        }
    }
    permit(ask, route).await?;
    scanning::check(ask, route).await?;
    let sent_again = ask.form.is_set("kept").then(|| ask.clone());
    // On a task of its own: what a browser gives up on is still done to the end, and what panics is an error page.
    let working = tokio::spawn((route.handler)(ask.clone()));
    let outcome = working.await.map_err(|error| Trouble::Broken(format!("the handler broke: {error}")))?;
    let is_taken = outcome.as_ref().is_ok_and(|answer| !answer.status().is_client_error());
    if let Some(ask) = sent_again.filter(|_| is_taken) {
        kept::drop_sent(&ask).await?;
    }
    outcome
}

/// Finds out who asks. Gives back a session that has ended, if the browser still holds one.
///
/// The office is looked at once what stands in tables is known: while it is held, nobody's act is shown.
async fn identify(ask: &mut Ask, route: &Route, headers: &HeaderMap) -> Result<Option<Session>, Trouble> {
    let server = ask.server.clone();
    let secure = server.settings.secure;
    ask.said = Cookie::Said.of(headers, secure).filter(|words| !words.is_empty());
    if let Some(token) = bearer(headers) {
        return of_program(ask, route, token).await.map(|()| None);
    }
    let session = match Cookie::Session.of(headers, secure) {
        Some(token) => server.identity.session(&token, ask.at).await?,
        None => None,
    };
    ask.visitor_token = match Cookie::Visitor.of(headers, secure).filter(|token| token.len() == 64) {
        Some(token) => token,
        None => secret::token()?,
    };
    ask.csrf = secret::derived("form", &ask.visitor_token);
    let office = server.desk.read().await?;
    ask.office_name = office.name().to_owned();
    ask.who = Visitor::of(&office, "");
    let Some(session) = session else { return Ok(None) };
    if session.ended {
        return Ok(Some(session));
    }
    let visitor = Visitor::of(&office, &session.person);
    if !visitor.is_signed_in() {
        return Ok(None);
    }
    ask.csrf.clone_from(&session.csrf);
    if session.step == Step::In {
        ask.who = visitor;
    }
    ask.who.session = Some(session);
    Ok(None)
}

/// The person whose token a program brings, on a route that is open to it.
async fn of_program(ask: &mut Ask, route: &Route, token: &str) -> Result<(), Trouble> {
    let server = ask.server.clone();
    let found = match route.scope {
        Some(_) => server.identity.token(token, ask.at).await?,
        None => None,
    };
    let office = server.desk.read().await?;
    ask.office_name = office.name().to_owned();
    ask.who = Visitor::of(&office, "");
    let Some(scope) = route.scope else { return Err(Trouble::Forbidden(None)) };
    let found = found.ok_or(Trouble::SignInFirst)?;
    ask.who = Visitor::of(&office, &found.person);
    if !ask.who.is_signed_in() || !found.may.iter().any(|word| word == scope.word()) {
        return Err(Trouble::Forbidden(None));
    }
    ask.who.token = Some(found.may);
    Ok(())
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

/// A body of which many may be in memory at once, in bytes.
const SMALL: usize = 1 << 20;

/// Room for a body, in units of the server's [`bodies`](Server::bodies).
fn kilobytes(bytes: usize) -> u32 {
    u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX).min(ROOM_FOR_BODIES)
}

async fn read_body(
    ask: &mut Ask,
    route: &Route,
    headers: &HeaderMap,
    body: Body,
    is_known: bool,
) -> Result<(), Trouble> {
    let too_large = || Trouble::TooLarge(route.limit);
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|h| h.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > route.limit) {
        return Err(too_large());
    }
    let announced = announced.or_else(|| body.size_hint().exact().and_then(|length| usize::try_from(length).ok()));
    if announced.is_none_or(|length| length > SMALL) {
        // Files of people who are known, or were till now; whoever could be anybody fills no memory.
        if !is_known {
            return Err(Trouble::SignInFirst);
        }
        let room = ask.server.bodies.clone().acquire_many_owned(kilobytes(announced.unwrap_or(route.limit))).await;
        ask.room = room.ok().map(Arc::new);
    }
    let reading = axum::body::to_bytes(body, route.limit);
    let read = tokio::time::timeout(BODY_WITHIN, reading).await.map_err(|_| too_large())?;
    let body = read.map_err(|_| too_large())?;
    let media = headers.get(header::CONTENT_TYPE).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let is_form = media.starts_with("multipart/form-data") || media.starts_with("application/x-www-form-urlencoded");
    if is_form {
        // Of a form nobody needs the body besides.
        ask.form = Filled::of_body(media, body).await.map_err(|_| {
            Trouble::wrong("表单没有收完整，请重新提交。", "The form did not arrive whole; send it again.")
        })?;
    } else {
        ask.body = body;
    }
    let own = headers.get("idempotency-key").and_then(|h| h.to_str().ok());
    ask.key = Some(ask.form.text("act_id")).filter(|id| !id.is_empty()).or(own).map(str::to_owned);
    Ok(())
}

/// Whether the form is ours. One that was sent after its session had ended is kept and asked to sign in for.
async fn check_form(
    ask: &Ask,
    route: &Route,
    ended: Option<&Session>,
    headers: &HeaderMap,
) -> Result<Option<Response>, Trouble> {
    if ask.who.token.is_some() {
        return Ok(None);
    }
    if !origin::is_ours(headers) {
        return Err(Trouble::NotOurForm);
    }
    let sent = ask.form.text("csrf");
    if secret::same(sent, &ask.csrf) {
        return Ok(None);
    }
    if let Some(session) = ended.filter(|session| secret::same(sent, &session.csrf)) {
        return kept::keep(ask, Some(&session.person)).await.map(Some);
    }
    // Nobody is signed in, a session was forgotten altogether: what was typed is kept for this browser.
    let needs_person = !ask.who.may_ever(route.deed);
    if ask.who.session.is_none() && needs_person {
        return kept::keep(ask, None).await.map(Some);
    }
    Err(Trouble::NotOurForm)
}

/// Denied unless the table of permissions says otherwise for what the path names.
async fn permit(ask: &Ask, route: &Route) -> Result<(), Trouble> {
    if let Some(session) = &ask.who.session
        && session.step != Step::In
        && route.step == Some(session.step)
    {
        return Ok(());
    }
    let named = |name: &str| Some(ask.param(name)).filter(|v| !v.is_empty()).map(str::to_owned);
    let subject = Subject { round: named("round"), unit: named("unit"), ..Subject::default() };
    let office = ask.office().await?;
    if ask.who.may(&office, route.deed, &subject) {
        return Ok(());
    }
    if !ask.who.is_signed_in() {
        return Err(Trouble::SignInFirst);
    }
    let is_there = subject.round.is_none() || office.state_of(&subject).is_some();
    if !is_there {
        return Err(Trouble::NotFound);
    }
    // The state is to blame only if the seat could do it in another one.
    let state = office.state_of(&subject).filter(|_| ask.who.may_ever(route.deed));
    Err(Trouble::Forbidden(state))
}

/// Where a request came from. Behind a proxy the last entry is the one that the proxy wrote itself.
fn address_of(parts: &Parts, behind_proxy: bool) -> IpAddr {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
    let told = parts.headers.get_all("x-forwarded-for").iter().next_back();
    let told = told.and_then(|h| h.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
    let told = told.filter(|_| behind_proxy);
    told.or(peer).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}

/// Chosen, or the browser's, or the office's.
fn language(headers: &HeaderMap, secure: bool, office: Lang) -> Lang {
    let of_tag = |tag: &str| match tag.trim().get(..2)?.to_ascii_lowercase().as_str() {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    };
    let chosen = Cookie::Language.of(headers, secure).and_then(|tag| of_tag(&tag));
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|h| h.to_str().ok());
    chosen.or_else(|| accepted?.split(',').find_map(of_tag)).unwrap_or(office)
}
