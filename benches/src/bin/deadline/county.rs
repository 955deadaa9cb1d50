//! Who is in the office that is measured: villages under a hundred townships under thirty counties, a clerk a village and a
//! signing leader a township, or as many of each as fit a smaller number of villages.

use super::browser::Fault;
use kaocheng_bench::items::{Form, Items};
use kaocheng_bench::measures::Measures;
use kaocheng_bench::random::Seed;
use std::fmt::Write as _;

/// What everybody chooses as their password.
pub const PASSWORD: &str = "qingshan-lvshui-2026";
/// The round.
pub const ROUND: &str = "2026";
/// The administrators, the office and the auditor: sign-in name, role.
pub const STAFF: [(&str, &str); 5] = [
    ("xitong", "system-admin"),
    ("anquan", "security-admin"),
    ("jiandu", "audit-admin"),
    ("kaohe", "office"),
    ("shenji", "auditor"),
];

/// The units, their people and their figures.
pub struct County {
    /// How many villages.
    pub villages: usize,
    townships: usize,
    counties: usize,
    items: Items,
    measures: Measures,
}

impl County {
    /// With so many villages.
    pub fn new(villages: usize) -> Result<County, Fault> {
        let items = Items::read().ok_or("workload-s/items.json is broken")?;
        let measures = Measures::new(&items, Seed(1));
        let townships = (villages / 30).clamp(1, 100);
        Ok(County { villages, townships, counties: (townships * 3).div_ceil(10), items, measures })
    }

    /// A village's code.
    pub fn village(&self, at: usize) -> String {
        format!("V{at:05}")
    }

    /// The township of a village.
    pub fn township_of(&self, village: usize) -> usize {
        village % self.townships
    }

    /// The sign-in name of a village's clerk.
    pub fn clerk(&self, village: usize) -> String {
        format!("clerk{village:05}")
    }

    /// The sign-in name of a township's leader.
    pub fn leader(&self, township: usize) -> String {
        format!("leader{township:03}")
    }

    /// The sign-in names of all leaders.
    pub fn leaders(&self) -> impl Iterator<Item = String> + '_ {
        (0..self.townships).map(|at| self.leader(at))
    }

    /// The list of units.
    pub fn units(&self) -> String {
        let mut rows = String::from("code,name,level,parent,class\nP,河源市,市,,\n");
        // Writing to a string does not fail.
        for at in 0..self.counties {
            let _ = writeln!(rows, "C{at:02},第{at}县,县,P,");
        }
        for at in 0..self.townships {
            let _ = writeln!(rows, "T{at:03},第{at}乡,乡镇,C{:02},", at % self.counties);
        }
        for at in 0..self.villages {
            let _ = writeln!(rows, "V{at:05},第{at}村,村,T{:03},", self.township_of(at));
        }
        rows
    }

    /// The scheme of workload S, with all of its seventy measures reported by the villages: what else would come in as
    /// findings, bonuses and deductions, is theirs to count.
    pub fn scheme(&self) -> String {
        let mut text = String::new();
        for line in include_str!("../../../workload-s/scheme.md").lines() {
            let cell = match line {
                _ if line.starts_with("| 指标 |") => " 提供单位 |",
                _ if line.starts_with("|---|") => "---|",
                _ if line.starts_with("| ") && line.contains(" | m") => " 村民委员会 |",
                _ if line.starts_with("| ") => "  |",
                _ => "",
            };
            text.push_str(line);
            text.push_str(cell);
            text.push('\n');
        }
        text
    }

    /// The list of people with their seats.
    pub fn people(&self) -> String {
        let mut rows = String::from("login,name,role,unit\n");
        for (login, role) in STAFF.iter().skip(3) {
            let _ = writeln!(rows, "{login},{login},{role},");
        }
        for at in 0..self.townships {
            let _ = writeln!(rows, "{},乡长{at},signing-leader,T{at:03}", self.leader(at));
        }
        for at in 0..self.villages {
            let _ = writeln!(rows, "{},文书{at},reporter,V{at:05}", self.clerk(at));
        }
        rows
    }

    /// The figures of a village as its clerk types them, by measure.
    pub fn figures(&self, village: usize) -> Vec<(String, String)> {
        let row = village as u64 + 1;
        let typed = |(at, column): (usize, &kaocheng_bench::items::Column)| {
            let value = self.measures.told(at, row);
            let typed = match column.form {
                Form::Truth => if value == 0 { "否" } else { "是" }.to_owned(),
                Form::Whole => value.to_string(),
                Form::Hundredths => {
                    let sign = if value < 0 { "-" } else { "" };
                    format!("{sign}{}.{:02}", value.unsigned_abs() / 100, value.unsigned_abs() % 100)
                }
            };
            (column.id.clone(), typed)
        };
        self.items.columns.iter().enumerate().map(typed).collect()
    }

    /// A file that shows something: a megabyte that is no other village's.
    pub fn evidence(&self, village: usize) -> Vec<u8> {
        let mut bytes = b"%PDF-1.7\n".to_vec();
        let mut state = village as u64 + 1;
        while bytes.len() < 1 << 20 {
            // xorshift: bytes that no storage makes smaller.
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            bytes.extend_from_slice(&state.to_le_bytes());
        }
        bytes
    }
}
