package io.roadrunner.conformance.lifecycle;

import io.roadrunner.Listener;
import io.roadrunner.Roadrunner;
import io.roadrunner.config.ListenAddress;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.telemetry.ListenerEvent;
import io.roadrunner.testkit.ChildProcess;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.spi.ToolProvider;

/// A listener in a process of its own, for what cannot be done to this one. It prints its port and
/// each event of the listener, until it is killed.
final class ChildListener {
    private ChildListener() {}

    /// The program. With the argument `inherit` it serves the socket that it was started with; with
    /// `hoard` it takes all file descriptors but one before it has served anybody.
    public static void main(String[] arguments) throws InterruptedException, IOException {
        PrintStream out =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        boolean inherit = List.of(arguments).contains("inherit");
        ListenAddress address =
                inherit ? ListenAddress.inherited() : ListenAddress.tcp("127.0.0.1", 0);
        Roadrunner roadrunner = Roadrunner.create();
        roadrunner.telemetry().attach(event -> out.println(event.name()), ListenerEvent.class);
        ListenerOptions options =
                ListenerOptions.builder()
                        .address(address)
                        .routes(
                                Routes.builder()
                                        .get("/", _ -> Responses.text(200, "hello"))
                                        .get("/heap", _ -> Responses.text(200, heapInUse()))
                                        .build())
                        .hibernateAfter(Duration.ofMillis(500))
                        .build();
        Listener listener = roadrunner.startListener("child", options);
        List<FileInputStream> hoard = new ArrayList<>();
        if (List.of(arguments).contains("hoard")) {
            hoard(hoard);
            hoard.removeLast().close();
        }
        out.println("port=" + listener.port());
        new CountDownLatch(1).await();
        hoard.clear();
    }

    private static void hoard(List<FileInputStream> hoard) {
        while (true) {
            try {
                hoard.add(new FileInputStream("/dev/null"));
            } catch (IOException _) {
                return;
            }
        }
    }

    /// How many bytes live objects take.
    private static String heapInUse() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return Long.toString(runtime.totalMemory() - runtime.freeMemory());
    }

    /// Starts the program through another one.
    ///
    /// @param folder where the classes are packed to: a program that runs out of file descriptors
    ///   cannot load classes from folders, and no server is run from folders
    /// @param through the other program, which executes its last arguments
    static ChildProcess start(Path folder, List<String> through, String... arguments) {
        List<String> command = new ArrayList<>(through);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx64m");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:+UseCompactObjectHeaders");
        command.add("-cp");
        command.add(classPath(folder));
        command.add(ChildListener.class.getName());
        command.addAll(List.of(arguments));
        return ChildProcess.start(command.toArray(String[]::new));
    }

    private static String classPath(Path folder) {
        List<String> path = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path classes = Path.of(entry);
            path.add(
                    classes.toFile().isDirectory()
                            ? pack(classes, folder.resolve(path.size() + ".jar"))
                            : entry);
        }
        return String.join(File.pathSeparator, path);
    }

    private static String pack(Path classes, Path jar) {
        ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
        PrintStream out =
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        int exit = tool.run(out, out, "-c", "-f", jar.toString(), "-C", classes.toString(), ".");
        if (exit != 0) {
            throw new AssertionError("cannot pack " + classes);
        }
        return jar.toString();
    }
}
