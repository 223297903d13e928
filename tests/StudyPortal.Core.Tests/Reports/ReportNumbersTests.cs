using System.Text;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Results;
using StudyPortal.Core.Reports.Tables;

namespace StudyPortal.Core.Tests.Reports;

/// <summary>
/// The six readers, thirty cases and three models of the reference vectors go through a real study: stored answers, frozen analysis set,
/// results. What comes out must be what R and the other named programs computed from the same ratings.
/// </summary>
public sealed class ReportNumbersTests
{
    private const int Cases = 30;
    private const int Readers = 6;

    [Fact]
    public async Task The_report_of_a_study_has_the_numbers_of_the_reference_programs()
    {
        await using var study = await SixReadersAsync();
        var question = Assert.Single((await study.ReportAsync()).Results.Questions);

        Assert.Equal(["R1", "R2", "R3", "R4", "R5", "R6"], question.Readers);
        Assert.All(question.Arms, arm => Assert.Equal(Cases * Readers, arm.Ratings));
        AgreementOfFirstArm(question.Arms[0]);
        var friedman = new ReferenceVector("friedman__case_means_three_models");
        friedman.Agrees("chi_square", question.Friedman.ChiSquare.Value);
        friedman.Agrees("p_value", question.Friedman.PValue.Value);
        friedman.Agrees("mean_ranks.1", question.Friedman.MeanRanks[1]);
        friedman.Agrees("iman_davenport.f", question.Friedman.ImanDavenportF.Value);
        var pair = question.Comparisons.Single(c => (c.First, c.Second) == (0, 2));
        var wilcoxon = new ReferenceVector("wilcoxon__case_totals_modelA_vs_C");
        wilcoxon.Agrees("pratt.p_exact.two_sided", pair.PValue.Value);
        wilcoxon.Agrees("matched_rank_biserial", pair.RankBiserial.Value);
    }

    [Fact]
    public async Task The_interval_of_a_difference_between_arms_is_that_of_the_bootstrap_over_cases_and_readers()
    {
        await using var study = await SixReadersAsync();
        var question = Assert.Single((await study.ReportAsync()).Results.Questions);
        var difference = question.Comparisons.Single(c => (c.First, c.Second) == (0, 1)).Difference;

        var vector = new ReferenceVector("cluster_bootstrap__exact_variance");
        vector.Agrees("estimate", difference.Value);
        Assert.Equal(vector.Number("mc_check.ci_lower"), difference.Low.GetValueOrDefault(), 0.02);
        Assert.Equal(vector.Number("mc_check.ci_upper"), difference.High.GetValueOrDefault(), 0.02);
    }

    [Fact]
    public async Task The_ratings_file_analysed_again_gives_the_same_numbers()
    {
        await using var study = await SixReadersAsync();
        var report = await study.ReportAsync();
        using var csv = new StringReader(Encoding.UTF8.GetString(await study.FileAsync(report.Id, "ratings.csv")));

        var again = AnalyseRatings.From(csv, "ratings.csv", RatingScale.OfPortal, report.AnalysisSet.Plan, CancellationToken.None);

        Assert.Equal(
            CanonicalText(report.Results.Questions[0] with { Prompt = "rating" }),
            CanonicalText(again.Results));
    }

    [Fact]
    public void A_table_of_scores_has_the_areas_and_tests_of_the_reference_program()
    {
        var vector = new ReferenceVector("auc_delong__three_models_ties");
        var truth = vector.Input.GetProperty("label").EnumerateArray().Select(label => label.GetInt32()).ToList();
        var csv = new StringBuilder("case,label,truth,model,score\n");
        foreach (var model in vector.Input.GetProperty("scores").EnumerateObject())
            foreach (var (index, score) in model.Value.EnumerateArray().Index())
                csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"{index},finding,{truth[index]},{model.Name},{score}\n");

        using var text = new StringReader(csv.ToString());
        var results = AnalyseScores.From(text, "scores.csv", new AnalysisPlan(), CancellationToken.None).Results;

        foreach (var (model, name) in results.Models.Zip(["modelA", "modelB", "modelC"]))
        {
            vector.Agrees($"markers.{name}.auc", model.Labels[0].Area.Value);
            vector.Agrees($"markers.{name}.ci_lower", model.Labels[0].Area.Low);
            vector.Agrees($"markers.{name}.ci_upper", model.Labels[0].Area.High);
        }

        foreach (var (index, pair) in results.Comparisons.Index())
        {
            vector.Agrees($"pairs.{index}.difference", pair.Difference.Value);
            vector.Agrees($"pairs.{index}.z", pair.Z.Value);
            vector.Agrees($"pairs.{index}.p_value", pair.PValue.Value);
        }

        Assert.Equal(0.4, results.Models[0].Labels[0].Threshold);
    }

    private static void AgreementOfFirstArm(ArmRatings arm)
    {
        var icc = new ReferenceVector("icc__six_readers_complete");
        icc.Agrees("icc.1.value", arm.Agreement.IccSingle.Value);
        icc.Agrees("icc.1.ci_lower", arm.Agreement.IccSingle.Low);
        icc.Agrees("icc.1.ci_upper", arm.Agreement.IccSingle.High);
        icc.Agrees("icc.4.value", arm.Agreement.IccAverage.Value);
        new ReferenceVector("kendall_w__six_readers_ties").Agrees("w", arm.Agreement.KendallW.Value);
    }

    private static string CanonicalText(QuestionResults results) => Encoding.UTF8.GetString(Core.Reports.CanonicalJson.Write(results));

    private static Task<RatedStudy> SixReadersAsync()
    {
        var blocks = new ReferenceVector("friedman__reader_case_blocks").Input.GetProperty("values");
        return RatedStudy.CloseAsync(Cases, Readers, (reader, ratedCase, arm) => blocks[reader * Cases + ratedCase][arm].GetInt32());
    }
}
