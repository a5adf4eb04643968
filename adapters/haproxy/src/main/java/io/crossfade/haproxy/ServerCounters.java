package io.crossfade.haproxy;

import io.crossfade.core.port.Counters;

/**
 * Reads the account of a server from its row of {@code show stat}. HAProxy's numbers overlap and have holes: a refused
 * connection is in {@code econ} alone, a broken answer in {@code eresp} alone, and a truncated body in
 * {@code req_tot}, {@code eresp} and {@code srv_abrt} at once.
 */
final class ServerCounters {

    private static final int TYPE_SERVER = 2;

    private final StatTable table;
    private final int type;
    private final int lbtot;
    private final int reqTot;
    private final int econ;
    private final int eresp;
    private final int srvAbrt;
    private final int cliAbrt;
    private final int wredis;
    private final int hrsp5xx;
    private final int scur;

    ServerCounters(StatTable table) {
        this.table = table;
        type = table.column("type");
        lbtot = table.column("lbtot");
        reqTot = table.column("req_tot");
        econ = table.column("econ");
        eresp = table.column("eresp");
        srvAbrt = table.column("srv_abrt");
        cliAbrt = table.column("cli_abrt");
        wredis = table.column("wredis");
        hrsp5xx = table.column("hrsp_5xx");
        scur = table.column("scur");
    }

    boolean isServer() {
        return table.number(type) == TYPE_SERVER;
    }

    Counters read() {
        long failedToConnect = table.number(econ);
        long failedToAnswer = table.number(eresp);
        long takenElsewhere = table.number(wredis);
        long abandoned = table.number(cliAbrt);
        long logged = table.number(reqTot) + failedToConnect + failedToAnswer - table.number(srvAbrt);
        return new Counters(
                table.number(lbtot),
                logged + takenElsewhere + abandoned,
                table.number(hrsp5xx) + failedToConnect + failedToAnswer + takenElsewhere,
                abandoned,
                table.number(scur),
                logged);
    }
}
