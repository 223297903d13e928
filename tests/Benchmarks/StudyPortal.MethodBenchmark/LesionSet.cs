using StudyPortal.Learning;
using StudyPortal.Learning.Training;

namespace StudyPortal.MethodBenchmark;

/// <summary>Images to train with, to choose the epoch with and to test with, and where the lesions of the test images lie.</summary>
/// <param name="Name">For the heading of the table.</param>
/// <param name="Recipes">What the names of its recipes begin with.</param>
internal sealed record LesionSet(
    string Name, string Recipes, TrainingSet Training, TrainingSet Validation, TrainingSet Test, IReadOnlyList<Lesion> Lesions)
{
    public static TrainingSet Of(IReadOnlyList<float[]> images, IReadOnlyList<float[]> labels, int size) =>
        new(new ImageSet([.. images.SelectMany(pixels => pixels)], images.Count, size), [.. labels.SelectMany(row => row)], labels[0].Length);
}

/// <summary>One lesion of a test image.</summary>
/// <param name="Case">Index of the image.</param>
/// <param name="Label">Index of its label.</param>
/// <param name="Mask">1 inside, size x size.</param>
internal sealed record Lesion(int Case, int Label, float[] Mask)
{
    /// <summary>That of a box, in pixels.</summary>
    public static Lesion In(int testCase, int label, int size, double left, double top, double width, double height) => new(
        testCase,
        label,
        [.. Enumerable.Range(0, size * size).Select(at => Within(at % size, left, width) && Within(at / size, top, height) ? 1f : 0f)]);

    private static bool Within(int pixel, double start, double length) => pixel + 0.5 > start && pixel + 0.5 < start + length;
}
