//! Secrets from a person or a pipe.

use std::io::{self, BufRead, IsTerminal};

use anyhow::{Context, bail};
use epp::Secret;

/// Longer lines are no passwords.
const LONGEST_LINE: u64 = 4096;

/// Asks for `what` at the terminal, without showing what is typed; where standard input is not a terminal, reads one line of
/// it instead. With `twice` a person types it twice.
///
/// # Errors
/// Where nothing was given, or two different things.
pub(super) fn read(what: &str, twice: bool) -> anyhow::Result<Secret> {
    if !io::stdin().is_terminal() {
        return line(io::stdin().lock()).with_context(|| format!("{what}, from standard input"));
    }
    let ask = |prompt: String| anyhow::Ok(Secret::from(rpassword::prompt_password(prompt)?));
    let secret = ask(format!("{what}: "))?;
    if secret.is_empty() {
        bail!("nothing was typed");
    }
    if twice && ask(format!("{what}, again: "))? != secret {
        bail!("the two were not the same; nothing was changed");
    }
    Ok(secret)
}

/// The first line, without its end; all other white space belongs to the secret.
fn line(input: impl BufRead) -> anyhow::Result<Secret> {
    let mut text = String::new();
    let mut input = input.take(LONGEST_LINE);
    if input.read_line(&mut text).is_err() {
        bail!("the line is not UTF-8 text");
    }
    if input.limit() == 0 {
        bail!("the line is too long");
    }
    let end = text.trim_end_matches('\n').trim_end_matches('\r').len();
    text.truncate(end);
    if text.is_empty() {
        bail!("the line is empty");
    }
    Ok(Secret::from(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_taken_without_its_end() {
        for (input, expected) in [("pass word \n", "pass word "), ("pw\r\nmore\n", "pw"), ("pw", "pw")] {
            assert_eq!(line(input.as_bytes()).unwrap().expose(), expected);
        }
    }

    #[test]
    fn what_is_no_secret_is_refused_without_repeating_it() {
        let long = "x".repeat(5000);
        for input in [b"".as_slice(), b"\n", b"\xff\xfe\n", long.as_bytes()] {
            let error = line(input).unwrap_err().to_string();
            assert!(!error.contains("xxx"), "{error}");
        }
    }
}
