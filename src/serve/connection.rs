//! One reader's connection: its requests one after another, within times and sizes that no honest reader needs.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::watch::Receiver;

use crate::serve::answer::Desk;
use crate::serve::content::Content;
use crate::serve::crowd::Place;
use crate::serve::patient_stream::PatientStream;

/// The head of a request in bytes; a longer one is answered with 431 or 414.
const LONGEST_HEAD: usize = 16 * 1024;

/// The fields of a head; more are answered with 431.
const MOST_FIELDS: usize = 100;

/// Answers a reader until it leaves, must leave, or `stop` says that the server ends; then what runs is finished.
pub async fn attend(desk: Arc<Desk>, stream: TcpStream, reader: SocketAddr, place: Place, mut stop: Receiver<bool>) {
    // Answers are written whole, so there is nothing to wait for.
    drop(stream.set_nodelay(true));
    let patience = desk.settings.patience;
    let answers = service_fn(|request: Request<Incoming>| {
        place.requested();
        let desk = Arc::clone(&desk);
        async move { Ok::<Response<Content>, Infallible>(desk.answer(request, reader.ip()).await) }
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
