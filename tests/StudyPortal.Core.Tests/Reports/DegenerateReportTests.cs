using System.Text;
using StudyPortal.Core.Reports.Results;

namespace StudyPortal.Core.Tests.Reports;

/// <summary>Studies from which a number cannot be had: the report says why instead.</summary>
public sealed class DegenerateReportTests
{
    [Fact]
    public async Task One_reader_has_ratings_but_no_agreement()
    {
        await using var study = await RatedStudy.CloseAsync(4, 1, (_, ratedCase, arm) => (ratedCase + arm) % 6);
        var question = (await study.ReportAsync()).Results.Questions[0];

        Assert.Equal("needs at least two readers", question.Agreement.IccSingle.Reason);
        Undefined(question.Agreement.Alpha);
        Assert.NotNull(question.Friedman.PValue.Value);
    }

    [Fact]
    public async Task Constant_ratings_have_a_mean_but_neither_agreement_nor_a_test()
    {
        await using var study = await RatedStudy.CloseAsync(4, 3, (_, _, _) => 2);
        var report = await study.ReportAsync();
        var question = report.Results.Questions[0];

        Assert.Equal(2, question.Arms[0].Mean.Value);
        Undefined(question.Agreement.IccSingle);
        Undefined(question.Agreement.Alpha);
        Undefined(question.Friedman.PValue);
        Assert.DoesNotContain("NaN", Encoding.UTF8.GetString(await study.FileAsync(report.Id, "results.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_study_without_any_rating_still_has_a_report_and_its_files()
    {
        await using var study = await RatedStudy.CloseAsync(4, 2, (_, _, _) => -1);
        var report = await study.ReportAsync();

        Assert.Empty(report.Results.Questions[0].Readers);
        Assert.Equal("no ratings", report.Results.Questions[0].Arms[0].Mean.Reason);
        Assert.Equal(24, report.AnalysisSet.Exclusions.Count);
        foreach (var file in report.Files) Assert.NotEmpty(await study.FileAsync(report.Id, file.Name));
    }

    [Fact]
    public async Task A_model_without_predictions_is_missing_from_the_areas_and_from_nothing_else()
    {
        await using var study = await RatedStudy.CloseAsync(4, 2, (reader, ratedCase, arm) => (reader + ratedCase + arm) % 6);
        var results = (await study.ReportAsync()).Results;

        Assert.Equal([0, 1], Assert.Single(results.Classification).Models.Select(model => model.Arm));
        Assert.Equal(3, results.Questions[0].Arms.Count);
    }

    private static void Undefined(Measured measured)
    {
        Assert.Null(measured.Value);
        Assert.False(string.IsNullOrWhiteSpace(measured.Reason));
    }
}
