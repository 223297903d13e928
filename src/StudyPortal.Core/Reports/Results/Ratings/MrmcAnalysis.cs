using StudyPortal.Statistics.Comparison;
using StudyPortal.Statistics.Mrmc;

namespace StudyPortal.Core.Reports.Results;

/// <summary>Reader-averaged ROC areas of the arms, where the rated cases have both classes.</summary>
internal sealed class MrmcAnalysis(RatingTable table, IReadOnlyList<bool?> truth, NonInferiorityRule rule, double confidence)
{
    private const string Caveat =
        "A rating of a map is no diagnosis: the areas say how well the ratings tell the cases with the label from those without it, not how well "
        + "the readers find disease.";

    public MrmcResults Run(int question, string prompt)
    {
        if (Hindrance() is { } reason)
            return new MrmcResults(question, prompt, table.Readers, truth.Count(each => each is true), truth.Count(each => each is false),
                truth.Count(each => each is null), Caveat, reason, [], null, null, null, []);

        var sample = new MrmcSample(table.Cube(), truth);
        var rockette = ObuchowskiRockette.Of(sample, confidence: confidence);
        var oneShot = OneShot.Of(sample, confidence);
        return new MrmcResults(
            question,
            prompt,
            table.Readers,
            sample.Positives,
            sample.Negatives,
            sample.LeftOut,
            Caveat,
            null,
            [.. oneShot.Arms.SelectMany(arm => arm.Readers.Select(reader => ReaderArea(arm.Arm, reader)))],
            Of(rockette),
            Of(DorfmanBerbaumMetz.Of(sample, confidence)),
            new OneShotResults([.. oneShot.Arms.Select(Arm)], Pairs([.. oneShot.Pairs.Select(pair => pair.Comparison)])),
            NonInferiority(rockette.RandomReadersRandomCases));
    }

    private string? Hindrance()
    {
        if (table.Readers.Count == 0) return "no ratings";
        if (truth.All(each => each is null)) return "the truth of the rated cases is not known";

        return truth.Contains(true) ? truth.Contains(false) ? null : "no negative cases" : "no positive cases";
    }

    private MrmcReaderArea ReaderArea(int arm, OneShotReader reader) => new(
        table.Arms[arm], table.Readers[reader.Reader], reader.Positives, reader.Negatives, Measured.From(reader.Area), Measured.From(reader.Variance));

    private ObuchowskiRocketteResults Of(ObuchowskiRockette found) => new(
        found.Design?.ToString(),
        found.Positives,
        found.Negatives,
        found.Dropped,
        new MrmcComponents(
            Measured.From(found.Components.Reader), Measured.From(found.Components.ArmByReader), Measured.From(found.Components.Error),
            Measured.From(found.Components.Cov1), Measured.From(found.Components.Cov2), Measured.From(found.Components.Cov3)),
        Test(found.RandomReadersRandomCases),
        Test(found.FixedReadersRandomCases),
        Test(found.RandomReadersFixedCases));

    private DorfmanBerbaumMetzResults Of(DorfmanBerbaumMetz found) => new(
        found.Positives,
        found.Negatives,
        found.Dropped,
        Test(found.RandomReadersRandomCases),
        Test(found.FixedReadersRandomCases),
        Test(found.RandomReadersFixedCases));

    private MrmcTestResults Test(MrmcTest test) => new(
        Measured.From(test.Statistic),
        test.Df1,
        test.Df2,
        Measured.From(test.PValue),
        [.. test.Arms.Select(arm => new MrmcArm(table.Arms[arm.Arm], Measured.From(arm.Area), Measured.From(arm.StandardError), arm.Df))],
        Pairs(test.Pairs));

    private MrmcArm Arm(OneShotArm arm) => new(
        table.Arms[arm.Arm],
        Measured.From(arm.Area),
        arm.Variance.Value is < 0 ? Measured.Undefined("the estimated variance is negative") : Measured.From(arm.Variance.Select(Math.Sqrt)),
        arm.Df);

    private List<MrmcPair> Pairs(IReadOnlyList<ArmPair> pairs)
    {
        var corrected = MultipleComparisons.Holm([.. pairs.Select(pair => pair.PValue.Value)]);
        return
        [
            .. pairs.Select((pair, index) => new MrmcPair(
                table.Arms[pair.First], table.Arms[pair.Second], Measured.From(pair.Difference), Measured.From(pair.StandardError), pair.Df,
                Measured.From(pair.Statistic), Measured.From(pair.PValue), corrected[index])),
        ];
    }

    private List<MrmcNonInferiority> NonInferiority(MrmcTest test)
    {
        var pairs = rule.Between(table.Arms).Select(pair => (pair.First, pair.Second, Test: NonInferiority(test, pair.First, pair.Second)))
            .Where(pair => pair.Test is not null).ToList();
        var corrected = MultipleComparisons.Holm([.. pairs.Select(pair => pair.Test!.PValue.Value)]);
        return
        [
            .. pairs.Select((pair, index) => new MrmcNonInferiority(
                pair.First, pair.Second, Measured.From(pair.Test!.Difference), pair.Test.Margin, pair.Test.Alpha, Measured.From(pair.Test.Statistic),
                pair.Test.Df, Measured.From(pair.Test.PValue), corrected[index], pair.Test.IsShown)),
        ];
    }

    /// <summary>Null where the test has no pairs. The pairs are there with the earlier arm first; the other way round only the sign changes.</summary>
    private NonInferiority? NonInferiority(MrmcTest test, int first, int second)
    {
        if (test.Pairs.FirstOrDefault(pair => table.Arms[pair.First] == first && table.Arms[pair.Second] == second) is { } found)
            return found.TestNonInferiority(rule.Margin, rule.Alpha);

        return test.Pairs.FirstOrDefault(pair => table.Arms[pair.First] == second && table.Arms[pair.Second] == first) is { } turned
            ? (turned with { Difference = turned.Difference.Select(difference => -difference) }).TestNonInferiority(rule.Margin, rule.Alpha)
            : null;
    }
}
