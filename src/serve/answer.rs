//! From a file to the answer that sends it. What is at hand is answered at once; files are read, compressed and filtered on other
//! threads.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
    HeaderMap, HeaderValue, LAST_MODIFIED, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use tokio::sync::watch::Sender;
use tokio::task::spawn_blocking;

use crate::serve::conditional::{Verdict, joined, verdict};
use crate::serve::document::{self, Document, Variant};
use crate::serve::encoding::taken;
use crate::serve::filter::Filter;
use crate::serve::filtered::{Filtered, Refusal};
use crate::serve::library::{Library, Missing};
use crate::serve::media::Media;
use crate::serve::notice;
use crate::serve::reload::{Editions, with_script};
use crate::serve::request_path::{RequestPath, Unclear};
use crate::serve::settings::Settings;

/// Where requests are answered.
pub struct Desk {
    /// What the server was told at its start.
    pub settings: Settings,
    /// Says when the server ends.
    pub stopping: Sender<bool>,
    library: Library,
    filtered: Filtered,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Desk").field("library", &self.library).finish_non_exhaustive()
    }
}

/// Answers a request with the file that its address means.
pub async fn file(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let (request, _) = request.into_parts();
    match desk.document(&request.uri).await {
        Ok(document) => desk.sent(document, &request.headers).await,
        Err(response) => *response,
    }
}

impl Desk {
    /// A desk over the folder of the settings.
    pub fn new(settings: Settings) -> Desk {
        let library = Library::new(settings.folder.clone(), settings.clock);
        Desk { library, filtered: Filtered::default(), stopping: Sender::new(false), settings }
    }

    /// The document that an address means, or the answer where there is none.
    async fn document(self: &Arc<Desk>, uri: &Uri) -> Result<Arc<Document>, Box<Response>> {
        let path = RequestPath::read(uri.path()).map_err(|unclear| {
            Box::new(match unclear {
                Unclear::Malformed => notice::told(StatusCode::BAD_REQUEST, "the path is malformed"),
                Unclear::Nowhere => notice::not_found(),
            })
        })?;
        let file = path.file();
        let found = match self.library.at_hand(&file) {
            Some(document) => Ok(document),
            None => self.elsewhere(&file, |desk, file| desk.library.fetch(file)).await.unwrap_or(Err(Missing::Unreadable)),
        };
        let document = found.map_err(|missing| {
            Box::new(match missing {
                Missing::Folder if !path.is_folder => notice::moved(&with_slash(uri)),
                Missing::Absent | Missing::Folder => notice::not_found(),
                Missing::Unreadable => notice::told(StatusCode::SERVICE_UNAVAILABLE, "the file cannot be read now"),
            })
        })?;
        match (document.media, &self.settings.editions) {
            (Media::Calendar, _) => self.filtered(file, document, uri.query()).await,
            (Media::Page, Some(editions)) => Ok(Arc::new(renewing(&document, editions))),
            _ => Ok(document),
        }
    }

    /// A feed, with fewer events where the query says so.
    async fn filtered(
        self: &Arc<Desk>,
        file: String,
        whole: Arc<Document>,
        query: Option<&str>,
    ) -> Result<Arc<Document>, Box<Response>> {
        let filter = Filter::read(query.unwrap_or_default());
        let filter = filter.map_err(|fault| Box::new(notice::told(StatusCode::BAD_REQUEST, &fault)))?;
        if filter.takes_all() {
            return Ok(whole);
        }
        let made = self.elsewhere(&file, move |desk, file| desk.filtered.document(&desk.library, file, &whole, &filter)).await;
        let made: Result<Arc<Document>, Refusal> = made.ok_or_else(|| Box::new(unable()))?;
        made.map_err(|(status, told)| Box::new(notice::told(status, &told)))
    }

    /// The answer that sends a document, or says that the reader has it.
    async fn sent(self: &Arc<Desk>, document: Arc<Document>, headers: &HeaderMap) -> Response {
        let taken = taken(joined(headers, &ACCEPT_ENCODING).as_deref());
        let variant = if let Some(variant) = document.body.at_hand(taken) {
            variant.clone()
        } else {
            let body: Arc<document::Body> = Arc::clone(&document.body);
            let Some(variant) = self.elsewhere("", move |_, _| body.variant(taken).clone()).await else { return unable() };
            variant
        };
        match verdict(headers, &document, &variant) {
            Verdict::Failed => notice::told(StatusCode::PRECONDITION_FAILED, "the file is in another state"),
            Verdict::NotModified => self.dressed(StatusCode::NOT_MODIFIED, &document, &variant, Bytes::new()),
            Verdict::Send => self.dressed(StatusCode::OK, &document, &variant, variant.bytes.clone()),
        }
    }

    fn dressed(&self, status: StatusCode, document: &Document, variant: &Variant, bytes: Bytes) -> Response {
        let mut response = Response::new(Body::from(bytes));
        *response.status_mut() = status;
        let media = document.media;
        let headers = response.headers_mut();
        headers.reserve(9);
        headers.insert(ETAG, variant.tag.clone());
        headers.insert(LAST_MODIFIED, document.last_modified.clone());
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(media.cache_control()));
        if document.body.varies() {
            headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        }
        if let Some(origin) = self.settings.allow_origin.as_ref().filter(|_| media.is_data()) {
            headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin.0.clone());
        }
        if status == StatusCode::NOT_MODIFIED {
            return response;
        }
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(media.content_type()));
        headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        if let Some(coding) = variant.coding.name() {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        if let Some(policy) = media.policy() {
            headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
        }
        response
    }

    /// Does work that takes a while on another thread; none where that thread fails.
    async fn elsewhere<T: Send + 'static>(
        self: &Arc<Desk>,
        file: &str,
        work: impl FnOnce(&Desk, &str) -> T + Send + 'static,
    ) -> Option<T> {
        let (desk, file) = (Arc::clone(self), file.to_owned());
        spawn_blocking(move || work(&desk, &file)).await.ok()
    }
}

fn unable() -> Response {
    notice::told(StatusCode::INTERNAL_SERVER_ERROR, "the server has a fault")
}

/// The page as it is sent while plans are watched.
fn renewing(page: &Document, editions: &Editions) -> Document {
    let bytes = with_script(&page.body.plain().bytes, editions.current());
    Document::new(page.media, page.modified, Arc::new(document::Body::new(page.media, bytes)))
}

/// The address of a folder, with the slash that makes links of its page lead into it. The path has no empty part, so that it cannot
/// be read as another host.
fn with_slash(uri: &Uri) -> String {
    let query = uri.query().map_or(String::new(), |query| format!("?{query}"));
    format!("{}/{query}", uri.path())
}
