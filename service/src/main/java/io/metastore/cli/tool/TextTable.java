package io.metastore.cli.tool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A table with lines around its cells, as etcd's tools draw it. */
public final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();
    private final int columns;

    public TextTable(String... headings) {
        columns = headings.length;
        rows.add(Arrays.stream(headings).map(text -> text.toUpperCase(Locale.ROOT)).toList());
    }

    public void row(Object... cells) {
        rows.add(Arrays.stream(cells).map(String::valueOf).toList());
    }

    @Override
    public String toString() {
        int[] widths = widths();
        var text = new StringBuilder(line(widths, "┌", "┬", "┐"));
        for (int i = 0; i < rows.size(); i++) {
            text.append(cells(rows.get(i), widths));
            if (i == 0) {
                text.append(line(widths, "├", "┼", "┤"));
            }
        }
        return text.append(line(widths, "└", "┴", "┘")).toString();
    }

    private int[] widths() {
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }

    private static String line(int[] widths, String left, String middle, String right) {
        var parts = new ArrayList<String>();
        for (int width : widths) {
            parts.add("─".repeat(width + 2));
        }
        return left + String.join(middle, parts) + right + "\n";
    }

    private static String cells(List<String> row, int[] widths) {
        var text = new StringBuilder("│");
        for (int i = 0; i < widths.length; i++) {
            String cell = row.get(i);
            text.append(' ')
                    .append(cell)
                    .append(" ".repeat(widths[i] - cell.length()))
                    .append(" │");
        }
        return text.append('\n').toString();
    }
}
