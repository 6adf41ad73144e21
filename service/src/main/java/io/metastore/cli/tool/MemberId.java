package io.metastore.cli.tool;

import java.util.HexFormat;

/** The id of a member, as it is shown: in hexadecimal digits. */
record MemberId(long value) {
    private static final int DIGITS_MAX = 16;

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static MemberId parse(String text) {
        if (text.isEmpty()
                || text.length() > DIGITS_MAX
                || !text.chars().allMatch(HexFormat::isHexDigit)) {
            throw new IllegalArgumentException(
                    "the id of a member has up to 16 hexadecimal digits; metastore member list"
                            + " shows it");
        }
        return new MemberId(HexFormat.fromHexDigitsToLong(text));
    }

    @Override
    public String toString() {
        return Long.toHexString(value);
    }
}
