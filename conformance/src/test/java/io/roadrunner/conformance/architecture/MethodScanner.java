package io.roadrunner.conformance.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds methods and constructors in blanked code by their shape: a name, parentheses, and then a
/// body or a semicolon.
///
/// It is no parser: it knows what formatted code of this repository looks like.
final class MethodScanner {
    /// A method, or a constructor.
    ///
    /// @param line on which its name stands
    /// @param lines from its name to its closing brace
    record Method(String name, int line, int lines, int parameters, boolean constructor) {}

    private static final Pattern SHAPE =
            Pattern.compile("(?<before>[\\w>\\]),;{}])\\s+(?<name>\\w+)\\s*\\(");
    private static final Pattern AFTER =
            Pattern.compile("\\s*(?:throws\\s+[\\w.,\\s]+?)?\\s*(?<end>[{;])");
    private static final Pattern LAST_WORD = Pattern.compile("\\w+$");

    /// What stands before a name in parentheses that is used, not declared.
    private static final Set<String> NOT_A_TYPE =
            Set.of(
                    "new",
                    "return",
                    "throw",
                    "else",
                    "yield",
                    "assert",
                    "case",
                    "do",
                    "record",
                    "instanceof",
                    "when");

    private static final Set<String> NOT_A_NAME =
            Set.of("if", "for", "while", "switch", "catch", "synchronized", "try", "return");
    private static final Set<String> MODIFIERS = Set.of("public", "protected", "private");

    private final String code;

    private MethodScanner(String code) {
        this.code = code;
    }

    static List<Method> methods(String code) {
        return new MethodScanner(code).scan();
    }

    private List<Method> scan() {
        List<Method> methods = new ArrayList<>();
        Matcher shape = SHAPE.matcher(code);
        int from = 0;
        while (shape.find(from)) {
            from = shape.end("before");
            int close = closing(shape.end() - 1, '(', ')');
            Matcher after = AFTER.matcher(code).region(close, code.length());
            if (!after.lookingAt() || NOT_A_NAME.contains(shape.group("name"))) {
                continue;
            }
            String before = lastWord(shape.end("before"));
            boolean constructor = before.isEmpty() || MODIFIERS.contains(before);
            boolean body = after.group("end").equals("{");
            boolean typed = shape.group("before").matches("[\\w>\\]]");
            if (NOT_A_TYPE.contains(before) || (constructor && !body && !typed)) {
                continue;
            }
            int end = body ? closing(after.end() - 1, '{', '}') : after.end();
            methods.add(method(shape, close, end, constructor && !isGenericOrArray(shape)));
        }
        return methods;
    }

    private Method method(Matcher shape, int close, int end, boolean constructor) {
        int line = SourceFile.lineAt(code, shape.start("name"));
        int lines = SourceFile.lineAt(code, end) - line + 1;
        int parameters = parameters(code.substring(shape.end(), close - 1));
        return new Method(shape.group("name"), line, lines, parameters, constructor);
    }

    private static boolean isGenericOrArray(Matcher shape) {
        return shape.group("before").matches("[>\\]]");
    }

    private String lastWord(int end) {
        Matcher word = LAST_WORD.matcher(code).region(Math.max(0, end - 40), end);
        return word.find() ? word.group() : "";
    }

    /// The offset after the parenthesis or brace that closes the one at `open`.
    private int closing(int open, char opens, char closes) {
        int depth = 0;
        for (int i = open; i < code.length(); i++) {
            char c = code.charAt(i);
            depth += c == opens ? 1 : c == closes ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return code.length();
    }

    private static int parameters(String list) {
        if (list.isBlank()) {
            return 0;
        }
        int depth = 0;
        int parameters = 1;
        for (char c : list.toCharArray()) {
            depth += "<({[".indexOf(c) >= 0 ? 1 : ">)}]".indexOf(c) >= 0 ? -1 : 0;
            if (c == ',' && depth == 0) {
                parameters++;
            }
        }
        return parameters;
    }
}
