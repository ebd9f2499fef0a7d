//! The thin layers over the XML libraries: everything else in the crate reads and writes through them.

pub(crate) mod read;
pub(crate) mod write;
