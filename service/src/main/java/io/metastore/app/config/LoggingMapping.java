package io.metastore.app.config;

import io.metastore.app.config.NodeConfig.Console;
import io.metastore.app.config.NodeConfig.LogFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads the settings about logging. */
final class LoggingMapping {
    private LoggingMapping() {}

    static NodeConfig.Logging from(MetaStoreConfig.Logging logging) {
        Set<Console> consoles = EnumSet.noneOf(Console.class);
        List<Path> files = new ArrayList<>();
        for (String output : logging.logOutputs()) {
            switch (output.trim()) {
                case "default", "stderr", "/dev/stderr" -> consoles.add(Console.STDERR);
                case "stdout", "/dev/stdout" -> consoles.add(Console.STDOUT);
                case "systemd/journal" -> throw wrong("the journal is not available, use stderr");
                default -> files.add(Path.of(output.trim()));
            }
        }
        if (consoles.size() > 1) {
            throw wrong("stdout and stderr cannot both be used");
        }
        if (files.size() > 1) {
            throw wrong("only one file is possible");
        }
        Console console = consoles.stream().findFirst().orElse(Console.NONE);
        LogFormat format = logging.logFormat().equals("json") ? LogFormat.JSON : LogFormat.CONSOLE;
        return new NodeConfig.Logging(logging.logLevel(), format, console, files);
    }

    private static SettingException wrong(String why) {
        return new SettingException("log-outputs: " + why);
    }
}
