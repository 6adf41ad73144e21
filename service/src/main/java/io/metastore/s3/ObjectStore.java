package io.metastore.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Objects in S3. Each request is tried again a few times when the connection breaks. Every method
 * throws {@link ObjectStoreException} when a request fails for good. Used by one thread.
 */
public final class ObjectStore implements AutoCloseable {
    /** How much of an object is asked for, and held in memory, at a time. */
    static final int READ_BYTES = 8 * 1024 * 1024;

    /** How often an answer that ended too early is asked for anew. */
    private static final int READ_TRIES_MAX = 4;

    private static final String READ = "s3:GetObject";

    /** The answer to a request for the first byte of an object that has none. */
    private static final int NO_SUCH_RANGE = 416;

    private final S3Client client;
    private final Requests requests;

    private ObjectStore(S3Client client, Requests requests) {
        this.client = client;
        this.requests = requests;
    }

    /** Prepares for requests; nothing is sent yet. */
    public static ObjectStore open(StoreSettings settings) {
        return new ObjectStore(
                StoreClients.client(settings), new Requests(new Explanations(settings)));
    }

    /** Whether there is such an object. */
    public boolean exists(ObjectLocation location) {
        // Not HEAD, whose answer cannot say what was wrong with a request.
        return requests.send(location, READ, () -> hasFirstByte(location));
    }

    private boolean hasFirstByte(ObjectLocation location) {
        try {
            ask(location, 0, 1, null);
            return true;
        } catch (NoSuchKeyException e) {
            return false;
        } catch (S3Exception e) {
            if (e.statusCode() == NO_SUCH_RANGE) {
                return true;
            }
            throw e;
        }
    }

    /**
     * Begins to write an object, which is there once {@link ObjectUpload#complete} returns.
     *
     * @param bytesExpected about how long it will be, 0 when that is not known
     */
    public ObjectUpload upload(ObjectLocation location, long bytesExpected) {
        return new ObjectUpload(client, requests, location, bytesExpected);
    }

    /** Sees how far a download has come. */
    @FunctionalInterface
    public interface DownloadProgress {
        void at(long doneBytes, long totalBytes);
    }

    /**
     * Copies an object.
     *
     * @throws IOException when the target does not take it
     */
    public void download(
            ObjectLocation location, WritableByteChannel target, DownloadProgress progress)
            throws IOException {
        long done = 0;
        long total = 1;
        String tag = null;
        while (done < total) {
            Piece piece = piece(location, done, tag);
            done += write(piece.bytes(), target);
            total = piece.total();
            tag = piece.tag();
            progress.at(done, total);
        }
    }

    private static int write(ByteBuffer bytes, WritableByteChannel target) throws IOException {
        int count = bytes.remaining();
        while (bytes.hasRemaining()) {
            target.write(bytes);
        }
        return count;
    }

    /** A piece of an object that has not changed since the piece before. */
    private Piece piece(ObjectLocation location, long from, @Nullable String tag) {
        for (int tries = 1; ; tries++) {
            Piece piece =
                    requests.send(
                            location,
                            READ,
                            () -> Piece.of(ask(location, from, READ_BYTES, tag), from));
            if (piece.isWhole()) {
                return piece;
            }
            if (tries == READ_TRIES_MAX) {
                throw new ObjectStoreException(
                        "%s: the connection ended %d times before the answer did; try again"
                                .formatted(location, tries));
            }
        }
    }

    private ResponseBytes<GetObjectResponse> ask(
            ObjectLocation location, long from, int count, @Nullable String tag) {
        GetObjectRequest request =
                GetObjectRequest.builder()
                        .bucket(location.bucket())
                        .key(location.key())
                        .range("bytes=%d-%d".formatted(from, from + count - 1))
                        .ifMatch(tag)
                        .build();
        return client.getObject(request, ResponseTransformer.toBytes());
    }

    @Override
    public void close() {
        client.close();
    }
}
