//! What must hold for any bytes. Shared by the fuzz targets and the property tests.

use bytes::BytesMut;
use epp::{ClientFrame, CommandBody, EppCodec, ServerFrame, mask};
use tokio_util::codec::Decoder;

/// A server reads a frame: it returns, and what it understood it can write and read again.
///
/// Not unchanged: what was not understood is not written, fractions of seconds neither.
pub fn client_frame(bytes: &[u8]) {
    let _ = mask::mask_bytes(bytes);
    let Ok(frame) = ClientFrame::from_bytes(bytes) else { return };
    if matches!(&frame, ClientFrame::Command(command) if matches!(command.body, CommandBody::Unimplemented { .. })) {
        return;
    }
    let written = frame.to_xml();
    match ClientFrame::parse(&written) {
        // Written once, it has found its form.
        Ok(again) => assert_eq!(again.to_xml(), written),
        Err(error) => panic!("{error}: {written}"),
    }
}

/// A client reads a frame: it returns, and what it understood it can write and read again, with the same codes and ids.
pub fn server_frame(bytes: &[u8]) {
    let _ = mask::mask_bytes(bytes);
    let Ok(frame) = ServerFrame::from_bytes(bytes) else { return };
    let written = frame.to_xml();
    let again = match ServerFrame::parse(&written) {
        Ok(again) => again,
        Err(error) => panic!("{error}: {written}"),
    };
    if let (ServerFrame::Response(before), ServerFrame::Response(after)) = (&frame, &again) {
        assert_eq!(before.code(), after.code(), "{written}");
        assert_eq!(before.tr_id, after.tr_id, "{written}");
    }
    assert_eq!(again.to_xml(), written);
}

/// A server reads a stream in pieces: it returns, and never holds more than what arrived.
pub fn stream(bytes: &[u8]) {
    // The first byte says how large the pieces are that arrive together.
    let Some((&size, wire)) = bytes.split_first() else { return };
    let (mut codec, mut buffer) = (EppCodec::server(), BytesMut::new());
    let mut frames = 0;
    for piece in wire.chunks(usize::from(size).max(1)) {
        buffer.extend_from_slice(piece);
        loop {
            match codec.decode(&mut buffer) {
                Ok(Some(frame)) => {
                    frames += frame.len() + 4;
                    client_frame(&frame);
                }
                Ok(None) => break,
                Err(_) => return,
            }
        }
        assert!(buffer.capacity() <= 2 * wire.len().max(64), "{} for {}", buffer.capacity(), wire.len());
    }
    assert!(frames <= wire.len());
    let _ = codec.decode_eof(&mut buffer);
}
