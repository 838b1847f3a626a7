package io.roadrunner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QueryParametersTest {
    @Test
    void keepsOrderAndRepetitions() {
        QueryParameters parameters = QueryParameters.parse("b=1&a=2&b=3");
        assertEquals(3, parameters.size());
        assertEquals("b", parameters.name(2));
        assertEquals("3", parameters.value(2));
        assertEquals("1", parameters.first("b"));
        assertEquals(List.of("1", "3"), parameters.all("b"));
        assertEquals(List.of(), parameters.all("c"));
        assertEquals(Map.of("a", List.of("2"), "b", List.of("1", "3")), parameters.toMap());
        assertEquals(List.of("b", "a"), List.copyOf(parameters.toMap().keySet()));
    }

    @Test
    void tellsAFlagFromAnEmptyValue() {
        QueryParameters parameters = QueryParameters.parse("flag&empty=");
        assertTrue(parameters.isFlag("flag"));
        assertTrue(parameters.isFlag(0));
        assertFalse(parameters.isFlag("empty"));
        assertFalse(parameters.isFlag("absent"));
        assertEquals("", parameters.first("flag"));
        assertEquals("", parameters.first("empty"));
        assertNull(parameters.first("absent"));
        assertTrue(parameters.contains("flag"));
        assertFalse(parameters.contains("absent"));
        assertEquals("flag&empty=", parameters.toString());
    }

    @Test
    void readsOddQueries() {
        Map<String, QueryParameters> expected = new LinkedHashMap<>();
        expected.put("", QueryParameters.empty());
        expected.put("&&&", QueryParameters.empty());
        expected.put("=", QueryParameters.of("", ""));
        expected.put("=v", QueryParameters.of("", "v"));
        expected.put("a=b=c", QueryParameters.of("a", "b=c"));
        expected.put("&a=1&", QueryParameters.of("a", "1"));
        expected.put("a;b=1", QueryParameters.of("a;b", "1"));
        expected.put("a+b=c+d", QueryParameters.of("a b", "c d"));
        expected.put("%26=%3D", QueryParameters.of("&", "="));
        expected.put("p=100%&q=%zz&r=%4", QueryParameters.of("p", "100%", "q", "%zz", "r", "%4"));
        expected.put("n=%C3%A9", QueryParameters.of("n", "é"));
        expected.put("n=%FF", QueryParameters.of("n", "\ufffd"));
        expected.put("a", QueryParameters.empty().withFlag("a"));
        expected.forEach(
                (query, value) -> assertEquals(value, QueryParameters.parse(query), query));
    }

    @Test
    void readsUpToItsLimitAndRefusesOneMore() {
        String atLimit = "a=1&".repeat(QueryParameters.MAX_PARAMETERS);
        assertEquals(QueryParameters.MAX_PARAMETERS, QueryParameters.parse(atLimit).size());
        TooManyParametersException refusal =
                assertThrows(
                        TooManyParametersException.class,
                        () -> QueryParameters.parse(atLimit + "b"));
        assertEquals(0, refusal.getStackTrace().length, "the peer's fault has no stack trace");
    }

    @Test
    void encodesWhatItIsGiven() {
        QueryParameters parameters =
                QueryParameters.of("q", "a b&c").with("é", "1+1=2").withFlag("x y");
        assertEquals("q=a+b%26c&%C3%A9=1%2B1%3D2&x+y", QueryString.encode(parameters));
        Map<String, String> map = new LinkedHashMap<>();
        map.put("b", "");
        map.put("a", "1");
        assertEquals("b=&a=1", QueryString.encode(map));
        assertEquals("", QueryString.encode(QueryParameters.empty()));
    }

    @Test
    void refusesANameWithoutAValue() {
        assertThrows(IllegalArgumentException.class, () -> QueryParameters.of("a", "1", "b"));
    }

    @Test
    void isAValue() {
        assertEquals(QueryParameters.of("a", "1"), QueryParameters.parse("a=1"));
        assertEquals(
                QueryParameters.of("a", "1").hashCode(), QueryParameters.parse("a=1").hashCode());
        assertNotEquals(QueryParameters.of("a", ""), QueryParameters.parse("a"));
        QueryParameters base = QueryParameters.of("a", "1");
        assertNotEquals(base, base.with("b", "2"));
        assertEquals(1, base.size());
    }

    @Test
    void parsingReversesEncodingForAnyParameters() {
        long seed = 7_301;
        Random random = new Random(seed);
        for (int round = 0; round < 1000; round++) {
            QueryParameters parameters = QueryParameters.empty();
            for (int i = random.nextInt(6); i > 0; i--) {
                String name = RandomText.of(random, 8);
                parameters =
                        random.nextInt(5) == 0 && !name.isEmpty()
                                ? parameters.withFlag(name)
                                : parameters.with(name, RandomText.of(random, 12));
            }
            assertEquals(
                    parameters,
                    QueryParameters.parse(QueryString.encode(parameters)),
                    "seed " + seed + " round " + round);
        }
    }

    @Test
    void neverFailsOnRandomQueries() {
        long seed = 99;
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            String query = RandomText.of(random, 60);
            QueryParameters parameters = QueryParameters.parse(query);
            assertTrue(parameters.size() <= query.length(), "seed " + seed + " round " + round);
        }
    }
}
