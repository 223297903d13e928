using System.Globalization;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Trainer.Work;

/// <summary>What a person is told of an import.</summary>
internal static class ImportText
{
    /// <summary>A pace below this is told with its fraction.</summary>
    private const double Fast = 10;

    public static string Told(ImportProgress progress)
    {
        var count = string.Create(CultureInfo.InvariantCulture, $"{(progress.Stage == ImportStage.Images ? "Image" : "Writing case")} {progress.Done} of {progress.Total}");
        if (progress.Stage != ImportStage.Images || progress.PerSecond <= 0) return count;
        var pace = progress.PerSecond.ToString(progress.PerSecond < Fast ? "0.0" : "0", CultureInfo.InvariantCulture);
        return $"{count}, {pace} images/s";
    }

    public static string Told(ImportOutcome.Imported imported) => string.Create(
        CultureInfo.InvariantCulture, $"{imported.Cases} cases imported, {(imported.Present > 0 ? $"{imported.Present} were there already, " : "")}{imported.LeftOut} rows left out");
}
