package io.metastore.engine.rocksdb;

import java.util.Properties;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;

/** How the database is opened; ADR 0008 has the reasons and the measurements. */
final class DatabaseOptions implements AutoCloseable {
    private static final long SYNC_BYTES = 1024 * 1024;
    private static final int BACKGROUND_JOBS = 2;
    private static final long INFO_FILES_MAX = 4;
    private static final long INFO_FILE_BYTES_MAX = 4L * 1024 * 1024;

    private final DBOptions database;
    private final FamilyOptions families;

    DatabaseOptions(MemoryBudget budget) {
        this.database = database(budget);
        this.families = new FamilyOptions(budget);
    }

    DBOptions database() {
        return database;
    }

    FamilyOptions families() {
        return families;
    }

    private static DBOptions database(MemoryBudget budget) {
        // The checksum of every file, made while it is written, is to be had by this text only.
        var checksums = new Properties();
        checksums.setProperty("file_checksum_gen_factory", "FileChecksumGenCrc32cFactory");
        return DBOptions.getDBOptionsFromProps(checksums)
                .setAtomicFlush(true)
                .setAvoidFlushDuringShutdown(true)
                .setParanoidChecks(true)
                .setMaxOpenFiles(-1)
                .setWriteBufferManager(budget.writeBuffers())
                .setMaxBackgroundJobs(BACKGROUND_JOBS)
                .setBytesPerSync(SYNC_BYTES)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setMaxLogFileSize(INFO_FILE_BYTES_MAX)
                .setKeepLogFileNum(INFO_FILES_MAX)
                .setMaxBgErrorResumeCount(0);
    }

    @Override
    public void close() {
        families.close();
        database.close();
    }
}
