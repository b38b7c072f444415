//! Listening, and ending in good order. Knows no arguments and prints nothing.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket};
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::serve::answer::Desk;
use crate::serve::connection::{Taken, attend};
use crate::serve::crowd::Crowd;
use crate::serve::router::router;
use crate::serve::settings::Settings;

/// Connections that the system keeps until they are taken.
const BACKLOG: u32 = 4096;

/// For reading and compressing files, beside the threads that answer.
const READING_THREADS: usize = 4;

/// After a connection could not be taken: the system needs time to free another one.
const PAUSE: Duration = Duration::from_millis(20);

/// A server that listens.
#[derive(Debug)]
pub struct Server {
    runtime: Runtime,
    listener: TcpListener,
    address: SocketAddr,
    desk: Arc<Desk>,
}

impl Server {
    /// Listens; nobody is answered yet.
    ///
    /// # Errors
    /// When nobody can listen at the address, or threads cannot be started.
    pub fn listen(settings: Settings) -> io::Result<Server> {
        let mut builder = tokio::runtime::Builder::new_multi_thread();
        let runtime = builder.enable_all().max_blocking_threads(READING_THREADS).thread_name("serve").build()?;
        let within = runtime.enter();
        let socket = if settings.address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
        // On Windows it would let two programs listen at one address; elsewhere it lets a server begin where one has just ended.
        #[cfg(unix)]
        socket.set_reuseaddr(true)?;
        socket.bind(settings.address)?;
        let listener = socket.listen(BACKLOG)?;
        drop(within);
        let address = listener.local_addr()?;
        Ok(Server { runtime, listener, address, desk: Arc::new(Desk::new(settings)) })
    }

    /// Where it listens; the port is the real one.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until `stop` ends; then nobody is taken any more, and what runs is finished within the time that is allowed for it.
    pub fn run(self, stop: impl Future<Output = ()>) {
        let Server { runtime, listener, desk, .. } = self;
        runtime.block_on(async {
            let stopping = desk.stopping.clone();
            let mut connections = JoinSet::new();
            tokio::select! {
                () = stop => {}
                () = welcome(&listener, &desk, &mut connections) => {}
            }
            drop(listener);
            stopping.send_replace(true);
            let all_gone = async { while connections.join_next().await.is_some() {} };
            // What has not ended by then is broken off.
            drop(timeout(desk.settings.patience.farewell, all_gone).await);
        });
        // A file that cannot be read to its end must not hold up the end of the program.
        runtime.shutdown_background();
    }
}

/// Takes connections for ever.
async fn welcome(listener: &TcpListener, desk: &Arc<Desk>, connections: &mut JoinSet<()>) {
    let router = router(Arc::clone(desk));
    let crowd = Arc::new(Crowd::of_at_most(desk.settings.most_connections));
    loop {
        tokio::select! {
            taken = listener.accept() => match taken {
                Ok((stream, reader)) => {
                    let stop: watch::Receiver<bool> = desk.stopping.subscribe();
                    let taken = Taken { stream, reader, place: crowd.enter() };
                    connections.spawn(attend(router.clone(), desk.settings.patience, taken, stop));
                }
                Err(error) => {
                    // A reader that left before it was taken is no trouble; all else means that there are too many.
                    if error.kind() != io::ErrorKind::ConnectionAborted {
                        crowd.thin_out();
                        sleep(PAUSE).await;
                    }
                }
            },
            // What has ended is let go of, so that the set does not grow.
            Some(_) = connections.join_next() => {}
        }
    }
}
