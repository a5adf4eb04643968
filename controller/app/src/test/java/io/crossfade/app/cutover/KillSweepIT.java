package io.crossfade.app.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossfade.app.cutover.KillPoint.Story;
import io.crossfade.testkit.OpenLoopLoad.Result;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A controller is lost at every place where it could hurt, and the next one takes over: it never gives the candidate more
 * than the lost one can have, no request meets a load balancer without weight, and the cutover ends or is held. A few
 * places by default, every one by {@code -Dcrossfade.sweep=all}.
 */
final class KillSweepIT {

    private static final String PROPERTY = "crossfade.sweep";

    private static final String ALL = "all";

    /** The load of a stage ends after a while. */
    private static final int MOST_IN_A_STAGE = 5;

    /** No story comes to a place more often than this. */
    private static final int MOST_TIMES = 60;

    /** The load balancers that a controller is lost before. */
    enum Ground {
        MAP,
        WEIGHTS,
        NGINX;

        Stage open() {
            return switch (this) {
                case MAP -> Stage.openCalm(Topology.MAP);
                case WEIGHTS -> Stage.openCalm(Topology.WEIGHTS_3_2);
                case NGINX -> Stage.nginxCalm();
            };
        }
    }

    @Test
    @DisabledIfSystemProperty(named = PROPERTY, matches = ALL)
    void behindAMapNothingIsLost() {
        sweepFew(
                Ground.MAP,
                new KillPoint(Story.FORWARD, "write-sent", 2),
                new KillPoint(Story.ROLLBACK, "write-begin", 2));
    }

    @Test
    @DisabledIfSystemProperty(named = PROPERTY, matches = ALL)
    void behindWeightsNothingIsLost() {
        sweepFew(Ground.WEIGHTS, new KillPoint(Story.FORWARD, "write-ended", 2));
    }

    @Test
    @DisabledIfSystemProperty(named = PROPERTY, matches = ALL)
    void behindNginxNothingIsLost() {
        sweepFew(Ground.NGINX, new KillPoint(Story.FORWARD, "write-sent", 1));
    }

    private static void sweepFew(Ground ground, KillPoint... points) {
        int played = play(ground, List.of(points));
        assertThat(played).as("every point is reached").isEqualTo(points.length);
        Figures.print("kill sweep, " + ground, "%d points, all passed", played);
    }

    @ParameterizedTest
    @EnabledIfSystemProperty(named = PROPERTY, matches = ALL)
    @EnumSource
    void everyPlaceOfEveryStory(Ground ground) {
        int points = 0;
        for (var story : Story.values()) {
            for (var place : story == Story.BAKE ? List.of(KillPoint.MID_BAKE) : KillPoint.PLACES) {
                points += sweep(ground, story, place);
            }
        }
        assertThat(points).isGreaterThan(KillPoint.PLACES.size() * Story.values().length);
        Figures.print("kill sweep, " + ground, "%d points in the whole sweep, all passed", points);
    }

    /** Each time that the story comes to the place, until it does not any more. */
    private static int sweep(Ground ground, Story story, String place) {
        int points = 0;
        for (int from = 1; from <= MOST_TIMES; from += MOST_IN_A_STAGE) {
            var next = new ArrayList<KillPoint>();
            for (int times = from; times < from + MOST_IN_A_STAGE; times++) {
                next.add(new KillPoint(story, place, times));
            }
            int played = play(ground, next);
            points += played;
            if (played < next.size()) {
                break;
            }
        }
        Figures.print("kill sweep, " + ground, "%s %s: %d points", story, place, points);
        return points;
    }

    /** How many of the points were reached before the first that was not. */
    private static int play(Ground ground, List<KillPoint> points) {
        int played = 0;
        try (var stage = ground.open()) {
            for (var point : points) {
                if (!new KillScene(stage, point, played).play()) {
                    break;
                }
                played++;
            }
            var clients = stage.endLoad();
            assertThat(clients.count("", Result.SERVER_ERROR))
                    .as("S2, answers of a load balancer without a server: %s", clients)
                    .isZero();
            assertThat(clients.count(Stage.X, Result.SERVER_ERROR))
                    .as("%s", clients)
                    .isZero();
        }
        return played;
    }
}
