//! Commands with parts cut out, doubled, or replaced by odd values: each gets an answer, and each answer is valid.

use bytes::Bytes;
use epp::{ClientFrame, CommandBody, EppCodec};
use futures_util::{SinkExt, StreamExt};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use sandbox::{Config, Handle, Sandbox, Settings};
use tokio::time::{Duration, timeout};
use tokio_util::codec::Framed;

use crate::raw::{Raw, open};
use crate::support::config;

/// Values that somebody did not think of, and names of objects that exist.
const ODD: &[&str] = &[
    "",
    " ",
    "0",
    "-1",
    "99999999999999999999",
    "1e9",
    "true",
    "null",
    "auto",
    "force",
    "all",
    "æøåöäüé.dk",
    "xn--4cabco7dk5a.dk",
    "xn--99999.dk",
    "eksempel.dk",
    "dk-hostmaster.dk",
    "waiting-list.dk",
    ".dk",
    "a..dk",
    "ns1.nordisk.example",
    "ns1.eksempel.dk",
    "REG-100001",
    "REG-100002",
    "DKHM1-DK",
    "1a2b3c4d",
    "127.0.0.1",
    "2001:db8::1",
    "::ffff:10.0.0.1",
    "2026-02-30",
    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999999+14:00",
    "autotransfer",
    "autoredel",
    "+45.33646000",
    "+999.1",
    "DK",
    "XX",
    "24210375",
    "\u{202e}\u{0}\u{fffd}",
    "🏴‍☠️",
    "%s%n",
    "<b/>",
    "&lt;",
    "]]&gt;",
];

fn seeds() -> Vec<String> {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/../epp/fuzz/seeds");
    let mut paths: Vec<_> = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let xml = std::fs::read_to_string(path).ok()?;
        match ClientFrame::parse(&xml).ok()? {
            ClientFrame::Command(command) => match command.body {
                CommandBody::Login(_) | CommandBody::Logout => None,
                _ => Some(xml),
            },
            ClientFrame::Hello => None,
        }
    };
    paths.iter().filter_map(read).collect()
}

/// The texts between tags, as ranges of bytes.
fn texts(xml: &str) -> Vec<std::ops::Range<usize>> {
    let ends = xml.match_indices('>').map(|(at, _)| at + 1);
    ends.filter_map(|from| Some(from..from + xml[from..].find('<')?)).collect()
}

fn changed(xml: &str, rng: &mut StdRng) -> String {
    let mut xml = xml.to_owned();
    for _ in 0..rng.random_range(1..4) {
        if rng.random_ratio(3, 4) {
            if let Some(range) = texts(&xml).choose(rng).cloned() {
                let long = "x".repeat(rng.random_range(1..600));
                let value = if rng.random_ratio(1, 12) { &long } else { *ODD.choose(rng).unwrap() };
                xml.replace_range(range, value);
            }
            continue;
        }
        // An element, or anything else, is lost or doubled.
        let tags: Vec<usize> = xml.match_indices('<').map(|(at, _)| at).collect();
        let (Some(&a), Some(&b)) = (tags.choose(rng), tags.choose(rng)) else { continue };
        let part = a.min(b)..a.max(b);
        let kept = if rng.random_bool(0.5) { xml[part.clone()].repeat(2) } else { String::new() };
        xml.replace_range(part, &kept);
    }
    xml
}

/// A session that is signed in.
async fn session(sandbox: &Handle) -> Raw {
    let mut raw = Framed::new(open(sandbox, rustls::ALL_VERSIONS).await, EppCodec::client());
    raw.next().await.unwrap().unwrap();
    let login = epp::Command::new(epp::Login::new("EPP-100001", "Sandbox-100001"), "HOSTILE-0").to_xml();
    raw.send(Bytes::from(login)).await.unwrap();
    raw.next().await.unwrap().unwrap();
    raw
}

#[tokio::test]
#[expect(clippy::print_stdout, reason = "speaks to the test harness")]
async fn whatever_is_asked_is_answered_validly() {
    let settings = Settings { error_limit: u32::MAX, ..Settings::default() };
    let sandbox = Sandbox::start(Config { settings, ..config() }).await.unwrap();
    let (seeds, mut rng) = (seeds(), StdRng::seed_from_u64(2026));
    assert!(seeds.len() > 30, "{}", seeds.len());
    let mut raw = session(&sandbox).await;
    let mut answers = Vec::new();
    let mut accepted = 0;
    for round in 0..1000 {
        // Some go unchanged, so that there are objects which the others can be about.
        let seed = seeds.choose(&mut rng).unwrap();
        let xml = if rng.random_ratio(1, 3) { seed.clone() } else { changed(seed, &mut rng) };
        raw.send(Bytes::from(xml.clone())).await.unwrap();
        let answer = timeout(Duration::from_secs(10), raw.next()).await;
        let Ok(Some(Ok(answer))) = answer else { panic!("no answer to {xml}") };
        let answer = String::from_utf8(answer.to_vec()).unwrap();
        if let Ok(epp::ServerFrame::Response(response)) = epp::ServerFrame::parse(&answer) {
            accepted += usize::from(response.is_success());
            assert_ne!(response.msg(), "Internal error.", "{xml}");
        }
        answers.push((xml, answer));
        if round % 100 == 0 {
            sandbox.advance(time::Duration::days(5)).await.unwrap();
        }
    }
    // Not all of it was nonsense.
    assert!(accepted > 100, "{accepted}");
    let labels: Vec<String> = (0..answers.len()).map(|round| format!("answer {round}")).collect();
    let frames: Vec<_> = labels.iter().zip(&answers).map(|(label, (_, xml))| (label.as_str(), xml.as_str())).collect();
    match epp::schema::validate(&frames) {
        Ok(epp::schema::Validation::Validated { .. }) => {}
        Ok(epp::schema::Validation::Skipped(reason)) => println!("SKIPPED hostile: {reason}"),
        Err(faults) => {
            let guilty = labels.iter().zip(&answers).filter(|(label, _)| faults.contains(&format!("\n{label}:")));
            let asked: Vec<_> = guilty.map(|(label, (xml, _))| format!("{label} to {xml}")).collect();
            panic!("{faults}\n{}", asked.join("\n"));
        }
    }
}
