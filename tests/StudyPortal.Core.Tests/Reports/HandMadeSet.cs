using System.Text.Json;
using StudyPortal.Core.Models;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Files;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Tests.Reports;

/// <summary>Analysis sets written down by a test, without a database: three arms, one question on the scale 0 to 5.</summary>
internal static class HandMadeSet
{
    public static AnalysisSet Empty { get; } = new(
        AnalysisSet.CurrentFormat,
        "test",
        new AnalysisPlan(BootstrapReplicates: 200),
        new StudyFacts(
            Guid.Empty, "By hand", "Cases", IsSynthetic: false, IsSimulated: false, "input-gradient", JsonSerializer.SerializeToElement(new { seed = 7 }),
            "by-hand/1", 1, DateTime.UnixEpoch, DateTime.UnixEpoch, [new QuestionFacts(1, "How well does it fit?", ["0", "1", "2", "3", "4", "5"])]),
        [Arm(0, "standard", ModelVariant.Standard), Arm(1, "adversarial", ModelVariant.Adversarial), Arm(2, "dual", ModelVariant.DualBn)],
        [],
        [],
        [],
        [],
        []);

    public static ReportResults Compute(AnalysisSet set) =>
        ComputeResults.From(set, BlobHash.Of([]), TestContext.Current.CancellationToken);

    /// <summary>Of a report that was made of the set.</summary>
    public static ReportFiles Files(AnalysisSet set)
    {
        var json = CanonicalJson.Write(set);
        var results = CanonicalJson.Write(Compute(set));
        var report = new Report
        {
            Id = ReportId.New(), StudyId = StudyId.New(), AnalysisSet = BlobHash.Of(json), Results = BlobHash.Of(results),
            SoftwareVersion = set.SoftwareVersion, CreatedUtc = DateTime.UnixEpoch,
        };
        return new ReportFiles(new StoredReport(report, json, results));
    }

    /// <summary>One label's scores of cases 0, 1, ...; truth 1, 0, or anything else for unknown.</summary>
    public static EvaluationFacts Scores(int arm, IReadOnlyList<int> truth, IReadOnlyList<double> logits, double epsilon = 0, string label = "Mass") => new(
        arm, NormBranch.Clean, epsilon, epsilon > 0 ? 10 : 0, NormBranch.Clean,
        [.. truth.Zip(logits).Select((both, item) => new PredictionFacts(item, label, both.First switch { 1 => true, 0 => false, _ => null }, both.Second))]);

    /// <summary>Ratings of cases 0, 1, ... by R1, R2, ..., all for the label Mass; no rating where the score is null.</summary>
    /// <param name="truth">Of each case, which also says how many there are.</param>
    /// <param name="score">Of arm, reader and case, all from 0.</param>
    public static AnalysisSet Rated(int readers, IReadOnlyList<bool?> truth, Func<int, int, int, int?> score, int arms = 3) => Empty with
    {
        Arms = [.. Empty.Arms.Take(arms)],
        Readers = [.. Enumerable.Range(1, readers).Select(reader => $"R{reader}")],
        Items = [.. from item in Enumerable.Range(0, truth.Count) from arm in Enumerable.Range(0, arms) select Item(item, arm, truth[item])],
        Ratings =
        [
            .. from reader in Enumerable.Range(0, readers)
               from item in Enumerable.Range(0, truth.Count)
               from arm in Enumerable.Range(0, arms)
               let points = score(arm, reader, item)
               where points is not null
               select new RatingFacts($"R{reader + 1}", item, "Mass", arm, 1, (item * arms) + arm + 1, IsRepeat: false, points, 1, DateTime.UnixEpoch, 4000),
        ],
    };

    private static ItemFacts Item(int item, int arm, bool? truth) =>
        new(item, "Mass", arm, "Mass", 1, Withdrawn: false, "none", "none", "none", null, null, Truth: truth);

    private static ArmFacts Arm(int ordinal, string name, ModelVariant variant) => new(ordinal, name, variant, NormBranch.Clean, "resnet18", 16, 64, "none");
}
