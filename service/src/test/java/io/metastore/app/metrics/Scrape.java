package io.metastore.app.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a scraper gets of the meters under test, which sit behind a composite as on the platform.
 */
@SuppressWarnings(
        "deprecation") // The platform still brings the registry of the former client library.
final class Scrape {
    private final PrometheusMeterRegistry prometheus =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final CompositeMeterRegistry registry = new CompositeMeterRegistry();

    Scrape() {
        prometheus.throwExceptionOnRegistrationFailure();
        registry.add(prometheus);
    }

    MeterRegistry registry() {
        return registry;
    }

    /** The samples: name with labels in alphabetical order, and the value. */
    Map<String, Double> samples() {
        return lines("")
                .collect(
                        Collectors.toMap(
                                line -> line.substring(0, line.lastIndexOf(' ')),
                                line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)),
                                (first, second) -> {
                                    throw new AssertionError("two samples of one name");
                                },
                                TreeMap::new));
    }

    /** The types by name. */
    Map<String, String> types() {
        return lines("# TYPE ")
                .map(line -> line.split(" ", -1))
                .collect(Collectors.toMap(words -> words[2], words -> words[3]));
    }

    private Stream<String> lines(String prefix) {
        return prometheus
                .scrape()
                .lines()
                .filter(line -> prefix.isEmpty() ? !line.startsWith("#") : line.startsWith(prefix))
                .map(line -> line.replace(",}", "}"));
    }
}
