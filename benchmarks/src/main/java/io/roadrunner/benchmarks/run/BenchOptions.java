package io.roadrunner.benchmarks.run;

import io.roadrunner.benchmarks.run.plan.Contender;
import io.roadrunner.benchmarks.run.plan.Scenario;
import io.roadrunner.benchmarks.run.plan.Scenarios;
import io.roadrunner.benchmarks.run.process.BenchException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What the command line asks for. Immutable.
///
/// @param scenarios in the order of [Scenarios]
/// @param contenders Roadrunner first
/// @param rounds how often each server is measured in each scenario
/// @param seconds the length of a window
/// @param warmUpSeconds how long a server is loaded before
record BenchOptions(
        List<Scenario> scenarios,
        List<Contender> contenders,
        int rounds,
        int seconds,
        int warmUpSeconds) {
    static final String USAGE =
            """
            usage: ./bench [scenario…] [--peers a,b] [--seconds N] [--warm-up N] [--rounds N]
                           [--short|--full]

              scenario    what to measure; without one, all of --short or --full
              --peers     servers beside roadrunner, apart by commas; default: all of the mode
              --seconds   how long a window is (1 to 600)
              --warm-up   how long a server is loaded before, in seconds (1 to 600)
              --rounds    how often everybody takes a turn (1 to 99)
              --short     some scenarios and peers, one round, windows of 2 s: about 5 minutes
              --full      everything, 3 rounds, windows of 3 s: some three hours (default)
              --list      lists scenarios and peers\
            """;

    private static final List<String> SHORT_PEERS = List.of("helidon", "netty", Contender.NGINX);
    private static final int MAX_SECONDS = 600;
    private static final int MAX_ROUNDS = 99;

    BenchOptions {
        scenarios = List.copyOf(scenarios);
        contenders = List.copyOf(contenders);
    }

    /// Reads a command line.
    ///
    /// @throws BenchException when it makes no sense
    static BenchOptions of(String... arguments) throws BenchException {
        Reader reader = new Reader(List.of(arguments));
        reader.read();
        return reader.options();
    }

    /// One line for each scenario, one for all peers.
    static List<String> listing() {
        List<String> lines = new ArrayList<>();
        for (Scenario scenario : Scenarios.all()) {
            String mark = scenario.inShort() ? "*" : " ";
            lines.add("%s %-20s %s".formatted(mark, scenario.name(), scenario.words()));
        }
        lines.add("* also in the short run; peers: " + names(Contender.all()));
        return lines;
    }

    private static String names(List<Contender> contenders) {
        return contenders.stream().map(Contender::name).collect(Collectors.joining(", "));
    }

    /// Goes through a command line once.
    private static final class Reader {
        private final List<String> arguments;
        private final List<String> scenarios = new ArrayList<>();
        private List<String> peers = List.of();
        private boolean isShort;
        private boolean isFull;
        private int seconds;
        private int warmUpSeconds;
        private int rounds;
        private int at;

        private Reader(List<String> arguments) {
            this.arguments = arguments;
        }

        private void read() throws BenchException {
            while (at < arguments.size()) {
                String argument = arguments.get(at++);
                switch (argument) {
                    case "--short" -> isShort = true;
                    case "--full" -> isFull = true;
                    case "--seconds" -> seconds = number(argument, MAX_SECONDS);
                    case "--warm-up" -> warmUpSeconds = number(argument, MAX_SECONDS);
                    case "--rounds" -> rounds = number(argument, MAX_ROUNDS);
                    case "--peers" -> peers = Arrays.asList(value(argument).split(",", -1));
                    default -> {
                        if (argument.startsWith("-")) {
                            throw new BenchException("there is no option " + argument);
                        }
                        scenarios.add(argument);
                    }
                }
            }
            if (isShort && isFull) {
                throw new BenchException("--short and --full exclude each other");
            }
        }

        private String value(String option) throws BenchException {
            if (at == arguments.size()) {
                throw new BenchException(option + " needs a value");
            }
            return arguments.get(at++);
        }

        private int number(String option, int greatest) throws BenchException {
            String value = value(option);
            boolean isNumber = value.matches("[1-9]\\d{0,3}");
            if (!isNumber || Integer.parseInt(value) > greatest) {
                throw new BenchException(
                        "%s = %s: must be 1 to %d".formatted(option, value, greatest));
            }
            return Integer.parseInt(value);
        }

        private BenchOptions options() throws BenchException {
            return new BenchOptions(
                    chosenScenarios(),
                    contenders(),
                    rounds > 0 ? rounds : isShort ? 1 : 3,
                    seconds > 0 ? seconds : isShort ? 2 : 3,
                    warmUpSeconds > 0 ? warmUpSeconds : isShort ? 2 : 8);
        }

        private List<Scenario> chosenScenarios() throws BenchException {
            List<String> known = Scenarios.all().stream().map(Scenario::name).toList();
            for (String name : scenarios) {
                if (!known.contains(name)) {
                    throw new BenchException(
                            "there is no scenario " + name + ": " + String.join(", ", known));
                }
            }
            return Scenarios.all().stream()
                    .filter(scenario ->
                            scenarios.isEmpty()
                                    ? scenario.inShort() || !isShort
                                    : scenarios.contains(scenario.name()))
                    .toList();
        }

        private List<Contender> contenders() throws BenchException {
            for (String name : peers) {
                if (Contender.named(name).isEmpty()) {
                    throw new BenchException(
                            "there is no peer " + name + ": " + names(Contender.all()));
                }
            }
            List<String> wanted = peers.isEmpty() && isShort ? SHORT_PEERS : peers;
            return Contender.all().stream()
                    .filter(contender ->
                            contender.isRoadrunner()
                                    || wanted.isEmpty()
                                    || wanted.contains(contender.name()))
                    .toList();
        }
    }
}
