using System.Globalization;
using System.Text;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Reports.Tables;

namespace StudyPortal.Core.Tests.Reports;

/// <summary>What the report says of models, from ten cases whose numbers were worked out apart from this program.</summary>
public sealed class ModelResultsTests
{
    private const double Tolerance = 1e-12;

    private static readonly int[] Truth = [1, 1, 1, 1, 0, 0, 0, 0, 0, 0];
    private static readonly double[] First = [.9, .8, .35, .6, .7, .2, .1, .4, .3, .05];
    private static readonly double[] Second = [.6, .9, .7, .2, .3, .5, .1, .4, .65, .15];

    [Fact]
    public void A_label_has_its_partial_area_average_precision_Brier_score_and_calibration_error()
    {
        var details = Analyse().Models[0].Labels[0].Details!;

        Is(0.108333333333333333, details.Partial.Raw);
        Is(0.745370370370370370, details.Partial.McClish);
        Is(0.854166666666666667, details.PrecisionRecall.AveragePrecision);
        Is(0.4, details.PrecisionRecall.Prevalence);
        Is(0.1425, details.Brier.Score);
        Is(0.40625, details.Brier.Skill);
        Is(0.23, details.Calibration.Expected);
        Is(0.7, details.Calibration.Maximum);
        Assert.Equal([2, 1, 1, 2, 0, 1, 1, 1, 1, 0], details.Calibration.Bins.Select(bin => bin.Cases));
        Assert.Equal("the bin is empty", details.Calibration.Bins[4].MeanPredicted.Reason);
        Assert.NotNull(details.Partial.Raw.Low);
        Assert.NotNull(details.PrecisionRecall.AveragePrecision.Low);
        Assert.NotNull(details.Calibration.Slope.Low);
    }

    [Fact]
    public void The_operating_points_are_one_half_and_the_largest_Youden_index()
    {
        var details = Analyse().Models[0].Labels[0].Details!;

        Assert.Equal((0.5, 3, 1, 5, 1), Counts(details.AtHalf));
        Assert.Equal((0.35, 4, 2, 4, 0), Counts(details.AtYouden));

        // Clopper-Pearson of 4 out of 4 is one-sided: its lower end is the fourth root of 0.025.
        Assert.Equal(Math.Pow(0.025, 0.25), details.AtYouden.Sensitivity.ClopperPearson.Low.GetValueOrDefault(), 1e-9);
        Assert.True(details.AtYouden.Sensitivity.Wilson.Low > details.AtYouden.Sensitivity.ClopperPearson.Low);
    }

    [Fact]
    public void Two_models_are_compared_by_DeLong_and_by_one_bootstrap_and_the_second_is_tested_for_being_no_worse()
    {
        var results = Analyse();
        var pair = Assert.Single(results.Comparisons);

        Is(0.0833333333333333333, pair.Difference);
        Is(0.0833333333333333333, pair.Bootstrap!.Difference);
        Assert.InRange(pair.Bootstrap.PValue.Value.GetValueOrDefault(), 0.4, 0.9);
        var test = results.NonInferiority!.Single(each => each.Label == "finding");
        Assert.Equal((1, 0, 0.05, 0.025), (test.Arm.Arm, test.Standard.Arm, test.Margin, Math.Round(test.Alpha, 10)));
        Is(-0.0833333333333333333, test.Difference);
        Is(-0.16421416545119216, test.Statistic);
        Is(0.5652187249657956, test.PValue);
        Assert.Equal(-0.4811804535162748, test.Difference.Low.GetValueOrDefault(), Tolerance);
        Assert.False(test.IsShown);
    }

    [Fact]
    public void Scores_that_are_no_probabilities_have_an_area_but_no_calibration_and_no_point_at_one_half()
    {
        var label = Analyse(score => score * 20).Models[0].Labels[0];

        Is(0.875, label.Area);
        Assert.Equal("some scores lie outside 0 to 1, so they are no probabilities", label.Details!.Brier.Score.Reason);
        Assert.Equal("some scores lie outside 0 to 1, so they are no probabilities", label.Details.AtHalf.Reason);
        Assert.Equal(7, label.Details.AtYouden.Threshold);
    }

