package io.metastore.cli;

import io.metastore.app.config.Setting;
import io.metastore.app.config.SettingException;

/**
 * A setting that somebody gave.
 *
 * @param setting which one
 * @param value in canonical form
 * @param origin where it came from, as a user would name it
 */
record GivenSetting(Setting setting, String value, String origin) {

    /**
     * Checks a value as it was written.
     *
     * @throws SettingException naming setting, value, origin and what is allowed
     */
    static GivenSetting of(Setting setting, String text, String origin) {
        try {
            return new GivenSetting(setting, setting.type().canonical(text), origin);
        } catch (IllegalArgumentException wrong) {
            throw new SettingException(
                    "%s: bad value \"%s\" (from %s); allowed: %s"
                            .formatted(setting.name(), text, origin, wrong.getMessage()));
        }
    }
}
