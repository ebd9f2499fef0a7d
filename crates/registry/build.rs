//! The migrations are embedded in the binary: a new one must make it build again.

fn main() {
    println!("cargo::rerun-if-changed=../../migrations");
}
