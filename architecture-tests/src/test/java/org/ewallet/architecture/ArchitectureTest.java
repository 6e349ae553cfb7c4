package org.ewallet.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.FieldAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.temporal.Temporal;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows that the walls stand which the design draws between the services and inside of them. */
@AnalyzeClasses(locations = Modules.class)
class ArchitectureTest {

    private static final String CONTRACT = "org.ewallet.contract..";
    private static final String MESSAGING = "org.ewallet.messaging..";
    private static final String WALLET = "org.ewallet.wallet..";
    private static final String LEDGER = "org.ewallet.wallet.ledger..";
    private static final String WEB = "org.ewallet.web..";
    private static final String[] SERVICES = {"org.ewallet.account..", WALLET, "org.ewallet.notification.."};
    private static final String[] FEATURES_OF_THE_WALLET = {"org.ewallet.wallet.lifecycle..",
        "org.ewallet.wallet.cash..", "org.ewallet.wallet.transfer..", "org.ewallet.wallet.hold..",
        "org.ewallet.wallet.order.."};

    private static final Set<String> METHODS_OF_HTTP = Stream.of("GET", "HEAD", "PUT", "POST", "PATCH", "DELETE", "OPTIONS")
            .map("jakarta.ws.rs."::concat).collect(Collectors.toSet());

    private static final Set<String> FLOATING_POINT =
            Set.of("double", "float", "java.lang.Double", "java.lang.Float");

    @ArchTest
    static final ArchRule contractDependsOnJavaAndJsonOnly = classes().that().resideInAPackage(CONTRACT)
            .should().onlyDependOnClassesThat().resideInAnyPackage("java..", "com.fasterxml.jackson..", CONTRACT);

    @ArchTest
    static final ArchRule messagingIsPlainJavaOverJmsJdbcMetricsAndTraces = classes().that().resideInAPackage(MESSAGING)
            .should().onlyDependOnClassesThat().resideInAnyPackage("java..", "javax.sql..", "jakarta.jms..",
                    "com.fasterxml.jackson..", "com.fasterxml.uuid..", "org.flywaydb..",
                    "org.eclipse.microprofile.metrics..", "org.eclipse.microprofile.config.spi..",
                    "io.opentelemetry..", CONTRACT, MESSAGING);

