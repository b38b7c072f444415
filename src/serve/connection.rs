//! One reader's connection: its requests one after another, within times and sizes that no honest reader needs.

use std::net::SocketAddr;
use std::pin::pin;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::http::header::CONTENT_LENGTH;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;
use tokio::sync::watch::Receiver;

use crate::serve::crowd::Place;
use crate::serve::patient_stream::PatientStream;
use crate::serve::settings::Patience;

/// The head of a request in bytes; a longer one is answered with 431 or 414.
const LONGEST_HEAD: usize = 16 * 1024;

/// The fields of a head; more are answered with 431.
const MOST_FIELDS: usize = 100;

/// A connection that was taken.
#[derive(Debug)]
pub struct Taken {
    /// Its two ends.
    pub stream: TcpStream,
    /// Who is at the other end.
    pub reader: SocketAddr,
    /// Its place among the others.
    pub place: Place,
}

/// Answers a reader until it leaves, must leave, or `stop` says that the server ends; then what runs is finished.
pub async fn attend(router: Router, patience: Patience, taken: Taken, mut stop: Receiver<bool>) {
    let Taken { stream, reader, place } = taken;
    // Answers are written whole, so there is nothing to wait for.
    drop(stream.set_nodelay(true));
    let router = TowerToHyperService::new(router);
    let answers = service_fn(|mut request: Request<Incoming>| {
        place.requested();
        request.extensions_mut().insert(ConnectInfo(reader));
        let answer = router.call(request);
        async move { answer.await.map(measured) }
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(patience.head).max_buf_size(LONGEST_HEAD).max_headers(MOST_FIELDS);
    let stream = TokioIo::new(PatientStream::new(stream, patience.stall));
    let mut connection = pin!(builder.serve_connection(stream, answers));
    let mut must_leave = pin!(place.must_leave());
    // How a connection ends is the reader's matter: what went wrong with it is no fault of the server.
    tokio::select! {
        _ = connection.as_mut() => return,
        () = must_leave.as_mut() => return,
        _ = stop.wait_for(|stops| *stops) => connection.as_mut().graceful_shutdown(),
    }
    tokio::select! {
        _ = connection.as_mut() => {}
        () = must_leave.as_mut() => {}
    }
}

/// An answer without a length that is none: a 304 may only tell that of the file (RFC 9110, 8.6), and axum tells that of nothing.
fn measured(mut response: Response) -> Response {
    if response.status() == StatusCode::NOT_MODIFIED {
        response.headers_mut().remove(CONTENT_LENGTH);
    }
    response
}
