package io.roadrunner.conformance.websocket;

import io.roadrunner.Roadrunner;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.Protocol;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import io.roadrunner.testkit.ChildProcess;
import io.roadrunner.websocket.WebSocket;
import io.roadrunner.websocket.WebSocketHandler;
import io.roadrunner.websocket.WebSocketOptions;
import io.roadrunner.websocket.WebSockets;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// A server with sessions in a process of its own, whose heap holds nothing else. It prints its
/// port and runs until it is killed.
final class SessionChild {
    private static final int LARGEST_MESSAGE = 17 << 20;

    private SessionChild() {}

    /// The program. `/ws` sends back what it gets, `/large` takes messages of 16 MiB, `/heap` says
    /// how many bytes live objects take.
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        WebSocketOptions large =
                WebSocketOptions.builder()
                        .maxFrameSize(LARGEST_MESSAGE)
                        .maxMessageSize(LARGEST_MESSAGE)
                        .build();
        Routes routes =
                Routes.builder()
                        .get("/ws", WebSockets.handler(WebSocketOptions.standard(), _ -> echo()))
                        .get("/large", WebSockets.handler(large, _ -> echo()))
                        .get("/heap", _ -> Responses.text(200, heapInUse()))
                        .build();
        ListenerOptions options =
                ListenerOptions.builder()
                        .host("127.0.0.1")
                        .port(0)
                        .protocols(Protocol.http1(), Protocol.http2())
                        .detectPreface(true)
                        .routes(routes)
                        .maxClients(20_000)
                        .socketBacklog(4096)
                        .hibernateAfter(Duration.ofMillis(500))
                        .build();
        int port = Roadrunner.create().startListener("child", options).port();
        out.println("port=" + port);
        new CountDownLatch(1).await();
    }

    private static WebSocketHandler echo() {
        return new WebSocketHandler() {
            @Override
            public void onText(WebSocket socket, String text) {
                socket.sendText(text);
            }

            @Override
            public void onBinary(WebSocket socket, byte[] data) {
                socket.sendBinary(data);
            }
        };
    }

    private static String heapInUse() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return Long.toString(runtime.totalMemory() - runtime.freeMemory());
    }

    /// Starts the program.
    ///
    /// @param heap the largest heap, such as `64m`
    static ChildProcess start(String heap) {
        return ChildProcess.start(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-cp",
                System.getProperty("java.class.path"),
                SessionChild.class.getName());
    }
}
