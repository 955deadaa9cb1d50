//! The help of every command: an example to copy, exit codes, and all of it in Chinese for readers of Chinese.

mod options;

use crate::Cli;
use crate::message::Lang;
use clap::{Arg, ArgAction, Command, CommandFactory};
use std::ffi::OsString;

/// A command, what it does in Chinese, and an example.
struct Entry {
    name: &'static str,
    zh: &'static str,
    example: &'static str,
}

const ENTRIES: &[Entry] = &[
    Entry {
        name: "new",
        zh: "由样例新建一个工作文件夹",
        example: "kaocheng new service-2026\n  kaocheng new mine --example childcare-2026",
    },
    Entry {
        name: "check",
        zh: "列出方案中的每个问题及其位置",
        example: "kaocheng check scheme.md\n  kaocheng check service-2026 --round 全年 --all",
    },
    Entry {
        name: "read",
        zh: "句子是怎样被理解的,每行一个 JSON 对象",
        example: "kaocheng read '每发现1例扣2分,扣完为止。'",
    },
    Entry {
        name: "try",
        zh: "立即给一句话计分",
        example: "kaocheng try --points 30 '到位率达到50%的,计30分;每降低1个百分点,扣2.5分;低于30%的,不计分。' 45.25%",
    },
    Entry {
        name: "fmt",
        zh: "把方案整理成规范格式",
        example: "kaocheng fmt scheme.md\n  kaocheng fmt scheme.md --check",
    },
    Entry {
        name: "draft",
        zh: "由文件或网页起草方案,没读懂的句子逐一标出",
        example: "kaocheng draft notice.html -o drafts",
    },
    Entry { name: "template", zh: "生成填报表", example: "kaocheng template service-2026 -o form.xlsx" },
    Entry {
        name: "import",
        zh: "读入数据:先试读,再写入",
        example: "kaocheng import service-2026 form.xlsx\n  kaocheng import service-2026 form.xlsx --write",
    },
    Entry {
        name: "score",
        zh: "各单位的得分和名次",
        example: "kaocheng score service-2026\n  kaocheng score service-2026 --format csv --out results.csv\n  kaocheng score villages-2026 --out results.parquet\n  kaocheng score villages-2026 --changed corrected.csv --out results.parquet",
    },
    Entry {
        name: "findings",
        zh: "查实事项:哪些计分,其余还缺什么",
        example: "kaocheng findings service-2026\n  kaocheng findings service-2026 --open",
    },
    Entry {
        name: "decide",
        zh: "谁列入哪个名单、为什么:奖励、警示、后果和待决事项",
        example: "kaocheng decide service-2026\n  kaocheng decide service-2026 --format csv --out lists.csv",
    },
    Entry {
        name: "explain",
        zh: "某个问题是什么意思,或某个单位的分怎么来的",
        example: "kaocheng explain sum-mismatch\n  kaocheng explain service-2026 清河镇\n  kaocheng explain service-2026 QH 3\n  kaocheng explain service-2026 QH --rank\n  kaocheng explain service-2026 QH --list 先进单位",
    },
    Entry {
        name: "compare", zh: "逐项列出两个方案的不同之处", example: "kaocheng compare city-2016 city-2016-older"
    },
    Entry {
        name: "draw",
        zh: "抽样:固定抽样框、封存种子、抽取、分组,谁都能复核",
        example: "kaocheng draw service-2026 freeze --stratum 乡镇 --site 村 --size 2 --except 杏山镇=1\n  \
                  kaocheng draw service-2026 commit --seed-file seed.txt\n  \
                  kaocheng draw service-2026 reveal --seed-file seed.txt --public 640213\n  \
                  kaocheng draw service-2026 teams --days 2026-07-26..2026-07-29",
    },
    Entry {
        name: "verify",
        zh: "核对公布的结果,谁都能做",
        example: "kaocheng verify service-2026\n  kaocheng verify seal service-2026 --round 全年\n  kaocheng verify draw service-2026\n  kaocheng verify office --store sqlite:county-office/office/office.db\n  kaocheng verify office backup-2026-12-31 --checkpoint kept.txt",
    },
    Entry {
        name: "seal",
        zh: "封存一轮结果:全部得分及其依据",
        example: "kaocheng seal service-2026 --round 全年\n  kaocheng seal service-2026 --correct '更正一处登记错误'",
    },
    Entry {
        name: "register",
        zh: "责任书、信息交换、考核、整改和现场调查登记:有什么、迟了什么、缺什么",
        example: "kaocheng register service-2026\n  kaocheng register service-2026 exchange --as-of 2026-12-31 --late breaks",
    },
    Entry {
        name: "serve",
        zh: "在浏览器中办理考核:考核办公室",
        example: "kaocheng serve county-office\n  \
                  kaocheng serve county-office --store postgres://kaocheng@db/office --listen 127.0.0.1:8080 --behind-proxy",
    },
    Entry {
        name: "backup",
        zh: "把整个考核办公室备份到一个文件夹,办公照常进行",
        example: "kaocheng backup --store sqlite:county-office/office/office.db --blobs county-office/office/blobs backup-2026-12-31",
    },
    Entry {
        name: "restore",
        zh: "由备份重建考核办公室,放到新的地方",
        example: "kaocheng restore backup-2026-12-31 --store sqlite:new/office/office.db --blobs new/office/blobs",
    },
    Entry {
        name: "rebuild",
        zh: "由账本重新生成考核办公室显示的全部内容",
        example: "kaocheng rebuild --store sqlite:county-office/office/office.db",
    },
    Entry {
        name: "office-load",
        zh: "由标准输入逐行读入动作并逐条确认(供测试)",
        example: "kaocheng office-load --store sqlite:trial.db --blobs blobs --key trial.key",
    },
    Entry { name: "demo", zh: "演示全部样例:检查、计分、解释", example: "kaocheng demo" },
];

