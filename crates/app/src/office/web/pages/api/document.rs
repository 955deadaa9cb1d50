//! The description of the interface (OpenAPI 3.1), out of the handlers and the types that they answer with.

use super::shapes::Error;
use super::{acts, blobs, figures, ledger, results, rounds, steps};
use crate::office::web::{Ask, Outcome, Trouble};
use axum::http::StatusCode;
use kaocheng_office::record::Record;
use utoipa::OpenApi;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, ResponseBuilder};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "考成 Kaocheng",
        description = "The office of an assessment, for programs. A token is made by its owner under /account and may never \
                       do more than its owner may; every act stands in the ledger under the owner's name.",
        license(name = "MIT OR Apache-2.0")
    ),
    paths(
        show,
        acts::take,
        blobs::keep,
        blobs::give,
        rounds::list,
        rounds::show,
        rounds::units,
        figures::list,
        results::show,
        results::explain,
        results::compute,
        steps::units,
        steps::measures,
        steps::issue,
        steps::draw,
        steps::seal,
        ledger::entries,
        ledger::checkpoint,
        ledger::proof
    ),
    components(schemas(Error, Record)),
    security(("token" = []))
)]
struct Described;

/// This description.
#[utoipa::path(get, path = "/api/v1/openapi.json", operation_id = "get_description", security(()),
    responses((status = 200, description = "OpenAPI 3.1.", body = serde_json::Value)))]
pub async fn show(ask: Ask) -> Outcome {
    let told = serde_json::to_value(document()).map_err(|error| Trouble::Broken(error.to_string()))?;
    ask.json(StatusCode::OK, &told)
}

/// The description: what the handlers say, and what holds for all of them.
fn document() -> utoipa::openapi::OpenApi {
    let mut document = Described::openapi();
    let token = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("A token of its owner.")).build();
    if let Some(components) = document.components.as_mut() {
        components.add_security_scheme("token", SecurityScheme::Http(token));
    }
    for (path, item) in &mut document.paths.paths {
        for (operation, is_post) in [(item.get.as_mut(), false), (item.post.as_mut(), true)] {
            if let Some(operation) = operation {
                refusing(operation, path, is_post);
            }
        }
    }
    document
}

/// The ways in which something comes to nothing: the status, and what it means.
const REFUSALS: [(&str, &str); 9] = [
    ("401", "No token, or one that has ended."),
    ("403", "Not this person's, or not now."),
    ("404", "Not there, or none of this person's business."),
    ("409", "Somebody was faster, or something comes first."),
    ("413", "More than is taken at once."),
    ("422", "What was sent does not fit."),
    ("429", "Too many requests; `Retry-After` says how long to wait."),
    ("503", "The scanner for viruses gave no answer; the file was not taken."),
    ("507", "The disk of the office is full; nothing was kept."),
];

/// Whatever is refused is refused in one form, with one of the statuses that an operation can come to.
fn refusing(operation: &mut Operation, path: &str, is_post: bool) {
    let is_open = operation.security.is_some();
    let takes = is_post || operation.parameters.as_ref().is_some_and(|all| !all.is_empty());
    for (status, words) in REFUSALS {
        let comes = match status {
            "401" | "403" => !is_open,
            "404" => path.contains('{') || is_post || path.contains("/ledger/"),
            "422" => takes,
            "409" | "413" | "507" => is_post,
            "503" => path == "/api/v1/blobs",
            _ => true,
        };
        if comes {
            let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Error"))).build();
            let response = ResponseBuilder::new().description(words).content("application/json", content).build();
            operation.responses.responses.insert(status.to_owned(), RefOr::T(response));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::document;
    use axum::http::Method;
    use std::collections::BTreeSet;

    #[test]
    fn every_route_is_described_and_every_description_is_a_route() {
        let routes = super::super::section().routes;
        let routes: BTreeSet<(String, bool)> =
            routes.iter().map(|route| (route.path.to_owned(), route.method == Method::GET)).collect();
        let mut described = BTreeSet::new();
        for (path, item) in document().paths.paths {
            for is_get in [item.get.map(|_| true), item.post.map(|_| false)].into_iter().flatten() {
                described.insert((path.clone(), is_get));
            }
        }
        assert_eq!(routes, described);
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let text = serde_json::to_value(document()).unwrap();
        fn walk(value: &serde_json::Value, whole: &serde_json::Value) {
            match value {
                serde_json::Value::Object(members) => {
                    if let Some(to) = members.get("$ref").and_then(|to| to.as_str()) {
                        assert!(whole.pointer(to.trim_start_matches('#')).is_some(), "{to}");
                    }
                    members.values().for_each(|member| walk(member, whole));
                }
                serde_json::Value::Array(items) => items.iter().for_each(|item| walk(item, whole)),
                _ => {}
            }
        }
        walk(&text, &text);
        assert_eq!(text["openapi"], "3.1.0");
    }
}
