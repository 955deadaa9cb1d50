//! `kaocheng register`: what the registers of a folder say as of a day.

mod assessments;
mod exchange;
mod groups;
mod letters;
mod rectification;
mod table;
mod visits;

use crate::file;
use crate::folder::Folder;
use crate::message::{Failure, Lang};
use crate::phrase::{self, Phrase};
use crate::problems;
use crate::terminal::Terminal;
use kaocheng_compile::date;
use kaocheng_compile::plan::{Mechanism, Plan};
use kaocheng_engine::table::Units;
use kaocheng_exchange::problem::Problem;
use kaocheng_exchange::registers::Register;
use kaocheng_register::{Date, Fault};
use kaocheng_syntax::diagnostic::Severity;
use serde_json::{Value as Json, json};
use std::path::{Path, PathBuf};

/// The arguments.
#[derive(clap::Args)]
pub struct Args {
    /// The working folder, with registers beside the scheme.
    dir: PathBuf,
    /// One register; else all that are there.
    #[arg(value_enum)]
    which: Option<Which>,
    /// The day as of which to speak; else today.
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Whether a late delivery breaks a continuous exchange; else this is an open question.
    #[arg(long, value_enum)]
    late: Option<Late>,
    /// How often a body may assess a unit in a year, where the scheme does not say.
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
    /// Days to mend what was found, where neither the order nor the scheme says.
    #[arg(long, value_name = "N")]
    days: Option<u32>,
    /// The round; else the scheme's first.
    #[arg(long, value_name = "R")]
    round: Option<String>,
}

/// A register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Which {
    /// Responsibility letters.
    Letters,
    /// Leading groups.
    Groups,
    /// What departments hand over.
    Exchange,
    /// Who assessed whom.
    Assessments,
    /// Orders to mend what was found.
    Rectification,
    /// Visits on site and their feedback sheets.
    Visits,
}

/// What a late delivery does to 连续.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Late {
    /// Late breaks it.
    Breaks,
    /// Late but received keeps it.
    Keeps,
}

impl Which {
    const ALL: [Which; 6] =
        [Which::Letters, Which::Groups, Which::Exchange, Which::Assessments, Which::Rectification, Which::Visits];

    /// The name of its file, and of it for programs.
    fn stem(self) -> &'static str {
        match self {
            Which::Letters => "letters",
            Which::Groups => "groups",
            Which::Exchange => "exchange",
            Which::Assessments => "assessments",
            Which::Rectification => "rectification",
            Which::Visits => "visits",
        }
    }

    fn title(self) -> Phrase {
        match self {
            Which::Letters => phrase::REGISTER_LETTERS,
            Which::Groups => phrase::REGISTER_GROUPS,
            Which::Exchange => phrase::REGISTER_EXCHANGE,
            Which::Assessments => phrase::REGISTER_ASSESSMENTS,
            Which::Rectification => phrase::REGISTER_RECTIFICATION,
            Which::Visits => phrase::REGISTER_VISITS,
        }
    }

    fn report(self, file: &str, bytes: &[u8], asked: &Asked) -> Report {
        match self {
            Which::Letters => letters::report(file, bytes, asked),
            Which::Groups => groups::report(file, bytes, asked),
            Which::Exchange => exchange::report(file, bytes, asked),
            Which::Assessments => assessments::report(file, bytes, asked),
            Which::Rectification => rectification::report(file, bytes, asked),
            Which::Visits => visits::report(file, bytes, asked),
        }
    }
}

/// What a report is made with.
struct Asked<'a> {
    units: &'a Units,
    rules: &'a Mechanism,
    /// The field window that the scheme names.
    window: Option<(Date, Date)>,
    as_of: Date,
    late: Option<Late>,
    limit: Option<u32>,
    days: Option<u32>,
    lang: Lang,
}

/// A register's report.
#[derive(Default)]
struct Report {
    lines: Vec<String>,
    json: Json,
    problems: Vec<Problem>,
    unlisted: usize,
}

impl Report {
    /// A file that does not read has problems and no report.
    fn refused<T>(register: Register<T>) -> Report {
        Report { problems: register.problems, unlisted: register.unlisted, ..Report::default() }
    }

    fn new<T>(register: Register<T>, faults: &[Fault], lines: Vec<String>, json: Json) -> Report {
        let mut problems = register.problems.clone();
        problems.extend(faults.iter().map(|fault| register.problem(fault)));
        Report { lines, json, problems, unlisted: register.unlisted }
    }

    fn errors(&self) -> usize {
        self.problems.iter().filter(|p| p.severity() == Severity::Error).count()
    }
}

/// What a register says, for a page.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// What it says, in lines.
    pub lines: Vec<String>,
    /// What is wrong with it.
    pub problems: Vec<String>,
}

