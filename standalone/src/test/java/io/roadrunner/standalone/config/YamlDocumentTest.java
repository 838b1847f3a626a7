package io.roadrunner.standalone.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.roadrunner.standalone.config.ConfigNode.Mapping;
import io.roadrunner.standalone.config.ConfigNode.Scalar;
import io.roadrunner.standalone.config.ConfigNode.Sequence;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The reader of documents: places, aliases, bounds, and what is no document.
final class YamlDocumentTest {
    private static Mapping parse(String text) throws InvalidConfigException {
        Problems problems = new Problems();
        Mapping root = YamlDocument.parse("f", text, problems);
        problems.throwIfAny();
        return assertNotNull(root);
    }

    private static Mapping assertNotNull(Mapping root) {
        if (root == null) {
            fail("no tree and no problem");
        }
        return root;
    }

    private static String problem(String text) {
        List<ConfigProblem> problems =
                assertThrows(InvalidConfigException.class, () -> parse(text)).problems();
        assertEquals(1, problems.size(), problems::toString);
        return problems.getFirst().toString();
    }

    @Test
    void valuesKnowWhereTheyWereWritten() throws InvalidConfigException {
        Mapping root = parse("a: 1\nb:\n  - \"x\"\n  - {c: y}\n");

        assertEquals(new Scalar("1", true, new Origin.InFile("f", 1, 4)), root.value("a"));
        Sequence list = (Sequence) root.value("b");
        assertEquals(new Scalar("x", false, new Origin.InFile("f", 3, 5)), list.items().get(0));
        Mapping inner = (Mapping) list.items().get(1);
        assertEquals(new Origin.InFile("f", 4, 6), inner.entries().get("c").key());
    }

    @Test
    void anAliasStandsForItsAnchor() throws InvalidConfigException {
        Mapping root = parse("a: &x {b: 1}\nc: *x\n");

        assertEquals(root.value("a"), root.value("c"));
    }

    @Test
    void anEmptyDocumentHasNoKeys() throws InvalidConfigException {
        for (String text : new String[] {"", "\n# nothing\n", "---\n", "~"}) {
            assertEquals(0, parse(text).entries().size(), text);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "'a: 1\na: 2' | f:2:1: a: is there twice, first at f:1:1",
                "'a: [1, 2' | f:1:9: not YAML: expected ',' or ']', but got <stream end>",
                "'a: \t- b' | f:1:",
                "'a: *x' | f:1:4: the anchor *x is not complete",
                "'a: &x [*x]' | f:1:8: the anchor *x is not complete",
                "'--- {a: 1}\n--- {b: 1}' | f:2:1: a second document; one is allowed",
                "'[a]' | f:1:1: must be a section with keys",
                "'text' | f:1:1: must be a section with keys",
                "'{[a]: b}' | f:1:2: a key must be a word",
                "'a: \u0000' | f:1:1: not YAML: ",
            })
    void whatIsNoDocumentIsOneProblem(String text, String problem) {
        assertTrue(problem(text).startsWith(problem), problem(text));
    }

    @Test
    void theDepthIsBounded() throws InvalidConfigException {
        String atTheBound = "a: " + "[".repeat(30) + "x" + "]".repeat(30);
        parse(atTheBound);

        String reason = "is nested deeper than 32 levels";
        assertTrue(problem("a: " + "[".repeat(31) + "x" + "]".repeat(31)).endsWith(reason));
        assertTrue(problem("a: " + "[".repeat(500_000)).endsWith(reason));
        assertTrue(problem("{a: ".repeat(200_000)).endsWith(reason));
    }

    @Test
    void theLengthIsBounded() throws InvalidConfigException {
        parse("a: " + "x".repeat(YamlDocument.LONGEST - 3));

        assertEquals(
                "f:1:1: is longer than 1048576 characters",
                problem("a: " + "x".repeat(YamlDocument.LONGEST - 2)));
    }

    @Test
    void theNumberOfValuesIsBounded() throws InvalidConfigException {
        // The section, its key and the list are three more.
        parse("a: [" + "1,".repeat(YamlDocument.MOST_VALUES - 3) + "]");

        assertTrue(
                problem("a: [" + "1,".repeat(YamlDocument.MOST_VALUES - 2) + "]")
                        .endsWith("has more than 50000 values"));
    }

    @Test
    void aliasesCountForWhatTheyStandFor() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 20; i++) {
            String before = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, (before + ", ").repeat(9) + before));
        }

        assertTrue(problem(bomb.toString()).endsWith("has more than 50000 values"));
    }

    @Test
    void manyProblemsAreCountedAndNotAllTold() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            text.append("key-that-is-not-known-").append(i).append(": 1\n");
        }
        Problems problems = new Problems();
        Mapping root = assertNotNull(YamlDocument.parse("f", text.toString(), problems));
        new ShapeCheck(problems).check(root, ConfigShape.ROOT);

        InvalidConfigException refused =
                assertThrows(InvalidConfigException.class, problems::throwIfAny);
        assertEquals(100, refused.problems().size());
        assertTrue(refused.text().endsWith("\nand 4901 more"), refused.text());
    }

    /// Whatever is changed in a good document, the answer is a tree or problems, never another
    /// exception, and what fits its shape can be read.
    @Test
    void aDamagedDocumentIsReadOrRefused() {
        String good =
                """
                listeners:
                  web: &x
                    address: 127.0.0.1:8080
                    max_clients: 10
                    early_response_drain: {bytes: 1KiB, time: 2s}
                    middlewares: [headers, {headers: {set: {a: "b"}, remove: [c]}}]
                    routes:
                      - {path: /a/*b, static: {dir: .}, methods: [GET]}
                      - {path: /c, redirect: {to: /d, status: 301}}
                  other: *x
                drain: {timeout: 3s, policy: notify}
                """;
        String alphabet = " \n\t:-{}[],&*#\"'|>%!?~0aZ\u00e9\u0001";
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 3000; round++) {
            StringBuilder text = new StringBuilder(good);
            for (int edits = random.nextInt(4); edits >= 0; edits--) {
                int at = random.nextInt(text.length());
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, c);
                    case 1 -> text.insert(at, c);
                    default -> text.delete(at, Math.min(text.length(), at + random.nextInt(20)));
                }
            }
            try {
                Problems problems = new Problems();
                Mapping root = YamlDocument.parse("f", text.toString(), problems);
                assertTrue(root != null || !problems.isEmpty());
                Mapping fitting =
                        root == null
                                ? null
                                : new ShapeCheck(problems).check(root, ConfigShape.ROOT);
                if (fitting != null) {
                    new ConfigReader(java.nio.file.Path.of("."), problems).listeners(fitting);
                }
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ":\n" + text, e);
            }
        }
    }
}
