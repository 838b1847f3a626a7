package io.roadrunner.conformance.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.roadrunner.Listener;
import io.roadrunner.config.Protocol;
import io.roadrunner.config.TlsOptions;
import io.roadrunner.conformance.tls.Certificates;
import io.roadrunner.status.GrpcHealth;
import io.roadrunner.status.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The health protocol asked by a client of gRPC that somebody else wrote, on the listener of the
/// plugin and, over TLS, on one of the application.
class GrpcClientTest {
    @TempDir private Path folder;

    private static HealthCheckRequest about(String service) {
        return HealthCheckRequest.newBuilder().setService(service).build();
    }

    private static HealthGrpc.HealthBlockingStub stub(ManagedChannel channel) {
        return HealthGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    private static ServingStatus check(ManagedChannel channel, String service) {
        return stub(channel).check(about(service)).getStatus();
    }

    private static ManagedChannel plain(StatusServer server) {
        return NettyChannelBuilder.forAddress("127.0.0.1", server.plugin().port())
                .usePlaintext()
                .build();
    }

    @Test
    void aClientOfGrpcChecks() {
        try (StatusServer server = StatusServer.start()) {
            ManagedChannel channel = plain(server);
            try {
                assertEquals(ServingStatus.NOT_SERVING, check(channel, ""));
                server.listen("web");
                server.both("mail", () -> Status.unavailable("full"));
                assertEquals(ServingStatus.SERVING, check(channel, "web"));
                assertEquals(ServingStatus.NOT_SERVING, check(channel, "mail"));
                assertEquals(Code.NOT_FOUND, failure(channel, "gone", Duration.ofSeconds(20)));
                for (int i = 0; i < 200; i++) {
                    assertEquals(ServingStatus.SERVING, check(channel, "web"));
                }
            } finally {
                channel.shutdownNow();
            }
        }
    }

    private static Code failure(ManagedChannel channel, String service, Duration deadline) {
        HealthGrpc.HealthBlockingStub stub =
                HealthGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
        return assertThrows(StatusRuntimeException.class, () -> stub.check(about(service)))
                .getStatus()
                .getCode();
    }

    @Test
    void aClientOfGrpcHasItsOwnDeadline() {
        CountDownLatch never = new CountDownLatch(1);
        try (StatusServer server = StatusServer.start()) {
            server.both(
                    "hangs",
                    () -> {
                        never.await();
                        return Status.ok();
                    });
            ManagedChannel channel = plain(server);
            try {
                assertEquals(
                        Code.DEADLINE_EXCEEDED, failure(channel, "hangs", Duration.ofMillis(200)));
            } finally {
                channel.shutdownNow();
            }
        } finally {
            never.countDown();
        }
    }

    @Test
    void aClientOfGrpcWatches() {
        try (StatusServer server = StatusServer.start()) {
            AtomicReference<Status> db = new AtomicReference<>(Status.ok());
            server.both("db", db::get);
            ManagedChannel channel = plain(server);
            try {
                Iterator<HealthCheckResponse> answers = stub(channel).watch(about("db"));
                assertEquals(ServingStatus.SERVING, answers.next().getStatus());
                db.set(Status.unavailable("full"));
                assertEquals(ServingStatus.NOT_SERVING, answers.next().getStatus());
                db.set(Status.ok());
                assertEquals(ServingStatus.SERVING, answers.next().getStatus());
                server.plugin().close();
                assertEquals(ServingStatus.NOT_SERVING, answers.next().getStatus());
                StatusRuntimeException end =
                        assertThrows(StatusRuntimeException.class, answers::hasNext);
                assertEquals(Code.UNAVAILABLE, end.getStatus().getCode());
            } finally {
                channel.shutdownNow();
            }
        }
    }

    @Test
    void aListenerOfTheApplicationAnswersOverTls() throws IOException {
        TlsOptions tls = new Certificates(folder).localhost();
        try (StatusServer server = StatusServer.start()) {
            Listener web =
                    server.listen(
                            "web",
                            options ->
                                    options.tls(tls)
                                            .protocols(Protocol.http2(), Protocol.http1())
                                            .routes(GrpcHealth.routes(server.plugin())));
            ManagedChannel channel =
                    NettyChannelBuilder.forAddress("127.0.0.1", web.port())
                            .overrideAuthority("localhost")
                            .sslContext(
                                    GrpcSslContexts.forClient()
                                            .trustManager(folder.resolve("localhost.pem").toFile())
                                            .build())
                            .build();
            try {
                assertEquals(ServingStatus.SERVING, check(channel, ""));
                assertEquals(ServingStatus.SERVING, check(channel, "web"));
                Iterator<HealthCheckResponse> answers = stub(channel).watch(about(""));
                assertEquals(ServingStatus.SERVING, answers.next().getStatus());
                Thread drain = Thread.ofVirtual().start(() -> drain(web));
                assertTrue(answers.hasNext());
                assertEquals(ServingStatus.NOT_SERVING, answers.next().getStatus());
                assertThrows(StatusRuntimeException.class, answers::hasNext);
                drain.join();
                assertFalse(drain.isAlive());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            } finally {
                channel.shutdownNow();
            }
        }
    }

    private static void drain(Listener listener) {
        try {
            listener.drain(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
