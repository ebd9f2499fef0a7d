//! The life of a domain as Net::EPP lives it, a client that nobody here wrote (Debian's libnet-epp-perl).

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::support::start;

/// A directory that vanishes with the value.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        let path = std::env::temp_dir().join(format!("net-epp-{}", std::process::id()));
        std::fs::create_dir_all(path.join("frames")).unwrap();
        Self(path)
    }

    /// Every frame, in order, with its file's name.
    fn frames(&self) -> Vec<(String, String)> {
        let mut paths: Vec<_> =
            std::fs::read_dir(self.0.join("frames")).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        let read = |path: &PathBuf| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).unwrap())
        };
        paths.iter().map(read).collect()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn net_epp_is_here() -> bool {
    let found = Command::new("perl").args(["-MNet::EPP::Simple", "-e", "1"]).stderr(Stdio::null()).status();
    found.is_ok_and(|status| status.success())
}

#[tokio::test]
#[expect(clippy::print_stdout, reason = "speaks to the test harness")]
async fn a_life() {
    if !net_epp_is_here() {
        println!("SKIPPED net_epp::a_life: Net::EPP is absent (Debian: libnet-epp-perl)");
        return;
    }
    let sandbox = start().await;
    let scratch = Scratch::new();
    let ca = scratch.0.join("ca.pem");
    std::fs::write(&ca, sandbox.ca_pem()).unwrap();
    let mut client = Command::new("perl");
    client
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/net-epp/life.pl"))
        .args(["127.0.0.1", &sandbox.epp_addr().port().to_string()])
        .arg(&ca)
        .arg(format!("http://{}", sandbox.control_addr().unwrap()))
        .arg(scratch.0.join("frames"))
        .args(["EPP-100001", "Sandbox-100001", "EPP-100002", "Sandbox-100002"]);
    let output = tokio::task::spawn_blocking(move || client.output()).await.unwrap().unwrap();
    let (said, complained) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && complained.is_empty(), "{said}\n{complained}");
    assert!(said.ends_with("\nok\n"), "{said}");

    let frames = scratch.frames();
    for command in
        ["hello", "login", "check", "create", "poll", "info", "renew", "update", "delete", "transfer", "logout"]
    {
        let tag = format!("<{command}");
        assert!(frames.iter().any(|(name, xml)| name.ends_with("C.xml") && xml.contains(&tag)), "{command}");
    }
    // Net::EPP writes empty lists of statuses into updates of contacts, for which the schema has no room. The registry takes
    // them all the same.
    let (odd, valid): (Vec<_>, Vec<_>) = frames.iter().partition(|(_, xml)| xml.contains("<contact:add/>"));
    assert_eq!(odd.len(), 1);
    let frames: Vec<_> = valid.iter().map(|(name, xml)| (name.as_str(), xml.as_str())).collect();
    epp::schema::assert_valid("net_epp::a_life", &frames);
}
