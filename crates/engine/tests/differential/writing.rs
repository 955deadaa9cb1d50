//! Chance → a scheme: which levels, policies, sections and sentences, and the numbers in them.

use crate::chance::Chance;
use crate::forms::{Form, Role, forms, kinds};
use crate::scheme::{Clause, Kind, Scheme, Section, decimal};
use kaocheng_compile::policy::PolicyName;
use kaocheng_syntax::clause::Language;

/// Writes schemes.
pub struct Writer<'c> {
    chance: &'c mut Chance,
    language: Language,
    /// The kinds that are still free, so that most clauses speak of figures of their own.
    kinds: Vec<&'static str>,
    titles: usize,
}

/// Points of items, in hundredths.
const POINTS: &[u32] = &[50, 100, 300, 350, 500, 750, 800, 1000, 1000, 1200, 2000, 3000, 4000, 10000];

/// A scheme that mostly compiles.
pub fn scheme(chance: &mut Chance) -> Scheme {
    let language = if chance.once_in(4) { Language::English } else { Language::Chinese };
    let levels = levels(chance, language);
    let policies = policies(chance, language);
    let weighted = levels.len() < 2 && chance.once_in(6);
    let mut writer = Writer { kinds: kinds(language).to_vec(), chance, language, titles: 0 };
    let mut sections = Vec::new();
    for (level, _) in levels.iter().enumerate().filter(|_| levels.len() > 1) {
        let count = writer.chance.within(1, 2);
        let below = levels.get(level + 1..).unwrap_or_default();
        sections.extend((0..count).map(|_| Section { level: Some(level), ..writer.base(below) }));
    }
    if levels.len() < 2 {
        let count = writer.chance.within(1, 4);
        sections.extend((0..count).map(|_| writer.base(&[])));
    }
    sections.extend(writer.beside());
    let composition = writer.composition(&levels);
    let lists = writer.lists(&levels);
    let mut scheme = Scheme { language, levels, round: false, policies, weighted, composition, lists, sections };
    writer.ties(&mut scheme);
    writer.rounds(&mut scheme);
    scheme
}

fn levels(chance: &mut Chance, language: Language) -> Vec<&'static str> {
    let all: &[&[&'static str]] = match language {
        Language::Chinese => {
            &[&[], &["乡镇"], &["乡镇"], &["县区"], &["县区", "乡镇"], &["乡镇", "村"], &["县区", "乡镇", "村"]]
        }
        Language::English => &[&[], &["township"], &["county"], &["county", "township"], &["township", "village"]],
    };
    chance.of(all).to_vec()
}

/// Most policies decided, every choice as often as the others.
fn policies(chance: &mut Chance, language: Language) -> Vec<(String, String)> {
    let mut decided = Vec::new();
    for policy in PolicyName::all() {
        if policy == PolicyName::Ties && chance.once_in(2) || chance.once_in(5) {
            continue;
        }
        let (english, chinese) = *chance.of(policy.choices());
        let chinese_words = language == Language::Chinese && !chance.once_in(3);
        let name = if chinese_words { policy.chinese() } else { policy.english() };
        let mut choice = (if chinese_words { chinese } else { english }).to_owned();
        if policy == PolicyName::Rounding && english != "none" {
            choice += &format!(" {}", chance.within(0, 4));
        }
        // Names items, which are not written yet.
        if policy == PolicyName::Ties && english == "by-items" {
            continue;
        }
        decided.push((name.to_owned(), choice));
    }
    decided
}

