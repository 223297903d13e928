using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Storage;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Reports;

public sealed class FrozenReportTests
{
    [Fact]
    public async Task Making_a_report_again_gives_the_report_that_is_there()
    {
        await using var study = await SmallAsync();

        var first = await study.ReportAsync();
        study.Portal.Clock.Advance(TimeSpan.FromDays(1));
        var second = await study.ReportAsync();

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(first.CreatedUtc, second.CreatedUtc);
    }

    [Fact]
    public async Task Every_file_has_the_same_bytes_whenever_it_is_made()
    {
        await using var study = await SmallAsync();
        var report = await study.ReportAsync();

        foreach (var name in report.Files.Select(file => file.Name).Append(DownloadReport.Bundle))
            Assert.Equal(BlobHash.Of(await study.FileAsync(report.Id, name)), BlobHash.Of(await study.FileAsync(report.Id, name)));
        Assert.Equal(report.ResultsHash, BlobHash.Of(await study.FileAsync(report.Id, "results.json")));
        Assert.Equal(report.AnalysisSetHash, BlobHash.Of(await study.FileAsync(report.Id, "analysis-set.json")));
    }

    [Fact]
    public async Task The_bundle_lists_the_hash_of_each_file_in_it()
    {
        await using var study = await SmallAsync();
        var report = await study.ReportAsync();
        using var archive = new ZipArchive(new MemoryStream(await study.FileAsync(report.Id, DownloadReport.Bundle)));
        var content = archive.Entries.ToDictionary(entry => entry.FullName, Bytes);

        var listed = Encoding.ASCII.GetString(content["SHA256SUMS"]).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(content.Count - 1, listed.Length);
        Assert.All(listed, line => Assert.Equal(line[..64], BlobHash.Of(content[line[66..]]).Value));
        Assert.Superset(report.Files.Select(file => file.Name).ToHashSet(), content.Keys.ToHashSet());
    }

    [Fact]
    public async Task What_changes_after_closing_changes_neither_the_set_nor_the_report()
    {
        await using var study = await SmallAsync();
        await using var untouched = await SmallAsync();
        await ChangeEverythingAsync(study);

        var report = await study.ReportAsync();

        Assert.Equal((await untouched.ReportAsync()).AnalysisSet.Ratings.Select(r => r.Score), report.AnalysisSet.Ratings.Select(r => r.Score));
        Assert.All(report.AnalysisSet.Evaluations.SelectMany(e => e.Predictions), prediction => Assert.NotNull(prediction.Truth));
        var bundle = await study.FileAsync(report.Id, DownloadReport.Bundle);
        await ChangeEverythingAsync(study, "1");
        Assert.Equal(report.Id, (await study.ReportAsync()).Id);
        Assert.Equal(bundle, await study.FileAsync(report.Id, DownloadReport.Bundle));
    }

    [Fact]
    public async Task An_open_study_has_no_report()
    {
        await using var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await world.OpenStudyAsync(world.Design(), "reader1");

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(
            () => portal.Get<CreateReport>().ExecuteAsync(study, "admin", CancellationToken.None));

        Assert.Contains("close it first", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Repeats_unanswered_and_unjudged_places_are_left_out_with_their_reasons()
    {
        await using var study = await RatedStudy.CloseAsync(
            4, 2, (reader, ratedCase, arm) => (reader, ratedCase, arm) switch { (0, 0, 0) => null, (1, 1, 1) => -1, _ => 3 }, repeats: 1);
        var report = await study.ReportAsync();

        var reasons = report.AnalysisSet.Exclusions.Select(e => e.Reason).ToHashSet();
        Assert.Equal(2, report.AnalysisSet.Exclusions.Count(e => e.Reason == "repeat, for intra-reader agreement only"));
        Assert.Contains("reader could not judge", reasons);
        Assert.Contains("not answered", reasons);
        Assert.Equal([7, 7, 8], report.Results.Questions[0].Arms.Select(arm => arm.Ratings));
    }

    [Fact]
    public void A_rating_that_an_earlier_version_froze_is_read_as_it_was()
    {
        var older = """
            {"reader":"R1","case":4,"targetLabel":"Mass","arm":2,"question":1,"position":9,"isRepeat":true,"score":0,"version":1,"atUtc":"2026-11-20T10:00:00Z","activeMilliseconds":4000}
            """;

        var rating = CanonicalJson.Read<RatingFacts>(Encoding.UTF8.GetBytes(older));

        Assert.Equal((2, true, 0, false), (rating.Arm, rating.IsRepeat, rating.Score, rating.IsMain));
        Assert.True((rating with { IsRepeat = false }).IsMain);
    }

    private static Task<RatedStudy> SmallAsync() => RatedStudy.CloseAsync(4, 3, (reader, ratedCase, arm) => (reader + ratedCase * 2 + arm) % 6);

    private static async Task ChangeEverythingAsync(RatedStudy study, string value = "5")
    {
        await using var db = study.Portal.OpenDb();
        foreach (var answer in await db.Set<Answer>().ToListAsync(TestContext.Current.CancellationToken)) answer.Value = value;
        foreach (var label in await db.Set<CaseLabel>().ToListAsync(TestContext.Current.CancellationToken))
            db.Entry(label).Property(l => l.Value).CurrentValue = LabelValue.Uncertain;
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
