package io.roadrunner.benchmarks.run.report;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.roadrunner.benchmarks.run.plan.Figure;
import io.roadrunner.benchmarks.run.plan.Figures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes results as JSON, the head, every median, every round, every target, every note, and reads
/// them again. Stateless.
public final class JsonReport {
    private JsonReport() {}

    /// The text, one line for each measurement.
    ///
    /// @param head what is known of machine, versions and date, by name
    public static String text(Results results, Map<String, String> head) {
        return "{\n\"run\": "
                + object(head)
                + ",\n\"scenarios\": "
                + list(scenarios(results))
                + ",\n\"measurements\": "
                + list(measurements(results))
                + ",\n\"targets\": "
                + list(Targets.all().stream().map(target -> target(target, results)).toList())
                + ",\n\"notes\": "
                + list(results.notes().stream().map(JsonReport::note).toList())
                + "\n}\n";
    }

    /// What was written as text.
    ///
    /// @throws IOException when it is something else
    public static Results read(String text) throws IOException {
        JsonNode root = JsonMapper.builder().build().readTree(text);
        Results results = new Results();
        for (JsonNode scenario : root.path("scenarios")) {
            results.begin(scenario.path("scenario").asText(), scenario.path("measured").asText());
        }
        for (JsonNode measurement : root.path("measurements")) {
            Key key =
                    new Key(
                            measurement.path("scenario").asText(),
                            measurement.path("variant").asText(),
                            measurement.path("server").asText());
            for (JsonNode round : measurement.path("rounds")) {
                results.add(key, figures(round));
            }
        }
        for (JsonNode note : root.path("notes")) {
            results.note(note.path("scenario").asText(), note.path("note").asText());
        }
        return results;
    }

    private static Figures figures(JsonNode round) {
        Map<Figure, Double> values = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            if (round.has(figure.key())) {
                values.put(figure, round.path(figure.key()).asDouble());
            }
        }
        return new Figures(values);
    }

    private static List<String> scenarios(Results results) {
        return results.scenarios().stream()
                .map(scenario ->
                        "{\"scenario\": %s, \"measured\": %s}"
                                .formatted(
                                        string(scenario), string(results.circumstances(scenario))))
                .toList();
    }

    private static String note(Results.Note note) {
        return "{\"scenario\": %s, \"note\": %s}"
                .formatted(string(note.scenario()), string(note.sentence()));
    }

    private static List<String> measurements(Results results) {
        List<String> lines = new ArrayList<>();
        for (Key key : results.keys()) {
            List<Figures> rounds = results.rounds(key);
            lines.add(
                    ("{\"scenario\": %s, \"variant\": %s, \"server\": %s,"
                                    + " \"median\": %s, \"rounds\": [%s]}")
                            .formatted(
                                    string(key.scenario()),
                                    string(key.variant()),
                                    string(key.contender()),
                                    figures(Figures.medians(rounds)),
                                    rounds.stream()
                                            .map(JsonReport::figures)
                                            .collect(Collectors.joining(", "))));
        }
        return lines;
    }

    private static String figures(Figures figures) {
        return figures.values().entrySet().stream()
                .map(figure ->
                        String.format(
                                Locale.ROOT,
                                "\"%s\": %.4f",
                                figure.getKey().key(),
                                figure.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String target(Target target, Results results) {
        Verdict verdict = target.judge(results);
        return "{\"target\": %s, \"measured\": %s, \"outcome\": %s}"
                .formatted(
                        string(target.words()),
                        string(verdict.words()),
                        string(verdict.outcome().name().toLowerCase(Locale.ROOT)));
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> string(member.getKey()) + ": " + string(member.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String list(List<String> values) {
        return values.stream().collect(Collectors.joining(",\n  ", "[\n  ", "\n]"));
    }

    private static String string(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
