package io.roadrunner.benchmarks.run;

import io.roadrunner.benchmarks.run.plan.Contender;
import io.roadrunner.benchmarks.run.plan.Figure;
import io.roadrunner.benchmarks.run.plan.Figures;
import io.roadrunner.benchmarks.run.plan.Scenario;
import io.roadrunner.benchmarks.run.process.BenchException;
import io.roadrunner.benchmarks.run.report.Key;
import io.roadrunner.benchmarks.run.report.Results;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A whole run: scenario by scenario, in each of them round by round, in each of these every server
/// in turn, so that whatever else happens on the machine happens to all. Used by one thread.
final class Campaign {
    private static final double SATURATED = 0.99;

    /// In so many scenarios in a row a peer may not start until it is left out.
    private static final int PATIENCE = 3;

    private final BenchOptions options;
    private final Tools tools;
    private final Measuring measuring;
    private final AnswerCheck answers;
    private final Progress progress;
    private final Results results;

    /// In how many scenarios, one after the other, a server did not start.
    private final Map<String, Integer> failures = new HashMap<>();

    /// @param results what earlier runs have given: it stays for scenarios that are not measured
    Campaign(BenchOptions options, Tools tools, Results results) {
        this.options = options;
        this.tools = tools;
        this.results = results;
        measuring = new Measuring(tools);
        answers = new AnswerCheck(tools);
        int turns = options.scenarios().stream().mapToInt(one -> turns(one).size()).sum();
        progress = new Progress(turns * options.rounds());
    }

    /// Writes what there is so far.
    @FunctionalInterface
    interface Report {
        /// After each scenario, so that a run that is ended leaves something behind.
        void write(Results results) throws IOException, InterruptedException;
    }

    /// Measures everything.
    ///
    /// @param how when and how that is, for people
    /// @throws IOException when the report cannot be written
    /// @throws InterruptedException when the run is to end
    void run(String how, Report report) throws IOException, InterruptedException {
        results.begin("", how);
        check();
        for (Scenario scenario : options.scenarios()) {
            results.begin(scenario.name(), how);
            List<Contender> contenders = new ArrayList<>(turns(scenario));
            contenders.removeIf(this::isGivenUp);
            progress.skip((turns(scenario).size() - contenders.size()) * options.rounds());
            try (WarmServers servers = new WarmServers(tools)) {
                takeTurns(scenario, contenders, servers);
            }
            report.write(results);
        }
    }

    private void takeTurns(Scenario scenario, List<Contender> contenders, WarmServers servers)
            throws InterruptedException {
        for (int round = 1; round <= options.rounds(); round++) {
            for (Contender contender : List.copyOf(contenders)) {
                progress.begin(scenario.name() + " " + contender.name() + " round " + round);
                if (!turn(scenario, contender, servers)) {
                    contenders.remove(contender);
                    servers.end(contender);
                    progress.skip(options.rounds() - round);
                }
            }
        }
    }

    /// Whether everybody answers with the same octets.
    private void check() throws InterruptedException {
        for (Contender contender : options.contenders()) {
            progress.say("checking the answers of " + contender.name());
            try {
                for (String difference : answers.differences(contender)) {
                    say("", contender.name() + " answers otherwise: " + difference);
                }
            } catch (BenchException | IOException e) {
                say("", contender.name() + " is not checked: " + e.getMessage());
            }
        }
    }

    private List<Contender> turns(Scenario scenario) {
        return options.contenders().stream().filter(scenario::has).toList();
    }

    /// @return whether there is a point in another round
    private boolean turn(Scenario scenario, Contender contender, WarmServers servers)
            throws InterruptedException {
        String who = scenario.name() + ", " + contender.name() + ": ";
        try {
            for (Reading reading : measuring.measure(scenario.measure(), contender, servers)) {
                results.add(
                        new Key(scenario.name(), reading.variant(), contender.name()),
                        reading.figures());
                remark(scenario, who, reading);
            }
            failures.remove(contender.name());
            return true;
        } catch (NotStartedException e) {
            failures.merge(contender.name(), 1, Integer::sum);
            say(scenario.name(), who + e.getMessage());
            if (isGivenUp(contender)) {
                say(scenario.name(), contender.name() + " is left out after " + scenario.name());
            }
        } catch (RefusedException | BenchException | IOException e) {
            say(scenario.name(), who + e.getMessage());
        }
        // A row without figures, so that it is seen.
        results.add(new Key(scenario.name(), "", contender.name()), new Figures(Map.of()));
        return false;
    }

    private void say(String scenario, String sentence) {
        results.note(scenario, sentence);
        progress.say(sentence);
    }

    private boolean isGivenUp(Contender contender) {
        return !contender.isRoadrunner() && failures.getOrDefault(contender.name(), 0) >= PATIENCE;
    }

    private void remark(Scenario scenario, String who, Reading reading) {
        double errors = reading.figures().find(Figure.ERRORS).orElse(0);
        if (errors > 0) {
            results.note(scenario.name(), "%s%.0f errors".formatted(who, errors));
        }
        double achieved = reading.figures().find(Figure.ACHIEVED).orElse(1);
        if (achieved < SATURATED) {
            results.note(
                    scenario.name(),
                    "%sat %s saturated, %.3f of what was asked for"
                            .formatted(who, reading.variant(), achieved));
        }
    }
}
