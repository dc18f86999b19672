//! Password work on threads of its own, so that a storm of sign-ins leaves the database's threads and most of the machine alone.
use super::passwords;
use projectmeats_core::{Error, Result};
use rand::{CryptoRng, SeedableRng, rngs::StdRng};
use std::{
    fmt,
    num::NonZeroUsize,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::{
    runtime::{Builder, Runtime},
    sync::{Semaphore, oneshot},
};

/// How many may be at work or stand in line before the next is told to come back.
const LINE: usize = 256;

/// Hashes and verifies passwords on a few threads. Clones share them.
#[derive(Clone)]
pub struct Hasher(Arc<Inner>);

struct Inner {
    /// Only its blocking threads are used. `None` once it is being dropped.
    threads: Option<Runtime>,
    line: Arc<Semaphore>,
    salts: Mutex<StdRng>,
}

impl Hasher {
    /// A hasher of at most `threads` threads (as many as there are cores), with salts grown from `rng`.
    ///
    /// # Errors
    /// [`Error::Internal`] when the system gives no resources.
    pub fn new(threads: NonZeroUsize, rng: &mut impl CryptoRng) -> Result<Self> {
        passwords::prepare();
        let threads = Builder::new_current_thread()
            .max_blocking_threads(threads.get())
            .thread_name("passwords")
            .build()
            .map_err(Error::internal)?;
        let salts = Mutex::new(StdRng::from_rng(rng));
        Ok(Self(Arc::new(Inner { threads: Some(threads), line: Arc::new(Semaphore::new(LINE)), salts })))
    }

    /// Whether `password` is the one behind `hash`. Without a hash the same work is done and the answer is no.
    ///
    /// # Errors
    /// [`Error::Busy`] when too many stand in line.
    pub async fn verify(&self, hash: Option<String>, password: String) -> Result<bool> {
        // Somebody without a password must not be told from the others by the time it takes.
        self.run(move || match hash.filter(|hash| passwords::is_readable(hash)) {
            Some(hash) => passwords::verify(&hash, &password),
            None => passwords::verify_nobody(&password),
        })
        .await
    }

    /// The hash of `password`, with a fresh salt.
    ///
    /// # Errors
    /// [`Error::Busy`] when too many stand in line.
    pub async fn hash(&self, password: String) -> Result<String> {
        let salt = passwords::salt(&mut *self.0.salts.lock().unwrap_or_else(PoisonError::into_inner));
        self.run(move || passwords::hash_salted(&salt, &password)).await?
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let place = self.0.line.clone().try_acquire_owned().map_err(|_| Error::Busy(1))?;
        let threads = self.0.threads.as_ref().ok_or(Error::Busy(1))?;
        let (answer, answered) = oneshot::channel();
        threads.spawn_blocking(move || {
            // Dropped from the last to the first, also by a panic: the place is free before the asker hears.
            let answer = answer;
            let place = place;
            // Whoever asked may be gone already: then the work is saved.
            if answer.is_closed() {
                return;
            }
            let value = work();
            drop(place);
            drop(answer.send(value));
        });
        answered.await.map_err(|_| Error::Internal("the work on a password did not finish".into()))
    }
}

/// A runtime that is dropped inside async code panics; one that is let go does not.
impl Drop for Inner {
    fn drop(&mut self) {
        if let Some(threads) = self.threads.take() {
            threads.shutdown_background();
        }
    }
}
impl fmt::Debug for Hasher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hasher").field("places", &self.0.line.available_permits()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{
        Barrier,
        atomic::{AtomicUsize, Ordering},
    };

    fn hasher(threads: usize) -> Hasher {
        let threads = NonZeroUsize::new(threads).expect("not zero");
        Hasher::new(threads, &mut StdRng::seed_from_u64(1)).expect("started")
    }

    #[tokio::test]
    async fn passwords_are_hashed_and_verified_and_nobody_has_one() {
        let hasher = hasher(2);
        let hash = hasher.hash("correct horse".into()).await.expect("hashed");
        let verify = |hash: Option<&String>, password: &str| hasher.verify(hash.cloned(), password.into());
        assert!(verify(Some(&hash), "correct horse").await.expect("answered"));
        assert!(!verify(Some(&hash), "battery staple").await.expect("answered"));
        assert!(!verify(None, "nobody's password").await.expect("answered"));
        assert!(!verify(Some(&String::new()), "").await.expect("answered"));
        assert_ne!(hasher.hash("correct horse".into()).await.expect("hashed"), hash);
    }

    #[tokio::test]
    async fn as_many_threads_work_as_were_given_and_no_more() {
        let together = Arc::new(Barrier::new(2));
        let (hasher, working, most) =
            (hasher(2), Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let mut all = tokio::task::JoinSet::new();
        for _ in 0..16 {
            let (hasher, together) = (hasher.clone(), together.clone());
            let (working, most) = (working.clone(), most.clone());
            let work = move || {
                most.fetch_max(working.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                together.wait();
                working.fetch_sub(1, Ordering::SeqCst);
            };
            all.spawn(async move { hasher.run(work).await });
        }
        assert!(all.join_all().await.into_iter().all(|done| done.is_ok()));
        assert_eq!(most.load(Ordering::SeqCst), 2);
    }

    #[tokio::test]
    async fn when_the_line_is_full_the_next_is_told_to_come_back() {
        let hasher = hasher(1);
        let taken = hasher.0.line.clone().try_acquire_many_owned(LINE as u32).expect("all places");
        assert!(matches!(hasher.verify(None, "x".into()).await, Err(Error::Busy(1))));
        drop(taken);
        assert!(hasher.verify(None, "x".into()).await.is_ok());
    }

    #[tokio::test]
    async fn a_place_is_free_again_after_a_panic_and_the_asker_is_told() {
        let hasher = hasher(1);
        let outcome = hasher.run(|| panic!("in the middle of the work")).await;
        assert!(matches!(outcome, Err::<(), _>(Error::Internal(_))));
        assert!(hasher.verify(None, "x".into()).await.is_ok());
        assert_eq!(hasher.0.line.available_permits(), LINE);
    }
}
