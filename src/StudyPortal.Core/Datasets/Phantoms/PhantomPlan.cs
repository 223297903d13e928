using StudyPortal.Imaging.Phantoms;

namespace StudyPortal.Core.Datasets.Phantoms;

/// <summary>Who is who in a synthetic set: imaginary patients with one to three images each, every patient in one fold.</summary>
internal static class PhantomPlan
{
    private static readonly string[] Folds = ["train", "train", "valid", "train", "test", "train", "train", "test", "train", "valid", "train", "test", "train"];

    public static IEnumerable<PhantomEntry> Draw(int count, int seed, int size)
    {
        var phantom = new ChestPhantom(seed, size);
        var random = new Random(seed);
        var index = 0;
        for (var patient = 1; index < count; patient++)
        {
            var images = Math.Min(count - index, random.Next(10) switch { < 6 => 1, < 9 => 2, _ => 3 });
            for (var image = 0; image < images; image++)
                yield return new PhantomEntry($"SYN{patient:0000}", image, Folds[patient % Folds.Length], phantom.Draw(index++));
        }
    }
}
