//! What must not be read over a shoulder: secrets, URLs that hold passwords, and the key made for development.
use super::{Problem, Problems, Settings};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use rand::CryptoRng;
use std::{
    fmt, fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// Every key that this program makes or publishes begins so; staging and production refuse them.
pub(super) const DEVELOPMENT_KEY: &str = "development-";

/// What stands for a secret where one is shown.
pub(super) const MASK: &str = "***";

/// A text that no log and no debug output shows.
#[derive(Clone, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// The text itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
    /// Whether there is none.
    pub fn is_blank(&self) -> bool {
        self.0.is_empty()
    }
}
impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

/// A URL without its user and password: `postgres://***@db:5432/meats?sslmode=require`.
pub fn masked_url(url: &str) -> String {
    let (place, query) = url.split_once('?').unwrap_or((url, ""));
    let shown = match (place.split_once("://"), place.rsplit_once('@')) {
        // The ? or the @ may belong to a password: what is safe to show cannot be told apart.
        (Some((scheme, _)), _) if query.contains('@') => return format!("{scheme}://{MASK}"),
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://{MASK}@{host}"),
        _ => place.to_owned(),
    };
    let parameters: Vec<_> = query.split('&').filter(|p| !p.is_empty()).map(masked_parameter).collect();
    if parameters.is_empty() { shown } else { format!("{shown}?{}", parameters.join("&")) }
}

fn masked_parameter(parameter: &str) -> String {
    match parameter.split_once('=') {
        Some((name, _)) if name.contains("pass") || name == "user" => format!("{name}={MASK}"),
        _ => parameter.to_owned(),
    }
}

impl Settings {
    /// The same settings with a secret key: where development leaves it blank, one is made once and kept beside the database, so
    /// that sessions outlive a restart.
    ///
    /// # Errors
    /// When the file can be neither read nor made.
    pub fn with_secret(mut self, rng: &mut impl CryptoRng) -> Result<Self, Problems> {
        if self.security.secret_key.is_blank() {
            let path = self.secret_file();
            let kept = kept_or_made(&path, rng);
            let refused = |e| Problem::new("security.secret_key", format!("{}: {e}", path.display()));
            self.security.secret_key = kept.map_err(refused)?.into();
        }
        Ok(self)
    }

    /// Where the key of development is kept.
    pub fn secret_file(&self) -> PathBuf {
        let database = self.database.url.file().unwrap_or(Path::new("var/projectmeats"));
        database.with_file_name("secret_key")
    }
}

fn kept_or_made(path: &Path, rng: &mut impl CryptoRng) -> io::Result<String> {
    if !path.try_exists()? {
        make(path, rng)?;
    }
    checked(&fs::read_to_string(path)?)
}

fn checked(text: &str) -> io::Result<String> {
    let key = text.trim();
    if key.len() < super::rules::SECRET_LENGTH {
        return Err(io::Error::other("the file holds no key; remove it, and a new one is made"));
    }
    Ok(key.to_owned())
}

/// Written aside and then linked: of two programs that start at once one wins whole, and neither reads half a key.
fn make(path: &Path, rng: &mut impl CryptoRng) -> io::Result<()> {
    let mut bytes = [0; 32];
    rng.fill_bytes(&mut bytes);
    let key = format!("{DEVELOPMENT_KEY}{}", URL_SAFE_NO_PAD.encode(bytes));
    let folder = path.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut draft = tempfile::NamedTempFile::new_in(folder)?;
    writeln!(draft, "{key}")?;
    draft.as_file().sync_all()?;
    match draft.persist_noclobber(path) {
        Err(e) if e.error.kind() != io::ErrorKind::AlreadyExists => Err(e.error),
        _ => Ok(()),
    }
}
