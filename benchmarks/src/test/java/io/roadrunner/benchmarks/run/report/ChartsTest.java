package io.roadrunner.benchmarks.run.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.benchmarks.run.plan.Scenarios;
import java.io.StringReader;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/// The drawings of a run.
final class ChartsTest {
    @Test
    void aRunOfOneScenarioHasItsBars() throws Exception {
        Map<String, String> charts = Charts.draw(Sample.hello(), Scenarios.all());

        assertEquals(Set.of("throughput.svg", "cpu.svg"), charts.keySet());
        for (String chart : charts.values()) {
            Document drawing = parse(chart);
            // The paper and one bar.
            assertEquals(2, drawing.getElementsByTagName("rect").getLength());
        }
    }

    @Test
    void aSweepHasAPointForEachSize() throws Exception {
        Map<String, String> charts = Charts.draw(Sample.flat(4, 5, 4.5), Scenarios.all());

        assertEquals(Set.of("flat_routes.svg"), charts.keySet());
        Document drawing = parse(charts.values().iterator().next());
        assertEquals(3, drawing.getElementsByTagName("circle").getLength());
    }

    @Test
    void nothingMeasuredIsNothingDrawn() {
        assertEquals(Map.of(), Charts.draw(new Results(), Scenarios.all()));
    }

    @Test
    void bothThemesHaveTheirColours() {
        String chart = Charts.draw(Sample.hello(), Scenarios.all()).values().iterator().next();

        assertTrue(chart.contains("prefers-color-scheme: dark"));
    }

    @Test
    void textIsEscaped() throws Exception {
        Svg svg = new Svg(10, 10);
        svg.text("a\"b", new Svg.Point(1, 1), "<&>");

        Document drawing = parse(svg.document("\"&<"));

        assertEquals("<&>", drawing.getElementsByTagName("text").item(0).getTextContent());
        assertEquals("\"&<", drawing.getDocumentElement().getAttribute("aria-label"));
    }

    private static Document parse(String text) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)));
    }
}
