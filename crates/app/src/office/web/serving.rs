//! The router out of the table of routes, and the server on a socket.

use super::answer::Trouble;
use super::ask::Ask;
use super::dispatch;
use super::route::{Route, Scope};
use super::server::Server;
use axum::Router;
use axum::extract::Request;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, any};
use kaocheng_office::deed::Deed;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

/// How often what nobody asks for any more is thrown away.
const SWEEP: Duration = Duration::from_secs(60 * 60);

/// Every route that there is.
pub fn routes(server: &Server) -> Vec<Route> {
    server.sections.iter().flat_map(|s| s.routes.iter().cloned()).collect()
}

/// The methods that a path of the table knows, as the header `Allow` lists them.
pub fn methods(server: &Server, path: &str) -> String {
    let of_path = server.sections.iter().flat_map(|section| &section.routes).filter(|route| route.path == path);
    let words = of_path.map(|route| if route.method == Method::GET { "GET, HEAD" } else { "POST" });
    words.collect::<Vec<_>>().join(", ")
}

/// The router. A path that stands in no row, and a method that none of its rows has, come to the same dispatcher.
pub fn router(server: &Arc<Server>) -> Router {
    let mut by_path: BTreeMap<&'static str, MethodRouter> = BTreeMap::new();
    for route in routes(server) {
        let filter = if route.method == Method::GET { MethodFilter::GET } else { MethodFilter::POST };
        let path = route.path;
        let handler = handler(server, route);
        let before = by_path.remove(path).unwrap_or_else(|| any(self::handler(server, nothing(path, no_such_method))));
        by_path.insert(path, before.on(filter, handler));
    }
    let router = by_path.into_iter().fold(Router::new(), |router, (path, methods)| router.route(path, methods));
    router.fallback(handler(server, nothing("(no route)", not_found)))
}

/// What axum calls.
fn handler(
    server: &Arc<Server>,
    route: Route,
) -> impl Fn(Request) -> std::pin::Pin<Box<dyn Future<Output = axum::response::Response> + Send>>
+ Clone
+ Send
+ Sync
+ 'static {
    let server = server.clone();
    move |request| Box::pin(dispatch::answer(server.clone(), route.clone(), request))
}

fn nothing<A>(path: &'static str, handler: fn(Ask) -> A) -> Route
where
    A: Future<Output = super::Outcome> + Send + 'static,
{
    // A program learns that there is no such thing, as everybody does.
    Route::get(path, Deed::SignIn, handler).for_programs(Scope::Read)
}

async fn not_found(_: Ask) -> super::Outcome {
    Err(Trouble::NotFound)
}

async fn no_such_method(_: Ask) -> super::Outcome {
    Err(Trouble::NoSuchMethod)
}

/// Serves until `stop` comes true, then lets requests under way come to their end.
pub async fn serve(
    server: Arc<Server>,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let sweeping = tokio::spawn(sweep(server.clone()));
    let service = router(&server).into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, service).with_graceful_shutdown(stop).await;
    sweeping.abort();
    served
}

async fn sweep(server: Arc<Server>) {
    let mut hours = tokio::time::interval(SWEEP);
    loop {
        hours.tick().await;
        if let Err(error) = server.identity.sweep(server.now()).await {
            (server.settings.log)(&format!("{} sweeping: {error}", server.now()));
        }
    }
}
