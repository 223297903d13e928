using System.Globalization;
using StudyPortal.Core.Reports.Tables;

namespace StudyPortal.Trainer.Verbs;

/// <summary>The results of <c>agree</c> for a person.</summary>
internal static class AgreeText
{
    public static void Write(RatingsResults results, TextWriter output)
    {
        var (question, text) = (results.Results, new ResultLines(output));
        output.WriteLine(FormattableString.Invariant(
            $"{results.Cases} cases, {question.Readers.Count} readers, {results.Arms.Count} arms; {results.LeftOut} rows left out. Intervals: {results.Plan.Confidence:P0}."));
        foreach (var arm in question.Arms)
        {
            text.Title($"Arm {results.Arms[arm.Arm]}");
            text.Line("ratings", string.Create(CultureInfo.InvariantCulture, $"{arm.Ratings} ({string.Join(" ", arm.Counts)} from {question.Scale})"));
            text.Line("mean", arm.Mean);
            text.Line("SD", arm.StandardDeviation);
        }

        AgreementText.Write(results, text);
        ComparisonText.Write(results, text);
        ReadingText.Write(question, text);
        if (results.Mrmc is { } mrmc) MrmcText.Write(mrmc, results.Arms, text);
    }
}
