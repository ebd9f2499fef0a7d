//! The control page.
use std::sync::Arc;
use tokio::net::TcpListener;
use crate::server::Shared;
pub(crate) async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    let mut stop = shared.stop.subscribe();
    let app = axum::Router::new();
    let ended = async move {
        let _ = stop.wait_for(|stop| *stop).await;
    };
    let _ = axum::serve(listener, app).with_graceful_shutdown(ended).await;
}
