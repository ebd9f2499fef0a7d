//! `birk prices`.

use crate::birk::Birk;
use registry::testing::TestDb;

#[tokio::test]
async fn prices_are_imported_as_a_whole_or_not_at_all() {
    let db = TestDb::new().await;
    let birk = Birk::new(&db);
    let heading = "operation,valid_from,amount";

    let wrong = format!("{heading}\ncreate,2026-04-01,50\nrenew,2026-13-01,50\n");
    birk.run_with("prices import -", &wrong).await.fails(1, "line 3, valid_from: \"2026-13-01\" is not a date");
    let semicolons = wrong.replace(',', ";");
    birk.run_with("prices import -", &semicolons).await.fails(1, "line 1: the fields are separated by ';'");
    assert_eq!(birk.done("prices list").await, format!("{heading}\n"));

    let list = format!("{heading}\ncreate,2026-04-01,50\nrenew,2026-04-01,50\n");
    let first = birk.run_with("prices import -", &list).await;
    assert_eq!(first.out, "sandbox: 2 added, 0 replaced, 0 unchanged\n", "{first:?}");
    let second =
        birk.run_with("prices import -", &list.replace("create,2026-04-01,50", "create,2026-04-01,52.50")).await;
    assert_eq!(second.out, "sandbox: 0 added, 1 replaced, 1 unchanged\n", "{second:?}");

    let listed = birk.done("prices list").await;
    assert_eq!(listed, format!("{heading}\ncreate,2026-04-01,52.50\nrenew,2026-04-01,50.00\n"));
    let file = std::env::temp_dir().join(format!("birk-prices-{}.csv", std::process::id()));
    std::fs::write(&file, &listed).unwrap();
    let import = format!("prices import --environment production '{}'", file.display());
    assert_eq!(birk.done(&import).await, "production: 2 added, 0 replaced, 0 unchanged\n");
    std::fs::remove_file(&file).unwrap();
    // As a spreadsheet writes it.
    let spreadsheet = format!("\u{feff}{}", listed.replace("create", "\"create\"").replace('\n', "\r\n"));
    let again = birk.run_with("prices import -", &spreadsheet).await;
    assert_eq!(again.out, "sandbox: 0 added, 0 replaced, 2 unchanged\n", "{again:?}");
    birk.run("prices import /nowhere/prices.csv").await.fails(1, "cannot open /nowhere/prices.csv");
}
