//! The words of a template, in Chinese and English.

use crate::figures::allowed;
use crate::findings::Column;
use kaocheng_compile::plan::Input;
use kaocheng_syntax::clause::{InputKind, Language};

/// Words in one language.
#[derive(Clone, Copy)]
pub(super) struct Text {
    pub language: Language,
}

impl Text {
    fn pick(self, zh: &'static str, en: &'static str) -> &'static str {
        if self.language == Language::Chinese { zh } else { en }
    }

    pub fn font(self) -> &'static str {
        self.pick("宋体", "Calibri")
    }

    pub fn readme_sheet(self) -> &'static str {
        self.pick("填写说明", "How to fill in")
    }

    pub fn figures_sheet(self) -> &'static str {
        self.pick("数据", "Figures")
    }

    pub fn findings_sheet(self) -> &'static str {
        self.pick("查实事项", "Findings")
    }

    pub fn lists_sheet(self) -> &'static str {
        self.pick("清单", "Lists")
    }

    pub fn only_yes_no(self) -> [&'static str; 2] {
        [self.pick("是", "yes"), self.pick("否", "no")]
    }

    /// What to write in a column of findings.
    pub fn finding_hint(self, column: Column) -> &'static str {
        match column {
            Column::Unit => self.pick("选择单位", "choose the unit"),
            Column::Kind => self.pick("选择方案里的条文", "choose what it counts for"),
            Column::Count => self.pick("起数,不填为 1", "cases; 1 if left empty"),
            Column::Aggravators => self.pick("几个之间用分号", "several are apart by semicolons"),
            Column::Evidence => self.pick("文件号或登记号,几份之间用分号", "document numbers, apart by semicolons"),
            Column::Route => self.pick("扣分、否决须选确认途径", "needed for what costs points"),
            Column::Reports => self.pick("反映的件数", "how many reports"),
            Column::Independent => self.pick("互不相干的人数,不填是谁", "how many people apart; never who"),
            Column::Verified => self.pick("是否已查实", "whether it was verified"),
            Column::State => self.pick("认定结论", "what was decided"),
            Column::Value => self.pick("只有幅度分、级别和金额才填", "only for ranges, levels and amounts"),
            Column::Reason => self.pick("幅度分的理由,或不予认定的理由", "why so many points, or why rejected"),
            Column::Second => self.pick("幅度分由第二单位复核", "the second office, for ranges"),
            Column::Date | Column::Note => "",
        }
    }

    pub fn code(self) -> &'static str {
        self.pick("单位编码", "Unit code")
    }

    pub fn name(self) -> &'static str {
        self.pick("单位名称", "Unit name")
    }

    pub fn none(self) -> &'static str {
        self.pick("无", "none")
    }

    pub fn not_applicable(self) -> &'static str {
        self.pick("不适用", "n/a")
    }

    pub fn yes_no(self) -> [&'static str; 3] {
        [self.pick("是", "yes"), self.pick("否", "no"), self.not_applicable()]
    }

    pub fn sheet_hint(self) -> &'static str {
        self.pick(
            "只填白色格；没有的留空，不适用的写“不适用”。灰色格已锁定，请勿改动。",
            "Fill in the white cells only; leave what is not known empty, write n/a where it does not apply. Grey cells are locked.",
        )
    }

    pub fn footer(self) -> &'static str {
        self.pick("&C第 &P 页 共 &N 页", "&CPage &P of &N")
    }

    pub fn what_to_write(self) -> &'static str {
        self.pick("填写内容", "What to write")
    }

    pub fn provider(self) -> &'static str {
        self.pick("提供单位", "Provided by")
    }

    pub fn invalid(self) -> &'static str {
        self.pick("请核对", "Please check")
    }

    /// Name and value of what the readme says about the template.
    pub fn facts(self) -> [&'static str; 5] {
        match self.language {
            Language::Chinese => ["方案", "轮次", "考核对象", "模板编号", "程序指纹"],
            Language::English => ["Scheme", "Round", "Units assessed", "Template id", "Program hash"],
        }
    }

    pub fn sheets_head(self) -> [&'static str; 3] {
        match self.language {
            Language::Chinese => ["工作表", "单位数", "指标数"],
            Language::English => ["Sheet", "Units", "Figures each"],
        }
    }

    pub fn steps(self) -> [&'static str; 6] {
        match self.language {
            Language::Chinese => [
                "一行一个单位，一列一个指标。只填白色格。",
                "是否类从下拉框选“是”或“否”；选择类从下拉框选一个，确有几个的用“+”连接。",
                "比率格已设为百分比：百分之四十五点二五就输入 45.25。",
                "没有数的留空；不适用的写“不适用”，免报的写“免报”。",
                "不要合并单元格，不要增删行列；表头文字和编号用于识别，改动后仍可导入，但请尽量不动。",
                "填完保存为 .xlsx 交回。导入前先试读一遍，有问题的格会在原表中标出。",
            ],
            Language::English => [
                "One row a unit, one column a figure. Fill in the white cells only.",
                "Yes/no: choose from the list. Choices: choose one; join several with + where they all hold.",
                "Rates are percent cells: type 45.25 for forty-five and a quarter percent.",
                "Leave empty what is not known; write n/a where it does not apply, excused where the office excused you.",
                "Do not merge cells or add or delete rows and columns.",
                "Save as .xlsx and hand it back. It is read on trial first; cells with problems are marked in your own workbook.",
            ],
        }
    }

    pub fn guard(self) -> &'static str {
        self.pick(
            "本表只收单位的汇总数。不得填入姓名、身份证号、电话以及任何个人的健康、生育情况；含有此类栏目的文件将被整份拒收，不作保存。",
            "This form takes totals of organisations only. Never enter names, identity numbers, phone numbers or anything about a person's health or family; a file with such columns is refused whole and nothing of it is kept.",
        )
    }

    /// What a cell of an input takes.
    pub fn kind(self, input: &Input) -> String {
        let zh = self.language == Language::Chinese;
        let unit = input.unit.as_deref().map(|u| if zh { format!("（{u}）") } else { format!(" ({u})") });
        let what = match &input.kind {
            InputKind::YesNo => self.yes_no()[..2].join(" / "),
            InputKind::Choice(words) => words.join(" / "),
            InputKind::Count => self.pick("整数", "whole number").to_owned(),
            InputKind::Amount => self.pick("数值", "number").to_owned(),
            InputKind::Rate => self.pick("百分比", "percent").to_owned(),
            InputKind::Rank => self.pick("名次", "place, 1 is best").to_owned(),
            InputKind::Judged => self.pick("评分", "points given").to_owned(),
        };
        let bounds = match &input.kind {
            InputKind::YesNo | InputKind::Choice(_) => String::new(),
            _ => allowed(input, input.bounds.0.as_ref(), input.bounds.1.as_ref()),
        };
        let bounds = if bounds.is_empty() { bounds } else { format!("\n{bounds}") };
        [what, unit.unwrap_or_default(), bounds].concat()
    }

    /// What a person is told who typed something else.
    pub fn wrong(self, input: &Input) -> String {
        let (expected, not_applicable) = (self.kind(input).replace('\n', " "), self.not_applicable());
        let text = match self.language {
            Language::Chinese => format!("应填：{expected}。不适用时写“{not_applicable}”。"),
            Language::English => format!("expected: {expected}. write {not_applicable} where it does not apply."),
        };
        text.chars().take(250).collect()
    }
}
