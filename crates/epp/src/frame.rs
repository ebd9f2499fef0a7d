//! Frames on the wire (RFC 5734 §4): four bytes of total length, big-endian, themselves included, then the XML.

use bytes::{Buf, BufMut, Bytes, BytesMut};
use tokio_util::codec::{Decoder, Encoder};

/// Length of the header, which counts itself.
pub(crate) const HEADER: usize = 4;

/// The registry closes the connection without a word when a frame of a client is longer than this, header included
/// (Punktum dk EPP specification § Oversized Packet).
pub const REGISTRY_LIMIT: usize = 262_144;

/// What a client accepts from a server unless told otherwise. Answers may be longer than commands.
pub const RESPONSE_LIMIT: usize = 1_048_576;

/// Cuts a stream of bytes into frames. Frames are bytes; [`ClientFrame::from_bytes`](crate::ClientFrame::from_bytes)
/// checks their encoding, so that a server can still answer a badly encoded one.
///
/// Memory grows with the bytes that really arrive, never with the length that a header announces.
#[derive(Debug, Clone)]
pub struct EppCodec {
    read_limit: usize,
    write_limit: usize,
}

impl EppCodec {
    /// A codec whose limits, in bytes with the header, hold for frames read and frames written.
    #[must_use]
    pub fn new(read_limit: usize, write_limit: usize) -> Self {
        Self { read_limit, write_limit }
    }

    /// For a client: reads up to [`RESPONSE_LIMIT`], writes up to [`REGISTRY_LIMIT`].
    #[must_use]
    pub fn client() -> Self {
        Self::new(RESPONSE_LIMIT, REGISTRY_LIMIT)
    }

    /// For a server: reads up to [`REGISTRY_LIMIT`], writes without a limit but the format's.
    #[must_use]
    pub fn server() -> Self {
        Self::new(REGISTRY_LIMIT, u32::MAX as usize)
    }
}

/// Why bytes are no frames. The stream is unusable afterwards.
#[derive(Debug, thiserror::Error)]
pub enum FrameError {
    /// The frame is longer than allowed.
    #[error("a frame of {len} bytes exceeds the limit of {limit}")]
    TooLong {
        /// Announced total length.
        len: usize,
        /// Limit.
        limit: usize,
    },
    /// The header announces less than its own length.
    #[error("a frame cannot have a total length of {0} bytes")]
    TooShort(usize),
    /// The stream ended inside a frame.
    #[error("the connection ended inside a frame, after {got} of {expected} bytes")]
    Truncated {
        /// Bytes received, header included.
        got: usize,
        /// Bytes announced; the header's length if not even that arrived.
        expected: usize,
    },
    /// The connection failed.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

impl Decoder for EppCodec {
    type Item = Bytes;
    type Error = FrameError;

    fn decode(&mut self, src: &mut BytesMut) -> Result<Option<Bytes>, FrameError> {
        let Some(header) = src.first_chunk::<HEADER>() else { return Ok(None) };
        let len = u32::from_be_bytes(*header) as usize;
        if len < HEADER {
            return Err(FrameError::TooShort(len));
        }
        if len > self.read_limit {
            return Err(FrameError::TooLong { len, limit: self.read_limit });
        }
        if src.len() < len {
            return Ok(None);
        }
        let mut frame = src.split_to(len);
        frame.advance(HEADER);
        Ok(Some(frame.freeze()))
    }

    fn decode_eof(&mut self, src: &mut BytesMut) -> Result<Option<Bytes>, FrameError> {
        if let Some(frame) = self.decode(src)? {
            return Ok(Some(frame));
        }
        if src.is_empty() {
            return Ok(None);
        }
        let expected = src.first_chunk::<HEADER>().map_or(HEADER, |header| u32::from_be_bytes(*header) as usize);
        Err(FrameError::Truncated { got: src.len(), expected })
    }
}

impl EppCodec {
    fn put(&self, xml: &[u8], dst: &mut BytesMut) -> Result<(), FrameError> {
        let len = xml.len().saturating_add(HEADER);
        let announced = u32::try_from(len).ok().filter(|_| len <= self.write_limit);
        let announced = announced.ok_or(FrameError::TooLong { len, limit: self.write_limit })?;
        dst.reserve(len);
        dst.put_u32(announced);
        dst.put_slice(xml);
        Ok(())
    }
}

impl Encoder<&str> for EppCodec {
    type Error = FrameError;

    fn encode(&mut self, xml: &str, dst: &mut BytesMut) -> Result<(), FrameError> {
        self.put(xml.as_bytes(), dst)
    }
}

impl Encoder<String> for EppCodec {
    type Error = FrameError;

    fn encode(&mut self, xml: String, dst: &mut BytesMut) -> Result<(), FrameError> {
        self.put(xml.as_bytes(), dst)
    }
}

impl Encoder<Bytes> for EppCodec {
    type Error = FrameError;

    fn encode(&mut self, xml: Bytes, dst: &mut BytesMut) -> Result<(), FrameError> {
        self.put(&xml, dst)
    }
}
