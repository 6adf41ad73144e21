package io.metastore.http.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonMessagesTest {
    private static final String BODY =
            "{\"a\":\"}{\\\"ü€😀\"} [1,{\"b\":[]}]\n7 \"x\"{}{\"c\":null}\r\n true 12";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 1000})
    void values_are_the_same_however_the_body_is_cut(int pieceBytes) throws Exception {
        JsonMessages messages = new JsonMessages(100);
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        List<String> values = new ArrayList<>();

        for (int start = 0; start < body.length; start += pieceBytes) {
            byte[] piece =
                    Arrays.copyOfRange(body, start, Math.min(body.length, start + pieceBytes));
            messages.feed(piece).forEach(value -> values.add(text(value)));
        }
        messages.finish().forEach(value -> values.add(text(value)));

        assertThat(values)
                .containsExactly(
                        "{\"a\":\"}{\\\"ü€😀\"}",
                        "[1,{\"b\":[]}]",
                        "7",
                        "\"x\"",
                        "{}",
                        "{\"c\":null}",
                        "true",
                        "12");
    }

    @Test
    void value_that_is_too_long_is_refused_before_it_is_complete() throws Exception {
        JsonMessages messages = new JsonMessages(10);
        assertThat(messages.feed(bytes("{\"a\":1234"))).isEmpty();

        assertThatThrownBy(() -> messages.feed(bytes("56")))
                .isInstanceOf(JsonMessages.TooLargeException.class);
    }

    @Test
    void body_that_ends_within_a_value_is_an_error() throws Exception {
        JsonMessages messages = new JsonMessages(10);
        assertThat(messages.feed(bytes("{}{\"a\""))).hasSize(1);

        assertThatThrownBy(messages::finish).isInstanceOf(IOException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8).strip();
    }
}
