//! Writing the whole world while it is at work.
//!
//! The world is looked at part by part, each under the lock for a fraction of a millisecond, so commands are not held up.
//! Between two parts it may change: the snapshot then holds a state that never was. But the journal that began before the
//! first part holds every change since, in order and as whole objects, so snapshot and journal together give the world as
//! it is.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::{PoisonError, RwLock};
use std::time::{Duration, Instant};
use std::{io, thread};

use crate::world::{Change, Walk, World};

/// Objects a line: few enough to stay readable, enough to parse fast.
const BATCH: usize = 256;
/// Bytes after which what was written is sent to the disk, so that the journal never waits behind much of it.
const SYNC_AFTER: usize = 4 << 20;
/// The snapshot rests for this many times as long as it works: commands come first.
const REST: u32 = 2;
/// The longest rest.
const MAX_REST: Duration = Duration::from_millis(50);

/// A snapshot under way.
pub(super) struct Writing<'p> {
    path: &'p Path,
    out: BufWriter<File>,
    bytes: usize,
    unsynced: usize,
}

impl<'p> Writing<'p> {
    pub fn begin(path: &'p Path) -> io::Result<Self> {
        let out = BufWriter::with_capacity(1 << 20, File::create(path.with_extension("jsonl.new"))?);
        Ok(Self { path, out, bytes: 0, unsynced: 0 })
    }

    /// Appends changes.
    pub fn add(&mut self, changes: &[Change]) -> io::Result<()> {
        for batch in changes.chunks(BATCH) {
            let mut line = serde_json::to_vec(batch)?;
            line.push(b'\n');
            self.out.write_all(&line)?;
            self.bytes += line.len();
            self.unsynced += line.len();
        }
        if self.unsynced > SYNC_AFTER {
            self.out.flush()?;
            self.out.get_ref().sync_data()?;
            self.unsynced = 0;
        }
        Ok(())
    }

    /// Makes it a complete snapshot and gives its length.
    pub fn finish(self) -> io::Result<u64> {
        let unfinished = self.path.with_extension("jsonl.new");
        self.out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        fs::rename(unfinished, self.path)?;
        if let Some(dir) = self.path.parent() {
            File::open(dir)?.sync_all()?;
        }
        Ok(u64::try_from(self.bytes).unwrap_or_default())
    }
}

/// Writes all of a world, gently. Gives nothing if `stop` said so before the end.
pub(super) fn write_world<'p>(
    path: &'p Path,
    world: &RwLock<World>,
    stop: impl Fn() -> bool,
) -> io::Result<Option<Writing<'p>>> {
    let mut writing = Writing::begin(path)?;
    let mut walk = Walk::default();
    loop {
        let begin = Instant::now();
        let part = world.read().unwrap_or_else(PoisonError::into_inner).walk(&mut walk);
        let Some(part) = part else { return Ok(Some(writing)) };
        writing.add(&part)?;
        if stop() {
            return Ok(None);
        }
        thread::sleep((begin.elapsed() * REST).min(MAX_REST));
    }
}
