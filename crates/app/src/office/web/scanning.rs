//! Every file that a request brings is scanned before the handler sees it, whatever page or program it comes from.

use super::answer::Trouble;
use super::ask::Ask;
use super::route::Route;
use crate::office::scan::NotClean;
use axum::body::Bytes;

/// Scans the files of a request, if the operator has named a scanner.
pub async fn check(ask: &Ask, route: &Route) -> Result<(), Trouble> {
    let Some(scanner) = &ask.server.settings.scanner else { return Ok(()) };
    let files = ask.form.files().iter().map(|file| (file.name.clone(), file.bytes.clone()));
    let whole = Some((String::new(), ask.body.clone())).filter(|(_, body)| route.is_file && !body.is_empty());
    let files: Vec<(String, Bytes)> = files.chain(whole).collect();
    for (name, bytes) in files {
        match scanner.scan(bytes).await {
            Ok(()) => {}
            Err(NotClean::Infected(words)) => {
                (ask.server.settings.log)(&format!("{} {}: infected: {words}", ask.at, ask.id));
                return Err(Trouble::Infected(name));
            }
            Err(NotClean::NotScanned(reason)) => return Err(Trouble::NotScanned(reason)),
        }
    }
    Ok(())
}
