package io.roadrunner.conformance.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.conformance.Programs;
import io.roadrunner.testkit.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the page about RPC shows does what it says.
class RpcDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "rpc.md");
    private static final Path EXAMPLE =
            Path.of("src/test/java/io/roadrunner/conformance/rpc/RpcExample.java");

    private static String block(String language) throws IOException {
        Pattern fence = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL);
        Matcher block = fence.matcher(Files.readString(DOCUMENT));
        assertTrue(block.find());
        return block.group(1);
    }

    @Test
    void theProgramInJavaIsTheOneThatRuns() throws IOException {
        String source = Files.readString(EXAMPLE);
        int begin = source.indexOf("        // begin\n") + "        // begin\n".length();
        String region = source.substring(begin, source.indexOf("        // end\n"));
        assertEquals(region.indent(-8), block("java"));
        assertEquals("hello, you", RpcExample.run());
    }

    @Test
    void theProgramInPythonGetsItsAnswer() throws IOException {
        String python = Programs.need("python3").toString();
        try (RpcProgram program = RpcProgram.start(options -> options)) {
            String code = block("python").replace("6001", Integer.toString(program.port()));
            ChildProcess.Result result =
                    ChildProcess.run(Duration.ofMinutes(1), python, "-c", code);
            assertEquals("{\"code\":200}\n", result.stdout(), result.stderr());
        }
    }
}
