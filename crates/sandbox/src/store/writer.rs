//! The thread that writes the journal.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::sync::watch;

use super::load::Loaded;
use super::{Progress, Sequence, StoreError, io, journal_path, snapshot, snapshot_path};
use crate::world::{Change, World};

/// A journal is at least this long before a snapshot replaces it.
const COMPACT_AT: u64 = 64 << 20;
/// Lines that wait for the disk; beyond this the next change waits too.
const MAX_WAITING: usize = 64 << 20;
/// How often the end of a snapshot looks whether the journal has come as far.
const PATIENCE: Duration = Duration::from_millis(5);

#[derive(Debug)]
pub(super) struct Writer {
    dir: PathBuf,
    queue: Mutex<Queue>,
    /// There is work.
    wake: Condvar,
    /// Lines have been taken.
    taken: Condvar,
    progress: watch::Sender<Progress>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

#[derive(Debug, Default)]
struct Queue {
    /// Lines not yet taken by the thread.
    lines: Vec<u8>,
    /// Number of the last line handed over.
    last: Sequence,
    /// Length of the journal, with what is still to be written.
    journal_bytes: u64,
    /// Length of the latest snapshot.
    snapshot_bytes: u64,
    /// A snapshot to begin with the next journal.
    snapshot: Option<Snapshot>,
    /// Whether one is under way.
    snapshotting: bool,
    failed: Option<String>,
    closing: bool,
}

/// A snapshot that was asked for.
#[derive(Clone, Debug)]
struct Snapshot {
    world: Arc<RwLock<World>>,
    /// How many bytes of the lines that wait are older than it.
    before: usize,
}

/// What the thread takes at once.
struct Work {
    lines: Vec<u8>,
    last: Sequence,
    snapshot: Option<Snapshot>,
    closing: bool,
}

impl Writer {
    pub fn start(dir: &Path, loaded: &Loaded, progress: watch::Sender<Progress>) -> Result<Arc<Self>, StoreError> {
        let file = open_journal(dir, loaded.journal)?;
        let (journal_bytes, snapshot_bytes) = (loaded.journal_bytes, loaded.snapshot_bytes);
        let queue = Mutex::new(Queue { journal_bytes, snapshot_bytes, ..Queue::default() });
        let (wake, taken, threads) = (Condvar::new(), Condvar::new(), Mutex::default());
        let writer = Arc::new(Self { dir: dir.to_owned(), queue, wake, taken, progress, threads });
        let (shared, journal) = (Arc::clone(&writer), loaded.journal);
        writer.spawn("sandbox-journal", move || shared.run(file, journal)).map_err(io(dir))?;
        Ok(writer)
    }

