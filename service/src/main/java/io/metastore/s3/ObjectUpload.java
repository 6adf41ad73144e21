package io.metastore.s3;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * An object that is being written, in parts of which one is held in memory. It is there, in the
 * place of one that had its name, when {@link #complete} has returned; what was sent is thrown away
 * when this is closed before. Used by one thread.
 */
public final class ObjectUpload implements AutoCloseable {
    /** A part must not be smaller than 5 MiB, unless it is the last. */
    private static final int PART_BYTES_MIN = 16 * 1024 * 1024;

    private static final int PARTS_MAX = 10_000;
    private static final String PERMISSION = "s3:PutObject";

    private final S3Client client;
    private final Requests requests;
    private final ObjectLocation location;
    private final String id;
    private final byte[] part;
    private final List<CompletedPart> parts = new ArrayList<>();
    private int partBytes;
    private boolean completed;

    ObjectUpload(S3Client client, Requests requests, ObjectLocation location, long bytesExpected) {
        this.client = client;
        this.requests = requests;
        this.location = location;
        this.part = new byte[partBytes(bytesExpected)];
        this.id =
                requests.send(
                        location,
                        PERMISSION,
                        () ->
                                client.createMultipartUpload(
                                                request ->
                                                        request.bucket(location.bucket())
                                                                .key(location.key()))
                                        .uploadId());
    }

    /** So large that the parts are enough for twice of what is expected. */
    static int partBytes(long bytesExpected) {
        return Math.toIntExact(Math.max(PART_BYTES_MIN, 2 * bytesExpected / PARTS_MAX));
    }

    /** Takes the remaining bytes of the buffer as the next of the object. */
    public void write(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (partBytes == part.length) {
                send();
            }
            int count = Math.min(bytes.remaining(), part.length - partBytes);
            bytes.get(part, partBytes, count);
            partBytes += count;
        }
    }

    /** Makes the object appear. */
    public void complete() {
        send();
        requests.send(
                location,
                PERMISSION,
                () ->
                        client.completeMultipartUpload(
                                request ->
                                        request.bucket(location.bucket())
                                                .key(location.key())
                                                .uploadId(id)
                                                .multipartUpload(all -> all.parts(parts))));
        completed = true;
    }

    private void send() {
        int number = parts.size() + 1;
        if (number > PARTS_MAX) {
            throw new ObjectStoreException(
                    "%s: longer than %d parts of %d bytes"
                            .formatted(location, PARTS_MAX, part.length));
        }
        int length = partBytes;
        RequestBody body =
                RequestBody.fromContentProvider(
                        () -> new ByteArrayInputStream(part, 0, length),
                        length,
                        "application/octet-stream");
        String tag =
                requests.send(
                        location,
                        PERMISSION,
                        () ->
                                client.uploadPart(
                                                request ->
                                                        request.bucket(location.bucket())
                                                                .key(location.key())
                                                                .uploadId(id)
                                                                .partNumber(number)
                                                                .contentMD5(digest(length)),
                                                body)
                                        .eTag());
        parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        partBytes = 0;
    }

    private String digest(int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update(part, 0, length);
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    @Override
    public void close() {
        if (completed) {
            return;
        }
        requests.send(
                location,
                "s3:AbortMultipartUpload",
                () ->
                        client.abortMultipartUpload(
                                request ->
                                        request.bucket(location.bucket())
                                                .key(location.key())
                                                .uploadId(id)));
    }
}
