use std::io::Write as _;
use std::path::PathBuf;

use time::OffsetDateTime;
use time::macros::datetime;

use super::*;
use crate::demo;
use crate::world::{Offer, Ref, Tx};

const NOW: OffsetDateTime = datetime!(2026-08-03 08:00 UTC);

/// A directory that vanishes with the value.
struct Dir(PathBuf);

impl Dir {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("sandbox-store-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        Self(path)
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn offer(name: &str) -> Offer {
    Offer { domain: name.into(), token: "1a2b3c4d".into(), until: Some(NOW), waiting: Vec::new() }
}

fn all(world: &World) -> Vec<String> {
    let mut lines: Vec<String> = world.snapshot().map(|change| serde_json::to_string(&change).unwrap()).collect();
    lines.sort();
    lines
}

fn put(world: &mut World, store: &Store, name: &str) -> Sequence {
    let mut tx = Tx::begin(world, NOW);
    tx.put_offer(offer(name));
    store.append(&tx.finish()).unwrap()
}

#[tokio::test]
async fn what_was_written_is_there_again() {
    let dir = Dir::new("again");
    let (store, none) = Store::open(&dir.0).unwrap();
    assert!(none.is_none());
    let mut world = demo::world(NOW);
    store.append(&world.snapshot().collect::<Vec<_>>()).unwrap();
    put(&mut world, &store, "a.dk");
    let mut tx = Tx::begin(&mut world, NOW);
    tx.remove(Ref::Domain("vjf.dk".into()));
    let last = store.append(&tx.finish()).unwrap();
    store.durable(last).await.unwrap();
    assert!(matches!(Store::open(&dir.0), Err(StoreError::InUse(_))));
    drop(store);
    let (_store, again) = Store::open(&dir.0).unwrap();
    let again = again.unwrap();
    assert_eq!(all(&again), all(&world));
    assert!(again.domain("vjf.dk").is_none());
    assert_eq!(again.next_due(NOW), world.next_due(NOW));
}

#[tokio::test]
async fn a_torn_last_line_is_dropped_and_a_damaged_one_refused() {
    let dir = Dir::new("torn");
    let (store, _) = Store::open(&dir.0).unwrap();
    let mut world = World::default();
    let last = put(&mut world, &store, "a.dk");
    store.durable(last).await.unwrap();
    drop(store);
    let path = journal_path(&dir.0, 0);
    let mut file = fs::OpenOptions::new().append(true).open(&path).unwrap();
    file.write_all(b"[{\"offer\":{\"dom").unwrap();
    let (store, again) = Store::open(&dir.0).unwrap();
    let mut again = again.unwrap();
    assert_eq!(all(&again), all(&world));
    let last = put(&mut again, &store, "b.dk");
    store.durable(last).await.unwrap();
    drop(store);
    let (store, third) = Store::open(&dir.0).unwrap();
    assert_eq!(third.unwrap().offers().count(), 2);
    drop(store);

    let text = fs::read_to_string(&path).unwrap().replacen("\"offer\"", "\"orffe\"", 1);
    fs::write(&path, text).unwrap();
    assert!(matches!(Store::open(&dir.0), Err(StoreError::Corrupt { line: 1, .. })));
}

/// Begins a snapshot, and changes the world before it can be written.
fn begun(store: &Store, shared: &Arc<RwLock<World>>) -> Sequence {
    let mut world = shared.write().unwrap();
    store.snapshot(Arc::clone(shared));
    put(&mut world, store, "after.dk")
}

#[tokio::test]
async fn a_snapshot_replaces_the_journals_before_it() {
    let dir = Dir::new("snapshot");
    let (store, _) = Store::open(&dir.0).unwrap();
    let mut world = demo::world(NOW);
    store.append(&world.snapshot().collect::<Vec<_>>()).unwrap();
    put(&mut world, &store, "before.dk");
    let shared = Arc::new(RwLock::new(world));
    let last = begun(&store, &shared);
    store.durable(last).await.unwrap();
    let complete = || snapshot_path(&dir.0, 1).exists() && !journal_path(&dir.0, 0).exists();
    for _ in 0..500 {
        if complete() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    assert!(complete());
    drop(store);
    let journal = fs::read_to_string(journal_path(&dir.0, 1)).unwrap();
    assert!(journal.contains("after.dk") && !journal.contains("before.dk"), "{journal}");
    let (_store, again) = Store::open(&dir.0).unwrap();
    assert_eq!(all(&again.unwrap()), all(&shared.read().unwrap()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_changes_while_a_snapshot_is_written_is_in_the_journal() {
    let dir = Dir::new("meanwhile");
    let (store, _) = Store::open(&dir.0).unwrap();
    let shared = Arc::new(RwLock::new(World::default()));
    let mut last = 0;
    for number in 0..3_000 {
        last = put(&mut shared.write().unwrap(), &store, &format!("n{number}.dk"));
    }
    {
        let _writing = shared.write().unwrap();
        store.snapshot(Arc::clone(&shared));
    }
    // Names come, change and go while the snapshot walks by.
    let mut number = 0;
    while !snapshot_path(&dir.0, 1).exists() {
        let mut world = shared.write().unwrap();
        let mut tx = Tx::begin(&mut world, NOW);
        tx.put_offer(Offer { token: format!("{number:08x}"), ..offer(&format!("n{}.dk", number * 7 % 3_000)) });
        tx.put_offer(offer(&format!("m{number}.dk")));
        tx.remove(Ref::Offer(format!("n{}.dk", number * 13 % 3_000).into()));
        last = store.append(&tx.finish()).unwrap();
        number += 1;
        drop(world);
        std::thread::yield_now();
    }
    assert!(number > 0);
    store.durable(last).await.unwrap();
    drop(store);
    let (_store, again) = Store::open(&dir.0).unwrap();
    assert_eq!(all(&again.unwrap()), all(&shared.read().unwrap()));
}

#[tokio::test]
async fn a_new_directory_is_written_once() {
    let dir = Dir::new("create");
    let world = demo::world(NOW);
    assert!(Store::create(&dir.0, world.snapshot()).unwrap() > 10_000);
    assert!(matches!(Store::create(&dir.0, world.snapshot()), Err(StoreError::NotEmpty(_))));
    let (_store, again) = Store::open(&dir.0).unwrap();
    assert_eq!(all(&again.unwrap()), all(&world));
}

#[tokio::test]
async fn a_snapshot_that_was_cut_short_loses_nothing() {
    let dir = Dir::new("cut");
    let (store, _) = Store::open(&dir.0).unwrap();
    let mut world = World::default();
    put(&mut world, &store, "a.dk");
    drop(store);
    // The next journal exists, but its snapshot was never finished.
    fs::write(
        journal_path(&dir.0, 1),
        format!("[{}]\n", serde_json::to_string(&Change::Offer(Arc::new(offer("b.dk")))).unwrap()),
    )
    .unwrap();
    fs::write(dir.0.join("world-1.jsonl.new"), "[{\"off").unwrap();
    let (store, again) = Store::open(&dir.0).unwrap();
    let mut again = again.unwrap();
    assert_eq!(again.offers().count(), 2);
    assert!(!dir.0.join("world-1.jsonl.new").exists());
    let last = put(&mut again, &store, "c.dk");
    store.durable(last).await.unwrap();
    drop(store);
    let (_store, third) = Store::open(&dir.0).unwrap();
    assert_eq!(third.unwrap().offers().count(), 3);
}
