using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Plans;
using StudyPortal.Statistics.Comparison;
using StudyPortal.Statistics.MixedModels;
using StudyPortal.Statistics.Resampling;

namespace StudyPortal.Core.Reports.Results;

/// <summary>Runs the registered test as it was registered.</summary>
internal sealed class PlannedTestRun(AnalysisSet set, RegisteredPlan plan, CancellationToken cancellationToken)
{
    private readonly IReadOnlyList<PlannedPair> _pairs = PlannedArms.Of(plan, set.Arms);

    private delegate (Measured Difference, Measured PValue) PairTest(PlannedPair pair);

    /// <param name="own">The models on the study's own data set.</param>
    /// <param name="mrmc">Of every question.</param>
    public IReadOnlyList<PrimaryTest> Run(IReadOnlyList<ConditionResults> own, IReadOnlyList<MrmcResults> mrmc)
    {
        PairTest test = plan.Test switch
        {
            PlannedTest.WilcoxonOnCaseMeans => Wilcoxon(),
            PlannedTest.MixedModel => MixedModel(),
            PlannedTest.ObuchowskiRockette => pair => Rockette(mrmc, pair),
            _ => pair => DeLong(own, pair),
        };
        var found = _pairs.Select(pair => test(pair)).ToList();
        var corrected = CorrectedPValues.Of(plan.Correction, found.Select(each => each.PValue.Value));
        var alpha = plan.Margin is null ? plan.Alpha : plan.Alpha / 2;
        return
        [
            .. _pairs.Select((pair, index) => new PrimaryTest(
                pair.First, pair.Second, Word(plan.Test), found[index].Difference, plan.Margin, alpha, found[index].PValue, corrected[index], corrected[index] is { } p ? p < alpha : null)),
        ];
    }

    public static string Word(PlannedTest test) => test switch
    {
        PlannedTest.WilcoxonOnCaseMeans => "Wilcoxon's signed-rank test of the case means over readers",
        PlannedTest.MixedModel => "linear mixed model with crossed random readers and cases, Satterthwaite's degrees of freedom",
        PlannedTest.ObuchowskiRockette => "Obuchowski and Rockette's analysis of the readers' areas, random readers and cases",
        _ => "paired test of the models' mean area over the labels, jackknife over cases (DeLong's where there is one label)",
    };

    private PairTest Wilcoxon()
    {
        var table = RatingTable.Of(set, plan.Question.GetValueOrDefault());
        var bootstrap = new BootstrapPlan(plan.BootstrapReplicates, plan.Seed, 1 - plan.Alpha);
        return pair => (
            Measured.From(ClusterBootstrap.Difference(
                table.ReadersOf(pair.First), table.ReadersOf(pair.Second), ResampledUnit.CasesAndReaders, bootstrap, cancellationToken).Difference),
            Measured.From(WilcoxonSignedRank.Of(table.CaseMeans(pair.First), table.CaseMeans(pair.Second), 1 - plan.Alpha).PValue));
    }

    private PairTest MixedModel()
    {
        var table = RatingTable.Of(set, plan.Question.GetValueOrDefault());
        var fit = LinearMixedModel.Of(table.Cube(), 1 - plan.Alpha);
        return pair =>
        {
            var (low, high) = (Math.Min(pair.First, pair.Second), Math.Max(pair.First, pair.Second));
            if (fit.Differences.FirstOrDefault(each => table.Arms[each.First] == low && table.Arms[each.Second] == high) is not { } found)
                return Nothing("the mixed model has no difference of these arms");

            var difference = Measured.From(found.Difference.Value);
            return (pair.First == low ? difference : Turned(difference), Measured.From(found.Difference.Satterthwaite.PValue));
        };
    }

    private (Measured Difference, Measured PValue) Rockette(IReadOnlyList<MrmcResults> mrmc, PlannedPair pair)
    {
        var ofQuestion = mrmc.FirstOrDefault(each => each.Question == plan.Question);
        return ofQuestion?.NonInferiority.FirstOrDefault(each => each.First == pair.First && each.Second == pair.Second) is { } found
            ? (found.Difference, found.PValue)
            : Nothing(ofQuestion?.Reason ?? ofQuestion?.ObuchowskiRockette?.RandomReadersRandomCases.PValue.Reason ?? "the question has no such analysis");
    }

    private static (Measured Difference, Measured PValue) DeLong(IReadOnlyList<ConditionResults> own, PlannedPair pair)
    {
        var tests = own.FirstOrDefault(condition => condition.Condition.IsClean)?.NonInferiority ?? [];
        var ofPair = tests.Where(each => each.Arm.Arm == pair.First && each.Standard.Arm == pair.Second).ToList();
        var labels = ofPair.Where(each => each.Label is not null).Select(each => each.Label).Distinct().ToList();
        var label = labels.Count == 1 ? labels[0] : null;
        return ofPair.FirstOrDefault(each => each.Label == label) is { } found
            ? (found.Difference, found.PValue)
            : Nothing("the models of these arms have no clean predictions");
    }

    private static Measured Turned(Measured difference) => new(-difference.Value, -difference.High, -difference.Low, difference.Reason);

    private static (Measured Difference, Measured PValue) Nothing(string reason) => (Measured.Undefined(reason), Measured.Undefined(reason));
}
