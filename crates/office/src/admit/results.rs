//! Computing, notice, appeals and the seal.

use super::field;
use crate::office::{Office, key, under};
use crate::refusal::Refusal;

impl Office {
    pub(super) fn computed(&self, round: &str, blobs: [&String; 2], program: &str) -> Result<(), Refusal> {
        for hash in blobs {
            field::blob(hash)?;
        }
        match &self.round(round)?.issued {
            Some(issued) if issued.program == program => Ok(()),
            Some(_) => field::refuse("program", program, ["已印发方案的程序哈希", "the hash of the issued program"]),
            None => Err(Refusal::First(["方案还没有印发", "the scheme is not issued"])),
        }
    }

    pub(super) fn notice_posted(&self, round: &str, at: &str, until: &str) -> Result<(), Refusal> {
        self.is_fresh(round)?;
        if field::day("until", until)? < field::day_of(at)? {
            return field::refuse("until", until, ["不早于今天", "today or later"]);
        }
        Ok(())
    }

    pub(super) fn appeal_filed(&self, round: &str, id: &str, at: &str, text: &str) -> Result<(), Refusal> {
        field::id("id", id)?;
        field::text("text", text)?;
        if self.appeals.contains_key(&key(&[round, id])) {
            return Err(Refusal::Exists { what: "appeal", key: id.to_owned() });
        }
        let until = self.round(round)?.notice_until.clone().unwrap_or_default();
        match field::day_of(at)?.to_string() <= until {
            true => Ok(()),
            false => field::refuse("at", at, ["公示期内提出", "a day within the notice"]),
        }
    }

    pub(super) fn appeal_answered(&self, round: &str, id: &str, by: &str, reply: &str) -> Result<(), Refusal> {
        field::text("reply", reply)?;
        match self.appeals.get(&key(&[round, id])) {
            None => Err(Refusal::NoSuch { what: "appeal", key: id.to_owned() }),
            Some(found) if found.answer.is_some() => Err(Refusal::Over { what: "appeal", key: id.to_owned() }),
            Some(found) if found.filed.by == by => Err(Refusal::FourEyes),
            Some(_) => Ok(()),
        }
    }

    pub(super) fn sealed(&self, round: &str, at: &str, blobs: [&String; 2], early: &str) -> Result<(), Refusal> {
        for hash in blobs {
            field::blob(hash)?;
        }
        field::remark("early", early)?;
        self.is_fresh(round)?;
        let standing = self.computation(round).map(|c| &c.result);
        if standing != Some(blobs[1]) {
            return field::refuse("result", blobs[1], ["现行的计分结果", "the result that stands"]);
        }
        for (_, appeal) in under(&self.appeals, &[round]) {
            match &appeal.answer {
                None => {
                    return Err(Refusal::First(["还有申诉没有答复", "an appeal is not answered yet"]));
                }
                Some(answer) if answer.upheld && appeal.carried_out.is_empty() => {
                    return Err(Refusal::First([
                        "有采纳的申诉还没有改正数据",
                        "an upheld appeal is not carried out yet",
                    ]));
                }
                Some(_) => {}
            }
        }
        let until = self.round(round)?.notice_until.clone().unwrap_or_default();
        if field::day_of(at)?.to_string() <= until && early.trim().is_empty() {
            return Err(Refusal::First([
                "公示期未满；提前结束须写明理由",
                "the notice has not ended; ending it early needs a reason",
            ]));
        }
        Ok(())
    }

    fn is_fresh(&self, round: &str) -> Result<(), Refusal> {
        if self.is_stale(round) {
            return Err(Refusal::First([
                "计分以后数据又有变动，请先重新计分",
                "something changed since points were computed; compute again first",
            ]));
        }
        Ok(())
    }
}
