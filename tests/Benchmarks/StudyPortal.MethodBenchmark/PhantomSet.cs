using StudyPortal.Imaging.Phantoms;
using StudyPortal.Imaging.Raster;
using StudyPortal.Learning.Training;

namespace StudyPortal.MethodBenchmark;

/// <summary>Drawn chests, whose lesions are known; no two images share anything but the way they are drawn.</summary>
internal static class PhantomSet
{
    private const int Seed = 20261;

    // Twice the side of the network's input, as the demonstration data are.
    private const int Drawn = 128, Size = 64;

    private static readonly PhantomFinding[] Findings = Enum.GetValues<PhantomFinding>();

    public static LesionSet Draw(Options options)
    {
        ChestPhantom phantom = new(Seed, Drawn);
        PhantomCase[] cases = [.. Enumerable.Range(0, options.Training + options.Validation + options.Test).AsParallel().AsOrdered().Select(phantom.Draw)];
        PhantomCase[] test = cases[^options.Test..];
        return new LesionSet(
            $"SYNTHETIC chests, {Size} px: {options.Training} training, {options.Validation} validation, {options.Test} test images; labels {string.Join(", ", Findings)}",
            "phantom",
            Set(cases[..options.Training]),
            Set(cases[options.Training..^options.Test]),
            Set(test),
            [.. test.SelectMany((drawn, index) => drawn.Lesions.Select(lesion => Scaled(lesion, index)))]);
    }

    private static TrainingSet Set(PhantomCase[] cases) => LesionSet.Of(
        [.. cases.Select(drawn => Resampled.ToUnitFloats(drawn.Image, Size))],
        [.. cases.Select(drawn => Array.ConvertAll(Findings, finding => drawn.Has(finding) ? 1f : 0f))],
        Size);

    private static Lesion Scaled(PhantomLesion lesion, int index)
    {
        const double scale = (double)Size / Drawn;
        return Lesion.In(
            index, Array.IndexOf(Findings, lesion.Finding), Size,
            lesion.Box.X * scale, lesion.Box.Y * scale, lesion.Box.Width * scale, lesion.Box.Height * scale);
    }
}