impl Writer<'_> {
    fn title(&mut self) -> String {
        self.titles += 1;
        match self.language {
            Language::Chinese => format!(
                "第{}类工作",
                ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"][self.titles % 10]
                    .repeat(1 + self.titles / 10)
            ),
            Language::English => format!(
                "Field {}",
                char::from(b'A' + (self.titles % 26) as u8).to_string().repeat(1 + self.titles / 26)
            ),
        }
    }

    /// A part of the base points: an item, or a group of them.
    fn base(&mut self, below: &[&'static str]) -> Section {
        let points = *self.chance.of(POINTS);
        let mut section = Section {
            title: self.title(),
            kind: Kind::Base,
            level: None,
            points,
            policies: Vec::new(),
            clauses: Vec::new(),
            items: Vec::new(),
        };
        if self.chance.once_in(2) {
            section.clauses = self.clauses(points, below);
            section.policies = self.own_policies();
            return section;
        }
        for _ in 0..self.chance.within(1, 4) {
            let points = *self.chance.of(POINTS);
            let (clauses, policies) = (self.clauses(points, below), self.own_policies());
            section.items.push(Section { title: self.title(), points, clauses, policies, ..section.clone().bare() });
        }
        let sum: u32 = section.items.iter().map(|i| i.points).sum();
        if self.chance.once_in(5) {
            section.clauses.extend(self.one(Role::Loses, sum, false));
        }
        if self.chance.once_in(8) {
            section.clauses.push(self.group_limit(sum));
        }
        section
    }

    fn group_limit(&mut self, points: u32) -> Clause {
        let text = match (self.language, self.chance.below(2)) {
            (Language::Chinese, 0) => format!("以下各项得分累计最高不超过{}分。", decimal(points / 2)),
            (Language::Chinese, _) => "以下各项按最高的一项计分。".to_owned(),
            (Language::English, _) => "Only the highest counts.".to_owned(),
        };
        Clause { form: "limit of a group", text, terms: Vec::new() }
    }

    /// The sentences of one item.
    fn clauses(&mut self, points: u32, below: &[&'static str]) -> Vec<Clause> {
        if !below.is_empty() && self.chance.once_in(3) {
            return vec![self.below(below, points)];
        }
        if self.chance.once_in(4) {
            return self.one(Role::Whole, points, false).into_iter().collect();
        }
        let mut clauses = Vec::new();
        for _ in 0..self.chance.within(1, 2) {
            let role = *self.chance.of(&[Role::Earns, Role::Earns, Role::Loses, Role::Loses]);
            clauses.extend(self.one(role, points, false));
        }
        if self.chance.once_in(6) {
            clauses.extend(self.one(Role::Adds, points, false));
        }
        for _ in 0..*self.chance.of(&[0, 0, 1, 1, 2]) {
            clauses.extend(self.one(Role::Acts, points, false));
        }
        clauses
    }

    /// The score as a figure of the level below: only levels that are assessed together have one.
    fn below(&mut self, levels: &[&'static str], points: u32) -> Clause {
        let below = *self.chance.of(levels);
        let points = decimal(points);
        let text = match (self.language, self.chance.below(3)) {
            (Language::Chinese, 0) => format!("得分=所辖{below}得分的平均分。"),
            (Language::Chinese, 1) => format!("得分=所辖{below}得分5分以上的占比×{points}。"),
            (Language::Chinese, _) => format!("得分=所辖{below}按常住人口加权平均分。"),
            (Language::English, 0) => format!("The score is the mean of the scores of its {below}s."),
            (Language::English, 1) => {
                format!("The score is {points} times the share of its {below}s with at least 5 points.")
            }
            (Language::English, _) => {
                format!("The score is the mean of the scores of its {below}s, weighted by resident population.")
            }
        };
        Clause { form: "figure of the level below", text, terms: Vec::new() }
    }

    /// Bonuses, deductions and vetoes.
    fn beside(&mut self) -> Vec<Section> {
        let mut all = Vec::new();
        for (kind, titles, role) in [
            (Kind::Bonus, ["加分", "Bonus"], Role::Adds),
            (Kind::Deduction, ["减分", "Deductions"], Role::Loses),
            (Kind::Vetoes, ["一票否决", "Veto"], Role::Vetoes),
        ] {
            if self.chance.once_in(2) {
                continue;
            }
            let title = titles[usize::from(self.language == Language::English)].to_owned();
            let points = if self.chance.once_in(2) || kind == Kind::Vetoes { 0 } else { *self.chance.of(POINTS) };
            let most = points.max(200);
            let mut section = Section {
                title,
                kind,
                level: None,
                points,
                policies: Vec::new(),
                clauses: Vec::new(),
                items: Vec::new(),
            };
            let count = self.chance.within(1, 3);
            if kind == Kind::Vetoes || self.chance.once_in(2) {
                section.clauses = (0..count).filter_map(|_| self.one(role, most, true)).collect();
            } else {
                for _ in 0..count {
                    let clauses = self.one(role, most, true).into_iter().collect();
                    section.items.push(Section { title: self.title(), clauses, points: 0, ..section.clone().bare() });
                }
            }
            all.push(section);
        }
        all
    }

    /// What a level's score is made of; the weights add up to all of it.
    fn composition(&mut self, levels: &[&'static str]) -> Vec<String> {
        let weights = [(60, 40), (70, 30), (85, 15), (33, 67)];
        let mut all = Vec::new();
        for pair in levels.windows(2).filter(|_| levels.len() > 1) {
            let [upper, lower] = pair else { continue };
            if self.chance.once_in(3) {
                continue;
            }
            let (own, below) = self.chance.of(&weights);
            all.push(match self.language {
                Language::Chinese => {
                    format!("{upper}得分由{upper}本级得分({own}%)和所辖{lower}平均分({below}%)构成。")
                }
                Language::English => format!(
                    "The {upper} score is made up of the mean score of {lower}s ({below}%) and its own items ({own}%)."
                ),
            });
        }
        if levels.len() < 2 && self.chance.once_in(8) && self.language == Language::Chinese {
            all.push("市考核得分占60%,县考核得分占40%。".to_owned());
        }
        all
    }

    /// Who is commended and who is warned: it changes no score, and must not.
    fn lists(&mut self, levels: &[&'static str]) -> Vec<String> {
        if self.language == Language::English || levels.is_empty() || !self.chance.once_in(4) {
            return Vec::new();
        }
        let level = *self.chance.of(levels);
        vec![
            format!("综合考核前3名的{level},评为“先进单位”,予以通报表扬。"),
            format!("综合考核后2名的{level},列为“预警”单位,处罚人民币3000元。"),
            format!("综合考核后1名的{level},列为“重点管理”单位,处罚人民币5000元。"),
        ]
    }

    /// A sentence of a form of this role, its places filled; `beside` the base points, where an item has no points to take
    /// a share of.
    fn one(&mut self, role: Role, points: u32, beside: bool) -> Option<Clause> {
        let fitting: Vec<&Form> =
            forms(self.language).iter().filter(|f| f.role == role && !(beside && of_points(f))).collect();
        let form = **fitting.get(self.chance.below(fitting.len()))?;
        let places = self.places(points);
        let fill = |text: &str| places.iter().fold(text.to_owned(), |t, (place, word)| t.replace(place, word));
        Some(Clause { form: form.name, text: fill(form.text), terms: form.terms.iter().map(|t| fill(t)).collect() })
    }

    fn kind(&mut self) -> &'static str {
        // Now and then two clauses speak of one figure.
        if self.kinds.is_empty() || self.chance.once_in(12) {
            let all = kinds(self.language);
            return all[self.chance.below(all.len())];
        }
        let at = self.chance.below(self.kinds.len());
        self.kinds.swap_remove(at)
    }

    fn places(&mut self, points: u32) -> Vec<(&'static str, String)> {
        let part = |of: u32, chance: &mut Chance| (of * chance.within(1, 10) as u32 / 10).max(1);
        let n = part(points, self.chance);
        let step = *self.chance.of(&[1, 10, 25, 50, 50, 100, 100, 200, 250, 30, 33, 500]);
        let high = *self.chance.of(&["50", "70", "80", "90", "95", "99.5", "100"]);
        let low = *self.chance.of(&["5", "10", "15", "30", "40", "45"]);
        let small = *self.chance.of(&["3", "5", "7", "20", "30"]);
        let large = *self.chance.of(&["50", "60", "200", "365", "10000"]);
        let (a, b) = (self.kind(), self.kind());
        vec![
            ("{a}", a.to_owned()),
            ("{b}", b.to_owned()),
            ("{u}", (points / 100).max(3).to_string()),
            ("{v}", (points / 200).max(2).to_string()),
            ("{w}", (points / 400).max(1).to_string()),
            ("{p}", decimal(points)),
            ("{n}", decimal(n)),
            ("{h}", decimal((points / 2).max(2))),
            ("{q}", decimal((points / 4).max(1))),
            ("{s}", decimal(step)),
            ("{hi}", high.to_owned()),
            ("{lo}", low.to_owned()),
            ("{k}", small.to_owned()),
            ("{l}", large.to_owned()),
        ]
    }

    /// Policies that an item decides for itself.
    fn own_policies(&mut self) -> Vec<(String, String)> {
        if !self.chance.once_in(8) {
            return Vec::new();
        }
        let policies = [
            PolicyName::Steps,
            PolicyName::Percent,
            PolicyName::Bounds,
            PolicyName::Missing,
            PolicyName::NotApplicable,
            PolicyName::Levels,
            PolicyName::BelowZero,
            PolicyName::MultiplyAndCap,
        ];
        let policy = *self.chance.of(&policies);
        vec![(policy.english().to_owned(), self.chance.of(policy.choices()).0.to_owned())]
    }

    /// Items that decide between equals: they are named once they stand.
    fn ties(&mut self, scheme: &mut Scheme) {
        let decided = |(name, _): &(String, String)| PolicyName::from_text(name) == Some(PolicyName::Ties);
        let titles: Vec<String> = {
            let leaves = scheme.walk().into_iter().filter(|s| s.kind == Kind::Base && s.items.is_empty());
            leaves.map(|s| s.title.clone()).collect()
        };
        if scheme.policies.iter().any(decided) || titles.is_empty() || scheme.levels.len() > 1 || self.chance.once_in(2)
        {
            return;
        }
        let first = self.chance.of(&titles).clone();
        let (name, choice) = match self.language {
            Language::Chinese => ("并列", format!("按指定项 {first}")),
            Language::English => ("ties", format!("by-items {first}")),
        };
        scheme.policies.push((name.to_owned(), choice));
    }

    /// Some sentences hold in one of two rounds only.
    fn rounds(&mut self, scheme: &mut Scheme) {
        if !self.chance.once_in(8) {
            return;
        }
        scheme.round = true;
        let default = match self.language {
            Language::Chinese => ("上半年:本项默认为满分。\n全年:", "上半年:"),
            Language::English => ("At half-year: full marks by default.\nAt year-end: ", "At half-year: "),
        };
        let leaves = scheme.sections.iter_mut().filter(|s| s.kind == Kind::Base && s.items.is_empty());
        for section in leaves {
            let whole = self.chance.once_in(2);
            let Some(first) = section.clauses.first_mut().filter(|c| !c.text.starts_with(['|', '街', 'F', '①']))
            else {
                continue;
            };
            first.text = format!("{}{}", if whole { default.0 } else { default.1 }, first.text);
        }
    }
}

/// Whether a form needs the points of its item.
fn of_points(form: &Form) -> bool {
    matches!(form.name, "each share" | "formula lost" | "formula points" | "formula share" | "steps share")
}

impl Section {
    /// The same without anything below it.
    fn bare(self) -> Section {
        Section { clauses: Vec::new(), items: Vec::new(), policies: Vec::new(), ..self }
    }
}
