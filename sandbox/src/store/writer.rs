//! The thread that writes the journal.

use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use tokio::sync::watch;

use super::{Progress, Sequence, StoreError, io, journal_path, snapshot_path};
use crate::world::Change;

/// Objects a line of a snapshot: few enough to stay readable, enough to parse fast.
const SNAPSHOT_BATCH: usize = 256;

#[derive(Debug)]
pub(super) struct Writer {
    dir: PathBuf,
    queue: Mutex<Queue>,
    wake: Condvar,
    thread: Mutex<Option<JoinHandle<()>>>,
}

#[derive(Debug, Default)]
struct Queue {
    /// Lines not yet taken by the thread.
    lines: Vec<u8>,
    /// Number of the last line handed over.
    last: Sequence,
    /// Length of the journal, with what is still to be written.
    journal_bytes: u64,
    /// A snapshot to begin with the next journal, and how much of `lines` still belongs to the present one.
    snapshot: Option<Snapshot>,
    failed: Option<String>,
    closing: bool,
}

/// The world, and how many bytes of the lines that wait are older than it.
type Snapshot = (Vec<Change>, usize);

/// What the thread takes at once.
struct Work {
    lines: Vec<u8>,
    last: Sequence,
    snapshot: Option<Snapshot>,
    closing: bool,
}

impl Writer {
    pub fn start(
        dir: &Path,
        journal: u64,
        journal_bytes: u64,
        progress: watch::Sender<Progress>,
    ) -> Result<Arc<Self>, StoreError> {
        let file = open_journal(dir, journal)?;
        let queue = Queue { journal_bytes, ..Queue::default() };
        let (wake, thread) = (Condvar::new(), Mutex::new(None));
        let writer = Arc::new(Self { dir: dir.to_owned(), queue: Mutex::new(queue), wake, thread });
        let shared = Arc::clone(&writer);
        let name = "sandbox-journal".to_owned();
        let spawned = thread::Builder::new().name(name).spawn(move || shared.run(file, journal, &progress));
        let handle = spawned.map_err(io(dir))?;
        *writer.thread.lock().unwrap_or_else(PoisonError::into_inner) = Some(handle);
        Ok(writer)
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn append(&self, changes: &[Change]) -> Result<Sequence, StoreError> {
        let mut line = serde_json::to_vec(changes).map_err(|error| StoreError::Failed(error.to_string()))?;
        line.push(b'\n');
        let mut queue = self.queue();
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

    pub fn journal_bytes(&self) -> u64 {
        self.queue().journal_bytes
    }

    pub fn snapshot(&self, world: Vec<Change>) {
        let mut queue = self.queue();
        if queue.snapshot.is_none() {
            let before = queue.lines.len();
            queue.snapshot = Some((world, before));
            queue.journal_bytes = 0;
            self.wake.notify_one();
        }
    }

    pub fn close(&self) {
        self.queue().closing = true;
        self.wake.notify_one();
        let handle = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(handle) = handle {
            let _ = handle.join();
        }
    }

    fn run(&self, mut file: File, mut journal: u64, progress: &watch::Sender<Progress>) {
        loop {
            let Work { lines, last, snapshot, closing } = self.take();
            let cut = snapshot.as_ref().map_or(lines.len(), |(_, before)| *before);
            let (before, after) = lines.split_at(cut.min(lines.len()));
            let written = append_and_sync(&mut file, before).and_then(|()| {
                let Some((world, _)) = snapshot else { return Ok(()) };
                journal += 1;
                file = open_journal(&self.dir, journal).map_err(std::io::Error::other)?;
                append_and_sync(&mut file, after)?;
                self.write_snapshot(world, journal);
                Ok(())
            });
            if let Err(error) = written {
                tracing::error!(%error, "the state can no longer be written");
                self.queue().failed = Some(error.to_string());
                progress.send_replace(Progress::Failed(error.to_string()));
                return;
            }
            progress.send_replace(Progress::Durable(last));
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
        Work { lines, last: queue.last, snapshot: queue.snapshot.take(), closing: queue.closing }
    }

    /// Writes a snapshot on a thread of its own; until it is complete, the older files still hold everything.
    fn write_snapshot(&self, world: Vec<Change>, number: u64) {
        let dir = self.dir.clone();
        let spawned = thread::Builder::new().name("sandbox-snapshot".to_owned()).spawn(move || {
            let path = snapshot_path(&dir, number);
            match write_world(&path, &world) {
                Ok(()) => remove_before(&dir, number),
                Err(error) => tracing::error!(%error, path = %path.display(), "the snapshot could not be written"),
            }
        });
        if let Err(error) = spawned {
            tracing::error!(%error, "no thread for the snapshot");
        }
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

fn write_world(path: &Path, world: &[Change]) -> std::io::Result<()> {
    let unfinished = path.with_extension("jsonl.new");
    let mut out = BufWriter::with_capacity(1 << 20, File::create(&unfinished)?);
    for batch in world.chunks(SNAPSHOT_BATCH) {
        serde_json::to_writer(&mut out, batch)?;
        out.write_all(b"\n")?;
    }
    let file = out.into_inner().map_err(std::io::IntoInnerError::into_error)?;
    file.sync_all()?;
    fs::rename(&unfinished, path)?;
    if let Some(dir) = path.parent() {
        File::open(dir)?.sync_all()?;
    }
    Ok(())
}

fn remove_before(dir: &Path, number: u64) {
    for old in (0..number).rev() {
        let removed = [snapshot_path(dir, old), journal_path(dir, old)].map(|path| fs::remove_file(path).is_ok());
        if removed == [false, false] {
            break;
        }
    }
}
