//! Markdown pages → cases: which fenced blocks belong together, and what they say.

use std::path::Path;

/// One executed example of a page.
#[derive(Clone, Debug)]
pub struct Case {
    /// File name of the page.
    pub page: String,
    /// Line of its first fence, counted from 1.
    pub line: usize,
    /// The texts that must all do the same: sentences, or whole schemes.
    pub texts: Vec<Text>,
    /// What is asked of them.
    pub kind: Kind,
    /// The formula in words, a line a text.
    pub reading: Option<Block>,
    /// The inputs, `label kind unit`.
    pub inputs: Option<Block>,
    /// What must be found.
    pub diagnostics: Option<Block>,
    /// The canonical print.
    pub plan: Option<Block>,
    /// What the scheme rules beside points, a line a provision.
    pub provisions: Option<Block>,
}

/// A text and where it begins.
#[derive(Clone, Debug)]
pub struct Text {
    pub line: usize,
    pub text: String,
    /// The name and value pairs of its fence.
    pub options: Vec<(String, String)>,
    /// The words without a value on its fence.
    pub flags: Vec<String>,
}

/// What a case is about.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Sentences tried with values.
    Try(Vec<Row>),
    /// Schemes scored over figures.
    Scheme {
        units: Option<Block>,
        figures: Option<Block>,
        /// Boxed with its standings: few cases have findings.
        findings: Box<Findings>,
        points: Option<Block>,
        explain: Vec<Block>,
        /// Boxed: most cases have none.
        decided: Box<Decided>,
    },
}

/// Findings of a case, and whether each of them scores.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    pub block: Option<Block>,
    pub standings: Option<Block>,
}

/// Who is on which list, and what that rests on besides figures.
#[derive(Clone, Debug, Default)]
pub struct Decided {
    /// `list, unit`, in the order of the list; `list, -` for nobody.
    pub lists: Option<Block>,
    /// `list, unit, payer, value`: money to or from a unit, or of a whole list (`total`).
    pub amounts: Option<Block>,
    /// `list, unit`: units proposed for a list.
    pub proposals: Option<Block>,
    /// The reasons, a line each: `why list=先进单位 unit=A lang=zh`.
    pub why: Vec<Block>,
    /// What people must look at, in words: `look lang=zh`.
    pub look: Option<Block>,
    /// `year, list, unit`; the fence says the present one: `history year=2016`.
    pub history: Option<Block>,
    /// `fact, holds`.
    pub facts: Option<Block>,
    /// `list, unit, decision`.
    pub decisions: Option<Block>,
    /// `unit, ticket`.
    pub tickets: Option<Block>,
}

/// Values and the points they give, one for each combination of policies.
#[derive(Clone, Debug)]
pub struct Row {
    pub line: usize,
    pub values: Vec<String>,
    pub expected: Vec<String>,
    pub note: String,
}

/// The lines of a fenced block.
#[derive(Clone, Debug)]
pub struct Block {
    /// Line of the first line inside.
    pub line: usize,
    pub info: String,
    pub lines: Vec<String>,
}

impl Block {
    /// Its lines that are not blank, with their numbers.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines.iter().enumerate().map(|(ix, l)| (self.line + ix, l.trim())).filter(|(_, l)| !l.is_empty())
    }

    fn options(&self) -> (Vec<(String, String)>, Vec<String>) {
        let mut options = Vec::new();
        let mut flags = Vec::new();
        for word in self.info.split_whitespace().skip(1) {
            match word.split_once('=') {
                Some((name, value)) => options.push((name.to_owned(), value.to_owned())),
                None => flags.push(word.to_owned()),
            }
        }
        (options, flags)
    }

    /// The value of an option on the fence.
    pub fn option(&self, name: &str) -> Option<String> {
        self.options().0.into_iter().find(|(n, _)| n == name).map(|(_, v)| v)
    }
}