/// Steps of commands that have them, in Chinese.
const STEPS: &[(&str, &str, &str)] = &[
    ("draw", "freeze", "列出可抽的点,写出抽样框及其指纹,供公布"),
    ("draw", "commit", "把保密的种子与抽样框绑定,写出承诺值,供公布"),
    ("draw", "reveal", "公开种子,抽取样本"),
    ("draw", "teams", "把抽到的单位分给调查组,排定走访"),
    ("draw", "ties", "用公开的种子给每个单位一个号码,同分时小者在前"),
    ("verify", "draw", "抽样:抽样框、承诺值、号码和样本"),
    ("verify", "office", "考核办公室的账本:链、树和每一份检查点"),
    ("verify", "seal", "封存的一轮:记录、它的依据和每一个得分"),
];

const EXIT_CODES: [&str; 2] = [
    "退出码: 0 正常;1 方案或数据有问题;2 用法不对。",
    "Exit codes: 0 fine, 1 the scheme or the data has problems, 2 usage.",
];

/// The command line with its help in a language.
pub fn command(lang: Lang) -> Command {
    let zh = lang == Lang::Zh;
    let mut command = Cli::command().after_help(EXIT_CODES[usize::from(!zh)]);
    if zh {
        let version = Arg::new("version").short('V').long("version").action(ArgAction::Version).help("显示版本");
        command = command
            .about("考核方案怎么写,就怎么算")
            .disable_version_flag(true)
            .arg(version.help_heading(OPTIONS_HEADING));
    }
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    for name in names {
        let Some(entry) = ENTRIES.iter().find(|e| e.name == name) else { continue };
        let word = if zh { "例" } else { "Example" };
        let after = format!("{word}:\n  {}\n\n{}", entry.example, EXIT_CODES[usize::from(!zh)]);
        command = command.mut_subcommand(&name, |c| {
            let c = c.after_help(after);
            if zh { with_steps(c.about(entry.zh), &name) } else { c }
        });
    }
    if zh { in_chinese(command) } else { command }
}

const OPTIONS_HEADING: &str = "选项";

