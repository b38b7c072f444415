//! Feeds with fewer events, made once and kept as long as what they were made of stays. Knows no request.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::StatusCode;

use crate::serve::calendar_text::filtered;
use crate::serve::document::{Body, Document};
use crate::serve::filter::Filter;
use crate::serve::library::Library;
use crate::serve::schedule_index::ScheduleIndex;

/// How many are kept. Anybody can ask for any number of filters, so beyond it all are forgotten.
const MOST_KEPT: usize = 256;

/// What events are about stands here.
const SCHEDULE: &str = "schedule.json";

/// Feeds with fewer events.
#[derive(Debug, Default)]
pub struct Filtered {
    kept: Mutex<BTreeMap<(String, Filter), Kept>>,
    index: Mutex<Option<(Arc<Body>, Arc<ScheduleIndex>)>>,
}

#[derive(Debug)]
struct Kept {
    whole: Arc<Body>,
    schedule: Option<Arc<Body>>,
    document: Arc<Document>,
}

/// Why there is no such feed: a status, and what is told.
pub type Refusal = (StatusCode, String);

impl Filtered {
    /// A feed with only the events that are asked for. It changes with the feed and, where it is asked what events are about, with
    /// the schedule.
    ///
    /// # Errors
    /// When it cannot be told what is asked for.
    pub fn document(&self, library: &Library, path: &str, whole: &Document, filter: &Filter) -> Result<Arc<Document>, Refusal> {
        let schedule = if filter.asks_about() { Some(schedule(library)?) } else { None };
        let of_schedule = schedule.as_ref().map(|schedule| &schedule.body);
        let key = (path.to_owned(), filter.clone());
        if let Some(kept) = self.kept.lock().unwrap_or_else(PoisonError::into_inner).get(&key)
            && Arc::ptr_eq(&kept.whole, &whole.body)
            && kept.schedule.as_ref().map(Arc::as_ptr) == of_schedule.map(Arc::as_ptr)
        {
            return Ok(Arc::clone(&kept.document));
        }
        let index = match &schedule {
            Some(schedule) => self.index(schedule)?,
            None => Arc::default(),
        };
        if let Some(unknown) = index.unknown(&filter.products, &filter.groups) {
            return Err((StatusCode::NOT_FOUND, format!("the schedule has no product or group with the key `{unknown}`")));
        }
        let text = std::str::from_utf8(&whole.body.plain().bytes).ok().and_then(|text| filtered(text, filter, &index));
        let text = text.ok_or_else(|| (StatusCode::NOT_FOUND, format!("`{path}` is no calendar that can be filtered")))?;
        let modified = schedule.as_ref().map_or(whole.modified, |schedule| schedule.modified.max(whole.modified));
        let document = Arc::new(Document::new(whole.media, modified, Arc::new(Body::new(whole.media, text.into_bytes()))));
        let kept = Kept { whole: Arc::clone(&whole.body), schedule: of_schedule.cloned(), document: Arc::clone(&document) };
        let mut all = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST_KEPT {
            all.clear();
        }
        all.insert(key, kept);
        Ok(document)
    }

    fn index(&self, schedule: &Document) -> Result<Arc<ScheduleIndex>, Refusal> {
        let mut kept = self.index.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((body, index)) = &*kept
            && Arc::ptr_eq(body, &schedule.body)
        {
            return Ok(Arc::clone(index));
        }
        let index = ScheduleIndex::read(&schedule.body.plain().bytes).map(Arc::new).ok_or_else(no_schedule)?;
        *kept = Some((Arc::clone(&schedule.body), Arc::clone(&index)));
        Ok(index)
    }
}

fn schedule(library: &Library) -> Result<Arc<Document>, Refusal> {
    library.fetch(SCHEDULE).map_err(|_| no_schedule())
}

fn no_schedule() -> Refusal {
    (StatusCode::NOT_FOUND, format!("kinds, products and groups are looked up in `{SCHEDULE}`, and that cannot be read"))
}