impl Case {
    /// The value of an option on the first fence.
    pub fn option(&self, name: &str) -> Option<&str> {
        self.texts[0].options.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// The texts that the program does not read rightly yet, by place from 1: `pending=2`, or `pending` for all.
    pub fn pending(&self) -> Vec<usize> {
        if self.texts[0].flags.iter().any(|f| f == "pending") {
            return (1..=self.texts.len()).collect();
        }
        let places = self.option("pending").unwrap_or("");
        places.split(',').filter_map(|p| p.parse().ok()).collect()
    }

    /// The case with some of its texts only; `None` without any.
    pub fn with_texts(&self, wanted: impl Fn(usize) -> bool) -> Option<Case> {
        let texts: Vec<Text> =
            self.texts.iter().enumerate().filter(|(ix, _)| wanted(ix + 1)).map(|(_, t)| t.clone()).collect();
        let case = Case { texts, ..self.clone() };
        if case.texts.is_empty() { None } else { Some(case) }
    }

    /// Every combination of policies that the fence asks for, as name and choice: `policy=steps:whole|begun`.
    pub fn policies(&self) -> Vec<Vec<(String, String)>> {
        let mut all: Vec<Vec<(String, String)>> = vec![Vec::new()];
        for (name, value) in &self.texts[0].options {
            if name != "policy" {
                continue;
            }
            let (policy, choices) = value.split_once(':').expect("policy=name:choice");
            let with = |before: &Vec<(String, String)>, choice: &str| {
                let mut with = before.clone();
                with.push((policy.to_owned(), choice.replace('_', " ")));
                with
            };
            all = all.iter().flat_map(|b| choices.split('|').map(|c| with(b, c)).collect::<Vec<_>>()).collect();
        }
        all
    }
}

/// All pages of a folder in the order of their names, each with its text.
pub fn pages(folder: &Path) -> Vec<(String, String)> {
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder of pages")
        .map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|n| n.ends_with(".md") && n != "README.md")
        .collect();
    names.sort();
    names.into_iter().map(|n| (n.clone(), std::fs::read_to_string(folder.join(&n)).expect("a page in UTF-8"))).collect()
}

/// The cases of one page; a fence that belongs nowhere is a fault of the page.
pub fn cases(page: &str, text: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    // A scheme after another one joins it until figures or points follow.
    let mut open = false;
    for block in blocks(page, text)? {
        let word = block.info.split_whitespace().next().unwrap_or("").to_owned();
        let place = format!("{page}:{}", block.line - 1);
        if matches!(word.as_str(), "text" | "console" | "json" | "csv" | "markdown") {
            continue;
        }
        // Folders and commands: `app/tests/pages.rs` runs them.
        if word.starts_with("folder:") {
            continue;
        }
        if word == "try" {
            cases.push(try_case(page, &block).map_err(|e| format!("{place}: {e}"))?);
            open = false;
            continue;
        }
        if word == "scheme" {
            let (options, flags) = block.options();
            let text =
                Text { line: block.line, text: block.lines.iter().map(|l| format!("{l}\n")).collect(), options, flags };
            match cases.last_mut().filter(|_| open) {
                Some(case) => case.texts.push(text),
                None => cases.push(scheme_case(page, &block, text)),
            }
            open = true;
            continue;
        }
        let case = cases.last_mut().ok_or_else(|| format!("{place}: “{word}” stands before any try or scheme"))?;
        attach(case, &word, block).map_err(|e| format!("{place}: {e}"))?;
        open = false;
    }
    Ok(cases)
}

