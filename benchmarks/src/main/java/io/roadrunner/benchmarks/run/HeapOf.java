package io.roadrunner.benchmarks.run;

import io.roadrunner.benchmarks.run.process.BenchException;
import io.roadrunner.benchmarks.run.process.Child;
import io.roadrunner.benchmarks.run.process.Pinned;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The heap of a server on the JVM, asked for with `jcmd`.
///
/// @param pid its process
/// @param tools run `jcmd`
record HeapOf(long pid, Tools tools) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final long OCTETS_PER_KIBIBYTE = 1024;

    /// What is used after two full collections.
    ///
    /// @throws BenchException when the JVM does not say it
    long usedOctets() throws BenchException, IOException, InterruptedException {
        jcmd("GC.run");
        jcmd("GC.run");
        return parse(jcmd("GC.heap_info"));
    }

    /// The sum over the generations, or the one figure where there are none.
    ///
    /// @param info what `GC.heap_info` printed
    static long parse(String info) throws BenchException {
        long kibibytes = 0;
        boolean found = false;
        for (String line : info.lines().filter(one -> !one.contains("Metaspace")).toList()) {
            Matcher used = USED.matcher(line);
            if (!line.contains("class space") && used.find()) {
                kibibytes += Long.parseLong(used.group(1));
                found = true;
            }
        }
        if (!found) {
            throw new BenchException("the JVM does not tell its heap: " + info.lines().toList());
        }
        return kibibytes * OCTETS_PER_KIBIBYTE;
    }

    private String jcmd(String command) throws BenchException, IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try (Child child =
                tools.children()
                        .start(
                                Pinned.LOAD.command(List.of(jcmd, Long.toString(pid), command)),
                                tools.workplace().file("jcmd.log"))) {
            if (child.await(PATIENCE) != 0) {
                throw new BenchException("jcmd " + command + ": " + child.lastWords());
            }
            return child.output();
        }
    }
}
