//! `kaocheng template`: a workbook to fill in, made from the scheme and the list of units.

use crate::file;
use crate::folder::{Folder, of_round};
use crate::message::{Failure, Lang};
use crate::phrase;
use crate::terminal::Terminal;
use kaocheng_compile::plan::{InputIx, Plan};
use kaocheng_exchange::template::{Options, TemplateError, template};
use serde_json::json;
use std::path::PathBuf;

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    /// The working folder: scheme.md and units.csv.
    dir: PathBuf,
    /// The workbook to write; else template.xlsx in the folder.
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The round; else the scheme's first.
    #[arg(long, value_name = "R")]
    round: Option<String>,
    /// Only what this office supplies, by the scheme's table of terms.
    #[arg(long, value_name = "OFFICE")]
    provider: Option<String>,
    /// Write even if the file is there already.
    #[arg(long)]
    force: bool,
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let folder = Folder::open(&args.dir, lang)?;
    let plan = folder.plan(args.round.as_deref(), terminal)?.plan;
    let units = folder.units(&plan, terminal)?;
    let out =
        args.out.clone().unwrap_or_else(|| folder.dir.join(of_round("template", plan.head.round.as_deref(), "xlsx")));
    // It may hold a clerk's afternoon.
    if out.exists() && !args.force {
        return Err(Failure::Usage(phrase::TEMPLATE_EXISTS.with(lang, &[("path", &out.display())])));
    }
    let inputs = args.provider.as_ref().map(|office| of_provider(&plan, office, lang)).transpose()?;
    let asked = inputs.as_ref().map_or(plan.inputs.len(), Vec::len);
    let words = terminal.lang_for(&folder.document.source).language();
    let bytes = template(&plan, &units, &Options { inputs, ..Options::new(words) })
        .map_err(|error| Failure::Data(refusal(&error, &plan, lang)))?;
    file::write(&out, &bytes, lang)?;
    if terminal.is_json() {
        let line = json!({ "file": out.display().to_string(), "units": units.len(), "inputs": asked });
        return terminal.print(&line.to_string());
    }
    let slots: [(&str, &dyn std::fmt::Display); 3] =
        [("path", &out.display()), ("units", &units.len()), ("inputs", &asked)];
    terminal.print(&phrase::TEMPLATE_DONE.with(lang, &slots))
}

fn of_provider(plan: &Plan, office: &str, lang: Lang) -> Result<Vec<InputIx>, Failure> {
    let supplied = |ix: &usize| plan.inputs[*ix].provider.as_deref() == Some(office);
    let found: Vec<InputIx> = (0..plan.inputs.len()).filter(supplied).map(InputIx).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let mut names: Vec<&str> = plan.inputs.iter().filter_map(|i| i.provider.as_deref()).collect();
    names.sort_unstable();
    names.dedup();
    let slots: [(&str, &dyn std::fmt::Display); 2] = [("name", &office), ("names", &names.join(", "))];
    Err(Failure::Usage(phrase::PROVIDER_UNKNOWN.with(lang, &slots)))
}

fn refusal(error: &TemplateError, plan: &Plan, lang: Lang) -> String {
    match error {
        TemplateError::PersonalRecords(inputs) => {
            let labels: Vec<&str> =
                inputs.iter().filter_map(|ix| plan.inputs.get(ix.0)).map(|i| i.label.as_str()).collect();
            phrase::TEMPLATE_PERSONS.with(lang, &[("inputs", &labels.join(", "))])
        }
        TemplateError::NothingToFill => phrase::TEMPLATE_EMPTY.plain(lang).to_owned(),
        TemplateError::DoesNotFit => phrase::TEMPLATE_TOO_LARGE.plain(lang).to_owned(),
    }
}
