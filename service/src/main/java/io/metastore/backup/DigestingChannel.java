package io.metastore.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;

/** Hands bytes on and digests those that were taken. */
final class DigestingChannel implements WritableByteChannel {
    private final WritableByteChannel target;
    private final MessageDigest digest = BackupDigest.begin();

    DigestingChannel(WritableByteChannel target) {
        this.target = target;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        ByteBuffer offered = source.duplicate();
        int taken = target.write(source);
        digest.update(offered.limit(offered.position() + taken));
        return taken;
    }

    /** The digest of everything written; nothing may be written afterwards. */
    byte[] digest() {
        return digest.digest();
    }

    @Override
    public boolean isOpen() {
        return target.isOpen();
    }

    @Override
    public void close() throws IOException {
        target.close();
    }
}