/// A command and its steps with headings and lines in Chinese. The Chinese lines say themselves what can be chosen and what
/// holds where nothing is chosen.
fn in_chinese(command: Command) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help("显示帮助");
    command
        .mut_args(|arg| {
            let heading = if arg.is_positional() { "参数" } else { OPTIONS_HEADING };
            let line = arg.get_help().and_then(|english| options::chinese(&english.to_string()));
            let valued = arg.get_action().takes_values();
            let arg = arg.help_heading(heading).hide_possible_values(valued).hide_default_value(valued);
            line.into_iter().fold(arg, Arg::help)
        })
        .disable_help_flag(true)
        .arg(help.help_heading(OPTIONS_HEADING))
        .subcommand_help_heading("命令")
        .help_template("{about-with-newline}\n用法: {usage}\n\n{all-args}{after-help}")
        .mut_subcommands(in_chinese)
}

/// The steps of a command, in Chinese.
fn with_steps(command: Command, name: &str) -> Command {
    let own = STEPS.iter().filter(|(of, ..)| *of == name);
    own.fold(command, |c, (_, step, zh)| c.mut_subcommand(step, |s| s.about(*zh)))
}

/// The language that the arguments ask for, before they are parsed, since help is part of parsing; else that of the
/// locale.
pub fn language_asked(args: impl Iterator<Item = OsString>) -> Lang {
    let args: Vec<String> = args.map(|a| a.to_string_lossy().into_owned()).collect();
    let inline = args.iter().find_map(|a| a.strip_prefix("--lang=").map(str::to_owned));
    let apart = || args.iter().position(|a| a == "--lang").and_then(|at| args.get(at + 1).cloned());
    match inline.or_else(apart).as_deref() {
        Some("zh") => Lang::Zh,
        Some("en") => Lang::En,
        _ => Lang::of_locale(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_an_example_and_a_chinese_line() {
        for name in Cli::command().get_subcommands().map(Command::get_name) {
            assert!(ENTRIES.iter().any(|e| e.name == name), "{name}");
        }
        for command in Cli::command().get_subcommands() {
            for step in command.get_subcommands().map(Command::get_name) {
                assert!(STEPS.iter().any(|(c, s, _)| (*c, *s) == (command.get_name(), step)), "{step}");
            }
        }
        command(Lang::Zh).debug_assert();
    }

    /// The English line of every option and argument, with the values to choose from.
    fn lines(command: &Command) -> Vec<(String, Vec<String>)> {
        let line = |arg: &Arg| {
            let chosen = arg.get_action().takes_values();
            let values = arg.get_possible_values().into_iter().filter(|_| chosen);
            let values = values.map(|v| v.get_name().to_owned()).collect();
            (arg.get_help().map(ToString::to_string).unwrap_or_default(), values)
        };
        command.get_arguments().map(line).chain(command.get_subcommands().flat_map(lines)).collect()
    }

    #[test]
    fn every_option_has_a_chinese_line_that_names_its_values() {
        let lines = lines(&Cli::command());
        for (english, values) in &lines {
            let chinese = options::chinese(english).unwrap_or_else(|| panic!("no Chinese for: {english}"));
            // Clap's own list of values is hidden, since it is in English.
            assert!(values.iter().all(|v| chinese.contains(v)), "{chinese} names not all of {values:?}");
        }
        for (english, _) in options::OPTIONS {
            assert!(lines.iter().any(|(line, _)| line == english), "no option says: {english}");
        }
        let shown = command(Lang::Zh).render_long_help().to_string();
        assert!(shown.contains("显示帮助") && !shown.contains("Print"), "{shown}");
    }

    #[test]
    fn examples_parse() {
        for entry in ENTRIES {
            for line in entry.example.lines() {
                // A quoted sentence is one word.
                let words: Vec<String> = line
                    .trim()
                    .split('\'')
                    .enumerate()
                    .flat_map(|(i, part)| match i % 2 {
                        0 => part.split_whitespace().map(str::to_owned).collect(),
                        _ => vec![part.to_owned()],
                    })
                    .collect();
                let parsed = command(Lang::En).try_get_matches_from(&words);
                assert!(parsed.is_ok(), "{line}: {}", parsed.err().map(|e| e.to_string()).unwrap_or_default());
            }
        }
    }

    #[test]
    fn the_language_is_taken_from_the_arguments() {
        let asked = |args: &[&str]| language_asked(args.iter().map(OsString::from));
        assert_eq!(asked(&["kaocheng", "--lang", "zh"]), Lang::Zh);
        assert_eq!(asked(&["kaocheng", "check", "--lang=en"]), Lang::En);
    }
}
