package io.roadrunner.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roadrunner.http.Headers;
import io.roadrunner.http.HttpVersion;
import io.roadrunner.http.RequestHead;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersistenceTest {
    private static Persistence of(HttpVersion version, String... fields) {
        return Persistence.of(new RequestHead("GET", "/", "/", "", version, Headers.of(fields)));
    }

    @Test
    @DisplayName("HTTP/1.1 persists by default, HTTP/1.0 does not (RFC 9112 §9.3)")
    void followsTheVersionWithoutAnOption() {
        assertEquals(Persistence.KEEP_ALIVE, of(HttpVersion.HTTP_1_1));
        assertEquals(Persistence.CLOSE, of(HttpVersion.HTTP_1_0));
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP_1_1,close,CLOSE",
        "HTTP_1_1,Close,CLOSE",
        "HTTP_1_1,'upgrade , CLOSE',CLOSE",
        "HTTP_1_1,'keep-alive, close',CLOSE",
        "HTTP_1_1,closed,KEEP_ALIVE",
        "HTTP_1_1,x-close,KEEP_ALIVE",
        "HTTP_1_1,'close y',KEEP_ALIVE",
        "HTTP_1_1,'',KEEP_ALIVE",
        "HTTP_1_1,keep-alive,KEEP_ALIVE",
        "HTTP_1_0,keep-alive,KEEP_ALIVE",
        "HTTP_1_0,'x,Keep-Alive',KEEP_ALIVE",
        "HTTP_1_0,'keep-alive,close',CLOSE",
        "HTTP_1_0,keep-alives,CLOSE",
        "HTTP_1_0,close,CLOSE"
    })
    void comparesWholeOptionsInAnyCase(HttpVersion version, String value, Persistence expected) {
        assertEquals(expected, of(version, "connection", value));
    }

    @Test
    void readsAllLinesTogether() {
        assertEquals(
                Persistence.CLOSE,
                of(HttpVersion.HTTP_1_1, "connection", "close", "connection", "keep-alive"));
        assertEquals(
                Persistence.CLOSE,
                of(
                        HttpVersion.HTTP_1_0,
                        "connection",
                        "keep-alive",
                        "x",
                        "y",
                        "connection",
                        "close"));
        assertEquals(
                Persistence.KEEP_ALIVE,
                of(HttpVersion.HTTP_1_0, "connection", "x", "connection", "keep-alive"));
    }

    @Test
    void tellsWhatAResponseAsksForAndMustSay() {
        assertTrue(Persistence.asksToClose(Headers.of("connection", "x, close")));
        assertFalse(Persistence.asksToClose(Headers.of("connection", "keep-alive")));
        assertTrue(Persistence.mustSayKeepAlive(HttpVersion.HTTP_1_0));
        assertFalse(Persistence.mustSayKeepAlive(HttpVersion.HTTP_1_1));
    }
}
