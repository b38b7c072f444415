//! What kind of text or picture a file is, by the end of its name, and how long a reader may keep it.
//!
//! A feed may be kept for an hour: clients look every few hours anyway. All else is asked for each time, so that a page and its
//! data are of one plan; a 304 makes that cheap.

/// What kind of text or picture a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// `.ics`
    Calendar,
    /// `.html`
    Page,
    /// `.css`
    Style,
    /// `.js`, `.mjs`
    Script,
    /// `.json`
    Json,
    /// `.csv`
    Csv,
    /// `.md`
    Markdown,
    /// `.mmd`, `.txt`: Mermaid has no media type of its own.
    Text,
    /// `.svg`
    Drawing,
    /// `.png`
    Png,
    /// `.ico`
    Icon,
    /// `.woff2`
    Font,
    /// `.pdf`
    Pdf,
    /// Anything else: bytes to save.
    Bytes,
}

impl Media {
    /// The kind of a file of this name.
    pub fn of(name: &str) -> Media {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        match ending {
            "ics" => Media::Calendar,
            "html" => Media::Page,
            "css" => Media::Style,
            "js" | "mjs" => Media::Script,
            "json" => Media::Json,
            "csv" => Media::Csv,
            "md" => Media::Markdown,
            "mmd" | "txt" => Media::Text,
            "svg" => Media::Drawing,
            "png" => Media::Png,
            "ico" => Media::Icon,
            "woff2" => Media::Font,
            "pdf" => Media::Pdf,
            _ => Media::Bytes,
        }
    }

    /// `Content-Type`. A text says its character set: RFC 5545, 3.1.4, makes it UTF-8, and clients still guess.
    pub fn content_type(self) -> &'static str {
        match self {
            Media::Calendar => "text/calendar; charset=utf-8",
            Media::Page => "text/html; charset=utf-8",
            Media::Style => "text/css; charset=utf-8",
            Media::Script => "text/javascript; charset=utf-8",
            Media::Json => "application/json",
            Media::Csv => "text/csv; charset=utf-8",
            Media::Markdown => "text/markdown; charset=utf-8",
            Media::Text => "text/plain; charset=utf-8",
            Media::Drawing => "image/svg+xml",
            Media::Png => "image/png",
            Media::Icon => "image/x-icon",
            Media::Font => "font/woff2",
            Media::Pdf => "application/pdf",
            Media::Bytes => "application/octet-stream",
        }
    }

    /// `Cache-Control`.
    pub fn cache_control(self) -> &'static str {
        match self {
            Media::Calendar => "public, max-age=3600",
            Media::Page
            | Media::Style
            | Media::Script
            | Media::Json
            | Media::Csv
            | Media::Markdown
            | Media::Text
            | Media::Drawing
            | Media::Png
            | Media::Icon
            | Media::Font
            | Media::Pdf
            | Media::Bytes => "no-cache",
        }
    }

    /// Whether it is a text, which becomes smaller when compressed; pictures, fonts and PDF are compressed already.
    pub fn is_text(self) -> bool {
        match self {
            Media::Calendar
            | Media::Page
            | Media::Style
            | Media::Script
            | Media::Json
            | Media::Csv
            | Media::Markdown
            | Media::Text
            | Media::Drawing => true,
            Media::Png | Media::Icon | Media::Font | Media::Pdf | Media::Bytes => false,
        }
    }

    /// What a browser may load for it (`Content-Security-Policy`); none for what is no page. Styles may stand in the page: drawings
    /// have theirs within. Scripts may not.
    pub fn policy(self) -> Option<&'static str> {
        const POLICY: &str = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; \
                              base-uri 'none'; form-action 'self'";
        match self {
            Media::Page | Media::Drawing => Some(POLICY),
            Media::Calendar
            | Media::Style
            | Media::Script
            | Media::Json
            | Media::Csv
            | Media::Markdown
            | Media::Text
            | Media::Png
            | Media::Icon
            | Media::Font
            | Media::Pdf
            | Media::Bytes => None,
        }
    }

    /// Whether pages of other origins may want to read it: feeds and data.
    pub fn is_data(self) -> bool {
        matches!(self, Media::Calendar | Media::Json)
    }
}
