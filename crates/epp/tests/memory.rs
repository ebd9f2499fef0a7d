//! What a peer sends costs memory in proportion to what it sent, and never more than a bound.

#![cfg(test)]

use bytes::BytesMut;
use epp::{ClientFrame, EppCodec, ServerFrame, frame, mask};
use tokio_util::codec::Decoder;

/// The most that this process has ever had in memory, in bytes; none where the system does not say.
fn peak() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<usize>().ok()? * 1024)
}

/// A frame as long as the registry takes, of `part` over and over between `head` and `tail`.
fn filled(head: &str, part: &str, tail: &str) -> String {
    let room = frame::REGISTRY_LIMIT - 4 - head.len() - tail.len();
    format!("{head}{}{tail}", part.repeat(room / part.len()))
}

fn promise_much() -> Vec<(EppCodec, BytesMut)> {
    let connection = |promised: u32| {
        let (mut codec, mut buffer) = (EppCodec::server(), BytesMut::new());
        buffer.extend_from_slice(&promised.to_be_bytes());
        buffer.extend_from_slice(b"<epp>");
        assert!(matches!(codec.decode(&mut buffer), Ok(None)));
        (codec, buffer)
    };
    (0..1000).map(|n| connection(262_144 - n)).collect()
}

fn worst_frames() -> Vec<String> {
    let epp = "<epp xmlns='urn:ietf:params:xml:ns:epp-1.0'>";
    let check = format!("{epp}<command><check><c xmlns='urn:ietf:params:xml:ns:domain-1.0'>");
    let bomb: String = (1..40).map(|n| format!("<!ENTITY e{n} '{}'>", format!("&e{};", n - 1).repeat(100))).collect();
    vec![
        filled(epp, "<a/>", "</epp>"),
        filled(epp, "<a>", ""),
        filled("<a", " b=''", "/>"),
        filled("<a", " xmlns:b='c'", "/>"),
        filled(epp, "<b xmlns:c='d'/>", "</epp>"),
        filled(epp, "x&lt;", "</epp>"),
        filled(epp, "<![CDATA[x]]>", "</epp>"),
        filled(epp, "<!-- -->", "</epp>"),
        filled(epp, "<?a?>", "</epp>"),
        filled(&check.replace("<c ", "<check "), "<name>a.dk</name>", "</check></check></command></epp>"),
        filled(&format!("<!DOCTYPE a [<!ENTITY e0 'lol'>{bomb}]>{epp}"), "&e39;", "</epp>"),
        filled("<!DOCTYPE a SYSTEM 'file:///dev/zero'><a>", "&x;", "</a>"),
        "\0".repeat(frame::REGISTRY_LIMIT - 4),
    ]
}

/// One test, since others in the same process would be counted as well.
#[test]
#[expect(clippy::print_stdout, reason = "speaks to the test harness")]
fn hostile_peers_cost_little_memory() {
    let frames = worst_frames();
    let Some(before) = peak() else {
        println!("SKIPPED hostile_peers_cost_little_memory: the system does not say how much memory is used");
        return;
    };
    let connections = promise_much();
    let grown = peak().unwrap() - before;
    assert!(grown < 8 << 20, "{grown} bytes for {} promises", connections.len());
    for xml in &frames {
        let _ = ClientFrame::parse(xml).map(|frame| frame.to_xml().len());
        let _ = ServerFrame::parse(xml).map(|frame| frame.to_xml().len());
        let _ = mask::mask_frame(xml);
    }
    let grown = peak().unwrap() - before;
    // A tree of 131,072 nodes, the most there can be, takes about 10 MB.
    assert!(grown < 48 << 20, "{grown} bytes for the worst frames");
}
