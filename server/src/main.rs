//! The `birk` command.

fn main() {}
