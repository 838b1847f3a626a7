package io.roadrunner.conformance.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Proves that each rule about sources can fail, and that it leaves good sources alone.
///
/// Snippets spell RFC numbers with a format, because the rules read this file too.
final class TidyRulesTest {
    private static final String MAIN = "server/src/main/java/io/roadrunner/http/A.java";
    private static final String TEST = "server/src/test/java/io/roadrunner/http/ATest.java";
    private static final String EXCHANGE = "server/src/main/java/io/roadrunner/exchange/";

    @Test
    void aLongFileFailsUnlessItIsATable() {
        assertEquals(List.of(401), broken("at most 400 lines", MAIN, "// x\n".repeat(401)));
        assertEquals(List.of(), broken("at most 400 lines", MAIN, "// x\n".repeat(400)));
        String table = "// tidy: table\n" + "// x\n".repeat(401);
        assertEquals(List.of(), broken("at most 400 lines", MAIN, table));
    }

    @Test
    void aWideLineFailsUnlessItImports() {
        assertEquals(List.of(2), broken("100 columns", MAIN, "\n" + "é".repeat(101)));
        assertEquals(List.of(), broken("100 columns", MAIN, "\n" + "é".repeat(100)));
        assertEquals(List.of(), broken("100 columns", MAIN, "import " + "a".repeat(100) + ";"));
    }

    @Test
    void aLongMethodFails() {
        String method = "class A {\n    void a() {\n%s    }\n}\n";
        String fits = method.formatted("        b();\n".repeat(68));
        String tooLong = method.formatted("        b(\"}\");\n".repeat(69));
        assertEquals(List.of(), broken("at most 70 lines", MAIN, fits));
        assertEquals(List.of(2), broken("at most 70 lines", MAIN, tooLong));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    void a(int b, int c, int d, int e, int f) {}               | true
                    void a(int b, int c, int d, int e, int f);                 | true
                    List<B> a(@C("d, e") int b, int c, int d, int e, int f) {} | true
                    public int[] a(int b, int c, int d, int e, int f) throws G {} | true
                    <T> Map<K, V> a(T b, int c, int d, int e, int f) {}        | true
                    void a(int b, int c, int d, int e) {}                      | false
                    void a(Map<K, Map<V, W>> b, Map<K, V> c, int d, int e) {}  | false
                    public A(int b, int c, int d, int e, int f) {}             | false
                    A(int b, int c, int d, int e, int f) {}                    | false
                    record B(int b, int c, int d, int e, int f) {}             | false
                    int a = new A(1, 2, 3, 4, 5);                              | false
                    A b() { return c(1, 2, 3, 4, 5); }                         | false
                    A b() { c(1, 2, 3, 4, 5); }                                | false
                    """)
    void aMethodWithManyParametersFails(String code, boolean fails) {
        String text = "class A {\n    " + code + "\n}\n";
        assertEquals(fails ? List.of(2) : List.of(), broken("4 parameters", MAIN, text));
        assertEquals(List.of(), broken("4 parameters", TEST, text));
    }

    @ParameterizedTest
    @CsvSource({"9110, false", "9112, false", "2616, true", "7230, true", "7540, true"})
    void anObsoleteRfcFails(int number, boolean fails) {
        List<Integer> expected = fails ? List.of(1) : List.of();
        assertEquals(expected, broken("current RFCs", MAIN, "// RFC %d §3".formatted(number)));
        assertEquals(
                expected, broken("current RFCs", MAIN, "var a = \"rfc%d\";".formatted(number)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    names its issue   | // TODO later
                    marked as broken  | // FIXME
                    marked as broken  | /* XXX */
                    marked as broken  | // a HACK
                    test is disabled  | @Disabled class A {}
                    nothing sleeps    | Thread.sleep(1);
                    command line      | System.out.println();
                    command line      | System.err.println();
                    """)
    void aBannedWordFails(String rule, String code) {
        assertEquals(List.of(1), broken(rule, MAIN, code));
        assertEquals(List.of(), broken(rule, MAIN, "a(\"%s\");".formatted(code)));
    }

    @Test
    void aTodoWithItsIssuePasses() {
        assertEquals(List.of(), broken("names its issue", MAIN, "// TODO(#12) faster"));
    }

    @Test
    void theCommandLinePrints() {
        String main = "standalone/src/main/java/io/roadrunner/standalone/Main.java";
        assertEquals(List.of(), broken("command line", main, "System.out.println();"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    A.java               ; } catch (Exception e) {                 ; true
                    A.java               ; } catch (final Throwable e) {           ; true
                    A.java               ; } catch (IOException | Exception e) {   ; true
                    A.java               ; } catch (IOException e) {               ; false
                    A.java               ; } catch (ExceptionOfOurs e) {           ; false
                    RequestPipeline.java ; } catch (Exception e) {                 ; false
                    """)
    void onlyThePipelineCatchesEverything(String name, String code, boolean fails) {
        List<Integer> expected = fails ? List.of(1) : List.of();
        assertEquals(expected, broken("RequestPipeline", EXCHANGE + name, code));
    }

    @Test
    void literalsAndCommentsAreBlankedLineForLine() {
        String text = "a(\"\\\"//\", '\"', \"\"\"\n  } \\\"\"\" { \"\"\"); // b\n/* c\n*/ d /// e";
        String code = JavaText.code(text);
        assertEquals(text.length(), code.length());
        assertEquals(List.of("a(", ",", ",", ");", "d"), List.of(code.strip().split("\\s+")));
        assertTrue(JavaText.codeAndComments(text).contains("// b\n/* c\n*/ d /// e"));
    }

    @Test
    void aPackageWithoutItsDescriptionFails() {
        SourceFile type = SourceFile.of(MAIN, "");
        SourceFile description = SourceFile.of(type.folder() + "/package-info.java", "");
        assertFalse(SourceTree.foldersWithoutPackageInfo(List.of(type)).isEmpty());
        assertTrue(SourceTree.foldersWithoutPackageInfo(List.of(type, description)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Changelog  | ## [Unreleased] | ### Added   | 0
                    Changelog  | ## [Unreleased] | ### News    | 1
                    Changelog  | ## Unreleased   | ### Added   | 2
                    Change log | ## [Unreleased] | ### Added   | 1
                    Changelog  | ## [Unreleased] | ## [1.0.0] - 2026-01-31 | 0
                    Changelog  | ## [Unreleased] | ## 1.0.0    | 1
                    """)
    void aChangelogOutOfShapeFails(String title, String section, String next, int violations) {
        String text = String.join("\n", "# " + title, section, next);
        assertEquals(violations, Changelog.violations("CHANGELOG.md", text).size());
    }

    private static List<Integer> broken(String words, String path, String text) {
        List<TidyRule> rules =
                TidyTest.rules().filter(rule -> rule.words().contains(words)).toList();
        assertEquals(1, rules.size(), () -> words + " names one rule");
        return rules.getFirst().check().apply(SourceFile.of(path, text));
    }
}
