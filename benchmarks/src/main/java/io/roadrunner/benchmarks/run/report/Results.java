package io.roadrunner.benchmarks.run.report;

import io.roadrunner.benchmarks.run.plan.Contender;
import io.roadrunner.benchmarks.run.plan.Figure;
import io.roadrunner.benchmarks.run.plan.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// What runs have given so far, round by round, in the order in which it came: the last measurement
/// of each scenario. One thread.
public final class Results {
    private final Map<Key, List<Figures>> rounds = new LinkedHashMap<>();
    private final Map<String, String> circumstances = new LinkedHashMap<>();
    private final List<Note> notes = new ArrayList<>();

    /// A server and its medians.
    public record Row(String contender, Figures figures) {}

    /// One figure of Roadrunner against that of another.
    ///
    /// @param other the name of the other server
    /// @param ratio Roadrunner's divided by the other's
    public record Ratio(String other, double ratio) {}

    /// Something that did not go as it should.
    ///
    /// @param scenario in which, empty for the run itself
    /// @param sentence what, for people
    public record Note(String scenario, String sentence) {}

    /// Measures a scenario anew: what is known of it is forgotten.
    ///
    /// @param scenario its name, empty for what belongs to no scenario
    /// @param how when it is measured and how, for people
    public void begin(String scenario, String how) {
        rounds.keySet().removeIf(key -> key.scenario().equals(scenario));
        notes.removeIf(note -> note.scenario().equals(scenario));
        circumstances.put(scenario, how);
    }

    /// When a scenario was measured and how, empty when that is not known.
    public String circumstances(String scenario) {
        return circumstances.getOrDefault(scenario, "");
    }

    /// Adds the figures of one round.
    public void add(Key key, Figures figures) {
        rounds.computeIfAbsent(key, _ -> new ArrayList<>()).add(figures);
    }

    /// Adds something that did not go as it should, unless it is known.
    ///
    /// @param scenario in which, empty for the run itself
    public void note(String scenario, String sentence) {
        Note note = new Note(scenario, sentence);
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    /// All that did not go as it should, in its order.
    public List<Note> notes() {
        return List.copyOf(notes);
    }

    /// The names of the scenarios that were measured.
    public List<String> scenarios() {
        return rounds.keySet().stream().map(Key::scenario).distinct().toList();
    }

    /// The variants of a scenario.
    public List<String> variants(String scenario) {
        return rounds.keySet().stream()
                .filter(key -> key.scenario().equals(scenario))
                .map(Key::variant)
                .distinct()
                .toList();
    }

    /// The servers of a scenario with their medians, in the order of the contenders.
    public List<Row> rows(String scenario, String variant) {
        return Contender.all().stream()
                .flatMap(contender -> row(scenario, variant, contender.name()).stream())
                .toList();
    }

    private Optional<Row> row(String scenario, String variant, String contender) {
        return Optional.ofNullable(rounds.get(new Key(scenario, variant, contender)))
                .map(figures -> new Row(contender, Figures.medians(figures)));
    }

    /// All measurements, in the order in which they came.
    public List<Key> keys() {
        return List.copyOf(rounds.keySet());
    }

    /// The figures of each round of a measurement.
    public List<Figures> rounds(Key key) {
        return List.copyOf(rounds.getOrDefault(key, List.of()));
    }

    /// One figure of one server.
    public OptionalDouble find(Key key, Figure figure) {
        List<Figures> all = rounds.get(key);
        return all == null ? OptionalDouble.empty() : Figures.medians(all).find(figure);
    }

    /// Roadrunner's figure against that of the best other server on the JVM.
    public Optional<Ratio> againstJava(String scenario, String variant, Figure figure) {
        Comparator<Row> order = Comparator.comparingDouble(row -> value(row, figure));
        List<Row> others =
                rows(scenario, variant).stream()
                        .filter(row -> row.figures().find(figure).isPresent())
                        .filter(row -> !row.contender().equals(Contender.ROADRUNNER))
                        .filter(row -> !row.contender().equals(Contender.NGINX))
                        .sorted(figure.moreIsBetter() ? order.reversed() : order)
                        .toList();
        return others.isEmpty()
                ? Optional.empty()
                : against(scenario, variant, figure, others.getFirst());
    }

    /// Roadrunner's figure against nginx's.
    public Optional<Ratio> againstNginx(String scenario, String variant, Figure figure) {
        return row(scenario, variant, Contender.NGINX)
                .flatMap(row -> against(scenario, variant, figure, row));
    }

    private Optional<Ratio> against(String scenario, String variant, Figure figure, Row other) {
        OptionalDouble own = find(new Key(scenario, variant, Contender.ROADRUNNER), figure);
        OptionalDouble theirs = other.figures().find(figure);
        if (own.isEmpty() || theirs.isEmpty() || theirs.getAsDouble() <= 0) {
            return Optional.empty();
        }
        return Optional.of(new Ratio(other.contender(), own.getAsDouble() / theirs.getAsDouble()));
    }

    private static double value(Row row, Figure figure) {
        return row.figures().find(figure).orElseThrow();
    }
}
