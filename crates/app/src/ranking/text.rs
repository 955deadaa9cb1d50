//! The ranking as a table: rank, unit, total with a bar, and the points of the top items, as wide as the screen allows.

use super::{Ranking, notes};
use crate::columns::{bar, cut, left, right, two_lines, two_places, width};
use crate::message::Lang;
use crate::phrase;
use kaocheng_compile::plan::ItemKind;
use kaocheng_engine::table::Value;
use kaocheng_syntax::exact::{Exact, show, whole};
use num_traits::Signed;

/// A name of a unit is cut beyond this many columns.
const NAME: usize = 24;
/// Width of the bar and of an item's title, from the widest that is worth having to the narrowest.
const WIDTHS: [(u32, usize); 5] = [(20, 14), (14, 12), (10, 12), (8, 10), (6, 8)];

/// The whole text: title, table, notes.
pub fn text(ranking: &Ranking, lang: Lang, columns: usize) -> String {
    let mut lines = title(ranking, lang);
    lines.push(String::new());
    lines.extend(Layout::new(ranking, lang, columns).lines(ranking, lang));
    let notes = notes::notes(ranking, lang);
    if !notes.is_empty() {
        lines.push(String::new());
        lines.extend(notes);
    }
    lines.join("\n")
}

fn title(ranking: &Ranking, lang: Lang) -> Vec<String> {
    let plan = ranking.plan;
    let round = plan.head.round.as_ref().map_or(String::new(), |r| format!(" · {r}"));
    let level = plan.head.level.as_deref().unwrap_or(phrase::UNITS.plain(lang));
    // Chinese words follow their measure word at once, Latin ones after a blank.
    let level = if lang == Lang::Zh && level.is_ascii() { format!(" {level}") } else { level.to_owned() };
    let leaves = (0..plan.items.len()).filter(|i| plan.children(*i).next().is_none());
    let scored = leaves.filter(|i| plan.items[*i].kind == ItemKind::Base && plan.items[*i].points.is_some()).count();
    let headline = phrase::HEADLINE.with(
        lang,
        &[
            ("units", &ranking.results.assessed.len()),
            ("level", &level),
            ("items", &scored),
            ("points", &show(&ranking.most)),
        ],
    );
    let name = if plan.head.title.is_empty() { &plan.head.code } else { &plan.head.title };
    let mut lines = vec![format!("{name}{round}"), headline];
    if plan.head.partial {
        lines.push(phrase::PARTIAL.plain(lang).to_owned());
    }
    lines
}

/// What fits on the screen.
struct Layout {
    rank: usize,
    name: usize,
    total: usize,
    bar: u32,
    /// Item and width of every column.
    items: Vec<(usize, usize)>,
    /// Columns that did not fit.
    left_out: usize,
    /// What the longest bar stands for.
    longest: Exact,
}

impl Layout {
    fn new(ranking: &Ranking, lang: Lang, columns: usize) -> Layout {
        let names = ranking.results.assessed.iter().map(|u| width(&name(ranking, *u)));
        let name = names.max().unwrap_or(0).max(width(phrase::UNIT.plain(lang)));
        let totals = ranking.results.assessed.iter().filter_map(|u| ranking.total(*u));
        let total =
            totals.clone().map(|v| two_places(v).len()).max().unwrap_or(0).max(width(phrase::TOTAL.plain(lang)));
        let longest = totals.max().cloned().unwrap_or_else(|| whole(0)).max(ranking.most.clone());
        let rank = width(phrase::RANK.plain(lang)).max(4);
        let all = ranking.columns();
        let mut best = Layout { rank, name, total, bar: 0, items: Vec::new(), left_out: 0, longest };
        for (bar, title) in WIDTHS {
            best.bar = bar;
            best.items = all.iter().map(|i| (*i, item_width(ranking, *i, title))).collect();
            if best.used() <= columns {
                return best;
            }
        }
        while best.used() > columns && !best.items.is_empty() {
            best.items.pop();
            best.left_out += 1;
        }
        best
    }

    fn used(&self) -> usize {
        let items: usize = self.items.iter().map(|(_, w)| w + 2).sum();
        self.rank + 1 + self.name + 2 + self.total + 1 + self.bar as usize + items
    }

    fn lines(&self, ranking: &Ranking, lang: Lang) -> Vec<String> {
        let mut lines = self.header(ranking, lang);
        lines.extend(ranking.results.in_order().into_iter().map(|unit| self.row(ranking, unit)));
        if self.left_out > 0 {
            lines.push(phrase::COLUMNS_LEFT_OUT.with(lang, &[("count", &self.left_out)]));
        }
        lines
    }

