package org.ewallet.system;

import org.ewallet.cli.Database;
import org.ewallet.cli.PartName;
import org.ewallet.cli.Server;
import org.ewallet.cli.Settings;

/** The whole as the one EAR on Payara Server, with PostgreSQL. */
class PayaraServerPostgreSqlIT extends CrashSystemTest {

    PayaraServerPostgreSqlIT() {
        super(Settings.onFreePorts().with(Server.PAYARA_SERVER).with(Database.POSTGRESQL), PartName.PAYARA_SERVER);
    }
}
