package io.roadrunner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NdJsonTest {
    @Test
    void endsEachDocumentWithALineFeed() {
        assertEquals(
                "{\"a\":1}\n", new String(NdJson.item(Map.of("a", 1)), StandardCharsets.UTF_8));
        assertEquals("\"é\\n\"\n", new String(NdJson.item("é\n"), StandardCharsets.UTF_8));
        assertEquals("null\n", new String(NdJson.item(null), StandardCharsets.UTF_8));
    }

    @Test
    void writesOneLinePerValue() {
        ByteBuffer lines = NdJson.items(Arrays.asList(1, null, List.of("a\r\nb")));
        assertEquals("1\nnull\n[\"a\\r\\nb\"]\n", StandardCharsets.UTF_8.decode(lines).toString());
        assertEquals(0, NdJson.items(List.of()).remaining());
    }

    @Test
    void refusesADocumentOnSeveralLines() {
        for (String document : new String[] {"{\n}", "{\r}", "1\n"}) {
            ByteBuffer bytes = ByteBuffer.wrap(document.getBytes(StandardCharsets.UTF_8));
            assertThrows(InvalidJsonException.class, () -> NdJson.onOneLine(bytes), document);
        }
    }
}
