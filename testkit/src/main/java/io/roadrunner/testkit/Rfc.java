package io.roadrunner.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Names the requirements that a test, or every test of a class, holds the server to. Kept at run
/// time, so that a table of sections and tests can be made from the test classes.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Rfc {
    /// {@return one or more sections} Each as `9112 §3.2`: number of the RFC, blank, section.
    String[] value();
}
