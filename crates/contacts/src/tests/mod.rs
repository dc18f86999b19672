//! The services against a real database.
use projectmeats_testkit::scene;

#[test]
fn scene_is_set() {
    scene();
}
