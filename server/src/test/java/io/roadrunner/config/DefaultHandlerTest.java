package io.roadrunner.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.TestRequests;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DefaultHandlerTest {
    @Test
    void everythingIsAnswered404WithAHint() {
        Request request = TestRequests.of("GET", "/any");
        Response.Buffered response =
                assertInstanceOf(Response.Buffered.class, new DefaultHandler().handle(request));
        assertEquals(404, response.status());
        String text = StandardCharsets.UTF_8.decode(response.body()).toString();
        assertTrue(text.contains("ListenerOptions.builder().routes("), text);
    }
}
