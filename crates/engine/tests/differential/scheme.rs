//! A scheme as a small tree that can be cut down, and its text.

use kaocheng_syntax::clause::Language;
use std::fmt::Write;

/// A scheme of the generator.
#[derive(Clone, Debug)]
pub struct Scheme {
    pub language: Language,
    /// The levels assessed, uppermost first; empty: every unit.
    pub levels: Vec<&'static str>,
    /// The round whose sentences hold.
    pub round: bool,
    /// Policy and choice.
    pub policies: Vec<(String, String)>,
    /// The sections at the top weigh percents of 100 points.
    pub weighted: bool,
    /// Sentences on what a level's score is made of.
    pub composition: Vec<String>,
    /// Sentences on who is commended or warned.
    pub lists: Vec<String>,
    pub sections: Vec<Section>,
}

/// What a section counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Base,
    Bonus,
    Deduction,
    Vetoes,
}

/// A heading with what stands below it.
#[derive(Clone, Debug)]
pub struct Section {
    pub title: String,
    pub kind: Kind,
    /// Index into the levels, where it speaks of one of them.
    pub level: Option<usize>,
    /// Its points in hundredths; those of a group are what its items have. 0: none.
    pub points: u32,
    /// Policies of its own.
    pub policies: Vec<(String, String)>,
    pub clauses: Vec<Clause>,
    pub items: Vec<Section>,
}

/// A sentence with the term rows it needs.
#[derive(Clone, Debug)]
pub struct Clause {
    pub form: &'static str,
    pub text: String,
    pub terms: Vec<String>,
}

/// Hundredths as a decimal.
pub fn decimal(hundredths: u32) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl Section {
    fn total(&self) -> u32 {
        match self.items.is_empty() || self.kind != Kind::Base {
            true => self.points,
            false => self.items.iter().map(Section::total).sum(),
        }
    }

    fn walk<'a>(&'a self, all: &mut Vec<&'a Section>) {
        all.push(self);
        self.items.iter().for_each(|item| item.walk(all));
    }
}

impl Scheme {
    /// All sections in the order of the text.
    pub fn walk(&self) -> Vec<&Section> {
        let mut all = Vec::new();
        self.sections.iter().for_each(|s| s.walk(&mut all));
        all
    }

    fn says(&self, chinese: &'static str, english: &'static str) -> &'static str {
        if self.language == Language::Chinese { chinese } else { english }
    }

    /// The document.
    pub fn text(&self) -> String {
        let mut text = self.front();
        if !self.composition.is_empty() {
            let heading = self.says("得分构成", "Composition of the score");
            let _ = write!(text, "\n## {heading}\n\n{}\n", self.composition.join("\n\n"));
        }
        let base = self.sections.iter().filter(|s| s.kind == Kind::Base).count() as u32;
        let mut weights = Vec::new();
        if self.weighted && base > 0 {
            weights = vec![100 / base; base as usize - 1];
            weights.push(100 - weights.iter().sum::<u32>());
        }
        let mut weights = weights.into_iter();
        for (ix, section) in self.sections.iter().enumerate() {
            let weight = if section.kind == Kind::Base { weights.next() } else { None };
            self.section(section, &[ix + 1], weight, &mut text);
        }
        if !self.lists.is_empty() {
            let _ = write!(text, "\n## 奖惩\n\n{}\n", self.lists.join("\n\n"));
        }
        self.terms(&mut text);
        text
    }

    fn front(&self) -> String {
        let mut text = format!("---\n{}: generated\n", self.says("编号", "code"));
        if !self.levels.is_empty() {
            let _ = writeln!(text, "{}: [{}]", self.says("考核对象", "level"), self.levels.join(", "));
        }
        if self.round {
            let rounds = self.says("轮次: [上半年, 全年]", "rounds: [half-year, year-end]");
            let _ = writeln!(text, "{rounds}");
        }
        if !self.policies.is_empty() {
            let _ = writeln!(text, "{}:", self.says("口径", "policies"));
            for (name, choice) in &self.policies {
                let _ = writeln!(text, "  {name}: {choice}");
            }
        }
        text + "---\n"
    }

    fn section(&self, section: &Section, number: &[usize], weight: Option<u32>, text: &mut String) {
        let marks = "#".repeat(number.len() + 1);
        let number_text: Vec<String> = number.iter().map(usize::to_string).collect();
        let _ = write!(text, "\n{marks} {}. {}", number_text.join("."), section.title);
        match (weight, section.total()) {
            (Some(weight), _) => text.push_str(&self.in_brackets(&format!("{weight}%"))),
            (None, 0) => {}
            (None, points) => {
                let points = format!("{}{}", decimal(points), self.says("分", " points"));
                text.push_str(&self.in_brackets(&points));
            }
        }
        let mut options: Vec<String> =
            section.policies.iter().map(|(name, choice)| format!("{name}={}", quoted(choice))).collect();
        if let Some(level) = section.level.and_then(|l| self.levels.get(l)) {
            options.push(format!("{}={level}", self.says("层级", "level")));
        }
        if !options.is_empty() {
            let _ = write!(text, " {{{}}}", options.join(" "));
        }
        text.push('\n');
        for clause in &section.clauses {
            let _ = write!(text, "\n{}\n", clause.text);
        }
        for (ix, item) in section.items.iter().enumerate() {
            let number: Vec<usize> = number.iter().copied().chain([ix + 1]).collect();
            self.section(item, &number, None, text);
        }
    }

    fn in_brackets(&self, points: &str) -> String {
        if self.language == Language::Chinese { format!("({points})") } else { format!(" ({points})") }
    }

    fn terms(&self, text: &mut String) {
        let sections = self.walk();
        let mut rows: Vec<&String> = sections.iter().flat_map(|s| &s.clauses).flat_map(|c| &c.terms).collect();
        rows.sort();
        rows.dedup();
        if rows.is_empty() {
            return;
        }
        text.push_str(self.says(
            "\n## 指标说明\n\n| 指标 | 编号 | 类型 | 单位 | 范围 | 层级 | 汇总 | 公式 | 别名 |\n|---|---|---|---|---|---|---|---|---|\n",
            "\n## Terms\n\n| Term | Id | Type | Unit | Bounds | Level | Roll-up | Formula | Aliases |\n|---|---|---|---|---|---|---|---|---|\n",
        ));
        rows.iter().for_each(|row| *text += &format!("| {row} |\n"));
    }
}

fn quoted(choice: &str) -> String {
    if choice.contains(' ') { format!("\"{choice}\"") } else { choice.to_owned() }
}
