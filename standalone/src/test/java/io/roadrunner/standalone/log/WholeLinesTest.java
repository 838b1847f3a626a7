package io.roadrunner.standalone.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What leaves a log at once.
final class WholeLinesTest {
    private final List<String> written = new ArrayList<>();

    private final WholeLines lines =
            new WholeLines(bytes -> written.add(new String(bytes, StandardCharsets.US_ASCII)));

    private void write(String text) throws IOException {
        lines.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aLineWaitsForItsEnd() throws IOException {
        write("one\ntwo\nthr");
        write("");
        write("ee");
        lines.flush();
        assertEquals(List.of("one\ntwo\n"), written);
        lines.write('\n');
        write("\n");
        assertEquals(List.of("one\ntwo\n", "three\n", "\n"), written);
    }

    @Test
    void whatCannotBeWrittenIsNotWrittenLater() throws IOException {
        List<String> later = new ArrayList<>();
        boolean[] broken = {true};
        WholeLines failing =
                new WholeLines(bytes -> {
                    if (broken[0]) {
                        throw new IOException("full");
                    }
                    later.add(new String(bytes, StandardCharsets.US_ASCII));
                });
        byte[] text = "lost\nkept".getBytes(StandardCharsets.US_ASCII);
        assertThrows(IOException.class, () -> failing.write(text));
        broken[0] = false;
        failing.write('\n');
        assertEquals(List.of("kept\n"), later);
    }

    @Test
    void anyPiecesComeOutAsTheSameTextInWholeLines() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            text.append(random.nextInt(9) == 0 ? '\n' : 'x');
        }
        text.append('\n');
        for (int start = 0; start < text.length(); ) {
            int end = Math.min(text.length(), start + random.nextInt(40));
            write(text.substring(start, end));
            start = end;
        }
        assertEquals(text.toString(), String.join("", written), "seed " + seed);
        assertTrue(written.stream().allMatch(each -> each.endsWith("\n")), "seed " + seed);
    }
}
