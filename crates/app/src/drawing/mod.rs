//! A draw in a working folder: which file holds what, and the words of what is wrong with it.
//!
//! | File | Written by | Holds |
//! |---|---|---|
//! | `frame.csv`, `frame.sha256` | freeze | the frame, and its hash as `sha256sum` writes it |
//! | `commitment.txt` | commit | the commitment to the seed |
//! | `sample.csv`, `tickets.csv`, `record.json` | reveal | the sample, every site's ticket, and what they were made with |
//! | `teams.csv` | the office | who goes out |
//! | `visits.csv`, `assignment.csv` | teams | who is where when, who visits whom |
//! | `ties.csv` | ties | the ticket of every unit, by which equal scores are told apart |
//!
//! The file that a step writes last says that it was done; no step is done twice.

pub mod folder;
pub mod people;
pub mod problems;
pub mod record;
pub mod rule;
pub mod table;
pub mod window;
