//! Figures and evidence: held against the scheme first, then taken by the desk.

use super::{By, RoundError, Rounds, blocking};
use crate::office::assess::{RowProblem, figures_file, template_for, template_of, try_rows};
use crate::office::desk::Accepted;
use kaocheng_office::act::{Act, Capacity, FigureRow};

/// Figures that were taken, with what is worth a second look.
pub struct Entered {
    /// The act.
    pub accepted: Accepted,
    /// Warnings.
    pub warnings: Vec<RowProblem>,
}

/// What somebody says of a figure.
pub struct Disputed {
    /// The dispute's id.
    pub id: String,
    /// The figure.
    pub measure: String,
    /// What it should be.
    pub proposed: String,
    /// Why.
    pub reason: String,
}

impl Rounds {
    /// Enters figures of a unit.
    pub async fn enter(
        &self,
        by: By<'_>,
        round: &str,
        unit: &str,
        capacity: Capacity,
        rows: Vec<FigureRow>,
    ) -> Result<Entered, RoundError> {
        let warnings = self.try_rows(by, round, unit, &rows).await?;
        let (round, unit) = (round.to_owned(), unit.to_owned());
        let accepted = self.act(by, Act::FiguresEntered { round, unit, capacity, rows }).await?;
        Ok(Entered { accepted, warnings })
    }

    /// Corrects figures of a unit because of something decided: `appeal:ID` or `dispute:ID`.
    pub async fn correct(
        &self,
        by: By<'_>,
        round: &str,
        unit: &str,
        rows: Vec<FigureRow>,
        because: &str,
    ) -> Result<Entered, RoundError> {
        let warnings = self.try_rows(by, round, unit, &rows).await?;
        let (round, unit, because) = (round.to_owned(), unit.to_owned(), because.to_owned());
        let accepted = self.act(by, Act::FiguresCorrected { round, unit, rows, because }).await?;
        Ok(Entered { accepted, warnings })
    }

    /// Says that a figure of a unit is wrong. What it should be must be a value that it could have: the round's folder holds
    /// disputes beside figures, and one that cannot be read would be in the way of every computation.
    pub async fn dispute(&self, by: By<'_>, round: &str, unit: &str, dispute: Disputed) -> Result<Entered, RoundError> {
        let Disputed { id, measure, proposed, reason } = dispute;
        let row = FigureRow { measure: measure.clone(), value: proposed.clone(), ..FigureRow::default() };
        let warnings = self.try_rows(by, round, unit, &[row]).await?;
        let (round, unit) = (round.to_owned(), unit.to_owned());
        let accepted = self.act(by, Act::DisputeFiled { round, id, unit, measure, proposed, reason }).await?;
        Ok(Entered { accepted, warnings })
    }

    /// What the scheme has against figures: errors refuse them, warnings come back.
    pub async fn try_rows(
        &self,
        by: By<'_>,
        round: &str,
        unit: &str,
        rows: &[FigureRow],
    ) -> Result<Vec<RowProblem>, RoundError> {
        let scheme = self.scheme(round, by.lang).await?;
        if scheme.units.find(unit).is_none() {
            return Err(RoundError::NoSuchUnit(unit.to_owned()));
        }
        let problems = try_rows(&scheme, unit, rows, by.lang);
        if problems.iter().any(|problem| problem.is_error) {
            return Err(RoundError::Rows(problems));
        }
        Ok(problems)
    }

    /// What a workbook or CSV of figures holds, a list of rows a unit; nothing is taken.
    pub async fn read_file(
        &self,
        by: By<'_>,
        round: &str,
        name: &str,
        bytes: Vec<u8>,
    ) -> Result<Vec<(String, Vec<FigureRow>)>, RoundError> {
        let scheme = self.scheme(round, by.lang).await?;
        let (name, lang) = (name.to_owned(), by.lang);
        Ok(blocking(move || figures_file(&scheme, &name, &bytes, lang)).await??)
    }

    /// A workbook to fill with these measures.
    pub async fn template(&self, by: By<'_>, round: &str, measures: Vec<String>) -> Result<Vec<u8>, RoundError> {
        let scheme = self.scheme(round, by.lang).await?;
        let lang = by.lang;
        Ok(blocking(move || template_for(&scheme, &measures, lang)).await??)
    }

    /// The same, for these units alone.
    pub async fn template_of(
        &self,
        by: By<'_>,
        round: &str,
        measures: Vec<String>,
        units: Vec<String>,
    ) -> Result<Vec<u8>, RoundError> {
        let scheme = self.scheme(round, by.lang).await?;
        let lang = by.lang;
        Ok(blocking(move || template_of(&scheme, &measures, Some(&units), lang)).await??)
    }
}
