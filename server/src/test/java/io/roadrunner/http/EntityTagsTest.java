package io.roadrunner.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {
    @ParameterizedTest
    @DisplayName("RFC 9110 §8.8.3.2: the table of comparisons")
    @CsvSource({
        "W/\"1\", W/\"1\", false, true",
        "W/\"1\", W/\"2\", false, false",
        "W/\"1\", \"1\", false, true",
        "\"1\", \"1\", true, true",
        "\"1\", \"2\", false, false",
    })
    void comparesStronglyAndWeakly(String one, String other, boolean strong, boolean weak) {
        EntityTag left = EntityTags.parse(List.of(one)).tags().getFirst();
        EntityTag right = EntityTags.parse(List.of(other)).tags().getFirst();
        assertEquals(strong, left.equalsStrongly(right));
        assertEquals(strong, right.equalsStrongly(left));
        assertEquals(weak, left.equalsWeakly(right));
        assertEquals(weak, right.equalsWeakly(left));
        assertEquals(strong, EntityTags.parse(List.of(one)).matchStrongly(right));
        assertEquals(weak, EntityTags.parse(List.of(one)).matchWeakly(right));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"a\" | \"a\"",
                "\"\" | \"\"",
                "\"a\",\"b\" | \"a\" \"b\"",
                " \"a\" \t,\t W/\"b\" | \"a\" W/\"b\"",
                ",, \"a\" ,, | \"a\"",
                "\"a,b\", \"W/\" | \"a,b\" \"W/\"",
                "\"*\" | \"*\"",
                "\"a\\\" | \"a\\\"",
                "\"\u00e9\" | \"\u00e9\"",
            })
    void readsLists(String field, String expected) {
        List<String> tags =
                EntityTags.parse(List.of(field)).tags().stream().map(EntityTag::toString).toList();
        assertEquals(expected, String.join(" ", tags));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "\"a",
                "a\"",
                "\"a\"b",
                "\"a\" \"b\"",
                "w/\"a\"",
                "W/a",
                "W/ \"a\"",
                "W/",
                "'a'",
                "\"a b\"",
                "\"a\tb\"",
                "\"a\u007f\"",
                "\"good\", bad",
                "\"good\", *",
                "*, \"good\"",
                "**",
                "* ",
            })
    void aMalformedFieldListsNothing(String field) {
        EntityTags tags = EntityTags.parse(List.of(field));
        assertEquals(List.of(), tags.tags());
        assertFalse(tags.isAny());
        assertFalse(tags.matchWeakly(EntityTag.strong("good")));
        assertFalse(tags.matchStrongly(EntityTag.strong("a")));
    }

    @Test
    void anythingMatchesAStar() {
        EntityTags any = EntityTags.parse(List.of("*"));
        assertTrue(any.isAny());
        assertTrue(any.matchStrongly(EntityTag.weak("x")));
        assertTrue(any.matchWeakly(EntityTag.strong("x")));
    }

    @Test
    void aTagIsReadAloneToo() {
        assertEquals(EntityTag.weak("a"), EntityTag.parse("W/\"a\""));
        for (String text : new String[] {"", "a", "\"a", "\"a\" ", "\"a\",\"b\"", "*", "w/\"a\""}) {
            assertNull(EntityTag.parse(text), text);
        }
    }

    @Test
    void theTextOfATagIsLookedForAsTheTag() {
        EntityTags tags = EntityTags.parse(List.of("\"a\", W/\"b\""));
        assertTrue(tags.matchWeakly("W/\"a\""));
        assertTrue(tags.matchWeakly("\"b\""));
        assertFalse(tags.matchWeakly("\"c\""));
        assertFalse(tags.matchWeakly("a"), "without its quotes it is no tag");
        assertTrue(EntityTags.parse(List.of("*")).matchWeakly("a"));
    }

    @Test
    void severalFieldsAreOneList() {
        EntityTags tags = EntityTags.parse(List.of("\"a\"", "\"b\", \"c\""));
        assertEquals(3, tags.tags().size());
        assertEquals(List.of(), EntityTags.parse(List.of("\"a\"", "oops")).tags());
        assertFalse(EntityTags.parse(List.of("*", "*")).isAny());
        assertEquals(List.of(), EntityTags.parse(List.of()).tags());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", " ", "\u007f", "\0", "\n", "\u0100"})
    void aTagHasVisibleCharactersOnly(String opaque) {
        assertThrows(IllegalArgumentException.class, () -> EntityTag.strong(opaque));
        assertThrows(IllegalArgumentException.class, () -> EntityTag.weak(opaque));
    }

    @Test
    void randomTextNeverThrowsAndTagsSurviveTheRoundTrip() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "\"\"\"W/,, ab*\\\t\u00e9";
        for (int round = 0; round < 50_000; round++) {
            StringBuilder field = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                field.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                List<EntityTag> tags = EntityTags.parse(List.of(field.toString())).tags();
                List<String> again = tags.stream().map(EntityTag::toString).toList();
                assertEquals(
                        tags,
                        EntityTags.parse(List.of(String.join(", ", again))).tags(),
                        "seed " + seed);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + field, e);
            }
        }
    }
}
