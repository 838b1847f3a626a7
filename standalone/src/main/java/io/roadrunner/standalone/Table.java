package io.roadrunner.standalone;

import java.util.ArrayList;
import java.util.List;

/// Lines with aligned columns: texts to the left, numbers to the right. Belongs to one thread.
final class Table {
    private static final String GAP = "  ";

    private final List<String> header;
    private final List<List<Object>> rows = new ArrayList<>();

    /// @param header the names of the columns
    Table(String... header) {
        this.header = List.of(header);
    }

    /// Adds a line.
    ///
    /// @param cells texts and numbers, as many as there are columns
    void row(Object... cells) {
        rows.add(List.of(cells));
    }

    /// The lines, the header first.
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(line(List.copyOf(header)));
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    private String line(List<Object> cells) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < header.size(); column++) {
            String text = text(cells.get(column));
            String fill = " ".repeat(width(column) - text.length());
            line.append(line.isEmpty() ? "" : GAP);
            line.append(isNumber(column) ? fill + text : text + fill);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        int width = header.get(column).length();
        for (List<Object> row : rows) {
            width = Math.max(width, text(row.get(column)).length());
        }
        return width;
    }

    private boolean isNumber(int column) {
        return rows.stream().anyMatch(row -> row.get(column) instanceof Number);
    }

    private static String text(Object cell) {
        return Printing.clean(cell.toString());
    }
}
