package io.roadrunner.conformance.standalone;

import io.roadrunner.testkit.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The program `roadrunner`, run from the classes under test by the JDK of this process.
public final class Program {
    /// How long it may take to start or to end.
    public static final Duration SOON = Duration.ofSeconds(20);

    private static final Pattern ADDRESS = Pattern.compile("https?://127\\.0\\.0\\.1:(\\d+)/");

    private static final Pattern TLS = Pattern.compile("tls: https://127\\.0\\.0\\.1:(\\d+)/");

    private static final Pattern STATUS = Pattern.compile("status: http://127\\.0\\.0\\.1:(\\d+)/");

    private static final Pattern CONTROL = Pattern.compile("control: ((tcp|unix)://\\S+)\n");

    private Program() {}

    /// Runs a command that ends by itself.
    public static ChildProcess.Result run(String... arguments) {
        return ChildProcess.run(SOON, command(arguments).toArray(String[]::new));
    }

    /// Starts a command that serves, on free ports.
    public static ChildProcess start(String... arguments) {
        List<String> command = serving(arguments);
        command.add("--port=0");
        return ChildProcess.start(command.toArray(String[]::new));
    }

    /// Starts a command that serves where its arguments say, with the other ports free ones.
    public static ChildProcess startAsIs(String... arguments) {
        return ChildProcess.start(serving(arguments).toArray(String[]::new));
    }

    /// Starts a command that serves where its arguments say, the other ports free ones, through
    /// another program.
    ///
    /// @param through the other program, which executes its last arguments
    public static ChildProcess startThrough(List<String> through, String... arguments) {
        List<String> command = new ArrayList<>(through);
        command.addAll(serving(arguments));
        return ChildProcess.start(command.toArray(String[]::new));
    }

    /// Starts a command that serves where its arguments say, and where it wants to by itself.
    static ChildProcess startOnDefaults(String... arguments) {
        return ChildProcess.start(command(arguments).toArray(String[]::new));
    }

    /// Starts a command whose standard streams are a terminal.
    static ChildProcess startOnTerminal(String... arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of("sh", "-c", "exec script -qec \"$*\" /dev/null", "on-terminal"));
        command.addAll(command(arguments));
        return ChildProcess.start(command.toArray(String[]::new));
    }

    /// Starts a command that serves, on free ports, with more variables in its environment.
    static ChildProcess start(Map<String, String> environment, String... arguments) {
        List<String> command = serving(arguments);
        command.add("--port=0");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return ChildProcess.start(builder);
    }

    /// The port that it says it listens on.
    public static int port(ChildProcess program) {
        return Integer.parseInt(program.awaitOutput(ADDRESS, SOON).group(1));
    }

    /// The port of `demo --tls-port`.
    static int tlsPort(ChildProcess program) {
        return Integer.parseInt(program.awaitOutput(TLS, SOON).group(1));
    }

    /// The port of the status page that it says it has.
    public static int statusPort(ChildProcess program) {
        return Integer.parseInt(program.awaitOutput(STATUS, SOON).group(1));
    }

    /// The control port that it says it has, as a flag of the commands that ask it.
    public static String rpc(ChildProcess program) {
        return "--rpc=" + program.awaitOutput(CONTROL, SOON).group(1);
    }

    /// Nothing may depend on whether a default port is free.
    private static List<String> serving(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        addUnlessSaid(all, "--status-port", "0");
        addUnlessSaid(all, "--rpc", "tcp://127.0.0.1:0");
        return command(all.toArray(String[]::new));
    }

    private static void addUnlessSaid(List<String> arguments, String flag, String value) {
        if (arguments.stream().noneMatch(argument -> argument.startsWith(flag))) {
            arguments.add(flag + "=" + value);
        }
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add("io.roadrunner.standalone.Main");
        command.addAll(List.of(arguments));
        return command;
    }
}
