//! Answers that no file gives: refusals, redirections, and that the server lives.

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HeaderValue, LOCATION, X_CONTENT_TYPE_OPTIONS};
use axum::response::{IntoResponse, Response};

use crate::serve::media::Media;

/// The methods there are.
const METHODS: &str = "GET, HEAD";

/// What is told where there is no such file; people come to it by old links.
const NOT_FOUND: &str = "<!doctype html>\n<html lang=\"da\">\n<meta charset=\"utf-8\">\n\
    <meta name=\"viewport\" content=\"width=device-width\">\n<title>Siden findes ikke</title>\n\
    <style>body{font:1.1rem/1.5 system-ui,sans-serif;margin:15vh auto;max-width:34rem;padding:0 1rem}</style>\n\
    <h1>Siden findes ikke</h1>\n<p>Måske er den flyttet. Hele årshjulet ligger på <a href=\"/\">forsiden</a>.</p>\n\
    <p lang=\"en\">There is no such page. It may have moved: look at the <a href=\"/\">front page</a>.</p>\n</html>\n";

/// 404, with a page.
pub fn not_found() -> Response {
    of(StatusCode::NOT_FOUND, Media::Page, Bytes::from_static(NOT_FOUND.as_bytes()))
}

/// A status with a line of text.
pub fn told(status: StatusCode, text: &str) -> Response {
    of(status, Media::Text, Bytes::from(format!("{text}\n")))
}

/// 405, with what is allowed.
pub fn method_not_allowed() -> Response {
    let mut response = told(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are answered here");
    response.headers_mut().insert(ALLOW, HeaderValue::from_static(METHODS));
    response
}

/// 308, to an address of this server.
pub fn moved(address: &str) -> Response {
    let mut response = told(StatusCode::PERMANENT_REDIRECT, address);
    match HeaderValue::from_str(address) {
        Ok(address) => drop(response.headers_mut().insert(LOCATION, address)),
        Err(_) => return not_found(),
    }
    response
}

/// 200, with a text of the server's own.
pub fn own(media: Media, text: &'static str) -> Response {
    of(StatusCode::OK, media, Bytes::from_static(text.as_bytes()))
}

fn of(status: StatusCode, media: Media, text: Bytes) -> Response {
    let headers = [(CONTENT_TYPE, media.content_type()), (CACHE_CONTROL, "no-cache"), (X_CONTENT_TYPE_OPTIONS, "nosniff")];
    (status, headers, text).into_response()
}
