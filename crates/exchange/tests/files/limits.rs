//! Files that are too much are refused with one message, and broken ones never end the program.

use crate::support::*;
use kaocheng_exchange::workbook::{Limits, read_workbook};

#[test]
fn stray_rows_and_columns_are_refused_with_one_message() {
    let text = format!("单位,staff\n{}", "x,1\n".repeat(100_000));
    assert_eq!(told(&read_text(&text).problems), ["too-many-rows limit=10000"]);
    let bytes = workbook(|sheet| {
        rows(sheet, &[&["单位", "staff"]]);
        for row in 1..10_050 {
            sheet.write(row, 0, "x").unwrap();
        }
    });
    assert_eq!(told(&read("f.xlsx", &bytes).problems), ["乡镇 too-many-rows limit=10000"]);
    let bytes = workbook(|sheet| {
        sheet.write(0, 16_383, "x").unwrap();
    });
    assert_eq!(told(&read("f.xlsx", &bytes).problems), ["乡镇 too-many-columns limit=256"]);
    let text = format!("单位,staff\nA01{}\n", ",1".repeat(16_383));
    assert_eq!(told(&read_text(&text).problems), ["2 too-many-columns limit=256"]);
}

#[test]
fn formatted_cells_without_content_are_no_content() {
    let grey = rust_xlsxwriter::Format::new().set_background_color(0xDD_DDDD);
    let bytes = workbook(|sheet| {
        rows(sheet, &[&["单位", "staff"], &["A01", "3"]]);
        for row in 2..30_000 {
            sheet.write_blank(row, 0, &grey).unwrap();
        }
        sheet.write_blank(1, 16_383, &grey).unwrap();
    });
    let imported = read("f.xlsx", &bytes);
    assert_eq!(told(&imported.problems), Vec::<String>::new());
    assert_eq!(imported.counts.rows, 1);
}

#[test]
fn bombs_are_refused_before_they_unpack() {
    let limits = Limits { unpacked: 1 << 20, ..Limits::default() };
    let small = workbook(|sheet| rows(sheet, &[&["单位", "staff"]]));
    for name in ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml", "_rels/.rels"]
    {
        let bomb = edited(&small, name, |text| text + &" ".repeat(4 << 20));
        let told_of = |bytes: &[u8]| match read_workbook("f.xlsx", bytes, &limits) {
            Err(problem) => problem.code(),
            Ok(_) => "read",
        };
        assert!(bomb.len() < 100_000, "it packs small");
        assert_eq!(told_of(&bomb), "workbook-unpacks-too-large", "{name}");
        // The same with a directory that says the part is tiny.
        let size = u32::try_from(part(&bomb, name).len()).unwrap().to_le_bytes();
        let mut lying = bomb.clone();
        let places: Vec<usize> = (0..lying.len() - 4).filter(|at| lying[*at..at + 4] == size).collect();
        assert!(!places.is_empty());
        for at in places {
            lying[at..at + 4].copy_from_slice(&1000u32.to_le_bytes());
        }
        assert!(["workbook-unpacks-too-large", "broken-workbook"].contains(&told_of(&lying)), "{name}");
    }
    // Media and other parts that are not read may be as large as they like.
    let mut parts = parts(&small);
    parts.push(("xl/media/image1.png".into(), vec![0; 4 << 20]));
    assert!(read_workbook("f.xlsx", &pack(&parts), &limits).is_ok());
}

#[test]
fn too_many_parts_strings_and_long_texts_are_refused() {
    let small = workbook(|sheet| rows(sheet, &[&["单位", "staff"]]));
    let code = |bytes: &[u8], limits: &Limits| match read_workbook("f.xlsx", bytes, limits) {
        Err(problem) => problem.code(),
        Ok(_) => "read",
    };
    let mut many = parts(&small);
    many.extend((0..5000).map(|n| (format!("x/{n}"), Vec::new())));
    assert_eq!(code(&pack(&many), &Limits::default()), "too-many-parts");
    let strings = edited(&small, "xl/sharedStrings.xml", |text| {
        text.replace("</sst>", &format!("{}</sst>", "<si/>".repeat(2000)))
    });
    assert_eq!(code(&strings, &Limits { cells: 1000, ..Limits::default() }), "too-many-cells");
    let long = edited(&small, "xl/sharedStrings.xml", |text| text.replace("单位", &"长".repeat(50_000)));
    assert_eq!(code(&long, &Limits::default()), "text-too-long");
    assert_eq!(code(&small, &Limits { bytes: 100, ..Limits::default() }), "file-too-large");
}

#[test]
fn entities_are_not_expanded() {
    let small = workbook(|sheet| rows(sheet, &[&["单位", "staff"]]));
    let laughing = edited(&small, "xl/sharedStrings.xml", |text| {
        let bomb = "<!DOCTYPE sst [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><sst";
        text.replace("<sst", bomb).replace("单位", "单&b;位&amp;&#x4f4d;")
    });
    let book = read_workbook("f.xlsx", &laughing, &Limits::default()).unwrap();
    assert_eq!(book.sheets[0].rows[0].text(1), "单位&位");
}

/// Every workbook that this makes from a good one is read or refused.
#[test]
fn damaged_workbooks_never_end_the_program() {
    let good = workbook(|sheet| {
        rows(sheet, &[&["单位", "staff", "funding"], &["A01", "3", "5%"], &["A02", "是", "x"]]);
        sheet.write(1, 1, 45.25).unwrap();
        sheet.merge_range(4, 0, 5, 1, "合并", &rust_xlsxwriter::Format::new()).unwrap();
    });
    let mut seed = 20_160_705u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    let mut read_whole = 0;
    for _ in 0..400 {
        let mut bytes = good.clone();
        for _ in 0..=next(6) {
            let at = next(bytes.len());
            bytes[at] = u8::try_from(next(256)).unwrap();
        }
        bytes.truncate(bytes.len() - next(3) * next(400));
        read_whole += usize::from(!read("f.xlsx", &bytes).changes.is_empty());
    }
    // Damage inside the parts, where no checksum catches it.
    for round in 0..600 {
        let mut parts = parts(&good);
        let chosen = next(parts.len());
        let content = &mut parts[chosen].1;
        for _ in 0..=next(4) {
            let at = next(content.len());
            match round % 3 {
                0 => content[at] = b"<>/\"=&;0A \xff"[next(11)],
                1 => drop(content.drain(at..(at + next(40)).min(content.len()))),
                _ => {
                    let piece: Vec<u8> = content[at..(at + next(60)).min(content.len())].to_vec();
                    let to = next(content.len());
                    content.splice(to..to, piece);
                }
            }
            if content.is_empty() {
                content.push(b' ');
            }
        }
        let bytes = pack(&parts);
        read_whole += usize::from(!read("f.xlsx", &bytes).changes.is_empty());
        let _ = kaocheng_exchange::mark::mark_problems(&bytes, &[], kaocheng_syntax::clause::Language::English);
    }
    assert!(read_whole > 50, "some damage does no harm: {read_whole}");
}
