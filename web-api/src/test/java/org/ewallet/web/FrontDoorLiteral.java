package org.ewallet.web;

import jakarta.enterprise.util.AnnotationLiteral;
import org.ewallet.web.command.FrontDoorClock;

/** The qualifier as an object, for the dependency injection of Jersey. */
@SuppressWarnings("serial")
public final class FrontDoorLiteral extends AnnotationLiteral<FrontDoorClock> implements FrontDoorClock {
}
