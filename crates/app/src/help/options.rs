//! What every option and argument means, in Chinese, by its English line: one line has one translation wherever it stands,
//! and changing the English asks for the Chinese anew.

/// English and Chinese. Values to choose from stand in the Chinese with what they mean; the marks of value and default stay.
pub const OPTIONS: &[(&str, &str)] = &[
    // Of every command.
    ("Language of messages: zh or en; else the locale", "消息的语言:zh 中文,en 英文;不写则随系统"),
    (
        "Output for people, for programs, or (score, decide) for spreadsheets",
        "输出格式:text 给人看(默认),json 给程序读,csv 给表格软件用(限 score、decide)",
    ),
    ("The working folder", "工作文件夹"),
    ("The scheme's file, or the working folder that holds it", "方案文件,或方案所在的工作文件夹"),
    ("The round; else the scheme's first", "考核轮次;不写则为方案的第一轮"),
    ("The level of unit; else all that the scheme assesses", "考核对象的层级;不写则为方案考核的各级"),
    ("Write to this file instead of the terminal", "写入这个文件,不显示在屏幕上"),
    // serve
    (
        "The folder that holds the office; made if it is not there",
        "考核办公室所在的文件夹;没有就新建,不写则为当前文件夹",
    ),
    ("The database; else a file in DIR/office", "数据库;不写则为 DIR/office 中的文件"),
    (
        "Where files are kept: a folder or s3://BUCKET/PREFIX; else a folder in DIR/office",
        "文件存放处:文件夹,或 s3://BUCKET/PREFIX;不写则为 DIR/office 中的文件夹",
    ),
    ("Where to listen", "监听地址;不写则为 127.0.0.1:8080"),
    (
        "A proxy in front ends TLS and says in X-Forwarded-For where requests come from",
        "前面有终结 TLS 的代理,由它在 X-Forwarded-For 中写明请求来自何处",
    ),
    (
        "How many requests a second a person or a program may send in the long run; an address may send three times as many",
        "一个人或一个程序平均每秒最多发多少次请求,默认 10;同一地址可发三倍",
    ),
    (
        "A program that looks for viruses, with its arguments: called with the path of every file before it is taken; 0 is clean, 1 is not, and everything else keeps the file out as well. No shell is involved",
        "查毒程序及其参数:每个文件收下之前,以文件路径调用它;返回 0 为无毒,1 为有毒,其余一律不收。不经过命令行外壳",
    ),
    ("Seconds that the scanner may take over a file", "查一个文件最多用多少秒,默认 60"),
    (
        "Print a one-time password for this person and stop: when no security administrator can sign in",
        "为此人打印一个一次性密码后退出:安全管理员都登录不了时用",
    ),
    ("Fill an empty office with the example, to look around in", "在空的考核办公室中装入样例,供试用"),
    (
        "Then open the office of the example in a browser, until it is stopped",
        "随后在浏览器中打开样例的考核办公室,直到停止",
    ),
    // backup, restore, rebuild, verify office
    ("The folder to write; nothing may stand there", "备份写到哪个文件夹;那里不能已有东西"),
    ("The office's database: sqlite:PATH or postgres://…", "考核办公室的数据库:sqlite:路径,或 postgres://…"),
    ("The office's files: a folder or s3://BUCKET/PREFIX", "考核办公室的文件存放处:文件夹,或 s3://BUCKET/PREFIX"),
    ("The folder of the backup", "备份所在的文件夹"),
    (
        "The database to fill, which must be new: sqlite:PATH or postgres://…",
        "要写入的数据库,必须是新的:sqlite:路径,或 postgres://…",
    ),
    ("Where the files go: a folder or s3://BUCKET/PREFIX", "文件放到哪里:文件夹,或 s3://BUCKET/PREFIX"),
    ("The folder of the backup; else --store", "备份所在的文件夹;不写则用 --store"),
    (
        "The public key that signs, as the office publishes it; else those that the office itself keeps",
        "签名的公钥,以考核办公室公布的为准;不写则用它自己保存的",
    ),
    ("A checkpoint that somebody kept: whether history was rewritten since", "别人保存的检查点:此后历史是否被改写"),
    ("The file of the key that signs", "签名密钥所在的文件"),
    // new, demo
    ("The folder to make; nothing in it is ever overwritten", "要新建的文件夹;其中已有的文件从不覆盖"),
    ("Which example to start from", "从哪个样例开始;不写则为 five-items"),
    ("Only this example", "只演示这个样例"),
    // check, fmt, draft
    ("Only this round; else every round of the scheme", "只看这一轮;不写则逐轮检查"),
    ("Notes too, and every place of what is found at many", "说明也列出;多处出现的问题逐处列出"),
    ("Change nothing; exit code 1 if the file is not in canonical form", "不改文件;不是规范格式时退出码为 1"),
    (
        "Markdown, a web page or plain text, in UTF-8, UTF-16 or GB18030",
        "Markdown、网页或纯文本,编码为 UTF-8、UTF-16 或 GB18030",
    ),
    (
        "Where the drafts go; else beside the document. Nothing is overwritten",
        "草案放在哪里;不写则放在原文件旁边。从不覆盖文件",
    ),
    (
        "Take it for this, instead of by its name and content",
        "当作哪种文件读,不按文件名和内容判断:markdown,html 网页,text 纯文本",
    ),
    ("Write documents without scored items too, and list everything", "没有计分项的文件也写出,并列出全部情况"),
    // read, try
    (
        "Sentences; else one per line on standard input, where \\n stands for a line break",
        "要读的句子;不写则从标准输入读,每行一句,\\n 表示换行",
    ),
    (
        "Points of the item that the sentences stand for; without them they stay symbolic (P)",
        "句子所在项目的分值;不写则保留为符号 P",
    ),
    (
        "Points of the item that the sentence stands for; without them the result is the signed change",
        "句子所在项目的分值;不写则只算加减多少分",
    ),
    ("Settle a policy: steps=whole", "确定一个口径,如 steps=whole(只按整档计)"),
    ("The round, where a sentence tells rounds apart", "句子分轮次规定时,按哪一轮"),
    ("The round, where the sentence tells rounds apart", "句子分轮次规定时,按哪一轮"),
    ("The sentence, or all of an item's sentences", "一句话,或一个项目的全部句子"),
    (
        "Values in the order in which their inputs first appear: yes, no, 是, 否, 12, 45.25%, a level's word, - for missing",
        "各项数据的值,按数据在句中首次出现的先后:是、否、yes、no、12、45.25%、档次的词,- 表示未报",
    ),
    ("List the inputs as JSON lines instead", "不计分,只列出需要哪些数据,每行一个 JSON 对象"),
    ("Show the formula as well", "同时显示算式"),
    // template, import
    ("The working folder: scheme.md and units.csv", "工作文件夹,内有 scheme.md 和 units.csv"),
    ("The workbook to write; else template.xlsx in the folder", "要写出的表格;不写则为文件夹中的 template.xlsx"),
    ("Only what this office supplies, by the scheme's table of terms", "只要这个部门提供的数据,以方案的指标说明为准"),
    (
        "A workbook to enter findings in, with lists of units, kinds and routes; else template-findings.xlsx",
        "生成查实事项的登记表,单位、事项、认定途径可从列表选取;不另写文件名则为 template-findings.xlsx",
    ),
    ("Write even if the file is there already", "文件已存在也写"),
    ("The workbook or CSV file with figures", "填好数据的表格或 CSV 文件"),
    (
        "Put the figures into the folder's figures.csv; without this nothing is written",
        "把数据写入文件夹的 figures.csv;不加此项则什么也不写",
    ),
    (
        "Copy the workbook with every problem marked in its cell; without a name, to FILE.marked.xlsx",
        "另存一份表格,把每个问题标在单元格上;不写文件名则为 FILE.marked.xlsx",
    ),
    (
        "Enter figures of another office than their provider as disputes, and import nothing",
        "不是由提供单位报来的数据登记为异议,什么也不读入",
    ),
    ("List every change", "列出每一处变动"),
    // score, findings, decide, explain, compare
    ("The working folder, with findings.csv or findings.xlsx", "工作文件夹,内有 findings.csv 或 findings.xlsx"),
    ("Which evaluator computes: both give the same", "用哪种计算方式,两种结果相同:columnar 按列(默认),reference 逐项"),
    (
        "The working folder: scheme.md, units.csv, figures.csv or figures.xlsx; several are scored one after the other",
        "工作文件夹,内有 scheme.md、units.csv,以及 figures.csv 或 figures.xlsx;可以写几个,依次计分",
    ),
    ("The round; else the scheme's first. May be given several times", "考核轮次;不写则为方案的第一轮;可以写几次"),
    (
        "Write to this file instead of the terminal; of several folders, to a file of this name in each",
        "写入这个文件,不显示在屏幕上;几个文件夹时,在各自文件夹中写入这个名字的文件",
    ),
    (
        "Put the figures of this file in the place of those there are, and compute again what rests on them. May be given \
         several times",
        "用这个文件中的数据替换原有数据,只重算与之有关的部分;可以写几次",
    ),
    ("How many threads compute; else as many as the machine has processors", "用几个线程计算;不写则与处理器数相同"),
    ("Say on the side where the time went", "另行说明时间用在哪里"),
    ("Only those that do not score", "只列不计分的"),
    (
        "The working folder: scheme.md, units.csv, figures, and, if there are any, facts.csv and decisions.csv",
        "工作文件夹,内有 scheme.md、units.csv 和数据,有外部事实、决定的还有 facts.csv、decisions.csv",
    ),
    ("The code of a finding, such as sum-mismatch; or the working folder", "问题的代号,如 sum-mismatch;或者工作文件夹"),
    ("The unit, by code or name", "单位的编码或名称"),
    ("The item, by number (1.1.5) or title; else the whole tree", "项目的编号(1.1.5)或标题;不写则为全部项目"),
    ("Why the unit has its rank", "名次是怎么来的"),
    (
        "Why the unit is on this list, or why not, and what would have changed it",
        "为什么列入或没有列入这个名单,差多少就会不同",
    ),
    ("The first scheme, or its working folder", "第一个方案,或它的工作文件夹"),
    ("The second", "第二个方案,或它的工作文件夹"),
    ("The round of both; else the first of each", "两个方案都看这一轮;不写则各看第一轮"),
    // draw
    (
        "The working folder: scheme.md and units.csv; the draw is in its folder draw",
        "工作文件夹,内有 scheme.md 和 units.csv;抽样的文件在其中的 draw 文件夹",
    ),
    ("One of several draws: its folder is draw-NAME", "有几次抽样时是哪一次:文件夹为 draw-NAME"),
    (
        "The level in each unit of which sites are drawn, where the scheme does not say: 乡镇",
        "在哪一级的每个单位中抽取,方案没有写明时用,如 乡镇",
    ),
    ("The level of the sites: 村", "被抽的点是哪一级,如 村"),
    ("How many sites are drawn in each", "每个单位抽几个点"),
    ("Another size for one of them; may be repeated", "其中某个单位另定个数;可写多次"),
    (
        "Chances in proportion to the measures in this file, with the columns code and measure",
        "抽中的机会与规模成比例,规模在这个文件的 编码、规模 两列",
    ),
    (
        "The file that holds the seed, 20 to 100 digits; else it is asked for",
        "存放种子的文件,种子为 20 至 100 位数字;不写则当场输入",
    ),
    (
        "The record.json of an earlier draw, whose seed must not be used again; may be repeated",
        "以前抽样的 record.json,它的种子不得再用;可写多次",
    ),
    (
        "Digits thrown in public just now, so that whoever chose the seed could not choose the sample",
        "当众掷出的数字,使定种子的人无法选定样本",
    ),
    (
        "First and last day of the visits, where the scheme does not say: 2016-07-26..2016-07-29",
        "走访的首日和末日,方案没有写明时用,如 2016-07-26..2016-07-29",
    ),
    ("How many teams there are, where the scheme does not say", "共几个调查组,方案没有写明时用"),
    ("How many members each has", "每组几名成员"),
    ("Whether the leader is one of these members", "组长是否计入成员数:yes 计入,no 不计入"),
    ("How many teams each supervisor leads", "每名带队领导带几个组"),
    (
        "The assignment.csv of the last round: no team visits the same unit again",
        "上一轮的 assignment.csv:调查组不再去同一单位",
    ),
    ("Who provides the vehicles: the unit visited, or the office", "车辆由谁提供:host 被访单位,office 考核办"),
    ("On how many days at most a unit visited provides one", "被访单位最多提供车辆几天"),
    ("The most sites a team visits on one day", "一个组一天最多走访几个点"),
    // verify, seal
    ("The folder in which the folder draw is", "draw 文件夹所在的文件夹"),
    (
        "The record, such as sealed/fw-2026.json; else that of the year and round",
        "封存记录,如 sealed/fw-2026.json;不写则按年度和轮次查找",
    ),
    ("The year; else that in which the reference period ends", "年度;不写则为考核期末日所在的年度"),
    (
        "Correct the record that is there, for this reason: a new record that names it",
        "更正已有的记录,并写明理由:另立一份指明原记录的新记录",
    ),
    // register
    ("The working folder, with registers beside the scheme", "工作文件夹,方案旁有各种登记表"),
    (
        "One register; else all that are there",
        "只看一种登记,不写则全部:letters 责任书,groups 领导小组,exchange 信息交换,assessments 考核,\
         rectification 整改,visits 现场调查",
    ),
    ("The day as of which to speak; else today", "截至哪一天;不写则为今天"),
    (
        "Whether a late delivery breaks a continuous exchange; else this is an open question",
        "迟交是否算交换中断,不写则列为待定:breaks 算,keeps 不算",
    ),
    (
        "How often a body may assess a unit in a year, where the scheme does not say",
        "一个单位一年可被同一单位考核几次,方案没有写明时用",
    ),
    (
        "Days to mend what was found, where neither the order nor the scheme says",
        "整改期限的天数,通知和方案都没有写明时用",
    ),
];

/// The Chinese for an English line.
pub fn chinese(english: &str) -> Option<&'static str> {
    OPTIONS.iter().find(|(en, _)| *en == english).map(|(_, zh)| *zh)
}
