//! A person's second factor: setting it up, using it, doing without it once with a recovery code.

use super::credentials::{RECOVERY, TOTP, TOTP_PENDING};
use super::factor::{self, FactorSecret};
use super::{Identity, IdentityError, qr, secret};
use crate::office::moment::Moment;

/// How many recovery codes a person gets.
const RECOVERY_CODES: usize = 8;

/// What a person needs to set an authenticator up.
pub struct Enrolment {
    /// The QR code, as SVG.
    pub svg: String,
    /// The same secret in letters.
    pub typed: String,
}

/// What a code came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FactorAnswer {
    Code,
    Recovery,
    Wrong,
}

impl Identity {
    /// Whether a person has a second factor.
    pub async fn has_factor(&self, person: &str) -> Result<bool, IdentityError> {
        Ok(self.credential(person, TOTP).await?.is_some())
    }

    /// The authenticator that a person is setting up; the same one until it is confirmed.
    pub async fn enrolment(&self, person: &str, office: &str, at: Moment) -> Result<Enrolment, IdentityError> {
        let salt = match self.credential(person, TOTP_PENDING).await? {
            Some((salt, _)) => salt,
            None => {
                let salt = factor::salt()?;
                self.keep(person, TOTP_PENDING, &salt, at).await?;
                salt
            }
        };
        let secret = self.key.secret(person, &salt);
        Ok(Enrolment { svg: qr::svg(&secret.uri(office, person)), typed: secret.typed() })
    }

    /// Confirms it with a code; then the factor holds, and these recovery codes with it. `None`: the code is not right.
    pub async fn confirm_factor(
        &self,
        person: &str,
        code: &str,
        at: Moment,
    ) -> Result<Option<Vec<String>>, IdentityError> {
        let Some((salt, _)) = self.credential(person, TOTP_PENDING).await? else { return Ok(None) };
        let Some(step) = self.key.secret(person, &salt).step_of(code, at.seconds(), 0) else { return Ok(None) };
        self.keep(person, TOTP, &body(&salt, step), at).await?;
        self.forget(person, TOTP_PENDING).await?;
        self.fresh_recovery(person, at).await.map(Some)
    }

    /// New recovery codes in place of the old.
    pub async fn fresh_recovery(&self, person: &str, at: Moment) -> Result<Vec<String>, IdentityError> {
        let codes = (0..RECOVERY_CODES).map(|_| secret::readable(3)).collect::<Result<Vec<_>, _>>()?;
        let hashes: Vec<String> = codes.iter().map(|c| recovery_hash(person, c)).collect();
        self.keep(person, RECOVERY, &hashes.join("\n"), at).await?;
        Ok(codes)
    }

    /// How many recovery codes are left.
    pub async fn recovery_left(&self, person: &str) -> Result<usize, IdentityError> {
        Ok(self.credential(person, RECOVERY).await?.map_or(0, |(body, _)| body.lines().count()))
    }

    /// Takes the factor away: by its owner, or by the security administration when a telephone is lost.
    pub async fn remove_factor(&self, person: &str) -> Result<(), IdentityError> {
        for kind in [TOTP, TOTP_PENDING, RECOVERY] {
            self.forget(person, kind).await?;
        }
        Ok(())
    }

    /// Uses up a code. Whatever was used once is wrong from then on.
    pub(super) async fn try_factor(&self, person: &str, code: &str, at: Moment) -> Result<FactorAnswer, IdentityError> {
        if let Some((kept, _)) = self.credential(person, TOTP).await?
            && let Some((secret, salt, last)) = self.parts(person, &kept)
            && let Some(step) = secret.step_of(code, at.seconds(), last)
        {
            let used = self.swap(person, TOTP, &kept, &body(salt, step)).await?;
            return Ok(if used { FactorAnswer::Code } else { FactorAnswer::Wrong });
        }
        let Some((kept, _)) = self.credential(person, RECOVERY).await? else { return Ok(FactorAnswer::Wrong) };
        let hash = recovery_hash(person, code);
        let left: Vec<&str> = kept.lines().filter(|line| *line != hash).collect();
        if left.len() == kept.lines().count() {
            return Ok(FactorAnswer::Wrong);
        }
        let used = self.swap(person, RECOVERY, &kept, &left.join("\n")).await?;
        Ok(if used { FactorAnswer::Recovery } else { FactorAnswer::Wrong })
    }

    fn parts<'a>(&self, person: &str, kept: &'a str) -> Option<(FactorSecret, &'a str, i64)> {
        let (salt, last) = kept.split_once(' ')?;
        Some((self.key.secret(person, salt), salt, last.parse().ok()?))
    }
}

/// The number that the secret follows from, and the last step whose code was used.
fn body(salt: &str, step: i64) -> String {
    format!("{salt} {step}")
}

/// Written with or without hyphens, in any case.
fn recovery_hash(person: &str, code: &str) -> String {
    let plain: String = code.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    secret::derived("recovery", &format!("{person}\n{plain}"))
}

#[cfg(test)]
impl Identity {
    /// What the authenticator of a person shows, set up or being set up.
    pub async fn code_for_test(&self, person: &str, at: Moment) -> String {
        let salt = match self.credential(person, TOTP).await.unwrap() {
            Some((kept, _)) => kept.split(' ').next().unwrap().to_owned(),
            None => self.credential(person, TOTP_PENDING).await.unwrap().unwrap().0,
        };
        self.key.secret(person, &salt).code_at(at.seconds())
    }

    /// Sets a factor up.
    pub async fn enrol_for_test(&self, person: &str, at: Moment) {
        self.enrolment(person, "", at).await.unwrap();
        let code = self.code_for_test(person, at).await;
        self.confirm_factor(person, &code, at).await.unwrap().unwrap();
    }
}
