package io.roadrunner.status;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What `grpc.health.v1` calls services: the whole program under the empty name, each readiness and
/// listener, and each checker that has no readiness. Any thread.
///
/// @param plugin who is asked
record GrpcServices(StatusPlugin plugin) {
    private static final String WHOLE = "";

    /// How a service is; nothing when that is not decided while the patience lasts.
    Optional<ServingStatus> look(String service, Duration patience) throws InterruptedException {
        boolean isReadiness = plugin.hasReadiness(service);
        if (!service.equals(WHOLE) && !isReadiness && !plugin.hasChecker(service)) {
            return Optional.of(ServingStatus.SERVICE_UNKNOWN);
        }
        if (plugin.isShuttingDown()) {
            return Optional.of(ServingStatus.NOT_SERVING);
        }
        List<String> names = service.equals(WHOLE) ? List.of() : List.of(service);
        Optional<StatusReport> report =
                names.isEmpty() || isReadiness
                        ? plugin.ready(names, patience)
                        : plugin.health(names, patience);
        return report.map(found -> ServingStatus.of(found.healthy()));
    }

    /// How all of them are; nothing when that is not decided while the patience lasts.
    Optional<Map<String, ServingStatus>> lookAtAll(Duration patience) throws InterruptedException {
        Optional<StatusReport> ready = plugin.ready(List.of(), patience);
        Optional<StatusReport> health = plugin.health(List.of(), patience);
        if (ready.isEmpty() || health.isEmpty()) {
            return Optional.empty();
        }
        Map<String, ServingStatus> all = new TreeMap<>();
        health.get().entries().forEach(entry -> all.put(entry.name(), of(entry)));
        ready.get().entries().forEach(entry -> all.put(entry.name(), of(entry)));
        all.put(WHOLE, ServingStatus.of(ready.get().healthy()));
        if (plugin.isShuttingDown()) {
            all.replaceAll((_, _) -> ServingStatus.NOT_SERVING);
        }
        return Optional.of(all);
    }

    private static ServingStatus of(StatusReport.Entry entry) {
        return ServingStatus.of(new Status(entry.statusCode(), "").isHealthy());
    }
}
