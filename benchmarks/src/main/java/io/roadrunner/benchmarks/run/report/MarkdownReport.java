package io.roadrunner.benchmarks.run.report;

import io.roadrunner.benchmarks.run.plan.Figure;
import io.roadrunner.benchmarks.run.plan.Scenario;
import io.roadrunner.benchmarks.run.report.Results.Ratio;
import io.roadrunner.benchmarks.run.report.Results.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Writes results as a page of Markdown. Stateless but for what it is given.
public final class MarkdownReport {
    private static final String NONE = "–";

    private final Results results;
    private final List<Scenario> scenarios;

    /// @param scenarios all that there are, for their words
    public MarkdownReport(Results results, List<Scenario> scenarios) {
        this.results = results;
        this.scenarios = List.copyOf(scenarios);
    }

    /// The page.
    ///
    /// @param head what is known of machine, versions and date, by name
    /// @param charts the files of the drawings, beside the page
    public String page(Map<String, String> head, Collection<String> charts) {
        List<String> lines = new ArrayList<>(List.of("# Figures", ""));
        head.forEach((name, value) -> lines.add("- " + name + ": " + value));
        section(lines, "Targets", targets());
        section(lines, "Roadrunner beside the others", summary());
        for (String chart : charts) {
            lines.addAll(List.of("", "![%s](%s)".formatted(chart.replace(".svg", ""), chart)));
        }
        for (Scenario scenario : measured()) {
            lines.addAll(List.of("", "## " + scenario.name(), "", scenario.words(), ""));
            String how = results.circumstances(scenario.name());
            if (!how.isEmpty()) {
                lines.addAll(List.of("Measured " + how + ".", ""));
            }
            lines.addAll(table(scenario.name()));
        }
        section(
                lines,
                "What did not go as it should",
                results.notes().stream().map(note -> "- " + note.sentence()).toList());
        return String.join("\n", lines) + "\n";
    }

    private List<Scenario> measured() {
        List<String> names = results.scenarios();
        return scenarios.stream().filter(scenario -> names.contains(scenario.name())).toList();
    }

    private static void section(List<String> lines, String title, List<String> content) {
        if (!content.isEmpty()) {
            lines.addAll(List.of("", "## " + title, ""));
            lines.addAll(content);
        }
    }

    /// Those that this run can judge, and how many others there are.
    private List<String> targets() {
        List<String> rows = new ArrayList<>();
        for (Target target : Targets.all()) {
            Verdict verdict = target.judge(results);
            if (!verdict.equals(Verdict.UNKNOWN)) {
                rows.add(
                        "| %s | %s | %s |"
                                .formatted(
                                        target.words(),
                                        verdict.words(),
                                        verdict.outcome().words()));
            }
        }
        int others = Targets.all().size() - rows.size();
        List<String> lines = new ArrayList<>();
        if (!rows.isEmpty()) {
            lines.addAll(List.of("| target | measured | |", "|---|---|---|"));
            lines.addAll(rows);
        }
        if (!rows.isEmpty() && others > 0) {
            lines.addAll(List.of("", "Not measured in this run: " + others + " targets."));
        }
        return lines;
    }

    /// Each scenario against the best other server on the JVM and against nginx.
    public List<String> summary() {
        List<String> head =
                List.of(
                        "| scenario | requests/s ÷ best Java | ÷ nginx"
                                + " | CPU/request ÷ best Java | ÷ nginx |",
                        "|---|---|---|---|---|");
        List<String> lines = new ArrayList<>();
        for (Scenario scenario : measured()) {
            for (String variant : results.variants(scenario.name())) {
                comparison(scenario.name(), variant).ifPresent(lines::add);
            }
        }
        if (!lines.isEmpty()) {
            lines.addAll(0, head);
        }
        return lines;
    }

    private Optional<String> comparison(String scenario, String variant) {
        List<Optional<Ratio>> ratios =
                List.of(
                        results.againstJava(scenario, variant, Figure.REQUESTS),
                        results.againstNginx(scenario, variant, Figure.REQUESTS),
                        results.againstJava(scenario, variant, Figure.CPU),
                        results.againstNginx(scenario, variant, Figure.CPU));
        if (ratios.stream().allMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        List<String> cells = new ArrayList<>();
        cells.add((scenario + " " + variant).strip());
        ratios.forEach(ratio -> cells.add(ratio.map(MarkdownReport::words).orElse(NONE)));
        return Optional.of("| " + String.join(" | ", cells) + " |");
    }

    private static String words(Ratio ratio) {
        String number = number(ratio.ratio(), 2);
        return ratio.other().equals("nginx") ? number : number + " (" + ratio.other() + ")";
    }

    /// The table of one scenario: a row for each server and variant.
    public List<String> table(String scenario) {
        List<String> variants = results.variants(scenario);
        List<Figure> columns =
                Arrays.stream(Figure.values())
                        .filter(figure -> variants.stream().anyMatch(has(scenario, figure)))
                        .toList();
        if (columns.isEmpty()) {
            return List.of("Nobody could be measured.");
        }
        List<String> lines = new ArrayList<>();
        boolean hasVariants = !variants.equals(List.of(""));
        String first = hasVariants ? "| server | at |" : "| server |";
        StringBuilder head = new StringBuilder(first);
        StringBuilder rule = new StringBuilder(hasVariants ? "|---|---|" : "|---|");
        columns.forEach(figure -> {
            head.append(' ').append(figure.title()).append(" |");
            rule.append("---:|");
        });
        lines.add(head.toString());
        lines.add(rule.toString());
        for (String variant : variants) {
            for (Row row : results.rows(scenario, variant)) {
                lines.add(line(row, hasVariants ? variant : null, columns));
            }
        }
        return lines;
    }

    private Predicate<String> has(String scenario, Figure figure) {
        return variant ->
                results.rows(scenario, variant).stream()
                        .anyMatch(row -> row.figures().find(figure).isPresent());
    }

    private static String line(Row row, @Nullable String variant, List<Figure> columns) {
        StringBuilder line = new StringBuilder("| " + row.contender() + " |");
        if (variant != null) {
            line.append(' ').append(variant).append(" |");
        }
        for (Figure figure : columns) {
            OptionalDouble value = row.figures().find(figure);
            String text = value.isPresent() ? number(value.getAsDouble(), figure.digits()) : NONE;
            boolean suspicious = figure == Figure.ERRORS && value.orElse(0) > 0;
            line.append(' ').append(suspicious ? "**" + text + "**" : text).append(" |");
        }
        return line.toString();
    }

    /// A number with thousands apart.
    static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value).replace(',', ' ');
    }
}
