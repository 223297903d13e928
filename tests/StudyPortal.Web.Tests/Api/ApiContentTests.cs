using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Plans;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Tests.Api;

public sealed class ApiContentTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    public static TheoryData<string, string> SameFiles => new()
    {
        { "datasets/{dataset}/cases/1/image", "/datasets/cases/{case}/image" },
        { "datasets/{dataset}/cases/1/image?low=20&high=90", "/datasets/cases/{case}/image?low=20&high=90" },
        { "datasets/{dataset}/cases/1/thumbnail", "/datasets/cases/{case}/thumbnail" },
        { "datasets/{dataset}/cases/1/square", "/saliency/cases/{case}.png" },
        { "models/{model}/weights", "/models/{model}/weights" },
        { "models/{model}/card", "/models/{model}/card" },
        { "analyses/{analysis}/files/auc-mean.csv", "/models/analyses/{analysis}/auc-mean.csv" },
        { "analyses/{analysis}/files/auc-mean.svg", "/models/analyses/{analysis}/auc-mean.svg" },
        { "maps/{map}/image", "/saliency/maps/{map}.png" },
        { "maps/{map}/image?contract=4", "/saliency/maps/{map}/4.png" },
        { "maps/{map}/values", "/saliency/maps/{map}.npy" },
        { "reports/{report}/results", "/reports/{report}/files/results.json" },
        { "reports/{report}/files/ratings.csv", "/reports/{report}/files/ratings.csv" },
        { "reports/{report}/files/ratings.svg", "/reports/{report}/figures/ratings.svg" },
        { "reports/{report}/figures/ratings.svg", "/reports/{report}/figures/ratings.svg" },
        { "reports/{report}/figures/ratings?format=png&dpi=100&width=3.5&height=2.5", "/reports/{report}/figures/ratings?format=png&dpi=100&width=3.5&height=2.5" },
        { "reports/{report}/bundle", "/reports/{report}/files/bundle.zip" },
    };

    [Theory]
    [MemberData(nameof(SameFiles))]
    public async Task A_file_has_the_bytes_that_the_pages_give(string address, string page)
    {
        using var browser = await world.Portal.EnterAsync(world.Sample.Accounts["researcher"]);

        Assert.Equal(await browser.GetByteArrayAsync(await FilledAsync(page), Stop), await world.Researcher.GetByteArrayAsync("/api/v1/" + await FilledAsync(address), Stop));
    }

    [Fact]
    public async Task Cases_are_filtered_and_paged_as_on_the_page()
    {
        var address = $"/api/v1/datasets/{world.Sample.DatasetId}/cases";
        var positive = await ReadAsync($"{address}?split=Test&label=Mass");
        var negative = await ReadAsync($"{address}?label=Mass&value=Negative&page=2&pageSize=4");

        Assert.Equal((6, "1 3 5 7 9 11"), (positive.GetProperty("total").GetInt32(), Numbers(positive)));
        Assert.Equal((6, "10 12"), (negative.GetProperty("total").GetInt32(), Numbers(negative)));
        Assert.Equal(0, (await ReadAsync($"{address}?split=Train")).GetProperty("total").GetInt32());

        static string Numbers(JsonElement page) => string.Join(' ', page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("number")));
    }

    [Fact]
    public async Task A_script_finds_its_way_from_the_study_to_every_file_of_its_report()
    {
        var row = (await ReadAsync("/api/v1/reports")).EnumerateArray().Single(row => row.GetProperty("study").GetGuid() == world.Closed.Value);
        var report = await ReadAsync($"/api/v1/reports/{row.GetProperty("report").GetString()}");

        Assert.Equal(world.Closed.ToString(), report.GetProperty("studyId").GetString());
        Assert.Contains(report.GetProperty("files").EnumerateArray(), file => file.GetProperty("name").GetString() == "results.json");
        foreach (var file in report.GetProperty("files").EnumerateArray())
        {
            using var answer = await world.Researcher.GetAsync(file.GetProperty("address").GetString(), Stop);
            Assert.True(answer.IsSuccessStatusCode, $"{file}: {answer.StatusCode}");
        }

        var results = await world.Researcher.GetByteArrayAsync($"/api/v1/reports/{world.Report}/results", Stop);
        Assert.Equal(report.GetProperty("results").GetString(), BlobHash.Of(results).Value);
    }

    [Fact]
    public async Task The_plan_that_a_study_was_opened_with_is_told_with_its_hash()
    {
        var plan = await ReadAsync($"/api/v1/studies/{world.Closed}/plan");
        var stored = (await world.Get<ReadAnalysisPlan>().ExecuteAsync(world.Closed, Stop))!;

        Assert.Equal(
            ("RatingDifference", 1500, true, stored.Registration.Sha256),
            (plan.GetProperty("plan").GetProperty("endpoint").GetString(), plan.GetProperty("plan").GetProperty("bootstrapReplicates").GetInt32(),
                plan.GetProperty("isFrozen").GetBoolean(), plan.GetProperty("registration").GetProperty("sha256").GetString()));
    }

    [Fact]
    public async Task Making_a_report_again_gives_the_report_that_is_there()
    {
        using var made = await world.Admin.PostAsync($"/api/v1/studies/{world.Closed}/report", null, Stop);

        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        Assert.Equal(world.Report.ToString(), (await made.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_report_that_was_not_made_yet_is_made_in_the_name_of_the_tokens_owner()
    {
        var study = await world.Sample.OpenStudyAsync(world.Sample.Design("Read and closed", simulated: true), "reader3", "reader4");
        await world.Get<SimulateRatings>().ExecuteAsync(study, seed: 5, "admin", Stop);
        await world.Get<CloseStudy>().ExecuteAsync(study, "admin", Stop);

        using var made = await world.Admin.PostAsync($"/api/v1/studies/{study}/report", null, Stop);

        var id = (await made.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("id").GetGuid();
        await using var db = await world.DatabaseAsync();
        Assert.Equal(id, (await db.Set<Report>().SingleAsync(r => r.StudyId == study, Stop)).Id.Value);
        var noted = await db.Set<Core.Audit.AuditEvent>().SingleAsync(e => e.Action == "reports.created" && e.Subject == study.ToString(), Stop);
        Assert.StartsWith("account ", noted.Actor, StringComparison.Ordinal);
        Assert.Equal(id, (await ReadAsync($"/api/v1/studies/{study}")).GetProperty("report").GetGuid());
    }

    /// <summary>What the page of an open study shows a researcher is its design and how far its readers are.</summary>
    [Fact]
    public async Task Of_an_open_study_a_token_gives_progress_and_no_score_and_no_place()
    {
        await using var db = await world.DatabaseAsync();
        var secret = new List<string>();
        secret.AddRange((await db.Set<ReadingSlot>().Where(s => s.StudyId == world.Open).ToListAsync(Stop)).Select(slot => $"{slot.Id}"));
        secret.AddRange((await db.Set<StudyItem>().Where(i => i.StudyId == world.Open).ToListAsync(Stop)).Select(item => $"{item.Id}"));
        secret.AddRange((await db.Set<StudyReader>().Where(r => r.StudyId == world.Open).ToListAsync(Stop)).SelectMany(reader => (string[])[$"{reader.Id}", $"{reader.AccountId}"]));
        Assert.Equal(1, await db.Set<Answer>().CountAsync(a => db.Set<ReadingSlot>().Any(s => s.Id == a.SlotId && s.StudyId == world.Open), Stop));

        var study = await world.Researcher.GetStringAsync($"/api/v1/studies/{world.Open}", Stop);
        var reader = JsonSerializer.Deserialize<JsonElement>(study).GetProperty("readers")[0];

        Assert.Equal(
            ["code", "name", "position", "answered", "total", "medianSeconds", "recentSeconds", "perDay", "lastSeenUtc", "isOnline", "finishUtc", "signedUtc", "alarms", "isRemoved"],
            reader.EnumerateObject().Select(field => field.Name));
        Assert.Equal(1, reader.GetProperty("answered").GetInt32());
        Assert.All(secret, id => Assert.DoesNotContain(id, study, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(JsonValueKind.Null, JsonSerializer.Deserialize<JsonElement>(study).GetProperty("report").ValueKind);
        Assert.DoesNotContain((await ReadAsync("/api/v1/reports")).EnumerateArray(), row => row.GetProperty("study").GetString() == world.Open.ToString());
    }

    private async Task<JsonElement> ReadAsync(string address) => await world.Researcher.GetFromJsonAsync<JsonElement>(address, Stop);

    private async Task<string> FilledAsync(string address)
    {
        foreach (var parameter in world.Objects) address = address.Replace($"{{{parameter.Key}}}", parameter.Value, StringComparison.Ordinal);
        if (!address.Contains("{case}", StringComparison.Ordinal)) return address;
        var first = await ReadAsync($"/api/v1/datasets/{world.Sample.DatasetId}/cases/1");
        return address.Replace("{case}", first.GetProperty("id").GetString(), StringComparison.Ordinal);
    }
}
