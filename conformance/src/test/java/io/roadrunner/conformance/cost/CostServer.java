package io.roadrunner.conformance.cost;

import com.sun.management.ThreadMXBean;
import io.roadrunner.Listener;
import io.roadrunner.Roadrunner;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.config.Protocol;
import io.roadrunner.config.TlsOptions;
import io.roadrunner.http.Headers;
import io.roadrunner.http.Responses;
import io.roadrunner.http.ServerSentEvents;
import io.roadrunner.http.StreamingBody;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.ChildProcess;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/// A server in a process of its own that knows how many bytes it has allocated. It prints its port.
final class CostServer {
    /// How long the content of `/large` is.
    static final int LARGE = 64 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// How many events `/events` pushes in a row.
    static final int BURST = 100;

    private static final StreamingBody EVENTS =
            push -> {
                for (int i = 0; i < BURST; i++) {
                    push.send(ServerSentEvents.event("number " + i));
                }
                return Headers.empty();
            };

    private CostServer() {}

    /// What `/json` answers.
    record Greeting(String greeting, int number, boolean friendly, List<String> languages) {}

    /// The program.
    ///
    /// @param arguments the files of a certificate and its key, for TLS; or none
    public static void main(String[] arguments) throws InterruptedException {
        Greeting greeting = new Greeting("hello", 42, true, List.of("en", "fr", "de"));
        Routes routes =
                Routes.builder()
                        .get("/hello", _ -> Responses.text(200, "hello, roadrunner!"))
                        .get("/json", _ -> Responses.json(200, greeting))
                        .post("/echo", request -> Responses.body(200, "text/plain", request.body()))
                        .get("/large", _ -> Responses.body(200, "text/plain", new byte[LARGE]))
                        .get("/events", _ -> Responses.streaming(200, Headers.empty(), EVENTS))
                        .get("/allocated", _ -> Responses.text(200, Long.toString(allocated())))
                        .build();
        Roadrunner roadrunner = Roadrunner.create();
        Listener listener =
                roadrunner.startListener("cost", options(arguments).routes(routes).build());
        PrintStream out =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        out.println("port=" + listener.port());
        new CountDownLatch(1).await();
    }

    private static ListenerOptionsBuilder options(String... identity) {
        ListenerOptionsBuilder options =
                ListenerOptions.builder()
                        .host("127.0.0.1")
                        .port(0)
                        .protocols(Protocol.http2(), Protocol.http1())
                        .maxKeepAliveRequests(Integer.MAX_VALUE);
        return identity.length == 0
                ? options.detectPreface(true)
                : options.tls(TlsOptions.pem(Path.of(identity[0]), Path.of(identity[1])));
    }

    /// The bytes that all threads of this process have allocated so far.
    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
    }

    /// Starts the program, by the JVM flags that the product ships with.
    ///
    /// @param through another program, which executes its last arguments; or nothing
    /// @param arguments of the program
    static ChildProcess start(List<String> through, String... arguments) {
        List<String> command = new ArrayList<>(through);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CostServer.class.getName()));
        command.addAll(List.of(arguments));
        return ChildProcess.start(command.toArray(String[]::new));
    }

    /// The port that it says it listens on.
    static int port(ChildProcess server) {
        Pattern port = Pattern.compile("port=(\\d+)");
        return Integer.parseInt(server.awaitOutput(port, PATIENCE).group(1));
    }
}
