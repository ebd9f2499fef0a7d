//! Frames on the wire: split, cut, oversized, hostile.

#![cfg(test)]

use bytes::{Bytes, BytesMut};
use epp::{EppCodec, FrameError, frame};
use proptest::prelude::*;
use tokio_util::codec::{Decoder, Encoder};

fn encoded(frames: &[Vec<u8>]) -> BytesMut {
    let mut wire = BytesMut::new();
    for xml in frames {
        EppCodec::client().encode(Bytes::from(xml.clone()), &mut wire).unwrap();
    }
    wire
}

#[test]
fn the_length_counts_itself() {
    let mut wire = BytesMut::new();
    EppCodec::client().encode("<epp/>", &mut wire).unwrap();
    assert_eq!(&wire[..], b"\0\0\0\x0a<epp/>");
    assert_eq!(EppCodec::server().decode(&mut wire).unwrap().unwrap(), "<epp/>");
    assert!(wire.is_empty());
}

#[test]
fn a_frame_may_be_as_long_as_the_limit_and_no_longer() {
    let longest = "x".repeat(frame::REGISTRY_LIMIT - 4);
    let mut wire = BytesMut::new();
    EppCodec::client().encode(longest.as_str(), &mut wire).unwrap();
    assert_eq!(wire.len(), 262_144);
    assert_eq!(EppCodec::server().decode(&mut wire).unwrap().unwrap().len(), longest.len());

    let refused = EppCodec::client().encode(format!("{longest}x"), &mut wire);
    assert!(matches!(refused, Err(FrameError::TooLong { len: 262_145, limit: 262_144 })), "{refused:?}");
    assert!(wire.is_empty());
    let mut announced = BytesMut::from(&262_145_u32.to_be_bytes()[..]);
    let refused = EppCodec::server().decode(&mut announced);
    assert!(matches!(refused, Err(FrameError::TooLong { len: 262_145, limit: 262_144 })), "{refused:?}");
}

#[test]
fn an_announced_length_allocates_nothing() {
    for announced in [u32::MAX, 262_144, 200_000] {
        let mut wire = BytesMut::from(&announced.to_be_bytes()[..]);
        wire.extend_from_slice(b"<epp");
        let before = wire.capacity();
        let decoded = EppCodec::server().decode(&mut wire);
        assert_eq!(decoded.is_err(), announced == u32::MAX, "{decoded:?}");
        assert_eq!(wire.capacity(), before);
    }
}

#[test]
fn lengths_below_the_header_are_refused() {
    for announced in 0..4_u32 {
        let mut wire = BytesMut::from(&announced.to_be_bytes()[..]);
        assert!(matches!(EppCodec::server().decode(&mut wire), Err(FrameError::TooShort(_))));
    }
    let mut empty = BytesMut::from(&4_u32.to_be_bytes()[..]);
    assert_eq!(EppCodec::server().decode(&mut empty).unwrap().unwrap(), "");
}

#[test]
fn the_end_inside_a_frame_is_told() {
    let wire = encoded(&[b"<epp/>".to_vec()]);
    for got in 1..wire.len() {
        let mut cut = BytesMut::from(&wire[..got]);
        let expected = if got < 4 { 4 } else { wire.len() };
        match EppCodec::server().decode_eof(&mut cut) {
            Err(FrameError::Truncated { got: told, expected: announced }) => {
                assert_eq!((told, announced), (got, expected));
            }
            other => panic!("{got}: {other:?}"),
        }
    }
    assert!(matches!(EppCodec::server().decode_eof(&mut BytesMut::new()), Ok(None)));
    assert!(matches!(EppCodec::server().decode_eof(&mut wire.clone()), Ok(Some(_))));
}

proptest! {
    #[test]
    fn frames_survive_any_splitting(
        frames in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..300), 1..6),
        cuts in prop::collection::vec(1_usize..40, 1..20),
    ) {
        let wire = encoded(&frames);
        let (mut codec, mut buffer, mut got) = (EppCodec::server(), BytesMut::new(), Vec::new());
        let mut rest = &wire[..];
        for cut in cuts.iter().cycle() {
            let (now, later) = rest.split_at((*cut).min(rest.len()));
            rest = later;
            buffer.extend_from_slice(now);
            while let Some(frame) = codec.decode(&mut buffer).unwrap() {
                got.push(frame.to_vec());
            }
            if rest.is_empty() {
                break;
            }
        }
        prop_assert_eq!(got, frames);
        prop_assert!(matches!(codec.decode_eof(&mut buffer), Ok(None)));
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let mut wire = BytesMut::from(&bytes[..]);
        let mut codec = EppCodec::server();
        while let Ok(Some(_)) = codec.decode(&mut wire) {}
        prop_assert!(wire.capacity() <= bytes.len().max(8));
        let _ = codec.decode_eof(&mut wire);
    }
}
