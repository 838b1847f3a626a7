package io.roadrunner.conformance;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;

/// Tells what every thread does, virtual ones too, when a test takes longer than any may: the
/// stacks that most threads have come first. Found by JUnit as a service, which shows what is
/// thrown here beneath the failure of the test.
public final class HungTestThreads implements PreInterruptCallback {
    private static final int MOST_STACKS = 50;

    @Override
    public void beforeThreadInterrupt(PreInterruptContext interrupted, ExtensionContext test)
            throws IOException {
        throw new IllegalStateException("what the threads do:\n" + stacks());
    }

    /// Each stack once, with the number of threads that have it.
    static String stacks() throws IOException {
        Path folder = Files.createTempDirectory("threads");
        Path file = folder.resolve("dump");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(
                            file.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
            return grouped(Files.readString(file));
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    /// A paragraph is a line with the name of a thread and its stack.
    private static String grouped(String dump) {
        Map<String, List<String>> namesByStack =
                Arrays.stream(dump.split("\n\n"))
                        .filter(paragraph -> paragraph.startsWith("#"))
                        .map(paragraph -> paragraph.split("\n", 2))
                        .filter(parts -> parts.length == 2)
                        .collect(
                                Collectors.groupingBy(
                                        parts -> parts[1],
                                        Collectors.mapping(
                                                parts -> parts[0], Collectors.toList())));
        return namesByStack.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getValue().size()))
                .limit(MOST_STACKS)
                .map(entry -> described(entry.getValue(), entry.getKey()))
                .collect(Collectors.joining("\n\n"));
    }

    private static String described(List<String> names, String stack) {
        return names.size() + " × " + names.getFirst() + "\n" + stack;
    }
}
