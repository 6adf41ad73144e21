package io.metastore.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void the_page_agrees_with_the_settings_table() throws IOException {
        if (Boolean.getBoolean("metastore.docs.write")) {
            Files.writeString(PAGE, ConfigurationPage.text());
        }

        assertThat(Files.readString(PAGE))
                .as(
                        "docs/configuration.md is out of date; make it again with: ./mvnw -pl service"
                                + " -am test -Dtest=ConfigurationPageTest -Dmetastore.docs.write=true"
                                + " -Dsurefire.failIfNoSpecifiedTests=false")
                .isEqualTo(ConfigurationPage.text());
    }
}
