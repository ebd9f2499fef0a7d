//! The sandbox of a crate that does without the HTTP server.

use epp::{CommandBody, ResData};
use sandbox::{Config, Sandbox, operations};
use time::Duration;

use crate::support::{START, application, config, create_contact, danish_person, send, sign_in, start, status};

#[tokio::test]
async fn a_page_is_refused_and_the_rest_works() {
    let asked = Config { control: Some(([127, 0, 0, 1], 0).into()), ..config() };
    let error = Sandbox::start(asked).await.unwrap_err().to_string();
    assert!(error.contains("feature `control`"), "{error}");

    let sandbox = start().await;
    assert_eq!(sandbox.control_addr(), None);
    let mut session = sign_in(&sandbox).await;
    let registrant = create_contact(&mut session, danish_person()).await;
    assert_eq!(send(&mut session, application("ny.dk", &registrant)).await.code().0, 1001);
    sandbox.advance(Duration::minutes(2)).await.unwrap();
    assert_eq!(sandbox.now(), START + Duration::minutes(2));
    let both = operations::Decision::Complete(sandbox::processing::verification::Which::Both);
    operations::verify(sandbox.registry(), &registrant, both).await.unwrap();
    assert_eq!(status(&mut session, "ny.dk").await, ["serverRenewProhibited"]);
    sandbox.fill("REG-100001", dk::Money::parse_wire("50.00").unwrap()).await.unwrap();
    let balance = send(&mut session, CommandBody::Balance).await;
    let Some(ResData::Balance(balance)) = balance.data else { panic!("{:?}", balance.data) };
    assert_eq!(balance.balance.to_string(), "10000.00");
    sandbox.pretend_shutdown(true);
    assert_eq!(send(&mut session, CommandBody::Balance).await.code().0, 1500);
}
