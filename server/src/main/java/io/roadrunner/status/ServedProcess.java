package io.roadrunner.status;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// The process that the status is of. Immutable.
///
/// @param version of Roadrunner, empty when it was never packed into a jar
/// @param java the version of Java that it runs on
/// @param pid its id
/// @param started when, or when it was first asked for where the system does not say
/// @param heapMax as much as its heap may take, in bytes
record ServedProcess(String version, String java, long pid, Instant started, long heapMax) {
    /// This one.
    static final ServedProcess OWN = own();

    private static ServedProcess own() {
        String version = ServedProcess.class.getPackage().getImplementationVersion();
        ProcessHandle process = ProcessHandle.current();
        return new ServedProcess(
                version == null ? "" : version,
                Runtime.version().toString(),
                process.pid(),
                process.info().startInstant().orElseGet(Instant::now),
                Runtime.getRuntime().maxMemory());
    }

    /// How many bytes of the heap are taken.
    static long heapUsed() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", version);
        fields.put("java", java);
        fields.put("pid", pid);
        fields.put("started", started.toEpochMilli());
        fields.put("heap_max", heapMax);
        return fields;
    }
}
