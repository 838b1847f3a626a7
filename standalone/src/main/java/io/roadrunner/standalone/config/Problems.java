package io.roadrunner.standalone.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What has been found wrong so far; at most 100 problems are kept, further ones are counted.
/// Belongs to one thread and one reading.
final class Problems {
    private static final int MOST = 100;

    private final List<ConfigProblem> problems = new ArrayList<>();
    private final Set<Path> missing = new HashSet<>();
    private int more;

    /// Adds a problem.
    ///
    /// @param subject what it is about; may be empty
    void add(Origin origin, String subject, String reason) {
        if (isFull()) {
            more++;
        } else {
            problems.add(new ConfigProblem(origin, subject, reason));
        }
    }

    /// Adds a problem of a value.
    void add(ConfigNode.Scalar value, String path, String reason) {
        add(value.origin(), path + " = " + value.text(), reason);
    }

    /// Adds that a file is not there; of many, as many are kept as problems.
    void addMissing(ConfigNode.Scalar value, String path, Path file) {
        if (!isFull()) {
            missing.add(file);
        }
        add(value, path, "is not a file");
    }

    /// Whether what is added now is only counted, so that no work is worth it.
    boolean isFull() {
        return problems.size() >= MOST;
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    /// Places of the file in its order, then what comes from elsewhere as it was found.
    private static int compare(Origin one, Origin other) {
        return Long.compare(place(one), place(other));
    }

    private static long place(Origin origin) {
        return origin instanceof Origin.InFile(_, int line, int column)
                ? ((long) line << 32) + column
                : Long.MAX_VALUE;
    }

    /// Throws what has been found, if anything.
    void throwIfAny() throws InvalidConfigException {
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparing(ConfigProblem::origin, Problems::compare));
            throw new InvalidConfigException(problems, more, missing);
        }
    }
}
