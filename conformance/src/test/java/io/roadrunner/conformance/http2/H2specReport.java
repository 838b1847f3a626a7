package io.roadrunner.conformance.http2;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/// What h2spec says of a server, from its report in the format of JUnit. Immutable.
///
/// @param cases how many there were
/// @param bad those that did not pass, skipped ones too, with what was expected and what came
record H2specReport(int cases, List<String> bad) {
    /// Copies the list.
    H2specReport {
        bad = List.copyOf(bad);
    }

    static H2specReport read(Path file) throws IOException {
        NodeList elements = elements(file);
        List<String> bad = new ArrayList<>();
        for (int i = 0; i < elements.getLength(); i++) {
            Element testCase = (Element) elements.item(i);
            String complaint = complaint(testCase);
            if (!complaint.isEmpty()) {
                bad.add(
                        "%s: %s\n    %s"
                                .formatted(
                                        testCase.getAttribute("package"),
                                        testCase.getAttribute("classname"),
                                        complaint.replace("\n", "\n    ")));
            }
        }
        return new H2specReport(elements.getLength(), bad);
    }

    /// Everything that a case holds beside its name speaks against it.
    private static String complaint(Element testCase) {
        StringBuilder text = new StringBuilder();
        for (Node child = testCase.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                text.append(element.getTagName()).append(": ").append(element.getTextContent());
            }
        }
        return text.toString();
    }

    private static NodeList elements(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            // The standard one prints.
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(in).getElementsByTagName("testcase");
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("no report in " + file, e);
        }
    }
}
