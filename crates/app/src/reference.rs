//! `docs/commands.md`: the reference of all commands, made from the command line itself.

use crate::help;
use crate::message::Lang;
use clap::Command;
use std::fmt::Write as _;
use std::path::Path;

/// The page.
fn page() -> String {
    let mut english = help::command(Lang::En).term_width(100);
    english.build();
    let mut chinese = help::command(Lang::Zh).term_width(100);
    chinese.build();
    let about = |c: &Command| c.get_about().map(ToString::to_string).unwrap_or_default();
    let mut text = String::from("# Commands\n\n");
    text.push_str(
        "This page is made from the program itself; a test keeps it true (`UPDATE=1 cargo test` rewrites it).\n\n",
    );
    text.push_str("| Command | | |\n|---|---|---|\n");
    for command in english.get_subcommands() {
        let name = command.get_name();
        let zh = chinese.find_subcommand(name).map(about).unwrap_or_default();
        let _ = writeln!(text, "| [`{name}`](#{name}) | {} | {zh} |", about(command));
    }
    block(&mut text, &mut [&mut english, &mut chinese]);
    for command in english.get_subcommands_mut() {
        let name = command.get_name().to_owned();
        let Some(other) = chinese.find_subcommand_mut(&name) else { continue };
        let _ = write!(text, "\n## {name}\n");
        block(&mut text, &mut [&mut *command, &mut *other]);
        for step in command.get_subcommands_mut().filter(|s| s.get_name() != "help") {
            let own = step.get_name().to_owned();
            let Some(other) = other.find_subcommand_mut(&own) else { continue };
            let _ = write!(text, "\n### {name} {own}\n");
            block(&mut text, &mut [step, other]);
        }
    }
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n") + "\n"
}

/// The help of a command in each language.
fn block(text: &mut String, commands: &mut [&mut Command]) {
    for command in commands {
        let _ = write!(text, "\n```\n{}\n```\n", command.render_help().to_string().trim_end());
    }
}

#[test]
fn the_reference_is_what_the_program_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/commands.md");
    let page = page();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &page).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == page, "docs/commands.md is out of date: UPDATE=1 cargo test -p kaocheng-app");
}
