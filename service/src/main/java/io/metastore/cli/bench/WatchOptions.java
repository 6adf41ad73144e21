package io.metastore.cli.bench;

import io.metastore.cli.tool.ToolContext;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who watches what. */
final class WatchOptions {
    private static final int WATCHERS_MAX = 1_000_000;

    @Mixin private ValueOptions values = new ValueOptions();

    @Option(
            names = "--watchers",
            paramLabel = "<n>",
            defaultValue = "100",
            description = "Watchers, spread over the keys (${DEFAULT-VALUE}).")
    private int watchers;

    @Option(
            names = "--watched-keys",
            paramLabel = "<n>",
            defaultValue = "1",
            description = "Keys that are watched and written in turn (${DEFAULT-VALUE}).")
    private int watchedKeys;

    @Option(
            names = "--streams",
            paramLabel = "<n>",
            description = "Streams that the watchers share (one for each connection).")
    private @Nullable Integer streams;

    /** Makes the load and runs it. */
    int run(String name, ToolContext context, LoadOptions load) {
        Keys keys = values.keys("--watched-keys", watchedKeys);
        OptionChecks.atLeast("--watchers", watchers, 1);
        OptionChecks.atMost("--watchers", watchers, WATCHERS_MAX, "use several processes");
        OptionChecks.atLeast("--streams", streams == null ? 1 : streams, 1);
        Values made = values.values(WatchLoad.STAMP_BYTES, load.seed());
        // Not from the seed: events of another run must not be taken for those of this one.
        long run = ThreadLocalRandom.current().nextLong();
        return new LoadRun(context, load)
                .run(name, site -> new WatchLoad(site, keys, made, watching(site), run));
    }

    private WatchLoad.Watching watching(Site site) {
        int wanted = streams == null ? site.connections().size() : streams;
        return new WatchLoad.Watching(watchers, Math.min(wanted, watchers));
    }
}
