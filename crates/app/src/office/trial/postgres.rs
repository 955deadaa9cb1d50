//! A PostgreSQL of the test's own.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};

/// A cluster that goes when this process does.
pub struct Cluster {
    folder: PathBuf,
    url: String,
    databases: AtomicU64,
}

impl Cluster {
    /// Starts one.
    pub fn start() -> Cluster {
        let own = std::process::id().to_string();
        let out = script(&["start", &own]);
        let mut lines = out.lines().map(str::to_owned);
        let (folder, url) = (lines.next().unwrap(), lines.next().unwrap());
        Cluster { folder: PathBuf::from(folder), url, databases: AtomicU64::new(0) }
    }

    /// A new database in it, by its address.
    pub fn database(&self) -> String {
        let number = self.databases.fetch_add(1, Ordering::SeqCst);
        let (admin, sql) = (self.url.clone(), format!("CREATE DATABASE trial_{number}"));
        // On a thread of its own, since the tests are on a runtime already.
        let created = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                use sqlx::Connection;
                sqlx::any::install_default_drivers();
                let mut connection = sqlx::AnyConnection::connect(&admin).await.unwrap();
                sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
                connection.close().await.unwrap();
            });
        });
        created.join().unwrap();
        format!("{}/trial_{number}", self.url.trim_end_matches("/postgres"))
    }

    /// Stops it at once and starts it again, as after a power cut.
    pub fn restart(&self) {
        script(&["restart", self.folder.to_str().unwrap()]);
    }
}

/// Stops the cluster before the script notices that the process is gone.
impl Drop for Cluster {
    fn drop(&mut self) {
        script(&["stop", self.folder.to_str().unwrap()]);
    }
}

fn script(args: &[&str]) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tools/postgres.sh");
    let out = Command::new(script).args(args).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}
