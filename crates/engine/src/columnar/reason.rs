//! Reasons as bytes.

use kaocheng_compile::plan::Reason;

/// The byte of a reason; 0 stands for a value that is there.
pub(super) fn code(reason: Reason) -> u8 {
    match reason {
        Reason::NotReported => 1,
        Reason::Refused => 2,
        Reason::NotApplicable => 3,
        Reason::Excused => 4,
    }
}

/// The reason of a byte.
pub(super) fn reason(code: u8) -> Option<Reason> {
    match code {
        1 => Some(Reason::NotReported),
        2 => Some(Reason::Refused),
        3 => Some(Reason::NotApplicable),
        4 => Some(Reason::Excused),
        _ => None,
    }
}
