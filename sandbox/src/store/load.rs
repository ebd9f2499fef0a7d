//! Reading a state directory.

use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader};
use std::path::Path;

use super::{StoreError, io, journal_path, snapshot_path};
use crate::world::{Change, World};

/// What a directory held.
#[derive(Debug)]
pub(super) struct Loaded {
    /// The world; none if the directory is new.
    pub world: Option<World>,
    /// Number of the journal to go on with.
    pub journal: u64,
    /// Its length.
    pub journal_bytes: u64,
}

pub(super) fn load(dir: &Path) -> Result<Loaded, StoreError> {
    let (snapshots, journals) = list(dir)?;
    let snapshot = snapshots.last().copied();
    let first = snapshot.unwrap_or_default();
    let journals: Vec<u64> = journals.into_iter().filter(|n| *n >= first).collect();
    if snapshot.is_none() && journals.is_empty() {
        return Ok(Loaded { world: None, journal: 0, journal_bytes: 0 });
    }
    let mut world = World::default();
    if let Some(number) = snapshot {
        read(&snapshot_path(dir, number), &mut world, false)?;
    }
    let last = journals.last().copied();
    let mut journal_bytes = 0;
    for number in &journals {
        journal_bytes = read(&journal_path(dir, *number), &mut world, Some(*number) == last)?;
    }
    for old in snapshots.iter().filter(|n| **n < first) {
        let _ = fs::remove_file(snapshot_path(dir, *old));
    }
    Ok(Loaded { world: Some(world), journal: last.unwrap_or(first), journal_bytes })
}

/// Numbers of the complete snapshots and of the journals, ascending. What a stopped snapshot left is removed.
fn list(dir: &Path) -> Result<(Vec<u64>, Vec<u64>), StoreError> {
    let (mut snapshots, mut journals) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(dir).map_err(io(dir))? {
        let entry = entry.map_err(io(dir))?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        if let Some(number) = number(name, "world-") {
            snapshots.push(number);
        } else if let Some(number) = number(name, "journal-") {
            journals.push(number);
        } else if name.ends_with(".jsonl.new") {
            let _ = fs::remove_file(entry.path());
        }
    }
    snapshots.sort_unstable();
    journals.sort_unstable();
    Ok((snapshots, journals))
}

fn number(name: &str, prefix: &str) -> Option<u64> {
    name.strip_prefix(prefix)?.strip_suffix(".jsonl")?.parse().ok()
}

/// Applies a file's lines and gives its length; a torn last line is cut off where it may occur.
fn read(path: &Path, world: &mut World, may_be_torn: bool) -> Result<u64, StoreError> {
    let file = File::open(path).map_err(io(path))?;
    let mut reader = BufReader::with_capacity(1 << 20, file);
    let mut line = Vec::new();
    let mut length: u64 = 0;
    for number in 1.. {
        line.clear();
        let read = reader.read_until(b'\n', &mut line).map_err(io(path))?;
        if read == 0 {
            break;
        }
        if line.last() != Some(&b'\n') {
            if !may_be_torn {
                return Err(corrupt(path, number, "the line is cut off"));
            }
            tracing::warn!(path = %path.display(), line = number, "dropping a torn last line");
            let file = OpenOptions::new().write(true).open(path).map_err(io(path))?;
            file.set_len(length).map_err(io(path))?;
            break;
        }
        let changes: Vec<Change> =
            serde_json::from_slice(&line).map_err(|error| corrupt(path, number, &error.to_string()))?;
        for change in changes {
            world.apply(change);
        }
        length += u64::try_from(read).unwrap_or_default();
    }
    Ok(length)
}

fn corrupt(path: &Path, line: usize, problem: &str) -> StoreError {
    StoreError::Corrupt { path: path.to_owned(), line, problem: problem.to_owned() }
}
