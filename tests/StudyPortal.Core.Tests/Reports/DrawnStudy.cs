using System.Text.Json;
using StudyPortal.Core.Models;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Figures;
using StudyPortal.Core.Reports.Files;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Tests.Reports;

/// <summary>A frozen study made up for figures, without a database: long names of models, readers of different mind, attacks, slow and fast readings.</summary>
internal static class DrawnStudy
{
    public const string LongName = "DenseNet-121 adversarially trained with projected gradient descent at ε = 4/255, ImageNet weights";
    private const int Cases = 40;

    private static readonly ArmFacts[] Arms =
    [
        new(0, "Zebra Standard", ModelVariant.Standard, NormBranch.Clean, "densenet121", 32, 224, new string('a', 64)),
        new(1, LongName, ModelVariant.Adversarial, NormBranch.Clean, "densenet121", 32, 224, new string('b', 64)),
        new(2, "Zebra DualBn", ModelVariant.DualBn, NormBranch.Clean, "densenet121", 32, 224, new string('c', 64)),
    ];

    /// <param name="readers">R1, R2, ...</param>
    /// <param name="score">Of a reader (from 0) for a case (from 0) and arm; null = not answered, the same as the default for none.</param>
    /// <param name="positive">Whether a case (from 0) has the finding.</param>
    public static StoredReport Report(int readers = 6, Func<int, int, int, int?>? score = null, Func<int, bool>? positive = null)
    {
        var set = Set(readers, score ?? Differing(), positive ?? (number => number % 3 == 0));
        var json = CanonicalJson.Write(set);
        var results = CanonicalJson.Write(ComputeResults.From(set, BlobHash.Of(json), CancellationToken.None));
        var report = new Report
        {
            Id = ReportId.New(), StudyId = StudyId.New(), AnalysisSet = BlobHash.Of(json), Results = BlobHash.Of(results),
            SoftwareVersion = set.SoftwareVersion, CreatedUtc = DateTime.UnixEpoch,
        };
        return new StoredReport(report, json, results);
    }

    public static byte[] File(StoredReport report, string name) =>
        new ReportFiles(report).Find(name)?.Content ?? throw new ArgumentException($"The report has no file {name}.", nameof(name));

    public static byte[] Figure(StoredReport report, string name, FigureRequest request) =>
        FigureFiles.Find(report, name, request)?.Content ?? throw new ArgumentException($"The report has no figure {name}.", nameof(name));

    private static Func<int, int, int, int?> Differing()
    {
        var random = new Random(5);
        return (reader, number, arm) => Math.Clamp((int)Math.Round(1.4 + (0.7 * arm) + (1.5 * Math.Sin(number)) + (0.3 * (reader % 3)) + (1.8 * (random.NextDouble() - 0.5))), 0, 5);
    }

    private static AnalysisSet Set(int readers, Func<int, int, int, int?> score, Func<int, bool> positive)
    {
        List<string> codes = [.. Enumerable.Range(1, readers).Select(reader => $"R{reader}")];
        var random = new Random(11);
        var items = from number in Enumerable.Range(0, Cases)
                    from arm in Arms
                    select new ItemFacts(
                        number, "Mass", arm.Ordinal, "Mass", 1, false, new string('d', 64), new string('e', 64), "v1",
                        0.05 + (0.4 * random.NextDouble()) + (0.1 * arm.Ordinal), 0.08);
        return new AnalysisSet(
            AnalysisSet.CurrentFormat, "1.0.0", new AnalysisPlan(BootstrapReplicates: 200), Study(), Arms, codes, [.. items], [.. Ratings(codes, score)], [],
            [.. Evaluations(positive)]);
    }

    private static StudyFacts Study() => new(
        new Guid("7c3e7d1c-9f5e-4bd9-8c33-0f1b6ce0a111"), "Maps of three models", "Synthetic chests", IsSynthetic: true, IsSimulated: true, "guided Grad-CAM",
        JsonSerializer.SerializeToElement("mass"), "latin", 1, DateTime.UnixEpoch, DateTime.UnixEpoch,
        [new QuestionFacts(1, "How well does the map show the finding that you would report to a colleague?", ["none", "1", "2", "3", "4", "all"])]);

    private static IEnumerable<RatingFacts> Ratings(List<string> codes, Func<int, int, int, int?> score)
    {
        var random = new Random(23);
        for (var reader = 0; reader < codes.Count; reader++)
        {
            var order = Enumerable.Range(0, Cases * Arms.Length).ToArray();
            random.Shuffle(order);
            foreach (var (position, place) in order.Index())
                if (score(reader, place / Arms.Length, place % Arms.Length) is { } given)
                    yield return new RatingFacts(
                        codes[reader], place / Arms.Length, "Mass", place % Arms.Length, 1, position + 1, false, given, 1, DateTime.UnixEpoch,
                        (int)(4000 * Math.Exp((2.2 * (random.NextDouble() - 0.4)) + (0.2 * reader) - (0.004 * position))));
        }
    }

    private static IEnumerable<EvaluationFacts> Evaluations(Func<int, bool> positive)
    {
        foreach (var arm in Arms)
            foreach (var (epsilon, steps) in new[] { (0, 0), (0.002, 10), (0.004, 10), (0.0157, 10) })
                foreach (var branch in arm.Variant == ModelVariant.DualBn ? [NormBranch.Clean, NormBranch.Adversarial] : new[] { NormBranch.Clean })
                    yield return new EvaluationFacts(arm.Ordinal, branch, epsilon, steps, branch, [.. Predictions(positive, arm.Ordinal, epsilon)]);
    }

    private static IEnumerable<PredictionFacts> Predictions(Func<int, bool> positive, int arm, double epsilon)
    {
        var random = new Random(37 + arm);
        var strength = 2.2 - (epsilon * (arm == 0 ? 250 : 60));
        return Enumerable.Range(0, 5 * Cases).Select(number => new PredictionFacts(
            number, "Mass", positive(number), (positive(number) ? strength : 0) - 1.6 + (2.6 * (random.NextDouble() + random.NextDouble() - 1))));
    }
}
