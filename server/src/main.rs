//! The `birk` command.

/// A sign-in fills 19 MiB for a moment; this allocator gives such blocks back, and is quick with a page's many small ones.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    server::cli::main()
}
