//! One line a request: when, how, by which route, what came of it, how long it took. No names, no addresses, no values:
//! the route stands there as it is in the table, with `{unit}` for the unit.

use super::route::Route;
use super::server::Server;
use crate::office::identity::secret;
use axum::http::{Method, StatusCode};
use std::time::Instant;

/// A line that is being written.
pub struct Line {
    /// The number of the request.
    pub id: String,
    method: Method,
    path: &'static str,
    since: Instant,
    at: String,
}

impl Line {
    /// A request has come.
    pub fn begin(server: &Server, route: &Route, method: &Method) -> Line {
        let id = secret::bytes::<4>().map(|b| secret::hex(&b)).unwrap_or_default();
        Line { id, method: method.clone(), path: route.path, since: Instant::now(), at: server.now().to_string() }
    }

    /// It was answered.
    pub fn end(self, server: &Server, status: StatusCode) {
        let Line { id, method, path, since, at } = self;
        // Probes of a supervisor come every few seconds and say nothing.
        if path == "/healthz" && status.is_success() {
            return;
        }
        let took = since.elapsed().as_millis();
        (server.settings.log)(&format!("{at} {method} {path} {} {took}ms {id}", status.as_u16()));
    }
}
