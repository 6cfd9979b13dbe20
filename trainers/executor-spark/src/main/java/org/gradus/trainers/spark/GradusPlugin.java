package org.gradus.trainers.spark;

import java.util.Map;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.gradus.trainers.spark.internal.driver.Runs;
import org.gradus.trainers.spark.internal.host.Hosts;
import org.gradus.trainers.spark.internal.wire.Poll;

/**
 * The line between driver and executors while segments run. Spark starts it, if {@code spark.plugins} names it before the
 * context is made: {@code --conf spark.plugins=org.gradus.trainers.spark.GradusPlugin}.
 */
public final class GradusPlugin implements SparkPlugin {
    /** A plugin, for Spark. */
    public GradusPlugin() {}

    @Override
    public DriverPlugin driverPlugin() {
        return new DriverPlugin() {
            @Override
            public Object receive(Object message) {
                return Runs.answer(Poll.of((byte[]) message)).toBytes();
            }
        };
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return new ExecutorPlugin() {
            @Override
            public void init(PluginContext driver, Map<String, String> extra) {
                Hosts.begin(driver);
            }

            @Override
            public void shutdown() {
                Hosts.end();
            }
        };
    }
}
