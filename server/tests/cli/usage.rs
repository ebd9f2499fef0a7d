//! What every command has in common.

use crate::birk::{Birk, with_account};
use registry::testing::TestDb;

#[tokio::test]
async fn a_wrong_command_line_is_told_apart_from_a_failure() {
    let birk = Birk::new(&TestDb::empty().await);
    for wrong in ["nonsense", "account", "account create", "user create --role boss", "prices import", "account list x"]
    {
        assert_eq!(birk.run(wrong).await.status, 2, "{wrong}");
    }
    let unset = birk.with("BIRK_ENVIRONMENT", "somewhere").run("account list").await;
    assert!(unset.status == 1 && unset.err.contains("environment"), "{unset:?}");
}

#[tokio::test]
async fn no_command_takes_a_secret_as_an_argument_or_shows_one_in_its_help() {
    let birk = Birk::new(&TestDb::empty().await);
    let commands = [
        "",
        "serve",
        "migrate",
        "account create",
        "account list",
        "account epp-password",
        "user create",
        "user reset",
        "user list",
        "allowlist add",
        "allowlist remove",
        "allowlist list",
        "prices import",
        "prices list",
        "demo seed",
        "config check",
    ];
    for command in commands {
        let help = birk.done(&format!("{command} --help")).await;
        assert!(help.contains("Example"), "{command}: {help}");
        for option in help.split_whitespace().filter(|word| word.starts_with("--")) {
            assert!(!option.contains("password") && !option.contains("key"), "{command}: {option}");
        }
        assert!(!help.contains(crate::birk::KEY), "{command}");
    }
}

#[tokio::test]
async fn a_reader_that_has_seen_enough_is_no_error() {
    let (_db, birk) = with_account().await;
    let ran = birk.run_unread("account list").await;
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
}
