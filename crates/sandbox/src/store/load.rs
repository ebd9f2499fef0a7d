//! Reading a state directory.

use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::{StoreError, io, journal_path, snapshot_path};
use crate::world::{Change, Loading, World};

/// Lines are handed to the parsers in blocks of about this many bytes.
const BLOCK: usize = 256 << 10;
/// Blocks that wait for a parser, and parsed ones that wait to be taken over, for each parser.
const WAITING: usize = 4;

/// What a directory held.
#[derive(Debug)]
pub(super) struct Loaded {
    /// The world; none if the directory is new.
    pub world: Option<World>,
    /// Number of the journal to go on with.
    pub journal: u64,
    /// Its length.
    pub journal_bytes: u64,
    /// Length of the snapshot.
    pub snapshot_bytes: u64,
}

pub(super) fn load(dir: &Path) -> Result<Loaded, StoreError> {
    let (snapshots, journals) = list(dir)?;
    let snapshot = snapshots.last().copied();
    let first = snapshot.unwrap_or_default();
    let journals: Vec<u64> = journals.into_iter().filter(|n| *n >= first).collect();
    let mut loaded =
        Loaded { world: None, journal: journals.last().copied().unwrap_or(first), journal_bytes: 0, snapshot_bytes: 0 };
    if snapshot.is_none() && journals.is_empty() {
        return Ok(loaded);
    }
    let mut world = World::default();
    if let Some(number) = snapshot {
        let mut loading = Loading::default();
        loaded.snapshot_bytes = read(&snapshot_path(dir, number), false, |change| loading.add(change))?;
        world = loading.finish();
    }
    for number in &journals {
        let apply = |change| {
            world.apply(change);
        };
        loaded.journal_bytes = read(&journal_path(dir, *number), *number == loaded.journal, apply)?;
    }
    let journal = journal_path(dir, loaded.journal);
    if journal.exists() {
        trim(&journal, loaded.journal_bytes)?;
    }
    for old in snapshots.iter().filter(|n| **n < first) {
        let _ = fs::remove_file(snapshot_path(dir, *old));
    }
    loaded.world = Some(world);
    Ok(loaded)
}

/// Whether a directory holds no state yet.
pub(super) fn vacant(dir: &Path) -> Result<bool, StoreError> {
    let (snapshots, journals) = list(dir)?;
    Ok(snapshots.is_empty() && journals.is_empty())
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

/// Whole lines of a file, and the number of the first.
struct Block {
    first: usize,
    lines: Vec<u8>,
}

type Parsed = Result<Vec<Vec<Change>>, (usize, String)>;

/// Gives a file's changes in their order and returns its length; a torn last line is cut off where it may occur.
///
/// Parsing takes most of the time, so every core takes a share: blocks go to the parsers in turn and come back in turn.
fn read(path: &Path, may_be_torn: bool, mut take: impl FnMut(Change)) -> Result<u64, StoreError> {
    let file = File::open(path).map_err(io(path))?;
    let parsers = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let (mut to, mut from) = (Vec::new(), Vec::new());
        for _ in 0..parsers {
            let (blocks_in, blocks) = sync_channel::<Block>(WAITING);
            let (parsed_in, parsed) = sync_channel::<Parsed>(WAITING);
            scope.spawn(move || parse_all(&blocks, &parsed_in));
            to.push(blocks_in);
            from.push(parsed);
        }
        let reader = scope.spawn(move || split(file, to, may_be_torn).map_err(|problem| problem.at(path)));
        let problem = from.iter().cycle().map_while(|parsed| parsed.recv().ok()).find_map(|parsed| match parsed {
            Ok(lines) => {
                lines.into_iter().flatten().for_each(&mut take);
                None
            }
            Err((line, problem)) => Some(corrupt(path, line, &problem)),
        });
        // Without receivers the other threads come to their end.
        drop(from);
        let length = reader.join().unwrap_or_else(|_| Err(StoreError::Failed("a reader has stopped".to_owned())));
        problem.map_or(length, Err)
    })
}

fn parse_all(blocks: &Receiver<Block>, parsed: &SyncSender<Parsed>) {
    for Block { first, lines } in blocks {
        let lines = lines.split_inclusive(|byte| *byte == b'\n').enumerate();
        let changes: Parsed = lines
            .map(|(index, line)| serde_json::from_slice(line).map_err(|error| (first + index, error.to_string())))
            .collect();
        if parsed.send(changes).is_err() {
            return;
        }
    }
}

/// Why a file could not be split into lines.
enum Problem {
    Io(std::io::Error),
    CutOff(usize),
}

impl Problem {
    fn at(self, path: &Path) -> StoreError {
        match self {
            Self::Io(error) => io(path)(error),
            Self::CutOff(line) => corrupt(path, line, "the line is cut off"),
        }
    }
}

/// Hands a file's lines to the parsers in turn and gives its length.
fn split(mut file: File, to: Vec<SyncSender<Block>>, may_be_torn: bool) -> Result<u64, Problem> {
    let mut reader = BufReader::with_capacity(1 << 20, &mut file);
    let (mut length, mut next) = (0, 1);
    for parser in to.iter().cycle() {
        let first = next;
        let mut lines = Vec::with_capacity(BLOCK + (BLOCK >> 2));
        while lines.len() < BLOCK {
            let before = lines.len();
            let read = reader.read_until(b'\n', &mut lines).map_err(Problem::Io)?;
            if read == 0 {
                break;
            }
            if lines.last() != Some(&b'\n') {
                if !may_be_torn {
                    return Err(Problem::CutOff(next));
                }
                lines.truncate(before);
                break;
            }
            next += 1;
        }
        if lines.is_empty() {
            break;
        }
        length += u64::try_from(lines.len()).unwrap_or_default();
        if parser.send(Block { first, lines }).is_err() {
            break;
        }
    }
    Ok(length)
}

/// Cuts off what follows a file's last whole line.
fn trim(path: &Path, length: u64) -> Result<(), StoreError> {
    let file = OpenOptions::new().write(true).open(path).map_err(io(path))?;
    if file.metadata().map_err(io(path))?.len() > length {
        tracing::warn!(path = %path.display(), "dropping a torn last line");
        file.set_len(length).map_err(io(path))?;
    }
    Ok(())
}

fn corrupt(path: &Path, line: usize, problem: &str) -> StoreError {
    StoreError::Corrupt { path: path.to_owned(), line, problem: problem.to_owned() }
}
