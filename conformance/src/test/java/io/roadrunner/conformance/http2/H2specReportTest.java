package io.roadrunner.conformance.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2specReportTest {
    @TempDir private Path folder;

    private H2specReport read(String text) throws IOException {
        return H2specReport.read(Files.writeString(folder.resolve("report.xml"), text));
    }

    @Test
    void whatDidNotPassIsNamed() throws IOException {
        H2specReport report =
                read(
                        """
                        <testsuites>
                          <testsuite name="6.9">
                            <testcase package="http2/6.9" classname="Sends one"></testcase>
                            <testcase package="http2/6.9" classname="Sends &#34;two&#34;">
                              <error>Closed
                        HEADERS</error>
                            </testcase>
                          </testsuite>
                          <testsuite name="4.1">
                            <testcase package="hpack/4.1" classname="a">
                              <failure>why</failure></testcase>
                            <testcase package="hpack/4.1" classname="b">
                              <skipped></skipped></testcase>
                          </testsuite>
                        </testsuites>
                        """);
        assertEquals(4, report.cases());
        assertEquals(
                List.of(
                        "http2/6.9: Sends \"two\"\n    error: Closed\n    HEADERS",
                        "hpack/4.1: a\n    failure: why",
                        "hpack/4.1: b\n    skipped: "),
                report.bad());
    }

    @Test
    void aReportThatBreaksOffIsNone() {
        assertThrows(IOException.class, () -> read("<testsuites><testsuite>"));
    }
}
