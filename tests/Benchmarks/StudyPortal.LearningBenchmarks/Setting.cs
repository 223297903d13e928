using System.Globalization;

namespace StudyPortal.LearningBenchmarks;

/// <summary>What is timed.</summary>
/// <param name="Architecture">For example resnet18.</param>
/// <param name="Side">Pixels along a side of the image, of 3 channels.</param>
/// <param name="Batch">Images at a time.</param>
internal sealed record Setting(string Architecture, int Side, int Batch)
{
    /// <summary>As program arguments.</summary>
    public IEnumerable<string> Words =>
        [Architecture, Side.ToString(CultureInfo.InvariantCulture), Batch.ToString(CultureInfo.InvariantCulture)];

    public static Setting Of(string[] words) =>
        new(words[0], int.Parse(words[1], CultureInfo.InvariantCulture), int.Parse(words[2], CultureInfo.InvariantCulture));
}
