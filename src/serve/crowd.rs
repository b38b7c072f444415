//! All connections together. When there are too many, those that have waited longest must leave, so that any number of slow or
//! silent readers never keeps a quick one out. What counts is a whole request: a byte now and then is none.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Notify;

/// All connections together.
#[derive(Debug)]
pub struct Crowd {
    most: usize,
    members: Mutex<BTreeMap<u64, Arc<Member>>>,
    /// Counts arrivals and requests: the order in which things happened, without a clock.
    events: AtomicU64,
}

#[derive(Debug)]
struct Member {
    last_request: AtomicU64,
    farewell: Notify,
}

/// A connection's place among the others, left when it is dropped.
#[derive(Debug)]
pub struct Place {
    crowd: Arc<Crowd>,
    number: u64,
    member: Arc<Member>,
}

impl Crowd {
    /// Room for so many connections, at least one.
    pub fn of_at_most(most: usize) -> Crowd {
        Crowd { most: most.max(1), members: Mutex::default(), events: AtomicU64::new(0) }
    }

    /// A place for a connection. Where there is none left, an eighth of the others must leave first.
    pub fn enter(self: &Arc<Crowd>) -> Place {
        let number = self.events.fetch_add(1, Ordering::Relaxed);
        let member = Arc::new(Member { last_request: AtomicU64::new(number), farewell: Notify::new() });
        let mut members = self.members.lock().unwrap_or_else(PoisonError::into_inner);
        if members.len() >= self.most {
            shed(&mut members, self.most.div_ceil(8));
        }
        members.insert(number, Arc::clone(&member));
        Place { crowd: Arc::clone(self), number, member }
    }

    /// An eighth of the connections must leave: the system has no room for more.
    pub fn thin_out(&self) {
        let mut members = self.members.lock().unwrap_or_else(PoisonError::into_inner);
        let few = members.len().div_ceil(8);
        shed(&mut members, few);
    }
}

fn shed(members: &mut BTreeMap<u64, Arc<Member>>, few: usize) {
    let mut waiting: Vec<(u64, u64)> =
        members.iter().map(|(number, member)| (member.last_request.load(Ordering::Relaxed), *number)).collect();
    waiting.sort_unstable();
    for (_, number) in waiting.into_iter().take(few) {
        if let Some(member) = members.remove(&number) {
            member.farewell.notify_one();
        }
    }
}

impl Place {
    /// A whole request has come.
    pub fn requested(&self) {
        self.member.last_request.store(self.crowd.events.fetch_add(1, Ordering::Relaxed), Ordering::Relaxed);
    }

    /// Ends when the connection must leave.
    pub async fn must_leave(&self) {
        self.member.farewell.notified().await;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.crowd.members.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.number);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::task::{Context, Waker};

    use super::{Crowd, Place};

    fn must_leave(place: &Place) -> bool {
        std::pin::pin!(place.must_leave()).poll(&mut Context::from_waker(Waker::noop())).is_ready()
    }

    #[test]
    fn who_has_waited_longest_leaves_and_who_asks_stays() {
        let crowd = Arc::new(Crowd::of_at_most(8));
        let places: Vec<Place> = (0..8).map(|_| crowd.enter()).collect();
        places[0].requested();
        assert!(places.iter().all(|place| !must_leave(place)));
        let ninth = crowd.enter();
        let told: Vec<bool> = places.iter().map(must_leave).collect();
        assert_eq!(told, [false, true, false, false, false, false, false, false]);
        assert!(!must_leave(&ninth));
        drop(places);
        assert_eq!(crowd.members.lock().unwrap().len(), 1);
    }

    #[test]
    fn a_room_for_one_has_room_for_the_last_that_came() {
        let crowd = Arc::new(Crowd::of_at_most(0));
        let first = crowd.enter();
        let second = crowd.enter();
        assert!(must_leave(&first) && !must_leave(&second));
        crowd.thin_out();
        assert!(must_leave(&second));
    }
}
