package org.gradus.examples.launcher.internal.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
    @TempDir
    private Path folder;

    @Test
    void readsAllSplits() {
        ImageData data = ImageFolder.load(IdxWriter.folder(folder, true), 1);

        assertThat(data.describe())
                .endsWith(": 96 training, 32 validation and 32 test images of 12 x 12 pixels in 4 classes");
        assertThat(data.train().label(5)).isEqualTo(1);
        assertThat(data.notes()).isEmpty();
    }

    @Test
    void holdsOutAndSaysSoWithoutAValidationSplit() {
        ImageData data = ImageFolder.load(IdxWriter.folder(folder, false), 7);

        // 24 images a class; 4 of them are held out.
        assertThat(data.train().size()).isEqualTo(80);
        assertThat(data.validation().size()).isEqualTo(16);
        assertThat(data.notes()).singleElement().asString().contains("last sixth of each class", "seed 7", "16 of 96");
        assertThat(data.fingerprint()).isEqualTo(ImageFolder.load(folder, 7).fingerprint());
        assertThat(data.fingerprint()).isNotEqualTo(ImageFolder.load(folder, 8).fingerprint());
    }

    @Test
    void namesMayBeOfAnyCaseAndHiddenFilesArePassedOver() throws IOException {
        IdxWriter.folder(folder, true);
        Files.move(folder.resolve("train-labels-idx1-ubyte"), folder.resolve("TRAIN5-Labels"));
        IdxWriter.write(folder, "._train-images-idx3-ubyte.gz", new byte[] {1});

        assertThat(ImageFolder.load(folder, 1).train().size()).isEqualTo(96);
    }

    @Test
    void coloursComeOneAfterAnother() {
        IdxWriter.folder(folder, false);
        // Two images of 1 x 2 pixels with 3 colours: pixel 1 then pixel 2.
        byte[] images = IdxWriter.bytes(new int[] {2, 1, 2, 3}, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        for (String split : new String[] {"train", "val", "t10k"}) {
            IdxWriter.write(folder, split + "-images-idx3-ubyte.gz", images);
            IdxWriter.write(folder, split + "-labels-idx1-ubyte", IdxWriter.labels(2, 2));
        }

        ImageData data = ImageFolder.load(folder, 1);

        assertThat(data.shape()).isEqualTo(new ImageShape(3, 1, 2));
        assertThat(data.train().pixels(1))
                .containsExactly(7 / 255f, 10 / 255f, 8 / 255f, 11 / 255f, 9 / 255f, 12 / 255f);
    }

    @Test
    void labelsWithGapsAreNumberedAndThatIsSaid() {
        IdxWriter.folder(folder, true);
        IdxWriter.write(folder, "train-labels-idx1-ubyte", relabelled(96));
        IdxWriter.write(folder, "val-labels-idx1-ubyte", relabelled(32));
        IdxWriter.write(folder, "t10k-labels-idx1-ubyte", relabelled(32));

        ImageData data = ImageFolder.load(folder, 1);

        assertThat(data.classes()).isEqualTo(2);
        assertThat(data.train().label(1)).isEqualTo(1);
        assertThat(data.notes())
                .containsExactly("The 2 labels from 1 to 300 leave gaps; they are used as classes 0 to 1.");
    }

    private static byte[] relabelled(int count) {
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % 2 == 0 ? 1 : 300;
        }
        return IdxWriter.ints(new int[] {count}, labels);
    }

    @Test
    void refusesAFolderWithoutTheFiles() throws IOException {
        refuses("has no file train*images*");
        IdxWriter.folder(folder, true);
        Files.delete(folder.resolve("val-labels-idx1-ubyte"));
        refuses("has no file val*labels*");
        Files.delete(folder.resolve("val-images-idx3-ubyte.gz"));
        Files.delete(folder.resolve("t10k-labels-idx1-ubyte"));
        refuses("has no file test*labels*");
        Files.delete(folder.resolve("t10k-images-idx3-ubyte.gz"));
        refuses("has no file test*images* or t10k*images*");
    }

    @Test
    void refusesTwoFilesForOneSplit() {
        IdxWriter.folder(folder, true);
        IdxWriter.write(folder, "test-labels", IdxWriter.labels(32, 4));

        refuses("more than one file for the labels of test*/t10k*: t10k-labels-idx1-ubyte and test-labels");
    }

    @Test
    void refusesLabelsThatDoNotMatchTheImages() {
        IdxWriter.folder(folder, true);
        IdxWriter.write(folder, "val-labels-idx1-ubyte", IdxWriter.labels(31, 4));

        refuses("labels do not match images: ", "32 images", "31 labels");
    }

    @Test
    void refusesImagesForLabelsAndLabelsForImages() {
        IdxWriter.folder(folder, true);
        IdxWriter.write(folder, "t10k-images-idx3-ubyte.gz", IdxWriter.labels(32, 4));
        refuses("t10k-images-idx3-ubyte.gz holds no images: its shape is 32,", "Maybe it is the file of labels");
        IdxWriter.write(folder, "train-labels-idx1-ubyte", IdxWriter.images(96, 4, 12, 1));
        refuses("train-labels-idx1-ubyte holds no labels", "Maybe it is the file of images");
    }

    @Test
    void refusesImagesOfOtherSizesOrNone() {
        IdxWriter.folder(folder, true);
        IdxWriter.write(folder, "val-images-idx3-ubyte.gz", IdxWriter.images(32, 4, 13, 2));
        refuses("has 12 x 12 pixels, but ", "has 13 x 13");
        IdxWriter.write(folder, "val-images-idx3-ubyte.gz", IdxWriter.bytes(new int[] {0, 12, 12}));
        refuses("val-images-idx3-ubyte.gz holds no images: its shape is 0 x 12 x 12");
    }

    @Test
    void refusesLabelsThatAreNoClasses() {
        IdxWriter.folder(folder, true);
        IdxWriter.write(folder, "t10k-labels-idx1-ubyte", IdxWriter.labels(32, 5));
        refuses("image 5 has the label 4 in ", "which no image has in ");
        IdxWriter.write(folder, "train-labels-idx1-ubyte", IdxWriter.labels(96, 1));
        refuses("has the label 0 alone");
        IdxWriter.write(folder, "train-labels-idx1-ubyte", IdxWriter.ints(new int[] {96}, new int[96]));
        refuses("has the label 0 alone");
        int[] negative = new int[96];
        negative[3] = -1;
        IdxWriter.write(folder, "train-labels-idx1-ubyte", IdxWriter.ints(new int[] {96}, negative));
        refuses("has the label -1, but labels must be 0 or more");
    }

    @Test
    void refusesWhatIsNoFolder() {
        assertThatThrownBy(() -> ImageData.load("no-such-folder", 1))
                .isInstanceOf(ImageDataException.class)
                .hasMessageContainingAll("no folder 'no-such-folder'", "fashion-mini");
        assertThatThrownBy(() -> ImageData.load("a\0b", 1)).isInstanceOf(ImageDataException.class);
        assertThatThrownBy(() -> ImageData.load("", 1)).isInstanceOf(ImageDataException.class);
    }

    private void refuses(String... words) {
        assertThatThrownBy(() -> ImageFolder.load(folder, 1))
                .isInstanceOf(ImageDataException.class)
                .hasMessageContainingAll(words);
    }
}
