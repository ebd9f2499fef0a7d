//! The example without a network does what it says.

#[expect(dead_code, reason = "the example's own entry is not called")]
#[path = "../../examples/both_ends.rs"]
mod both_ends;

#[tokio::test]
async fn both_ends_agree() {
    both_ends::converse().await.unwrap();
}
