package org.gradus.trainers.spark.internal.driver;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.resource.ResourceProfile;
import org.gradus.trainers.spark.internal.host.TrialTask;
import org.gradus.trainers.spark.internal.wire.Place;
import org.gradus.trainers.spark.internal.wire.TaskAnswer;
import org.gradus.trainers.spark.internal.wire.TaskOrder;
import scala.Function2;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Runs tasks as Spark jobs of one partition. Thread-safe.
 *
 * @param resources what a task needs; empty for what the application's settings say
 */
record SparkJobs(JavaSparkContext context, Optional<ResourceProfile> resources) {
    private static final ClassTag<byte[]> BYTES = ClassTag$.MODULE$.apply(byte[].class);
    private static final Seq<Object> FIRST_PARTITION = sequence(List.of(0));

    SparkContext spark() {
        return context.sc();
    }

    /**
     * Runs a task, and waits for its answer.
     *
     * @param group the name by which it is killed
     * @param preferred where its model is in memory; Spark waits for that executor as {@code spark.locality.wait} says
     * @param model the bytes that the order's checkpoint names; empty if it has none
     * @throws RuntimeException what Spark throws if its executor is lost or the job is killed
     */
    TaskAnswer run(TaskOrder task, String group, Optional<Place> preferred, Optional<byte[]> model) {
        Optional<Broadcast<byte[]>> sent = model.map(context::broadcast);
        spark().setJobGroup(group, words(task), true);
        try {
            byte[][] answers =
                    (byte[][]) spark().runJob(order(task, preferred), function(sent), FIRST_PARTITION, BYTES);
            return TaskAnswer.of(answers[0]);
        } finally {
            spark().clearJobGroup();
            sent.ifPresent(broadcast -> broadcast.destroy());
        }
    }

    private RDD<byte[]> order(TaskOrder task, Optional<Place> preferred) {
        Seq<String> places = sequence(preferred.map(Place::location).stream().toList());
        RDD<byte[]> order = spark().makeRDD(sequence(List.of(new Tuple2<>(task.toBytes(), places))), BYTES);
        return resources.map(order::withResources).orElse(order);
    }

    private static <T> Seq<T> sequence(List<T> list) {
        return CollectionConverters.asScala(list).toSeq();
    }

    /**
     * Only what a broadcast brings and the order itself go to the executor: nothing of the study. Lambdas of Java are sent as they are;
     * {@code map} and {@code collect} would have Spark examine the bytecode of theirs at each job, which is half of what a job costs.
     */
    private static Function2<TaskContext, Iterator<byte[]>, byte[]> function(Optional<Broadcast<byte[]>> sent) {
        if (sent.isEmpty()) {
            return (Function2<TaskContext, Iterator<byte[]>, byte[]> & Serializable)
                    (context, orders) -> TrialTask.runWithoutModel(orders.next());
        }
        Broadcast<byte[]> model = sent.get();
        return (Function2<TaskContext, Iterator<byte[]>, byte[]> & Serializable)
                (context, orders) -> TrialTask.run(orders.next(), model::value);
    }

    private static String words(TaskOrder task) {
        return task.order().trial()
                + (task.test()
                        ? ", test"
                        : ", steps " + task.order().fromStep() + " to "
                                + task.order().untilStep());
    }
}