/// What the register of this word says as of a day; `None`: it says nothing of its own.
pub fn told(word: &str, bytes: &[u8], plan: &Plan, units: &Units, as_of: &str, lang: Lang) -> Option<Told> {
    let which = Which::ALL.into_iter().find(|which| which.stem() == word)?;
    let (rules, window) = (&plan.mechanism, window(plan));
    let asked = Asked { units, rules, window, as_of: date::day(as_of)?, late: None, limit: None, days: None, lang };
    let report = which.report(&format!("{word}.csv"), bytes, &asked);
    let problems = report.problems.iter().map(|problem| problems::line(problem, lang)).collect();
    Some(Told { lines: report.lines, problems })
}

/// The field window that a scheme names.
fn window(plan: &Plan) -> Option<(Date, Date)> {
    let (first, last) = plan.head.field.as_ref()?;
    Some((date::read(first, false)?, date::read(last, true)?))
}

pub fn run(args: &Args, terminal: &Terminal) -> Result<(), Failure> {
    let lang = terminal.lang();
    let as_of = day(args.as_of.as_deref(), lang)?;
    let folder = Folder::open(&args.dir, lang)?;
    let plan = folder.plan(args.round.as_deref(), terminal)?.plan;
    let units = folder.units(&plan, terminal)?;
    let (limit, days) = (args.limit, args.days);
    let window = window(&plan);
    let (rules, late) = (&plan.mechanism, args.late);
    let asked = Asked { units: &units, rules, window, as_of, late, limit, days, lang };
    let mut reports = Vec::new();
    for (which, path) in files(&folder.dir, args.which, lang)? {
        let name = crate::folder::name_of(&path);
        reports.push((which, name.clone(), which.report(&name, &file::read(&path, lang)?, &asked)));
    }
    if terminal.is_json() {
        let of = |report: &Report| report.problems.iter().map(|p| problems::json(p, lang)).collect::<Vec<_>>();
        let entry = |(which, file, report): &(Which, String, Report)| {
            (which.stem().to_owned(), json!({ "file": file, "report": report.json, "problems": of(report) }))
        };
        let all: serde_json::Map<String, Json> = reports.iter().map(entry).collect();
        terminal.print(&format!("{:#}", json!({ "as_of": as_of.to_string(), "registers": all })))?;
    } else {
        for (ix, (which, file, report)) in reports.iter().enumerate() {
            problems::say(&report.problems, report.unlisted, terminal);
            if report.lines.is_empty() {
                continue;
            }
            let slots: [(&str, &dyn std::fmt::Display); 3] =
                [("title", &which.title().plain(lang)), ("file", file), ("day", &as_of)];
            let blank = if ix == 0 { "" } else { "\n" };
            terminal.print(&format!("{blank}{}", phrase::REGISTER_HEAD.with(lang, &slots)))?;
            for line in &report.lines {
                terminal.print(line)?;
            }
        }
    }
    if reports.iter().any(|(_, _, report)| report.errors() > 0) { Err(Failure::Problems) } else { Ok(()) }
}

/// The day asked for, else today where the machine stands.
fn day(asked: Option<&str>, lang: Lang) -> Result<Date, Failure> {
    match asked {
        None => Ok(jiff::ZonedDateTime::now().date()),
        Some(text) => {
            date::day(text).ok_or_else(|| Failure::Usage(phrase::REGISTER_DATE.with(lang, &[("text", &text)])))
        }
    }
}

/// The files of the registers asked for.
fn files(dir: &Path, which: Option<Which>, lang: Lang) -> Result<Vec<(Which, PathBuf)>, Failure> {
    let mut found = Vec::new();
    let wanted = Which::ALL.into_iter().filter(|w| which.is_none_or(|only| only == *w));
    for which in wanted {
        let name = which.stem();
        let paths = ["csv", "xlsx"].map(|extension| dir.join(format!("{name}.{extension}")));
        let there: Vec<PathBuf> = paths.into_iter().filter(|path| path.is_file()).collect();
        if there.len() > 1 {
            return Err(Failure::Data(phrase::REGISTER_TWO.with(lang, &[("path", &dir.display()), ("name", &name)])));
        }
        found.extend(there.into_iter().map(|path| (which, path)));
    }
    match (found.is_empty(), which) {
        (false, _) => Ok(found),
        (true, None) => Err(Failure::Data(phrase::REGISTER_NONE.with(lang, &[("path", &dir.display())]))),
        (true, Some(which)) => {
            let slots: [(&str, &dyn std::fmt::Display); 2] = [("path", &dir.display()), ("name", &which.stem())];
            Err(Failure::Data(phrase::REGISTER_NO_FILE.with(lang, &slots)))
        }
    }
}
