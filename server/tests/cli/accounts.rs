//! `birk account`, `birk user` and `birk allowlist`.

use server::auth::password::Passwords;
use server::auth::throttle::{Buckets, PER_USER};
use server::seal::SecretKey;

use crate::birk::{Birk, KEY, audit, password_of, with_account};
use registry::testing::TestDb;

#[tokio::test]
async fn an_account_is_made_once_and_its_password_is_sealed() {
    let db = TestDb::new().await;
    let birk = Birk::new(&db);
    let create =
        "account create --handle reg-200001 --name 'Prøve ApS' --country dk --epp-user epp-200001 --sessions 2";

    birk.run(create).await.fails(1, "EPP password of EPP-200001, from standard input: the line is empty");
    let made = birk.run_with(create, "Sandbox-200001\n").await;
    assert_eq!((made.status, made.err.as_str()), (0, ""));
    assert!(made.out.starts_with("REG-200001 created\n"), "{made:?}");
    birk.run_with(create, "Another-200001\n").await.fails(1, "REG-200001 exists already");

    let table = birk.done("account list").await;
    assert_eq!(
        table,
        "handle\tname\tcountry\tlanguage\tenvironment\tepp_user\tsessions\tqueue_owned_since\n\
         REG-200001\tPrøve ApS\tDK\tda\tsandbox\tEPP-200001\t2\t-\n"
    );
    let pool = db.superuser().await;
    let sealed: Vec<u8> = sqlx::query_scalar("select epp_password from account").fetch_one(&pool).await.unwrap();
    let key = SecretKey::parse(KEY).unwrap();
    assert_eq!(key.open("epp-password", &sealed).unwrap(), b"Sandbox-200001");

    let replaced = birk.run_with("account epp-password --handle REG-200001", "Changed-200001\r\n").await;
    assert_eq!(replaced.status, 0, "{replaced:?}");
    let sealed: Vec<u8> = sqlx::query_scalar("select epp_password from account").fetch_one(&pool).await.unwrap();
    assert_eq!(key.open("epp-password", &sealed).unwrap(), b"Changed-200001");
    assert_eq!(audit(&pool).await, ["cli account.create REG-200001", "cli account.epp_password EPP-200001"]);
    let shown: i64 = sqlx::query_scalar(
        "select count(*) from audit_line where detail::text like '%-200001%' and detail::text ~ 'Sandbox|Changed'",
    )
    .fetch_one(&pool)
    .await
    .unwrap();
    assert_eq!(shown, 0, "the audit log knows no password");
}

#[tokio::test]
async fn a_portal_user_is_made_and_gets_a_new_password() {
    let (db, birk) = with_account().await;
    let pool = db.superuser().await;
    let create = "user create --account REG-200001 --email Ada@Prøve.example --name 'Ada Holm' --role administrator --role name-server-administrator";

    birk.run_with(create, "short\n").await.fails(1, "it must have 12 to 128");
    let made = birk.run_with(create, "a long pass phrase \n").await;
    assert_eq!((made.status, made.out.as_str()), (0, "ada@prøve.example created in REG-200001\n"));
    assert!(made.err.contains("birk allowlist add --account REG-200001"), "nobody can sign in yet: {made:?}");
    let (hash, since) = password_of(&pool, "ada@prøve.example").await;
    assert!(Passwords::new(1).verify("a long pass phrase ".to_owned(), Some(hash)).await.unwrap());

    let again = birk.run_with(&create.replace("Ada@", "ADA@"), "a long pass phrase \n").await;
    again.fails(1, "is a user of REG-200001 already");
    let listed = birk.done("user list --account REG-200001").await;
    assert_eq!(
        listed.lines().nth(1).unwrap(),
        "REG-200001\tada@prøve.example\tAda Holm\tda\tadministrator,name_server_administrator\tenabled\t-"
    );

    let reset = birk.done("user reset --email ada@prøve.example --generate").await;
    let password = reset.lines().find_map(|line| line.strip_prefix("password: ")).unwrap();
    let (hash, changed) = password_of(&pool, "ada@prøve.example").await;
    assert!(changed > since, "sessions from before end");
    assert!(Passwords::new(1).verify(password.to_owned(), Some(hash)).await.unwrap());
    birk.run("user reset --email nobody@prøve.example --generate").await.fails(1, "there is no portal user");
    let expected =
        ["cli account.create REG-200001", "cli user.create ada@prøve.example", "cli user.reset ada@prøve.example"];
    assert_eq!(audit(&pool).await, expected);
}

#[tokio::test]
async fn a_reset_forgets_failed_sign_ins() {
    let (db, birk) = with_account().await;
    birk.done("user create --account REG-200001 --email ada@prøve.example --name Ada --role payer --generate").await;
    let buckets = Buckets::new(&SecretKey::parse(KEY).unwrap(), "ada@prøve.example", "192.0.2.1".parse().unwrap());
    let now = time::OffsetDateTime::from_unix_timestamp(1_795_000_000).unwrap();
    let mut tx = db.db().shared().await.unwrap();
    for _ in 0..PER_USER {
        assert_eq!(buckets.count(&mut tx, now).await.unwrap().until, None);
    }
    assert!(buckets.count(&mut tx, now).await.unwrap().until.is_some(), "locked out");
    tx.commit().await.unwrap();

    birk.done("user reset --email ada@prøve.example --generate").await;
    let mut tx = db.db().shared().await.unwrap();
    assert_eq!(buckets.count(&mut tx, now).await.unwrap().until, None, "and in again");
}

#[tokio::test]
async fn the_allowlist_takes_addresses_and_networks_without_host_bits() {
    let (db, birk) = with_account().await;
    let add = "allowlist add --account REG-200001";

    birk.run(&format!("{add} 192.0.2.7/24"))
        .await
        .fails(2, "write 192.0.2.0/24 for the network or 192.0.2.7 for the address");
    birk.run(&format!("{add} ::ffff:192.0.2.7")).await.fails(2, "write 192.0.2.7/32");
    birk.run(&format!("{add} nonsense")).await.fails(2, "not an IPv4 or IPv6 address");
    birk.run("allowlist add --account REG-299999 192.0.2.7").await.fails(1, "there is no account REG-299999");
    assert!(birk.done(&format!("{add} 192.0.2.0/24 --note 'head office'")).await.contains("192.0.2.0/24"));
    assert!(birk.done(&format!("{add} 192.0.2.0/24")).await.contains("already"));
    birk.done(&format!("{add} 2001:db8::7")).await;

    let list = birk.done("allowlist list --account REG-200001").await;
    let fields: Vec<Vec<&str>> = list.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(fields[0], ["network", "note", "added_by", "added_at"]);
    assert_eq!(fields[1][..3], ["192.0.2.0/24", "head office", "cli"]);
    assert_eq!(fields[2][..3], ["2001:db8::7/128", "-", "cli"]);

    birk.done("allowlist remove --account REG-200001 192.0.2.0/24").await;
    birk.run("allowlist remove --account REG-200001 192.0.2.0/24").await.fails(1, "is not on the list");
    let last = birk.run("allowlist remove --account REG-200001 2001:db8::7").await;
    assert!(last.status == 0 && last.err.contains("nobody of REG-200001 can use the portal"), "{last:?}");
    let expected = [
        "cli account.create REG-200001",
        "cli allowlist.add 192.0.2.0/24",
        "cli allowlist.add 2001:db8::7/128",
        "cli allowlist.remove 192.0.2.0/24",
        "cli allowlist.remove 2001:db8::7/128",
    ];
    assert_eq!(audit(&db.superuser().await).await, expected);
}
