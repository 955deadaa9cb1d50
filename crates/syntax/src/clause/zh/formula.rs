//! Arithmetic: numbers, names, + - × ÷ and brackets.

use super::elsewhere::scores_below;
use super::number::Unit;
use super::phrase;
use super::reader::Reader;
use super::text::Range;
use crate::clause::{Expr, Role};
use crate::exact::whole;

/// How deep brackets may nest; deeper is not arithmetic that an office wrote.
const DEEPEST: usize = 20;

/// Reads the arithmetic of `range`, or `None` where it is none.
pub(super) fn parse(reader: &mut Reader<'_>, range: Range) -> Option<Expr> {
    let mut parser = Parser { reader, at: range.0, end: range.1, depth: 0 };
    let value = parser.sum()?;
    parser.blank();
    (parser.at >= parser.end).then_some(value)
}

struct Parser<'a, 't> {
    reader: &'a mut Reader<'t>,
    at: usize,
    end: usize,
    depth: usize,
}

impl Parser<'_, '_> {
    fn c(&self) -> char {
        if self.at < self.end { self.reader.text.c(self.at) } else { '\0' }
    }

    fn blank(&mut self) {
        while matches!(self.c(), ' ' | '\n' | '。' | '分') && self.at < self.end {
            self.at += 1;
        }
    }

    fn sum(&mut self) -> Option<Expr> {
        let mut left = self.product()?;
        loop {
            let operator = self.c();
            if !matches!(operator, '+' | '-') {
                return Some(left);
            }
            self.operator();
            let right = self.product()?;
            left = match (operator, left) {
                ('+', Expr::Add(mut terms)) => {
                    terms.push(right);
                    Expr::Add(terms)
                }
                ('+', left) => Expr::Add(vec![left, right]),
                (_, left) => Expr::Sub(Box::new(left), Box::new(right)),
            };
        }
    }

    fn product(&mut self) -> Option<Expr> {
        let mut left = self.factor()?;
        loop {
            let operator = self.c();
            match operator {
                '×' | '*' => {
                    self.operator();
                    let right = self.factor()?;
                    left = match left {
                        Expr::Mul(mut factors) => {
                            factors.push(right);
                            Expr::Mul(factors)
                        }
                        left => Expr::Mul(vec![left, right]),
                    };
                }
                '÷' | '/' => {
                    self.operator();
                    let right = self.factor()?;
                    left = Expr::Div(Box::new(left), Box::new(right));
                }
                // 学习成绩(45%): a weight in brackets.
                '(' if self.weight().is_some() => {
                    let (value, end) = self.weight()?;
                    self.reader.mark_keyword((self.at, end));
                    self.at = end;
                    left = Expr::Mul(vec![left, value]);
                }
                _ => return Some(left),
            }
        }
    }

    fn weight(&self) -> Option<(Expr, usize)> {
        let num = self.reader.text.num(self.at + 1).filter(|n| n.unit == Unit::Percent)?;
        (self.reader.text.c(num.end) == ')').then(|| (Expr::Number(num.value.clone()), num.end + 1))
    }

    fn operator(&mut self) {
        self.reader.mark((self.at, self.at + 1), Role::Keyword);
        self.at += 1;
    }

    fn factor(&mut self) -> Option<Expr> {
        if matches!(self.c(), '(' | '[') {
            return self.bracket();
        }
        if let Some(num) = self.reader.text.num(self.at).filter(|n| n.end <= self.end).cloned() {
            // 100%-实际完成率 begins with a number; 3个部门得分 is a name.
            let after = self.reader.text.c(num.end);
            let ends =
                num.end >= self.end || matches!(after, '+' | '-' | '×' | '*' | '÷' | '/' | ')' | ']' | '(' | '。');
            if ends {
                self.reader.mark((num.start, num.end), Role::Quantity);
                self.at = num.end;
                return Some(Expr::Number(num.value));
            }
        }
        self.name()
    }

    fn bracket(&mut self) -> Option<Expr> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        self.at += 1;
        let value = self.sum()?;
        if !matches!(self.c(), ')' | ']') {
            return None;
        }
        self.at += 1;
        self.depth -= 1;
        Some(value)
    }

    /// A name up to the next operator; 满分 and 权重 are the item's points.
    fn name(&mut self) -> Option<Expr> {
        let from = self.at;
        let mut depth = 0usize;
        while self.at < self.end {
            match self.c() {
                '(' if self.weight().is_some() => break,
                '(' => depth += 1,
                ')' if depth == 0 => break,
                ')' => depth -= 1,
                '+' | '-' | '×' | '*' | '÷' | '/' | ']' if depth == 0 && !self.reader.text.guarded(self.at) => break,
                _ => {}
            }
            self.at += 1;
        }
        let range = phrase::clean(self.reader.text, (from, self.at));
        if range.0 >= range.1 {
            return None;
        }
        let words = self.reader.text.str(range);
        if matches!(
            words.as_str(),
            "满分"
                | "权重"
                | "权重分"
                | "分值"
                | "标准分"
                | "本项分值"
                | "该项分值"
                | "本项满分"
                | "该项满分"
                | "指标分值"
                | "项目分值"
                | "此项分值"
                | "指标权重"
                | "该项权重"
                | "本项权重"
                | "基准分"
                | "满分值"
                | "标准分值"
                | "本指标分值"
        ) {
            self.reader.mark(range, Role::Keyword);
            return Some(Expr::ItemPoints);
        }
        // 价格权值×100: the weight is the item's points in hundredths.
        if matches!(words.as_str(), "价格权值" | "价格权重" | "价格分权重" | "价格权数" | "价格分权值")
        {
            self.reader.mark(range, Role::Keyword);
            return Some(Expr::Div(Box::new(Expr::ItemPoints), Box::new(Expr::Number(whole(100)))));
        }
        if let Some(best) = self.most(&words, range) {
            return Some(best);
        }
        if let Some((scores, _)) = scores_below(self.reader.text, range.0).filter(|(_, to)| *to == range.1) {
            self.reader.mark(range, Role::Keyword);
            let level = self.reader.text.str(scores.level);
            let span = self.reader.text.span(scores.words);
            return Some(Expr::Below { level, statistic: scores.statistic, label: words, span });
        }
        let input = self.reader.figure(&[range]);
        Some(Expr::Input(input))
    }

    /// 最低报价, 平均值: a figure of all units together.
    fn most(&mut self, words: &str, range: Range) -> Option<Expr> {
        use crate::clause::{CohortStatistic, InputKind};
        let statistic = if words.starts_with("最低")
            || words.starts_with("有效投标最低")
            || words.contains("最低报价")
            || words.contains("最低价")
        {
            CohortStatistic::Least
        } else if words.starts_with("最高") || words.contains("最大值") {
            CohortStatistic::Greatest
        } else if words.ends_with("平均值") || words.ends_with("平均数") || words.ends_with("平均水平") {
            CohortStatistic::Mean
        } else {
            return None;
        };
        let own = self.reader.inputs.iter().rposition(|i| matches!(i.kind, InputKind::Amount | InputKind::Rate));
        let of = own.map(crate::clause::InputRef)?;
        self.reader.mark(range, Role::Keyword);
        let span = self.reader.text.span(range);
        Some(Expr::Cohort { statistic, of: Box::new(Expr::Input(of)), label: words.to_owned(), span })
    }
}
