//! The files of workload S → columns.

use crate::threads::Threads;
use kaocheng_compile::plan::Plan;
use kaocheng_engine::columns::Columns;
use kaocheng_exchange::bulk::{BulkRead, BulkRefused, Stored, read_parquet_from};
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;

/// The figures of a folder, wide or long.
pub fn load(plan: &Plan, dir: &Path, long: bool, crew: &Threads) -> Columns {
    let file = |name: &str| Arc::new(OnDisk::open(&dir.join(name)));
    let wanted = |result: Result<BulkRead, BulkRefused>| match result {
        Ok(read) => read.columns,
        Err(refused) => panic!("{} problems: {:?}", refused.errors, refused.problems.first()),
    };
    if !long {
        return wanted(read_parquet_from("wide.parquet", file("wide.parquet"), plan, None, crew));
    }
    let units = wanted(read_parquet_from("units.parquet", file("units.parquet"), &Plan::default(), None, crew)).units;
    wanted(read_parquet_from("long.parquet", file("long.parquet"), plan, Some(&units), crew))
}

/// A file of which tasks read what they decode.
struct OnDisk {
    file: File,
    size: u64,
}

impl OnDisk {
    fn open(path: &Path) -> OnDisk {
        let opened = File::open(path).and_then(|file| Ok(OnDisk { size: file.metadata()?.len(), file }));
        opened.unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    }
}

impl Stored for OnDisk {
    fn size(&self) -> u64 {
        self.size
    }

    fn read(&self, from: u64, len: usize) -> Result<bytes::Bytes, String> {
        let mut bytes = vec![0; len];
        self.file.read_exact_at(&mut bytes, from).map_err(|e| e.to_string())?;
        Ok(bytes.into())
    }
}
