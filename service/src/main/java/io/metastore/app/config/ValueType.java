package io.metastore.app.config;

import java.util.List;

/**
 * What the values of a setting look like. The canonical form is the one that the configuration tree
 * reads; an empty text stands for "not given" and is canonical in every type.
 */
public sealed interface ValueType {

    /**
     * The canonical form of a value as a user writes it.
     *
     * @throws IllegalArgumentException when it is none; the message says what is allowed
     */
    String canonical(String text);

    /** What is allowed, for documentation and errors. */
    String allowed();

    /** Any text. */
    record Text(String allowed) implements ValueType {
        @Override
        public String canonical(String text) {
            return text;
        }
    }

    /** True or false in the spellings that Go accepts. */
    record Flag() implements ValueType {
        @Override
        public String canonical(String text) {
            return switch (text) {
                case "" -> "";
                case "1", "t", "T", "true", "TRUE", "True" -> "true";
                case "0", "f", "F", "false", "FALSE", "False" -> "false";
                default -> throw new IllegalArgumentException(allowed());
            };
        }

        @Override
        public String allowed() {
            return "true or false";
        }
    }

    /** A whole number in a range, both ends included. */
    record Whole(long min, long max) implements ValueType {
        @Override
        public String canonical(String text) {
            if (text.isEmpty()) {
                return "";
            }
            try {
                long value = Long.parseLong(text);
                if (value >= min && value <= max) {
                    return Long.toString(value);
                }
            } catch (NumberFormatException notANumber) {
                throw new IllegalArgumentException(allowed(), notANumber);
            }
            throw new IllegalArgumentException(allowed());
        }

        @Override
        public String allowed() {
            if (max == Long.MAX_VALUE) {
                return min == Long.MIN_VALUE ? "a whole number" : "a whole number from " + min;
            }
            return "a whole number from " + min + " to " + max;
        }
    }

    /** A time span, canonical in ISO form. */
    record Span() implements ValueType {
        @Override
        public String canonical(String text) {
            return text.isEmpty() ? "" : GoDuration.parse(text).toString();
        }

        @Override
        public String allowed() {
            return "a duration such as 100ms, 5s or 1h30m";
        }
    }

    /** One of several words. */
    record Choice(List<String> words) implements ValueType {
        public Choice {
            words = List.copyOf(words);
        }

        @Override
        public String canonical(String text) {
            if (text.isEmpty() || words.contains(text)) {
                return text;
            }
            throw new IllegalArgumentException(allowed());
        }

        @Override
        public String allowed() {
            return "one of " + String.join(", ", words);
        }
    }

    /** Comma-separated URLs. */
    record Urls() implements ValueType {
        @Override
        public String canonical(String text) {
            return text.isEmpty() ? "" : UrlList.join(UrlList.parse(text));
        }

        @Override
        public String allowed() {
            return "URLs such as http://127.0.0.1:2379, separated by commas";
        }
    }
}
