package io.roadrunner.benchmarks.run;

import io.roadrunner.benchmarks.run.plan.Contender;
import io.roadrunner.benchmarks.run.process.BenchException;
import io.roadrunner.benchmarks.run.process.Child;
import io.roadrunner.benchmarks.run.tool.Workplace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What stands at the head of a report: date, machine, versions, and what was asked for. Used by
/// the thread of the run.
///
/// @param tools start the programs that are asked for their versions
record RunHead(Tools tools) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// By name, in the order of a report.
    Map<String, String> values(BenchOptions options) throws IOException, InterruptedException {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("machine", machine());
        values.put("JDK", System.getProperty("java.vendor") + " " + Runtime.version());
        values.put("wrk", version("wrk", "-v"));
        values.put("h2load", version("h2load", "--version"));
        values.put("servers", servers(options.contenders()));
        return values;
    }

    /// When a scenario is measured that begins now, and how.
    String circumstances(BenchOptions options) throws InterruptedException {
        return "%s at revision %s: %d windows of %d s after %d s of warm-up, medians"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        version("git", "rev-parse", "--short", "HEAD"),
                        options.rounds(),
                        options.seconds(),
                        options.warmUpSeconds());
    }

    private static String machine() throws IOException {
        return "%s, %s, kernel %s"
                .formatted(
                        firstField("/proc/cpuinfo", "model name"),
                        "memory " + firstField("/proc/meminfo", "MemTotal"),
                        System.getProperty("os.version"));
    }

    private static String firstField(String file, String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(file), StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }

    private String servers(List<Contender> contenders) throws IOException, InterruptedException {
        StringBuilder servers = new StringBuilder();
        for (Contender contender : contenders) {
            String version =
                    contender.isJava()
                            ? versionInPom(contender.name())
                            : version("nginx", "-v").replaceAll(".*/", "");
            servers.append(servers.isEmpty() ? "" : ", ").append(contender.name());
            servers.append(version.isEmpty() ? "" : " " + version);
        }
        return servers.toString();
    }

    /// Empty for those whose version is that of the JDK or of this revision.
    private String versionInPom(String peer) throws IOException {
        String property = "<" + peer + ".version>";
        Path pom = tools.workplace().root().resolve("pom.xml");
        try (Stream<String> lines = Files.lines(pom, StandardCharsets.UTF_8)) {
            return lines.map(String::strip)
                    .filter(line -> line.startsWith(property))
                    .map(line -> line.substring(property.length(), line.indexOf("</")))
                    .collect(Collectors.joining());
        }
    }

    /// The first line that a program prints of itself.
    private String version(String... command) throws InterruptedException {
        Workplace workplace = tools.workplace();
        try (Child program =
                tools.children().start(List.of(command), workplace.file("version.log"))) {
            program.await(PATIENCE);
            return program.output().lines().findFirst().orElse("unknown");
        } catch (BenchException | IOException _) {
            return "unknown";
        }
    }
}
