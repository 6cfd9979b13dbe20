package org.gradus.examples.spark;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/** A plugin whose driver answers what its executors say, for {@link SparkThroughput}. */
public final class Polls implements SparkPlugin {
    private static final AtomicReference<PluginContext> DRIVER = new AtomicReference<>();

    static Object ask() throws Exception {
        return DRIVER.get().ask(new byte[] {1});
    }

    @Override
    public DriverPlugin driverPlugin() {
        return new DriverPlugin() {
            @Override
            public Object receive(Object message) {
                return message;
            }
        };
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return new ExecutorPlugin() {
            @Override
            public void init(PluginContext driver, Map<String, String> extra) {
                DRIVER.set(driver);
            }
        };
    }
}
