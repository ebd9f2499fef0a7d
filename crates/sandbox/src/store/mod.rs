//! The state on disk: a snapshot of the world and a journal of what changed since.
//!
//! Every set of changes is one line of JSON. Lines are collected while the disk is busy and written and synchronised
//! together, so many commands share one `fdatasync`; a command is answered only after its line is on disk. When a journal
//! has grown long, a new one begins, and a snapshot that is written beside the work replaces all before it.
//!
//! Files of a state directory: `world-N.jsonl` (the world before journal N), `journal-N.jsonl`, and `lock`.

mod load;
mod snapshot;
mod writer;

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};

use tokio::sync::watch;

use crate::world::{Change, World};
use writer::Writer;

/// Changes that a new state directory is written by.
const CREATE_AT_ONCE: usize = 4_096;

/// Number of a set of changes, in the order in which they were made.
pub type Sequence = u64;

/// The state on disk.
#[derive(Debug)]
pub struct Store {
    writer: Arc<Writer>,
    durable: watch::Receiver<Progress>,
    _lock: File,
}

/// How far the disk is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
    /// Everything up to this number is on disk.
    Durable(Sequence),
    /// Writing failed; nothing more can be promised.
    Failed(String),
}

/// Why the state cannot be used or kept.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process uses the directory.
    #[error("{0} is in use by another sandbox")]
    InUse(PathBuf),
    /// The directory holds a state already.
    #[error("{0} holds a state already")]
    NotEmpty(PathBuf),
    /// Reading or writing failed.
    #[error("{path}: {source}")]
    Io {
        /// The file or directory.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// A line cannot be understood.
    #[error("{path}, line {line}: {problem}")]
    Corrupt {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// What is wrong.
        problem: String,
    },
    /// A change could not be kept.
    #[error("the state can no longer be written: {0}")]
    Failed(String),
}

pub(crate) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> StoreError + '_ {
    move |source| StoreError::Io { path: path.to_owned(), source }
}

impl Store {
    /// Opens (or begins) a state directory and gives the world it holds; `None` for a new one.
    ///
    /// # Errors
    /// When the directory is in use, cannot be read or written, or holds a damaged file. A torn last line, as a power cut
    /// may leave it, belongs to no acknowledged command and is dropped.
    pub fn open(dir: &Path) -> Result<(Self, Option<World>), StoreError> {
        let lock = lock(dir)?;
        let mut loaded = load::load(dir)?;
        let world = loaded.world.take();
        let (sender, durable) = watch::channel(Progress::Durable(0));
        let writer = Writer::start(dir, &loaded, sender)?;
        Ok((Self { writer, durable, _lock: lock }, world))
    }

    /// Writes a new state directory and gives the number of bytes. Changes are taken one by one, so they need not fit
    /// into memory.
    ///
    /// # Errors
    /// When the directory holds a state already, is in use or cannot be written.
    pub fn create(dir: &Path, changes: impl Iterator<Item = Change>) -> Result<u64, StoreError> {
        let _lock = lock(dir)?;
        if !load::vacant(dir)? {
            return Err(StoreError::NotEmpty(dir.to_owned()));
        }
        let path = snapshot_path(dir, 0);
        let mut writing = snapshot::Writing::begin(&path).map_err(io(&path))?;
        let mut changes = changes.peekable();
        while changes.peek().is_some() {
            let some: Vec<Change> = changes.by_ref().take(CREATE_AT_ONCE).collect();
            writing.add(&some).map_err(io(&path))?;
        }
        writing.finish().map_err(io(&path))
    }

    /// Hands changes over for writing. Call it under the world's write lock, so that lines stand in the order of changes.
    ///
    /// # Errors
    /// When writing has failed before or the changes cannot be expressed.
    pub fn append(&self, changes: &[Change]) -> Result<Sequence, StoreError> {
        self.writer.append(changes)
    }

    /// Waits until everything up to a number is on disk.
    ///
    /// # Errors
    /// When writing failed.
    pub async fn durable(&self, wanted: Sequence) -> Result<(), StoreError> {
        let mut progress = self.durable.clone();
        let reached = progress.wait_for(|p| !matches!(p, Progress::Durable(done) if *done < wanted)).await;
        match reached.as_deref() {
            Ok(Progress::Durable(_)) => Ok(()),
            Ok(Progress::Failed(problem)) => Err(StoreError::Failed(problem.clone())),
            Err(_) => Err(StoreError::Failed("the writer has stopped".to_owned())),
        }
    }

    /// The number of the last set of changes handed over.
    #[must_use]
    pub fn last(&self) -> Sequence {
        self.writer.last()
    }

    /// Whether the journal is long enough to be replaced by a snapshot.
    #[must_use]
    pub fn wants_snapshot(&self) -> bool {
        self.writer.wants_snapshot()
    }

    /// Begins a new journal and writes the world as a snapshot in the background, which replaces all before it. Call it
    /// under the world's lock, so that the journal begins at one point between two sets of changes; the world itself is
    /// looked at later, in small parts.
    pub fn snapshot(&self, world: Arc<RwLock<World>>) {
        self.writer.snapshot(world);
    }

    /// Writes what is left and stops.
    pub fn close(&self) {
        self.writer.close();
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.close();
    }
}

fn lock(dir: &Path) -> Result<File, StoreError> {
    fs::create_dir_all(dir).map_err(io(dir))?;
    let path = dir.join("lock");
    let lock = File::create(&path).map_err(io(&path))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse(dir.to_owned())),
        Err(TryLockError::Error(source)) => Err(StoreError::Io { path, source }),
    }
}

pub(crate) fn snapshot_path(dir: &Path, number: u64) -> PathBuf {
    dir.join(format!("world-{number}.jsonl"))
}

pub(crate) fn journal_path(dir: &Path, number: u64) -> PathBuf {
    dir.join(format!("journal-{number}.jsonl"))
}

#[cfg(test)]
mod tests;
