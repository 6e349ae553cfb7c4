package org.ewallet.benchmark;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ewallet.cli.clients.Letter;

/**
 * The {@code TransferFunds} letters of one run, numbered from 0. They are made when they are asked for, and are the
 * same every time: nothing has to be kept of hundreds of thousands.
 *
 * @param run begins the ids of the letters; no other run of an installation has it
 * @param count how many there are
 * @param pairs who pays whom
 */
record Letters(String run, int count, Pairs pairs) {

    static final String CURRENCY = "EUR";
    private static final int MOST_MINOR = 100;

    /** The id of a wallet. */
    static String wallet(int number) {
        return "bench-%06d".formatted(number);
    }

    String id(int index) {
        return run + "-" + index;
    }

    Letter letter(int index) {
        SplittableRandom random = new SplittableRandom(31L * run.hashCode() + index);
        Pairs.Pair pair = pairs.pick(random);
        return new Letter(id(index), "TransferFunds", "{\"sourceWalletId\":\"" + wallet(pair.source())
                + "\",\"targetWalletId\":\"" + wallet(pair.target()) + "\",\"amountMinor\":"
                + (1 + random.nextInt(MOST_MINOR)) + ",\"currency\":\"" + CURRENCY + "\"}");
    }

    List<Letter> first(int many) {
        return new Slice(0, Math.min(many, count)).of(this);
    }

    /** Adjoining parts of about the same length, none empty. */
    List<Slice> slices(int parts) {
        List<Slice> slices = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int from = (int) ((long) count * part / parts);
            int to = (int) ((long) count * (part + 1) / parts);
            if (from < to) {
                slices.add(new Slice(from, to));
            }
        }
        return slices;
    }

    /** The letters from one number up to, not including, another. */
    record Slice(int from, int to) {

        List<Letter> of(Letters letters) {
            return new AbstractList<>() {

                @Override
                public Letter get(int index) {
                    return letters.letter(from + index);
                }

                @Override
                public int size() {
                    return to - from;
                }
            };
        }
    }
}
