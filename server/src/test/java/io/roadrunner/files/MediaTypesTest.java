package io.roadrunner.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.http.Headers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypesTest {
    @ParameterizedTest
    @CsvSource({
        "a.html, text/html; charset=utf-8",
        "a.HTML, text/html; charset=utf-8",
        "a.css, text/css; charset=utf-8",
        "a.js, text/javascript; charset=utf-8",
        "a.mjs, text/javascript; charset=utf-8",
        "a.txt, text/plain; charset=utf-8",
        "a.json, application/json",
        "a.map, application/json",
        "a.svg, image/svg+xml",
        "a.png, image/png",
        "a.wasm, application/wasm",
        "a.woff2, font/woff2",
        "a.mp4, video/mp4",
        "a.tar.gz, application/gzip",
        "x/y.pdf, application/pdf",
        "x.pdf/y, application/octet-stream",
        "a, application/octet-stream",
        "a., application/octet-stream",
        ".txt, application/octet-stream",
        "a.unheard, application/octet-stream",
    })
    void theEndingSaysIt(String name, String type) {
        assertEquals(type, MediaTypes.of(name));
    }

    @Test
    void theTableIsLargeAndEveryTypeCanBeSent() {
        assertTrue(MediaTypeTable.TYPES.size() > 500, () -> "" + MediaTypeTable.TYPES.size());
        for (Map.Entry<String, String> entry : MediaTypeTable.TYPES.entrySet()) {
            assertEquals(1, Headers.of("content-type", entry.getValue()).size());
            assertTrue(entry.getKey().matches("[0-9a-z]+"), entry::toString);
            assertTrue(entry.getValue().matches("[a-z-]+/[a-z0-9.+-]+(; charset=utf-8)?"));
        }
    }
}
