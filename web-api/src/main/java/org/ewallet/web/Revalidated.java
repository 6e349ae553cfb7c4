package org.ewallet.web;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** The answer has an {@code ETag}, and is 304 for whoever has a copy that is still right. */
@NameBinding
@Documented
@Retention(RUNTIME)
@Target({METHOD, TYPE})
public @interface Revalidated {
}
