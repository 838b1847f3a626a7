package io.roadrunner.conformance.architecture;

import io.roadrunner.conformance.architecture.MethodScanner.Method;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// The budgets of a source file: how long, how wide, how many.
final class TidyRules {
    private static final int MAX_FILE_LINES = 400;
    private static final int MAX_METHOD_LINES = 70;
    private static final int MAX_PARAMETERS = 4;
    private static final int MAX_COLUMNS = 100;

    /// A line of its own in a file that is nothing but data, which may be longer.
    private static final String TABLE_MARKER = "// tidy: table";

    private TidyRules() {}

    static List<TidyRule> all() {
        return List.of(
                new TidyRule(
                        "a file has at most %d lines".formatted(MAX_FILE_LINES),
                        TidyRules::longFile),
                new TidyRule(
                        "a line has at most %d columns".formatted(MAX_COLUMNS),
                        TidyRules::wideLines),
                new TidyRule(
                        "a method has at most %d lines".formatted(MAX_METHOD_LINES),
                        file -> methods(file, method -> method.lines() > MAX_METHOD_LINES)),
                new TidyRule(
                        "a method has at most %d parameters".formatted(MAX_PARAMETERS),
                        TidyRules::manyParameters));
    }

    private static List<Integer> longFile(SourceFile file) {
        List<String> lines = file.lines();
        boolean table = lines.stream().map(String::strip).anyMatch(TABLE_MARKER::equals);
        return lines.size() > MAX_FILE_LINES && !table ? List.of(MAX_FILE_LINES + 1) : List.of();
    }

    private static List<Integer> wideLines(SourceFile file) {
        List<String> lines = file.lines();
        return IntStream.rangeClosed(1, lines.size())
                .filter(line -> isWide(lines.get(line - 1)))
                .boxed()
                .toList();
    }

    private static boolean isWide(String line) {
        return line.codePointCount(0, line.length()) > MAX_COLUMNS && !line.startsWith("import ");
    }

    private static List<Integer> manyParameters(SourceFile file) {
        Predicate<Method> many =
                method -> method.parameters() > MAX_PARAMETERS && !method.constructor();
        return file.isMain() ? methods(file, many) : List.of();
    }

    private static List<Integer> methods(SourceFile file, Predicate<Method> broken) {
        return MethodScanner.methods(file.code()).stream()
                .filter(broken)
                .map(Method::line)
                .toList();
    }
}
