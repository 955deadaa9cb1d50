//! The table of routes. A route stands in it together with the deed that it needs; what stands in no row is not reachable.

use super::answer::Outcome;
use super::ask::Ask;
use crate::office::identity::Step;
use axum::http::Method;
use kaocheng_office::deed::Deed;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// What most forms may hold.
const SMALL: usize = 1 << 20;

/// What answers a request.
pub type Handler = Arc<dyn Fn(Ask) -> Pin<Box<dyn Future<Output = Outcome> + Send>> + Send + Sync>;

/// What a program's token must allow for a route; routes without one are for people alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Looking.
    Read,
    /// Entering figures, evidence, visits, findings: what clerks and teams do.
    Report,
    /// Everything else that the person may do in rounds.
    Run,
}

impl Scope {
    /// All of them.
    pub const ALL: [Scope; 3] = [Scope::Read, Scope::Report, Scope::Run];

    /// The word kept with a token.
    pub fn word(self) -> &'static str {
        match self {
            Scope::Read => "read",
            Scope::Report => "report",
            Scope::Run => "run",
        }
    }

    /// What it means, in Chinese and English.
    pub fn names(self) -> [&'static str; 2] {
        match self {
            Scope::Read => ["查看", "look"],
            Scope::Report => ["填报（数据、佐证、现场记录）", "report (figures, evidence, visits)"],
            Scope::Run => ["办理考核各环节", "run rounds"],
        }
    }
}

/// One row.
#[derive(Clone)]
pub struct Route {
    /// GET or POST.
    pub method: Method,
    /// As axum writes it: `/rounds/{round}/units/{unit}`. The names `round` and `unit` say what the deed is about.
    pub path: &'static str,
    /// What one must be allowed to do.
    pub deed: Deed,
    /// Bytes that a request may bring.
    pub limit: usize,
    /// The body itself is a file.
    pub is_file: bool,
    /// What a token must allow.
    pub scope: Option<Scope>,
    /// Reachable half way through signing in.
    pub step: Option<Step>,
    /// What answers.
    pub handler: Handler,
}

impl Route {
    /// A page.
    pub fn get<F, A>(path: &'static str, deed: Deed, handler: F) -> Route
    where
        F: Fn(Ask) -> A + Send + Sync + 'static,
        A: Future<Output = Outcome> + Send + 'static,
    {
        Route::new(Method::GET, path, deed, handler)
    }

    /// What a form is sent to.
    pub fn post<F, A>(path: &'static str, deed: Deed, handler: F) -> Route
    where
        F: Fn(Ask) -> A + Send + Sync + 'static,
        A: Future<Output = Outcome> + Send + 'static,
    {
        Route::new(Method::POST, path, deed, handler)
    }

    fn new<F, A>(method: Method, path: &'static str, deed: Deed, handler: F) -> Route
    where
        F: Fn(Ask) -> A + Send + Sync + 'static,
        A: Future<Output = Outcome> + Send + 'static,
    {
        let handler: Handler = Arc::new(move |ask| Box::pin(handler(ask)));
        Route { method, path, deed, limit: SMALL, is_file: false, scope: None, step: None, handler }
    }

    /// Takes files, and this many bytes with them.
    pub fn upload(mut self, limit: usize) -> Route {
        self.limit = limit;
        self
    }

    /// The body is a file as it is, of this many bytes at most.
    pub fn file(mut self, limit: usize) -> Route {
        self.is_file = true;
        self.upload(limit)
    }

    /// Open to programs whose token allows this.
    pub fn for_programs(mut self, scope: Scope) -> Route {
        self.scope = Some(scope);
        self
    }

    /// Also open half way through signing in, at this step.
    pub fn half_way(mut self, step: Step) -> Route {
        self.step = Some(step);
        self
    }
}
