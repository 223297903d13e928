using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Storage;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Reports;

/// <summary>The computation as a whole: its bytes, its progress, and what it says where there is nothing to compute.</summary>
public sealed class ReportSectionsTests
{
    [Fact]
    public async Task One_core_and_all_cores_give_the_same_bytes()
    {
        var set = new SyntheticSet(4, 3, 30, 3) { Missing = 0.1 }.Build(new AnalysisPlan(200));

        var all = Bytes(set);
        var oneAtATime = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, 1).ExclusiveScheduler;
        var one = await Task.Factory.StartNew(() => Bytes(set), CancellationToken.None, TaskCreationOptions.None, oneAtATime);

        Assert.Equal(Encoding.UTF8.GetString(all), Encoding.UTF8.GetString(one));
    }

    [Fact]
    public void Progress_names_every_section_and_rises_from_nothing_to_less_than_all()
    {
        var heard = new Heard();
        ComputeResults.From(new SyntheticSet(2, 2, 10, 3).Build(new AnalysisPlan(20)), BlobHash.Of([]), heard, CancellationToken.None);

        Assert.Equal(0, heard.All[0].Share);
        Assert.Equal(heard.All.Select(each => each.Share), heard.All.Select(each => each.Share).Distinct().Order());
        Assert.True(heard.All[^1].Share < 1);
        Assert.Superset(
            new HashSet<string> { "means", "agreement", "comparison of arms", "repeats", "mixed model", "ordinal model", "controls", "drift and times" },
            heard.All.Select(each => each.Section).ToHashSet());
    }

    [Theory]
    [InlineData("means")]
    [InlineData("agreement")]
    [InlineData("repeats")]
    [InlineData("ordinal model")]
    public void Cancelling_within_a_section_ends_the_computation(string section)
    {
        using var stop = new CancellationTokenSource();
        var heard = new Heard(progress =>
        {
            if (progress.Section == section) stop.Cancel();
        });

        Assert.ThrowsAny<OperationCanceledException>(
            () => ComputeResults.From(new SyntheticSet(2, 2, 10, 3).Build(new AnalysisPlan(20)), BlobHash.Of([]), heard, stop.Token));
        Assert.Equal(section, heard.All[^1].Section);
    }

    [Fact]
    public void Results_of_before_the_new_sections_are_still_read()
    {
        var now = Compute(new SyntheticSet(2, 2, 6, 3).Build(new AnalysisPlan(20)));
        var json = JsonNode.Parse(CanonicalJson.Write(now))!;
        var question = json["questions"]![0]!.AsObject();
        foreach (var name in (string[])["postHoc", "permutation", "agreementTables", "readerPairs", "intraReader", "mixedModel", "ordinalModel", "controls", "drift", "times"])
            Assert.True(question.Remove(name), name);

        var read = CanonicalJson.Read<ReportResults>(JsonSerializer.SerializeToUtf8Bytes(json)).Questions[0];

        Assert.Equal(now.Questions[0].Arms[0].Mean, read.Arms[0].Mean);
        Assert.Null(read.PostHoc);
        Assert.Null(read.Times);
    }

    [Fact]
    public void A_single_reader_says_why_each_coefficient_between_readers_is_missing()
    {
        var question = Assert.Single(Compute(new SyntheticSet(1, 3, 12, 3).Build(new AnalysisPlan(50))).Questions);
        var table = question.AgreementTables![^1];

        Assert.All(table.Intraclass, form => Undefined(form.Correlation));
        Assert.All(table.Alphas, alpha => Undefined(alpha.Alpha));
        Undefined(table.Fleiss.Kappa);
        Assert.All(table.Weighted, weighted => Undefined(weighted.Gwet.Value));
        Assert.All(table.Weighted, weighted => Undefined(weighted.CohenMean));
        Undefined(table.Concordance.W);
        Assert.Empty(question.ReaderPairs![^1].Pairs);
        Assert.Equal("no other reader rated the same maps", question.Drift!.RatingPerHundredPlaces.Reason);
        Undefined(question.MixedModel!.Variances.Reader);
        Assert.NotNull(question.MixedModel.Differences[0].Difference.Value.Value);
        Assert.NotNull(question.IntraReader!.Exact.Value);
    }

    [Fact]
    public void A_single_arm_has_agreement_and_no_comparison()
    {
        var question = Assert.Single(Compute(new SyntheticSet(3, 1, 12, 3).Build(new AnalysisPlan(50))).Questions);

        Assert.Empty(question.Comparisons);
        Assert.Empty(question.PostHoc!.Pairs);
        Undefined(question.Permutation!.PValue);
        Undefined(question.MixedModel!.KenwardRoger.F);
        Undefined(question.OrdinalModel!.LikelihoodRatio.PValue);
        Assert.NotNull(question.AgreementTables![0].Intraclass[1].Correlation.Value);
    }

    [Fact]
    public void Without_repeats_controls_positions_and_times_each_section_says_so()
    {
        var question = RatedTable.Analyse("R1,1,a,1\nR2,1,a,2\nR1,2,a,4\nR2,2,a,4\nR1,1,b,3\nR2,1,b,3\nR1,2,b,0\n");

        Assert.Equal("no reader read a case twice", question.IntraReader!.Exact.Reason);
        Assert.Equal("no hidden control was rated beside a map of an arm", question.Controls!.Reason);
        Assert.Equal("the ratings have no different positions", question.Drift!.RatingPerHundredPlaces.Reason);
        Assert.Equal("there was one session only", question.Drift.RatingPerSession.Reason);
        Assert.Equal("no time was recorded", question.Drift.TimeLastMinusFirst.Reason);
        Assert.All(question.Times!.Arms, arm => Assert.Null(arm.Seconds.Median));
    }

    [Fact]
    public void Without_any_rating_every_section_is_undefined_and_none_fails()
    {
        var set = new SyntheticSet(3, 2, 5, 3).Build(new AnalysisPlan(50));
        var question = Assert.Single(Compute(set with { Ratings = [] }).Questions);

        Undefined(question.Comparisons[0].CohenDav!);
        Undefined(question.Comparisons[0].Sign!.PValue);
        Undefined(question.Permutation!.PValue);
        Assert.All(question.AgreementTables!, table => Undefined(table.Alphas[0].Alpha));
        Undefined(question.IntraReader!.Kappa);
        Undefined(question.MixedModel!.Variances.Residual);
        Undefined(question.OrdinalModel!.Aic);
        Undefined(question.Drift!.RatingLastMinusFirst);
        Assert.Empty(question.Times!.Readers);
    }

    private static ReportResults Compute(AnalysisSet set) => ComputeResults.From(set, BlobHash.Of([]), CancellationToken.None);

    private static byte[] Bytes(AnalysisSet set) => CanonicalJson.Write(Compute(set));

    private static void Undefined(Measured measured)
    {
        Assert.Null(measured.Value);
        Assert.False(string.IsNullOrWhiteSpace(measured.Reason));
    }

    private sealed class Heard(Action<ReportProgress>? then = null) : IProgress<ReportProgress>
    {
        public List<ReportProgress> All { get; } = [];

        public void Report(ReportProgress value)
        {
            All.Add(value);
            then?.Invoke(value);
        }
    }
}
