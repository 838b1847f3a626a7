package io.roadrunner.conformance.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roadrunner.http.HttpDate;
import io.roadrunner.testkit.Rfc;
import io.roadrunner.testkit.WireResponse;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Conditional requests for files (RFC 9110 §13).
class ConditionsTest {
    private static final String DATE = HttpDate.format(FileServer.CHANGED);
    private static final String EARLIER = HttpDate.format(FileServer.CHANGED.minusSeconds(1));

    @TempDir Path root = Path.of("");
    private FileServer files;

    @BeforeEach
    void serve() throws IOException {
        files = FileServer.serving(root);
        files.write("a.txt", "content");
    }

    @AfterEach
    void stop() {
        files.close();
    }

    private String[] fields(String text) {
        return text.replace("TAG", files.tag("a.txt"))
                .replace("DATE", DATE)
                .replace("EARLIER", EARLIER)
                .split(" \\| ");
    }

    @ParameterizedTest
    @Rfc("9110 §13.2.2")
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            value = {
                "if-match: TAG > 200",
                "if-match: * > 200",
                "if-match: \"x\", TAG > 200",
                "if-match: W/TAG > 412",
                "if-match: \"x\" > 412",
                "if-unmodified-since: DATE > 200",
                "if-unmodified-since: EARLIER > 412",
                "if-match: TAG | if-unmodified-since: EARLIER > 200",
                "if-none-match: TAG > 304",
                "if-none-match: W/TAG > 304",
                "if-none-match: \"x\", TAG > 304",
                "if-none-match: * > 304",
                "if-none-match: \"x\" > 200",
                "if-modified-since: DATE > 304",
                "if-modified-since: EARLIER > 200",
                "if-none-match: \"x\" | if-modified-since: DATE > 200",
                "if-match: \"x\" | if-none-match: TAG > 412",
                "if-none-match: TAG | range: bytes=0-1 > 304",
                "if-match: \"x\" | range: bytes=0-1 > 412",
                "if-match: TAG | range: bytes=0-1 > 206",
            })
    void conditionsDecide(String fields, int status) {
        WireResponse answer = files.get("a.txt", fields(fields)).expectStatus(status);
        assertEquals(status == 200 ? 7 : status == 206 ? 2 : 0, answer.body().length);
        int head = status == 206 ? 200 : status;
        files.ask("HEAD", "a.txt", fields(fields)).expectStatus(head);
        files.get("a.txt").expectBody("content");
    }

    @Test
    @Rfc("9110 §15.4.5")
    void notModifiedHasTheFieldsThatACacheNeedsAndNoOthers() {
        files.get("a.txt", fields("if-none-match: TAG"))
                .expectStatus(304)
                .expectHeader("etag", files.tag("a.txt"))
                .expectHeader("last-modified", DATE)
                .expectNoHeader("content-type")
                .expectNoHeader("content-length")
                .expectNoHeader("content-range");
    }

    @Test
    @Rfc("9110 §15.5.13")
    void aFailedConditionNamesTheVersionThatThereIs() {
        files.get("a.txt", "if-match: \"x\"")
                .expectStatus(412)
                .expectHeader("etag", files.tag("a.txt"))
                .expectHeader("content-length", "0");
    }

    @Test
    void conditionsOnWhatIsNotThereAreNotFound() {
        files.get("none", "if-match: *").expectStatus(404);
        files.get("none", "if-none-match: *").expectStatus(404);
    }
}
