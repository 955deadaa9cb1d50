//! `kaocheng template`: a workbook to fill in, made from the scheme and the list of units.

use crate::file;
use crate::folder::{Folder, of_round};
use crate::message::{Failure, Lang};
use crate::phrase;
use crate::terminal::Terminal;
use kaocheng_compile::plan::{InputIx, Plan};
use kaocheng_exchange::template::{Options, TemplateError, findings_template, template};
use serde_json::json;
use std::path::{Path, PathBuf};

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
    /// A workbook to enter findings in, with lists of units, kinds and routes; else template-findings.xlsx.
    #[arg(long, conflicts_with = "provider")]
    findings: bool,
    /// Write even if the file is there already.
    #[arg(long)]
    force: bool,
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let folder = Folder::open(&args.dir, lang)?;
    let plan = folder.plan(args.round.as_deref(), terminal)?.plan;
    let units = folder.units(&plan, terminal)?;
    let stem = if args.findings { "template-findings" } else { "template" };
    let out = args.out.clone().unwrap_or_else(|| folder.dir.join(of_round(stem, plan.head.round.as_deref(), "xlsx")));
    // It may hold a clerk's afternoon.
    if out.exists() && !args.force {
        return Err(Failure::Usage(phrase::TEMPLATE_EXISTS.with(lang, &[("path", &out.display())])));
    }
    let words = terminal.lang_for(&folder.document.source).language();
    if args.findings {
        let bytes =
            findings_template(&plan, &units, words).map_err(|error| Failure::Data(refusal(&error, &plan, lang)))?;
        file::write(&out, &bytes, lang)?;
        return done(&out, units.len(), plan.mechanism.found.len(), terminal);
    }
    let inputs = args.provider.as_ref().map(|office| of_provider(&plan, office, lang)).transpose()?;
    let asked = inputs.as_ref().map_or(plan.inputs.len(), Vec::len);
    let bytes = template(&plan, &units, &Options { inputs, ..Options::new(words) })
        .map_err(|error| Failure::Data(refusal(&error, &plan, lang)))?;
    file::write(&out, &bytes, lang)?;
    done(&out, units.len(), asked, terminal)
}

fn done(out: &Path, units: usize, inputs: usize, terminal: &Terminal) -> Result<(), Failure> {
    if terminal.is_json() {
        let line = json!({ "file": out.display().to_string(), "units": units, "inputs": inputs });
        return terminal.print(&line.to_string());
    }
    let slots: [(&str, &dyn std::fmt::Display); 3] = [("path", &out.display()), ("units", &units), ("inputs", &inputs)];
    terminal.print(&phrase::TEMPLATE_DONE.with(terminal.lang(), &slots))
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
