//! A table of lists → provisions: its columns are the list, who is on it, how many, how much, and what follows.

use super::group::empty;
use super::number;
use super::rule::{Consequence, List, Pick, Provision, ProvisionRule};
use super::surface::{self, Surface};
use super::text::Text;
use crate::clause::Language;
use crate::diagnostic::Diagnostic;
use crate::document::SectionKind;
use crate::span::Span;

/// A column of a table of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Name,
    Who,
    Count,
    Amount,
    Follows,
}

const WORDS: [(Column, &[&str]); 5] = [
    (
        Column::Name,
        &["名单", "奖项", "等次", "称号", "名单名称", "奖励名称", "奖励等次", "list", "award", "title", "prize"],
    ),
    (
        Column::Who,
        &["对象", "范围", "条件", "产生办法", "入选条件", "情形", "奖励对象", "who", "units", "criteria", "condition"],
    ),
    (Column::Count, &["名额", "数量", "个数", "奖励名额", "how many", "number", "places", "count"]),
    (Column::Amount, &["奖金", "金额", "奖励标准", "奖励金额", "奖金标准", "amount", "money", "prize money"]),
    (
        Column::Follows,
        &["结果", "处理", "后果", "措施", "处理措施", "奖惩措施", "consequence", "consequences", "what follows"],
    ),
];

/// A cell: its text, and where it stands.
pub(crate) type Cell = (String, Span);

/// What the rows of a table say, or `None` if its columns are not those of lists. Places are relative to each cell's own:
/// every span is that of the row or of a cell.
pub(crate) fn table(
    header: &[String],
    rows: &[(Span, Vec<Cell>)],
    language: Language,
) -> Option<(Vec<Provision>, Vec<Diagnostic>)> {
    let columns: Vec<Option<Column>> = header.iter().map(|h| column(h)).collect();
    let named = columns.first().copied().flatten() == Some(Column::Name) || columns.contains(&Some(Column::Name));
    if !named || columns.iter().flatten().count() < 2 {
        return None;
    }
    let reader = Reader { surface: surface::of(language), language };
    let mut provisions = Vec::new();
    let mut diagnostics = Vec::new();
    for (span, cells) in rows {
        let cell = |wanted| columns.iter().zip(cells).find(|(c, _)| **c == Some(wanted)).map(|(_, cell)| cell);
        match reader.row(&cell) {
            Ok(Some(list)) => provisions.push(Provision { rule: ProvisionRule::List(list), span: *span }),
            Ok(None) => {}
            Err((words, at)) => diagnostics.push(
                Diagnostic::error("provision-not-read", at)
                    .with("understood", "")
                    .with("left", words)
                    .with("nearest", (reader.surface.example)(SectionKind::Awards)),
            ),
        }
    }
    Some((provisions, diagnostics))
}

fn column(header: &str) -> Option<Column> {
    let word: String = header.trim().to_lowercase();
    let word = word.split(['(', '(']).next().unwrap_or("").trim().to_owned();
    WORDS.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(column, _)| *column)
}

struct Reader {
    surface: &'static Surface,
    language: Language,
}

impl Reader {
    fn row<'a>(&self, cell: &dyn Fn(Column) -> Option<&'a Cell>) -> Result<Option<List>, Cell> {
        let filled = |column| cell(column).filter(|(text, _)| !matches!(text.trim(), "" | "-" | "—" | "/"));
        let Some((name, _)) = filled(Column::Name) else { return Ok(None) };
        let text = Text::new(name, self.language);
        let words = text.str((0, text.len()));
        let mut list = empty((self.surface.list_name)(&words).unwrap_or(words));
        if let Some((words, at)) = filled(Column::Who) {
            let text = Text::new(words, self.language);
            let picks = (self.surface.subject)(&text, (0, text.len())).ok_or((words.clone(), *at))?;
            list.picks = picks.into_iter().map(|p| placed(p, *at)).collect();
        }
        if let Some((words, at)) = filled(Column::Count) {
            let text = Text::new(words, self.language);
            let (_, count) = number::whole(&text, 0, text.len()).ok_or((words.clone(), *at))?;
            if list.picks.is_empty() {
                list.picks.push(Pick::Chosen { count });
            } else {
                list.declared = Some(count);
            }
        }
        for column in [Column::Amount, Column::Follows] {
            let Some((words, at)) = filled(column) else { continue };
            list.consequences.extend(self.follows(column, words).ok_or((words.clone(), *at))?);
        }
        Ok(Some(list))
    }

    /// What an amount, or a cell of consequences, says follows.
    fn follows(&self, column: Column, words: &str) -> Option<Vec<Consequence>> {
        let verb = match (column, self.language) {
            (Column::Amount, Language::Chinese) => "奖励",
            (Column::Amount, Language::English) => "awarded ",
            _ => "",
        };
        let text = Text::new(&format!("{verb}{words}"), self.language);
        let marks: &[char] = if self.language == Language::Chinese { &[',', ';', '、'] } else { &[',', ';'] };
        text.split((0, text.len()), marks).into_iter().map(|part| (self.surface.consequence)(&text, part)).collect()
    }
}

/// An event in a cell stands where the cell stands.
fn placed(pick: Pick, at: Span) -> Pick {
    match pick {
        Pick::Event(mut fact) => {
            fact.span = at;
            Pick::Event(fact)
        }
        other => other,
    }
}