fn attach(case: &mut Case, word: &str, block: Block) -> Result<(), String> {
    let slot = match (word, &mut case.kind) {
        ("reading", _) => &mut case.reading,
        ("inputs", _) => &mut case.inputs,
        ("diagnostics", _) => &mut case.diagnostics,
        ("plan", _) => &mut case.plan,
        ("provisions", Kind::Scheme { .. }) => &mut case.provisions,
        ("units", Kind::Scheme { units, .. }) => units,
        ("figures", Kind::Scheme { figures, .. }) => figures,
        ("findings", Kind::Scheme { findings, .. }) => &mut findings.block,
        ("standings", Kind::Scheme { findings, .. }) => &mut findings.standings,
        ("points", Kind::Scheme { points, .. }) => points,
        ("explain", Kind::Scheme { explain, .. }) => {
            explain.push(block);
            return Ok(());
        }
        ("why", Kind::Scheme { decided, .. }) => {
            decided.why.push(block);
            return Ok(());
        }
        ("lists", Kind::Scheme { decided, .. }) => &mut decided.lists,
        ("amounts", Kind::Scheme { decided, .. }) => &mut decided.amounts,
        ("proposals", Kind::Scheme { decided, .. }) => &mut decided.proposals,
        ("look", Kind::Scheme { decided, .. }) => &mut decided.look,
        ("history", Kind::Scheme { decided, .. }) => &mut decided.history,
        ("facts", Kind::Scheme { decided, .. }) => &mut decided.facts,
        ("decisions", Kind::Scheme { decided, .. }) => &mut decided.decisions,
        ("tickets", Kind::Scheme { decided, .. }) => &mut decided.tickets,
        _ => return Err(format!("a block “{word}” has no place here")),
    };
    if slot.is_some() {
        return Err(format!("a second block “{word}”"));
    }
    *slot = Some(block);
    Ok(())
}

fn scheme_case(page: &str, block: &Block, text: Text) -> Case {
    Case {
        page: page.to_owned(),
        line: block.line - 1,
        texts: vec![text],
        kind: Kind::Scheme {
            units: None,
            figures: None,
            findings: Box::default(),
            points: None,
            explain: Vec::new(),
            decided: Box::default(),
        },
        reading: None,
        inputs: None,
        diagnostics: None,
        plan: None,
        provisions: None,
    }
}

/// Sentences apart by `---`, then a line for each set of values: `45.25% 12 => 18.125`, one result for each choice.
fn try_case(page: &str, block: &Block) -> Result<Case, String> {
    let (options, flags) = block.options();
    let mut texts = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    let mut from = block.line;
    for (ix, line) in block.lines.iter().enumerate() {
        if line.trim() != "---" {
            lines.push(line);
            continue;
        }
        texts.push(Text { line: from, text: lines.join("\n"), options: options.clone(), flags: flags.clone() });
        lines.clear();
        from = block.line + ix + 1;
    }
    if texts.is_empty() {
        return Err("a try needs “---” after its sentence".to_owned());
    }
    let mut rows = Vec::new();
    for (ix, line) in lines.iter().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        rows.push(row(from + ix, line)?);
    }
    Ok(Case {
        page: page.to_owned(),
        line: block.line - 1,
        texts,
        kind: Kind::Try(rows),
        reading: None,
        inputs: None,
        diagnostics: None,
        plan: None,
        provisions: None,
    })
}

fn row(line: usize, text: &str) -> Result<Row, String> {
    let (text, note) = text.split_once('#').unwrap_or((text, ""));
    let (values, expected) = text.split_once("=>").ok_or_else(|| format!("line {line}: no “=>”"))?;
    let expected = expected.split('|').map(|e| e.trim().to_owned()).collect();
    Ok(Row { line, values: words(values), expected, note: note.trim().to_owned() })
}

/// Words as a shell would split them, double quotes only.
fn words(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut word: Option<String> = None;
    let mut quoted = false;
    for c in text.chars() {
        match c {
            '"' => {
                quoted = !quoted;
                word.get_or_insert_with(String::new);
            }
            c if c.is_whitespace() && !quoted => all.extend(word.take()),
            c => word.get_or_insert_with(String::new).push(c),
        }
    }
    all.extend(word);
    all
}

fn blocks(page: &str, text: &str) -> Result<Vec<Block>, String> {
    let mut found = Vec::new();
    let mut open: Option<Block> = None;
    for (ix, line) in text.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => {
                open = Some(Block { line: ix + 2, info: info.trim().to_owned(), lines: Vec::new() });
            }
            (Some(_), Some(_)) => found.extend(open.take()),
            (Some(block), None) => block.lines.push(line.to_owned()),
            (None, None) => {}
        }
    }
    match open {
        Some(block) => Err(format!("{page}:{}: a fence that is never closed", block.line - 1)),
        None => Ok(found),
    }
}