    /// Titles on one line or two, and below them the points of each item.
    fn header(&self, ranking: &Ranking, lang: Lang) -> Vec<String> {
        let bar = " ".repeat(self.bar as usize);
        let start = |rank: &str, name: &str, total: &str| {
            format!("{} {}  {} {bar}", right(rank, self.rank), left(name, self.name), right(total, self.total))
        };
        let words = [phrase::RANK, phrase::UNIT, phrase::TOTAL].map(|p| p.plain(lang));
        let mut lines = [start("", "", ""), start(words[0], words[1], words[2]), start("", "", &show(&ranking.most))];
        for (item, columns) in &self.items {
            let entry = &ranking.plan.items[*item];
            let points = entry.points.as_ref().map_or(String::new(), |p| points_of(p, entry.kind));
            let mark = if holds_default(ranking, *item) { "°" } else { "" };
            let [first, second] = two_lines(&entry.title, *columns);
            for (line, cell) in lines.iter_mut().zip([first, second, format!("{points}{mark}")]) {
                line.push_str(&format!("  {}", right(&cell, *columns)));
            }
        }
        let mut lines: Vec<String> = lines.iter().map(|l| l.trim_end().to_owned()).filter(|l| !l.is_empty()).collect();
        lines.push("─".repeat(self.used()));
        lines
    }

    fn row(&self, ranking: &Ranking, unit: usize) -> String {
        let tie = if ranking.tied(unit) { "=" } else { " " };
        let rank = ranking.rank(unit).map_or_else(|| "–".to_owned(), |r| r.to_string());
        let total = ranking.total(unit);
        let shown = total.map_or_else(|| "–".to_owned(), two_places);
        let bar = total.map_or_else(String::new, |t| bar(t, &self.longest, self.bar));
        let mut line = format!(
            "{} {}  {} {}",
            right(&format!("{rank}{tie}"), self.rank),
            left(&name(ranking, unit), self.name),
            right(&shown, self.total),
            left(&bar, self.bar as usize)
        );
        for (item, columns) in &self.items {
            line.push_str(&format!("  {}", right(&points(ranking.results.item(ranking.plan, *item, unit)), *columns)));
        }
        line.trim_end().to_owned()
    }
}

/// The name with the marks of what is noted below the table.
fn name(ranking: &Ranking, unit: usize) -> String {
    let row = &ranking.table.units().all()[unit];
    let name = if row.name.is_empty() { &row.code } else { &row.name };
    let missing = if ranking.missing(unit).is_empty() { "" } else { "*" };
    let veto = if ranking.results.vetoes(ranking.plan, unit).is_empty() { "" } else { "†" };
    let stand_in = if ranking.results.substituted(ranking.plan, unit).is_empty() { "" } else { "‡" };
    let marks = format!("{missing}{veto}{stand_in}");
    let marks = if marks.is_empty() { marks } else { format!(" {marks}") };
    format!("{}{marks}", cut(name, NAME))
}

fn points(value: &Value) -> String {
    match value {
        Value::Number(v) => two_places(v),
        Value::Word(w) => w.clone(),
        _ => "–".to_owned(),
    }
}

fn points_of(points: &Exact, kind: ItemKind) -> String {
    match kind {
        ItemKind::Base => show(points),
        ItemKind::Bonus => format!("≤ {}", show(points)),
        ItemKind::Deduction => format!("≥ −{}", show(&points.abs())),
    }
}

fn item_width(ranking: &Ranking, item: usize, title: usize) -> usize {
    let entry = &ranking.plan.items[item];
    let values = ranking.results.assessed.iter();
    let widest = values.map(|u| width(&points(ranking.results.item(ranking.plan, item, *u)))).max().unwrap_or(0);
    let head = entry.points.as_ref().map_or(0, |p| width(&points_of(p, entry.kind)) + 1);
    widest.max(head).max(width(&entry.title).min(title))
}

/// Whether points under an item are given by default.
fn holds_default(ranking: &Ranking, item: usize) -> bool {
    ranking.defaults().any(|mut at| {
        loop {
            match (at == item, ranking.plan.items[at].parent) {
                (true, _) => return true,
                (false, Some(parent)) => at = parent,
                (false, None) => return false,
            }
        }
    })
}
