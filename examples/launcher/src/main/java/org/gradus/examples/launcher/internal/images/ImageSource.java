package org.gradus.examples.launcher.internal.images;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Fits the arrays of IDX files together to {@link ImageData}, refusing what does not fit. */
record ImageSource(String name, Labelled train, Optional<Labelled> validation, Labelled test) {
    /** A split as it was read. */
    record Labelled(IdxFile images, IdxFile labels) {
        Labelled {
            requireFit(images, labels);
        }

        private static void requireFit(IdxFile images, IdxFile labels) {
            if (images.dimensions() < 3) {
                throw new ImageDataException(images.name() + " holds no images: its shape is " + images.shape()
                        + ", not images x rows x columns (x colours)"
                        + (images.dimensions() == 1 ? "\nMaybe it is the file of labels." : ""));
            }
            if (!images.isUnsignedByte()) {
                throw new ImageDataException(images.name() + " holds no images: pixels must be unsigned bytes");
            }
            if (labels.dimensions() != 1) {
                throw new ImageDataException(labels.name() + " holds no labels: its shape is " + labels.shape()
                        + ", not one number an image\nMaybe it is the file of images.");
            }
            if (images.size() == 0) {
                throw new ImageDataException(images.name() + " holds no images: its shape is " + images.shape());
            }
            if (images.length(0) != labels.length(0)) {
                throw new ImageDataException("labels do not match images: " + images.name() + " has " + images.length(0)
                        + " images, but " + labels.name() + " has " + labels.length(0) + " labels");
            }
        }

        ImageShape shape() {
            int channels = images.dimensions() == 4 ? images.length(3) : 1;
            return new ImageShape(channels, images.length(1), images.length(2));
        }

        ImageSplit split(Classes classes) {
            int[] mapped = new int[labels.size()];
            for (int i = 0; i < mapped.length; i++) {
                mapped[i] = classes.of(labels, i);
            }
            return new ImageSplit(shape(), channelsFirst(), mapped);
        }

        /** The pixels with the colours of an image one after another, as networks want them. */
        private byte[] channelsFirst() {
            ImageShape shape = shape();
            int plane = shape.height() * shape.width();
            byte[] pixels = new byte[images.size()];
            for (int i = 0; i < pixels.length; i++) {
                int image = i / shape.size();
                int channel = i / plane % shape.channels();
                int pixel = i % plane;
                pixels[i] = (byte) images.at(image * shape.size() + pixel * shape.channels() + channel);
            }
            return pixels;
        }
    }

    /** The classes of the training split, numbered from 0 in ascending order of their labels. */
    record Classes(String trainLabels, int[] labels) {
        static Classes of(IdxFile train) {
            int[] distinct = new int[train.size()];
            for (int i = 0; i < distinct.length; i++) {
                distinct[i] = train.at(i);
            }
            distinct = Arrays.stream(distinct).distinct().sorted().toArray();
            if (distinct[0] < 0) {
                throw new ImageDataException(
                        train.name() + " has the label " + distinct[0] + ", but labels must be 0 or more");
            }
            if (distinct.length < 2) {
                throw new ImageDataException(train.name() + " has the label " + distinct[0]
                        + " alone, but there must be two classes at least");
            }
            return new Classes(train.name(), distinct);
        }

        int of(IdxFile file, int image) {
            int at = Arrays.binarySearch(labels, file.at(image));
            if (at < 0) {
                throw new ImageDataException("image " + (image + 1) + " has the label " + file.at(image) + " in "
                        + file.name() + ", which no image has in " + trainLabels);
            }
            return at;
        }

        int count() {
            return labels.length;
        }

        /** Says so where labels are not 0, 1, 2, … */
        Optional<String> note() {
            return labels[count() - 1] == count() - 1
                    ? Optional.empty()
                    : Optional.of("The " + count() + " labels from " + labels[0] + " to " + labels[count() - 1]
                            + " leave gaps; they are used as classes 0 to " + (count() - 1) + ".");
        }
    }

    /** All splits, with a validation split held out by the seed where there is none. */
    ImageData load(long seed) {
        requireSameShape(test);
        validation.ifPresent(this::requireSameShape);
        Classes classes = Classes.of(train.labels());
        List<String> notes = new ArrayList<>();
        classes.note().ifPresent(notes::add);
        ImageSplit all = train.split(classes);
        ImageSplit tested = test.split(classes);
        if (validation.isPresent()) {
            return new ImageData(name, classes.count(), all, validation.get().split(classes), tested, notes);
        }
        HoldOut parts = HoldOut.of(all.labels(), seed);
        if (parts.held().length == 0) {
            throw new ImageDataException(
                    train.labels().name() + " has one image a class, too few to hold out some for validation");
        }
        notes.add("There is no validation split: the last sixth of each class of "
                + train.images().name()
                + ", shuffled by seed " + seed + ", is held out for it (" + parts.held().length + " of " + all.size()
                + " images).");
        return new ImageData(name, classes.count(), all.select(parts.kept()), all.select(parts.held()), tested, notes);
    }

    private void requireSameShape(Labelled other) {
        if (!other.shape().equals(train.shape())) {
            throw new ImageDataException("the splits differ in the size of their images: "
                    + train.images().name() + " has " + train.shape() + " pixels, but "
                    + other.images().name() + " has " + other.shape());
        }
    }
}
