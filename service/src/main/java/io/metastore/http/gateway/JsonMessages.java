package io.metastore.http.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a body that arrives in pieces into the JSON values it consists of, however they are
 * separated. Used by one thread.
 */
final class JsonMessages {
    // Names and texts are bounded by the size of a message, which is checked here.
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    /** A value is longer than allowed. */
    static final class TooLargeException extends Exception {
        private static final long serialVersionUID = 1;
    }

    private final int bytesMax;
    private final JsonParser parser;
    private final ByteArrayFeeder feeder;
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private long finishedBytes;
    private int depth;

    /**
     * @param bytesMax the longest value in bytes, with the blanks before it
     */
    JsonMessages(int bytesMax) {
        this.bytesMax = bytesMax;
        parser = newParser();
        feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
    }

    /**
     * Takes the next piece.
     *
     * @return the values that are complete with it, in order
     * @throws IOException when the body is no JSON; the text says why
     */
    List<byte[]> feed(byte[] piece) throws IOException, TooLargeException {
        unfinished.write(piece);
        feeder.feedInput(piece, 0, piece.length);
        List<byte[]> values = completed();
        if (unfinished.size() > bytesMax) {
            throw new TooLargeException();
        }
        return values;
    }

    /**
     * The body is over.
     *
     * @return a value that only the end of the body completed, such as a number
     * @throws IOException when it ended in the middle of a value
     */
    List<byte[]> finish() throws IOException, TooLargeException {
        feeder.endOfInput();
        return completed();
    }

    private List<byte[]> completed() throws IOException, TooLargeException {
        List<Long> ends = new ArrayList<>();
        JsonToken token = parser.nextToken();
        while (token != null && token != JsonToken.NOT_AVAILABLE) {
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
            if (depth == 0) {
                ends.add(parser.currentLocation().getByteOffset());
            }
            token = parser.nextToken();
        }
        return ends.isEmpty() ? List.of() : cut(ends);
    }

    private List<byte[]> cut(List<Long> ends) throws TooLargeException {
        byte[] bytes = unfinished.toByteArray();
        List<byte[]> values = new ArrayList<>();
        int start = 0;
        for (long offset : ends) {
            int end = Math.toIntExact(offset - finishedBytes);
            if (end - start > bytesMax) {
                throw new TooLargeException();
            }
            values.add(Arrays.copyOfRange(bytes, start, end));
            start = end;
        }
        unfinished.reset();
        unfinished.write(bytes, start, bytes.length - start);
        finishedBytes += start;
        return values;
    }

    private static JsonParser newParser() {
        try {
            return FACTORY.createNonBlockingByteArrayParser();
        } catch (IOException e) {
            throw new UncheckedIOException("a parser without a source cannot fail to read it", e);
        }
    }
}
