//! Accounts, seats and credentials.

use super::field;
use crate::act::Founder;
use crate::deed::Deed;
use crate::office::{Office, key};
use crate::refusal::Refusal;
use crate::role::{Role, Seat};

impl Office {
    pub(super) fn founded(&self, name: &str, administrators: &[Founder]) -> Result<(), Refusal> {
        if !self.charter.is_empty() {
            return Err(Refusal::Exists { what: "office", key: self.name().to_owned() });
        }
        field::name("name", name)?;
        for founder in administrators {
            field::id("person", &founder.person)?;
            field::name("name", &founder.name)?;
        }
        let mut people: Vec<&str> = administrators.iter().map(|a| a.person.as_str()).collect();
        let mut roles: Vec<Role> = administrators.iter().map(|a| a.role).collect();
        people.sort_unstable();
        people.dedup();
        roles.sort_unstable();
        let three = [Role::SystemAdmin, Role::SecurityAdmin, Role::AuditAdmin];
        if people.len() == 3 && roles == three { Ok(()) } else { Err(Refusal::Separation) }
    }

    pub(super) fn person_added(&self, person: &str, name: &str) -> Result<(), Refusal> {
        field::id("person", person)?;
        field::name("name", name)?;
        match self.people.contains_key(&key(&[person])) {
            true => Err(Refusal::Exists { what: "person", key: person.to_owned() }),
            false => Ok(()),
        }
    }

    pub(super) fn person_closed(&self, person: &str, reason: &str) -> Result<(), Refusal> {
        field::text("reason", reason)?;
        self.open_person(person)
    }

    pub(super) fn seats_granted(&self, person: &str, seats: &[Seat]) -> Result<(), Refusal> {
        self.open_person(person)?;
        for seat in seats {
            let unit = seat.unit.as_deref().unwrap_or_default();
            let provider = seat.provider.as_deref().unwrap_or_default();
            if seat.role == Role::Public {
                return field::refuse("role", "public", ["公众不是岗位", "a seat; the public needs none"]);
            }
            if seat.role.is_of_a_unit() && unit.is_empty() {
                return field::refuse("unit", unit, ["填报人和签批领导须有单位", "the unit of a reporter or leader"]);
            }
            if seat.role == Role::Provider && provider.is_empty() {
                return field::refuse("provider", provider, ["数据提供部门的名称", "the name of the department"]);
            }
        }
        let administrations = seats.iter().filter(|seat| seat.role.is_administration()).count();
        // The auditor changes nothing, so that nobody audits what they did themselves.
        let auditors = seats.iter().filter(|seat| seat.role == Role::Auditor).count();
        let apart = administrations + auditors;
        if apart > 0 && seats.len() > 1 { Err(Refusal::Separation) } else { Ok(()) }
    }

    pub(super) fn secured(&self, by: &str, deed: Deed, person: &str) -> Result<(), Refusal> {
        self.open_person(person)?;
        if deed == Deed::KeepOwnCredentials && by != person {
            return Err(Refusal::NotAllowed { deed, state: None });
        }
        Ok(())
    }

    fn open_person(&self, person: &str) -> Result<(), Refusal> {
        match self.people.get(&key(&[person])) {
            Some(found) if found.closed.is_none() => Ok(()),
            _ => Err(Refusal::NoSuchPerson(person.to_owned())),
        }
    }
}
