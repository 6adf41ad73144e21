package io.metastore.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A member in a process of its own, killed while it acknowledges. */
@Timeout(60)
class KillTest {
    private static final int ACKNOWLEDGED = 300;
    private static final String MARK = "acknowledged ";
    private static final String END = ".";

    @TempDir Path directory;

    @Test
    void killed_process_loses_nothing_it_has_acknowledged() throws Exception {
        Peer self = TestGroup.peers(1).get(0);
        List<String> acknowledged = killAfter(self);

        try (TestMember member = member(self, directory).start()) {
            Eventually.until("leader", member::leads);
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED);
            assertThat(member.machine().entries()).startsWith(acknowledged.toArray(String[]::new));
        }
    }

    private List<String> killAfter(Peer self) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                KillTest.class.getName(),
                                directory.toString(),
                                Integer.toString(self.port()))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var acknowledged = new ArrayList<String>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // A line that the kill cut off has no end.
                if (line.startsWith(MARK) && line.endsWith(END)) {
                    acknowledged.add(line.substring(MARK.length(), line.length() - END.length()));
                }
                if (acknowledged.size() == ACKNOWLEDGED) {
                    // Through the handle, because the process would close the stream we read.
                    process.toHandle().destroyForcibly();
                }
            }
            return acknowledged;
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static TestMember member(Peer self, Path directory) {
        return new TestMember(TestMember.config(self, List.of(self), directory, 50));
    }

    /** The process: commits until it is killed, with a snapshot now and then. */
    public static void main(String[] arguments) {
        Peer self = new Peer(1, "127.0.0.1", Integer.parseInt(arguments[1]));
        TestMember member = member(self, Path.of(arguments[0])).start();
        Eventually.until("leader", member::leads);
        for (int i = 0; i < 100_000; i++) {
            String entry = i + "-" + "y".repeat(i % 300);
            member.commit(entry);
            System.out.println(MARK + entry + END);
            if (i % 70 == 69) {
                member.consensus().snapshot();
            }
        }
    }
}