    @ArchTest
    static final ArchRule servicesAndWebDoNotKnowEachOther =
            slices().matching("org.ewallet.(account|wallet|notification|web)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule nobodyDependsOnTheWeb = noClasses().that().resideOutsideOfPackage(WEB)
            .should().dependOnClassesThat().resideInAPackage(WEB);

    @ArchTest
    static final ArchRule featuresOfTheWalletDoNotKnowEachOther =
            slices().matching("org.ewallet.wallet.(lifecycle|cash|transfer|hold|order)..")
                    .should().notDependOnEachOther();

    @ArchTest
    static final ArchRule featuresOfTheWalletBuildOnTheLedgerOnly =
            noClasses().that().resideInAnyPackage(FEATURES_OF_THE_WALLET)
                    .should().dependOnClassesThat(resideInAPackage(WALLET)
                            .and(not(resideInAPackage(LEDGER))).and(not(resideInAnyPackage(FEATURES_OF_THE_WALLET))));

    @ArchTest
    static final ArchRule ledgerKnowsNothingAboveIt = noClasses().that().resideInAPackage(LEDGER)
            .should().dependOnClassesThat(resideInAPackage(WALLET).and(not(resideInAPackage(LEDGER))));

    @ArchTest
    static final ArchRule rulesKnowNoContainerAndNoDatabase = noClasses().that().haveSimpleNameEndingWith("Rules")
            .should().dependOnClassesThat().resideInAnyPackage("jakarta..", "javax..", "java.sql..");

    @ArchTest
    static final ArchRule rulesHoldNothingButConstants =
            fields().that().areDeclaredInClassesThat().haveSimpleNameEndingWith("Rules")
                    .should().beStatic().andShould().beFinal()
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule moneyIsNeverKeptInFloatingPoint =
            fields().that().areDeclaredInClassesThat().resideInAnyPackage(CONTRACT, WALLET)
                    .should().notHaveRawType(floatingPoint());

    @ArchTest
    static final ArchRule moneyIsNeverPassedInFloatingPoint =
            codeUnits().that().areDeclaredInClassesThat().resideInAnyPackage(CONTRACT, WALLET)
                    .should(notPassFloatingPoint());

    @ArchTest
    static final ArchRule moneyIsNeverReckonedByFloatingPoint =
            noClasses().that().resideInAnyPackage(CONTRACT, WALLET)
                    .should().accessTargetWhere(reckoningInFloatingPoint());

    // LetterCopy is exempt: the broker reckons JMSExpiration by the time of the system, not by that of the service.
    @ArchTest
    static final ArchRule timeComesFromTheInjectedClock =
            noClasses().that().haveSimpleNameNotEndingWith("ClockProducer")
                    .and().doNotHaveFullyQualifiedName("org.ewallet.wallet.SystemClock")
                    .and().doNotHaveFullyQualifiedName("org.ewallet.messaging.LetterCopy")
                    .should().accessTargetWhere(tellingTheTimeOfTheSystem());

    @ArchTest
    static final ArchRule messageDrivenBeansAreNamedAfterWhatTheyReceive =
            classes().that().areAnnotatedWith("jakarta.ejb.MessageDriven")
                    .should().haveSimpleNameEndingWith("CommandListener")
                    .orShould().haveSimpleNameEndingWith("EventSubscriber")
                    .orShould().haveSimpleNameEndingWith("ReplayListener");

    @ArchTest
    static final ArchRule whatIsNamedLikeAMessageDrivenBeanIsOne =
            classes().that().haveSimpleNameEndingWith("CommandListener")
                    .or().haveSimpleNameEndingWith("EventSubscriber")
                    .or().haveSimpleNameEndingWith("ReplayListener")
                    .should().beAnnotatedWith("jakarta.ejb.MessageDriven");

    @ArchTest
    static final ArchRule httpIsSpokenByTheWebOnly = noClasses().that().resideOutsideOfPackage(WEB)
            .should().dependOnClassesThat().resideInAnyPackage("jakarta.ws.rs..", "jakarta.servlet..");

    @ArchTest
    static final ArchRule tablesBelongToServicesOnly = noClasses().that().resideOutsideOfPackages(SERVICES)
            .should().dependOnClassesThat().resideInAPackage("jakarta.persistence..");

    @ArchTest
    static final ArchRule whoeverAnswersARequestAsksWhoMadeIt =
            methods().that(answerRequests())
                    .and().areDeclaredInClassesThat().areAnnotatedWith("jakarta.ws.rs.Path")
                    .should(askForTheCaller());

    private static DescribedPredicate<JavaMethod> answerRequests() {
        return DescribedPredicate.describe("answer requests", method -> method.getAnnotations().stream()
                .anyMatch(annotation -> METHODS_OF_HTTP.contains(annotation.getRawType().getName())));
    }

    private static ArchCondition<JavaMethod> askForTheCaller() {
        return new ArchCondition<>("ask Caller.of, by themselves or by a method beside them") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                events.add(new SimpleConditionEvent(method, asks(method, new HashSet<>()),
                        method.getFullName() + " does not ask for the caller"));
            }
        };
    }

    private static boolean asks(JavaCodeUnit code, Set<String> seen) {
        return seen.add(code.getFullName()) && code.getCallsFromSelf().stream().map(JavaAccess::getTarget)
                .anyMatch(target -> target.getOwner().getName().equals("org.ewallet.web.caller.Caller")
                        && target.getName().equals("of")
                        || target.getOwner().equals(code.getOwner()) && target.resolveMember()
                                .map(beside -> asks((JavaCodeUnit) beside, seen)).orElse(false));
    }

    private static DescribedPredicate<JavaClass> floatingPoint() {
        return DescribedPredicate.describe("double or float", type -> FLOATING_POINT.contains(type.getName()));
    }

    private static ArchCondition<JavaCodeUnit> notPassFloatingPoint() {
        return new ArchCondition<>("take or return no double or float") {
            @Override
            public void check(JavaCodeUnit codeUnit, ConditionEvents events) {
                boolean violated = Stream.concat(Stream.of(codeUnit.getRawReturnType()),
                        codeUnit.getRawParameterTypes().stream()).anyMatch(floatingPoint());
                events.add(new SimpleConditionEvent(codeUnit, !violated,
                        codeUnit.getDescription() + " takes or returns double or float"));
            }
        };
    }

    /** Fields, and methods and constructors that take or return such a number, whoever they belong to. */
    private static DescribedPredicate<JavaAccess<?>> reckoningInFloatingPoint() {
        return DescribedPredicate.describe("reckoning in double or float", access -> {
            if (access.getTarget() instanceof CodeUnitAccessTarget target) {
                return Stream.concat(Stream.of(target.getRawReturnType()), target.getRawParameterTypes().stream())
                        .anyMatch(floatingPoint());
            }
            return access.getTarget() instanceof FieldAccessTarget field && floatingPoint().test(field.getRawType());
        });
    }

    /** Calls and method references; {@code System.nanoTime} is none of them: it only measures. */
    private static DescribedPredicate<JavaAccess<?>> tellingTheTimeOfTheSystem() {
        return DescribedPredicate.describe("telling the time of the system",
                access -> access.getTarget() instanceof CodeUnitAccessTarget target && tellsTheTimeOfTheSystem(target));
    }

    private static boolean tellsTheTimeOfTheSystem(CodeUnitAccessTarget target) {
        JavaClass owner = target.getOwner();
        String name = target.getName();
        boolean withoutClock =
                target.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
        if (owner.isEquivalentTo(Clock.class)) {
            return name.startsWith("system") || name.startsWith("tick") && withoutClock;
        }
        if (owner.isEquivalentTo(Date.class)) {
            return name.equals("<init>") && target.getRawParameterTypes().isEmpty();
        }
        return owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis")
                || owner.isAssignableTo(Temporal.class) && name.equals("now") && withoutClock;
    }
}