    [Fact]
    public void Logits_of_a_study_are_read_as_probabilities()
    {
        var logits = First.Select(p => Math.Log(p / (1 - p))).ToList();
        var set = HandMadeSet.Empty with { Evaluations = [HandMadeSet.Scores(0, Truth, logits)] };

        var details = HandMadeSet.Compute(set).Classification[0].Models[0].Labels[0].Details!;

        Is(0.1425, details.Brier.Score);
        Assert.Equal((0.0, 3, 1, 5, 1), Counts(details.AtHalf));
    }

    [Fact]
    public void One_class_says_why_there_is_nothing_to_tell()
    {
        var set = HandMadeSet.Empty with { Evaluations = [HandMadeSet.Scores(0, [0, 0, 0], [0.1, 0.2, 0.3]), HandMadeSet.Scores(1, [0, 0, 0], [0.1, 0.2, 0.3])] };
        var results = HandMadeSet.Compute(set).Classification[0];

        var label = results.Models[0].Labels[0];
        Assert.Equal("no positive cases", label.Area.Reason);
        Assert.Equal("no positive cases", label.Details!.Partial.Raw.Reason);
        Assert.Equal("no positive cases", label.Details.PrecisionRecall.AveragePrecision.Reason);
        Assert.Equal("no positive cases", label.Details.AtYouden.Reason);
        Assert.Equal("no label with both classes", results.Models[0].Macro.Reason);
        Assert.Equal("no cases of both classes that every model judged", results.Comparisons[0].Bootstrap!.Difference.Reason);
        Assert.All(results.NonInferiority!, test => Assert.Null(test.IsShown));
        Assert.NotNull(results.NonInferiority![0].PValue.Reason);
    }

    [Fact]
    public void Other_data_sets_are_told_apart_from_the_study_and_by_how_their_labels_are_read()
    {
        var own = HandMadeSet.Scores(0, Truth, First);
        var set = HandMadeSet.Empty with
        {
            Evaluations = [own, HandMadeSet.Scores(0, Truth, Second) with { Dataset = "B" }, own with { Dataset = "B", LabelMap = "{}" }, own with { Dataset = "A" }],
        };
        var results = HandMadeSet.Compute(set);

        Is(0.875, Assert.Single(results.Classification).Models[0].Labels[0].Area);
        Assert.Equal([("A", ""), ("B", ""), ("B", "{}")], results.External!.Select(external => (external.Dataset, external.LabelMap)));
        Assert.All(results.External!, external => Assert.Equal(10, external.Cases));
        Is(0.791666666666666667, results.External![1].Conditions[0].Models[0].Labels[0].Area);
    }

    [Fact]
    public async Task The_numbers_have_the_same_bytes_on_one_core_and_on_all()
    {
        var set = HandMadeSet.Empty with
        {
            Evaluations = [HandMadeSet.Scores(0, Truth, First), HandMadeSet.Scores(1, Truth, Second), HandMadeSet.Scores(1, Truth, First, 0.01)],
        };

        var one = await Task.Factory.StartNew(
            () => CanonicalJson.Write(HandMadeSet.Compute(set)), TestContext.Current.CancellationToken, TaskCreationOptions.None,
            new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, 1).ConcurrentScheduler);

        Assert.Equal(one, CanonicalJson.Write(HandMadeSet.Compute(set)));
    }

    private static void Is(double expected, Measured actual) => Assert.Equal(expected, actual.Value.GetValueOrDefault(double.NaN), Tolerance);

    private static (double?, int, int, int, int) Counts(OperatingResults point) =>
        (point.Threshold, point.TruePositives, point.FalsePositives, point.TrueNegatives, point.FalseNegatives);

    private static ConditionResults Analyse(Func<double, double>? scale = null)
    {
        var csv = new StringBuilder("case,label,truth,model,score\n");
        for (var item = 0; item < Truth.Length; item++)
            foreach (var (model, scores) in new[] { ("a", First), ("b", Second) })
                csv.Append(CultureInfo.InvariantCulture, $"{item},finding,{Truth[item]},{model},{scale?.Invoke(scores[item]) ?? scores[item]}\n");
        using var text = new StringReader(csv.ToString());
        return AnalyseScores.From(text, "scores.csv", new AnalysisPlan(), TestContext.Current.CancellationToken).Results;
    }
}
