package io.roadrunner.status;

import io.roadrunner.http.Handler;
import io.roadrunner.http.HttpVersion;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The health protocol of gRPC, `grpc.health.v1.Health` with `Check`, `List` and `Watch`, over what
/// a [StatusPlugin] knows. The service with the empty name is the whole program, others are the
/// names of readinesses, listeners and checkers. At most [#MOST_WATCHES] watch at a time. Any
/// thread.
public final class GrpcHealth {
    /// How many may watch at a time, for each call of [#routes(StatusPlugin)].
    public static final int MOST_WATCHES = 100;

    /// How many services are listed.
    private static final int MOST_LISTED = 1000;

    private static final String SERVICE = "/grpc.health.v1.Health/";

    private final GrpcServices services;
    private final AtomicInteger watches = new AtomicInteger();

    private GrpcHealth(StatusPlugin plugin) {
        this.services = new GrpcServices(plugin);
    }

    /// The routes of the protocol, for any listener that speaks HTTP/2. The listener of the plugin
    /// has them already.
    ///
    /// @param plugin who is asked
    public static Routes routes(StatusPlugin plugin) {
        GrpcHealth health = new GrpcHealth(plugin);
        return Routes.builder()
                .post(SERVICE + "Check", answering(health::check))
                .post(SERVICE + "List", answering(health::list))
                .post(SERVICE + "Watch", answering(health::watch))
                .build();
    }

    /// What answers a call.
    private interface Method {
        Response call(Request request, Duration timeout)
                throws GrpcException, IOException, InterruptedException;
    }

    private static Handler answering(Method method) {
        return request -> {
            if (!isGrpc(request.header("content-type"))) {
                return Responses.text(415, "the content is not " + GrpcAnswers.CONTENT_TYPE + "\n");
            }
            if (!hasStreams(request.version())) {
                return Responses.text(505, "gRPC needs HTTP/2\n");
            }
            try {
                return method.call(
                        request, GrpcTimeoutParser.parse(request.header("grpc-timeout")));
            } catch (GrpcException e) {
                return GrpcAnswers.failed(e);
            }
        };
    }

    private static boolean hasStreams(HttpVersion version) {
        return switch (version) {
            case HTTP_1_0, HTTP_1_1 -> false;
            case HTTP_2, HTTP_3 -> true;
        };
    }

    /// Protocol buffers are what is meant unless something else is said.
    private static boolean isGrpc(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return switch (type.strip().toLowerCase(Locale.ROOT)) {
            case GrpcAnswers.CONTENT_TYPE, "application/grpc+proto" -> true;
            default -> false;
        };
    }

    private Response check(Request request, Duration timeout)
            throws GrpcException, IOException, InterruptedException {
        String service = service(request);
        ServingStatus status =
                services.look(service, timeout).orElseThrow(GrpcHealth::deadlineExceeded);
        if (status == ServingStatus.SERVICE_UNKNOWN) {
            throw new GrpcException(GrpcStatus.NOT_FOUND, "no such service");
        }
        return GrpcAnswers.message(HealthResponseEncoder.status(status));
    }

    private Response list(Request request, Duration timeout)
            throws GrpcException, IOException, InterruptedException {
        service(request);
        Map<String, ServingStatus> all =
                services.lookAtAll(timeout).orElseThrow(GrpcHealth::deadlineExceeded);
        if (all.size() > MOST_LISTED) {
            throw new GrpcException(GrpcStatus.RESOURCE_EXHAUSTED, "too many services");
        }
        return GrpcAnswers.message(HealthResponseEncoder.list(all));
    }

    private Response watch(Request request, Duration timeout) throws GrpcException, IOException {
        String service = service(request);
        if (watches.incrementAndGet() > MOST_WATCHES) {
            watches.decrementAndGet();
            throw new GrpcException(GrpcStatus.RESOURCE_EXHAUSTED, "too many watch already");
        }
        request.closeAfterwards(watches::decrementAndGet);
        HealthWatch watch = new HealthWatch(services, request, service, timeout);
        request.onDisconnect(watch::end);
        return Responses.streaming(200, GrpcAnswers.head(), watch);
    }

    private static String service(Request request) throws GrpcException, IOException {
        int most = GrpcFrameDecoder.PREFIX + GrpcFrameDecoder.LONGEST + 1;
        return HealthRequestDecoder.service(GrpcFrameDecoder.message(request.readBody(most)));
    }

    private static GrpcException deadlineExceeded() {
        return new GrpcException(GrpcStatus.DEADLINE_EXCEEDED, "the time is over");
    }
}
