package io.roadrunner.http;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/// The components of a record class with the methods that read them, found once per class.
/// Immutable; any thread. The cache lives as long as the record's class does.
final class RecordFields {
    private static final ClassValue<RecordFields> CACHE =
            new ClassValue<>() {
                @Override
                protected RecordFields computeValue(Class<?> type) {
                    return new RecordFields(type.getRecordComponents());
                }
            };

    private final String[] names;
    private final Method[] accessors;

    private RecordFields(RecordComponent[] components) {
        names = new String[components.length];
        accessors = new Method[components.length];
        for (int i = 0; i < components.length; i++) {
            names[i] = components[i].getName();
            accessors[i] = components[i].getAccessor();
            // Needed for records that are not public; refused for those in a closed package,
            // where reading then fails with a reason.
            accessors[i].trySetAccessible();
        }
    }

    static RecordFields of(Class<? extends Record> type) {
        return CACHE.get(type);
    }

    int size() {
        return names.length;
    }

    String name(int index) {
        return names[index];
    }

    /// The value of a component.
    ///
    /// @throws InvalidJsonException when the accessor fails, or the record's package is closed
    @Nullable Object value(int index, Record row) {
        try {
            return accessors[index].invoke(row);
        } catch (IllegalAccessException e) {
            throw new InvalidJsonException(
                    row.getClass() + " is neither public and exported nor open to io.roadrunner",
                    e);
        } catch (InvocationTargetException e) {
            throw new InvalidJsonException(
                    "accessor " + names[index] + " of " + row.getClass() + " failed", e);
        }
    }
}
