package io.metastore.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metastore.app.config.SettingException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingErrorsTest {
    private static final String CASES =
            """
            --nam x | unknown flag --nam; did you mean --name? (metastore server --help lists all)
            --zzzzzzzzzzzz x | unknown flag --zzzzzzzzzzzz (metastore server --help lists all)
            stray | "stray" is not a valid flag
            ---name x | "---name" is not a valid flag
            --name | --name needs a value: any text
            --max-txn-ops 0 | max-txn-ops: bad value "0" (from flag --max-txn-ops); allowed: a whole number from 1 to 2147483647
            --max-txn-ops=many | max-txn-ops: bad value "many" (from flag --max-txn-ops); allowed: a whole number from 1 to 2147483647
            --pre-vote=maybe | pre-vote: bad value "maybe" (from flag --pre-vote); allowed: true or false
            --grpc-keepalive-interval 10 | grpc-keepalive-interval: bad value "10" (from flag --grpc-keepalive-interval); allowed: a duration with its unit such as 100ms, 5s or 1h30m (the unit is missing)
            --log-format xml | log-format: bad value "xml" (from flag --log-format); allowed: one of console, json
            --experimental-corrupt-check-time 1s | --experimental-corrupt-check-time was removed in etcd 3.7 like every experimental flag; use --corrupt-check-time
            --experimental-enable-lease-checkpoint | --experimental-enable-lease-checkpoint was removed in etcd 3.7 like every experimental flag; it may be a feature gate now, see --feature-gates
            --storage disk | storage: bad value "disk" (from flag --storage); allowed: one of memory, rocksdb
            --cert-file a.pem | cert-file (from flag --cert-file) is not available in this version and cannot be ignored safely; start without it
            --auth-token jwt,sign-method=RS256 | auth-token (from flag --auth-token) is not available in this version and cannot be ignored safely; start without it
            --feature-gates LeaseCheckpont=true | feature-gates: unrecognized feature gate LeaseCheckpont (from flag --feature-gates); did you mean LeaseCheckpoint?
            --feature-gates AllBeta | feature-gates: AllBeta (from flag --feature-gates) must be AllBeta=true or AllBeta=false
            --listen-client-urls http://127.0.0.1:1 | --advertise-client-urls is required when --listen-client-urls is set explicitly; clients use it to reach this member, for example --advertise-client-urls http://127.0.0.1:1
            --listen-peer-urls http://foo.bar:2380 | listen-peer-urls: expected IP in URL for binding (http://foo.bar:2380); listen on an IP address, 0.0.0.0 or localhost and put the host name into the advertised URL
            --listen-peer-urls http://127.0.0.1 | listen-peer-urls: bad value "http://127.0.0.1" (from flag --listen-peer-urls); allowed: URLs such as http://127.0.0.1:2379, separated by commas; in "http://127.0.0.1" it needs a port from 0 to 65535
            --listen-peer-urls https://127.0.0.1:1 | listen-peer-urls: bad value "https://127.0.0.1:1" (from flag --listen-peer-urls); allowed: URLs such as http://127.0.0.1:2379, separated by commas; in "https://127.0.0.1:1" TLS is not available in this version, use http
            --listen-peer-urls http://127.0.0.1:1,http://127.0.0.1:1 | listen-peer-urls: http://127.0.0.1:1 is given twice
            --listen-peer-urls http://localhost:2379 | listen-peer-urls: http://localhost:2379 is used for clients too; each needs a port of its own
            --listen-metrics-urls http://localhost:2379 | listen-metrics-urls: http://localhost:2379 is used for clients too, where metrics are served anyway
            --election-timeout 499 | --election-timeout[499ms] should be at least as 5 times as --heartbeat-interval[100ms]
            --election-timeout 50001 | --election-timeout[50001ms] is too long, and should be set less than 50000ms
            --initial-cluster a=http://localhost:2380 | initial-cluster: couldn't find local name "default" in the initial cluster configuration; it must contain default=http://localhost:2380
            --initial-cluster default=http://localhost:9 | --initial-cluster has default=http://localhost:9 but --initial-advertise-peer-urls is http://localhost:2380; both must name the same URLs
            --initial-cluster default=http://localhost:2380,b=http://localhost:2380 | initial-cluster: http://localhost:2380 is given twice
            --initial-cluster http://localhost:2380 | initial-cluster: "http://localhost:2380" is not of the form name=http://host:port
            --id 2 | id: --id is a position in the list of --cluster, which is missing
            --cluster http://a:1,http://b:1 | id: --cluster lists 2 members; --id says which one this is, 1 to 2
            --id 3 --cluster http://a:1,http://b:1 | id: 3 (from flag --id) is outside the list of --cluster, which has 2 members
            --id 1 --cluster http://a:1 --name x | cluster (from flag --cluster) cannot be combined with name (from flag --name), which it stands for
            --port 1 --listen-client-urls http://127.0.0.1:1 | port (from flag --port) cannot be combined with listen-client-urls (from flag --listen-client-urls), which it stands for
            --port 70000 | port: bad value "70000" (from flag --port); allowed: a port from 0 to 65535
            --grpc-addr 2379 | grpc-addr: bad value "2379" (from flag --grpc-addr); allowed: host:port or :port
            --log-outputs stdout,stderr | log-outputs: stdout and stderr cannot both be used
            --log-outputs a.log,b.log | log-outputs: only one file is possible
            METASTORE_NAM=x | unknown environment variable METASTORE_NAM; did you mean METASTORE_NAME?
            ETCD_MAX_TXN_OPS=x | max-txn-ops: bad value "x" (from environment variable ETCD_MAX_TXN_OPS); allowed: a whole number from 1 to 2147483647
            ETCD_KEY_FILE=k | key-file (from environment variable ETCD_KEY_FILE) is not available in this version and cannot be ignored safely; start without it
            --config-file /nonexistent/c.yaml | config-file: cannot read /nonexistent/c.yaml: there is no such file
            """;

    @ParameterizedTest
    @CsvSource(textBlock = CASES, delimiter = '|', quoteCharacter = '\0')
    void a_wrong_setting_is_named_with_its_value_origin_and_what_is_allowed(
            String sources, String message) {
        List<String> words = List.of(sources.split(" ", -1));
        Map<String, String> environment = new LinkedHashMap<>();
        String[] flags = words.stream().filter(word -> !isVariable(word)).toArray(String[]::new);
        words.stream()
                .filter(SettingErrorsTest::isVariable)
                .map(word -> word.split("=", 2))
                .forEach(pair -> environment.put(pair[0], pair[1]));

        assertThatThrownBy(() -> Resolving.settings(environment, flags))
                .as(Arrays.toString(flags))
                .isInstanceOf(SettingException.class)
                .hasMessage(message);
    }

    private static boolean isVariable(String word) {
        return word.matches("[A-Z]+_.*");
    }
}
