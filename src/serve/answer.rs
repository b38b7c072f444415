//! From a request to its answer. What is at hand is answered at once; files are read, compressed and filtered on other threads.

use std::net::IpAddr;
use std::sync::Arc;

use hyper::body::{Bytes, Incoming};
use hyper::header::{
    ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
    HeaderMap, HeaderValue, LAST_MODIFIED, VARY, X_CONTENT_TYPE_OPTIONS,
};
use hyper::{Method, Request, Response, StatusCode, Uri};
use tokio::sync::watch::Sender;
use tokio::task::spawn_blocking;

use crate::serve::access_log::Line;
use crate::serve::conditional::{Verdict, joined, verdict};
use crate::serve::content::Content;
use crate::serve::document::{Body, Document, Variant};
use crate::serve::encoding::taken;
use crate::serve::filter::Filter;
use crate::serve::filtered::{Filtered, Refusal};
use crate::serve::library::{Library, Missing};
use crate::serve::media::Media;
use crate::serve::notice;
use crate::serve::reload::{EVENTS, Editions, SCRIPT, SCRIPT_TEXT, with_script};
use crate::serve::request_path::{RequestPath, Unclear};
use crate::serve::settings::Settings;

/// Whether the server lives.
const HEALTH: &str = "/healthz";

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

impl Desk {
    /// A desk over the folder of the settings.
    pub fn new(settings: Settings) -> Desk {
        let library = Library::new(settings.folder.clone(), settings.clock);
        Desk { library, filtered: Filtered::default(), stopping: Sender::new(false), settings }
    }

    /// Answers a request and writes its line in the log.
    pub async fn answer(self: Arc<Desk>, request: Request<Incoming>, reader: IpAddr) -> Response<Content> {
        let response = self.respond(&request).await;
        if let Some(log) = &self.settings.log {
            let is_sent = request.method() != Method::HEAD;
            let length = match response.body() {
                Content::Whole(bytes) => u64::try_from(if is_sent { bytes.len() } else { 0 }).ok(),
                Content::Events(_) => None,
            };
            let asked = (request.method(), request.uri(), request.version());
            let line = Line { reader, at: (self.settings.clock)(), request: asked, status: response.status(), length };
            log(line.to_string());
        }
        response
    }

    async fn respond(self: &Arc<Desk>, request: &Request<Incoming>) -> Response<Content> {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return notice::method_not_allowed();
        }
        let uri = request.uri();
        match (uri.path(), &self.settings.editions) {
            (HEALTH, _) => return notice::own(Media::Text, "ok\n"),
            (SCRIPT, Some(_)) => return notice::own(Media::Script, SCRIPT_TEXT),
            (EVENTS, Some(editions)) => return self.events(editions, uri),
            _ => {}
        }
        match self.document(uri).await {
            Ok(document) => self.sent(document, request.headers()).await,
            Err(response) => *response,
        }
    }

    /// The document that an address means, or the answer where there is none.
    async fn document(self: &Arc<Desk>, uri: &Uri) -> Result<Arc<Document>, Box<Response<Content>>> {
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
    ) -> Result<Arc<Document>, Box<Response<Content>>> {
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
    async fn sent(self: &Arc<Desk>, document: Arc<Document>, headers: &HeaderMap) -> Response<Content> {
        let taken = taken(joined(headers, &ACCEPT_ENCODING).as_deref());
        let variant = if let Some(variant) = document.body.at_hand(taken) {
            variant.clone()
        } else {
            let body: Arc<Body> = Arc::clone(&document.body);
            let Some(variant) = self.elsewhere("", move |_, _| body.variant(taken).clone()).await else { return unable() };
            variant
        };
        match verdict(headers, &document, &variant) {
            Verdict::Failed => notice::told(StatusCode::PRECONDITION_FAILED, "the file is in another state"),
            Verdict::NotModified => self.dressed(StatusCode::NOT_MODIFIED, &document, &variant, Bytes::new()),
            Verdict::Send => self.dressed(StatusCode::OK, &document, &variant, variant.bytes.clone()),
        }
    }

    fn dressed(&self, status: StatusCode, document: &Document, variant: &Variant, bytes: Bytes) -> Response<Content> {
        let mut response = Response::new(Content::Whole(bytes));
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

    fn events(&self, editions: &Editions, uri: &Uri) -> Response<Content> {
        let since = uri.query().and_then(|query| query.strip_prefix("since=")).and_then(|since| since.parse().ok());
        let since = since.unwrap_or_else(|| editions.current());
        let events = editions.events(since, self.settings.patience.heartbeat, self.stopping.subscribe());
        let mut response = Response::new(Content::Events(events));
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
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

fn unable() -> Response<Content> {
    notice::told(StatusCode::INTERNAL_SERVER_ERROR, "the server has a fault")
}

/// The page as it is sent while plans are watched.
fn renewing(page: &Document, editions: &Editions) -> Document {
    let bytes = with_script(&page.body.plain().bytes, editions.current());
    Document::new(page.media, page.modified, Arc::new(Body::new(page.media, bytes)))
}

/// The address of a folder, with the slash that makes links of its page lead into it. The path has no empty part, so that it cannot
/// be read as another host.
fn with_slash(uri: &Uri) -> String {
    let query = uri.query().map_or(String::new(), |query| format!("?{query}"));
    format!("{}/{query}", uri.path())
}
