//! The migrations are embedded in the server: a new one must make it build again.

#[expect(clippy::print_stdout, reason = "cargo reads it there")]
fn main() {
    println!("cargo::rerun-if-changed=../migrations");
}
