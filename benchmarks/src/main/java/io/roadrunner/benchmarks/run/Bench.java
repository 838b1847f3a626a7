package io.roadrunner.benchmarks.run;

import io.roadrunner.benchmarks.run.plan.Scenarios;
import io.roadrunner.benchmarks.run.process.BenchException;
import io.roadrunner.benchmarks.run.process.Children;
import io.roadrunner.benchmarks.run.report.Charts;
import io.roadrunner.benchmarks.run.report.JsonReport;
import io.roadrunner.benchmarks.run.report.MarkdownReport;
import io.roadrunner.benchmarks.run.report.Results;
import io.roadrunner.benchmarks.run.tool.LoadTool;
import io.roadrunner.benchmarks.run.tool.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The command `./bench`: measures Roadrunner and its peers side by side and writes a report. One
/// thread; what it starts ends with it.
final class Bench {
    private static final int USAGE = 2;
    private static final String PAGE = "latest.md";
    private static final String ROUNDS = "latest.json";

    private Bench() {}

    static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> words = Arrays.asList(arguments);
        if (words.contains("--help") || words.contains("-h")) {
            IO.println(BenchOptions.USAGE);
        } else if (words.contains("--list")) {
            BenchOptions.listing().forEach(IO::println);
        } else {
            try {
                run(BenchOptions.of(arguments));
            } catch (BenchException e) {
                IO.println("bench: " + e.getMessage());
                System.exit(USAGE);
            }
        }
    }

    private static void run(BenchOptions options)
            throws BenchException, IOException, InterruptedException {
        Workplace workplace = new Workplace(Path.of("").toAbsolutePath());
        try (Children children = new Children()) {
            workplace.prepare(children);
            LoadTool load = new LoadTool(children, workplace);
            Tools tools =
                    new Tools(
                            children, workplace, load, options.seconds(), options.warmUpSeconds());
            RunHead head = new RunHead(tools);
            new Campaign(options, tools, earlier(workplace))
                    .run(
                            head.circumstances(options),
                            results -> write(workplace, results, head.values(options)));
            IO.println("");
            IO.println(Files.readString(folder(workplace).resolve(PAGE)));
            IO.println("This is benchmarks/results/latest.md; the rounds are in latest.json.");
        }
    }

    /// What was measured before stays until it is measured again.
    private static Results earlier(Workplace workplace) throws IOException {
        Path rounds = folder(workplace).resolve(ROUNDS);
        return Files.exists(rounds) ? JsonReport.read(Files.readString(rounds)) : new Results();
    }

    private static void write(Workplace workplace, Results results, Map<String, String> head)
            throws IOException {
        Path folder = folder(workplace);
        MarkdownReport report = new MarkdownReport(results, Scenarios.all());
        Map<String, String> charts = Charts.draw(results, Scenarios.all());
        for (Map.Entry<String, String> chart : charts.entrySet()) {
            Files.writeString(folder.resolve(chart.getKey()), chart.getValue());
        }
        Files.writeString(folder.resolve(PAGE), report.page(head, charts.keySet()));
        Files.writeString(folder.resolve(ROUNDS), JsonReport.text(results, head));
    }

    private static Path folder(Workplace workplace) throws IOException {
        return Files.createDirectories(workplace.root().resolve("benchmarks/results"));
    }
}
