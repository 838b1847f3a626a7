package io.roadrunner.benchmarks.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// Serialises what `/json` answers, for servers that leave that to the application. Any thread.
final class Jackson {
    private static final ObjectWriter WRITER =
            JsonMapper.builder().build().writerFor(Answers.Order.class);

    private Jackson() {}

    /// The JSON of a fresh order.
    static byte[] order() {
        try {
            return WRITER.writeValueAsBytes(Answers.order());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
