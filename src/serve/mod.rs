//! HTTP over the folder of written files: calendars to subscribe to, pages, pictures and tables. It reads files and the network;
//! it writes nothing, prints nothing, and is given the clock.

/// One line a request.
pub mod access_log;
/// From a file to the answer that sends it.
pub mod answer;
/// The events of a feed, and feeds with fewer of them.
pub mod calendar_text;
/// Whether the reader already has what it asks for.
pub mod conditional;
/// One reader's connection.
pub mod connection;
/// All connections together, and who must leave.
pub mod crowd;
/// How many files and connections may be open.
pub mod descriptors;
/// What a file holds, as it is sent.
pub mod document;
/// Which compression a reader takes.
pub mod encoding;
/// Which events of a feed are asked for.
pub mod filter;
/// Feeds with fewer events, kept.
pub mod filtered;
/// The files of the folder, kept in memory.
pub mod library;
/// What kind of text or picture a file is.
pub mod media;
/// Answers that no file gives.
pub mod notice;
/// Connections whose reader takes nothing.
pub mod patient_stream;
/// Pages that load themselves again.
pub mod reload;
/// Which file a path means.
pub mod request_path;
/// Which address is answered by what.
pub mod router;
/// What the events of feeds are about.
pub mod schedule_index;
/// Listening, and ending in good order.
pub mod server;
/// What a server is told at its start.
pub mod settings;
/// The signals that end a server.
pub mod stop;
