//! The log: a line each for people, or a JSON object each for machines; written to standard error by a thread of its own.
use crate::settings::{Format, Settings};
use std::io::{self, IsTerminal as _};
use tracing::Subscriber;
use tracing_appender::non_blocking::{NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::{EnvFilter, Layer as _, fmt, fmt::MakeWriter, layer::SubscriberExt as _};

/// Starts the log of this process, once. What is logged is written as long as the guard lives, and the rest when it is dropped.
///
/// Fields that hold a [`crate::settings::Secret`] or a [`projectmeats_db::Location`] show no more of them than their names.
///
/// # Errors
/// When a log was started before, or the filter does not parse.
pub fn start(settings: &Settings) -> Result<WorkerGuard, String> {
    let (writer, guard) = NonBlockingBuilder::default().thread_name("log").finish(io::stderr());
    let colours = io::stderr().is_terminal();
    let subscriber = subscriber(settings, colours, writer)?;
    tracing::subscriber::set_global_default(subscriber).map_err(|e| e.to_string())?;
    log_panics();
    Ok(guard)
}

/// What `settings` ask for, written to `writer`.
fn subscriber<W>(
    settings: &Settings,
    colours: bool,
    writer: W,
) -> Result<impl Subscriber + Send + Sync, String>
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let filter = EnvFilter::builder().parse(&settings.logging.filter).map_err(|e| e.to_string())?;
    let lines = fmt::layer().with_writer(writer).with_ansi(colours).with_line_number(settings.debug);
    let lines = match settings.logging.format {
        Format::Text => lines.compact().boxed(),
        // Every span, because the request's id is a field of the outermost one.
        Format::Json => {
            lines.json().flatten_event(true).with_current_span(false).with_span_list(true).boxed()
        }
    };
    Ok(tracing_subscriber::registry().with(lines).with(filter))
}

/// A panic is a line of the log like any other; standard error stays readable to machines.
fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, "panic: {}", panic.payload_as_str().unwrap_or("without a message"));
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Secret, Settings, Variables};
    use serde_json::Value;
    use std::{
        io::Write,
        sync::{Arc, Mutex, PoisonError},
    };

    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<Vec<u8>>>);
    impl Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn logged(format: &str, debug: &str) -> String {
        let variables = [("PROJECTMEATS__LOGGING__FORMAT", format), ("PROJECTMEATS__DEBUG", debug)];
        let variables: Variables = variables.map(|(k, v)| (k.into(), v.into())).into();
        let settings = Settings::load(&variables).expect("good settings");
        let paper = Paper::default();
        let held = paper.clone();
        let subscriber = subscriber(&settings, false, move || held.clone()).expect("a subscriber");
        tracing::subscriber::with_default(subscriber, || {
            let request = tracing::info_span!("request", request_id = "r-1");
            let inner = request.in_scope(|| tracing::info_span!("query"));
            inner.in_scope(
                || tracing::info!(status = 200, key = ?Secret::from("hush".to_owned()), "answered"),
            );
            tracing::debug!("below the filter");
        });
        let bytes = paper.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        String::from_utf8(bytes).expect("text")
    }

    #[test]
    fn json_is_one_object_a_line_with_the_request_id() {
        let text = logged("json", "false");
        let line: Value = serde_json::from_str(text.trim_end()).expect("one JSON object");
        assert_eq!(
            (&line["level"], &line["message"], &line["status"]),
            (&"INFO".into(), &"answered".into(), &200.into())
        );
        assert_eq!(line["spans"][0]["request_id"], "r-1");
        assert_eq!(line["target"], "projectmeats_server::logging::tests");
        assert!(line["timestamp"].as_str().is_some_and(|t| t.ends_with('Z')), "{line}");
    }

    #[test]
    fn text_is_one_readable_line_without_colours_for_a_file() {
        let text = logged("text", "false");
        assert_eq!(text.lines().count(), 1, "{text}");
        assert!(
            text.contains("INFO") && text.contains("answered") && text.contains("request_id=\"r-1\""),
            "{text}"
        );
        assert!(!text.contains('\u{1b}'), "{text}");
    }

    #[test]
    fn a_server_being_developed_names_the_line_of_each_entry() {
        let line = |debug| {
            serde_json::from_str::<Value>(logged("json", debug).trim_end()).expect("JSON")["line_number"]
                .clone()
        };
        assert!(line("true").is_u64());
        assert!(line("false").is_null());
    }

    #[test]
    fn a_secret_is_not_logged() {
        for format in ["text", "json"] {
            let text = logged(format, "false");
            assert!(text.contains("***") && !text.contains("hush"), "{text}");
        }
    }
}
