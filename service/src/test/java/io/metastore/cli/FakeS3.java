package io.metastore.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * As much of S3 as the tools ask for; it can refuse requests. A real one is asked in S3BackupIT.
 */
final class FakeS3 implements AutoCloseable {
    final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    final List<String> requests = new ArrayList<>();
    private final Map<Integer, byte[]> parts = new TreeMap<>();
    private final HttpServer server;

    /** What every request is answered with instead, as status and code. */
    private volatile String refusal = "";

    FakeS3() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    void refuse(int status, String code) {
        refusal = status + " " + code;
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            String key = exchange.getRequestURI().getPath();
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            byte[] body = exchange.getRequestBody().readAllBytes();
            synchronized (requests) {
                requests.add(method + " " + key + " " + query);
            }
            if (!refusal.isEmpty()) {
                int status = Integer.parseInt(refusal.substring(0, 3));
                send(exchange, status, error(refusal.substring(4)));
            } else if (method.equals("GET")) {
                get(exchange, key);
            } else if (method.equals("PUT")) {
                int at = query.indexOf("partNumber=") + "partNumber=".length();
                parts.put(Character.getNumericValue(query.charAt(at)), body);
                exchange.getResponseHeaders().set("ETag", "\"part\"");
                send(exchange, 200, "");
            } else if (method.equals("DELETE")) {
                parts.clear();
                exchange.sendResponseHeaders(204, -1);
            } else if (query.startsWith("uploads")) {
                send(
                        exchange,
                        200,
                        "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>");
            } else {
                var whole = new ByteArrayOutputStream();
                parts.values().forEach(whole::writeBytes);
                objects.put(key, whole.toByteArray());
                send(exchange, 200, "<CompleteMultipartUploadResult/>");
            }
        }
    }

    private void get(HttpExchange exchange, String key) throws IOException {
        byte[] object = objects.get(key);
        if (object == null) {
            send(exchange, 404, error("NoSuchKey"));
            return;
        }
        String range = exchange.getRequestHeaders().getFirst("Range").substring("bytes=".length());
        int dash = range.indexOf('-');
        int from = Integer.parseInt(range.substring(0, dash));
        int to = Math.min(Integer.parseInt(range.substring(dash + 1)), object.length - 1);
        if (from >= object.length) {
            send(exchange, 416, error("InvalidRange"));
            return;
        }
        exchange.getResponseHeaders().set("ETag", "\"whole\"");
        exchange.getResponseHeaders()
                .set("Content-Range", "bytes %d-%d/%d".formatted(from, to, object.length));
        exchange.sendResponseHeaders(206, to - from + 1);
        exchange.getResponseBody().write(object, from, to - from + 1);
    }

    private static String error(String code) {
        return "<Error><Code>%s</Code><Message>refused</Message></Error>".formatted(code);
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
