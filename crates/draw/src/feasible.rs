//! Who may go where → whether everybody finds a place, or a group that has too few places between them (Hall, 1935).

use std::collections::{BTreeSet, VecDeque};

/// A group that does not fit, and all the places that are open to it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Crowd {
    pub group: Vec<usize>,
    pub places: Vec<usize>,
}

/// Gives each of `count` a place that is `open` to it, at most `room` in each place. The crowd that is told is one that
/// certainly does not fit: it is larger than the room of all its places.
pub(crate) fn place(
    count: usize,
    places: usize,
    room: usize,
    open: &dyn Fn(usize, usize) -> bool,
) -> Result<(), Crowd> {
    let mut held: Vec<Vec<usize>> = vec![Vec::new(); places];
    for newcomer in 0..count {
        let mut group = vec![newcomer];
        // Through whom each place was reached first.
        let mut through: Vec<Option<usize>> = vec![None; places];
        let mut queue = VecDeque::from([newcomer]);
        let mut free = None;
        'search: while let Some(who) = queue.pop_front() {
            for (at, reached) in through.iter_mut().enumerate().filter(|(at, r)| r.is_none() && open(who, *at)) {
                *reached = Some(who);
                let there = held.get(at).map(Vec::as_slice).unwrap_or_default();
                if there.len() < room {
                    free = Some(at);
                    break 'search;
                }
                queue.extend(there);
                group.extend(there);
            }
        }
        let Some(mut at) = free else {
            let places = through.iter().enumerate().filter_map(|(at, r)| r.map(|_| at)).collect();
            let group = group.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
            return Err(Crowd { group, places });
        };
        // Everybody on the way moves on by one place, from the free one back to the newcomer.
        while let Some(who) = through.get(at).copied().flatten() {
            let before = held.iter().position(|list| list.contains(&who));
            if let Some(list) = before.and_then(|b| held.get_mut(b)) {
                list.retain(|w| *w != who);
            }
            if let Some(list) = held.get_mut(at) {
                list.push(who);
            }
            match before {
                Some(place) => at = place,
                None => break,
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_move_on_until_everybody_fits() {
        // 0 and 1 fit everywhere, 2 only at 0: the first come must move.
        assert_eq!(place(3, 3, 1, &|who, at| who < 2 || at == 0), Ok(()));
        assert_eq!(place(4, 2, 2, &|who, at| who != 3 || at == 0), Ok(()));
    }

    #[test]
    fn the_crowd_is_larger_than_its_room() {
        let crowd = place(3, 3, 1, &|who, at| if who == 0 { at == 2 } else { at == 0 }).unwrap_err();
        assert_eq!(crowd, Crowd { group: vec![1, 2], places: vec![0] });
        assert_eq!(place(1, 2, 1, &|_, _| false).unwrap_err(), Crowd { group: vec![0], places: vec![] });
        assert_eq!(place(3, 1, 2, &|_, _| true).unwrap_err(), Crowd { group: vec![0, 1, 2], places: vec![0] });
    }
}
