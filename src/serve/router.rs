//! Which address is answered by what: the server's own addresses, and for all others the files. Knows no connection: of the reader
//! it knows the address, where an access log is kept.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::SystemTime;

use axum::Router;
use axum::body::HttpBody;
use axum::extract::{ConnectInfo, RawQuery, Request, State};
use axum::http::Method;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::serve::access_log::Line;
use crate::serve::answer::{Desk, file};
use crate::serve::media::Media;
use crate::serve::notice;
use crate::serve::reload::{Audience, EVENTS, SCRIPT, SCRIPT_TEXT};
use crate::serve::settings::Sink;

/// Whether the server lives.
const HEALTH: &str = "/healthz";

/// The answers of a desk. Where an access log is kept, requests must carry the reader's address as [`ConnectInfo`].
pub fn router(desk: Arc<Desk>) -> Router {
    let settings = &desk.settings;
    let log = settings.log.clone().map(|log| (log, settings.clock));
    let mut router = Router::new().route(HEALTH, get(async || notice::own(Media::Text, "ok\n")));
    if let Some(editions) = settings.editions.clone() {
        let audience = Audience { editions, heartbeat: settings.patience.heartbeat, stopping: desk.stopping.clone() };
        router = router
            .route(SCRIPT, get(async || notice::own(Media::Script, SCRIPT_TEXT)))
            .route(EVENTS, get(events).with_state(audience));
    }
    let refused = async || notice::method_not_allowed();
    let router = router.method_not_allowed_fallback(refused).fallback_service(get(file).fallback(refused).with_state(desk));
    match log {
        Some(log) => router.layer(from_fn_with_state(log, logged)),
        None => router,
    }
}

/// Signs of new editions, to the page of an edition: `?since=17`.
async fn events(State(audience): State<Audience>, RawQuery(query): RawQuery) -> impl IntoResponse {
    audience.listen(query.as_deref().and_then(|query| query.strip_prefix("since=")).and_then(|since| since.parse().ok()))
}

/// Has a request answered and writes its line in the log.
async fn logged(
    State((log, clock)): State<(Sink, fn() -> SystemTime)>,
    ConnectInfo(reader): ConnectInfo<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    let (method, uri, version) = (request.method().clone(), request.uri().clone(), request.version());
    let response = next.run(request).await;
    // Behind the head of an answer to HEAD there is nothing, whatever would have been there.
    let length = if method == Method::HEAD { Some(0) } else { response.body().size_hint().exact() };
    let asked = (&method, &uri, version);
    log(Line { reader: reader.ip(), at: clock(), request: asked, status: response.status(), length }.to_string());
    response
}