    fn spawn(&self, name: &str, work: impl FnOnce() + Send + 'static) -> std::io::Result<()> {
        let handle = thread::Builder::new().name(name.to_owned()).spawn(work)?;
        let mut threads = self.threads.lock().unwrap_or_else(PoisonError::into_inner);
        threads.retain(|thread| !thread.is_finished());
        threads.push(handle);
        Ok(())
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn append(&self, changes: &[Change]) -> Result<Sequence, StoreError> {
        let mut line = serde_json::to_vec(changes).map_err(|error| StoreError::Failed(error.to_string()))?;
        line.push(b'\n');
        let mut queue = self.queue();
        while queue.lines.len() > MAX_WAITING && queue.failed.is_none() {
            queue = self.taken.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
        if let Some(problem) = &queue.failed {
            return Err(StoreError::Failed(problem.clone()));
        }
        queue.lines.extend_from_slice(&line);
        queue.journal_bytes += u64::try_from(line.len()).unwrap_or_default();
        queue.last += 1;
        self.wake.notify_one();
        Ok(queue.last)
    }

    pub fn last(&self) -> Sequence {
        self.queue().last
    }

    /// A large world's snapshot takes long, so the journal may grow to half its length before the next.
    pub fn wants_snapshot(&self) -> bool {
        let queue = self.queue();
        !queue.snapshotting && queue.journal_bytes > COMPACT_AT.max(queue.snapshot_bytes / 2)
    }

    /// Begins a new journal here and a snapshot that replaces all before it.
    pub fn snapshot(&self, world: Arc<RwLock<World>>) {
        let mut queue = self.queue();
        if !queue.snapshotting {
            let before = queue.lines.len();
            queue.snapshot = Some(Snapshot { world, before });
            queue.snapshotting = true;
            queue.journal_bytes = 0;
            self.wake.notify_one();
        }
    }

    /// Writes what is left; a snapshot under way is given up, since the older files hold everything.
    pub fn close(&self) {
        self.queue().closing = true;
        self.wake.notify_one();
        loop {
            let thread = self.threads.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let Some(thread) = thread else { return };
            let _ = thread.join();
        }
    }

    fn run(self: &Arc<Self>, mut file: File, mut journal: u64) {
        loop {
            let Work { lines, last, snapshot, closing } = self.take();
            let cut = snapshot.as_ref().map_or(lines.len(), |snapshot| snapshot.before);
            let (before, after) = lines.split_at(cut.min(lines.len()));
            let written = append_and_sync(&mut file, before).and_then(|()| {
                let Some(Snapshot { world, .. }) = snapshot else { return Ok(()) };
                journal += 1;
                file = open_journal(&self.dir, journal).map_err(std::io::Error::other)?;
                append_and_sync(&mut file, after)?;
                self.begin_snapshot(world, journal);
                Ok(())
            });
            if let Err(error) = written {
                tracing::error!(%error, "the state can no longer be written");
                self.queue().failed = Some(error.to_string());
                self.taken.notify_all();
                self.progress.send_replace(Progress::Failed(error.to_string()));
                return;
            }
            self.progress.send_replace(Progress::Durable(last));
            if closing {
                return;
            }
        }
    }

    /// Waits for work and takes all of it.
    fn take(&self) -> Work {
        let mut queue = self.queue();
        while queue.lines.is_empty() && queue.snapshot.is_none() && !queue.closing {
            queue = self.wake.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
        let lines = std::mem::take(&mut queue.lines);
        self.taken.notify_all();
        Work { lines, last: queue.last, snapshot: queue.snapshot.take(), closing: queue.closing }
    }

    /// Writes a snapshot on a thread of its own; until it is complete, the older files still hold everything.
    fn begin_snapshot(self: &Arc<Self>, world: Arc<RwLock<World>>, number: u64) {
        let shared = Arc::clone(self);
        let spawned = self.spawn("sandbox-snapshot", move || {
            let written = shared.write_snapshot(&world, number);
            let mut queue = shared.queue();
            queue.snapshotting = false;
            match written {
                Ok(Some(bytes)) => queue.snapshot_bytes = bytes,
                Ok(None) => {}
                Err(error) => tracing::error!(%error, number, "the snapshot could not be written"),
            }
        });
        if let Err(error) = spawned {
            self.queue().snapshotting = false;
            tracing::error!(%error, "no thread for the snapshot");
        }
    }

    fn write_snapshot(&self, world: &RwLock<World>, number: u64) -> std::io::Result<Option<u64>> {
        let path = snapshot_path(&self.dir, number);
        let writing = snapshot::write_world(&path, world, || self.stopped())?;
        // What the last part shows may not be in the journal yet. A snapshot without the rest of such a change would tear
        // it apart.
        let last = self.last();
        while !matches!(*self.progress.borrow(), Progress::Durable(done) if done >= last) {
            if self.stopped() {
                break;
            }
            thread::sleep(PATIENCE);
        }
        let Some(writing) = writing.filter(|_| !self.stopped()) else {
            let _ = fs::remove_file(path.with_extension("jsonl.new"));
            return Ok(None);
        };
        let bytes = writing.finish()?;
        remove_before(&self.dir, number);
        Ok(Some(bytes))
    }

    fn stopped(&self) -> bool {
        let queue = self.queue();
        queue.closing || queue.failed.is_some()
    }
}

fn open_journal(dir: &Path, number: u64) -> Result<File, StoreError> {
    let path = journal_path(dir, number);
    let file = OpenOptions::new().create(true).append(true).open(&path).map_err(io(&path))?;
    // The directory entry must survive as well, or the journal's lines would be lost with it.
    File::open(dir).and_then(|d| d.sync_all()).map_err(io(dir))?;
    Ok(file)
}

fn append_and_sync(file: &mut File, lines: &[u8]) -> std::io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    file.write_all(lines)?;
    file.sync_data()
}

fn remove_before(dir: &Path, number: u64) {
    for old in (0..number).rev() {
        let removed = [snapshot_path(dir, old), journal_path(dir, old)].map(|path| fs::remove_file(path).is_ok());
        if removed == [false, false] {
            break;
        }
    }
}
