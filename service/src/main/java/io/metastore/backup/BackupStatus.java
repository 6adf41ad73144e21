package io.metastore.backup;

/**
 * What a backup holds, in the figures that {@code etcdutl snapshot status} shows.
 *
 * @param hash CRC32C of all names of buckets, keys and values; an unsigned number of 32 bits
 * @param revision the main revision of the newest row of history, 0 without one
 * @param totalKeys how many keys live
 * @param totalBytes the size of the database, without a digest
 * @param storageVersion of the schema; empty in files older than etcd 3.6
 */
public record BackupStatus(
        long hash, long revision, long totalKeys, long totalBytes, String storageVersion) {}
