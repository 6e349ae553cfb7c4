package org.ewallet.cli.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.ewallet.cli.Database;
import org.ewallet.cli.PartName;
import org.ewallet.cli.Settings;
import org.junit.jupiter.api.Test;

/** Shows what is counted of the kills, and that none of the points is left out. */
class PointTableTest {

    @Test
    void countsHowOftenAPointWasMeantAndHit() {
        PointTable table = new PointTable();
        table.count("services", "before prepare", true);
        table.count("services", "before prepare", false);
        table.count("broker", "at a random instant", true);

        assertThat(table.hits()).isEqualTo(2);
        assertThat(table.lines()).map(line -> line.replaceAll(" +", " ")).containsExactly(
                "part killed armed hit", "broker at a random instant 1 1", "services before prepare 2 1");
    }

    @Test
    void aDeckAndTheReplaysHaveEveryPointOfTheServerAndEveryPart() {
        Settings settings = Settings.DEFAULT.with(Database.POSTGRESQL);
        List<Strike> deck = new ArrayList<>(Strike.deck(settings, new Random(1)));
        deck.addAll(Strike.ofReplays(settings));

        assertThat(deck).filteredOn(strike -> strike.victim() == PartName.SERVICES && strike.point() != null)
                .extracting(Strike::point).containsExactlyInAnyOrder(Point.values());
        assertThat(deck).extracting(Strike::victim)
                .contains(PartName.SERVICES, PartName.BROKER, PartName.POSTGRESQL);
    }

    @Test
    void aDeckWithoutPostgreSqlKillsNone() {
        assertThat(Strike.deck(Settings.DEFAULT, new Random(1))).extracting(Strike::victim)
                .doesNotContain(PartName.POSTGRESQL);
    }

    @Test
    void theRuleOfAPointNamesItsPlaceAndItsMark() {
        assertThat(Stream.of(Point.values()).map(point -> point.rules(Path.of("/run/points/7"), Point.DIE)))
                .allSatisfy(rule -> assertThat(rule).contains("/run/points/7", "killJVM()", "ENDRULE"));
    }
}
