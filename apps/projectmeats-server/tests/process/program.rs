//! A place for the program to run in, and the program while it runs there.
use crate::client::Client;
use projectmeats_testkit::Database;
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::SocketAddr,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// How long anything may take that should take a moment, on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// A database, a folder to work in, and the variables the program is given: those of the tests themselves are not passed on.
pub(crate) struct Site {
    pub(crate) db: Database,
    folder: TempDir,
    variables: Vec<(String, String)>,
}

impl Site {
    /// A developer's machine with nothing on it yet.
    pub(crate) fn development() -> Self {
        Self::over(Database::blank())
    }

    /// A server for strangers, whose deployment has migrated already.
    pub(crate) fn production() -> Self {
        Self::over(Database::fresh())
            .with("PROJECTMEATS_ENV", "production")
            .with("PROJECTMEATS__DATABASE__ALLOW_EMBEDDED", "true")
            .with("SECRET_KEY", SECRET_KEY)
    }

    fn over(db: Database) -> Self {
        let folder = TempDir::with_prefix("projectmeats-process-").expect("a temporary folder");
        let variables = vec![("DATABASE_URL".into(), db.url())];
        Self { db, folder, variables }
    }

    /// With a variable set, over an earlier value.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.into(), value.into()));
        self
    }

    /// With a setting set: `server.port`.
    pub(crate) fn set(self, key: &str, value: &str) -> Self {
        let name = format!("PROJECTMEATS__{}", key.to_uppercase().replace('.', "__"));
        self.with(&name, value)
    }

    fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_projectmeats-server"));
        command.args(line.split_whitespace()).env_clear().envs(self.variables.iter().cloned());
        command.current_dir(self.folder.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, line: &str) -> Ended {
        self.type_in("", line)
    }

    /// Runs a command that reads `input`.
    pub(crate) fn type_in(&self, input: &str, line: &str) -> Ended {
        let mut child = self.command(line).stdin(Stdio::piped()).spawn().expect("the program starts");
        let mut stdin = child.stdin.take().expect("standard input");
        // A program that refuses before it reads has closed it.
        drop(stdin.write_all(input.as_bytes()));
        drop(stdin);
        let output = child.wait_with_output().expect("the program ends");
        let text = |bytes| String::from_utf8(bytes).expect("text");
        Ended { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Begins to serve on a free port, without waiting until it does.
    pub(crate) fn launch(&self) -> Launched {
        let mut child = self
            .command("serve --bind 127.0.0.1:0")
            .stdin(Stdio::null())
            .spawn()
            .expect("the program starts");
        let out = Text::of(child.stdout.take().expect("standard output"));
        let log = Text::of(child.stderr.take().expect("standard error"));
        Launched(Running { child, out, log })
    }

    /// Serves on a free port.
    pub(crate) fn serve(&self) -> Server {
        self.launch().ready()
    }
}

/// A key as an operator would make one.
pub(crate) const SECRET_KEY: &str = "q8Zr1mXv0T5bYw7KcN2hJd9LfPs4GuEa";

/// A command that has ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ended {
    /// What it printed; it must have succeeded.
    pub(crate) fn printed(self) -> String {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.out
    }
}

/// What a process writes, gathered as it comes.
struct Text {
    lines: Arc<Mutex<String>>,
    reader: Option<JoinHandle<()>>,
}

impl Text {
    fn of(stream: impl Read + Send + 'static) -> Self {
        let lines = Arc::new(Mutex::new(String::new()));
        let gathered = lines.clone();
        let reader = thread::spawn(move || {
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                let mut all = gathered.lock().unwrap_or_else(PoisonError::into_inner);
                all.push_str(&line);
                all.push('\n');
            }
        });
        Self { lines, reader: Some(reader) }
    }

    fn now(&self) -> MutexGuard<'_, String> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read_rest(&mut self) -> String {
        if let Some(reader) = self.reader.take() {
            reader.join().expect("the reader ends with the process");
        }
        self.now().clone()
    }
}

struct Running {
    child: Child,
    out: Text,
    log: Text,
}

impl Running {
    fn code_within(&mut self, limit: Duration) -> Option<Option<i32>> {
        let deadline = Instant::now() + limit;
        loop {
            if let Some(status) = self.child.try_wait().expect("the process is ours") {
                return Some(status.code());
            }
            if Instant::now() > deadline {
                return None;
            }
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A server on its way.
pub(crate) struct Launched(Running);

impl Launched {
    /// The server, once it has said where it listens.
    pub(crate) fn ready(mut self) -> Server {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let address = self
                .0
                .out
                .now()
                .lines()
                .find_map(|line| line.split_once(" listens on http://")?.1.parse().ok());
            if let Some(address) = address {
                return Server { running: self.0, address };
            }
            let ended = self.0.child.try_wait().expect("the process is ours");
            assert!(ended.is_none(), "{ended:?}: {}", self.0.log.read_rest());
            assert!(Instant::now() < deadline, "no address: {}", self.0.log.now());
            thread::sleep(Duration::from_millis(5));
        }
    }
}

/// A server that listens.
pub(crate) struct Server {
    running: Running,
    pub(crate) address: SocketAddr,
}

impl Server {
    /// Somebody who has not signed in.
    pub(crate) fn nobody(&self) -> Client {
        Client::of(self.address)
    }

    /// Somebody of the demonstration.
    pub(crate) fn demo(&self, username: &str) -> Client {
        self.nobody().signed_in(username, projectmeats_server::demo::PASSWORD)
    }

    /// What it has told whoever started it.
    pub(crate) fn welcome(&self) -> String {
        // The lines are written as one, but read one by one.
        thread::sleep(Duration::from_millis(200));
        self.running.out.now().clone()
    }

    /// Ends it without a warning (SIGKILL).
    pub(crate) fn kill(mut self) -> String {
        self.running.child.kill().expect("killed");
        self.running.child.wait().expect("gone");
        self.running.log.read_rest()
    }

    /// Asks it to stop (SIGTERM).
    pub(crate) fn ask_to_stop(&self) {
        let ask = format!("kill -TERM {}", self.running.child.id());
        assert!(Command::new("sh").args(["-c", &ask]).status().expect("a shell").success());
    }

    /// Its exit code and its whole log, when it ends within `limit`.
    pub(crate) fn ended_within(mut self, limit: Duration) -> Option<(Option<i32>, String)> {
        let code = self.running.code_within(limit)?;
        Some((code, self.running.log.read_rest()))
    }

    /// Stops it, and answers its whole log.
    pub(crate) fn stop(self) -> String {
        self.ask_to_stop();
        let (code, log) = self.ended_within(PATIENCE).expect("it stops");
        assert_eq!(code, Some(0), "{log}");
        log
    }
}
