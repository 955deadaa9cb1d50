//! A list of people out of a workbook or CSV: sign-in name, name, and the seats that go with it. The same list serves both
//! administrations; each takes from it what is its own.

use super::seats::seat;
use crate::message::{Lang, problem_words};
use kaocheng_exchange::workbook::{Limits, Row, Sheet, read_file};
use kaocheng_office::role::{Role, Seat};

/// A row of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The row in the file.
    pub row: u32,
    /// Sign-in name.
    pub login: String,
    /// Name.
    pub name: String,
    /// The role's word, as it was written.
    pub role: String,
    /// The unit's code or the department.
    pub of: String,
}

impl Entry {
    /// The seat that the row asks for; `None`: it names a role that there is not.
    pub fn seat(&self) -> Option<Seat> {
        Role::of_word(&self.role).map(|role| seat(role, &self.of))
    }
}

/// The headers of each column.
const COLUMNS: [&[&str]; 5] = [
    &["登录名", "账号", "login", "sign-in name"],
    &["姓名", "name"],
    &["岗位", "角色", "role", "seat"],
    &["单位编码", "单位", "unit"],
    &["部门", "department", "provider"],
];

/// Reads the list; `Err`: why nothing of it can be used.
pub fn read(file: &str, bytes: &[u8], t: Lang) -> Result<Vec<Entry>, String> {
    let book = read_file(file, bytes, &Limits::for_units()).map_err(|problem| problem_words(&problem, t))?;
    let sheets = book.sheets.iter().filter(|sheet| sheet.visible);
    let Some((sheet, head, at)) = sheets.filter_map(|s| head(s).map(|(row, at)| (s, row, at))).next() else {
        let words = t.pick(
            "没有找到表头。第一行须有“登录名”，还可以有“姓名”“岗位”“单位编码”“部门”。",
            "There is no header row. It needs “login”, and may have “name”, “role”, “unit” and “department”.",
        );
        return Err(words.to_owned());
    };
    let text = |row: &Row, column: usize| at[column].map(|c| row.text(c).trim().to_owned()).unwrap_or_default();
    let entry = |row: &Row| {
        let of = Some(text(row, 3)).filter(|unit| !unit.is_empty()).unwrap_or_else(|| text(row, 4));
        Entry { row: row.number, login: text(row, 0), name: text(row, 1), role: text(row, 2), of }
    };
    let rows = sheet.rows.iter().filter(|row| row.number > head).map(entry);
    Ok(rows.filter(|entry| !entry.login.is_empty() || !entry.name.is_empty()).collect())
}

/// The header row, and where each column stands.
fn head(sheet: &Sheet) -> Option<(u32, [Option<u32>; 5])> {
    let places = |row: &Row| {
        COLUMNS.map(|words| {
            let is_it = |text: String| words.contains(&text.trim().to_lowercase().as_str());
            row.cells.iter().find(|(_, cell)| is_it(cell.shown())).map(|(column, _)| *column)
        })
    };
    sheet.rows.iter().take(20).map(|row| (row.number, places(row))).find(|(_, at)| at[0].is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_and_either_binding() {
        let text = "姓名,登录名,岗位,单位编码,部门\n王芳,wangfang,填报人,QH,\n李强,liqiang,provider,,县财政局\n";
        let entries = read("people.csv", text.as_bytes(), Lang::Zh).unwrap();
        assert_eq!(entries.len(), 2);
        assert_eq!(entries[0].seat(), Some(Seat::in_unit(Role::Reporter, "QH")));
        assert_eq!(entries[1].seat().unwrap().provider.as_deref(), Some("县财政局"));
        assert_eq!(entries[1].row, 3);
    }

    #[test]
    fn a_file_without_the_column_says_so() {
        assert!(read("people.csv", "a,b\n1,2\n".as_bytes(), Lang::En).unwrap_err().contains("login"));
        assert!(read("people.xlsx", b"nonsense", Lang::En).is_err());
    }
}
