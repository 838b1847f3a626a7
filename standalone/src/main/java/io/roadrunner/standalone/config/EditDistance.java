package io.roadrunner.standalone.config;

import java.util.Collection;

/// How far two words are apart. Stateless.
final class EditDistance {
    /// The time grows with the length, and nobody means such a word.
    private static final int LONGEST = 64;

    private EditDistance() {}

    /// The candidate that takes the fewest edits to get to; of a long word only the start counts.
    static String nearest(String word, Collection<String> candidates) {
        String start = word.substring(0, Math.min(word.length(), LONGEST));
        String nearest = "";
        int fewest = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int edits = between(start, candidate);
            if (edits < fewest) {
                fewest = edits;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /// The fewest insertions, deletions and replacements of a character that turn one word into the
    /// other.
    static int between(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int column = 0; column < previous.length; column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[previous.length];
            current[0] = row;
            for (int column = 1; column < current.length; column++) {
                boolean same = from.charAt(row - 1) == to.charAt(column - 1);
                int replaced = previous[column - 1] + (same ? 0 : 1);
                int shifted = Math.min(previous[column], current[column - 1]) + 1;
                current[column] = Math.min(replaced, shifted);
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
